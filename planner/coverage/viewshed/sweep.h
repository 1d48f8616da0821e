/* sweep.h - interval horizons over one wedge: the fast method that viewshed.h promises.
 *
 * The directions of a wedge are divided into bins. Walking outward row by row, a sweep keeps
 * for each bin an upper and a lower bound of the horizon (the steepest slope that the surface
 * reaches before the row). A target at least as steep as the upper bound is seen, one below the
 * lower is hidden, and few remain in doubt: they take the exact test (doubt.h). Method and proofs:
 * docs/method.md, "How a viewshed is computed".
 *
 * Bins lie in groups of one vector, whose last lane holds the ray that closes the last bin.
 * Rows go in blocks of eight. Bins double in number (a level) before they grow wider
 * than a cell. A Sweep is the scratch of one thread.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SWEEP_H
#define PLANNER_COVERAGE_VIEWSHED_SWEEP_H

#include <stddef.h>
#include <stdint.h>

#include "planner/coverage/viewshed/simd.h"
#include "planner/coverage/viewshed/wedge.h"

enum {
    SWEEP_BLOCK = 8,  /* rows */
    SWEEP_BINS = 256, /* of a wedge at level 0; level l has SWEEP_BINS << l */
    SWEEP_LANES = 16, /* the most that any instruction set has */
    SWEEP_LEVELS = 20,
    SWEEP_NEAR_LANES = 320, /* no fewer than the lanes of level 0 */
};

#define SWEEP_NEVER (-1e20f) /* below every slope but that of a cell without data */
#define SWEEP_ALWAYS 1e30f   /* above every slope */

/* What a row adds to all groups that cross it. */
typedef struct {
    _Alignas(64) int32_t ray_step[SWEEP_LANES]; /* ray i beyond ray 0, in 2^-23 cells */
    _Alignas(
        64) int32_t bin_step[SWEEP_LANES]; /* bins between a cell and the i-th after it, 2^-26 */
    uint64_t bins_a_cell;                  /* in 2^-26 */
    float inv_u, above, below; /* slope = height * inv_u + above (or below): the biased bounds */
    float target;              /* as `above` for a target, unbiased */
    float drop_u, drop_v;      /* curvature: see sweep_rows.h */
    float inside;              /* a fraction from which on the next sample lies inside the bin */
    double u;
    const float *surface, *ground;
    uint8_t *bits;
    long first, last; /* cells in reach */
} SweepRow;

/* What the rows of one block may hide from one group's targets: upper bounds of their slopes, by
 * lane. */
typedef struct {
    _Alignas(64) float peak[SWEEP_LANES]; /* of all rows */
    _Alignas(64) float rows[SWEEP_BLOCK][SWEEP_LANES];
    long first_row; /* of the block */
} SweepRidge;

/* Targets in doubt of one group, until they fill a vector: each in a bin of the group, on row
 * `k` of the wedge. */
typedef struct {
    _Alignas(64) float slope[SWEEP_LANES];
    int32_t bin[SWEEP_LANES], v[SWEEP_LANES], k[SWEEP_LANES];
    unsigned count, buried; /* buried, a bit each: perhaps, by their own surface */
} SweepDoubts;

typedef struct Sweep {
    SimdSet set;
    int lanes, groups; /* lanes a vector; groups at level 0 */

    /* By lane of every group of the level that is under way. */
    float *upper, *lower;
    /* By group of that level: */
    uint8_t *alive; /* 0 dead, 1, 2: some of its cells lie on a bound of the window */
    SweepDoubts *doubts;
    /* By block, then group: */
    size_t *block_groups; /* where a block's groups begin */
    uint8_t *block_level;
    int32_t *ridge;    /* index into `ridges` */
    float *ridge_most; /* the highest of its peaks; SWEEP_NEVER: there is no ridge */
    float *surface_most, *target_most, *beyond_most; /* no surface, no target, no target from here
                                                      * on is steeper */
    SweepRidge *ridges; /* owned; as many as the blocks of a wedge have needed yet */
    size_t ridge_count, ridge_room;
    float *abs_m; /* by level and lane: |m| of each ray */
    size_t level_lanes[SWEEP_LEVELS];
} Sweep;

/* Scratch for wedges of up to `max_rows` rows; NULL: no room. */
Sweep *sweep_new(SimdSet set, long max_rows);
void sweep_free(Sweep *sweep);

/* No Sweep for wedges of so many rows takes more. */
size_t sweep_bytes(SimdSet set, long max_rows);

/* Set the bits of `wedge->out` for each cell of the wedge that is seen. */
void sweep_wedge(Sweep *sweep, const Wedge *wedge);

/* The same method for one instruction set. */
typedef void SweepRun(Sweep *sweep, const Wedge *wedge);
SweepRun sweep_run_portable, sweep_run_avx2, sweep_run_avx512;

/* A ridge for a group in a block. */
SweepRidge *sweep_ridge(Sweep *sweep, long block, long group);

static inline double sweep_bins(int level) /* a half wedge's: bins a unit of m */
{
    return (double)((SWEEP_BINS / 2) << level);
}

#endif
