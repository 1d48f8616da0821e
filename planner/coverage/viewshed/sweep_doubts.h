/* sweep_doubts.h - the few cells that a group leaves in doubt in a block, asked all together.
 *
 * Included by sweep_body.h once an instruction set. Each doubt asks the ridges as steep as itself:
 * where rows of theirs are crossed, and the lines along u beside. All of it goes through lists, a
 * vector of crossings at a time, for a branch that nobody can foresee costs more than a crossing.
 * Arithmetic here is in floats, reckoned from the eye's cell; what is nearer to a decision than it
 * errs is decided by doubt.h in double, compiled once for all.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SWEEP_DOUBTS_H
#define PLANNER_COVERAGE_VIEWSHED_SWEEP_DOUBTS_H

#include "planner/coverage/viewshed/doubt.h"
#include "planner/coverage/viewshed/sweep_rows.h"

/* Positions in floats err by less than this part of the distance from the eye. */
#define ERR_PART 0x1p-21f

enum { DOUBTS_MOST = SWEEP_BLOCK * LANES, CROSSINGS_MOST = 512 };

/* The doubts of one group in one block, and their lines of sight: at distance u a line stands
 * slope u + bend u^2 above the eye. */
typedef struct {
    const Wedge *wedge;
    long block, group;
    int count;
    _Alignas(
        64) float height[DOUBTS_MOST + LANES]; /* the slope that judged it, biased by nothing */
    _Alignas(64) int32_t bin[DOUBTS_MOST + LANES];
    int32_t v[DOUBTS_MOST], row[DOUBTS_MOST];
    uint8_t buried[DOUBTS_MOST], seen[DOUBTS_MOST];
    float distance[DOUBTS_MOST], m[DOUBTS_MOST], inv_m[DOUBTS_MOST];
    float slope[DOUBTS_MOST], bend[DOUBTS_MOST];
    /* The sample of row 0 in the eye's cell along v, and where in that cell the eye stands. */
    const float *origin;
    int32_t origin_v, row_step;
    float part_v;
} Asked;

/* One of them. */
typedef struct {
    float slope;
    int32_t v, bin;
    bool buried;
} Doubt;

/* Where lines of sight are asked: `doubt` at row `at`, or at the line on which v is `at`. */
typedef struct {
    int count;
    _Alignas(64) int32_t doubt[CROSSINGS_MOST];
    _Alignas(64) int32_t at[CROSSINGS_MOST];
} Crossings;

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

    asked->origin_v = (int32_t)wedge->v;
    asked->part_v = (float)(wedge->v - (double)asked->origin_v);
    asked->row_step = (int32_t)(wedge->way * wedge->stride);
    asked->origin = wedge->surface + wedge->row * wedge->stride + asked->origin_v;
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
}

/* --- the quick answers ---------------------------------------------------------------- */

static inline void crossings_add(Crossings *crossings, int32_t doubt, int32_t at)
{
    crossings->doubt[crossings->count] = doubt;
    crossings->at[crossings->count++] = at;
}

/* What a vector of crossings says, as bits. */
typedef struct {
    unsigned hides, unsure;
} Said;

/* Segments from a to b, crossed at `part` of them and at distance u. */
LANE Said segments_say(const Asked *asked, Ints doubt, Floats ends[2], Floats part, Floats u)
{
    const Floats slope = floats_gather(asked->slope, doubt);
    const Floats line = floats_mul(
        u, floats_mul_add(u, floats_gather(asked->bend, doubt), slope)); /* above the eye */
    const Floats rise = floats_sub(ends[1], ends[0]);
    const Floats above = floats_sub(ends[0], floats_set((float)asked->wedge->eye_m));
    const Floats excess = floats_sub(floats_mul_add(part, rise, above), line);
    const Floats steep = floats_add(floats_size(rise), floats_size(slope));
    const Floats error = floats_mul_add(floats_mul(steep, floats_set(ERR_PART)), u,
                                        floats_set(asked->wedge->margin_m));
    const unsigned hides = mask_bits(floats_ge(excess, error));
    const unsigned clear = mask_bits(floats_ge(floats_sub(floats_set(0.0f), error), excess));

    return (Said){hides, ~(hides | clear)};
}

/* Where data are missing only a crossing clear of the samples is sure. */
LANE unsigned near_samples(Floats part, Floats error)
{
    return mask_bits(
        mask_or(floats_le(part, error), floats_ge(part, floats_sub(floats_set(1.0f), error))));
}

/* The line along u that is crossed between two places along v, or none: two whole cells part
 * there. `*many`: more than one may be. */
