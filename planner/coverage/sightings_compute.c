#include <math.h>

#include "planner/coverage/fast_loop.h"
#include "planner/coverage/look.h"

/* Keep the seen points of strips of one height, straight from the picture. */
FAST_LOOP static void keep_pictured(uint32_t from, uint32_t to, void *context)
{
    const Look *look = context;
    const DemandStrip *strip = look->demand->strips.items + from;
    const DemandStrip *end = look->demand->strips.items + to;
    size_t at = look->out->count;

    for (; strip < end; strip++) {
        uint64_t seen = strip->asked & look_picture(look->picture, strip->column, strip->row);
        if (seen)
            at = look_keep_seen(look, strip, seen, at);
    }
    look->out->count = at;
}

/* The points that would be kept if they were seen. */
typedef struct {
    const Look *look;
    size_t points;
    double square_m2; /* of the furthest */
} Needed;

FAST_LOOP static void need_strips(uint32_t from, uint32_t to, void *context)
{
    Needed *needed = context;
    const Look *look = needed->look;

    for (uint32_t i = from; i < to; i++) {
        const DemandStrip *strip = &look->demand->strips.items[i];
        uint32_t end = strip->first + (uint32_t)__builtin_popcountll(strip->asked);
        double dy = look->origin_dy + (double)strip->y;
        for (uint32_t point = strip->first; point < end; point++) {
            double dx = look->origin_dx + (double)look->demand->strips.targets[point].x;
            double square_m2 = dx * dx + dy * dy;
            if (square_m2 > look->square_m2 || !look_keeps(look->reach, point, square_m2))
                continue;
            needed->points++;
            needed->square_m2 = square_m2 > needed->square_m2 ? square_m2 : needed->square_m2;
        }
    }
}

/* Where points have ranges of their own, look no further than the furthest needs. */
static double needed_range_m(const Look *look, SurfaceUse use, double range_m, size_t *points)
{
    Needed needed = {.look = look};

    if (!look->reach->point_px_per_m[0]) {
        demand_near(look->demand, use, look->wish.eye.x, look->wish.eye.y, range_m, look_count,
                    points);
        return range_m;
    }
    demand_near_strips(look->demand, use, look->wish.eye.x, look->wish.eye.y, range_m, need_strips,
                       &needed);
    *points = needed.points;
    return fmin(range_m, sqrt(needed.square_m2) * (1 + 1e-9));
}

/* Of the seen points from the `first` on, those whose line of sight crossed no data. */
static void count_nodata(const Look *look, size_t first)
{
    Sightings *out = look->out;

    if (!look->wish.relief->holes.sums)
        return;
    for (size_t i = first; i < out->count; i++) {
        const DemandPoint *point = &look->demand->points[out->point[i]];
        if (!out->hidden[i] && glance_crosses_nodata(&look->wish, point->column, point->row))
            out->nodata_lines++;
    }
}

/* All that is in range and seen, where every target has the same height: the picture says it
 * without a list of strips. Points beyond the range in its outermost tiles count as lines. */
static Status look_at_once(Look *look, SurfaceUse use, double range_m, size_t points, Diag *diag)
{
    Status status = glance_sweep(look->glance, &look->wish, &look->picture, diag);

    if (status != OK)
        return status;
    look->out->lines += points;
    sightings_reserve(look->out, look->out->count + look->picture->visible);
    demand_near_strips(look->demand, use, look->wish.eye.x, look->wish.eye.y, range_m,
                       keep_pictured, look);
    return OK;
}

static Status look_over(Look *look, SurfaceUse use, double range_m, Diag *diag)
{
    const Grid *grid = &look->wish.relief->surface->grid;
    float height = look->demand->target_height_m[use];
    size_t first = look->out->count, points = 0;
    Status status;

    look->square_m2 = range_m * range_m;
    range_m = needed_range_m(look, use, range_m, &points);
    if (points == 0)
        return OK;
    /* Offsets of points are rounded: a cell more holds them all. */
    look->wish.range_m = range_m + fmax(grid->dx_m, grid->dy_m);
    look->wish.target_height_m = (double)height;
    if (look->through)
        look->wish.range_m =
            fmin(look->wish.range_m, look->through->max_range_m + grid->dx_m + grid->dy_m);
    if (!look->through && !look->reach->keep_hidden && !isnan(height) &&
        !look_prefers_lines(look, points))
        status = look_at_once(look, use, range_m, points, diag);
    else
        status = look_by_heights(look, use, range_m, diag);
    if (status == OK)
        count_nodata(look, first);
    return status;
}

Status sightings_compute(Sightings *out, const Demand *demand, const SightingEyes *eyes,
                         const SightingReach *reach, Diag *diag)
{
    const double ranges_m[] = {reach->street_range_m, reach->long_range_m};
    Status status = OK;

    out->count = out->lines = out->nodata_lines = 0;
    for (int use = 0; use < 2 && status == OK; use++) {
        const Eye *eye = eyes->eye[use];
        Look look = {.out = out,
                     .glance = eyes->glance,
                     .demand = demand,
                     .reach = reach,
                     .wish = {demand->relief[use], eye->at, 0, {0, 360}, 0},
                     .rules = sight_rules_default(),
                     .through = reach->through[use],
                     .origin_dx = demand->origin_x - eye->at.x,
                     .origin_dy = demand->origin_y - eye->at.y,
                     .lowest = INFINITY,
                     .highest = -INFINITY};
        if (!(ranges_m[use] > 0) || eye->stuck || eye->nodata)
            continue;
        if (look.through)
            look.wish.bearings = glance_bearings(look.through);
        status = look_over(&look, (SurfaceUse)use, ranges_m[use], diag);
    }
    if (status == OK)
        sightings_close(out);
    return status;
}
