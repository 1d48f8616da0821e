/* sweep_doubts.h - the few cells that a group leaves in doubt in a block, asked all together.
 *
 * Included by sweep_body.h once an instruction set. Doubts fill the lanes of a vector and ask each
 * ridge as steep as they are, row by row: their lines of sight cross a row within the group's few
 * cells, so its samples come from two loads, as they do for the horizon. Arithmetic here is in
 * floats, reckoned from the eye's cell; what is nearer to a decision than it errs is decided by
 * doubt.h in double, compiled once for all.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SWEEP_DOUBTS_H
#define PLANNER_COVERAGE_VIEWSHED_SWEEP_DOUBTS_H

#include "planner/coverage/viewshed/doubt.h"
#include "planner/coverage/viewshed/sweep_rows.h"

/* Positions in floats err by less than this part of a cell, and of the distance from the eye. */
#define ERR_PART 0x1p-21f
#define ERR_CELL 0x1p-20f

enum { DOUBTS_MOST = SWEEP_BLOCK * LANES };

/* The doubts of one group in one block, and their lines of sight: at distance u a line stands
 * slope u + bend u^2 above the eye. */
typedef struct {
    const Wedge *wedge;
    long block, group;
    int count;
    int32_t v[DOUBTS_MOST], row[DOUBTS_MOST];
    uint8_t buried[DOUBTS_MOST], seen[DOUBTS_MOST];
    /* Whole vectors; the last is filled up with doubts that ask nobody. `height`: the slope judged.
     */
    _Alignas(64) float height[DOUBTS_MOST];
    _Alignas(64) int32_t bin[DOUBTS_MOST];
    _Alignas(64) float distance[DOUBTS_MOST];
    _Alignas(64) float m[DOUBTS_MOST];
    _Alignas(64) float inv_m[DOUBTS_MOST];
    _Alignas(64) float slope[DOUBTS_MOST];
    _Alignas(64) float bend[DOUBTS_MOST];
    long origin_v; /* the eye's cell along v, and where in that cell the eye stands */
    float part_v;
    double left_m; /* the group's first ray */
} Asked;

/* One of them. */
typedef struct {
    float slope;
    int32_t v, bin;
    bool buried;
} Doubt;

/* --- what is asked -------------------------------------------------------------------- */

/* Lay out the doubts of a block's rows one by one. */
static inline void asked_lay(Asked *asked, const Doubts *doubts)
{
    int count = 0;

    for (unsigned rows = doubts->any; rows; rows &= rows - 1) {
        const int r = __builtin_ctz(rows);
        for (unsigned cells = doubts->rows[r].cells; cells; cells &= cells - 1) {
            const int i = __builtin_ctz(cells);
            asked->height[count] = doubts->rows[r].slope[i];
            asked->bin[count] = doubts->rows[r].bin[i];
            asked->v[count] = (int32_t)(doubts->rows[r].v + i);
            asked->row[count] = r;
            asked->buried[count] = doubts->rows[r].buried >> i & 1;
            count++;
        }
    }
    asked->count = count;
}