LANE unsigned lines_between(Floats v, Floats other, Floats error, Ints *line, unsigned *many)
{
    const Floats low = floats_sub(floats_min(v, other), error);
    const Floats high = floats_add(floats_max(v, other), error);
    const Floats below = floats_of(ints_floor(low));

    *line = ints_floor(high);
    *many |= mask_bits(floats_ge(floats_sub(floats_of(*line), below), floats_set(1.5f)));
    return mask_bits(floats_ge(floats_sub(floats_of(*line), below), floats_set(0.5f)));
}

static inline void lines_list(Crossings *across, const Crossings *rows, int from, unsigned which,
                              Ints line)
{
    _Alignas(64) int32_t at[LANES];

    ints_store(at, line);
    for (; which; which &= which - 1) {
        const int i = __builtin_ctz(which);
        crossings_add(across, rows->doubt[from + i], at[i]);
    }
}

static inline void hide(Asked *asked, const Crossings *crossings, int from, unsigned which)
{
    for (; which; which &= which - 1)
        asked->seen[crossings->doubt[from + __builtin_ctz(which)]] = 0;
}

/* The formula that decides, where floats do not. */
static inline void decide(Asked *asked, const Crossings *crossings, int from, unsigned which,
                          bool rows)
{
    for (; which; which &= which - 1) {
        const int i = from + __builtin_ctz(which);
        const int32_t d = crossings->doubt[i], at = crossings->at[i];
        const long k = asked->block * SWEEP_BLOCK + asked->row[d];
        if (asked->seen[d])
            asked->seen[d] =
                !(rows ? doubt_row_hides(asked->wedge, k, asked->v[d], at)
                       : doubt_line_hides(asked->wedge, k, asked->v[d], at + asked->origin_v));
    }
}

/* Rows [from, from + LANES) of a list: what they hide, and the lines crossed in the strips before
 * and after them. */
LANE void rows_hear(Asked *asked, const Crossings *rows, int from, unsigned real, Crossings *across)
{
    const Ints doubt = ints_load(rows->doubt + from), k = ints_load(rows->at + from);
    const Floats u = floats_add(floats_of(k), floats_set((float)asked->wedge->first_u));
    const Floats m = floats_gather(asked->m, doubt), start = floats_set(asked->part_v);
    const Floats error = floats_mul(u, floats_set(ERR_PART)), v = floats_mul_add(m, u, start);
    const Floats near_u = floats_max(floats_sub(u, floats_set(1.0f)), floats_set(0.0f));
    const Floats before = floats_mul_add(m, near_u, start), after = floats_add(v, m);
    const Ints below = ints_floor(v);
    const Ints sample = ints_add(ints_mul(k, ints_set(asked->row_step)), below);
    Floats ends[2] = {floats_gather(asked->origin, sample),
                      floats_gather(asked->origin + 1, sample)};
    const Floats part = floats_sub(v, floats_of(below));
    const Floats end = floats_sub(floats_gather(asked->distance, doubt), floats_set(0.5f));
    const unsigned between = mask_bits(floats_le(u, end)) & real;
    Said said = segments_say(asked, doubt, ends, part, u);
    unsigned many = 0, crossed;
    Ints line;

    if (asked->wedge->nodata)
        said.unsure |= near_samples(part, error);
    crossed = lines_between(v, before, error, &line, &many) & real;
    lines_list(across, rows, from, crossed & ~many, line);
    crossed = lines_between(v, after, error, &line, &many) & between;
    lines_list(across, rows, from, crossed & ~many, line);
    hide(asked, rows, from, said.hides & ~said.unsure & between);
    decide(asked, rows, from, (said.unsure & between) | (many & real), true);
}

/* Lines along u, counted from the eye's cell, between two rows. */
LANE void across_hear(Asked *asked, const Crossings *across, int from, unsigned real)
{
    const Ints doubt = ints_load(across->doubt + from), at = ints_load(across->at + from);
    const Floats off = floats_sub(floats_of(at), floats_set(asked->part_v));
    const Floats far = floats_gather(asked->distance, doubt);
    const Floats exact_u = floats_mul(off, floats_gather(asked->inv_m, doubt));
    const Floats u = floats_max(floats_min(exact_u, far), floats_set(0.0f));
    const Floats error = floats_mul(far, floats_set(2.0f * ERR_PART));
    const Floats row = floats_sub(u, floats_set((float)asked->wedge->first_u));
    const Ints below = ints_floor(row);
    const Ints sample = ints_add(ints_mul(below, ints_set(asked->row_step)), at);
    Floats ends[2] = {floats_gather(asked->origin, sample),
                      floats_gather(asked->origin + asked->row_step, sample)};
    const Floats part = floats_sub(row, floats_of(below));
    /* Near the eye, near the target, or along a line: floats have lost where it is crossed. */
    const unsigned lost =
        mask_bits(mask_or(floats_le(floats_size(off), floats_set(0.125f)),
                          floats_le(floats_size(floats_sub(exact_u, far)), error)));
    const unsigned outside =
        mask_bits(mask_or(floats_le(exact_u, floats_set(0.0f)), floats_ge(exact_u, far)));
    Said said = segments_say(asked, doubt, ends, part, u);

    said.unsure |= lost;
    if (asked->wedge->nodata)
        said.unsure |= near_samples(part, error);
    said.unsure &= lost | ~outside;
    hide(asked, across, from, said.hides & ~said.unsure & ~outside & real);
    decide(asked, across, from, said.unsure & real, false);
}

