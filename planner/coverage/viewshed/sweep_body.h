/* sweep_body.h - a sweep, compiled once an instruction set.
 *
 * A sweep_<set>.c includes its lanes_<set>.h, names SWEEP_RUN and includes this. With
 * SWEEP_ONE_BODY what a flat earth does not need is passed over when it runs, not when it is
 * compiled: less code.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SWEEP_BODY_H
#define PLANNER_COVERAGE_VIEWSHED_SWEEP_BODY_H

#include "planner/coverage/viewshed/sweep_bounds.h"
#include "planner/coverage/viewshed/sweep_doubts.h"
#include "planner/coverage/viewshed/sweep_rows.h"

/* A sweep under way. Groups [from, to) of the level are all that the view holds. */
typedef struct {
    Sweep *sweep;
    const Wedge *wedge;
    long blocks;
    int level;
    long from, to;
    SweepRow rows[SWEEP_BLOCK];
} Run;

/* --- rows ----------------------------------------------------------------------------- */

/* wedge_row_reach(), without asking where no cell is near the bound. */
LANE void row_reach(SweepRow *row, const Wedge *wedge, long k)
{
    const double u = row->u, depth_m = u * wedge->row_m, range_m = wedge->field->range_m;
    const double left = range_m * range_m - depth_m * depth_m;
    const double round = sqrt(left > 0.0 ? left : 0.0) / wedge->v_m;
    const double reach = round < u ? round : u;
    const double from = wedge->v - reach, to = wedge->v + reach;
    const long below_from = (long)from, below_to = (long)to; /* no less than the window's pad */
    const double part_from = from - (double)below_from, part_to = to - (double)below_to;

    if (from < 1.0 || part_from < 1e-6 || part_from > 1.0 - 1e-6 || part_to < 1e-6 ||
        part_to > 1.0 - 1e-6) {
        wedge_row_reach(wedge, k, &row->first, &row->last);
        return;
    }
    row->first = below_from + 1 > wedge->low_v ? below_from + 1 : wedge->low_v;
    row->last = below_to < wedge->high_v ? below_to : wedge->high_v;
}

LANE void row_lay(SweepRow *row, const Wedge *wedge, double bins, long k)
{
    const long index = wedge->row + wedge->way * k;
    const double u = wedge->first_u + (double)k, inv_u = 1.0 / u, margin = (double)wedge->margin_m;
    const double drop = wedge->drop_per_m, row_m2 = wedge->row_m * wedge->row_m;
    const double v_m2 = wedge->v_m * wedge->v_m;
    /* Within a bin m^2 varies by 2 / bins, between two nodes the drop is not straight. */
    const double bend = drop * (2.0 * v_m2 * u + row_m2 + v_m2);
    const uint64_t width = (uint64_t)(u / bins * 0x1p28);

    row->u = u;
    row->inv_u = (float)inv_u;
    row->above = (float)((margin + bend - wedge->eye_m) * inv_u);
    row->below = (float)((-margin - bend - wedge->eye_m) * inv_u);
    row->target = (float)((wedge->target_m - wedge->eye_m) * inv_u - drop * row_m2 * u);
    row->drop_u = (float)(drop * u);
    row->drop_v = (float)(drop * v_m2 * inv_u);
    row->inside = (float)(1.0 - u / bins - 1e-6);
    row->bins_a_cell = k < SWEEP_BLOCK ? 0 : (uint64_t)(bins * inv_u * 0x1p26);
    ints_store(row->ray_step,
               ints_right(ints_mul(ints_count(), ints_set((int32_t)width)), 28 - FRACTION));
    ints_store(row->bin_step, ints_mul(ints_count(), ints_set((int32_t)row->bins_a_cell)));
    row->surface = wedge->surface + index * wedge->stride;
    row->ground = wedge->ground + index * wedge->ground_row;
    row->bits = wedge->out.bits + (index - wedge->out.first_row) * wedge->out.row_bytes;
    row_reach(row, wedge, k);
}

/* --- groups --------------------------------------------------------------------------- */

/* Hide the last lane, which is no bin, and the bins beyond the wedge. */
LANE void hide_beyond(double bins_left, Floats *upper, Floats *lower)
{
    const float last = bins_left < BINS ? (float)bins_left + 0.5f : (float)BINS;
    const Mask off = floats_ge(floats_of(ints_count()), floats_set(last));

    *upper = floats_pick(off, floats_set(SWEEP_ALWAYS), *upper);
    *lower = floats_pick(off, floats_set(SWEEP_ALWAYS), *lower);
}

/* Hide the bins that are in no window. */
static void hide_outside(const Wedge *wedge, double left_m, double bins, Floats *upper,
                         Floats *lower)
{
    _Alignas(64) float up[LANES], low[LANES];

    floats_store(up, *upper);
    floats_store(low, *lower);
    for (int lane = 0; lane < LANES; lane++) {
        const double left = left_m + (double)lane / bins, right = left + 1.0 / bins;
        bool in = false;
        for (int w = 0; w < wedge->windows; w++)
            in |= wedge->low_m[w] <= right + 1e-9 && wedge->high_m[w] >= left - 1e-9;
        if (!in)
            up[lane] = low[lane] = SWEEP_ALWAYS;
    }
    *upper = floats_load(up);
    *lower = floats_load(low);
}

