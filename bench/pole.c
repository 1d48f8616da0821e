#include "bench/pole.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "bench/measure.h"
#include "planner/coverage/footprint.h"

enum { POLES = 400, AZIMUTHS = 12, SIDE_CELLS = 800, TILE_CELLS = 32, LENSES = 3 };

struct Pole {
    const Place *place;
    long range_cells, step, first; /* first: column and row of the part that asks */
    long cells;                    /* columns and rows of it */
    Surface surface;
    SurfaceRelief relief;
    Zone zone;
    ZoneSet zones;
    Demand demand;
    Glance *glance;
    Sightings sightings;
    Footprint footprint;
    Optics cameras[POLE_CANDIDATES];
    Eye eyes[POLES];
    size_t seen, covered, runs, looked;
    bool failed;
};

/* --- the demand ----------------------------------------------------------------------- */

static bool is_open(const Pole *pole, long column, long row)
{
    const Terrain *terrain = &pole->place->terrain;
    size_t at = (size_t)(row * terrain->columns + column);

    return column % pole->step == 0 && row % pole->step == 0 &&
           terrain->surface[at] == terrain->ground[at];
}

static void ask(Pole *pole, long column, long row)
{
    Demand *demand = &pole->demand;
    const Grid *grid = &pole->surface.grid;
    size_t i = demand->point_count++;

    demand->points[i] =
        (DemandPoint){.column = (int)column,
                      .row = (int)row,
                      .target_height_m = (float)VIEWSHED_TARGET_HEIGHT_M,
                      .x = (float)(grid_x(grid, (int)column) - demand->origin_x),
                      .y = (float)(grid_y(grid, (int)row) - demand->origin_y),
                      .ground_m = pole->surface.ground[grid_at(grid, (int)column, (int)row)],
                      .first = (uint32_t)i,
                      .count = 1};
    demand->cells[i] = (DemandCell){.point = (uint32_t)i, .weight = 1, .station_m = -1};
}

static void ask_tile(Pole *pole, long column, long row)
{
    for (long y = row; y < row + TILE_CELLS; y++)
        for (long x = column; x < column + TILE_CELLS; x++)
            if (is_open(pole, x, y))
                ask(pole, x, y);
}

static void lay_demand(Pole *pole)
{
    const Grid *grid = &pole->surface.grid;
    Demand *demand = &pole->demand;
    long tiles = pole->cells / TILE_CELLS;
    size_t room = (size_t)(pole->cells * pole->cells / (pole->step * pole->step));
    double side_m = TILE_CELLS * grid->dx_m;

    demand->zones = &pole->zones;
    demand->origin_x = grid->x0 + (double)pole->first * grid->dx_m;
    demand->origin_y = grid->y0 - (double)(pole->first + pole->cells) * grid->dy_m;
    demand->tiles = (Grid){demand->origin_x, grid->y0 - (double)pole->first * grid->dy_m,
                           side_m,           side_m,
                           (int)tiles,       (int)tiles};
    demand->points = memory_new(room, sizeof *demand->points);
    demand->cells = memory_new(room, sizeof *demand->cells);
    demand->strip_first[0] = memory_new((size_t)(tiles * tiles) + 1, sizeof(uint32_t));
    demand->tile_first[0] = memory_new((size_t)(tiles * tiles) + 1, sizeof(uint32_t));
    demand->strip_first[1] = memory_new((size_t)(tiles * tiles) + 1, sizeof(uint32_t));
    for (long tile = 0; tile < tiles * tiles; tile++) {
        size_t before = demand->point_count;
        ask_tile(pole, pole->first + tile % tiles * TILE_CELLS,
                 pole->first + tile / tiles * TILE_CELLS);
        demand_strips_add(&demand->strips, demand->points, before, demand->point_count);
        demand->tile_first[0][tile + 1] = (uint32_t)demand->point_count;
        demand->strip_first[0][tile + 1] = (uint32_t)demand->strips.count;
    }
    demand->cell_count = demand->point_count;
    demand->target_height_m[0] = (float)VIEWSHED_TARGET_HEIGHT_M;
    demand->relief[0] = demand->relief[1] = &pole->relief;
    demand_bounds(demand);
}

/* --- the poles ------------------------------------------------------------------------ */

static void lay_cameras(Pole *pole)
{
    static const double hfov_deg[LENSES] = {90, 60, 30};

    for (int i = 0; i < POLE_CANDIDATES; i++) {
        Optics *optics = &pole->cameras[i];
        *optics = (Optics){.projection = PROJECTION_RECTILINEAR,
                           .azimuth_deg = 360.0 / AZIMUTHS * (i / LENSES),
                           .tilt_deg = 10,
                           .hfov_deg = hfov_deg[i % LENSES],
                           .vfov_deg = optics_vfov_deg(hfov_deg[i % LENSES], 3840, 2160),
                           .width_px = 3840,
                           .height_px = 2160,
                           .max_range_m = INFINITY};
        optics_prepare(optics);
    }
}

static int in_order(const void *a, const void *b)
{
    const Eye *p = a, *q = b;

    return (p->at.y < q->at.y) - (p->at.y > q->at.y);
}