/* The lanes of a list from `from` on that hold crossings. */
LANE unsigned real_lanes(int count, int from)
{
    return count - from < LANES ? (1u << (count - from)) - 1 : 0xffffffffu >> (32 - LANES);
}

/* What is beyond the end of a list is read, though not heard: it must lie on the raster. */
LANE void list_close(Crossings *crossings)
{
    for (int i = 0; i < LANES; i++) {
        crossings->doubt[crossings->count + i] = 0;
        crossings->at[crossings->count + i] = 0;
    }
}

static void hear_across(Asked *asked, Crossings *across)
{
    list_close(across);
    for (int i = 0; i < across->count; i += LANES)
        across_hear(asked, across, i, real_lanes(across->count, i));
    across->count = 0;
}

/* Answer what is listed, and begin the list again. */
static void hear_rows(Asked *asked, Crossings *rows)
{
    Crossings across;

    across.count = 0;
    list_close(rows);
    for (int i = 0; i < rows->count; i += LANES) {
        rows_hear(asked, rows, i, real_lanes(rows->count, i), &across);
        if (across.count > CROSSINGS_MOST - 3 * LANES)
            hear_across(asked, &across);
    }
    hear_across(asked, &across);
    rows->count = 0;
}

/* --- whom to ask ---------------------------------------------------------------------- */

/* List the ridge's rows that rise to the doubts from i on: as many as there are lanes. */
LANE void list_rows(Asked *asked, Crossings *rows, const SweepRidge *ridge, int i, Ints lane)
{
    const Floats slope = floats_load(asked->height + i);
    const unsigned real = real_lanes(asked->count, i);
    const long first = ridge->first_row;

    if (!(mask_bits(floats_ge(floats_look(floats_load(ridge->peak), lane), slope)) & real))
        return;
    for (int r = 0; r < SWEEP_BLOCK; r++) {
        const Floats most = floats_look(floats_load(ridge->rows[r]), lane);
        for (unsigned who = mask_bits(floats_ge(most, slope)) & real; who; who &= who - 1)
            crossings_add(rows, i + __builtin_ctz(who), (int32_t)(first + r));
    }
    if (rows->count > CROSSINGS_MOST - (SWEEP_BLOCK + 1) * LANES)
        hear_rows(asked, rows);
}

/* All ridges before the group that rise to any doubt, the nearest first. */
static void ask_ridges(const Sweep *sweep, Asked *asked, Crossings *rows)
{
    const Ints first_bin = ints_set((int32_t)(asked->group * BINS));
    float lowest = asked->height[0];

    for (int i = 1; i < asked->count; i++)
        lowest = asked->height[i] < lowest ? asked->height[i] : lowest;
    for (long block = asked->block; block >= 0; block--) {
        const int up = sweep->block_level[asked->block] - sweep->block_level[block];
        const size_t at = sweep->block_groups[block] + (size_t)(asked->group >> up);
        const Ints base = ints_set((int32_t)((asked->group >> up) * BINS));
        if (sweep->ridge_most[at] < lowest)
            continue;
        for (int i = 0; i < asked->count; i += LANES) {
            const Ints bin = ints_add(first_bin, ints_load(asked->bin + i));
            list_rows(asked, rows, &sweep->ridges[sweep->ridge[at]], i,
                      ints_sub(ints_right(bin, up), base));
        }
    }
}

/* Answer all doubts. */
static void asked_answer(const Sweep *sweep, Asked *asked)
{
    Crossings rows;

    rows.count = 0;
    asked_aim(asked);
    for (int i = 0; i < asked->count; i++)
        if (asked->buried[i])
            asked->seen[i] = !doubt_is_buried(
                asked->wedge, asked->block * SWEEP_BLOCK + asked->row[i], asked->v[i]);
    ask_ridges(sweep, asked, &rows);
    hear_rows(asked, &rows);
}

#endif
