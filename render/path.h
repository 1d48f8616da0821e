/* path.h - a shape on paper: points, lines or rings in millimetres.
 *
 * Made from a GEOS shape through a view: clipped to a rectangle of the paper
 * (so that nothing outside it reaches a file) and thinned to what print can
 * show. Reuse one Path for many shapes. Belongs to one thread.
 */
#ifndef RENDER_PATH_H
#define RENDER_PATH_H

#include <cairo.h>
#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>

#include "data/shape.h"
#include "render/map_view.h"

typedef struct {
    ShapeKind kind;
    double *xy; /* 2 * count numbers, mm */
    size_t count, capacity;
    size_t *ends; /* parts: where each ends in points */
    size_t part_count, part_capacity;
    /* The first point of a clipped ring is not repeated at its end. */
} Path;

/* Zero-initialise before the first use; release after the last. */
void path_release(Path *path);

/* Fill `path` with what of `shape` lies in `clip`; part_count 0: nothing. */
void path_from_shape(Path *path, GEOSContextHandle_t geos, const GEOSGeometry *shape,
                     const MapView *view, Rect clip);

/* Append the path to Cairo's. Rings are closed. */
void path_trace(const Path *path, cairo_t *cr);

/* Append hatch lines, `gap_mm` apart, inside the path's rings (even-odd). The
 * lines of all shapes with one angle lie on one lattice. */
void path_hatch(const Path *path, cairo_t *cr, double gap_mm, double angle_deg);

/* Box of all points; false when there is none. */
bool path_bounds(const Path *path, Rect *out);

double path_part_length(const Path *path, size_t part);
/* First point and number of points of a part. */
size_t path_part(const Path *path, size_t part, const double **xy);

#endif
