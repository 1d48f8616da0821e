#include "planner/siting/stand.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

struct Stand {
    GEOSContextHandle_t geos;
    const Prohibit *prohibit;
    const Surface *surface;
    const GEOSPreparedGeometry *area, *carriageways; /* NULL: none */
    GEOSSTRtree *buildings;                          /* NULL: none */
};

Stand *stand_new(const Scene *scene, const ZoneSet *zones, const Prohibit *prohibit)
{
    Stand *stand = memory_new(1, sizeof *stand);

    stand->geos = scene->geos;
    stand->prohibit = prohibit;
    stand->surface = scene_surface(scene, USE_STREET);
    if (scene->area)
        stand->area = GEOSPrepare_r(stand->geos, scene->area);
    if (zones->carriageways && !GEOSisEmpty_r(stand->geos, zones->carriageways))
        stand->carriageways = GEOSPrepare_r(stand->geos, zones->carriageways);
    if (scene->buildings.count) {
        stand->buildings = GEOSSTRtree_create_r(stand->geos, 10);
        for (size_t i = 0; i < scene->buildings.count; i++)
            GEOSSTRtree_insert_r(stand->geos, stand->buildings, scene->buildings.features[i].shape,
                                 scene->buildings.features[i].shape);
    }
    return stand;
}

void stand_free(Stand *stand)
{
    if (!stand)
        return;
    if (stand->area)
        GEOSPreparedGeom_destroy_r(stand->geos, stand->area);
    if (stand->carriageways)
        GEOSPreparedGeom_destroy_r(stand->geos, stand->carriageways);
    if (stand->buildings)
        GEOSSTRtree_destroy_r(stand->geos, stand->buildings);
    free(stand);
}

/* One question to the tree of buildings. */
typedef struct {
    GEOSContextHandle_t geos;
    const GEOSGeometry *point;
    bool found;
} Inside;

static void inside_visit(void *item, void *context)
{
    Inside *inside = context;

    if (!inside->found && GEOSIntersects_r(inside->geos, item, inside->point) == 1)
        inside->found = true;
}

static bool in_building(const Stand *stand, const GEOSGeometry *point, double x, double y)
{
    const Grid *grid = &stand->surface->grid;
    Inside inside = {stand->geos, point, false};
    int column = grid_column(grid, x), row = grid_row(grid, y);

    if (stand->buildings) {
        GEOSSTRtree_query_r(stand->geos, stand->buildings, point, inside_visit, &inside);
        return inside.found;
    }
    /* A surface model alone knows buildings by their cells. */
    return grid_has(grid, column, row) &&
           stand->surface->kind[grid_at(grid, column, row)] == OBSTACLE_BUILDING;
}

static bool in_prepared(const Stand *stand, const GEOSPreparedGeometry *shape,
                        const GEOSGeometry *point)
{
    return GEOSPreparedIntersects_r(stand->geos, shape, point) == 1;
}

bool stand_in_area(const Stand *stand, double x, double y)
{
    GEOSGeometry *point = shape_new_point(stand->geos, x, y);
    bool inside = !stand->area || in_prepared(stand, stand->area, point);

    GEOSGeom_destroy_r(stand->geos, point);
    return inside;
}

Standing stand_at(const Stand *stand, double x, double y)
{
    GEOSGeometry *point = shape_new_point(stand->geos, x, y);
    Standing standing = STAND_FREE;
    const Forbidden *forbidden;

    if (isnan(surface_ground_at(stand->surface, x, y)) ||
        (stand->area && !in_prepared(stand, stand->area, point)))
        standing = STAND_OUTSIDE;
    else if (in_building(stand, point, x, y))
        standing = STAND_IN_BUILDING;
    else if (stand->carriageways && in_prepared(stand, stand->carriageways, point))
        standing = STAND_ON_CARRIAGEWAY;
    else if ((forbidden = prohibit_at(stand->prohibit, x, y, 0)))
        standing = forbidden_needs_consent(forbidden) ? STAND_WITHOUT_CONSENT : STAND_PROHIBITED;
    GEOSGeom_destroy_r(stand->geos, point);
    return standing;
}
