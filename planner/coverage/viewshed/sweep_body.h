/* sweep_body.h - a sweep, compiled once an instruction set.
 *
 * A sweep_<set>.c includes its lanes_<set>.h, names SWEEP_RUN and includes this. With
 * SWEEP_ONE_BODY what a flat earth does not need is passed over when it runs, not when it is
 * compiled: less code.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SWEEP_BODY_H
#define PLANNER_COVERAGE_VIEWSHED_SWEEP_BODY_H

#include "planner/coverage/viewshed/sweep_groups.h"

/* --- blocks --------------------------------------------------------------------------- */

/* Nothing of the block hides anything yet. */
static inline void block_clear(Run *run, long block)
{
    float *most = run->sweep->ridge_most + run->sweep->block_groups[block];

    for (long group = run->from; group < run->to; group++)
        most[group] = SWEEP_NEVER;
}

/* --- the first block ------------------------------------------------------------------ */

/* Near the eye many bins lie between two cells, so the cells are judged one by one, by the horizon
 * as it was before each row. */
typedef struct {
    _Alignas(64) float upper[SWEEP_BLOCK][SWEEP_NEAR_LANES];
    _Alignas(64) float lower[SWEEP_BLOCK][SWEEP_NEAR_LANES];
} Near;

/* What the lines nearest the eye hide before row 0 counts as row 0's: it is asked of them too. */
LANE void near_raise(Run *run, Near *near, long index, int rows, const int kind)
{
    const Group group = group_of(run, 0, index);
    Horizon horizon = horizon_of(run, index, run->rows[0].u);
    SweepRidge *ridge = sweep_ridge(run->sweep, 0, index);
    const Floats strip = horizon.upper;

    for (int r = 0; r < rows; r++) {
        Floats high;
        floats_store(near->upper[r] + index * LANES, horizon.upper);
        floats_store(near->lower[r] + index * LANES, horizon.lower);
        high = horizon_raise(&horizon, &group, &run->rows[r], kind);
        floats_store(ridge->rows[r], r == 0 ? floats_max(high, strip) : high);
        horizon.ray += group.step;
    }
    for (int r = rows; r < SWEEP_BLOCK; r++)
        floats_store(ridge->rows[r], floats_set(SWEEP_NEVER));
    horizon.peak = floats_max(horizon.peak, strip);
    floats_store(ridge->peak, horizon.peak);
    ridge_save(run, 0, index, horizon.peak);
    horizon_save(&horizon, run, index);
}

static inline void near_judge(Run *run, const Near *near, int r, long v)
{
    const Wedge *wedge = run->wedge;
    const SweepRow *row = &run->rows[r];
    const double u = row->u, dv = (double)v - wedge->v;
    const long any_bin = (long)((dv / u + 1.0) * sweep_bins(0));
    const long bin = any_bin < 0 ? 0 : any_bin >= SWEEP_BINS ? SWEEP_BINS - 1 : any_bin;
    const long group = bin / BINS, lane = group * LANES + bin % BINS;
    const float ground = row->ground[v * wedge->ground_v];
    const float over = row->surface[v] - ground, target_m = (float)wedge->target_m;
    const double drop = wedge->drop_per_m *
                        (wedge->row_m * wedge->row_m * u * u + wedge->v_m * wedge->v_m * dv * dv);
    const float slope = (float)(((double)ground + wedge->target_m - wedge->eye_m - drop) / u);
    const bool buried = wedge->apart && over >= target_m - wedge->margin_m;
    const Doubt doubt = {slope, (int32_t)v, (int32_t)(bin % BINS), r, buried};

    if (!run->sweep->alive[group] || !relief_is_data(ground) || slope < near->lower[r][lane] ||
        (wedge->apart && over > target_m + wedge->margin_m) ||
        (wedge->windowed && !wedge_in_window(wedge, r, v, 1)))
        return;
    if (slope >= near->upper[r][lane] && !buried)
        put_bits(wedge, row->bits, v, 1);
    else
        doubts_add(run->sweep, wedge, group, &doubt);
}

LANE void near_block(Run *run, int rows, const int kind)
{
    Near near;

    for (long index = run->from; index < run->to; index++)
        if (run->sweep->alive[index])
            near_raise(run, &near, index, rows, kind);
    for (int r = 0; r < rows; r++)
        for (long v = run->rows[r].first; v <= run->rows[r].last; v++)
            near_judge(run, &near, r, v);
}

/* --- the other blocks ----------------------------------------------------------------- */

