#include "planner/coverage/viewshed/doubt.h"

#include <math.h>

#include "planner/coverage/viewshed/crossing.h"

#define STRIP_CELLS 1e-8 /* lines this near to a strip are asked too */

/* The line of sight to a target. */
typedef struct {
    double span_u, span_v; /* signed as the raster's cells count */
    Sight sight;
} Line;

static Line line_to(const Wedge *wedge, long k, long v)
{
    long row = wedge->row + wedge->way * k;
    double span_u = (double)(row - wedge->row_offset) - wedge->eye_u;
    double span_v = (double)(v - wedge->v_offset) - wedge->eye_v;
    double du_m = span_u * wedge->row_m, dv_m = span_v * wedge->v_m;
    double drop_m = wedge->drop_per_m * (du_m * du_m + dv_m * dv_m);
    double ground = (double)wedge->ground[row * wedge->ground_row + v * wedge->ground_v];
    double rise_m = ground + wedge->target_m - drop_m - wedge->eye_m;

    return (Line){span_u, span_v, {wedge->eye_m, rise_m, drop_m}};
}

/* The crossing of row `at` itself. */
static bool row_is_above(const Wedge *wedge, const Line *line, long at)
{
    long row = wedge->row + wedge->way * at;
    double q = ((double)(row - wedge->row_offset) - wedge->eye_u) / line->span_u;
    double across = wedge->eye_v + q * line->span_v, below = floor(across), part = across - below;
    const float *ends = wedge->surface + row * wedge->stride + ((long)below + wedge->v_offset);

    return q < 1.0 &&
           crossing_is_above(&line->sight, ends[0], part > 0.0 ? ends[1] : ends[0], part, q);
}

static bool line_is_above(const Wedge *wedge, const Line *line, long at)
{
    double q = ((double)(at - wedge->v_offset) - wedge->eye_v) / line->span_v;
    double across = wedge->eye_u + q * line->span_u, below = floor(across), part = across - below;
    const float *ends;

    if (!(q > 0.0 && q < 1.0))
        return false;
    ends = wedge->surface + ((long)below + wedge->row_offset) * wedge->stride + at;
    return crossing_is_above(&line->sight, ends[0], part > 0.0 ? ends[wedge->stride] : ends[0],
                             part, q);
}

bool doubt_row_hides(const Wedge *wedge, long k, long v, long at)
{
    Line line = line_to(wedge, k, v);
    double u = wedge->first_u + (double)at, m = line.span_v / fabs(line.span_u);
    double near_v = wedge->v + m * fmax(u - 1.0, 0.0), far_v = wedge->v + m * (u + 1.0);
    long last = (long)floor(fmax(near_v, far_v) + STRIP_CELLS);

    if (row_is_above(wedge, &line, at))
        return true;
    for (long i = (long)ceil(fmin(near_v, far_v) - STRIP_CELLS); i <= last; i++)
        if (line_is_above(wedge, &line, i))
            return true;
    return false;
}

bool doubt_line_hides(const Wedge *wedge, long k, long v, long at)
{
    Line line = line_to(wedge, k, v);

    return line_is_above(wedge, &line, at);
}

bool doubt_is_buried(const Wedge *wedge, long k, long v)
{
    long row = wedge->row + wedge->way * k;
    double ground = (double)wedge->ground[row * wedge->ground_row + v * wedge->ground_v];

    return (double)wedge->surface[row * wedge->stride + v] > ground + wedge->target_m;
}
