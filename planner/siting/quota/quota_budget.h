/* quota_budget.h - what no choice within a budget can cover more than.
 *
 * For any worth v > 0 of a weight, a choice of cost B at most that reaches weight W has
 *     L_v(u) <= cost - v W <= B - v W,   so   W <= (B - L_v(u)) / v
 * with L as in quota_relaxed.h. v follows what the relaxed choices cost: too dear, and a weight
 * is worth less. The best prices are rounded to whole multiples of 1/PRICE_UNIT and the bound is
 * summed from these in whole numbers. All weight counts, also that which targets ask; targets
 * themselves are left out, which can only raise the bound.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_BUDGET_H
#define PLANNER_SITING_QUOTA_QUOTA_BUDGET_H

#include "planner/siting/cover/cover_search.h"
#include "planner/siting/quota/quota_state.h"

typedef struct {
    const QuotaCover *cover;
    int64_t budget;
    int64_t *row_price, *station_price; /* whole, in 1/PRICE_UNIT (a weight) */
    int64_t worth;                      /* v, in 1/PRICE_UNIT a weight; 0: nothing proved */
    int64_t most;                       /* weight, rounded up */
} QuotaBudget;

/* Prove something about all choices within the budget, `choice` being a good one. effort->steps are
 * rounds in all. */
void quota_budget_prove(QuotaBudget *out, const QuotaState *choice, int64_t budget,
                        const CoverEffort *effort);
void quota_budget_release(QuotaBudget *budget);

/* The bound of whole prices, by whole numbers alone. */
int64_t quota_budget_most(const QuotaBudget *budget);

#endif
