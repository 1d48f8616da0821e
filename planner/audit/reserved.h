/* reserved.h - may the one who installed a camera install it there?
 *
 * Of existing cameras, by place: in a place of an exclusive or conditional clause
 * (rules/reserved.h) the builder that the inventory names must be one of the clause's `allowed`. A
 * body of the pack is known by its names and by `also`, each the end of the builder's name ("City
 * Police Bureau" is a police bureau); a body that stands for whoever runs the place (`own`) by the
 * place's owner or name, one within the other. Who is none of these is a violation where he is
 * another body of the pack, or the place says who runs it; else nobody can decide. A place that an
 * exclusive clause names is no other place: no conditional clause is asked there. Planned cameras
 * are built by whom their own clause names and are not asked. Codes: reserved-builder (violation),
 * reserved-undecided (warning).
 */
#ifndef PLANNER_AUDIT_RESERVED_H
#define PLANNER_AUDIT_RESERVED_H

#include "data/scene.h"
#include "rules/finding.h"
#include "rules/reserved.h"

/* At most one finding a camera and clause. `broken` has one item a camera: the clause that its
 * builder breaks, or NULL. */
void reserved_existing(const ReservedSet *set, const Scene *scene, const RulePack *pack,
                       const Clause **broken, FindingList *findings);

#endif
