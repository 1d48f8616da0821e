/* polish_aim.h - the settings of a camera that an installer can change: turn, tilt and zoom.
 *
 * Azimuth and tilt in whole tenths of a degree, focal lengths in whole tenths of a millimetre
 * (fields of view in tenths of a degree where nobody knows the focal length): as they are read
 * on site. Within the model's tilt and zoom, and on an arm of its own. Pure; any thread.
 */
#ifndef PLANNER_SITING_POLISH_AIM_H
#define PLANNER_SITING_POLISH_AIM_H

#include "planner/siting/candidate.h"
#include "planner/siting/lens.h"

typedef enum {
    POLISH_LEFT,
    POLISH_RIGHT,
    POLISH_UP,
    POLISH_DOWN,
    POLISH_WIDER,
    POLISH_NARROWER,
    POLISH_MOVES
} PolishMove;

/* Steps of level 0 are an eighth of the view; each level halves them. */
enum { POLISH_LEVELS = 5 };

/* `from` after one step; false: it cannot be moved so, or not so little. */
bool polish_aim_step(Candidate *out, const Candidate *from, const LensSet *lenses, PolishMove move,
                     int level);

/* Does `tried`, which `from` would become, keep off the arm of `other` on the same pole, and on
 * its own side of it? */
bool polish_aim_own_arm(const Candidate *tried, const Candidate *from, const Candidate *other);

#endif
