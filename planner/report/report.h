/* report.h - everything that a run writes: tables, layers, rasters, maps, the record.
 *
 * Files go into an OutFolder, which appears whole or not at all. Every row cites
 * the clause it comes from and the duty holder. Equal outcomes give equal bytes,
 * but for timings.json.
 */
#ifndef PLANNER_REPORT_REPORT_H
#define PLANNER_REPORT_REPORT_H

#include "data/out_folder.h"
#include "planner/report/outcome.h"

/* The whole of OUT; `maps` draws the sheets too. Progress phases "tables", "maps". */
MUST_CHECK Status report_write(const Outcome *outcome, OutFolder *out, bool maps, Diag *diag);

/* findings.csv and run.json alone: what `check` leaves. */
MUST_CHECK Status report_write_findings(const Outcome *outcome, OutFolder *out, Diag *diag);

typedef struct {
    const char *format; /* "json"; otherwise text */
    const char *out;    /* the folder that was written; NULL: none */
    bool computed;      /* coverage was: headline figures; otherwise the findings are told */
    bool quiet;         /* of the findings the violations alone */
} ReportWish;

/* What a run says on stdout. */
void report_print(const Outcome *outcome, const ReportWish *wish);

/* What a dry run has to say on stdout: `format` "json" or text. */
Status report_dry_run(const Outcome *outcome, const char *format);

#endif
