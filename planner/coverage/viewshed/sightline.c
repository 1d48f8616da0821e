#include "planner/coverage/viewshed/sightline.h"

#include <math.h>

#include "planner/coverage/viewshed/crossing.h"

/* Crossings of the grid lines of one direction: columns (x) or rows (y). A line is crossed at
 * a share `q` of the way, `across` cells along the other axis. */
typedef struct {
    double start, span; /* of the eye, and to the target, along this axis */
    double across_start, across_span;
    long step, across_step; /* in samples, of one cell along either axis */
    const float *surface;
    long origin;                    /* index of sample (0, 0) of the whole raster: may lie off */
    long across_first, across_last; /* samples that the window has, along the other axis */
    long first, last;               /* along this one */
} Crossings;

/* A crossing: the heights at the ends of the segment, and where between them. */
typedef struct {
    float a, b;
    double part, q;
} Crossing;

static Crossing cross(const Crossings *crossings, long at)
{
    double q = ((double)at - crossings->start) / crossings->span;
    double across = crossings->across_start + q * crossings->across_span;
    double below = floor(across), part = across - below;
    long sample = (long)below;
    const float *ends;

    if (at < crossings->first || at > crossings->last || sample < crossings->across_first ||
        sample + (part > 0.0) > crossings->across_last)
        return (Crossing){RELIEF_NODATA, RELIEF_NODATA, part, q};
    ends = crossings->surface +
           (crossings->origin + at * crossings->step + sample * crossings->across_step);
    return (Crossing){ends[0], part > 0.0 ? ends[crossings->across_step] : ends[0], part, q};
}

/* Does any crossing stand above the line or, with no line, lack data? */
static bool any_crossing(const Crossings *crossings, const Sight *sight)
{
    long way = crossings->span > 0.0 ? 1 : -1;
    long at = way > 0 ? (long)floor(crossings->start) + 1 : (long)ceil(crossings->start) - 1;
    double target = crossings->start + crossings->span;

    if (crossings->span == 0.0)
        return false;
    for (; (double)way * (target - (double)at) > 0.0; at += way) {
        Crossing crossing = cross(crossings, at);
        if (sight ? crossing_is_above(sight, crossing.a, crossing.b, crossing.part, crossing.q)
                  : !relief_is_data(crossing.a) || !relief_is_data(crossing.b))
            return true;
    }
    return false;
}

/* The lines that a sight crosses: [0] the columns, [1] the rows. */
static void crossings_lay(Crossings crossings[2], const Sightline *line, long column, long row)
{
    const Relief *relief = line->relief;
    const ReliefShape *shape = &relief->shape;
    long last_column = shape->first_column + shape->columns - 1;
    long last_row = shape->first_row + shape->rows - 1;
    long origin =
        (RELIEF_PAD - shape->first_row) * relief->stride + RELIEF_PAD - shape->first_column;

    crossings[0] = (Crossings){.start = line->column,
                               .span = (double)column - line->column,
                               .across_start = line->row,
                               .across_span = (double)row - line->row,
                               .step = 1,
                               .across_step = relief->stride,
                               .surface = relief->surface,
                               .origin = origin,
                               .across_first = shape->first_row,
                               .across_last = last_row,
                               .first = shape->first_column,
                               .last = last_column};
    crossings[1] = (Crossings){.start = line->row,
                               .span = (double)row - line->row,
                               .across_start = line->column,
                               .across_span = (double)column - line->column,
                               .step = relief->stride,
                               .across_step = 1,
                               .surface = relief->surface,
                               .origin = origin,
                               .across_first = shape->first_column,
                               .across_last = last_column,
                               .first = shape->first_row,
                               .last = last_row};
}

bool sightline_sees(const Sightline *line, long column, long row)
{
    const Relief *relief = line->relief;
    const ReliefShape *shape = &relief->shape;
    size_t at = relief_at(relief, RELIEF_PAD + column - shape->first_column,
                          RELIEF_PAD + row - shape->first_row);
    double dx = ((double)column - line->column) * shape->cell_width_m;
    double dy = ((double)row - line->row) * shape->cell_height_m;
    double ground = (double)(relief->ground ? relief->ground[at] : relief->surface[at]);
    double target = ground + line->target_height_m;
    Crossings crossings[2];
    Sight sight;

    if (!relief_is_data(relief->surface[at]) || (double)relief->surface[at] > target)
        return false;
    sight.eye_m = line->elevation_m;
    sight.drop_m = line->drop_per_m * (dx * dx + dy * dy);
    sight.rise_m = target - sight.drop_m - line->elevation_m;
    crossings_lay(crossings, line, column, row);
    return !any_crossing(&crossings[0], &sight) && !any_crossing(&crossings[1], &sight);
}

bool sightline_crosses_nodata(const Sightline *line, long column, long row)
{
    Crossings crossings[2];

    crossings_lay(crossings, line, column, row);
    return any_crossing(&crossings[0], NULL) || any_crossing(&crossings[1], NULL);
}