/* The lines of sight to all of them. */
static inline void asked_aim(Asked *asked)
{
    const Wedge *wedge = asked->wedge;
    const double row_m2 = wedge->row_m * wedge->row_m, v_m2 = wedge->v_m * wedge->v_m;
    const double first_u = wedge->first_u + (double)(asked->block * SWEEP_BLOCK);
    const double off_v = (double)wedge->v_offset + wedge->eye_v;
    const long row0 = wedge->row + wedge->way * asked->block * SWEEP_BLOCK;
    const float *ground = wedge->ground + row0 * wedge->ground_row;
    const long row_step = wedge->way * wedge->ground_row, v_step = wedge->ground_v;

    asked->origin_v = (long)wedge->v;
    asked->part_v = (float)(wedge->v - (double)asked->origin_v);
    for (int i = 0; i < asked->count; i++) {
        const double u = first_u + (double)asked->row[i], inverse = 1.0 / u;
        const double dv = (double)asked->v[i] - off_v;
        const double height = (double)ground[asked->row[i] * row_step + asked->v[i] * v_step];
        const double drop_m = wedge->drop_per_m * (u * u * row_m2 + dv * dv * v_m2);
        asked->distance[i] = (float)u;
        asked->m[i] = (float)(dv * inverse);
        asked->inv_m[i] = (float)(u / dv);
        asked->slope[i] = (float)((height + wedge->target_m - drop_m - wedge->eye_m) * inverse);
        asked->bend[i] = (float)(drop_m * inverse * inverse);
        asked->seen[i] = 1;
    }
    for (int i = asked->count; i % LANES; i++) {
        asked->height[i] = SWEEP_ALWAYS;
        asked->bin[i] = 0;
        asked->distance[i] = asked->m[i] = asked->inv_m[i] = 0.0f;
        asked->slope[i] = asked->bend[i] = 0.0f;
    }
}

/* --- the answers ---------------------------------------------------------------------- */

/* A vector of doubts before one ridge. */
typedef struct {
    const Asked *asked;
    int first;
    Floats m, inv_m, slope, bend, distance;
    unsigned open; /* not yet hidden */
} Askers;

/* A row that they cross. */
typedef struct {
    long k;
    float u;
    const float *samples; /* of the row, from the eye's cell on */
    long left;            /* the whole cell, from there, where the group's first ray crosses */
    Floats v, error;      /* where each crosses, and what that errs by */
} Crossed;

LANE Crossed cross_row(const Askers *askers, long k)
{
    const Asked *asked = askers->asked;
    const Wedge *wedge = asked->wedge;
    const double u = k < 0 ? 0.0 : wedge->first_u + (double)k;
    const long row = wedge->row + wedge->way * k;

    return (Crossed){.k = k,
                     .u = (float)u,
                     .samples = wedge->surface + row * wedge->stride + asked->origin_v,
                     .left = (long)(wedge->v + asked->left_m * u) - asked->origin_v,
                     .v =
                         floats_mul_add(askers->m, floats_set((float)u), floats_set(asked->part_v)),
                     .error = floats_set((float)u * ERR_PART + ERR_CELL)};
}

/* What a vector of crossings says, as bits. */
typedef struct {
    unsigned hides, unsure;
} Said;

/* Segments from a to b, crossed at `part` of them and at distance u. */
LANE Said segments_say(const Askers *askers, const Floats ends[2], Floats part, Floats u)
{
    const Wedge *wedge = askers->asked->wedge;
    const Floats line = floats_mul(u, floats_mul_add(u, askers->bend, askers->slope));
    const Floats rise = floats_sub(ends[1], ends[0]);
    const Floats above = floats_sub(ends[0], floats_set((float)wedge->eye_m));
    const Floats excess = floats_sub(floats_mul_add(part, rise, above), line);
    const Floats steep = floats_add(floats_size(rise), floats_size(askers->slope));
    const Floats error =
        floats_mul_add(floats_mul(steep, floats_set(ERR_PART)), floats_add(u, floats_set(2.0f)),
                       floats_set(wedge->margin_m));
    const unsigned hides = mask_bits(floats_ge(excess, error));
    const unsigned clear = mask_bits(floats_ge(floats_sub(floats_set(0.0f), error), excess));

    return (Said){hides, ~(hides | clear)};
}

/* Only a crossing clear of the samples is sure: at a sample the surface has a kink, and beyond it
 * another segment, which may lack data. */
LANE unsigned near_samples(Floats part, Floats error)
{
    return mask_bits(
        mask_or(floats_le(part, error), floats_ge(part, floats_sub(floats_set(1.0f), error))));
}

