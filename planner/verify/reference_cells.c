#include "planner/verify/reference_cells.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

enum { REACH_CELLS = 5 };

/* The edges of a shape, for point-in-polygon by counting crossings. */
typedef struct {
    double *edges; /* x0 y0 x1 y1 */
    size_t count, capacity;
} Edges;

static void add_edges(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Edges *edges = context;

    (void)closed;
    (void)hole;
    for (size_t i = 0; i + 1 < count; i++) {
        edges->edges =
            memory_grow(edges->edges, edges->count, &edges->capacity, 4 * sizeof *edges->edges);
        for (size_t k = 0; k < 4; k++)
            edges->edges[4 * edges->count + k] = xy[2 * i + k];
        edges->count++;
    }
}

static Edges edges_of(GEOSContextHandle_t geos, const GEOSGeometry *shape)
{
    Edges edges = {0};

    shape_each_ring(geos, shape, add_edges, &edges);
    return edges;
}

/* Odd number of crossings to the west: a centre on a left or top edge is inside. */
static bool inside(const Edges *edges, double x, double y)
{
    bool odd = false;

    for (size_t i = 0; i < edges->count; i++) {
        const double *e = &edges->edges[4 * i];
        if ((e[1] >= y) == (e[3] >= y))
            continue;
        odd ^= e[0] + (y - e[1]) * (e[2] - e[0]) / (e[3] - e[1]) <= x;
    }
    return odd;
}

/* Distance along the line of the point of it that is nearest. */
static double distance_along(const Edges *line, double x, double y)
{
    double nearest = INFINITY, along = 0.0, passed = 0.0;

    for (size_t i = 0; i < line->count; i++) {
        const double *e = &line->edges[4 * i];
        double dx = e[2] - e[0], dy = e[3] - e[1], length = hypot(dx, dy), t, away;
        if (!(length > 0.0))
            continue;
        t = ((x - e[0]) * dx + (y - e[1]) * dy) / (length * length);
        t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
        away = hypot(e[0] + t * dx - x, e[1] + t * dy - y);
        if (away < nearest - 1e-12) {
            nearest = away;
            along = passed + t * length;
        }
        passed += length;
    }
    return along;
}

typedef struct {
    const Scene *scene;
    const Zone *zone;
    const Surface *surface;
    Edges area, shape, line;
    int step_x, step_y;
    ReferenceCells *out;
} Search;

static int step_of(double wished_m, double cell_m)
{
    return wished_m / cell_m < 1.5 ? 1 : (int)rint(wished_m / cell_m);
}

/* May this surface cell be asked for at all? */
static bool open_cell(const Search *search, int column, int row)
{
    const Surface *surface = search->surface;
    size_t at;

    if (!grid_has(&surface->grid, column, row))
        return false;
    at = grid_at(&surface->grid, column, row);
    return !isnan(surface->ground[at]) && !isnan(surface->top[at]) &&
           surface->kind[at] != OBSTACLE_BUILDING &&
           inside(&search->area, grid_x(&surface->grid, column), grid_y(&surface->grid, row));
}

static void add_cell(Search *search, int column, int row)
{
    const Surface *surface = search->surface;
    ReferenceCells *out = search->out;
    double step_m = fmax(surface->grid.dx_m * search->step_x, surface->grid.dy_m * search->step_y);
    ReferenceCell cell = {.column = column,
                          .row = row,
                          .x = grid_x(&surface->grid, column),
                          .y = grid_y(&surface->grid, row),
                          .ground_m =
                              (double)surface->ground[grid_at(&surface->grid, column, row)]};

    if (search->zone->line) {
        double station = distance_along(&search->line, cell.x, cell.y) / step_m;
        cell.station = (size_t)station;
        cell.uncertain = fabs(station - rint(station)) < 1e-4;
    }
    out->items = memory_grow(out->items, out->count, &out->capacity, sizeof cell);
    out->items[out->count++] = cell;
}

/* First multiple of the step at or after `at`. */
static int align(int at, int step)
{
    return at <= 0 ? 0 : (at + step - 1) / step * step;
}

static void search_inside(Search *search, Box box)
{
    const Grid *grid = &search->surface->grid;
    int c0 = align(grid_column(grid, box.min_x) - 1, search->step_x);
    int r0 = align(grid_row(grid, box.max_y) - 1, search->step_y);

    for (int r = r0; r < grid->height && r <= grid_row(grid, box.min_y) + 1; r += search->step_y)
        for (int c = c0; c < grid->width && c <= grid_column(grid, box.max_x) + 1;
             c += search->step_x)
            if (inside(&search->shape, grid_x(grid, c), grid_y(grid, r)) && open_cell(search, c, r))
                add_cell(search, c, r);
}

static void search_nearest(Search *search, GEOSContextHandle_t geos)
{
    const Grid *grid = &search->surface->grid;
    double x, y, nearest = INFINITY;
    int best[2] = {-1, -1}, middle[2];

    shape_inner_point(geos, search->zone->shape, &x, &y);
    if (isnan(x))
        return;
    /* The cell of the demand grid around the point: samples are at its middle. */
    middle[0] = (int)floor((x - grid_x(grid, 0)) / (grid->dx_m * search->step_x) + 0.5);
    middle[1] = (int)floor((grid_y(grid, 0) - y) / (grid->dy_m * search->step_y) + 0.5);
    for (int r = middle[1] - REACH_CELLS; r <= middle[1] + REACH_CELLS; r++)
        for (int c = middle[0] - REACH_CELLS; c <= middle[0] + REACH_CELLS; c++) {
            int column = c * search->step_x, row = r * search->step_y;
            if (!open_cell(search, column, row))
                continue;
            double away = hypot(grid_x(grid, column) - x, grid_y(grid, row) - y);
            if (away < nearest) {
                nearest = away;
                best[0] = column;
                best[1] = row;
            }
        }
    if (best[0] >= 0)
        add_cell(search, best[0], best[1]);
}

ReferenceCells reference_cells(const Scene *scene, const Zone *zone)
{
    const Surface *surface = scene_surface(scene, zone->requirement.use);
    GEOSContextHandle_t geos = shape_context();
    ReferenceCells out = {0};
    double wished = scene->project->demand_cell_m;
    Search search = {scene,
                     zone,
                     surface,
                     edges_of(geos, scene->area),
                     edges_of(geos, zone->shape),
                     {0},
                     step_of(wished, surface->grid.dx_m),
                     step_of(wished, surface->grid.dy_m),
                     &out};

    if (zone->line)
        search.line = edges_of(geos, zone->line);
    out.weight = surface->grid.dx_m * search.step_x * surface->grid.dy_m * search.step_y *
                 zone->requirement.weight;
    search_inside(&search, shape_box(geos, zone->shape));
    if (!out.count)
        search_nearest(&search, geos);
    free(search.area.edges);
    free(search.shape.edges);
    free(search.line.edges);
    GEOS_finish_r(geos);
    return out;
}
