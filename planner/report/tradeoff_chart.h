/* tradeoff_chart.h - maps/tradeoff.pdf, .png and .svg: share against cost, as tradeoff.csv has it.
 */
#ifndef PLANNER_REPORT_TRADEOFF_CHART_H
#define PLANNER_REPORT_TRADEOFF_CHART_H

#include "data/out_folder.h"
#include "planner/report/outcome.h"

/* Only with outcome->tradeoff. Title, languages and mark as on the maps. */
MUST_CHECK Status tradeoff_chart_write(const Outcome *outcome, OutFolder *out, Diag *diag);

#endif
