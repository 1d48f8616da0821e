#include "planner/report/outcome.h"

const char *outcome_remark(const Outcome *outcome)
{
    return outcome->standing.warning.en ? outcome->standing.mark : NULL;
}
