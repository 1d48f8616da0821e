/* mast_target.h - the small places that a mast could serve, to be aimed at.
 *
 * A gate, a door or a junction arm is small beside the road that it lies on, and asks for
 * much sharper pictures: cameras turned in fixed steps and tilted for the most ground miss
 * it. A target is the middle of what the mast sees of one such zone, from where the zone
 * may be seen at all (facing, down-angle). Any thread.
 */
#ifndef PLANNER_SITING_MAST_TARGET_H
#define PLANNER_SITING_MAST_TARGET_H

#include "planner/siting/mast_view.h"

typedef struct {
    uint32_t zone;
    double azimuth_deg, tilt_deg; /* from the eye to its middle */
    double px_metres;             /* density x distance that its furthest cell asks */
    double weight;                /* of what is open and can be seen */
} MastTarget;

/* Zones no larger than this are aimed at. */
#define MAST_TARGET_M2 800.0
#define MAST_TARGETS 24

/* The heaviest targets first, at most MAST_TARGETS; returns how many. */
size_t mast_targets(const MastView *view, const MastWorld *world, MastTarget targets[MAST_TARGETS]);

#endif
