/* sweep_doubts.h - the few cells that a group leaves in doubt, asked a vector at a time.
 *
 * Included by sweep_body.h once an instruction set. Doubts wait until they fill a vector, or their
 * group divides; then they ask each ridge as steep as they are, row by row: their lines of sight
 * cross a row within the group's few cells, so its samples come from two loads, as they do for the
 * horizon. Arithmetic here is in
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

/* One of them. */
typedef struct {
    float slope;
    int32_t v, bin, k;
    bool buried;
} Doubt;

/* A vector of doubts of one group, and their lines of sight: at distance u a line stands slope u +
 * bend u^2 above the eye. */
typedef struct {
    const Wedge *wedge;
    const SweepDoubts *doubts;
    long group;
    long origin_v; /* the eye's cell along v, and where in that cell the eye stands */
    float part_v;
    double left_m; /* the group's first ray */
    Floats m, inv_m, slope, bend, distance;
    unsigned open; /* not yet hidden */
} Askers;

/* --- what is asked -------------------------------------------------------------------- */

/* The ground under each; lanes that hold none ask nobody. */
static inline void doubts_close(SweepDoubts *doubts, const Wedge *wedge, double ground[LANES])
{
    for (unsigned i = 0; i < doubts->count; i++) {
        const long row = wedge->row + wedge->way * doubts->k[i];
        ground[i] = (double)wedge->ground[row * wedge->ground_row + doubts->v[i] * wedge->ground_v];
    }
    for (unsigned i = doubts->count; i < LANES; i++) {
        doubts->slope[i] = SWEEP_ALWAYS;
        doubts->bin[i] = doubts->v[i] = doubts->k[i] = 0;
        ground[i] = 0.0;
    }
}

/* The lines of sight to all of them. */
static inline void askers_aim(Askers *askers, const double ground[LANES])
{
    const Wedge *wedge = askers->wedge;
    const double row_m2 = wedge->row_m * wedge->row_m, v_m2 = wedge->v_m * wedge->v_m;
    const double off_v = (double)wedge->v_offset + wedge->eye_v;
    _Alignas(64) float distance[LANES], m[LANES], inv_m[LANES], slope[LANES], bend[LANES];

    for (int i = 0; i < LANES; i++) {
        const double u = wedge->first_u + (double)askers->doubts->k[i], inverse = 1.0 / u;
        const double dv = (double)askers->doubts->v[i] - off_v;
        const double drop_m = wedge->drop_per_m * (u * u * row_m2 + dv * dv * v_m2);
        distance[i] = (float)u;
        m[i] = (float)(dv * inverse);
        inv_m[i] = (float)(u / dv);
        slope[i] = (float)((ground[i] + wedge->target_m - drop_m - wedge->eye_m) * inverse);
        bend[i] = (float)(drop_m * inverse * inverse);
    }
    askers->distance = floats_load(distance);
    askers->m = floats_load(m);
    askers->inv_m = floats_load(inv_m);
    askers->slope = floats_load(slope);
    askers->bend = floats_load(bend);
}

/* --- the answers ---------------------------------------------------------------------- */

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
    const Wedge *wedge = askers->wedge;
    const double u = k < 0 ? 0.0 : wedge->first_u + (double)k;
    const long row = wedge->row + wedge->way * k;

    return (Crossed){
        .k = k,
        .u = (float)u,
        .samples = wedge->surface + row * wedge->stride + askers->origin_v,
        .left = (long)(wedge->v + askers->left_m * u) - askers->origin_v,
        .v = floats_mul_add(askers->m, floats_set((float)u), floats_set(askers->part_v)),
        .error = floats_set((float)u * ERR_PART + ERR_CELL)};
}

/* What a vector of crossings says, as bits. */
typedef struct {
    unsigned hides, unsure;
} Said;

