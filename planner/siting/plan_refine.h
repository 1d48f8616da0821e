/* plan_refine.h - the same plan with less in view that nobody asks for.
 *
 * Camera by camera: another candidate of the same pole that costs no more and leaves the
 * zones no worse, with less view outside mandated zones, or as much and less view of dwellings.
 * Poles, and so their number, stay. Repeated until nothing changes. One thread.
 */
#ifndef PLANNER_SITING_PLAN_REFINE_H
#define PLANNER_SITING_PLAN_REFINE_H

#include "planner/siting/candidate.h"
#include "planner/siting/quota/quota_state.h"

/* Returns how many cameras were exchanged. */
size_t plan_refine(QuotaState *state, const QuotaAim *aim, const CandidateSet *candidates);

#endif
