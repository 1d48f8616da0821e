/* tradeoff.h - what one more percent costs: share against cost.
 *
 * A point is what the same project would plan with another plan.quota: zones with quotas of their
 * own keep these, and what cannot be covered is asked of nobody, so that 100 % is all that can be
 * covered. Each is the project's own plan or that of the next higher quota, filled up and
 * trimmed, then searched for a fixed number of steps, fewer than the plan itself: it may be a
 * little dear, never too cheap. A plan for more that costs less stands for the lower quota too,
 * so costs never fall with the quota. The bound holds for every choice of these candidates that
 * brings each zone to its quota, or as far as the plan for 100 % does. Deterministic for a
 * seed, on any number of threads.
 */
#ifndef PLANNER_SITING_TRADEOFF_H
#define PLANNER_SITING_TRADEOFF_H

#include "planner/siting/placement.h"
#include "planner/siting/plan.h"

typedef enum { TRADEOFF_EXISTING, TRADEOFF_QUOTA, TRADEOFF_PLAN } TradeoffKind;

typedef struct {
    TradeoffKind kind;        /* what stands; a quota; the project's own plan */
    double quota;             /* plan.quota; NaN: of what stands */
    double share;             /* covered share of all mandated weight */
    double cost, lower_bound; /* of what is to be built; NaN: none */
    bool met;                 /* every zone reaches its quota, as far as coverable */
    uint32_t *chosen;         /* candidates, ascending */
    size_t cameras, poles;    /* poles that get a camera */
} TradeoffPoint;

typedef struct {
    TradeoffPoint *points; /* what stands first, then by quota */
    size_t count;
} Tradeoff;

/* ERR_INTERRUPTED on Ctrl-C. Progress phase "trade-off". */
MUST_CHECK Status tradeoff_find(Tradeoff **out, const Placement *of, const Plan *plan, Diag *diag);
void tradeoff_free(Tradeoff *tradeoff); /* NULL is allowed */

#endif
