/* reference_restraint.h - consent and the right builder, asked again of a written plan.
 *
 * Shares nothing with planner/audit: a place's surroundings are what lies within its buffer by
 * GEOS's own distance, its points of view those of reference_forbidden, and who installed a camera
 * is read anew from the inventory. Only what is sure is said: within rounding of a limit the plan
 * is believed. Any thread.
 */
#ifndef PLANNER_VERIFY_REFERENCE_RESTRAINT_H
#define PLANNER_VERIFY_REFERENCE_RESTRAINT_H

#include "planner/verify/reference_camera.h"
#include "rules/forbidden.h"
#include "rules/reserved.h"

/* What is wrong with the written `consent_needed` of a camera, or NULL. `known` is the inventory's
 * row of an existing one; NULL: a new one. In the arena. */
const char *reference_consent_wrong(const Scene *scene, const ForbiddenSet *places,
                                    const WrittenCamera *camera, const Camera *known, Arena *arena);

/* How bad is it that this camera stands where a clause says who may install? */
typedef enum { RESTRAINT_FINE, RESTRAINT_UNDECIDED, RESTRAINT_BROKEN, RESTRAINT_TIE } Restraint;
Restraint reference_restraint(const ReservedSet *places, const RulePack *pack, int as_of,
                              const Camera *camera, const Clause *clause);

#endif