/* Lanes whose index no vector of samples holds. */
LANE unsigned out_of_reach(Ints index)
{
    const Floats at = floats_of(index);

    return mask_bits(
        mask_or(floats_le(at, floats_set(-0.5f)), floats_ge(at, floats_set((float)LANES - 0.5f))));
}

/* Ask of `who` the formula that decides, about row k and the strips beside it, or about one line
 * each. Returns those that are hidden. */
static inline unsigned decide(const Askers *askers, unsigned who, long k, const Ints *line)
{
    const Asked *asked = askers->asked;
    _Alignas(64) int32_t at[LANES];
    unsigned hidden = 0;

    if (line)
        ints_store(at, *line);
    for (; who; who &= who - 1) {
        const int i = __builtin_ctz(who);
        const long target_k = asked->block * SWEEP_BLOCK + asked->row[askers->first + i];
        const long v = asked->v[askers->first + i];
        const bool hides =
            line ? doubt_line_hides(asked->wedge, target_k, v, at[i] + asked->origin_v)
                 : doubt_row_hides(asked->wedge, target_k, v, k);
        hidden |= (unsigned)hides << i;
    }
    return hidden;
}

/* Of `who`, those that the row itself hides. */
LANE unsigned row_hides(const Askers *askers, const Crossed *row, unsigned who)
{
    const Ints below = ints_floor(row->v);
    const Ints index = ints_sub(below, ints_set((int32_t)row->left));
    const Floats ends[2] = {floats_look_at(row->samples + row->left, index),
                            floats_look_at(row->samples + row->left + 1, index)};
    const Floats part = floats_sub(row->v, floats_of(below)), u = floats_set(row->u);
    const Said said = segments_say(askers, ends, part, u);
    const unsigned before =
        mask_bits(floats_ge(floats_sub(askers->distance, floats_set(0.5f)), u)) & who;
    const unsigned unsure = said.unsure | out_of_reach(index) | near_samples(part, row->error);
    unsigned hidden = said.hides & ~unsure & before;

    if (unsure & before)
        hidden |= decide(askers, unsure & before, row->k, NULL);
    return hidden;
}

/* Of `who`, those that a line along u hides in the strip between two rows: where a line of sight
 * begins and ends the strip in different whole cells, the line that parts them. */
LANE unsigned strip_hides(const Askers *askers, const Crossed *near, const Crossed *far,
                          unsigned who)
{
    const Floats low = floats_sub(floats_min(near->v, far->v), far->error);
    const Ints line = ints_floor(floats_add(floats_max(near->v, far->v), far->error));
    const Floats parted = floats_sub(floats_of(line), floats_of(ints_floor(low)));
    const unsigned crossed = mask_bits(floats_ge(parted, floats_set(0.5f))) & who;
    const long left = (near->left < far->left ? near->left : far->left) + 1;
    const Ints index = ints_sub(line, ints_set((int32_t)left));
    const Floats off = floats_sub(floats_of(line), floats_set(askers->asked->part_v));
    const Floats u = floats_mul(off, askers->inv_m), end = askers->distance;
    const Floats part = floats_sub(u, floats_set(near->k < 0 ? far->u - 1.0f : near->u));
    const Floats error = floats_mul_add(end, floats_set(2.0f * ERR_PART), floats_set(ERR_CELL));
    Floats ends[2];
    unsigned unsure, between, hidden;
    Said said;

    if (!crossed)
        return 0;
    ends[0] = floats_look_at(near->samples + left, index);
    ends[1] = floats_look_at(far->samples + left, index);
    said = segments_say(askers, ends, part, u);
    /* Near the eye or the target, or along a line, floats have lost where it is crossed. */
    unsure = mask_bits(mask_or(floats_le(floats_size(off), floats_set(0.125f)),
                               floats_le(floats_size(floats_sub(u, end)), error)));
    between = unsure | ~mask_bits(mask_or(floats_le(u, floats_set(0.0f)), floats_ge(u, end)));
    unsure |= said.unsure | out_of_reach(index) | near_samples(part, error);
    hidden = said.hides & ~unsure & between & crossed;
    unsure &= between & crossed;
    if (unsure)
        hidden |= decide(askers, unsure, far->k, &line);
    /* A strip that two lines may cross is decided whole. */
    unsure = mask_bits(floats_ge(parted, floats_set(1.5f))) & crossed & ~hidden;
    if (unsure)
        hidden |= decide(askers, unsure, far->k, NULL);
    return hidden;
}

