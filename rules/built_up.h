/* built_up.h - the built-up areas of a scene, for want of an official boundary.
 *
 * The land that a clause selects in the role "built_up" and the buildings,
 * dissolved: what lies nearer than built_up_gap_m is one built-up area, one
 * under built_up_least_m2 is a village. No law draws this line, so whatever
 * follows from it is derived only where the project asks. One thread.
 */
#ifndef RULES_BUILT_UP_H
#define RULES_BUILT_UP_H

#include "rules/derivation.h"

typedef struct {
    GEOSGeometry **grounds; /* polygons */
    size_t count;
} BuiltUp;

/* Notes (no-built-up) where there is none. */
void built_up_init(BuiltUp *built_up, Derivation *derivation, const Clause *clause);
void built_up_release(BuiltUp *built_up, const Derivation *derivation);

#endif
