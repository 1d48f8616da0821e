/* view_count.h - how many observers see each cell of a window.
 *
 * Counters of as many bits as the number of observers has, stored a plane of bits a bit, so
 * that a viewshed is added 64 cells at once: half adders on the lowest four planes, and on higher
 * ones as long as something carries. A viewshed of 125 000 cells takes some 10 us. A ViewCount
 * belongs to one thread.
 */
#ifndef PLANNER_COVERAGE_VIEW_COUNT_H
#define PLANNER_COVERAGE_VIEW_COUNT_H

#include <stddef.h>
#include <stdint.h>

#include "data/grid.h"
#include "planner/coverage/viewshed/viewshed.h"

typedef struct ViewCount ViewCount;

/* Bytes for the counts of `observers` over `box`. */
size_t view_count_bytes(const CellBox *box, size_t observers);

ViewCount *view_count_new(void);
void view_count_free(ViewCount *count); /* NULL is allowed */

/* All counts of `box` to 0, with room for `observers`. False: no memory for that. */
bool view_count_begin(ViewCount *count, const CellBox *box, size_t observers);
const CellBox *view_count_box(const ViewCount *count);

/* One more for each visible cell that lies within the box. */
void view_count_add(ViewCount *count, const VisibleCells *cells);

/* The counts of a row of the box (0: its first). False: all are 0, and `out` is untouched. */
bool view_count_row(const ViewCount *count, long row, uint32_t *out);

#endif
