#include "planner/coverage/viewshed/doubt.h"

#include <math.h>

#include "planner/coverage/viewshed/crossing.h"
#include "planner/coverage/viewshed/sweep.h"

/* What quick arithmetic in double may err by, in metres and in cells; what is nearer than this to a
 * decision is asked again by the one formula that decides (crossing.h). */
#define QUICK_M 1e-6
#define QUICK_CELLS 1e-8

/* A line of sight, with what its crossings share. */
typedef struct {
    const Wedge *wedge;
    double span_u, span_v; /* to the target, signed as the raster's cells count */
    double distance;       /* |span_u| */
    double m, inv_m;       /* cells along v for each row away from the eye */
    double slope, bend;    /* the line rises slope u + bend u^2 above the eye */
    Sight sight;
} Ask;

static Ask ask_begin(const Wedge *wedge, long target_k, long v)
{
    long row = wedge->row + wedge->way * target_k;
    double span_u = (double)(row - wedge->row_offset) - wedge->eye_u;
    double span_v = (double)(v - wedge->v_offset) - wedge->eye_v;
    double du_m = span_u * wedge->row_m, dv_m = span_v * wedge->v_m;
    double drop_m = wedge->drop_per_m * (du_m * du_m + dv_m * dv_m);
    double ground = (double)wedge->ground[row * wedge->ground_row + v * wedge->ground_v];
    double inv_distance;
    Ask ask = {.wedge = wedge, .span_u = span_u, .span_v = span_v};

    ask.sight = (Sight){wedge->eye_m, ground + wedge->target_m - drop_m - wedge->eye_m, drop_m};
    ask.distance = fabs(span_u);
    ask.inv_m = ask.distance / span_v;
    inv_distance = 1.0 / ask.distance;
    ask.m = span_v * inv_distance;
    ask.slope = ask.sight.rise_m * inv_distance;
    ask.bend = drop_m * inv_distance * inv_distance;
    return ask;
}

/* The crossing of row k, by the formula that decides. */
static bool row_decides(const Ask *ask, long k)
{
    const Wedge *wedge = ask->wedge;
    long row = wedge->row + wedge->way * k;
    double q = ((double)(row - wedge->row_offset) - wedge->eye_u) / ask->span_u;
    double across = wedge->eye_v + q * ask->span_v, below = floor(across), part = across - below;
    const float *ends = wedge->surface + row * wedge->stride + ((long)below + wedge->v_offset);

    return crossing_is_above(&ask->sight, ends[0], part > 0.0 ? ends[1] : ends[0], part, q);
}

/* The crossing of the line on which v is `v`, by the formula that decides. */
static bool line_decides(const Ask *ask, long v)
{
    const Wedge *wedge = ask->wedge;
    double q = ((double)(v - wedge->v_offset) - wedge->eye_v) / ask->span_v;
    double across = wedge->eye_u + q * ask->span_u, below = floor(across), part = across - below;
    const float *ends;

    if (!(q > 0.0 && q < 1.0))
        return false;
    ends = wedge->surface + ((long)below + wedge->row_offset) * wedge->stride + v;
    return crossing_is_above(&ask->sight, ends[0], part > 0.0 ? ends[wedge->stride] : ends[0], part,
                             q);
}

/* How far the segment from a to b stands above the line at distance u; *sure: further than
 * the arithmetic errs. Where data are missing only a crossing clear of the samples is sure. */
static inline double excess_m(const Ask *ask, float a, float b, double part, double u)
{
    double height = (double)a + ((double)b - (double)a) * part;

    return height - ask->sight.eye_m - u * (ask->slope + u * ask->bend);
}

static inline bool is_sure(const Ask *ask, double excess, double part)
{
    return fabs(excess) > QUICK_M &&
           (!ask->wedge->nodata || (part > QUICK_CELLS && part < 1.0 - QUICK_CELLS));
}

static bool row_is_above(const Ask *ask, long k)
{
    const Wedge *wedge = ask->wedge;
    double u = wedge->first_u + (double)k, across = wedge->v + ask->m * u, part, excess;
    long below = (long)across;
    const float *ends = wedge->surface + (wedge->row + wedge->way * k) * wedge->stride + below;

    part = across - (double)below;
    excess = excess_m(ask, ends[0], ends[1], part, u);
    return is_sure(ask, excess, part) ? excess > 0.0 : row_decides(ask, k);
}

