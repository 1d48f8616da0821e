#include "data/surface_build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/bridge.h"
#include "data/raster.h"
#include "data/roof.h"

/* What stands higher than this above the ground is an obstacle; lower canopy is
 * grass and noise. */
static const double OBSTACLE_M = 0.5;
/* The terrain's and the surface model's largest cell for street cameras. */
static const double STREET_CELL_M = 5;
static const double EXTENT_TOLERANCE_M = 0.001;

static Status surface_refuse_coarse(Surface *surface, const ProjectSurface *as,
                                    const SourceRef *ref, const char *what, double cell_m,
                                    Diag *diag)
{
    if (as->use != USE_STREET || cell_m <= STREET_CELL_M * (1 + 1e-6))
        return OK;
    if (as->accept_coarse) {
        surface->coarse = true;
        return OK;
    }
    return diag_fail(
        diag, ERR_INPUT,
        "%s%s%s %s: its cells of %.1f m are too coarse for street cameras (5 m at most): on a "
        "slope of 10 %% a height is wrong by up to %.1f m half a cell away, as much as hides a "
        "person; give a finer %s, use it for: long_range, or say accept_coarse: true, which "
        "becomes a finding",
        ref->place ? ref->place : "", ref->place ? ": " : "", what,
        ref->written ? ref->written : ref->source, cell_m, cell_m / 2 * 0.1, what);
}

static Status surface_hold_area(const SurfaceSources *sources, Box covers, Diag *diag)
{
    const SourceRef *ref = &sources->as->terrain;
    Box area = sources->area, held = box_grow(covers, EXTENT_TOLERANCE_M);

    if (box_has(held, area.min_x, area.min_y) && box_has(held, area.max_x, area.max_y))
        return OK;
    return diag_fail(
        diag, ERR_INPUT,
        "%s%sterrain %s: the area (x %.1f to %.1f, y %.1f to %.1f) does not lie within "
        "it (x %.1f to %.1f, y %.1f to %.1f); give a terrain that holds the area, or "
        "a smaller area",
        ref->place ? ref->place : "", ref->place ? ": " : "",
        ref->written ? ref->written : ref->source, area.min_x, area.max_x, area.min_y, area.max_y,
        covers.min_x, covers.max_x, covers.min_y, covers.max_y);
}

/* The first and last cell of one axis, counted from the CRS's origin: those that
 * hold [from, to], but only with a centre in [least, most]. */
static void surface_axis(const double box[2], const double covers[2], double cell, double out[2])
{
    out[0] = fmax(floor(box[0] / cell + 1e-9), ceil(covers[0] / cell - 0.5 - 1e-9));
    out[1] = fmin(ceil(box[1] / cell - 1e-9) - 1, floor(covers[1] / cell - 0.5 + 1e-9));
}

/* Snapped to multiples of the cell, so that samples do not move with the box. */
static Status surface_grid(Grid *grid, const SurfaceSources *sources, Box covers, Diag *diag)
{
    const double cell = sources->as->cell_m;
    const Box *box = &sources->box;
    double x[2], y[2];

    surface_axis((double[]){box->min_x, box->max_x}, (double[]){covers.min_x, covers.max_x}, cell,
                 x);
    surface_axis((double[]){box->min_y, box->max_y}, (double[]){covers.min_y, covers.max_y}, cell,
                 y);
    if (!(x[1] >= x[0] && y[1] >= y[0]))
        return diag_fail(diag, ERR_INPUT,
                         "surface: no cell of %g m has its centre within the area and the terrain",
                         cell);
    if (x[1] - x[0] >= 1e6 || y[1] - y[0] >= 1e6)
        return diag_fail(diag, ERR_INPUT,
                         "surface: %.0f x %.0f cells of %g m are too many; choose a larger cell_m "
                         "or a smaller area",
                         x[1] - x[0] + 1, y[1] - y[0] + 1, cell);
    *grid = (Grid){.x0 = x[0] * cell,
                   .y0 = (y[1] + 1) * cell,
                   .dx_m = cell,
                   .dy_m = cell,
                   .width = (int)(x[1] - x[0]) + 1,
                   .height = (int)(y[1] - y[0]) + 1};
    return OK;
}

static Status surface_allocate(Surface *surface, Diag *diag)
{
    size_t cells = grid_cells(&surface->grid);

    surface->ground = memory_try(cells, sizeof *surface->ground);
    surface->top = memory_try(cells, sizeof *surface->top);
    surface->kind = memory_try(cells, sizeof *surface->kind);
    if (surface->ground && surface->top && surface->kind)
        return OK;
    return diag_fail(diag, ERR_MEMORY,
                     "surface: no room for %d x %d cells of %g m (%.0f MB); choose a larger cell_m "
                     "or a smaller area",
                     surface->grid.width, surface->grid.height, surface->grid.dx_m,
                     9.0 * (double)cells / 1e6);
}

/* How many cells with their centre in `area` are NaN. */
static size_t surface_holes(const Grid *grid, const float *cells, Box area)
{
    size_t holes = 0;

    for (int r = 0; r < grid->height; r++) {
        const float *line = cells + grid_at(grid, 0, r);
        double y = grid_y(grid, r);
        if (y < area.min_y || y > area.max_y)
            continue;
        for (int c = 0; c < grid->width; c++)
            if (isnan(line[c]) && box_has(area, grid_x(grid, c), y))
                holes++;
    }
    return holes;
}