/* --- whom to ask ---------------------------------------------------------------------- */

/* The doubts ask a ridge: those of its rows that rise to them, and the strips on either side.
 * Returns those that it hides. */
LANE unsigned ridge_hides(Askers *askers, const SweepRidge *ridge, Ints lane)
{
    const Floats height = floats_load(askers->asked->height + askers->first);
    const unsigned open = askers->open;
    unsigned last = 0;

    if (!(mask_bits(floats_ge(floats_look(floats_load(ridge->peak), lane), height)) & open))
        return 0;
    for (int r = 0; r <= SWEEP_BLOCK && askers->open; r++) {
        Crossed near, far;
        unsigned who = 0, strip;
        if (r < SWEEP_BLOCK)
            who = mask_bits(floats_ge(floats_look(floats_load(ridge->rows[r]), lane), height));
        who &= askers->open;
        strip = who | last;
        last = who;
        if (!(strip & askers->open))
            continue;
        near = cross_row(askers, ridge->first_row + r - 1);
        far = cross_row(askers, ridge->first_row + r);
        if (who)
            askers->open &= ~row_hides(askers, &far, who);
        askers->open &= ~strip_hides(askers, &near, &far, strip & askers->open);
    }
    return open & ~askers->open;
}

/* One vector of doubts asks all ridges before the group that rise to any of them, nearest first. */
static void ask_ridges(const Sweep *sweep, Asked *asked, int first)
{
    const Ints bin =
        ints_add(ints_load(asked->bin + first), ints_set((int32_t)(asked->group * BINS)));
    const int left = asked->count - first;
    const float lowest = floats_least(floats_load(asked->height + first));
    Askers askers = {.asked = asked,
                     .first = first,
                     .m = floats_load(asked->m + first),
                     .inv_m = floats_load(asked->inv_m + first),
                     .slope = floats_load(asked->slope + first),
                     .bend = floats_load(asked->bend + first),
                     .distance = floats_load(asked->distance + first),
                     .open = left < LANES ? (1u << left) - 1 : 0xffffffffu >> (32 - LANES)};
    unsigned hidden = 0;

    for (long block = asked->block; block >= 0 && askers.open; block--) {
        const int up = sweep->block_level[asked->block] - sweep->block_level[block];
        const long group = asked->group >> up;
        const size_t at = sweep->block_groups[block] + (size_t)group;
        if (sweep->ridge_most[at] >= lowest)
            hidden |= ridge_hides(&askers, &sweep->ridges[sweep->ridge[at]],
                                  ints_sub(ints_right(bin, up), ints_set((int32_t)(group * BINS))));
    }
    for (; hidden; hidden &= hidden - 1)
        asked->seen[first + __builtin_ctz(hidden)] = 0;
}

/* Answer all doubts. */
static void asked_answer(const Sweep *sweep, Asked *asked)
{
    asked_aim(asked);
    asked->left_m =
        (double)(asked->group * BINS) / sweep_bins(sweep->block_level[asked->block]) - 1.0;
    for (int i = 0; i < asked->count; i += LANES)
        ask_ridges(sweep, asked, i);
    for (int i = 0; i < asked->count; i++)
        if (asked->buried[i] && asked->seen[i])
            asked->seen[i] = !doubt_is_buried(
                asked->wedge, asked->block * SWEEP_BLOCK + asked->row[i], asked->v[i]);
}

#endif
