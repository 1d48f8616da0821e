/* field.h - what lies within an eye's range and field of view: the exact rule.
 *
 * Sweeps find the bounds of a row in double and ask this rule about the cells at them, so a
 * cell on a bound is in or out by this rule alone. A window of bearings is inclusive. A camera's
 * frustum: in front of it and inside both half-angles, inclusive. Pure; any thread.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_FIELD_H
#define PLANNER_COVERAGE_VIEWSHED_FIELD_H

#include <math.h>
#include <stdbool.h>

#include "planner/coverage/viewshed/viewshed.h"

#define DEG_PER_RAD (180.0 / M_PI)

typedef struct {
    double range_m;
    double azimuth_deg; /* in [0, 360) */
    bool camera;
    double forward[3], right[3], down[3]; /* unit vectors; x east, y north, z up */
    double tan_half_h, tan_half_v;
    /* The window of bearings that holds all that is in view; half 180: any. */
    double sweep_half_deg;
} Field;

Field field_of(const ViewshedEye *eye);

/* How far towards a bearing the view reaches, along that bearing: no less than any cell in range
 * and window lies, and hardly more. */
double field_extent_m(const Field *field, double bearing_deg);

/* Offsets in metres, east and north of the eye. */
bool field_in_range(const Field *field, double east_m, double north_m);
bool field_in_window(const Field *field, double east_m, double north_m);
/* `up_m`: the target above the eye, curvature included. True where there is no camera. */
bool field_in_frustum(const Field *field, double east_m, double north_m, double up_m);

#endif
