/* cover_window.h - a cover made smaller window by window.
 *
 * A window is some chosen columns that lie near each other in the matrix and the rows
 * that they alone cover. It is reduced and searched as a problem of its own; a cover of it that is
 * smaller replaces them, one as large replaces them too and moves the whole sideways. All
 * regions of a large place would have to succeed at once in a search of the whole; windows let
 * them one by one. Deterministic for a seed. One thread.
 */
#ifndef PLANNER_SITING_COVER_COVER_WINDOW_H
#define PLANNER_SITING_COVER_COVER_WINDOW_H

#include "planner/siting/cover/cover_search.h"
#include "planner/siting/cover/set_cover.h"

typedef struct {
    size_t columns;     /* chosen ones in a window */
    uint64_t steps;     /* of its search without success */
    CoverEffort effort; /* steps in a row, of all windows, without a smaller cover */
    uint64_t seed;
} CoverWindows;

/* Make `chosen` (a cover of unit costs; its count changes) smaller, or move it sideways. Steps
 * go to `*taken`. ERR_MEMORY. */
MUST_CHECK Status cover_windows_run(const CoverMatrix *matrix, uint32_t *chosen, size_t *count,
                                    const CoverWindows *windows, uint64_t *taken, Diag *diag);

#endif
