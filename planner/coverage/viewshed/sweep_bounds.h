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

/* What the line along u nearest the eye on either side hides before row 0, at most: its
 * slope is straight in |m|. */
static inline Floats strip_most(const Wedge *wedge, long group)
{
    const double bins = sweep_bins(0), margin = 2.0 * (double)wedge->margin_m;
    _Alignas(64) float most[LANES];

    for (int lane = 0; lane < LANES; lane++)
        most[lane] = SWEEP_NEVER;
    for (int side = -1; side <= 1; side += 2) {
        const long v = side > 0 ? (long)floor(wedge->v) + 1 : (long)ceil(wedge->v) - 1;
        const double off = fabs((double)v - wedge->v), nearest = off / wedge->first_u;
        const float *row = wedge->surface + wedge->row * wedge->stride + v;
        const float z1 = row[0], z0 = row[-wedge->way * wedge->stride];
        const double rise = (double)z1 - (double)z0;
        const double level = (double)z0 + rise * (1.0 - wedge->first_u) - wedge->eye_m;
        if (!relief_is_data(z0) || !relief_is_data(z1))
            continue;
        for (int lane = 0; lane < BINS; lane++) {
            double left = (double)(group * BINS + lane) / bins - 1.0, right = left + 1.0 / bins;
            double low = side > 0 ? left : -right, high = side > 0 ? right : -left, slope;
            if (high <= 0.0 || high < nearest * (1.0 - 1e-9))
                continue;
            low = fmax(low, nearest);
            slope = rise + fmax(level * low, level * high) / off + margin * high / off;
            slope += fabs(slope) * 1e-6;
            most[lane] = fmaxf(most[lane], (float)fmin(slope, 1e29));
        }
    }
    return floats_load(most);
}

/* The steepest that a height can stand in the block: from its first row if above the eye. */
LANE Floats steepest(Floats height, Floats inv_near, Floats inv_far)
{
    const Floats slope = floats_max(floats_mul(height, inv_near), floats_mul(height, inv_far));
    const Floats size = floats_max(slope, floats_sub(floats_set(0.0f), slope));

    return floats_mul_add(size, floats_set(1e-6f), slope);
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

/* The bounds of all blocks but the first, and of what lies from each on. */
static void bounds_lay(Sweep *sweep, const Wedge *wedge, long blocks)
{
    for (long block = 1; block < blocks; block++)
        for (long group = 0; group < (long)sweep->groups << sweep->block_level[block];
             group += LANES) /* what this writes beyond the last, the next block overwrites */
            block_bounds(sweep, wedge, block, group);
    for (long block = blocks - 1; block > 0; block--) {
        const int level = sweep->block_level[block];
        const size_t at = sweep->block_groups[block];
        const size_t next = sweep->block_groups[block + 1];
        const bool split = sweep->block_level[block + 1] != level;
        for (size_t group = 0; group < (size_t)sweep->groups << level; group++) {
            float most = sweep->target_most[at + group];
            if (block + 1 < blocks && split)
                most = fmaxf(most, fmaxf(sweep->beyond_most[next + 2 * group],
                                         sweep->beyond_most[next + 2 * group + 1]));
            else if (block + 1 < blocks)
                most = fmaxf(most, sweep->beyond_most[next + group]);
            sweep->beyond_most[at + group] = most;
        }
    }
}

#endif
