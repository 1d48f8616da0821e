#include "planner/coverage/look.h"

#include <math.h>

/* About how many nanoseconds a line of sight and a sweep take, by the cells that they reach: what
 * hides a line stops it early. The answers are the same, so this decides only about time. */
static const double LINE = 30, LINE_CELL = 0.5, SWEEP = 15000, SWEEP_CELL = 4;

void look_count(uint32_t from, uint32_t to, void *context)
{
    *(size_t *)context += to - from;
}

bool look_prefers_lines(const Look *look, size_t points)
{
    double cells = look->wish.range_m / look->wish.relief->surface->grid.dx_m;
    double width_deg = fmin(look->wish.bearings.width_deg, 360);

    return (double)points * (LINE + LINE_CELL * cells) <
           SWEEP + SWEEP_CELL * cells * cells * width_deg / 360;
}

/* --- which strips are in range -------------------------------------------------------- */

static size_t points_in_range(const Look *look, const DemandStrip *strip, double dy)
{
    const DemandTarget *targets = look->demand->strips.targets + strip->first;
    size_t count = 0, points = (size_t)__builtin_popcountll(strip->asked);

    for (size_t i = 0; i < points; i++)
        count += look_in_range(look, targets[i].x, dy);
    return count;
}

static void look_strips(uint32_t from, uint32_t to, void *context)
{
    Look *look = context;

    for (uint32_t i = from; i < to; i++) {
        const DemandStrip *strip = &look->demand->strips.items[i];
        double dy = look->origin_dy + (double)strip->y;
        size_t inside = points_in_range(look, strip, dy);
        if (!inside)
            continue;
        look->points += inside;
        look->lowest = fminf(look->lowest, strip->target_height_m);
        look->highest = fmaxf(look->highest, strip->target_height_m);
        look->glimpses[look->count++] = (Glimpse){0, i};
    }
}

/* --- what is seen ---------------------------------------------------------------------- */

/* Is the point, at its offsets, in what the lens has in view? */
static bool through_lens(const Look *look, double dx, double dy, double dz)
{
    double px;

    return !look->through || optics_place(look->through, dx, dy, dz, &px) == VIEW_IN;
}

/* Ask about the points of a strip one by one. */
static uint64_t look_singly(const Look *look, const DemandStrip *strip)
{
    const DemandTarget *target = look->demand->strips.targets + strip->first;
    double dy = look->origin_dy + (double)strip->y;
    uint64_t seen = 0;

    for (uint64_t left = strip->asked; left; left &= left - 1, target++) {
        int bit = __builtin_ctzll(left);
        double dx = look->origin_dx + (double)target->x;
        double dz = (double)target->ground_m + (double)strip->target_height_m - look->wish.eye.z;
        if (look_in_range(look, target->x, dy) &&
            look_keeps(look->reach, (uint32_t)(target - look->demand->strips.targets),
                       dx * dx + dy * dy) &&
            through_lens(look, dx, dy, dz) &&
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

/* Look at all targets of the height that is being wished. */
static Status look_height(Look *look, size_t points, Diag *diag)
{
    bool singly = look_prefers_lines(look, points);
    const VisibleCells *cells = NULL;
    Status status = singly ? OK : glance_sweep(look->glance, &look->wish, &cells, diag);

    for (size_t i = 0; status == OK && i < look->count; i++) {
        const DemandStrip *strip = &look->demand->strips.items[look->glimpses[i].strip];
        if ((double)strip->target_height_m != look->wish.target_height_m)
            continue;
        look->glimpses[i].seen =
            singly || right_below(look, strip)
                ? look_singly(look, strip)
                : strip->asked & look_picture(cells, strip->column, strip->row);
    }
    return status;
}

/* The next target height above `done` and how many points ask for it; INFINITY: no more. */
static float next_height(const Look *look, float done, size_t *points)
{
    float height = INFINITY;

    *points = 0;
    for (size_t i = 0; i < look->count; i++) {
        const DemandStrip *strip = &look->demand->strips.items[look->glimpses[i].strip];
        if (strip->target_height_m > done && strip->target_height_m < height) {
            height = strip->target_height_m;
            *points = 0;
        }
        if (strip->target_height_m == height)
            *points += (size_t)__builtin_popcountll(strip->asked);
    }
    return height;
}

/* Each distinct height of the strips in range is a look of its own; mostly there is one. */
static Status look_heights(Look *look, Diag *diag)
{
    size_t points = look->points;
    float height = look->lowest;
    Status status = OK;

    if (look->lowest < look->highest)
        height = next_height(look, -INFINITY, &points);
    while (status == OK && !isinf(height)) {
        look->wish.target_height_m = (double)height;
        status = look_height(look, points, diag);
        height = height < look->highest ? next_height(look, height, &points) : INFINITY;
    }
    return status;
}

/* --- keeping it ------------------------------------------------------------------------ */

static void keep_all_seen(const Look *look)
{
    for (size_t i = 0; i < look->count; i++)
        look->out->count =
            look_keep_seen(look, &look->demand->strips.items[look->glimpses[i].strip],
                           look->glimpses[i].seen, look->out->count);
}

/* Keep one point of a strip, seen or not. */
static void keep_judged(const Look *look, const DemandStrip *strip, uint32_t point, int bit,
                        bool seen)
{
    const DemandTarget *target = &look->demand->strips.targets[point];
    double dx = look->origin_dx + (double)target->x;
    double dy = look->origin_dy + (double)strip->y;
    double dz = (double)target->ground_m + (double)strip->target_height_m - look->wish.eye.z;
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

Status look_by_heights(Look *look, SurfaceUse use, double range_m, Diag *diag)
{
    size_t strips = 0;
    Status status;

    demand_near_strips(look->demand, use, look->wish.eye.x, look->wish.eye.y, range_m, look_count,
                       &strips);
    look->glimpses = glance_notes(look->glance, (strips + 1) * sizeof *look->glimpses);
    demand_near_strips(look->demand, use, look->wish.eye.x, look->wish.eye.y, range_m, look_strips,
                       look);
    status = look_heights(look, diag);
    if (status != OK)
        return status;
    sightings_reserve(look->out, look->out->count + look->points);
    if (look->through || look->reach->keep_hidden) {
        keep_all_judged(look);
    } else {
        look->out->lines += look->points;
        keep_all_seen(look);
    }
    return OK;
}