/* Measure the terrain, judge it, and read it into `ground` of a new grid. */
static Status surface_lay_ground(Surface *surface, const SurfaceSources *sources, Diag *diag)
{
    const ProjectSurface *as = sources->as;
    RasterMeasure terrain = {0, {-HUGE_VAL, -HUGE_VAL, HUGE_VAL, HUGE_VAL}};
    Status status = OK;

    if (!as->flat) {
        status =
            raster_measure(&as->terrain, sources->crs, sources->area, "terrain", &terrain, diag);
        if (status == OK)
            status = surface_hold_area(sources, terrain.covers, diag);
        if (status == OK)
            status =
                surface_refuse_coarse(surface, as, &as->terrain, "terrain", terrain.cell_m, diag);
        surface->terrain_cell_m = terrain.cell_m;
    }
    if (status == OK)
        status = surface_grid(&surface->grid, sources, terrain.covers, diag);
    if (status == OK)
        status = surface_allocate(surface, diag);
    if (status == OK && !as->flat)
        status = raster_read(&as->terrain, sources->crs, &surface->grid, "terrain", surface->ground,
                             NULL, NULL, diag);
    if (status == OK)
        surface->nodata_cells = surface_holes(&surface->grid, surface->ground, sources->area);
    return status;
}

/* Without a surface model: nothing stands on the ground so far. */
static void surface_copy_ground(Surface *surface)
{
    size_t cells = grid_cells(&surface->grid);

    memcpy(surface->top, surface->ground, cells * sizeof *surface->top);
    memset(surface->kind, ROOF_BARE, cells);
}

static Status surface_read_model(Surface *surface, const SurfaceSources *sources, Diag *diag)
{
    const SourceRef *ref = &sources->as->surface;
    RasterMeasure model;
    Status status = raster_measure(ref, sources->crs, sources->area, "surface", &model, diag);

    if (status == OK)
        status = surface_refuse_coarse(surface, sources->as, ref, "surface", model.cell_m, diag);
    if (status == OK)
        status = raster_read(ref, sources->crs, &surface->grid, "surface", surface->top, NULL, NULL,
                             diag);
    if (status != OK)
        return status;
    surface->surface_nodata_cells = surface_holes(&surface->grid, surface->top, sources->area);
    for (size_t i = 0, cells = grid_cells(&surface->grid); i < cells; i++) {
        float ground = surface->ground[i], top = surface->top[i];
        bool known = !isnan(top) && !isnan(ground);
        surface->kind[i] = !known                                      ? ROOF_BARE
                           : (double)top - (double)ground > OBSTACLE_M ? OBSTACLE_OTHER
                                                                       : OBSTACLE_TERRAIN;
        if (!(known && top > ground))
            surface->top[i] = ground;
    }
    return OK;
}

/* No cell keeps a kind that only the building of the surface knows. */
static void surface_settle_kinds(Surface *surface)
{
    for (size_t i = 0, cells = grid_cells(&surface->grid); i < cells; i++) {
        if (surface->kind[i] == ROOF_BARE)
            surface->kind[i] = OBSTACLE_TERRAIN;
        else if (surface->kind[i] == ROOF_RAISED)
            surface->kind[i] = OBSTACLE_BUILDING;
    }
}

/* Trees on the ground, but not on buildings. Where a surface model stands clearly
 * above the crown, something else stands there. */
static void surface_plant(Surface *surface, const float *canopy)
{
    for (size_t i = 0, cells = grid_cells(&surface->grid); i < cells; i++) {
        double crown = (double)surface->ground[i] + (double)canopy[i];
        /* Also false where either is NaN. */
        if (!((double)canopy[i] >= OBSTACLE_M) || surface->kind[i] == OBSTACLE_BUILDING ||
            !(crown + OBSTACLE_M >= (double)surface->top[i]))
            continue;
        if (crown > (double)surface->top[i])
            surface->top[i] = (float)crown;
        surface->kind[i] = OBSTACLE_CANOPY;
    }
}

static Status surface_read_canopy(Surface *surface, const SurfaceSources *sources, Diag *diag)
{
    float *canopy = memory_try(grid_cells(&surface->grid), sizeof *canopy);
    Status status;

    if (!canopy)
        return diag_fail(diag, ERR_MEMORY,
                         "canopy: no room for %d x %d cells; choose a larger "
                         "cell_m or a smaller area",
                         surface->grid.width, surface->grid.height);
    status = raster_read_nearest(&sources->as->canopy, sources->crs, &surface->grid, "canopy",
                                 canopy, diag);
    if (status == OK)
        surface_plant(surface, canopy);
    free(canopy);
    return status;
}

Status surface_build(Surface *out, GEOSContextHandle_t geos, const SurfaceSources *sources,
                     Diag *diag)
{
    const ProjectSurface *as = sources->as;
    Surface surface = {.use = as->use, .flat = as->flat};
    Status status = surface_lay_ground(&surface, sources, diag);

    if (status == OK && as->surface.source)
        status = surface_read_model(&surface, sources, diag);
    else if (status == OK)
        surface_copy_ground(&surface);
    if (status == OK && sources->buildings)
        roof_raise(&surface, geos, as, sources->buildings);
    if (status == OK)
        surface_settle_kinds(&surface);
    if (status == OK && as->canopy.source)
        status = surface_read_canopy(&surface, sources, diag);
    /* Last: abutments stand on bare ground, and a deck covers the trees below it. */
    if (status == OK)
        bridge_lay(&surface, geos, sources->roads, sources->road_layers, sources->deck_width_m);
    if (status == OK)
        *out = surface;
    else
        surface_release(&surface);
    return status;
}
