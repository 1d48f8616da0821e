/* crossing.h - the one comparison that decides: does the surface stand above the line of sight
 * where it crosses a grid line? In double. Pure; any thread. */
#ifndef PLANNER_COVERAGE_VIEWSHED_CROSSING_H
#define PLANNER_COVERAGE_VIEWSHED_CROSSING_H

#include <stdbool.h>

#include "planner/coverage/viewshed/relief_parts.h"

/* A line of sight from the eye (q = 0) to the target (q = 1). */
typedef struct {
    double eye_m;  /* elevation */
    double rise_m; /* of the target above the eye, curvature included */
    double drop_m; /* of curvature, at the target */
} Sight;

/* Heights a and b end the segment; the line crosses it at `part` of the way, q of its own. */
static inline bool crossing_is_above(const Sight *sight, float a, float b, double part, double q)
{
    double height = (double)a + ((double)b - (double)a) * part;

    return relief_is_data(a) && relief_is_data(b) &&
           height - sight->drop_m * q * q > sight->eye_m + q * sight->rise_m;
}

#endif