static bool line_is_above(const Ask *ask, long v)
{
    const Wedge *wedge = ask->wedge;
    /* From the whole raster's v: the window's has lost what a nearly parallel line needs. */
    double u = ((double)(v - wedge->v_offset) - wedge->eye_v) * ask->inv_m, across, part, excess;
    const float *ends;
    long below;

    if (u <= -QUICK_CELLS || u >= ask->distance + QUICK_CELLS)
        return false;
    if (u <= QUICK_CELLS || u >= ask->distance - QUICK_CELLS)
        return line_decides(ask, v);
    across = (double)wedge->row + (double)wedge->way * (u - wedge->first_u);
    below = (long)across;
    part = across - (double)below;
    ends = wedge->surface + below * wedge->stride + v;
    excess = excess_m(ask, ends[0], ends[wedge->stride], part, u);
    return is_sure(ask, excess, part) ? excess > 0.0 : line_decides(ask, v);
}

/* Does row k hide the target, or a line crossed in the strip before or after it? */
static bool row_hides(const Ask *ask, long k)
{
    const Wedge *wedge = ask->wedge;
    double u = wedge->first_u + (double)k, a, b, near = u > 1.0 ? u - 1.0 : 0.0;
    long to;

    if (u < ask->distance && row_is_above(ask, k))
        return true;
    if (ask->span_v == 0.0)
        return false;
    a = wedge->v + ask->m * (ask->m > 0.0 ? near : u + 1.0);
    b = wedge->v + ask->m * (ask->m > 0.0 ? u + 1.0 : near);
    to = (long)(b + QUICK_CELLS);
    for (long v = (long)(a - QUICK_CELLS) + 1; v <= to; v++)
        if (line_is_above(ask, v))
            return true;
    return false;
}

/* A ridge that may hide one of the doubts. */
typedef struct {
    const SweepRidge *ridge;
    long first_row;
    int up;         /* levels above the doubts' own */
    long first_bin; /* of its group, on its level */
} Suspect;

/* The ridges before the group that are as steep as `slope`, the nearest first. */
static int find_suspects(const Sweep *sweep, long block, long group, float slope, Suspect *suspects,
                         long *from)
{
    int count = 0;

    for (; *from >= 0 && count < SWEEP_SUSPECTS; --*from) {
        int up = sweep->block_level[block] - sweep->block_level[*from];
        size_t at = sweep->block_groups[*from] + (size_t)(group >> up);
        if (sweep->ridge_most[at] >= slope)
            suspects[count++] = (Suspect){&sweep->ridges[sweep->ridge[at]], *from * SWEEP_BLOCK, up,
                                          (group >> up) * (sweep->lanes - 1)};
    }
    return count;
}

static bool ridge_hides(const Suspect *suspect, const Ask *ask, float slope, long lane)
{
    unsigned rows = 0;

    if (suspect->ridge->peak[lane] < slope)
        return false;
    for (int r = 0; r < SWEEP_BLOCK; r++)
        rows |= (unsigned)(suspect->ridge->rows[r][lane] >= slope) << r;
    for (; rows; rows &= rows - 1)
        if (row_hides(ask, suspect->first_row + __builtin_ctz(rows)))
            return true;
    return false;
}

/* Does the surface of the target's own cell stand above the target? */
static bool is_buried(const Wedge *wedge, long target_k, long v)
{
    long row = wedge->row + wedge->way * target_k;
    double ground = (double)wedge->ground[row * wedge->ground_row + v * wedge->ground_v];

    return (double)wedge->surface[row * wedge->stride + v] > ground + wedge->target_m;
}

void doubts_ask(const Sweep *sweep, const Wedge *wedge, Doubt *doubts, int count, long block,
                long group)
{
    Suspect suspects[SWEEP_SUSPECTS];
    float lowest = doubts[0].slope;
    long from = block, bins = sweep->lanes - 1;

    for (int i = 0; i < count; i++) {
        lowest = doubts[i].slope < lowest ? doubts[i].slope : lowest;
        doubts[i].seen = !doubts[i].buried ||
                         !is_buried(wedge, block * SWEEP_BLOCK + doubts[i].row, doubts[i].v);
    }
    while (from >= 0) {
        int found = find_suspects(sweep, block, group, lowest, suspects, &from);
        for (int i = 0; found && i < count; i++) {
            Ask ask;
            if (!doubts[i].seen)
                continue;
            ask = ask_begin(wedge, block * SWEEP_BLOCK + doubts[i].row, doubts[i].v);
            for (int s = 0; s < found && doubts[i].seen; s++) {
                long bin = (group * bins + doubts[i].bin) >> suspects[s].up;
                doubts[i].seen =
                    !ridge_hides(&suspects[s], &ask, doubts[i].slope, bin - suspects[s].first_bin);
            }
        }
    }
}
