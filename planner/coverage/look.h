/* look.h - one eye's look over the demand points of one surface; for sightings_compute() alone.
 *
 * Mostly all targets have one height and all that is seen is kept: then strips are held
 * against the picture of a sweep and nothing else. Otherwise (look_by_heights()) there is a list of
 * strips, each height is a sweep of its own, and points may be kept that are not seen. A Look
 * lives as long as its call; one thread.
 */
#ifndef PLANNER_COVERAGE_LOOK_H
#define PLANNER_COVERAGE_LOOK_H

#include <math.h>

#include "planner/coverage/sightings.h"

/* A strip in range, and which of its points are seen. */
typedef struct {
    uint64_t seen;
    uint32_t strip;
} Glimpse;

/* One look over the demand points of one surface. */
typedef struct {
    Sightings *out;
    Glance *glance;
    const Demand *demand;
    const SightingReach *reach;
    GlanceWish wish;
    SightRules rules;
    const Optics *through;
    double origin_dx, origin_dy; /* demand origin minus eye */
    double square_m2;            /* the range's */
    const VisibleCells *picture; /* keep_pictured() */
    Glimpse *glimpses;
    size_t count;
    size_t points;         /* in range */
    float lowest, highest; /* target heights */
} Look;

/* Would lines of sight to so many points cost less than a sweep? The answers are the same. */
bool look_prefers_lines(const Look *look, size_t points);

/* Fill look->out with what is wanted, in the order of points. ERR_MEMORY. */
MUST_CHECK Status look_by_heights(Look *look, SurfaceUse use, double range_m, Diag *diag);

/* For demand_near(): adds up the points, or strips, that are visited. `context`: a size_t. */
void look_count(uint32_t from, uint32_t to, void *context);

/* Is a point of a strip in range? `dy`: of its strip, from the eye. */
static inline bool look_in_range(const Look *look, float x, double dy)
{
    double dx = look->origin_dx + (double)x;

    return dx * dx + dy * dy <= look->square_m2;
}

/* 64 cells of a row of a picture from a column on. */
static inline uint64_t look_picture(const VisibleCells *cells, long column, long row)
{
    long x = column - cells->first_column, y = row - cells->first_row;
    long word = x >= 0 ? x / 64 : -((63 - x) / 64), words = (long)cells->row_words;
    int shift = (int)(x - word * 64);
    const uint64_t *line;
    uint64_t low, high;

    if (y < 0 || y >= cells->rows)
        return 0;
    line = cells->words + y * words;
    low = word >= 0 && word < words ? line[word] : 0;
    high = word >= -1 && word + 1 < words ? line[word + 1] : 0;
    return shift ? low >> shift | high << (64 - shift) : low;
}

/* Is the point kept so far away? */
static inline bool look_keeps(const SightingReach *reach, uint32_t point, double square_m2)
{
    bool keeps = !reach->point_px_per_m[0];

    for (int thermal = 0; thermal < 2 && !keeps; thermal++) {
        double density = (double)reach->point_px_per_m[thermal][point];
        double reach_m = reach->px_metres[thermal] / density;
        keeps = !isinf(density) && square_m2 <= reach_m * reach_m;
    }
    return keeps;
}

/* Keep the seen points of a strip from the `at`-th sighting on; returns where the next goes. */
static inline size_t look_keep_seen(const Look *look, const DemandStrip *strip, uint64_t seen,
                                    size_t at)
{
    const Sightings *out = look->out;
    double dy = look->origin_dy + (double)strip->y;

    for (; seen; seen &= seen - 1) {
        uint32_t point = strip->first + demand_strip_rank(strip->asked, __builtin_ctzll(seen));
        const DemandTarget *target = &look->demand->strips.targets[point];
        double dx = look->origin_dx + (double)target->x, square_m2 = dx * dx + dy * dy;
        if (square_m2 > look->square_m2 || !look_keeps(look->reach, point, square_m2))
            continue;
        out->point[at] = point;
        out->cell[at] = target[0].cell;
        out->end[at] = target[1].cell;
        out->dx[at] = (float)dx;
        out->dy[at] = (float)dy;
        out->dz[at] =
            (float)((double)target->ground_m + (double)strip->target_height_m - look->wish.eye.z);
        out->asks[at] = target->asks;
        out->hidden[at++] = 0;
    }
    return at;
}

#endif
