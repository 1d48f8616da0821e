/* view_many.h - how many observers see each cell of a surface.
 *
 * The surface may be larger than memory: observers are put together in tiles, near ones with
 * near ones, each as large as the heights that they look over may be; heights that nobody looks
 * over are only read for where there are none. Within a tile, blocks of observers go to
 * threads, which count their blocks and add them to the raster. Sums of whole numbers: the
 * answer depends neither on the memory nor on the threads.
 */
#ifndef PLANNER_COVERAGE_VIEW_MANY_H
#define PLANNER_COVERAGE_VIEW_MANY_H

#include "planner/coverage/view_work.h"

/* Write it to work->out, which is not yet committed; `points` get their answers, and another
 * order. */
MUST_CHECK Status view_many(const ViewWork *work, Viewpoint *points, size_t count,
                            ViewTotals *totals, Diag *diag);

#endif
