/* sweep_rows.h - one group of bins through the rows of one block: the innermost loop.
 *
 * Included by sweep_body.h once an instruction set. A group is told apart by `kind` and
 * `apart` at compile time: what a flat earth, a raster without holes and one surface need not
 * pay for is left out. Bounds on the horizon by one row, docs/method.md:
 *   upper: the row at both rays of the bin, the node between them, and, for the crossings of the
 * lines along v, each node whose line a ray crosses within a row of it; lower: the least of the row
 * at both rays and at the node between them.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SWEEP_ROWS_H
#define PLANNER_COVERAGE_VIEWSHED_SWEEP_ROWS_H

#include <math.h>
#include <string.h>

#include "planner/coverage/viewshed/relief_parts.h"
#include "planner/coverage/viewshed/sweep.h"

enum { BINS = LANES - 1, FRACTION = 23, BIN_FRACTION = 26 };
enum { KIND_FLAT, KIND_CURVED, KIND_HOLES }; /* each does what the one before it does, too */

/* What a sweep need not pay for is left out; known where it is compiled, but for SWEEP_ONE_BODY. */
typedef struct {
    int kind;
    bool apart; /* the ground is not the surface */
} Variant;

enum { DO_HORIZON = 1, DO_TARGETS = 2 };

/* A group in a block: what its rows share. */
typedef struct {
    long block, index;
    Floats abs_m, rest_m;    /* |m| and 1 - |m| of each ray */
    Floats drop;             /* row_m^2 + m^2 v_m^2 of each ray */
    int64_t step, next_step; /* a row moves its first ray and the next group's: 2^-23 cells */
    bool on_edge;
} Group;

/* What changes from row to row. */
typedef struct {
    Floats upper, lower, peak;
    int64_t ray, next_ray; /* the group's first ray, and the next group's: 2^-23 cells */
} Horizon;

/* What a block's rows leave in doubt, gathered once the block is walked, so that walking it is not
 * interrupted. By row, then lane: cells from v on. */
typedef struct {
    unsigned any; /* rows that left some */
    struct {
        _Alignas(64) float slope[LANES];
        int32_t bin[LANES];
        long v;
        unsigned cells, buried;
    } rows[SWEEP_BLOCK];
} Doubts;

/* The horizon takes in a row. Returns the upper bounds of the row alone. */
LANE Floats horizon_raise(Horizon *horizon, const Group *group, const SweepRow *row, const int kind)
{
    const long at = horizon->ray >> FRACTION;
    const Ints where =
        ints_add(ints_set((int32_t)(horizon->ray & 0x7fffff)), ints_load(row->ray_step));
    const Ints sample = ints_right(where, FRACTION);
    const Floats part = floats_fraction(where);
    const Floats z0 = floats_look_at(row->surface + at, sample);
    const Floats z1 = floats_look_at(row->surface + at + 1, sample);
    const Floats height = floats_mul_add(part, floats_sub(z1, z0), z0);
    const Mask inside = floats_ge(part, floats_set(row->inside));
    Floats most = floats_max_if(floats_le(part, group->abs_m), height, z0);
    Floats least = height, above = floats_set(row->above), below = floats_set(row->below);
    Floats high, low;

    most = floats_max_if(floats_ge(part, group->rest_m), most, z1);
    if (kind == KIND_HOLES) {
        const Floats hole = floats_set(-1e29f), thin = floats_set(0x1p-20f);
        const Mask off = mask_or(
            mask_or(floats_le(z0, hole), floats_le(z1, hole)),
            mask_or(floats_le(part, thin), floats_ge(part, floats_sub(floats_set(1.0f), thin))));
        least = floats_pick(off, floats_set(RELIEF_NODATA), height);
    }
    most = floats_max(most, floats_next(most));
    least = floats_min(least, floats_next(least));
    most = floats_max_if(inside, most, z1);
    least = floats_min_if(inside, least, z1);
    if (kind >= KIND_CURVED) {
        above = floats_sub_mul(floats_set(row->drop_u), group->drop, above);
        below = floats_sub_mul(floats_set(row->drop_u), group->drop, below);
    }
    high = floats_mul_add(most, floats_set(row->inv_u), above);
    low = floats_mul_add(least, floats_set(row->inv_u), below);
    horizon->peak = floats_max(horizon->peak, high);
    horizon->upper = floats_max(horizon->upper, high);
    horizon->lower = floats_max(horizon->lower, low);
    return high;
}

LANE void put_bits(const Wedge *wedge, uint8_t *row, long v, uint32_t bits)
{
    const long at = v - wedge->out.first_v;
    uint32_t word;

    memcpy(&word, row + (at >> 3), sizeof word);
    word |= bits << (at & 7);
    memcpy(row + (at >> 3), &word, sizeof word);
}

/* The ground of a group's cells in a block's rows, where a wedge along the raster's columns finds
 * it lying across: turned once a block. */
typedef struct {
    long first_v;
    _Alignas(64) float rows[SWEEP_BLOCK][4 * 8 + LANES];
} TurnedGround;