/* Anywhere in the middle of the part that asks, so that all that is in range is asked about. */
static void lay_eyes(Pole *pole)
{
    const Grid *grid = &pole->surface.grid;
    Dice dice = dice_new(7);

    for (int i = 0; i < POLES; i++) {
        double column = dice_between(&dice, (double)(pole->first + pole->range_cells + 2),
                                     (double)(pole->first + pole->cells - pole->range_cells - 2));
        double row = dice_between(&dice, (double)(pole->first + pole->range_cells + 2),
                                  (double)(pole->first + pole->cells - pole->range_cells - 2));
        double ground = relief_ground_at(pole->relief.relief, column, row);
        pole->eyes[i] = (Eye){.at = {grid->x0 + (column + 0.5) * grid->dx_m,
                                     grid->y0 - (row + 0.5) * grid->dy_m, ground + PLACE_MOUNT_M},
                              .ground_m = ground};
    }
    qsort(pole->eyes, POLES, sizeof *pole->eyes, in_order);
}

Status pole_open(Pole **out, const Place *place, long range_cells, long step, Diag *diag)
{
    const Terrain *terrain = &place->terrain;
    Pole *pole = memory_new(1, sizeof *pole);

    (void)diag;
    pole->place = place;
    pole->range_cells = range_cells;
    pole->step = step;
    pole->cells = (SIDE_CELLS + 2 * range_cells) / TILE_CELLS * TILE_CELLS;
    if (pole->cells > terrain->columns)
        pole->cells = terrain->columns / TILE_CELLS * TILE_CELLS;
    pole->first = (terrain->columns - pole->cells) / 2 / TILE_CELLS * TILE_CELLS;
    pole->surface =
        (Surface){.grid = {PLACE_WEST_M, PLACE_NORTH_M, terrain->cell_width_m,
                           terrain->cell_height_m, (int)terrain->columns, (int)terrain->rows},
                  .ground = terrain->ground,
                  .top = terrain->surface};
    pole->relief = (SurfaceRelief){.surface = &pole->surface, .relief = place->relief_apart};
    pole->zone =
        (Zone){.requirement = {.px_per_m = 1, .k = 1, .max_down_angle_deg = 90, .weight = 1},
               .facing_deg = NAN};
    pole->zones = (ZoneSet){.zones = &pole->zone, .zone_count = 1};
    lay_demand(pole);
    lay_cameras(pole);
    lay_eyes(pole);
    pole->glance = glance_new();
    *out = pole;
    return OK;
}

void pole_close(Pole *pole)
{
    if (!pole)
        return;
    sightings_release(&pole->sightings);
    footprint_release(&pole->footprint);
    glance_free(pole->glance);
    demand_strips_release(&pole->demand.strips);
    free(pole->demand.tile_first[0]);
    free(pole->demand.strip_first[0]);
    free(pole->demand.strip_first[1]);
    free(pole->demand.points);
    free(pole->demand.cells);
    free(pole);
}

/* --- laps ------------------------------------------------------------------------------ */

double pole_lap_sweep(void *of, size_t poles)
{
    Pole *pole = of;
    Diag diag = {0};
    double start = measure_cpu_s();

    for (size_t i = 0; i < poles; i++) {
        const Eye *eye = &pole->eyes[i * POLES / poles % POLES];
        GlanceWish wish = {.relief = &pole->relief,
                           .eye = eye->at,
                           .range_m = (double)pole->range_cells * pole->surface.grid.dx_m,
                           .bearings = {0, 360},
                           .target_height_m = (double)(float)VIEWSHED_TARGET_HEIGHT_M};
        const VisibleCells *cells;
        pole->failed |= glance_sweep(pole->glance, &wish, &cells, &diag) != OK;
    }
    return measure_cpu_s() - start;
}

double pole_lap_footprints(void *of, size_t poles)
{
    Pole *pole = of;
    SightingReach reach = {.street_range_m = (double)pole->range_cells * pole->surface.grid.dx_m};
    Diag diag = {0};
    double start = measure_cpu_s();

    for (size_t i = 0; i < poles; i++) {
        const Eye *eye = &pole->eyes[i * POLES / poles % POLES];
        SightingEyes eyes = {{eye, eye}, pole->glance};
        pole->failed |=
            sightings_compute(&pole->sightings, &pole->demand, &eyes, &reach, &diag) != OK;
        for (int c = 0; c < POLE_CANDIDATES; c++) {
            footprint_compute(&pole->footprint, &pole->demand, &pole->sightings, &pole->cameras[c],
                              false);
            pole->covered += pole->footprint.count;
            pole->runs += pole->footprint.run_count;
        }
        pole->seen += pole->sightings.count;
        pole->looked++;
    }
    return measure_cpu_s() - start;
}

size_t pole_most(const Pole *pole)
{
    (void)pole;
    return POLES;
}

bool pole_failed(const Pole *pole)
{
    return pole->failed;
}

void pole_print(const Pole *pole)
{
    double looked = pole->looked ? (double)pole->looked : 1;

    fprintf(
        stderr,
        "a pole over a grid of %ld cells: %zu points in range, %.0f seen, %.0f cells covered by "
        "%d candidates in %.0f runs\n",
        pole->step, pole->sightings.lines, (double)pole->seen / looked,
        (double)pole->covered / looked, POLE_CANDIDATES, (double)pole->runs / looked);
}
