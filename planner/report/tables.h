/* tables.h - the CSV files of OUT; docs/outputs.md describes every column. */
#ifndef PLANNER_REPORT_TABLES_H
#define PLANNER_REPORT_TABLES_H

#include "data/table.h"
#include "planner/report/camera_row.h"

/* A cell with both languages: "主要道路 main roads"; one where they are equal. */
void table_words(Table *table, Words words);
/* Their ids: "8.1d; 8.12a"; empty for none. */
void table_clauses(Table *table, const Clause *const *clauses, size_t count);

MUST_CHECK Status build_list_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                                   const char *path, Diag *diag);
/* Statements by filing unit; only the columns where the pack asks for none. */
MUST_CHECK Status filing_table_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                                     const char *path, Diag *diag);
/* Gaps that existing cameras leave ("before") and those that remain after the plan. */
MUST_CHECK Status gap_table_write(const Outcome *outcome, const char *path, Diag *diag);
MUST_CHECK Status compliance_table_write(const Outcome *outcome, const char *path, Diag *diag);
MUST_CHECK Status zone_table_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                                   const char *path, Diag *diag);
/* What is lost with each camera, each pole of several and each township's link, worst first. */
MUST_CHECK Status failure_table_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                                      const char *path, Diag *diag);
MUST_CHECK Status findings_table_write(const Outcome *outcome, const char *path, Diag *diag);
/* Each phase of the build order and all of them, together and by payer; only the columns without
 * a plan. `rows` begin with the planned cameras. */
MUST_CHECK Status phase_table_write(const Outcome *outcome, const CameraRow *rows, const char *path,
                                    Diag *diag);
/* Why each planned camera is there: what it sees, and what no other holds; as phase_table_write().
 */
MUST_CHECK Status reason_table_write(const Outcome *outcome, const CameraRow *rows,
                                     const char *path, Diag *diag);
MUST_CHECK Status inventory_table_write(const Outcome *outcome, const char *path, Diag *diag);

#endif
