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
    return plan->interrupted ? "interrupt" : "time_limit_s";
}

Words outcome_cut(const Outcome *outcome)
{
    const Plan *plan = outcome->plan;

    if (!plan || !plan->limited)
        return (Words){NULL, NULL};
    if (plan->interrupted)
        return (Words){"计算中断：为中断时的最佳方案",
                       "interrupted: this is the best plan until then"};
    return (Words){"计算超时：再次计算结果可能不同",
                   "cut by plan.time_limit_s: another run may come out otherwise"};
}