/* `ray` is the group's first ray at the block's row 0, `last_ray` at its last row. */
LANE void ground_turn(TurnedGround *turned, const Wedge *wedge, const SweepRow *rows, int64_t ray,
                      int64_t last_ray)
{
    const bool back = wedge->way < 0;
    const float *from = rows[0].ground - (back ? SWEEP_BLOCK - 1 : 0);

    turned->first_v = (ray < last_ray ? ray : last_ray) >> FRACTION;
    for (int tile = 0; tile < 4; tile++) {
        const long v = turned->first_v + tile * 8;
        if (back)
            floats_turn(from + v * wedge->ground_v, wedge->ground_v,
                        turned->rows[SWEEP_BLOCK - 1] + tile * 8,
                        -(long)(sizeof turned->rows[0] / sizeof(float)));
        else
            floats_turn(from + v * wedge->ground_v, wedge->ground_v, turned->rows[0] + tile * 8,
                        (long)(sizeof turned->rows[0] / sizeof(float)));
    }
}

/* The ground of LANES cells from v on. */
LANE Floats ground_at(const SweepRow *row, const TurnedGround *turned, int r, long v)
{
    return floats_load_any(turned ? turned->rows[r] + (v - turned->first_v) : row->ground + v);
}

/* What judges the targets of a group's rows. */
typedef struct {
    const Wedge *wedge;
    const Group *group;
    const TurnedGround *turned; /* NULL: the ground lies along the rows, as the surface does */
    Doubts *doubts;
    Variant variant;
} Judge;

/* Targets from v on, a bit each. */
typedef struct {
    unsigned seen, doubt, buried; /* buried: perhaps, by their own surface */
} Verdict;

/* How steep the targets on `ground` stand. */
LANE Floats target_slope(const Judge *judge, const SweepRow *row, long v, Floats ground)
{
    const Floats slope = floats_mul_add(ground, floats_set(row->inv_u), floats_set(row->target));
    Floats along;

    if (judge->variant.kind == KIND_FLAT)
        return slope;
    along = floats_add(floats_of(ints_count()), floats_set((float)((double)v - judge->wedge->v)));
    return floats_sub_mul(floats_mul(along, along), floats_set(row->drop_v), slope);
}

/* A surface above its own target is a roof; one near it is doubtful. */
LANE void leave_out_roofs(const Judge *judge, const SweepRow *row, long v, Floats ground,
                          Verdict *verdict)
{
    const float target_m = (float)judge->wedge->target_m, margin_m = judge->wedge->margin_m;
    const Floats over = floats_sub(floats_load_any(row->surface + v), ground);
    const unsigned roof = ~mask_bits(floats_le(over, floats_set(target_m + margin_m)));

    verdict->buried = mask_bits(floats_ge(over, floats_set(target_m - margin_m)));
    verdict->doubt = (verdict->doubt | (verdict->seen & verdict->buried)) & ~roof;
    verdict->seen &= ~verdict->buried;
}

LANE void doubts_note(Doubts *doubts, int r, long v, const Verdict *verdict)
{
    doubts->rows[r].v = v;
    doubts->rows[r].cells = verdict->doubt;
    doubts->rows[r].buried = verdict->buried;
    doubts->any |= (unsigned)(verdict->doubt != 0) << r;
}

/* The targets of row `r` that stand in the group's bins, before the row hides anything. */
LANE void horizon_judge(const Horizon *horizon, const Judge *judge, const SweepRow *row, int r)
{
    const int64_t whole = (int64_t)1 << FRACTION;
    const long v = (horizon->ray + whole - 1) >> FRACTION;
    const long beyond = (horizon->next_ray + whole - 1) >> FRACTION;
    const long from = v < row->first ? row->first : v;
    const long to = beyond - 1 > row->last ? row->last : beyond - 1;
    const uint64_t part = (uint64_t)(v * whole - horizon->ray);
    const Ints first_bin = ints_set((int32_t)(part * row->bins_a_cell >> FRACTION));
    const Ints bin =
        ints_min(ints_right(ints_add(first_bin, ints_load(row->bin_step)), BIN_FRACTION),
                 ints_set(BINS - 1));
    Verdict verdict = {0, 0, 0};
    Floats ground, slope;
    uint32_t cells;

    if (from > to)
        return;
    cells = (0xffffffffu << (from - v)) & (0xffffffffu >> (31 - (to - v)));
    ground = judge->variant.apart ? ground_at(row, judge->turned, r, v)
                                  : floats_load_any(row->surface + v);
    slope = target_slope(judge, row, v, ground);
    verdict.seen = mask_bits(floats_ge(slope, floats_look(horizon->upper, bin)));
    verdict.doubt =
        mask_bits(floats_ge(slope, floats_look(horizon->lower, bin))) & ~verdict.seen & cells;
    verdict.seen &= cells;
    if (!(verdict.seen | verdict.doubt))
        return;
    if (judge->variant.apart)
        leave_out_roofs(judge, row, v, ground, &verdict);
    if (judge->group->on_edge && (verdict.seen | verdict.doubt)) {
        cells = wedge_in_window(judge->wedge, judge->group->block * SWEEP_BLOCK + r, v,
                                verdict.seen | verdict.doubt);
        verdict.seen &= cells;
        verdict.doubt &= cells;
    }
    put_bits(judge->wedge, row->bits, v, verdict.seen);
    floats_store(judge->doubts->rows[r].slope, slope);
    ints_store(judge->doubts->rows[r].bin, bin);
    doubts_note(judge->doubts, r, v, &verdict);
}

#endif
