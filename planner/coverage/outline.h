/* outline.h - the polygons around a set of grid cells.
 *
 * Cells that touch by an edge share a polygon; cells that touch by a corner only
 * become polygons of one multipolygon that touch in a point. The result is valid.
 * Coordinates are the grid's corners, in the project CRS, metres. Any thread with
 * its own GEOS handle.
 */
#ifndef PLANNER_COVERAGE_OUTLINE_H
#define PLANNER_COVERAGE_OUTLINE_H

#include <geos_c.h>
#include <stddef.h>

#include "data/grid.h"

/* Cells from_column to one before to_column of a row. */
typedef struct {
    int row, from_column, to_column;
} Span;

/* `cells` as {column, row} pairs in any order, doubles allowed: their maximal spans, by row,
 * then column. Sorts `cells` in place; `*out` is malloc'd. Returns how many. */
typedef struct {
    int column, row;
} GridCell;
size_t outline_spans(Span **out, GridCell *cells, size_t count);

/* The outline of maximal spans (by row, then column). An empty polygon for none;
 * NULL when GEOS fails. */
GEOSGeometry *outline_of(GEOSContextHandle_t geos, const Grid *grid, const Span *spans,
                         size_t count);

#endif