/* Which of a group's tasks in this block can change anything; its death, if nothing ever will. */
LANE int group_tasks(Run *run, long block, long index)
{
    Sweep *sweep = run->sweep;
    const size_t at = sweep->block_groups[block] + (size_t)index;
    const Floats lower = floats_load(sweep->lower + index * LANES);
    int tasks = 0;

    if (!mask_bits(floats_le(lower, floats_set(sweep->beyond_most[at])))) {
        sweep->alive[index] = 0;
        return 0;
    }
    if (mask_bits(floats_le(lower, floats_set(sweep->surface_most[at]))))
        tasks |= DO_HORIZON;
    if (mask_bits(floats_le(lower, floats_set(sweep->target_most[at]))))
        tasks |= DO_TARGETS;
    return tasks;
}

/* Ask for what the group will read in the next block: its samples lie in other pages, too
 * scattered for the processor to foresee. */
LANE void prefetch_next(const Run *run, const Group *group)
{
    const Wedge *wedge = run->wedge;
    const double u = run->rows[0].u + SWEEP_BLOCK;
    const double first = (double)(group->index * BINS) / sweep_bins(run->level) - 1.0;
    const float *row = run->rows[0].surface + wedge->way * SWEEP_BLOCK * wedge->stride;
    int64_t ray = (int64_t)((wedge->v + first * u) * 0x1p23);

    for (int r = 0; r < SWEEP_BLOCK; r++) {
        __builtin_prefetch(row + (ray >> FRACTION) + LANES / 2);
        ray += group->step;
        row += wedge->way * wedge->stride;
    }
}

LANE long far_block(Run *run, long block, int rows, const Variant variant)
{
    long alive = 0;

    for (long index = run->from; index < run->to; index++) {
        Group group;
        int tasks;
        if (!run->sweep->alive[index])
            continue;
        tasks = group_tasks(run, block, index);
        if (!run->sweep->alive[index])
            continue;
        alive++;
        group = group_of(run, block, index);
        prefetch_next(run, &group);
        if (!tasks)
            continue;
        if (tasks == (DO_HORIZON | DO_TARGETS))
            group_walk(run, &group, rows, DO_HORIZON | DO_TARGETS, variant);
        else if (tasks == DO_TARGETS)
            group_walk(run, &group, rows, DO_TARGETS, variant);
        else
            group_walk(run, &group, rows, DO_HORIZON, variant);
    }
    return alive;
}

LANE void run_blocks(Run *run, const Variant variant)
{
    groups_begin(run);
    bounds_lay(run->sweep, run->wedge, run->blocks, (GroupRange){run->from, run->to});
    for (long block = 0; block < run->blocks; block++) {
        const long first = block * SWEEP_BLOCK, left = run->wedge->rows - first;
        const int rows = left < SWEEP_BLOCK ? (int)left : SWEEP_BLOCK;
        while (run->level < run->sweep->block_level[block])
            groups_split(run);
        for (int r = 0; r < rows; r++)
            row_lay(&run->rows[r], run->wedge, sweep_bins(run->level), first + r);
        block_clear(run, block);
        if (block == 0)
            near_block(run, rows, variant.kind);
        else if (!far_block(run, block, rows, variant))
            break;
    }
    groups_settle(run);
}

void SWEEP_RUN(Sweep *sweep, const Wedge *wedge)
{
    Run run = {
        .sweep = sweep, .wedge = wedge, .blocks = (wedge->rows + SWEEP_BLOCK - 1) / SWEEP_BLOCK};

    const int kind = wedge->nodata              ? KIND_HOLES
                     : wedge->drop_per_m != 0.0 ? KIND_CURVED
                                                : KIND_FLAT;

#ifdef SWEEP_ONE_BODY
    run_blocks(&run, (Variant){kind, wedge->apart});
#else
    if (kind == KIND_HOLES && wedge->apart)
        run_blocks(&run, (Variant){KIND_HOLES, true});
    else if (kind == KIND_HOLES)
        run_blocks(&run, (Variant){KIND_HOLES, false});
    else if (kind == KIND_CURVED && wedge->apart)
        run_blocks(&run, (Variant){KIND_CURVED, true});
    else if (kind == KIND_CURVED)
        run_blocks(&run, (Variant){KIND_CURVED, false});
    else if (wedge->apart)
        run_blocks(&run, (Variant){KIND_FLAT, true});
    else
        run_blocks(&run, (Variant){KIND_FLAT, false});
#endif
}

#endif
