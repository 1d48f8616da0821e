/* doubt.h - the formula that decides where nothing quicker is sure, crossing by crossing.
 *
 * In double and compiled once, so that all instruction sets give the same bits. Cells are those of
 * a wedge: the target stands in cell `v` of row `k`. Pure; any thread.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_DOUBT_H
#define PLANNER_COVERAGE_VIEWSHED_DOUBT_H

#include <stdbool.h>

#include "planner/coverage/viewshed/wedge.h"

/* Does the surface hide the target where the line of sight crosses row `at`, or a line along u in
 * the strip before or after it? */
bool doubt_row_hides(const Wedge *wedge, long k, long v, long at);
/* Where it crosses the line on which v is `at`? */
bool doubt_line_hides(const Wedge *wedge, long k, long v, long at);

/* Does the surface of the target's own cell stand above the target? */
bool doubt_is_buried(const Wedge *wedge, long k, long v);

#endif
