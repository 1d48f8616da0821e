/* acceptance.h - dated areas and other legal duties that must carry their papers.
 *
 * 8(14): an area prone to crime counts only with the window and the method of
 * the count that made it, and only until it expires. 8(15): a duty under other
 * law counts only with its citation. What lacks them is refused with a finding.
 */
#ifndef RULES_ACCEPTANCE_H
#define RULES_ACCEPTANCE_H

#include <stdbool.h>

#include "rules/finding.h"
#include "rules/selection.h"

/* May the feature make a zone on `as_of`? Adds the finding when it may not. */
bool selected_accepted(const Selected *of, int as_of, FindingList *findings);

/* The first date among the project's field for it and `usual`; 0: none. */
int selected_date(const Selected *of, const char *field, const char *usual);

#endif
