/* lookout.h - existing cameras made ready to look.
 *
 * An existing camera whose unknowns nothing fills, that is offline, stuck in a
 * wall, in a hole of the terrain or indoors is blind: kept, reported, covers
 * nothing. A missing tilt is derived (the axis meets level ground at two thirds
 * of the distance at which the lens shows 62.5 px/m) and reported; what sees all
 * round looks level with half the sky and all the ground in view, a fisheye
 * straight down. A camera outside the terrain is an error of the inventory.
 * A model of several sensors whose turns the catalogue does not give has them side by side,
 * which is reported; so is a field of view that its model cannot take.
 * Finding codes: unknown-azimuth, unknown-height, unknown-lens, unknown-pixels,
 * assumed, derived-tilt, lens-range, assumed-sensors, night-range, inside-building, moved-off-wall,
 * stuck, terrain-hole, offline, indoor, cameras (the summary).
 */
#ifndef PLANNER_COVERAGE_LOOKOUT_H
#define PLANNER_COVERAGE_LOOKOUT_H

#include "planner/coverage/coverage.h"
#include "rules/finding.h"

/* One lookout a camera of the inventory, in its order, with a finding for each
 * unknown, each use of `assume`, each camera inside a building or moved off a wall,
 * and one that sums them up. `*out` is malloc'd. ERR_INPUT: a camera outside the terrain. */
MUST_CHECK Status lookouts_existing(Lookout **out, const Scene *scene, FindingList *findings,
                                    Diag *diag);

#endif
