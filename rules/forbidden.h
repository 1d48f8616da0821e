/* forbidden.h - a place where cameras are forbidden, by place and by view.
 *
 * A clause of kind prohibition forbids installing in the place, one of kind consent in it and
 * around it until consent is given (consent.h); from which density on seeing into it
 * counts, the flags and the pack's parameters say. The view test itself is
 * planner/audit/prohibit.h.
 */
#ifndef RULES_FORBIDDEN_H
#define RULES_FORBIDDEN_H

#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "data/scene.h"
#include "rules/finding.h"
#include "rules/pack.h"

typedef struct {
    const char *id; /* "14.1-003" */
    const Clause *clause;
    const char *name, *layer;
    long long fid;
    GEOSGeometry *shape;    /* the room's polygon, or the whole building's; a disc for a point */
    GEOSGeometry *building; /* the building around it, which does not hide it; may be NULL */
    bool room_known;        /* false: `shape` is the whole building, answers are "cannot decide" */
    bool rooms_drawn; /* of a whole building: rooms in it are places of their own, by place alone
                         these count */
    bool point;       /* its position is a point: `shape` is a disc around it */
    bool supplied;    /* false: derived (dwellings from building use): measured, no violation */
    bool outdoor;     /* no walls: a courtyard, a polling place: points on the ground inside */
    double view_px_per_m; /* a violation from this density on; 0: at any density */
    double max_incidence_deg;
    double storeys;           /* how many 3 m rows of points; at least 1 */
    int valid_from, valid_to; /* yyyymmdd; 0: open */
    const char *window;       /* ", in force 2021-05-20 to 2021-06-10"; NULL or "": always */
    bool in_force;            /* on the project's as-of date */
    const char *penalty;
    /* Of consent clauses alone: */
    double buffer_m;         /* nothing may be installed this near to it either */
    const char *doubt;       /* what the tag or code does not say: nothing is sure then; or NULL */
    const char *consent_doc; /* what the project says gives the consent; NULL: not given */
} Forbidden;

typedef struct {
    GEOSContextHandle_t geos;
    Arena *arena;
    Forbidden *places;
    size_t count;
} ForbiddenSet;

/* Does it forbid only until consent is given? */
bool forbidden_needs_consent(const Forbidden *place);
/* Is it known that this is such a place, and where it ends? Else answers are "cannot decide". */
bool forbidden_certain(const Forbidden *place);

/* Why it is not certain where the place ends, and what would settle it. */
const char *forbidden_unknown(const Forbidden *place);

/* Every forbidden place of the scene; those not in force on as_of are kept and
 * marked. Findings: dated places without dates, rooms without a building. ERR_INPUT for a consent
 * of the project to what is no such place. */
MUST_CHECK Status forbidden_derive(ForbiddenSet **out, const Scene *scene, const RulePack *pack,
                                   FindingList *findings, Diag *diag);
void forbidden_free(ForbiddenSet *set);

#endif
