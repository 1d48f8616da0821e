/* reach.h - everything that a camera which turns and zooms can look at.
 *
 * A PTZ counts for coverage by its home preset alone, since nobody knows where it looks;
 * for prohibitions and privacy by its whole reach: the union over its pan, its tilt and its
 * zoom of what it has in view, each place as sharp as the best of them shows it on its axis or
 * as near to the axis as it can turn. Where the catalogue does not say how far it turns, it
 * turns anywhere; so does a camera whose azimuth nobody knows.
 * Range caps (night, fog) protect nobody and are not asked. Pure functions, any thread.
 */
#ifndef PLANNER_COVERAGE_REACH_H
#define PLANNER_COVERAGE_REACH_H

#include "planner/coverage/optics.h"

typedef struct {
    Optics tele;                              /* the narrowest setting, aimed at the home preset */
    double wide_tan_half_h, wide_tan_half_v;  /* of the widest setting */
    double pan_deg;                           /* in all, centred on the home azimuth; 360: any */
    double tilt_highest_deg, tilt_lowest_deg; /* of the axis, positive down */
} Reach;

/* Of a PTZ with that home preset; `model` NULL: zooms no further than at home. */
Reach reach_of_ptz(const Optics *home, const CameraModel *model);
/* Of a camera that may point anywhere. */
Reach reach_anywhere(const Optics *optics);

/* The highest density on a target at (dx, dy, dz) from the eye; 0: it cannot look there. */
double reach_px_per_m(const Reach *reach, double dx, double dy, double dz);

#endif
