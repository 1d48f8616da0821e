/* rules.h - what `camplan rules` does, a file a verb. */
#ifndef PLANNER_COMMAND_RULES_H
#define PLANNER_COMMAND_RULES_H

#include <stdbool.h>

#include "base/status.h"
#include "rules/pack.h"

typedef struct {
    const char *pack, *other; /* `other`: what it is compared with */
    const char *clause;       /* may be cut short: "8" is all of article 8; NULL: all */
    const char *project;      /* what the clause selects there; NULL: nothing is asked */
    int as_of;                /* 0: the project's, else the first day of the pack */
} RulesWish;

/* "tengchong-2017  2017-09-05 to 2022-09-04  TITLES". */
void rules_print_validity(const RulePack *pack);
MUST_CHECK Status rules_list(Diag *diag);
MUST_CHECK Status rules_show(const RulesWish *wish, Diag *diag);
/* By the day and the figures of the project that `wish` names, and what it selects there. */
MUST_CHECK Status rules_show_in(const RulesWish *wish, Diag *diag);
/* From `pack` to `other`. */
MUST_CHECK Status rules_diff(const RulesWish *wish, Diag *diag);
/* `*held`: every case came out as its pack says, no clause lacks one, and the clauses of other
 * packs that it corresponds to exist. */
MUST_CHECK Status rules_test(const RulesWish *wish, bool *held, Diag *diag);

#endif
