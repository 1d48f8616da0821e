/* quota_ruin.h - search in a window: ruin a part of the choice and recreate it.
 *
 * Schrimpf et al. (2000): drop some neighbours, fill by noisy greed, trim; keep what is better or,
 * at first, not much worse. Deterministic for a seed. One thread a search.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_RUIN_H
#define PLANNER_SITING_QUOTA_QUOTA_RUIN_H

#include "planner/siting/quota/quota_window.h"

/* How hard to try. */
typedef struct {
    uint64_t steps;     /* of ruin and recreate */
    uint32_t ruin_most; /* columns dropped in a step */
    /* Of the greed that fills up again: gains shrink by up to `noise`, up to `skip` of the columns
     * are left out; each step draws how much. */
    double noise, skip;
    const CoverEffort *effort; /* whose `stop` ends it early; NULL: nobody does */
    double heat; /* how much worse a step may make the choice at first, in costs; less and less */
} QuotaTrial;

/* The best choice found goes to `best` (room for all columns of the window); true when it is
 * better than the window's start. */
bool quota_ruin_search(const QuotaWindow *window, const QuotaAim *aim, const QuotaTrial *trial,
                       uint64_t seed, uint32_t *best, size_t *best_count);

#endif
