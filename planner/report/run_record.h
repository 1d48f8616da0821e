/* run_record.h - run.json and timings.json: what another person needs to check the run.
 *
 * run.json depends on nothing but the inputs: no clock, no -j, no name of OUT. It holds
 * every input with its SHA-256, every parameter with where it came from, the totals,
 * and the SHA-256 of every other file of OUT but timings.json.
 */
#ifndef PLANNER_REPORT_RUN_RECORD_H
#define PLANNER_REPORT_RUN_RECORD_H

#include "data/out_folder.h"
#include "planner/report/outcome.h"

/* A file of OUT whose hash is recorded: its name within OUT and its full path. */
typedef struct {
    const char *name, *path;
} WrittenFile;

MUST_CHECK Status run_record_write(const Outcome *outcome, const WrittenFile *files, size_t count,
                                   const char *path, Diag *diag);
/* Also says where the project's folder lies as seen from OUT, which run.json must not. */
MUST_CHECK Status timings_write(const char *project_folder, const char *path, Diag *diag);

#endif
