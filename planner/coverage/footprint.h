/* footprint.h - the demand cells that one camera covers, out of what its eye sees.
 *
 * A cell is covered when it is visible, in view, at least as sharp as its zone
 * requires, within the zone's down-angle and facing. A thermal camera must show what
 * Johnson's criteria ask instead. A target seen from behind counts
 * as outside the field of view; a thermal model where the zone wants visible light as
 * too few pixels; what stands there without a known kind as a building.
 * Pure; any thread.
 */
#ifndef PLANNER_COVERAGE_FOOTPRINT_H
#define PLANNER_COVERAGE_FOOTPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/coverage/optics.h"
#include "planner/coverage/sightings.h"

/* Why a demand cell is not covered, in the order of tests: the later the test
 * that fails, the nearer the camera comes to covering it. */
typedef enum {
    CAUSE_DATA_MISSING,
    CAUSE_NO_CAMERA_NEAR,
    CAUSE_OUT_OF_RANGE,
    CAUSE_OUTSIDE_FIELD,
    CAUSE_TOO_STEEP,
    CAUSE_UNDER_MOUNT,
    CAUSE_TERRAIN,
    CAUSE_BUILDING,
    CAUSE_CANOPY,
    CAUSE_FEW_PIXELS,
    CAUSE_MASKED,
    CAUSE_OFFLINE,
    CAUSE_CONSENT, /* a site or view would do, to which the project has no consent */
    CAUSE_COVERED, /* none: covered */
    CAUSE_COUNT,
} Cause;

const char *cause_name(Cause cause); /* "hidden by building" */
const char *cause_name_zh(Cause cause);

/* DemandCell indices that follow each other. */
typedef struct {
    uint32_t first, count;
} FootprintRun;

typedef struct {
    FootprintRun *runs; /* ascending, with gaps between them; owned */
    size_t run_count, run_capacity;
    size_t count;    /* cells */
    float *px_per_m; /* of each; NULL unless asked for */
    size_t px_capacity;
} Footprint;

/* The cells of `sightings` that `optics` covers: those of which footprint_judge() says so.
 * `with_px` keeps the densities. */
void footprint_compute(Footprint *out, const Demand *demand, const Sightings *sightings,
                       const Optics *optics, bool with_px);
void footprint_release(Footprint *footprint);

/* Add a cell after all others. */
void footprint_add(Footprint *footprint, uint32_t cell);

/* All cells in their order:
 * `for (FootprintWalk walk = footprint_walk(it); footprint_next(&walk, &cell);)`. */
typedef struct {
    const FootprintRun *run, *end;
    uint32_t done; /* cells of the run */
} FootprintWalk;

static inline FootprintWalk footprint_walk(const Footprint *footprint)
{
    return (FootprintWalk){footprint->runs, footprint->runs + footprint->run_count, 0};
}

static inline bool footprint_next(FootprintWalk *walk, uint32_t *cell)
{
    if (walk->run == walk->end)
        return false;
    *cell = walk->run->first + walk->done++;
    if (walk->done == walk->run->count) {
        walk->run++;
        walk->done = 0;
    }
    return true;
}

/* May density alone decide whether a camera of visible light that has a target of the zone in
 * view, and light enough by night, covers it? Then the cell is covered from requirement.px_per_m
 * on, whatever the bearing. */
bool footprint_by_density(const Zone *zone);

/* What one camera makes of one demand cell: CAUSE_COVERED or the first test that fails. */
Cause footprint_judge(const Demand *demand, uint32_t cell, const Sighting *seen,
                      const Optics *optics, double *px_per_m);

#endif
