/* little_scene.h - a scene of a few hundred metres, made in memory for tests.
 *
 * Cell centres lie on whole multiples of the cell size; ground is 0 unless raised.
 * Zones are boxes (line duties: with a line along their middle from west to east).
 */
#ifndef TESTS_PLANNER_LITTLE_SCENE_H
#define TESTS_PLANNER_LITTLE_SCENE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/scene.h"
#include "data/shape.h"
#include "planner/coverage/coverage.h"
#include "rules/zone.h"

enum { LITTLE_ZONES = 8 };

typedef struct {
    Project project;
    Scene scene;
    ZoneSet zones;
    Zone zone[LITTLE_ZONES];
    Clause clause;
    ClausePart part;
} LittleScene;

/* A flat scene of cells whose centres run from (-half, -half) to (half, half). */
static inline void little_scene_init(LittleScene *little, double half_m, double cell_m)
{
    int cells = (int)lround(2 * half_m / cell_m) + 1;
    Surface *surface = &little->scene.surfaces[USE_STREET];

    memset(little, 0, sizeof *little);
    surface->grid = (Grid){-half_m - cell_m / 2, half_m + cell_m / 2, cell_m, cell_m, cells, cells};
    surface->ground = memory_new(grid_cells(&surface->grid), sizeof *surface->ground);
    surface->top = memory_new(grid_cells(&surface->grid), sizeof *surface->top);
    surface->kind = memory_new(grid_cells(&surface->grid), sizeof *surface->kind);
    little->scene.has_surface[USE_STREET] = true;
    little->scene.project = &little->project;
    little->scene.geos = shape_context();
    little->scene.box = grid_box(&surface->grid);
    little->scene.area = shape_new_box(little->scene.geos, little->scene.box);
    little->project.demand_cell_m = cell_m;
    little->zones.geos = little->scene.geos;
    little->zones.zones = little->zone;
}

static inline void little_scene_release(LittleScene *little)
{
    GEOSContextHandle_t geos = little->scene.geos;

    for (size_t i = 0; i < little->zones.zone_count; i++) {
        GEOSGeom_destroy_r(geos, little->zone[i].shape);
        if (little->zone[i].line)
            GEOSGeom_destroy_r(geos, little->zone[i].line);
    }
    GEOSGeom_destroy_r(geos, little->scene.area);
    surface_release(&little->scene.surfaces[USE_STREET]);
    surface_release(&little->scene.surfaces[USE_LONG_RANGE]);
    GEOS_finish_r(geos);
}

/* Put an obstacle on the cells whose centre lies in a box, edges included.
 * OBSTACLE_TERRAIN raises the ground too; a NaN height is a hole. */
static inline void little_scene_raise(LittleScene *little, Box box, double height_m, Obstacle kind)
{
    Surface *surface = &little->scene.surfaces[USE_STREET];
    const Grid *grid = &surface->grid;

    for (int row = 0; row < grid->height; row++)
        for (int column = 0; column < grid->width; column++) {
            size_t at = grid_at(grid, column, row);
            if (!box_has(box_grow(box, 1e-9), grid_x(grid, column), grid_y(grid, row)))
                continue;
            surface->kind[at] = (uint8_t)kind;
            if (kind == OBSTACLE_TERRAIN)
                surface->ground[at] = surface->top[at] = (float)height_m;
            else
                surface->top[at] = surface->ground[at] + (float)height_m;
        }
}

static inline Zone *little_scene_zone(LittleScene *little, Box box, bool line)
{
    Zone *zone = &little->zone[little->zones.zone_count++];
    double middle = (box.min_y + box.max_y) / 2;

    *zone = (Zone){.id = "8.1a-001",
                   .name = "",
                   .clause = &little->clause,
                   .part = &little->part,
                   .layer = "",
                   .how = "",
                   .facing_deg = NAN};
    zone->shape = shape_new_box(little->scene.geos, box);
    if (line)
        zone->line =
            shape_new_line(little->scene.geos, (double[]){box.min_x, middle, box.max_x, middle}, 2);
    zone->requirement = (Requirement){.px_per_m = 25,
                                      .k = 1,
                                      .target_height_m = 1.7,
                                      .max_down_angle_deg = 90,
                                      .use = USE_STREET,
                                      .cross_share = 0.8,
                                      .quota = NAN,
                                      .weight = 1,
                                      .thermal = {JOHNSON_DETECTION, 1, 2, 0.75}};
    return zone;
}

static inline Optics little_optics(double azimuth_deg, double tilt_deg, double hfov_deg)
{
    Optics optics = {.azimuth_deg = azimuth_deg,
                     .tilt_deg = tilt_deg,
                     .hfov_deg = hfov_deg,
                     .width_px = 1920,
                     .height_px = 1080,
                     .max_range_m = 1000};

    if (hfov_deg >= 180)
        optics.projection = PROJECTION_PANORAMIC;
    optics.vfov_deg = optics_vfov_deg(hfov_deg, 1920, 1080);
    optics_prepare(&optics);
    return optics;
}

static inline Lookout little_lookout(const LittleScene *little, double x, double y, double height_m,
                                     Optics optics)
{
    Eye eye = sight_eye(&little->scene.surfaces[USE_STREET], x, y, height_m, false);

    return (Lookout){.id = "C-1", .eye = eye, .long_eye = eye, .optics = optics};
}

/* The first demand cell of a zone at a place; UINT32_MAX: none. */
static inline uint32_t little_cell(const Demand *demand, uint32_t zone, double x, double y)
{
    for (uint32_t i = 0; i < demand->cell_count; i++) {
        const DemandPoint *point = &demand->points[demand->cells[i].point];
        if (demand->cells[i].zone == zone && fabs(demand->origin_x + (double)point->x - x) < 1e-3 &&
            fabs(demand->origin_y + (double)point->y - y) < 1e-3)
            return i;
    }
    return UINT32_MAX;
}

#endif
