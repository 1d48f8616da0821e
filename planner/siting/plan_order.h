/* plan_order.h - the order in which to build chosen cameras, so that each prefix is a good plan.
 *
 * Greed among the chosen alone, from the existing cameras on: most of what the zones lack a cost
 * first, then most of what lies beyond their quotas. One thread.
 */
#ifndef PLANNER_SITING_PLAN_ORDER_H
#define PLANNER_SITING_PLAN_ORDER_H

#include "planner/siting/placement.h"
#include "planner/siting/plan.h"

/* Writes plan->cameras, count and cost; phases are left 0. */
void plan_order(Plan *plan, const Placement *of, const QuotaCover *cover, const uint32_t *chosen,
                size_t count);

#endif
