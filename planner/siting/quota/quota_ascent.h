/* quota_ascent.h - prices raised step by step until L(u) (quota_relaxed.h) grows no more.
 *
 * Deflected subgradient: direction 0.1 g + 0.9 d, Polyak's step towards the best known value,
 * shorter by 0.7 after 10 rounds without gain. One at a time; the sites are looked at in parallel.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_ASCENT_H
#define PLANNER_SITING_QUOTA_QUOTA_ASCENT_H

#include "planner/siting/cover/cover_search.h"
#include "planner/siting/quota/quota_relaxed.h"

typedef struct {
    QuotaRelaxed relaxed;
    double *price, *slope, *direction; /* a row */
    double *best, value;               /* the prices of the best L, and it */
    uint64_t rounds;                   /* done */
    double mean_cost;                  /* of what the last rounds took */
} QuotaAscent;

/* `beyond` as in quota_relaxed_init(). */
void quota_ascent_init(QuotaAscent *out, const QuotaCover *cover, double beyond);
void quota_ascent_release(QuotaAscent *ascent);

/* Begin anew: `first` times whatever multiple of them is best. */
void quota_ascent_start(QuotaAscent *ascent, const double *first);
/* Begin with these. */
void quota_ascent_resume(QuotaAscent *ascent, const double *prices);
/* Go on from the best prices; `known` is a value that L cannot exceed, effort->steps are rounds. */
void quota_ascent_run(QuotaAscent *ascent, double known, const CoverEffort *effort);

#endif
