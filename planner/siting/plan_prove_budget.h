/* plan_prove_budget.h - the most weight that any choice within the budget covers.
 *
 * Of these candidates, with what existing cameras cover: quota/quota_budget.h. One thread but for
 * the sites, which are looked at in parallel.
 */
#ifndef PLANNER_SITING_PLAN_PROVE_BUDGET_H
#define PLANNER_SITING_PLAN_PROVE_BUDGET_H

#include "planner/siting/placement.h"
#include "planner/siting/plan.h"
#include "planner/siting/quota/quota_budget.h"

/* Writes plan->weight_bound and bound_method. */
void plan_prove_budget(Plan *plan, const Placement *of, const QuotaState *choice, int64_t budget,
                       const CoverEffort *effort);

#endif
