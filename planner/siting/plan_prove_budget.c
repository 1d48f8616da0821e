#include "planner/siting/plan_prove_budget.h"

#include <stdlib.h>

void plan_prove_budget(Plan *plan, const Placement *of, const QuotaState *choice, int64_t budget,
                       const CoverEffort *effort)
{
    double *reached = placement_reached(of), weight = 0;
    QuotaCover cover;
    QuotaState state;
    QuotaBudget proof;

    placement_make(&cover, of, PLACEMENT_TO_PROVE);
    quota_state_init(&state, &cover);
    for (size_t k = 0; k < choice->chosen_count; k++)
        quota_state_add(&state, choice->chosen[k]);
    quota_budget_prove(&proof, &state, budget, effort);
    for (size_t z = 0; z < cover.zone_count; z++)
        weight += reached[z];
    if (proof.worth > 0) {
        plan->weight_bound = weight + (double)proof.most / QUOTA_QUANTUM;
        plan->bound_method = "Lagrangian prices of the demand cells and the budget";
    }
    quota_budget_release(&proof);
    quota_state_release(&state);
    quota_cover_release(&cover);
    free(reached);
}
