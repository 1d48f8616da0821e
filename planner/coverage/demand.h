/* demand.h - the cells that must be seen: (zone, cell) pairs with a weight.
 *
 * The demand grid's cell centres are surface sample centres (every n-th), so a
 * target is a surface cell. A junction and its road ask separately: a DemandPoint
 * is one target (cell and height on one surface); a DemandCell is what one zone asks of it.
 * Zones judged on the long-range surface use cells of that surface's size or
 * larger. Buildings, nodata and what lies outside the area ask nothing; canopy does ask.
 * A zone that holds no such cell centre gets the cell nearest its inner point, if one
 * lies within five cells. Positions in metres, project CRS.
 * Read-only once built: any thread.
 */
#ifndef PLANNER_COVERAGE_DEMAND_H
#define PLANNER_COVERAGE_DEMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/scene.h"
#include "planner/coverage/demand_strips.h"
#include "planner/coverage/surface_relief.h"
#include "rules/zone.h"

typedef struct DemandPoint {
    int column, row; /* on the surface of `use` */
    SurfaceUse use;
    float target_height_m;
    float x, y; /* offset from Demand.origin, metres: cell centre */
    float ground_m;
    uint32_t first; /* its DemandCells: [first, first + count) */
    uint32_t count;
} DemandPoint;

typedef struct {
    uint32_t zone; /* index into ZoneSet.zones */
    uint32_t point;
    float weight;    /* area in m2 x the requirement's weight */
    float station_m; /* line duty: distance along the zone's line; else -1 */
} DemandCell;

typedef struct {
    const ZoneSet *zones;
    Grid grid;      /* the demand grid (street cells); coverage.tif lies on it */
    Grid long_grid; /* of long-range demand; equal to grid when there is one surface */
    double origin_x, origin_y;
    DemandPoint *points; /* sorted by use, tile, row, column, target height */
    size_t point_count;
    DemandCell *cells; /* sorted by point, then zone */
    size_t cell_count;
    /* Cells of each zone: zone z has zone_cells[zone_first[z] .. zone_first[z + 1]). */
    uint32_t *zone_first, *zone_cells;
    double *zone_weight; /* mandated weight of each zone */
    double *zone_area_m2;
    /* Spatial index: tiles of TILE_M metres, points of tile t of use u are
     * [tile_first[u][t], tile_first[u][t + 1]). */
    Grid tiles;
    uint32_t *tile_first[2];
    /* The same points as bits, for sweeps: strips of tile t of use u are
     * [strip_first[u][t], strip_first[u][t + 1]). */
    DemandStrips strips;
    uint32_t *strip_first[2];
    bool some_lit;            /* some cell's place is lit at night: demand_bounds() */
    float target_height_m[2]; /* of all targets, by use; NAN: there are several */
    SurfaceRelief *relief[2]; /* by use; one where both are judged on the same surface */
} Demand;

#define DEMAND_TILE_M 32.0

/* Zones that the run is narrowed away from ask nothing (zone_wanted()). */
MUST_CHECK Status demand_build(Demand **out, const Scene *scene, const ZoneSet *zones, Diag *diag);
void demand_free(Demand *demand);
/* What DemandStrips holds of each point, and some_lit, out of what the zones require. */
void demand_bounds(Demand *demand);

/* Call `visit` with each run of points [from, to) that may lie within range of
 * (x, y) on a surface. */
typedef void (*DemandVisit)(uint32_t from, uint32_t to, void *context);
void demand_near(const Demand *demand, SurfaceUse use, double x, double y, double range_m,
                 DemandVisit visit, void *context);
/* The same with runs of strips. */
void demand_near_strips(const Demand *demand, SurfaceUse use, double x, double y, double range_m,
                        DemandVisit visit, void *context);

#endif
