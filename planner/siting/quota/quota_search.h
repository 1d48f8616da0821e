/* quota_search.h - a choice made cheaper window by window.
 *
 * Windows of neighbouring columns, QUOTA_BATCH at a time side by side, each searched by ruin and
 * recreate (quota_ruin.h); what one finds is taken over, in the order of the batch, where it is
 * still no worse. Deterministic for a seed and a number of steps, whatever the number of
 * threads.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_SEARCH_H
#define PLANNER_SITING_QUOTA_QUOTA_SEARCH_H

#include "planner/siting/quota/quota_ruin.h"

#define QUOTA_BATCH 16

typedef struct {
    uint64_t seed;
    size_t window;      /* chosen columns in one */
    QuotaTrial trial;   /* of each window */
    CoverEffort effort; /* steps in all windows together */
    /* After each batch, with the steps so far; NULL: nobody. */
    void (*told)(void *of, const QuotaState *state, uint64_t steps);
    void *told_of;
} QuotaSearch;

/* Improve `state`. ERR_MEMORY. */
MUST_CHECK Status quota_search(QuotaState *state, const QuotaAim *aim, const QuotaSearch *search,
                               Diag *diag);

#endif
