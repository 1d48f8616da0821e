/* lookout.h - existing cameras made ready to look.
 *
 * An existing camera whose unknowns nothing fills, that is offline, stuck in a
 * wall, outside the terrain or indoors is blind: kept, reported, covers
 * nothing. A missing tilt is derived (the axis meets the ground at two thirds
 * of the range that the lens observes at) and reported.
 */
#ifndef PLANNER_COVERAGE_LOOKOUT_H
#define PLANNER_COVERAGE_LOOKOUT_H

#include "planner/coverage/coverage.h"
#include "rules/finding.h"

/* One lookout a camera of the inventory, in its order, with findings: each
 * unknown, each use of `assume`, cameras inside buildings, moved off a wall, outside
 * the terrain. `*out` is malloc'd. */
MUST_CHECK Status lookouts_existing(Lookout **out, const Scene *scene, FindingList *findings,
                                    Diag *diag);

#endif
