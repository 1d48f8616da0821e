#include "planner/report/outcome.h"

const char *outcome_remark(const Outcome *outcome)
{
    return outcome->standing.warning.en ? outcome->standing.mark : NULL;
}

const char *outcome_cut_by(const Outcome *outcome)
{
    const Plan *plan = outcome->plan;

    if (!plan || !plan->limited)
        return NULL;
    return plan->interrupted ? "interrupt" : plan->timed_out ? "time_limit_s" : "work_limit";
}

Words outcome_cut(const Outcome *outcome)
{
    const Plan *plan = outcome->plan;

    if (!plan || !plan->limited)
        return (Words){NULL, NULL};
    if (plan->interrupted)
        return (Words){"计算中断：为中断时的最佳方案",
                       "interrupted: this is the best plan until then"};
    if (plan->timed_out)
        return (Words){"计算超时：再次计算结果可能不同",
                       "cut by plan.time_limit_s: another run may come out otherwise"};
    return (Words){"计算量达上限：继续计算可能更优",
                   "cut by plan.work_limit: with more the plan may come out better"};
}
