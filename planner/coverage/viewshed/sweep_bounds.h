/* sweep_bounds.h - how steep anything in a block can be, group by group, before it is looked at.
 *
 * Included by sweep_body.h once an instruction set. A group through a block of rows lies within
 * four tiles along v and two across, whose highest cell the relief keeps.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SWEEP_BOUNDS_H
#define PLANNER_COVERAGE_VIEWSHED_SWEEP_BOUNDS_H

#include <math.h>

#include "planner/coverage/viewshed/relief_parts.h"
#include "planner/coverage/viewshed/sweep_rows.h"

static inline float higher(float a, float b)
{
    return a > b ? a : b;
}

LANE Floats floats_size(Floats a)
{
    return floats_max(a, floats_sub(floats_set(0.0f), a));
}

/* A line along u beside the eye, within a cell of it, in the strip before row 0: seen at |m| its
 * slope is rise + level |m|, for |m| >= nearest. */
typedef struct {
    float rise, level, nearest, margin;
    bool data;
} Strip;

static inline Strip strip_of(const Wedge *wedge, int side)
{
    /* In the whole raster's cells: the window's have lost a line that is very near. */
    const double line = side > 0 ? floor(wedge->eye_v) + 1.0 : ceil(wedge->eye_v) - 1.0;
    const double off = fabs(line - wedge->eye_v);
    const long v = (long)line + wedge->v_offset;
    const float *row = wedge->surface + wedge->row * wedge->stride + v;
    const float z1 = row[0], z0 = row[-wedge->way * wedge->stride];
    const double rise = (double)z1 - (double)z0;

    return (Strip){.rise = (float)rise,
                   .level =
                       (float)(((double)z0 + rise * (1.0 - wedge->first_u) - wedge->eye_m) / off),
                   .nearest = (float)(off / wedge->first_u * (1.0 - 1e-6)),
                   .margin = (float)(2.0 * (double)wedge->margin_m / off),
                   .data = relief_is_data(z0) && relief_is_data(z1)};
}

/* The most that the strip's line hides of each bin of a group of level 0. */
LANE Floats strip_most(const Strip *strip, int side, long group)
{
    const Floats unit = floats_set((float)(1.0 / sweep_bins(0))), never = floats_set(SWEEP_NEVER);
    const Floats index = floats_add(floats_of(ints_count()), floats_set((float)(group * BINS)));
    const Floats left = floats_sub(floats_mul(index, unit), floats_set(1.0f));
    const Floats right = floats_add(left, unit), zero = floats_set(0.0f);
    const Floats high = side > 0 ? right : floats_sub(zero, left);
    const Floats low =
        floats_max(side > 0 ? left : floats_sub(zero, right), floats_set(strip->nearest));
    const Floats level = floats_set(strip->level);
    const Floats most = floats_max(floats_mul(level, low), floats_mul(level, high));
    const Floats size =
        floats_add(floats_size(floats_set(strip->rise)), floats_mul(floats_size(level), high));
    Floats slope = floats_add(most, floats_set(strip->rise));

    if (!strip->data)
        return never;
    slope = floats_mul_add(high, floats_set(strip->margin), slope);
    slope = floats_mul_add(size, floats_set(1e-6f), slope);
    slope = floats_min(slope, floats_set(0.1f * SWEEP_ALWAYS));
    return floats_pick(floats_le(low, high), slope, never);
}

/* The steepest that a height can stand in the block: from its first row if above the eye. */
LANE Floats steepest(Floats height, Floats inv_near, Floats inv_far)
{
    const Floats slope = floats_max(floats_mul(height, inv_near), floats_mul(height, inv_far));

    return floats_mul_add(floats_size(slope), floats_set(1e-6f), slope);
}

