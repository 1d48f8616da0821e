/* polish.h - a chosen plan with each camera aimed and zoomed as well as it can be.
 *
 * Candidates are turned, tilted and zoomed in steps; a camera that is built need not be. Within
 * the model's limits and on its own arm of the pole every planned camera is searched anew, against
 * the demand cells that coverage finds: first for what zones still lack to their quotas, then for
 * cameras that can be spared, then for less view of ground that nobody asks for, and of dwellings.
 * No zone falls below its quota, or below what it reached where it misses that; nothing is looked
 * into that is forbidden or lacks consent. The work is counted in trials, so the same input gives
 * the same plan on any number of threads, unless time_limit_s cuts it. The lower bound speaks of
 * the candidates: a polished plan may cost less.
 */
#ifndef PLANNER_SITING_POLISH_H
#define PLANNER_SITING_POLISH_H

#include "planner/siting/placement.h"
#include "planner/siting/plan.h"

typedef struct {
    const Scene *scene;
    const Prohibit *prohibit;
    Placement of; /* what the plan was chosen from */
} PolishWish;

/* Writes the cameras, their order, costs and phases anew, and plan->polish. Progress phase
 * "polish". ERR_INTERRUPTED on Ctrl-C. */
MUST_CHECK Status plan_polish(Plan *plan, const PolishWish *wish, Diag *diag);

#endif
