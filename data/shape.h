/* shape.h - what the program asks of GEOS geometries again and again.
 *
 * GEOS is the geometry type of the whole program. One GEOSContextHandle_t a
 * thread, from shape_context(). Shapes are in the project CRS, in metres.
 * New shapes are the caller's, to destroy with GEOSGeom_destroy_r().
 */
#ifndef DATA_SHAPE_H
#define DATA_SHAPE_H

#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "data/grid.h"

/* A context whose GEOS errors are kept quiet (callers report in their own
 * words). Release with GEOS_finish_r(). */
GEOSContextHandle_t shape_context(void);

typedef enum { SHAPE_POINT, SHAPE_LINE, SHAPE_AREA } ShapeKind;

ShapeKind shape_kind(GEOSContextHandle_t geos, const GEOSGeometry *shape); /* by dimension */
Box shape_box(GEOSContextHandle_t geos, const GEOSGeometry *shape);
double shape_area_m2(GEOSContextHandle_t geos, const GEOSGeometry *shape);
double shape_length_m(GEOSContextHandle_t geos, const GEOSGeometry *shape);
/* A point inside an area, on a line, or the point itself. */
void shape_inner_point(GEOSContextHandle_t geos, const GEOSGeometry *shape, double *x, double *y);

GEOSGeometry *shape_new_point(GEOSContextHandle_t geos, double x, double y);
/* `xy` holds 2 * count numbers. */
GEOSGeometry *shape_new_line(GEOSContextHandle_t geos, const double *xy, size_t count);
GEOSGeometry *shape_new_polygon(GEOSContextHandle_t geos, const double *xy, size_t count);
GEOSGeometry *shape_new_box(GEOSContextHandle_t geos, Box box);
/* Round (caps round, joins round) or flat-ended buffer; 8 segments a quadrant. */
GEOSGeometry *shape_buffer(GEOSContextHandle_t geos, const GEOSGeometry *shape, double by_m,
                           bool flat_ends);

/* Call `visit` for each line string or ring in `shape` (rings of polygons
 * included, holes flagged), with its coordinates as 2 * count numbers. */
typedef void (*ShapeRingVisit)(const double *xy, size_t count, bool closed, bool hole,
                               void *context);
void shape_each_ring(GEOSContextHandle_t geos, const GEOSGeometry *shape, ShapeRingVisit visit,
                     void *context);

/* Burn an area: call `visit(row, first column, one past the last)` for the
 * cells of `grid` whose centre lies inside `shape` (even-odd over all rings),
 * rows from the top, spans from the west, none twice. Exact at cell centres:
 * a centre on a left or top edge is inside, on a right or bottom edge not. */
typedef void (*ShapeSpanVisit)(int row, int from_column, int to_column, void *context);
void shape_burn(GEOSContextHandle_t geos, const GEOSGeometry *shape, const Grid *grid,
                ShapeSpanVisit visit, void *context);

/* A total order for shapes that does not depend on memory: by box, then WKB. */
int shape_compare(GEOSContextHandle_t geos, const GEOSGeometry *a, const GEOSGeometry *b);

#endif
