/* coverage.h - what a set of cameras covers together, and why the rest is not.
 *
 * Counts per demand cell; best density; one cause a cell. Made from a list of
 * Lookouts: existing cameras and planned ones alike. The cause of an uncovered cell
 * is that of the camera that comes nearest to covering it: of the latest failed test,
 * then the nearest, then the first. That is a total order, so the result is the same
 * whatever the thread count. Lines are cast as far as the camera shows half of the
 * least density that any zone asks; what lies beyond is out of range.
 * ERR_MEMORY: no room to sweep so far. Uses OpenMP; call from one thread.
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
    const CameraModel *model; /* or NULL */
    bool blind;               /* covers nothing: unknown lens, offline, stuck, or in violation */
    /* What the cells are told that it would have covered: CAUSE_OFFLINE or CAUSE_MASKED.
     * CAUSE_DATA_MISSING: its view is not known, so all cells within COVERAGE_UNKNOWN_M
     * are told. CAUSE_NO_CAMERA_NEAR: it is as if not there. */
    Cause blind_cause;
} Lookout;

/* Cells without a camera this near have the cause "no camera near", by surface. */
#define COVERAGE_NEAR_STREET_M 300.0
#define COVERAGE_NEAR_LONG_M 3000.0
#define COVERAGE_UNKNOWN_M 50.0

typedef struct {
    uint16_t *count;      /* cameras that cover each demand cell */
    float *best_px_per_m; /* of any camera that sees it, whatever is required; 0: none */
    uint8_t *cause;       /* a Cause: CAUSE_COVERED where count >= the zone's k */
    float *nearest_m;     /* distance of the camera that the cause speaks of; NaN */
    uint32_t *by;         /* index of that camera; UINT32_MAX: none */
    size_t cells;
    size_t lines, nodata_lines;
    Footprint *footprints; /* one a lookout */
    size_t lookouts;
} Coverage;

/* Progress phase `phase`. ERR_INTERRUPTED on Ctrl-C. */
MUST_CHECK Status coverage_compute(Coverage **out, const Demand *demand, const Lookout *lookouts,
                                   size_t count, const char *phase, Diag *diag);
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
