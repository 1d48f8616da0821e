/* run_record_rules.h - the part of run.json that says by what law and by which figures a run was
 * made: `pack`, `requirements`, `clauses`.
 */
#ifndef PLANNER_REPORT_RUN_RECORD_RULES_H
#define PLANNER_REPORT_RUN_RECORD_RULES_H

#include "base/json.h"
#include "planner/report/outcome.h"

void run_record_rules(JsonWriter *json, const Outcome *outcome);

#endif
