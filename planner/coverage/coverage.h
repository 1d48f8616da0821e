/* coverage.h - what a set of cameras covers together, and why the rest is not.
 *
 * Counts per demand cell; best density; one cause a cell. Made from a list of
 * Eyepieces: existing cameras and planned ones alike. Deterministic whatever
 * the thread count (each camera's part is computed apart and merged in order).
 */
#ifndef PLANNER_COVERAGE_COVERAGE_H
#define PLANNER_COVERAGE_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "planner/coverage/footprint.h"

/* A camera ready to look: where its eye stands and through what. */
typedef struct {
    const char *id;
    Eye eye, long_eye;
    Optics optics;
    bool blind;   /* covers nothing: unknown lens, offline, stuck, or in violation */
    Cause blind_cause; /* what its near cells are told then: CAUSE_OFFLINE, CAUSE_DATA_MISSING, CAUSE_MASKED */
} Lookout;

typedef struct {
    uint16_t *count;   /* cameras that cover each demand cell */
    float *best_px_per_m;  /* of any camera that sees it, whatever is required; 0: none */
    uint8_t *cause;    /* a Cause: CAUSE_COVERED where count >= the zone's k */
    float *nearest_m;  /* distance of the camera that the cause speaks of; NaN */
    uint32_t *by;      /* index of that camera; UINT32_MAX: none */
    size_t cells;
    size_t lines, nodata_lines;
    Footprint *footprints; /* one a lookout */
    size_t lookouts;
} Coverage;

/* Progress phase `phase`. ERR_INTERRUPTED on Ctrl-C. */
MUST_CHECK Status coverage_compute(Coverage **out, const Scene *scene, const Demand *demand,
                                   const Lookout *lookouts, size_t count, const char *phase,
                                   Diag *diag);
void coverage_free(Coverage *coverage);

/* Does zone z's station rule hold for this cell set? Covered weight of a zone: for an
 * area the weight of covered cells; for a line duty that of the stations whose
 * covered share of the cross-section reaches the requirement's cross_share. */
double coverage_zone_weight(const Demand *demand, const Coverage *coverage, size_t zone);

/* The longest uncovered run of a line duty, from and to in metres along its line.
 * Returns its length; 0 for area zones or when everything is covered. */
double coverage_longest_run(const Demand *demand, const Coverage *coverage, size_t zone,
                            double *from_m, double *to_m);

#endif
