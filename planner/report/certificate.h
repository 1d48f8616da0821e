/* certificate.h - certificate.tsv: all that one needs to recompute the plan's lower bound.
 *
 * Lenses, sites with their candidates, and the whole prices of zones, stations and demand cells.
 * The format, line by line: docs/outputs.md. Only where a bound was proven.
 */
#ifndef PLANNER_REPORT_CERTIFICATE_H
#define PLANNER_REPORT_CERTIFICATE_H

#include "base/json.h"
#include "planner/report/outcome.h"

#define CERTIFICATE_NAME "certificate.tsv"

/* `outcome->plan->certificate` is there. */
MUST_CHECK Status certificate_write(const Outcome *outcome, const char *path, Diag *diag);

/* What run.json says of it: an object "certificate", null where there is none. `path`: the
 * written file; NULL: it was not written. */
MUST_CHECK Status certificate_record(JsonWriter *json, const Outcome *outcome, const char *path,
                                     Diag *diag);

#endif
