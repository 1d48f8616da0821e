/* plan_effort.h - how much of the usual work a plan may take.
 *
 * `plan.work_limit` counts the steps of the search; what is done beside it (prices, trade-off,
 * refusals) is cut in proportion, EFFORT_STEPS being the limit that leaves all of it. Pure.
 */
#ifndef PLANNER_SITING_PLAN_EFFORT_H
#define PLANNER_SITING_PLAN_EFFORT_H

#include <stdint.h>

#include "data/project.h"

#define EFFORT_STEPS 10000

/* So much of `usual`, at least 1. */
static inline uint64_t plan_effort(const ProjectPlan *wants, uint64_t usual)
{
    uint64_t part;

    if (wants->work_limit <= 0 || wants->work_limit >= EFFORT_STEPS)
        return usual;
    part = usual * (uint64_t)wants->work_limit / EFFORT_STEPS;
    return part > 0 ? part : 1;
}

#endif
