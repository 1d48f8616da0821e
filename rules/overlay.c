#include "rules/overlay.h"

#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

typedef GEOSGeometry *(*Operation)(GEOSContextHandle_t, const GEOSGeometry *, const GEOSGeometry *);

static GEOSGeometry *or_empty(Overlay *overlay, GEOSGeometry *shape)
{
    if (shape)
        return shape;
    overlay->failures++;
    return GEOSGeom_createEmptyPolygon_r(overlay->geos);
}

/* An overlay of two shapes, tried again on repaired copies. */
static GEOSGeometry *try_twice(Overlay *overlay, Operation operation, const GEOSGeometry *a,
                               const GEOSGeometry *b)
{
    GEOSGeometry *result = operation(overlay->geos, a, b);
    GEOSGeometry *clean_a, *clean_b;

    if (result)
        return result;
    clean_a = GEOSMakeValid_r(overlay->geos, a);
    clean_b = GEOSMakeValid_r(overlay->geos, b);
    if (clean_a && clean_b)
        result = operation(overlay->geos, clean_a, clean_b);
    overlay_drop(overlay, clean_a);
    overlay_drop(overlay, clean_b);
    return or_empty(overlay, result);
}

GEOSGeometry *overlay_both(Overlay *overlay, const GEOSGeometry *a, const GEOSGeometry *b)
{
    return try_twice(overlay, GEOSIntersection_r, a, b);
}

GEOSGeometry *overlay_minus(Overlay *overlay, const GEOSGeometry *a, const GEOSGeometry *b)
{
    return try_twice(overlay, GEOSDifference_r, a, b);
}

GEOSGeometry *overlay_union(Overlay *overlay, GEOSGeometry **shapes, size_t count)
{
    GEOSGeometry *all, *result = NULL;

    if (count == 0)
        return GEOSGeom_createEmptyPolygon_r(overlay->geos);
    if (count == 1)
        return shapes[0];
    all = GEOSGeom_createCollection_r(overlay->geos, GEOS_GEOMETRYCOLLECTION, shapes,
                                      (unsigned)count);
    if (all)
        result = GEOSUnaryUnion_r(overlay->geos, all);
    overlay_drop(overlay, all);
    return or_empty(overlay, result);
}

GEOSGeometry *overlay_buffer(Overlay *overlay, const GEOSGeometry *shape, double by_m,
                             bool flat_ends)
{
    return or_empty(overlay, shape_buffer(overlay->geos, shape, by_m, flat_ends));
}

GEOSGeometry *overlay_disc(Overlay *overlay, double x, double y, double radius_m)
{
    GEOSGeometry *point = shape_new_point(overlay->geos, x, y);
    GEOSGeometry *disc = point ? shape_buffer(overlay->geos, point, radius_m, false) : NULL;

    overlay_drop(overlay, point);
    return or_empty(overlay, disc);
}

GEOSGeometry *overlay_edge(Overlay *overlay, const GEOSGeometry *shape)
{
    if (shape_kind(overlay->geos, shape) != SHAPE_AREA)
        return overlay_copy(overlay, shape);
    return or_empty(overlay, GEOSBoundary_r(overlay->geos, shape));
}

GEOSGeometry *overlay_copy(Overlay *overlay, const GEOSGeometry *shape)
{
    return or_empty(overlay, GEOSGeom_clone_r(overlay->geos, shape));
}

GEOSGeometry *overlay_keep(Overlay *overlay, GEOSGeometry *shape, int dimension)
{
    GEOSContextHandle_t geos = overlay->geos;
    int count = GEOSGetNumGeometries_r(geos, shape);
    GEOSGeometry **parts;
    size_t kept = 0;

    if (GEOSGeomTypeId_r(geos, shape) != GEOS_GEOMETRYCOLLECTION &&
        GEOSGeom_getDimensions_r(geos, shape) == dimension)
        return shape;
    parts = memory_new((size_t)(count > 0 ? count : 1), sizeof(GEOSGeometry *));
    for (int i = 0; i < count; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, shape, i);
        if (GEOSGeom_getDimensions_r(geos, part) == dimension && !overlay_empty(overlay, part))
            parts[kept++] = overlay_copy(overlay, part);
    }
    GEOSGeometry *result = overlay_union(overlay, parts, kept);
    free(parts);
    overlay_drop(overlay, shape);
    return result;
}

bool overlay_empty(const Overlay *overlay, const GEOSGeometry *shape)
{
    return !shape || GEOSisEmpty_r(overlay->geos, shape) != 0;
}

void overlay_drop(const Overlay *overlay, GEOSGeometry *shape)
{
    if (shape)
        GEOSGeom_destroy_r(overlay->geos, shape);
}

typedef struct {
    const void **items;
    size_t count, capacity;
} Near;

static void near_add(void *item, void *context)
{
    Near *near = context;

    near->items = memory_grow(near->items, near->count, &near->capacity, sizeof *near->items);
    near->items[near->count++] = item;
}

static int by_address(const void *left, const void *right)
{
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;

    return (a > b) - (a < b);
}

size_t overlay_near(const Overlay *overlay, GEOSSTRtree *tree, const GEOSGeometry *shape,
                    const void ***out)
{
    Near near = {0};

    GEOSSTRtree_query_r(overlay->geos, tree, shape, near_add, &near);
    if (near.count > 1)
        qsort(near.items, near.count, sizeof *near.items, by_address);
    *out = near.items;
    return near.count;
}
