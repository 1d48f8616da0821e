#include "rules/entering.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

/* Where a road runs inside a ground: distances along it, and how much of them is inside. */
typedef struct {
    double from_m, to_m, inside_m;
} Stretch;

typedef struct {
    Stretch *items;
    size_t count;
} Stretches;

typedef struct {
    Overlay *overlay;
    const EnteringOptions *options;
} Entering;

static int compare_stretches(const void *left, const void *right)
{
    const Stretch *a = left, *b = right;

    return (a->from_m > b->from_m) - (a->from_m < b->from_m);
}

/* A piece's place along the line is that of its middle: the ends of loops are ambiguous. */
static Stretch stretch_of(GEOSContextHandle_t geos, const GEOSGeometry *line,
                          const GEOSGeometry *piece)
{
    double length_m = shape_length_m(geos, piece);
    GEOSGeometry *middle = GEOSInterpolate_r(geos, piece, length_m / 2);
    double at_m = middle ? GEOSProject_r(geos, line, middle) : 0;

    if (middle)
        GEOSGeom_destroy_r(geos, middle);
    return (Stretch){at_m - length_m / 2, at_m + length_m / 2, length_m};
}

/* Where the line runs inside the ground; a short way outside has not left it. */
static Stretches stretches_of(const Entering *entering, const GEOSGeometry *line,
                              const GEOSGeometry *ground)
{
    Overlay *overlay = entering->overlay;
    GEOSGeometry *both = overlay_keep(overlay, overlay_both(overlay, line, ground), 1);
    int count = GEOSGetNumGeometries_r(overlay->geos, both);
    Stretches found = {.items = memory_new((size_t)(count > 0 ? count : 1), sizeof(Stretch))};
    size_t pieces = 0;

    for (int i = 0; i < count; i++) {
        const GEOSGeometry *piece = GEOSGetGeometryN_r(overlay->geos, both, i);
        if (!overlay_empty(overlay, piece))
            found.items[pieces++] = stretch_of(overlay->geos, line, piece);
    }
    overlay_drop(overlay, both);
    if (pieces > 1)
        qsort(found.items, pieces, sizeof *found.items, compare_stretches);
    for (size_t i = 0; i < pieces; i++) {
        Stretch *last = found.count > 0 ? &found.items[found.count - 1] : NULL;
        if (last && found.items[i].from_m - last->to_m < entering->options->outside_m) {
            last->to_m = fmax(last->to_m, found.items[i].to_m);
            last->inside_m += found.items[i].inside_m;
        } else {
            found.items[found.count++] = found.items[i];
        }
    }
    return found;
}

/* An end of a stretch: where the road comes in from outside, or begins at the edge; else NULL. */
static GEOSGeometry *end_point(const Entering *entering, const GEOSGeometry *road,
                               const GEOSGeometry *edge, double at_m)
{
    GEOSContextHandle_t geos = entering->overlay->geos;
    GEOSGeometry *point = GEOSInterpolate_r(geos, road, fmax(at_m, 0));
    bool end = at_m < 0.01 || at_m > shape_length_m(geos, road) - 0.01;

    if (point && end &&
        GEOSDistanceWithin_r(geos, point, edge, entering->options->tolerance_m) != 1) {
        GEOSGeom_destroy_r(geos, point);
        return NULL;
    }
    return point;
}

static bool boxes_meet(Box a, Box b)
{
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

size_t entering_points(GEOSGeometry ***out, Overlay *overlay, const GEOSGeometry *road,
                       const GEOSGeometry *ground, const EnteringOptions *options)
{
    const Entering entering = {overlay, options};
    size_t count = 0;

    *out = NULL;
    if (!boxes_meet(shape_box(overlay->geos, road), shape_box(overlay->geos, ground)))
        return 0;
    GEOSGeometry *edge = overlay_edge(overlay, ground);
    Stretches stretches = stretches_of(&entering, road, ground);
    *out = memory_new(2 * stretches.count + 1, sizeof **out);
    for (size_t s = 0; s < stretches.count; s++) {
        const Stretch *stretch = &stretches.items[s];
        const double ends_m[] = {stretch->from_m, stretch->to_m};
        for (size_t e = 0; e < 2 && stretch->inside_m >= options->inside_m; e++) {
            GEOSGeometry *point = end_point(&entering, road, edge, ends_m[e]);
            if (point)
                (*out)[count++] = point;
        }
    }
    free(stretches.items);
    overlay_drop(overlay, edge);
    return count;
}
