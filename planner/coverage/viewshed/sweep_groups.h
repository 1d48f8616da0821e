/* sweep_groups.h - the groups of bins of a sweep under way: entered, split, walked through a block.
 *
 * Included by sweep_body.h once an instruction set.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SWEEP_GROUPS_H
#define PLANNER_COVERAGE_VIEWSHED_SWEEP_GROUPS_H

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
    const double round = sqrt(left > 0.0 ? left : 0.0) * wedge->cells_a_metre;
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
    const double bin = 1.0 / bins; /* exact: a power of two */
    const long index = wedge->row + wedge->way * k;
    const double u = wedge->first_u + (double)k, inv_u = 1.0 / u, margin = (double)wedge->margin_m;
    const double drop = wedge->drop_per_m, row_m2 = wedge->row_m * wedge->row_m;
    const double v_m2 = wedge->v_m * wedge->v_m;
    /* Within a bin m^2 varies by 2 / bins, between two nodes the drop is not straight. */
    const double bend = drop * (2.0 * v_m2 * u + row_m2 + v_m2);
    const uint64_t width = (uint64_t)(u * bin * 0x1p28);

    row->u = u;
    row->inv_u = (float)inv_u;
    row->above = (float)((margin + bend - wedge->eye_m) * inv_u);
    row->below = (float)((-margin - bend - wedge->eye_m) * inv_u);
    row->target = (float)((wedge->target_m - wedge->eye_m) * inv_u - drop * row_m2 * u);
    row->drop_u = (float)(drop * u);
    row->drop_v = (float)(drop * v_m2 * inv_u);
    row->inside = (float)(1.0 - u * bin - 1e-6);
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

/* No doubt of this level is left. */
static void groups_settle(const Run *run)
{
    for (long group = run->from; group < run->to; group++)
        if (run->sweep->doubts[group].count)
            doubts_answer(run->sweep, run->wedge, group);
}

/* Each bin becomes two. */
static void groups_split(Run *run)
{
    Sweep *sweep = run->sweep;

    groups_settle(run);
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
    group.abs_m = floats_load(sweep->abs_m + sweep->level_lanes[run->level] + index * LANES);
    group.rest_m = floats_sub(floats_set(1.0f), group.abs_m);
    group.drop = floats_mul_add(floats_mul(group.abs_m, group.abs_m), floats_set(v_m * v_m),
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

/* What a block left in doubt waits for its answers. */
static void doubts_gather(Run *run, const Group *group, const Doubts *doubts)
{
    for (unsigned rows = doubts->any; rows; rows &= rows - 1) {
        const int r = __builtin_ctz(rows);
        for (unsigned cells = doubts->rows[r].cells; cells; cells &= cells - 1) {
            const int i = __builtin_ctz(cells);
            const Doubt doubt = {doubts->rows[r].slope[i], (int32_t)(doubts->rows[r].v + i),
                                 doubts->rows[r].bin[i], (int32_t)(group->block * SWEEP_BLOCK + r),
                                 (doubts->rows[r].buried >> i & 1) != 0};
            doubts_add(run->sweep, run->wedge, group->index, &doubt);
        }
    }
}

/* The last lane is no bin. */
LANE void ridge_save(Run *run, long block, long group, Floats peak)
{
    const Floats bins = floats_pick(floats_ge(floats_of(ints_count()), floats_set(BINS)),
                                    floats_set(SWEEP_NEVER), peak);

    run->sweep->ridge_most[run->sweep->block_groups[block] + (size_t)group] = floats_most(bins);
}

/* One group through `rows` rows of a block. */
LANE void group_walk(Run *run, const Group *group, int rows, const int what, const Variant variant)
{
    Horizon horizon = horizon_of(run, group->index, run->rows[0].u);
    SweepRidge *ridge =
        what & DO_HORIZON ? sweep_ridge(run->sweep, group->block, group->index) : NULL;
    const bool across = variant.apart && run->wedge->ground_v != 1;
    TurnedGround turned;
    Doubts doubts;
    const Judge judge = {run->wedge, group, across ? &turned : NULL, &doubts, variant};

    if (across && what & DO_TARGETS)
        ground_turn(&turned, run->wedge, run->rows, horizon.ray,
                    horizon.ray + (SWEEP_BLOCK - 1) * group->step);
    doubts.any = 0;
    for (int r = 0; r < rows; r++) {
        if (what & DO_TARGETS)
            horizon_judge(&horizon, &judge, &run->rows[r], r);
        if (what & DO_HORIZON)
            floats_store(ridge->rows[r],
                         horizon_raise(&horizon, group, &run->rows[r], variant.kind));
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
        doubts_gather(run, group, &doubts);
}

#endif
