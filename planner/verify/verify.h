/* verify.h - is a written plan true?
 *
 * Recomputes coverage, cost and prohibitions from OUT and the inputs that run.json
 * names, by slow reference code that shares nothing with the fast one: data/ and rules/
 * read the place and the law, everything after that is done again here.
 */
#ifndef PLANNER_VERIFY_VERIFY_H
#define PLANNER_VERIFY_VERIFY_H

#include <stdbool.h>

#include "base/status.h"

/* Prints what was checked and what differs on stdout. `inputs` is the folder of the
 * project file; NULL: the folder that holds OUT. `*holds` says whether all of it is true. */
MUST_CHECK Status verify_plan(const char *out, const char *inputs, bool *holds, Diag *diag);

#endif
