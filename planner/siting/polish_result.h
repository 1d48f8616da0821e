/* polish_result.h - polished cameras as a plan again: order, costs and shares from what they
 * cover now. One thread.
 */
#ifndef PLANNER_SITING_POLISH_RESULT_H
#define PLANNER_SITING_POLISH_RESULT_H

#include "planner/siting/plan.h"
#include "planner/siting/polish_work.h"

MUST_CHECK Status polish_result_write(Plan *plan, const PolishWork *work, const Placement *of,
                                      Diag *diag);

/* What existing cameras and those that hang cover, by the rules of zones. */
double polish_result_weight(const PolishWork *work, const Placement *of);
/* What all that hang have in view that nobody asks for, and of dwellings. */
void polish_result_sum(const PolishWork *work, double *outside_m2, double *dwelling_m2);

#endif
