#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/coverage/fast_loop.h"
#include "planner/coverage/sightings.h"

/* What a line of sight and a sweep cost, relatively: a line by its cells, a sweep by its area.
 * The answers are the same, so this decides only about time. */
static const double LINE_STEP = 4, SWEEP_START = 15000, SWEEP_CELL = 1.5;

/* A strip in range, and which of its points are seen. */
typedef struct {
    uint32_t strip;
    bool whole; /* all of it lies in range */
    uint64_t seen;
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
    Glimpse *glimpses;
    size_t count, capacity;
    size_t points; /* of all glimpses */
} Look;

/* --- which strips are in range -------------------------------------------------------- */

static bool in_range(const Look *look, uint32_t point, double dy)
{
    double dx = look->origin_dx + (double)look->demand->strips.x[point];

    return dx * dx + dy * dy <= look->square_m2;
}

FAST_LOOP static void look_strips(uint32_t from, uint32_t to, void *context)
{
    Look *look = context;

    for (uint32_t i = from; i < to; i++) {
        const DemandStrip *strip = &look->demand->strips.items[i];
        double dy = look->origin_dy + (double)strip->y;
        uint32_t points = (uint32_t)__builtin_popcountll(strip->asked);
        if (dy * dy > look->square_m2)
            continue;
        look->glimpses =
            memory_grow(look->glimpses, look->count, &look->capacity, sizeof *look->glimpses);
        look->glimpses[look->count++] = (Glimpse){
            i, in_range(look, strip->first, dy) && in_range(look, strip->first + points - 1, dy),
            0};
        look->points += points;
    }
}

/* --- what is seen ---------------------------------------------------------------------- */

/* 64 cells of a row of the picture from a column on. */
static uint64_t picture_at(const VisibleCells *cells, long column, long row)
{
    long x = column - cells->first_column, y = row - cells->first_row;
    long word = x >= 0 ? x / 64 : -((63 - x) / 64), words = (long)cells->row_words;
    int shift = (int)(x - word * 64);
    const uint64_t *line = cells->words + y * words;
    uint64_t low, high;

    if (y < 0 || y >= cells->rows)
        return 0;
    low = word >= 0 && word < words ? line[word] : 0;
    high = word >= -1 && word + 1 < words ? line[word + 1] : 0;
    return shift ? low >> shift | high << (64 - shift) : low;
}

/* Is the point, at its offsets, in what the lens has in view? */
static bool through_lens(const Look *look, double dx, double dy, double dz)
{
    double px;

    return !look->through || optics_place(look->through, dx, dy, dz, &px) == VIEW_IN;
}

/* Ask about the points of a strip one by one. */
static uint64_t look_singly(const Look *look, const DemandStrip *strip)
{
    const DemandStrips *strips = &look->demand->strips;
    double dy = look->origin_dy + (double)strip->y;
    uint32_t point = strip->first;
    uint64_t seen = 0;

    for (uint64_t left = strip->asked; left; left &= left - 1, point++) {
        int bit = __builtin_ctzll(left);
        double dx = look->origin_dx + (double)strips->x[point];
        double dz =
            (double)strips->ground_m[point] + (double)strip->target_height_m - look->wish.eye.z;
        if (in_range(look, point, dy) && through_lens(look, dx, dy, dz) &&
            glance_sees(&look->wish, strip->column + bit, strip->row))
            seen |= (uint64_t)1 << bit;
    }
    return seen;
}

/* A target right below the eye may lie outside the bearings of the sweep. */
static bool right_below(const Look *look, const DemandStrip *strip)
{
    double dy = look->origin_dy + (double)strip->y;

    return look->through && fabs(dy) < GLANCE_BELOW_M;
}

static bool sweep_is_dearer(const Look *look, size_t points)
{
    double cells = look->wish.range_m / look->wish.relief->surface->grid.dx_m;
    double width_deg = fmin(look->wish.bearings.width_deg, 360);

    return (double)points * cells * LINE_STEP <
           SWEEP_START + SWEEP_CELL * cells * cells * 3 * width_deg / 360;
}

