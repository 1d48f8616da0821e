/* overlap.h - places under several clauses: all are cited, and the more specific one's duty holds.
 *
 * A zone's place is under another clause too where a zone of that clause covers half of it or more,
 * or where both come from one feature that is a point or an area (a gate and the port behind it).
 * The relation is one-sided: a bridge is a piece of its road, but the road is no piece of the
 * bridge. Each clause keeps its own zone and requirement; what sees both costs once.
 */
#ifndef RULES_OVERLAP_H
#define RULES_OVERLAP_H

#include "rules/derivation.h"

/* Fill `also` of zones and inventory lines and `same` of lines, and let the duty of a clause that
 * is `over` another hold in its place. The set's zones are in the order of the derivation's drafts,
 * its lines in that of its lines. */
void overlaps_resolve(ZoneSet *set, const Derivation *derivation);

#endif
