#include "rules/edge_set.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

void edge_set_init(EdgeSet *set, Overlay *overlay)
{
    *set = (EdgeSet){.overlay = overlay};
}

void edge_set_release(EdgeSet *set)
{
    if (set->tree)
        GEOSSTRtree_destroy_r(set->overlay->geos, set->tree);
    for (size_t i = 0; i < set->count; i++)
        overlay_drop(set->overlay, set->items[i].line);
    free(set->items);
}

void edge_set_add(EdgeSet *set, const GEOSGeometry *shape, const char *name)
{
    GEOSGeometry *line = overlay_edge(set->overlay, shape);

    if (overlay_empty(set->overlay, line)) {
        overlay_drop(set->overlay, line);
        return;
    }
    set->items = memory_grow(set->items, set->count, &set->capacity, sizeof *set->items);
    set->items[set->count++] = (Edge){line, name};
}

typedef struct {
    const void **items; /* Edges */
    size_t count;
} Near;

static Near edges_near(EdgeSet *set, const GEOSGeometry *way, double tolerance_m)
{
    GEOSContextHandle_t geos = set->overlay->geos;
    GEOSGeometry *box = shape_new_box(geos, box_grow(shape_box(geos, way), tolerance_m + 0.01));
    Near near = {0};

    if (!set->tree) {
        set->tree = GEOSSTRtree_create_r(geos, 10);
        for (size_t i = 0; i < set->count; i++)
            GEOSSTRtree_insert_r(geos, set->tree, set->items[i].line, &set->items[i]);
    }
    if (set->count > 0)
        near.count = overlay_near(set->overlay, set->tree, box, &near.items);
    overlay_drop(set->overlay, box);
    return near;
}

typedef struct {
    EdgeCrossing *items;
    size_t count, capacity;
    double merge_m;
} Crossings;

static void crossing_add(Crossings *crossings, double x, double y, const Edge *edge)
{
    for (size_t i = 0; i < crossings->count; i++)
        if (hypot(crossings->items[i].x - x, crossings->items[i].y - y) < crossings->merge_m)
            return;
    crossings->items = memory_grow(crossings->items, crossings->count, &crossings->capacity,
                                   sizeof *crossings->items);
    crossings->items[crossings->count++] = (EdgeCrossing){x, y, edge};
}

typedef struct {
    EdgeSet *set;
    const Edge *edge;
    double tolerance_m;
    Crossings *crossings;
} EndSearch;

/* A way that stops just before the line was drawn to reach it. */
static void ends_visit(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    const EndSearch *search = context;
    GEOSContextHandle_t geos = search->set->overlay->geos;

    (void)hole;
    for (size_t e = 0; e < 2 && !closed; e++) {
        const double *end = &xy[e == 0 ? 0 : 2 * (count - 1)];
        GEOSGeometry *point = shape_new_point(geos, end[0], end[1]);
        double away_m = INFINITY;
        GEOSDistance_r(geos, point, search->edge->line, &away_m);
        if (away_m <= search->tolerance_m)
            crossing_add(search->crossings, end[0], end[1], search->edge);
        overlay_drop(search->set->overlay, point);
    }
}

size_t edge_set_crossings(EdgeSet *set, const GEOSGeometry *way, double tolerance_m, double merge_m,
                          EdgeCrossing **out)
{
    GEOSContextHandle_t geos = set->overlay->geos;
    Near near = edges_near(set, way, tolerance_m);
    Crossings crossings = {.merge_m = merge_m};

    for (size_t e = 0; e < near.count; e++) {
        const Edge *edge = near.items[e];
        GEOSGeometry *both = overlay_both(set->overlay, way, edge->line);
        for (int i = 0; i < GEOSGetNumGeometries_r(geos, both); i++) {
            const GEOSGeometry *one = GEOSGetGeometryN_r(geos, both, i);
            double x, y;
            if (GEOSisEmpty_r(geos, one))
                continue;
            shape_inner_point(geos, one, &x, &y);
            crossing_add(&crossings, x, y, edge);
        }
        overlay_drop(set->overlay, both);
        EndSearch search = {set, edge, tolerance_m, &crossings};
        if (tolerance_m > 0)
            shape_each_ring(geos, way, ends_visit, &search);
    }
    free(near.items);
    *out = crossings.items;
    return crossings.count;
}

bool edge_set_near(const EdgeSet *set, const GEOSGeometry *shape, double distance_m)
{
    for (size_t i = 0; i < set->count; i++)
        if (GEOSDistanceWithin_r(set->overlay->geos, set->items[i].line, shape, distance_m) == 1)
            return true;
    return false;
}
