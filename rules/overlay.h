/* overlay.h - GEOS overlays that always give a shape.
 *
 * Where GEOS cannot compute one even after repair, the result is an empty
 * polygon and `failures` counts it, so that the caller reports once instead
 * of checking every step. New shapes are the caller's. Not thread-safe.
 */
#ifndef RULES_OVERLAY_H
#define RULES_OVERLAY_H

#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    GEOSContextHandle_t geos;
    size_t failures;
} Overlay;

GEOSGeometry *overlay_both(Overlay *overlay, const GEOSGeometry *a, const GEOSGeometry *b);
GEOSGeometry *overlay_minus(Overlay *overlay, const GEOSGeometry *a, const GEOSGeometry *b);
/* Union of `count` shapes, which are taken. */
GEOSGeometry *overlay_union(Overlay *overlay, GEOSGeometry **shapes, size_t count);
GEOSGeometry *overlay_buffer(Overlay *overlay, const GEOSGeometry *shape, double by_m,
                             bool flat_ends);
GEOSGeometry *overlay_disc(Overlay *overlay, double x, double y, double radius_m);
/* The edge of an area (its rings), or a copy of a line. */
GEOSGeometry *overlay_edge(Overlay *overlay, const GEOSGeometry *shape);
GEOSGeometry *overlay_copy(Overlay *overlay, const GEOSGeometry *shape);
/* Only the parts with the dimension of an area (or line); `shape` is taken. */
GEOSGeometry *overlay_keep(Overlay *overlay, GEOSGeometry *shape, int dimension);
bool overlay_empty(const Overlay *overlay, const GEOSGeometry *shape); /* NULL too */
void overlay_drop(const Overlay *overlay, GEOSGeometry *shape);        /* NULL is allowed */

/* Items of `tree` whose boxes meet that of `shape`, by address, which is their order where they lie
 * in one array. `*out`: malloc'd, NULL for none; the caller knows their type. */
size_t overlay_near(const Overlay *overlay, GEOSSTRtree *tree, const GEOSGeometry *shape,
                    const void ***out);

#endif
