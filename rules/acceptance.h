/* acceptance.h - what features say of themselves: papers that they must carry, and works.
 *
 * 8(14): an area prone to crime counts only with the window and the method of
 * the count that made it, and only until it expires. 8(15): a duty under other
 * law counts only with its citation. What lacks them is refused with a finding.
 * And whether a place is there already or comes with new works.
 */
#ifndef RULES_ACCEPTANCE_H
#define RULES_ACCEPTANCE_H

#include <stdbool.h>

#include "rules/finding.h"
#include "rules/selection.h"

/* May the feature make a zone on `as_of`? Adds the finding when it may not. */
bool selected_accepted(const Selected *of, int as_of, FindingList *findings);

/* The papers that the outputs print: the citation of other law; window and method of a dated area.
 * "" where its clause needs none. */
const char *selected_papers(const Selected *of, Arena *arena);

/* Do the works that make the place still lie ahead? By its own field works_status (工程状态), else
 * by its layer's; adds a finding for a word that is none (`findings` NULL: says nothing). */
WorksStatus selected_works(const Selected *of, FindingList *findings);

/* The first date among the project's field for it and `usual`; 0: none. */
int selected_date(const Selected *of, const char *field, const char *usual);
/* Is the first of the two that is filled no date? Adds the finding that says so, and what of it. */
bool selected_date_wrong(const Selected *of, const char *field, const char *usual, const char *what,
                         FindingList *findings);

#endif
