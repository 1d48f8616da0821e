/* eyes.h - eyes where a viewshed may go wrong: on lines, at edges, in walls, high and low.
 *
 * Everything comes from the Dice, so an eye can be made again from its seed.
 */
#ifndef TESTS_VIEWSHED_EYES_H
#define TESTS_VIEWSHED_EYES_H

#include "planner/coverage/viewshed/viewshed.h"
#include "tests/viewshed/terrain.h"

typedef struct {
    double low_cells, high_cells; /* the range, in cells of the larger side */
    double widest_deg;            /* of a window of bearings; under 360: nothing wider */
    bool level_only;              /* no frustums */
} EyeLimits;

/* Metres that no eye of these limits exceeds. */
double eyes_reach_m(const EyeLimits *limits, const Terrain *terrain);

ViewshedEye eyes_any(const EyeLimits *limits, const Terrain *terrain, bool ground_apart,
                     Dice *dice);

#endif