/* The bounds of LANES groups from `group` on, in one block. */
LANE void block_bounds(Sweep *sweep, const Wedge *wedge, long block, long group)
{
    const double bins = sweep_bins(sweep->block_level[block]);
    const double near_u = wedge->first_u + (double)(block * SWEEP_BLOCK);
    const double far_u = near_u + SWEEP_BLOCK - 1, near_m = near_u * wedge->row_m;
    const double range2 = wedge->field->range_m * wedge->field->range_m * (1.0 + 1e-6);
    const long row0 = wedge->row + wedge->way * block * SWEEP_BLOCK;
    const long row = wedge->way > 0 ? row0 : row0 - (SWEEP_BLOCK - 1);
    const long tile_row = (row < 0 ? 0 : row) / RELIEF_TILE;
    const float unit = (float)(1.0 / bins);
    const Floats index = floats_add(floats_of(ints_count()), floats_set((float)group));
    const Floats left =
        floats_sub(floats_mul(index, floats_set((float)BINS * unit)), floats_set(1.0f));
    const Floats right = floats_add(left, floats_set((float)BINS * unit));
    const Floats aside =
        floats_max(floats_max(left, floats_sub(floats_set(0.0f), right)), floats_set(0.0f));
    const Floats v = floats_add(floats_min(floats_mul(left, floats_set((float)near_u)),
                                           floats_mul(left, floats_set((float)far_u))),
                                floats_set((float)(wedge->v - 0.25)));
    const Ints tile =
        ints_mul(ints_max(ints_min(ints_floor(floats_mul(v, floats_set(1.0f / RELIEF_TILE))),
                                   ints_set((int32_t)wedge->tile_vs - 1)),
                          ints_set(0)),
                 ints_set((int32_t)wedge->tile_v));
    const float inv_near = (float)(1.0 / near_u), inv_far = (float)(1.0 / far_u);
    const double lift =
        (double)wedge->margin_m * 2.0 - wedge->eye_m - wedge->drop_per_m * near_m * near_m;
    const Floats out = floats_mul(aside, floats_set((float)(near_u * wedge->v_m)));
    const Mask off = floats_ge(floats_mul(out, out), floats_set((float)(range2 - near_m * near_m)));
    const Floats never = floats_set(2.0f * SWEEP_NEVER);
    const size_t at = sweep->block_groups[block] + (size_t)group;
    Floats top, target;

    top = floats_gather(wedge->summits + tile_row * wedge->tile_row, tile);
    target = wedge->apart ? floats_gather(wedge->ground_summits + tile_row * wedge->tile_row, tile)
                          : top;
    top = floats_add(top, floats_set((float)lift));
    target = floats_add(target, floats_set((float)(lift + wedge->target_m)));
    top = steepest(top, floats_set(inv_near), floats_set(inv_far));
    target = steepest(target, floats_set(inv_near), floats_set(inv_far));
    floats_store_any(sweep->surface_most + at, floats_pick(off, never, floats_max(top, never)));
    floats_store_any(sweep->target_most + at, floats_pick(off, never, floats_max(target, never)));
}

/* The groups of level 0 that the view holds: [from, to). */
typedef struct {
    long from, to;
} GroupRange;

/* The bounds of all blocks but the first, and of what lies from each on. */
static void bounds_lay(Sweep *sweep, const Wedge *wedge, long blocks, GroupRange range)
{
    for (long block = 1; block < blocks; block++) {
        const int level = sweep->block_level[block];
        /* What this writes beyond the last group is not read, or written again. */
        for (long group = range.from << level; group < range.to << level; group += LANES)
            block_bounds(sweep, wedge, block, group);
    }
    for (long block = blocks - 1; block > 0; block--) {
        const int level = sweep->block_level[block];
        const size_t at = sweep->block_groups[block];
        const size_t next = sweep->block_groups[block + 1];
        const bool split = sweep->block_level[block + 1] != level;
        for (size_t group = (size_t)(range.from << level); group < (size_t)(range.to << level);
             group++) {
            float most = sweep->target_most[at + group];
            if (block + 1 < blocks && split)
                most = higher(most, higher(sweep->beyond_most[next + 2 * group],
                                           sweep->beyond_most[next + 2 * group + 1]));
            else if (block + 1 < blocks)
                most = higher(most, sweep->beyond_most[next + group]);
            sweep->beyond_most[at + group] = most;
        }
    }
}

#endif