/* Look at all targets of the height that is being wished. */
static Status look_height(Look *look, size_t points, Diag *diag)
{
    bool singly = sweep_is_dearer(look, points);
    const VisibleCells *cells = NULL;
    Status status = singly ? OK : glance_sweep(look->glance, &look->wish, &cells, diag);

    for (size_t i = 0; status == OK && i < look->count; i++) {
        const DemandStrip *strip = &look->demand->strips.items[look->glimpses[i].strip];
        if ((double)strip->target_height_m != look->wish.target_height_m)
            continue;
        look->glimpses[i].seen = singly || right_below(look, strip)
                                     ? look_singly(look, strip)
                                     : strip->asked & picture_at(cells, strip->column, strip->row);
    }
    return status;
}

/* Each distinct height of the strips in range is a look of its own; mostly there is one. */
static Status look_heights(Look *look, Diag *diag)
{
    float done = -INFINITY;
    Status status = OK;

    for (;;) {
        float height = INFINITY;
        size_t points = 0;
        for (size_t i = 0; i < look->count; i++) {
            const DemandStrip *strip = &look->demand->strips.items[look->glimpses[i].strip];
            if (strip->target_height_m > done && strip->target_height_m < height) {
                height = strip->target_height_m;
                points = 0;
            }
            if (strip->target_height_m == height)
                points += (size_t)__builtin_popcountll(strip->asked);
        }
        if (isinf(height) || status != OK)
            return status;
        look->wish.target_height_m = (double)height;
        status = look_height(look, points, diag);
        done = height;
    }
}

/* --- keeping it ------------------------------------------------------------------------ */

static size_t points_in_range(const Look *look, const Glimpse *glimpse)
{
    const DemandStrip *strip = &look->demand->strips.items[glimpse->strip];
    uint32_t points = (uint32_t)__builtin_popcountll(strip->asked);
    double dy = look->origin_dy + (double)strip->y;
    size_t count = 0;

    if (glimpse->whole)
        return points;
    for (uint32_t i = 0; i < points; i++)
        count += in_range(look, strip->first + i, dy);
    return count;
}

/* Keep the seen points of one strip. */
FAST_LOOP static void keep_seen(const Look *look, const Glimpse *glimpse)
{
    const DemandStrips *strips = &look->demand->strips;
    const DemandStrip *strip = &strips->items[glimpse->strip];
    const float *least = look->reach->point_px_per_m;
    double dy = look->origin_dy + (double)strip->y, square_m2 = dy * dy;
    Sightings *out = look->out;
    size_t at = out->count;

    for (uint64_t left = glimpse->seen; left; left &= left - 1) {
        uint32_t point = strip->first + demand_strip_rank(strip->asked, __builtin_ctzll(left));
        double dx = look->origin_dx + (double)strips->x[point];
        if (dx * dx + square_m2 > look->square_m2)
            continue;
        if (least) {
            double reach_m = look->reach->px_metres / (double)least[point];
            if (isinf(least[point]) || dx * dx + square_m2 > reach_m * reach_m)
                continue;
        }
        out->point[at] = point;
        out->dx[at] = (float)dx;
        out->dy[at] = (float)dy;
        out->dz[at] = (float)((double)strips->ground_m[point] + (double)strip->target_height_m -
                              look->wish.eye.z);
        out->px_per_m[at] = strips->least_px_per_m[point];
        out->hidden[at++] = 0;
    }
    out->count = at;
}

static void keep_all_seen(const Look *look)
{
    for (size_t i = 0; i < look->count; i++)
        keep_seen(look, &look->glimpses[i]);
    for (size_t i = 0; i < look->count; i++)
        look->out->lines += points_in_range(look, &look->glimpses[i]);
}

