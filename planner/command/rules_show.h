/* rules_show.h - the lines that `camplan rules show` shares among its files. */
#ifndef PLANNER_COMMAND_RULES_SHOW_H
#define PLANNER_COMMAND_RULES_SHOW_H

#include "planner/command/rules.h"

/* " [set by PLACE]" where the project says a figure; nothing where the pack does. */
void rules_print_set(const char *from);
/* "  builder       ": a label, before what follows it on the line. */
void rules_print_label(const char *label);
/* "a, b or c". */
void rules_print_texts(const char *const *items, size_t count, const char *last);
/* Lines: what the clause speaks of, and which parts each alternative is for. */
void rules_print_selects(const RulePack *pack, int as_of, const Clause *clause);
/* The rest of a line: where the part lies and what it asks there. */
void rules_print_part(const RulePack *pack, int as_of, const Clause *clause,
                      const ClausePart *part);
/* Lines: who builds, pays and supervises, or may install. */
void rules_print_duties(const RulePack *pack, int as_of, const Clause *clause);
/* "; its own builder: ..." of an alternative or a part; nothing where it has none. */
void rules_print_own_duties(const RulePack *pack, int as_of, const ClauseDuties *duties);

/* The clauses that `wish` names, as the pack has them on the day. */
MUST_CHECK Status rules_show_pack(const RulePack *pack, int as_of, const RulesWish *wish,
                                  Diag *diag);

#endif
