/* entering.h - where roads enter a ground: a forest, a built-up area.
 *
 * A road enters at each end by which it comes in from outside: once, however
 * often it weaves out and in again. Shapes in metres; one thread.
 */
#ifndef RULES_ENTERING_H
#define RULES_ENTERING_H

#include <stddef.h>

#include "rules/overlay.h"

typedef struct {
    double tolerance_m; /* a road that begins inside, this near the edge, enters there */
    double outside_m;   /* a road that leaves for less than this has not left */
    double inside_m;    /* one that runs inside for less than this does not enter */
} EnteringOptions;

/* The points of one road, in order along it; GEOS points, to be destroyed one by one and
 * the array with free(). */
size_t entering_points(GEOSGeometry ***out, Overlay *overlay, const GEOSGeometry *road,
                       const GEOSGeometry *ground, const EnteringOptions *options);

#endif
