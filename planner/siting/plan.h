/* plan.h - the cameras to build, in build order, and what they cost and cover.
 *
 * Chosen by lazy greedy and improved by search (quota/quota_search.h) under: one a slot, n a site,
 * existing cameras fixed, zone quotas (the smaller of quota x mandated and coverable
 * weight), cover or budget objective. Candidates that nobody can decide about are taken only for
 * what no other covers. A budget objective spends what is left after the quotas on what lies
 * beyond them. At equal cost the plan with less view outside mandated zones is taken, then with
 * less view of dwellings. The order is the build order: each prefix is a good plan. The first
 * camera of a pole pays for pole, civil works and network; each later one for the share
 * `costs.second_camera_on_pole` of the civil works. Deterministic for a seed and a number of steps,
 * on any number of threads (unless time_limit_s cuts it, which `limited` tells). Ctrl-C fails with
 * ERR_INTERRUPTED, or with save_on_interrupt leaves what is chosen until then, unless that is
 * nothing.
 */
#ifndef PLANNER_SITING_PLAN_H
#define PLANNER_SITING_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/audit/compliance.h"
#include "planner/siting/candidate.h"

typedef struct {
    uint32_t candidate; /* that was chosen */
    Candidate built;    /* it as it is to be built: as chosen, or polished (polish.h) */
    double cost;        /* with its share of the pole, as incurred in this order */
    double new_weight;  /* covered for the first time */
    double cumulative;  /* covered share of all mandated weight after it */
    uint32_t zone;      /* the zone that it serves most (weight): its clause requires it */
    int phase;          /* 1, 2, ... by the project's phase budgets; 0: none given */
    bool pole_new;      /* the first camera on a new pole */
} PlannedCamera;

/* What polishing (polish.h) made of the choice; all 0: it was not polished. */
typedef struct {
    bool done;
    size_t polished, dropped;       /* cameras aimed anew, and found needless */
    double cost_before;             /* of the choice: lower_bound speaks of this */
    double weight_before;           /* that the choice covers: weight_bound speaks of this */
    double lack_before, lack_after; /* weight that zones lack to their quotas */
    double outside_before_m2, outside_after_m2;
    double dwelling_before_m2, dwelling_after_m2;
} PlanPolish;

typedef struct {
    PlannedCamera *cameras;
    size_t count;
    double cost; /* total */
    double
        lower_bound; /* of any choice of these candidates that brings each zone as far; NaN: none */
    /* With a budget objective: no choice within the budget covers more weight, existing cameras
     * included; NaN: nothing proved. */
    double weight_bound;
    const char *bound_method;
    struct Certificate *certificate; /* of the bound (plan_prove.h); NULL: none */
    bool quotas_met;                 /* of every zone, as far as coverable */
    bool budget_bound;               /* the budget stopped it */
    bool limited;                    /* the time limit, or Ctrl-C, cut it */
    bool interrupted;                /* Ctrl-C did; only with Project.save_on_interrupt */
    PlanPolish polish;               /* what it is by, of what the bounds do not speak */
} Plan;

/* ERR_INPUT when the budget is smaller than any one camera. Progress phase "placement". */
MUST_CHECK Status plan_choose(Plan **out, const Scene *scene, const Demand *demand,
                              const CandidateSet *candidates, const SiteSet *sites,
                              const Coverage *existing, Diag *diag);
void plan_free(Plan *plan); /* NULL is allowed */

/* Gives every camera its phase, in build order. */
void plan_phases(Plan *plan, const ProjectPlan *wants);

/* Lookouts of the planned cameras, ids "N-0001" in build order; malloc'd. Texts live in `arena`. */
Lookout *plan_lookouts(const Plan *plan, const SiteSet *sites, struct Arena *arena);

#endif
