/* relief_parts.h - how a Relief lies in memory, for the sweeps of this folder alone.
 *
 * `surface` holds rows of `stride` heights, `turned` columns of `turned_stride`; cell (0, 0) of
 * the window lies RELIEF_PAD rows and columns in. No data is RELIEF_NODATA, which is so low
 * that it hides nothing and is never seen.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_RELIEF_PARTS_H
#define PLANNER_COVERAGE_VIEWSHED_RELIEF_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/coverage/viewshed/relief.h"

enum {
    RELIEF_PAD = 64, /* cells without data on every side; a vector reads up to 63 beyond */
    RELIEF_TILE = 8, /* cells a side under one summit */
    RELIEF_PATCH = 64,
};
#define RELIEF_NODATA (-1e30f)

struct Relief {
    ReliefShape shape;
    long stride, turned_stride;
    float *surface, *turned;
    float *ground; /* as `surface`; NULL: the surface is the ground */
    /* The highest surface, and the highest ground, of the tiles from each on: [0] of four
     * columns of tiles and two rows, [1] of two columns and four rows. */
    long tile_columns, tile_rows;
    float *summits[2], *ground_summits[2]; /* the same where there is no ground apart */
    float highest_abs;                     /* the largest |height| of any kind */
    /* Is data missing anywhere in each square of RELIEF_PATCH cells a side of the window? */
    long patch_columns, patch_rows;
    uint8_t *holes;
};

static inline bool relief_is_data(float height)
{
    return height > -1e29f;
}

/* May data be missing within so many metres of a position? */
bool relief_has_holes(const Relief *relief, double column, double row, double range_m);

/* The sample at (column, row) of the padded window. */
static inline size_t relief_at(const Relief *relief, long column, long row)
{
    return (size_t)row * (size_t)relief->stride + (size_t)column;
}

#endif
