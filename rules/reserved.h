/* reserved.h - places where not everybody may install a camera, and who may.
 *
 * Of an exclusive clause these are the places of the clauses that it names: what a layer draws as
 * the place, and the zones that come of it; of a conditional clause what it selects. Both name the
 * bodies that may install there (Clause.allowed); a conditional one also asks for a reason why it
 * is necessary. Who did install where is judged in planner/audit/reserved.h. Ids are "CLAUSE-NNN"
 * in the order of clauses, layers and features, zones last.
 */
#ifndef RULES_RESERVED_H
#define RULES_RESERVED_H

#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "rules/zone.h"

typedef struct {
    const char *id; /* "N7-3-001" */
    const Clause *clause;
    const char *name, *layer; /* name: of the place; "" */
    long long fid;
    GEOSGeometry *shape;
    const char *owner; /* who runs the place, as its layer says; NULL: it does not */
    const char *doubt; /* what the tag or code does not say: nothing is sure then; or NULL */
} Reserved;

typedef struct {
    GEOSContextHandle_t geos;
    Arena *arena;
    Reserved *places; /* by clause, in the order of the pack */
    size_t count;
} ReservedSet;

/* Every such place of the scene; `zones` are those of the scene by the same pack. */
MUST_CHECK Status reserved_derive(ReservedSet **out, const Scene *scene, const RulePack *pack,
                                  const ZoneSet *zones, Diag *diag);
void reserved_free(ReservedSet *set); /* NULL is allowed */

/* Does the clause say who alone may install in its places? */
bool clause_reserves(const Clause *clause);

#endif
