/* narrowing.h - is what --department, --township and --clause ask for there, and what if it is
 * not?
 *
 * A slip (no such name) is refused, since its plan would be empty and look done; so is a clause
 * that can have no places by what it is. What is right and finds nothing here is no error: the run
 * is whole, its tables are empty, and a finding says why. zone_wanted() and its like do the
 * narrowing. Any thread.
 */
#ifndef RULES_NARROWING_H
#define RULES_NARROWING_H

#include "rules/finding.h"
#include "rules/pack.h"
#include "rules/zone.h"

/* ERR_USAGE for a clause that the pack lacks or that asks for no place, asset or restraint, a
 * township that the area lacks, or a department that neither the pack nor a duty of the run
 * names. */
MUST_CHECK Status narrowing_check(const ZoneSet *zones, const Scene *scene, const RulePack *pack,
                                  Diag *diag);

/* The finding `nothing-selected`, where no zone and no inventory line is wanted. */
void narrowing_tell(const ZoneSet *zones, const Project *project, FindingList *findings);

#endif
