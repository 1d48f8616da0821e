/* view_one.h - the viewshed of one eye as a raster of bytes, cut to what its range touches.
 *
 * Only that part of the surface is read.
 */
#ifndef PLANNER_COVERAGE_VIEW_ONE_H
#define PLANNER_COVERAGE_VIEW_ONE_H

#include "planner/coverage/view_work.h"

/* Write it to work->out, which is not yet committed; `point` gets its answer. */
MUST_CHECK Status view_one(const ViewWork *work, Viewpoint *point, ViewTotals *totals, Diag *diag);

#endif
