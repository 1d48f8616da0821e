#include "rules/dissolve.h"

#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

/* Grown and shrunk by half of the gap: what is nearer than that grows together. */
static GEOSGeometry *close_gaps(Overlay *overlay, GEOSGeometry *shape, double gap_m)
{
    GEOSGeometry *parts[2], *wide;

    if (gap_m <= 0)
        return shape;
    wide = overlay_buffer(overlay, shape, gap_m / 2, false);
    parts[0] = shape; /* round joins cut corners: what was there stays */
    parts[1] = overlay_buffer(overlay, wide, -gap_m / 2, false);
    overlay_drop(overlay, wide);
    return overlay_union(overlay, parts, 2);
}

/* The polygon without its small holes. */
static GEOSGeometry *fill_holes(Overlay *overlay, const GEOSGeometry *polygon, double least_m2)
{
    GEOSContextHandle_t geos = overlay->geos;
    int count = GEOSGetNumInteriorRings_r(geos, polygon);
    GEOSGeometry **holes = memory_new((size_t)(count > 0 ? count : 1), sizeof(GEOSGeometry *));
    unsigned kept = 0;

    for (int i = 0; i < count; i++) {
        GEOSGeometry *ring = GEOSGeom_clone_r(geos, GEOSGetInteriorRingN_r(geos, polygon, i));
        GEOSGeometry *hole = GEOSGeom_createPolygon_r(geos, ring, NULL, 0);
        if (shape_area_m2(geos, hole) >= least_m2)
            holes[kept++] = GEOSGeom_clone_r(geos, GEOSGetExteriorRing_r(geos, hole));
        overlay_drop(overlay, hole);
    }
    GEOSGeometry *filled = GEOSGeom_createPolygon_r(
        geos, GEOSGeom_clone_r(geos, GEOSGetExteriorRing_r(geos, polygon)), holes, kept);
    free(holes);
    return filled;
}

static int compare_grounds(const void *left, const void *right, void *context)
{
    GEOSGeometry *const *a = left, *const *b = right;

    return shape_compare(context, *a, *b);
}

size_t dissolve(GEOSGeometry ***out, Overlay *overlay, GEOSGeometry **shapes, size_t count,
                const DissolveOptions *options)
{
    GEOSContextHandle_t geos = overlay->geos;
    GEOSGeometry *all = overlay_keep(overlay, overlay_union(overlay, shapes, count), 2);
    size_t kept = 0;

    all = overlay_keep(overlay, close_gaps(overlay, all, options->gap_m), 2);
    int parts = GEOSGetNumGeometries_r(geos, all);
    *out = memory_new((size_t)(parts > 0 ? parts : 1), sizeof **out);
    for (int i = 0; i < parts; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, all, i);
        if (overlay_empty(overlay, part) || shape_area_m2(geos, part) < options->least_m2)
            continue;
        GEOSGeometry *ground = fill_holes(overlay, part, options->least_m2);
        if (ground)
            (*out)[kept++] = ground;
    }
    overlay_drop(overlay, all);
    if (kept > 1)
        qsort_r(*out, kept, sizeof **out, compare_grounds, geos);
    return kept;
}

void dissolve_free(GEOSGeometry **grounds, size_t count, const Overlay *overlay)
{
    for (size_t i = 0; i < count; i++)
        overlay_drop(overlay, grounds[i]);
    free(grounds);
}
