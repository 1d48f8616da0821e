/* cover_exact.h - the best cover below a cost, or the proof that there is none, by CBC.
 *
 * For what is left after fixing: up to EXACT_COLUMNS_MOST columns. The only file that
 * knows CBC; where the library is missing everything is EXACT_UNDECIDED. Counted in
 * nodes, so that the same input gives the same answer. One thread.
 */
#ifndef PLANNER_SITING_COVER_COVER_EXACT_H
#define PLANNER_SITING_COVER_COVER_EXACT_H

#include "planner/siting/cover/set_cover.h"

#define EXACT_COLUMNS_MOST 20000

typedef enum {
    EXACT_UNDECIDED, /* too large, or the limits came first; a cover may have been found */
    EXACT_BEST,      /* the cover found is a cheapest one */
    EXACT_NONE,      /* no cover costs less than `below` */
} ExactVerdict;

typedef struct {
    int64_t below;  /* covers of this cost or more are of no interest */
    int nodes;      /* of the search tree at most */
    double seconds; /* safety net; INFINITY: none */
} ExactLimits;

/* Writes a cover to `chosen` where one was found: `*count` is then not 0 (unless there are no
 * rows). */
ExactVerdict cover_exact(const SetCover *problem, const ExactLimits *limits, uint32_t *chosen,
                         size_t *count);

#endif
