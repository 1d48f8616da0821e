/* rules_show.h - the lines that `camplan rules show` shares among its files. */
#ifndef PLANNER_COMMAND_RULES_SHOW_H
#define PLANNER_COMMAND_RULES_SHOW_H

#include "planner/command/rules.h"

/* " [set by PLACE]" where the project says a figure; nothing where the pack does. */
void rules_print_set(const char *from);
/* The rest of a line: where the part lies and what it asks there. */
void rules_print_part(const RulePack *pack, const Clause *clause, const ClausePart *part);

/* The clauses that `wish` names, as the pack has them on the day. */
MUST_CHECK Status rules_show_pack(const RulePack *pack, int as_of, const RulesWish *wish,
                                  Diag *diag);

#endif