/* Is a group in the view: 0 no, 1 yes, 2 on an edge of the window. What lies outside is hidden. */
static inline uint8_t group_enter(const Run *run, long group, Floats *upper, Floats *lower)
{
    const Wedge *wedge = run->wedge;
    const double bins = sweep_bins(run->level);
    const double left = (double)(group * BINS) / bins - 1.0, right = left + BINS / bins;
    bool in = false, whole = false;

    hide_beyond((1.0 - left) * bins, upper, lower);
    if (left > 1.0 || !wedge->windowed)
        return left <= 1.0;
    for (int w = 0; w < wedge->windows; w++) {
        in |= wedge->low_m[w] <= right + 1e-9 && wedge->high_m[w] >= left - 1e-9;
        whole |= wedge->low_m[w] < left - 1e-9 && wedge->high_m[w] > right + 1e-9;
    }
    if (in && !whole)
        hide_outside(wedge, left, bins, upper, lower);
    return whole ? 1 : in ? 2 : 0;
}

/* The groups of level 0, with what the lines nearest the eye hide in the strip before row 0. */
static void groups_begin(Run *run)
{
    Sweep *sweep = run->sweep;
    const Strip right = strip_of(run->wedge, 1), left = strip_of(run->wedge, -1);

    run->level = 0;
    run->from = sweep->groups;
    run->to = 0;
    for (long group = 0; group < sweep->groups; group++) {
        Floats upper = floats_set(SWEEP_NEVER), lower = floats_set(SWEEP_NEVER);
        sweep->alive[group] = group_enter(run, group, &upper, &lower);
        if (!sweep->alive[group])
            continue;
        upper = floats_max(upper,
                           floats_max(strip_most(&right, 1, group), strip_most(&left, -1, group)));
        floats_store(sweep->upper + group * LANES, upper);
        floats_store(sweep->lower + group * LANES, lower);
        run->from = group < run->from ? group : run->from;
        run->to = group + 1;
    }
}

/* Each bin becomes two. */
static void groups_split(Run *run)
{
    Sweep *sweep = run->sweep;

    run->level++;
    for (long group = run->to - 1; group >= run->from; group--) {
        const Floats upper = floats_load(sweep->upper + group * LANES);
        const Floats lower = floats_load(sweep->lower + group * LANES);
        const bool alive = sweep->alive[group] != 0;
        for (int half = 1; half >= 0; half--) {
            const long child = 2 * group + half;
            Floats up = floats_double(upper, half), low = floats_double(lower, half);
            sweep->alive[child] = alive ? group_enter(run, child, &up, &low) : 0;
            floats_store(sweep->upper + child * LANES, up);
            floats_store(sweep->lower + child * LANES, low);
        }
    }
    run->from *= 2;
    run->to *= 2;
}

LANE Group group_of(const Run *run, long block, long index)
{
    const Sweep *sweep = run->sweep;
    const int64_t bins = (int64_t)sweep_bins(run->level), unit = ((int64_t)1 << FRACTION) / bins;
    const float v_m = (float)run->wedge->v_m, row_m = (float)run->wedge->row_m;
    Group group = {.block = block, .index = index, .on_edge = sweep->alive[index] == 2};

    group.step = (index * BINS - bins) * unit;
    group.next_step = group.step + BINS * unit;
    group.cosine = floats_load(sweep->cosine + sweep->level_lanes[run->level] + index * LANES);
    group.sine = floats_sub(floats_set(1.0f), group.cosine);
    group.drop = floats_mul_add(floats_mul(group.cosine, group.cosine), floats_set(v_m * v_m),
                                floats_set(row_m * row_m));
    return group;
}

LANE Horizon horizon_of(const Run *run, long index, double u)
{
    const double bins = sweep_bins(run->level), v = run->wedge->v;
    const double first = (double)(index * BINS) / bins - 1.0;
    const double next = (double)((index + 1) * BINS) / bins - 1.0;

    return (Horizon){.upper = floats_load(run->sweep->upper + index * LANES),
                     .lower = floats_load(run->sweep->lower + index * LANES),
                     .peak = floats_set(SWEEP_NEVER),
                     .ray = (int64_t)floor((v + first * u) * 0x1p23),
                     .next_ray = (int64_t)floor((v + next * u) * 0x1p23)};
}

LANE void horizon_save(const Horizon *horizon, Run *run, long index)
{
    floats_store(run->sweep->upper + index * LANES, horizon->upper);
    floats_store(run->sweep->lower + index * LANES, horizon->lower);
}

static void ask_doubts(Run *run, const Doubts *doubts, long block, long group)
{
    Asked asked;

    asked.wedge = run->wedge;
    asked.block = block;
    asked.group = group;
    asked_lay(&asked, doubts);
    asked_answer(run->sweep, &asked);
    for (int i = 0; i < asked.count; i++)
        put_bits(run->wedge, run->rows[asked.row[i]].bits, asked.v[i], asked.seen[i]);
    run->sweep->doubts += (size_t)asked.count;
}

