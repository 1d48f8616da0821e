/* sightings.h - the demand points that one eye sees, whatever camera looks out of it.
 *
 * The expensive half of coverage: one sweep an eye, shared by all azimuths,
 * tilts and models of a pole. Points are kept with their offsets so that the
 * cheap half (footprint.h) needs no surface. Any thread.
 */
#ifndef PLANNER_COVERAGE_SIGHTINGS_H
#define PLANNER_COVERAGE_SIGHTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/coverage/demand.h"
#include "planner/coverage/optics.h"
#include "planner/coverage/sight.h"

typedef struct {
    uint32_t point;   /* index into Demand.points */
    float dx, dy, dz; /* target minus eye, curvature not included */
    uint8_t visible;
    uint8_t by; /* an Obstacle, when hidden */
} Sighting;

typedef struct {
    Sighting *points; /* owned; by point index */
    size_t count, capacity;
    size_t lines, nodata_lines; /* lines of sight, and how many crossed nodata */
} Sightings;

typedef struct {
    double street_range_m, long_range_m; /* horizontal, by the use of the demand; 0: none of it */
    bool keep_hidden;                    /* also keep the points that are not seen (for causes) */
    /* By SurfaceUse; NULL: all round. Else lines are cast only to what this lens has in
     * view, so that one camera costs its field of view and not a circle. */
    const Optics *through[2];
} SightingReach;

/* Fill `*out` (zeroed or reused) for an eye standing at x, y with a mount height on
 * each surface's own ground. `eye` is on the surface of USE_STREET, `long_eye` on the
 * long-range one (the same where there is only one). */
void sightings_compute(Sightings *out, const Scene *scene, const Demand *demand, const Eye *eye,
                       const Eye *long_eye, const SightingReach *reach);
void sightings_release(Sightings *sightings);

#endif