/* Keep one point of a strip, seen or not. */
static void keep_judged(const Look *look, const DemandStrip *strip, uint32_t point, int bit,
                        bool seen)
{
    const DemandStrips *strips = &look->demand->strips;
    double dx = look->origin_dx + (double)strips->x[point];
    double dy = look->origin_dy + (double)strip->y;
    double dz = (double)strips->ground_m[point] + (double)strip->target_height_m - look->wish.eye.z;
    Sighting sighting = {point, (float)dx, (float)dy, (float)dz, 0, OBSTACLE_TERRAIN};
    bool wanted;

    if (dx * dx + dy * dy > look->square_m2)
        return;
    wanted = through_lens(look, dx, dy, dz);
    look->out->lines += wanted;
    sighting.visible = wanted && seen;
    if (!sighting.visible && !look->reach->keep_hidden)
        return;
    if (wanted && !seen)
        sighting.by =
            (uint8_t)sight_to_cell(look->wish.relief->surface, &look->rules, look->wish.eye,
                                   strip->column + bit, strip->row, (double)strip->target_height_m)
                .by;
    sightings_add(look->out, look->demand, &sighting);
}

/* Keep what the lens has in view, or all that is in range. */
static void keep_all_judged(const Look *look)
{
    for (size_t i = 0; i < look->count; i++) {
        const Glimpse *glimpse = &look->glimpses[i];
        const DemandStrip *strip = &look->demand->strips.items[glimpse->strip];
        uint32_t point = strip->first;
        for (uint64_t left = strip->asked; left; left &= left - 1, point++) {
            int bit = __builtin_ctzll(left);
            keep_judged(look, strip, point, bit, glimpse->seen >> bit & 1);
        }
    }
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

/* --- the whole look -------------------------------------------------------------------- */

static Status look_over(Look *look, SurfaceUse use, double range_m, Diag *diag)
{
    const Grid *grid = &look->wish.relief->surface->grid;
    size_t first = look->out->count;
    Status status;

    look->square_m2 = range_m * range_m;
    demand_near_strips(look->demand, use, look->wish.eye.x, look->wish.eye.y, range_m, look_strips,
                       look);
    if (look->count == 0)
        return OK;
    /* Offsets of points are rounded: a cell more holds them all. */
    look->wish.range_m = range_m + fmax(grid->dx_m, grid->dy_m);
    if (look->through)
        look->wish.range_m =
            fmin(look->wish.range_m, look->through->max_range_m + grid->dx_m + grid->dy_m);
    status = look_heights(look, diag);
    if (status == OK) {
        sightings_reserve(look->out, first + look->points);
        if (look->through || look->reach->keep_hidden)
            keep_all_judged(look);
        else
            keep_all_seen(look);
        count_nodata(look, first);
    }
    return status;
}

Status sightings_compute(Sightings *out, Glance *glance, const Demand *demand,
                         const SightingEyes *eyes, const SightingReach *reach, Diag *diag)
{
    const double ranges_m[] = {reach->street_range_m, reach->long_range_m};
    Status status = OK;

    out->count = out->lines = out->nodata_lines = 0;
    for (int use = 0; use < 2 && status == OK; use++) {
        const Eye *eye = eyes->eye[use];
        Look look = {.out = out,
                     .glance = glance,
                     .demand = demand,
                     .reach = reach,
                     .wish = {demand->relief[use], eye->at, 0, {0, 360}, 0},
                     .rules = sight_rules_default(),
                     .through = reach->through[use],
                     .origin_dx = demand->origin_x - eye->at.x,
                     .origin_dy = demand->origin_y - eye->at.y};
        if (!(ranges_m[use] > 0) || eye->stuck || eye->nodata)
            continue;
        if (look.through)
            look.wish.bearings = glance_bearings(look.through);
        status = look_over(&look, (SurfaceUse)use, ranges_m[use], diag);
        free(look.glimpses);
    }
    if (status == OK)
        sightings_close(out, demand);
    return status;
}