/* Segments from a to b, crossed at `part` of them and at distance u. */
LANE Said segments_say(const Askers *askers, const Floats ends[2], Floats part, Floats u)
{
    const Wedge *wedge = askers->wedge;
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
    const Wedge *wedge = askers->wedge;
    _Alignas(64) int32_t at[LANES];
    unsigned hidden = 0;

    if (line)
        ints_store(at, *line);
    for (; who; who &= who - 1) {
        const int i = __builtin_ctz(who);
        const long target_k = askers->doubts->k[i], v = askers->doubts->v[i];
        const bool hides = line ? doubt_line_hides(wedge, target_k, v, at[i] + askers->origin_v)
                                : doubt_row_hides(wedge, target_k, v, k);
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
    const Floats off = floats_sub(floats_of(line), floats_set(askers->part_v));
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

/* The doubts ask a ridge: those of its rows that rise to them, and the strips on either side. Of
 * doubts, only those `beyond` its first row can be hidden. */
LANE void ridge_asked(Askers *askers, const SweepRidge *ridge, Ints lane, unsigned beyond)
{
    const Floats height = floats_load(askers->doubts->slope);
    unsigned last = 0;

    if (!(mask_bits(floats_ge(floats_look(floats_load(ridge->peak), lane), height)) & askers->open &
          beyond))
        return;
    for (int r = 0; r <= SWEEP_BLOCK; r++) {
        Crossed near, far;
        unsigned who = 0, strip;
        if (r < SWEEP_BLOCK)
            who = mask_bits(floats_ge(floats_look(floats_load(ridge->rows[r]), lane), height));
        who &= askers->open & beyond;
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
}

/* The doubts ask all ridges before them that rise to any of them, nearest first. */
static void ask_ridges(const Sweep *sweep, Askers *askers)
{
    const SweepDoubts *doubts = askers->doubts;
    const long last = doubts->k[doubts->count - 1] / SWEEP_BLOCK;
    const Ints bin = ints_add(ints_load(doubts->bin), ints_set((int32_t)(askers->group * BINS)));
    const float lowest = floats_least(floats_load(doubts->slope));

    for (long block = last; block >= 0 && askers->open; block--) {
        const int up = sweep->block_level[last] - sweep->block_level[block];
        const long group = askers->group >> up;
        const size_t at = sweep->block_groups[block] + (size_t)group;
        const SweepRidge *ridge = &sweep->ridges[sweep->ridge[at]];
        const float first_u = (float)(askers->wedge->first_u + (double)(block * SWEEP_BLOCK));
        if (sweep->ridge_most[at] >= lowest)
            ridge_asked(askers, ridge,
                        ints_sub(ints_right(bin, up), ints_set((int32_t)(group * BINS))),
                        mask_bits(floats_ge(askers->distance, floats_set(first_u - 0.5f))));
    }
}

/* Answer a group's doubts, all of one level; none are left. */
static void doubts_answer(const Sweep *sweep, const Wedge *wedge, long group)
{
    SweepDoubts *doubts = &sweep->doubts[group];
    Askers askers = {.wedge = wedge,
                     .doubts = doubts,
                     .group = group,
                     .origin_v = (long)wedge->v,
                     .open = 0xffffffffu >> (32 - doubts->count)};
    double ground[LANES];

    askers.part_v = (float)(wedge->v - (double)askers.origin_v);
    askers.left_m =
        (double)(group * BINS) / sweep_bins(sweep->block_level[doubts->k[0] / SWEEP_BLOCK]) - 1.0;
    doubts_close(doubts, wedge, ground);
    askers_aim(&askers, ground);
    ask_ridges(sweep, &askers);
    for (; askers.open; askers.open &= askers.open - 1) {
        const int i = __builtin_ctz(askers.open);
        const long k = doubts->k[i], v = doubts->v[i];
        const long row = wedge->row + wedge->way * k - wedge->out.first_row;
        if (!(doubts->buried >> i & 1) || !doubt_is_buried(wedge, k, v))
            put_bits(wedge, wedge->out.bits + row * wedge->out.row_bytes, v, 1);
    }
    doubts->count = doubts->buried = 0;
}

/* One more for a group; a full vector is answered. */
static inline void doubts_add(const Sweep *sweep, const Wedge *wedge, long group,
                              const Doubt *doubt)
{
    SweepDoubts *doubts = &sweep->doubts[group];
    const unsigned i = doubts->count++;

    doubts->slope[i] = doubt->slope;
    doubts->bin[i] = doubt->bin;
    doubts->v[i] = doubt->v;
    doubts->k[i] = doubt->k;
    doubts->buried |= (unsigned)doubt->buried << i;
    if (doubts->count == LANES)
        doubts_answer(sweep, wedge, group);
}

#endif
