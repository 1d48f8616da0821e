/* sightings.h - the demand points that one eye sees, whatever camera looks out of it.
 *
 * The expensive half of coverage: one sweep an eye, shared by all azimuths, tilts and models
 * of a pole. Points are kept with their offsets so that the cheap half (footprint.h) needs no
 * surface: an array for each thing that is known of them, in the order of demand points, and
 * a summary of every 64. Offsets in metres. A Sightings belongs to one thread while it is filled.
 */
#ifndef PLANNER_COVERAGE_SIGHTINGS_H
#define PLANNER_COVERAGE_SIGHTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/coverage/demand.h"
#include "planner/coverage/glance.h"
#include "planner/coverage/optics.h"
#include "planner/coverage/sight.h"

/* One of them. */
typedef struct {
    uint32_t point;   /* index into Demand.points */
    float dx, dy, dz; /* target minus eye, curvature not included */
    uint8_t visible;
    uint8_t by; /* an Obstacle, when hidden */
} Sighting;

enum { SIGHTINGS_BLOCK = 64 };

/* 64 sightings that follow each other, so they lie in few tiles; bit i is the i-th. */
typedef struct {
    float x, y, radius_m; /* a circle around them, from the eye */
    float least_px_per_m; /* that any of them asks */
    uint64_t seen;        /* neither hidden nor beyond the last */
    uint64_t follows;     /* the i-th point is the next after the (i-1)-th */
    uint64_t plain;       /* density alone decides, see DemandTarget.asks */
} SightingsBlock;

typedef struct {
    uint32_t *point;      /* ascending */
    uint32_t *cell, *end; /* DemandCells of the point: [cell, end) */
    float *dx, *dy, *dz;
    float *asks;     /* DemandTarget.asks */
    uint8_t *hidden; /* 0: seen; else 1 + Obstacle */
    SightingsBlock *blocks;
    size_t count, capacity;     /* capacity: whole blocks, whose arrays are all there */
    size_t lines, nodata_lines; /* points asked about; of those seen, how many across nodata */
} Sightings;

typedef struct {
    double street_range_m, long_range_m; /* horizontal, by the use of the demand; 0: none of it */
    bool keep_hidden;                    /* also keep the points that are not seen (for causes) */
    /* By SurfaceUse; NULL: all round. Else only what this lens has in view is asked
     * about, so that one camera costs its field of view and not a circle. */
    const Optics *through[2];
    /* A density for each demand point, of visible light and of thermal cameras: it is kept no
     * further away than the larger px_metres / density, and not at all where both are INFINITY.
     * NULL: all are kept. */
    const float *point_px_per_m[2];
    double px_metres[2];
} SightingReach;

/* What looks out: an eye on each surface's own ground, [USE_STREET] and [USE_LONG_RANGE], the
 * same where there is only one; and the scratch of its thread. */
typedef struct {
    const Eye *eye[2];
    Glance *glance;
} SightingEyes;

/* Fill `*out` (zeroed or reused). ERR_MEMORY: no room to sweep so far. */
MUST_CHECK Status sightings_compute(Sightings *out, const Demand *demand, const SightingEyes *eyes,
                                    const SightingReach *reach, Diag *diag);
void sightings_release(Sightings *sightings);

/* By hand: make room, add in the order of points, and close when all are there. */
void sightings_reserve(Sightings *sightings, size_t count);
void sightings_add(Sightings *sightings, const Demand *demand, const Sighting *sighting);
void sightings_close(Sightings *sightings);

static inline Sighting sightings_at(const Sightings *sightings, size_t i)
{
    return (Sighting){
        sightings->point[i],   sightings->dx[i],
        sightings->dy[i],      sightings->dz[i],
        !sightings->hidden[i], (uint8_t)(sightings->hidden[i] ? sightings->hidden[i] - 1 : 0)};
}

#endif
