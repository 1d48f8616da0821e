/* fork.h - the last fork of a way before it crosses a line.
 *
 * Whoever wants to cross must pass it, so it is the choke point to watch. The
 * search walks the way's roads from the crossing, on the own side only, to
 * the first node where three ways meet.
 */
#ifndef RULES_FORK_H
#define RULES_FORK_H

#include "rules/derivation.h"

/* Does the point lie on the own side of a border? */
bool on_own_side(const Derivation *derivation, double x, double y);

/* The last fork of `of` before it crosses a line at (x, y), within `most_m` along its roads;
 * NULL: there is none. */
const RoadNode *fork_before(const Derivation *derivation, const Selected *of, const double xy[2],
                            double most_m);

#endif