/* The last lane is no bin. */
LANE void ridge_save(Run *run, long block, long group, Floats peak)
{
    const Floats bins = floats_pick(floats_ge(floats_of(ints_count()), floats_set(BINS)),
                                    floats_set(SWEEP_NEVER), peak);

    run->sweep->ridge_most[run->sweep->block_groups[block] + (size_t)group] = floats_most(bins);
}

/* One group through `rows` rows of a block. */
LANE void group_walk(Run *run, const Group *group, int rows, const int what, const int kind,
                     const int apart)
{
    Horizon horizon = horizon_of(run, group->index, run->rows[0].u);
    SweepRidge *ridge =
        what & DO_HORIZON ? sweep_ridge(run->sweep, group->block, group->index) : NULL;
    const bool across = apart && run->wedge->ground_v != 1;
    TurnedGround turned;
    const TurnedGround *lying = across ? &turned : NULL;
    Doubts doubts;

    if (across && what & DO_TARGETS)
        ground_turn(&turned, run->wedge, run->rows, horizon.ray,
                    horizon.ray + (SWEEP_BLOCK - 1) * group->step);
    doubts.any = 0;
    for (int r = 0; r < rows; r++) {
        if (what & DO_TARGETS)
            horizon_judge(&horizon, group, run->wedge, &run->rows[r], lying, &doubts, r, kind,
                          apart);
        if (what & DO_HORIZON)
            floats_store(ridge->rows[r], horizon_raise(&horizon, group, &run->rows[r], kind));
        horizon.ray += group->step;
        horizon.next_ray += group->next_step;
    }
    for (int r = rows; what & DO_HORIZON && r < SWEEP_BLOCK; r++)
        floats_store(ridge->rows[r], floats_set(SWEEP_NEVER));
    if (what & DO_HORIZON) {
        floats_store(ridge->peak, horizon.peak);
        ridge_save(run, group->block, group->index, horizon.peak);
        horizon_save(&horizon, run, group->index);
    }
    if (doubts.any)
        ask_doubts(run, &doubts, group->block, group->index);
}

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

/* One doubt of the first block. */
static bool near_asked(Run *run, int r, const Doubt *doubt, long group)
{
    Asked asked;

    asked.wedge = run->wedge;
    asked.block = 0;
    asked.group = group;
    asked.count = 1;
    asked.height[0] = doubt->slope;
    asked.bin[0] = doubt->bin;
    asked.v[0] = doubt->v;
    asked.row[0] = r;
    asked.buried[0] = doubt->buried;
    asked_answer(run->sweep, &asked);
    return asked.seen[0];
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
    const Doubt doubt = {slope, (int32_t)v, (int32_t)(bin % BINS), buried};

    if (!run->sweep->alive[group] || !relief_is_data(ground) || slope < near->lower[r][lane] ||
        (wedge->apart && over > target_m + wedge->margin_m) ||
        (wedge->windowed && !wedge_in_window(wedge, r, v, 1)))
        return;
    if ((slope >= near->upper[r][lane] && !buried) || near_asked(run, r, &doubt, group))
        put_bits(wedge, row->bits, v, 1);
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

LANE long far_block(Run *run, long block, int rows, const int kind, const int apart)
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
            group_walk(run, &group, rows, DO_HORIZON | DO_TARGETS, kind, apart);
        else if (tasks == DO_TARGETS)
            group_walk(run, &group, rows, DO_TARGETS, kind, apart);
        else
            group_walk(run, &group, rows, DO_HORIZON, kind, apart);
    }
    return alive;
}

LANE void run_blocks(Run *run, const int kind, const int apart)
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
            near_block(run, rows, kind);
        else if (!far_block(run, block, rows, kind, apart))
            break;
    }
}

void SWEEP_RUN(Sweep *sweep, const Wedge *wedge)
{
    Run run = {
        .sweep = sweep, .wedge = wedge, .blocks = (wedge->rows + SWEEP_BLOCK - 1) / SWEEP_BLOCK};

#ifdef SWEEP_ONE_BODY
    run_blocks(&run,
               wedge->nodata              ? KIND_HOLES
               : wedge->drop_per_m != 0.0 ? KIND_CURVED
                                          : KIND_FLAT,
               wedge->apart);
#else
    if (wedge->nodata && wedge->apart)
        run_blocks(&run, KIND_HOLES, 1);
    else if (wedge->nodata)
        run_blocks(&run, KIND_HOLES, 0);
    else if (wedge->drop_per_m != 0.0 && wedge->apart)
        run_blocks(&run, KIND_CURVED, 1);
    else if (wedge->drop_per_m != 0.0)
        run_blocks(&run, KIND_CURVED, 0);
    else if (wedge->apart)
        run_blocks(&run, KIND_FLAT, 1);
    else
        run_blocks(&run, KIND_FLAT, 0);
#endif
}

#endif
