#include "planner/siting/mast_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
/* More than rounding can take away from a pre-selection. */
static const double SLACK = 1e-3;

/* Samples of the ground around: rays and rings of equal area up to this distance. */
enum { RAYS = 24, RINGS = 8 };
static const double OUTSIDE_RANGE_M = 100, OUTSIDE_TARGET_M = 1.7;

enum { TILT_BINS = 8, MOST_BINS = 2048 }; /* bins a vertical field of view */
static const double LOWEST_DEG = 90, HIGHEST_DEG = -45;
/* A second tilt must show at least this share of what the first shows. */
static const double WORTH_A_TILT = 0.1;

typedef struct {
    MastView *out;
    const MastWorld *world;
    const Surface *surface;
    SightRules rules;
    SightPoint eye;
    double range_m;
} Look;

static void look_at(Look *look, uint32_t index)
{
    const MastWorld *world = look->world;
    const DemandPoint *point = &world->demand->points[index];
    MastView *out = look->out;
    double dx = world->demand->origin_x - look->eye.x + (double)point->x;
    double dy = world->demand->origin_y - look->eye.y + (double)point->y;
    double dz = (double)point->ground_m + (double)point->target_height_m - look->eye.z;
    const float px_per_m[] = {world->point_px_per_m[0][index], world->point_px_per_m[1][index]};
    double range_m = fmin(look->range_m, fmax(world->px_metres[0] / (double)px_per_m[0],
                                              world->px_metres[1] / (double)px_per_m[1]));
    bool nodata = false, sees;

    if (dx * dx + dy * dy > range_m * range_m)
        return;
    sees = sight_sees_cell(look->surface, &look->rules, look->eye, point->column, point->row,
                           (double)point->target_height_m, &nodata);
    out->lines++;
    out->nodata_lines += nodata;
    if (!sees)
        return;
    if (out->count == out->capacity) {
        out->capacity = out->capacity ? 2 * out->capacity : 1024;
        out->points = memory_resize(out->points, out->capacity, sizeof *out->points);
        for (int thermal = 0; thermal < 2; thermal++)
            out->px_per_m[thermal] = memory_resize(out->px_per_m[thermal], out->capacity,
                                                   sizeof *out->px_per_m[thermal]);
        out->weight = memory_resize(out->weight, out->capacity, sizeof *out->weight);
        out->down_deg = memory_resize(out->down_deg, out->capacity, sizeof *out->down_deg);
    }
    out->points[out->count] =
        (Sighting){index, (float)dx, (float)dy, (float)dz, 1, OBSTACLE_TERRAIN};
    out->px_per_m[0][out->count] = px_per_m[0];
    out->px_per_m[1][out->count] = px_per_m[1];
    out->weight[out->count] = world->point_weight[index];
    out->down_deg[out->count++] = (float)(atan2(-dz, hypot(dx, dy)) / DEGREE);
}

static void look_run(uint32_t from, uint32_t to, void *context)
{
    Look *look = context;

    for (uint32_t i = from; i < to; i++)
        if (!isinf(look->world->point_px_per_m[0][i]))
            look_at(look, i);
}

static bool nobody_asks(const MastWorld *world, double x, double y)
{
    const Grid *grid = &world->demand->grid;
    int column = grid_column(grid, x), row = grid_row(grid, y);

    return !grid_has(grid, column, row) || !world->asked[grid_at(grid, column, row)];
}

static void look_outside(Look *look)
{
    MastView *out = look->out;
    const Grid *grid = &look->surface->grid;

    if (!out->outside)
        out->outside = memory_new((size_t)RAYS * RINGS, sizeof *out->outside);
    out->outside_count = 0;
    for (int i = 0; i < RAYS * RINGS; i++) {
        double angle = (i % RAYS + 0.5) * 360 / RAYS * DEGREE;
        int ring = i / RAYS;
        double distance_m = OUTSIDE_RANGE_M * sqrt((ring + 0.5) / RINGS);
        int column = grid_column(grid, look->eye.x + distance_m * sin(angle));
        int row = grid_row(grid, look->eye.y + distance_m * cos(angle));
        bool nodata = false;
        if (!grid_has(grid, column, row) ||
            !nobody_asks(look->world, grid_x(grid, column), grid_y(grid, row)) ||
            !sight_sees_cell(look->surface, &look->rules, look->eye, column, row, OUTSIDE_TARGET_M,
                             &nodata))
            continue;
        out->outside[out->outside_count++] = (OutsideSpot){
            (float)(grid_x(grid, column) - look->eye.x), (float)(grid_y(grid, row) - look->eye.y),
            (float)((double)look->surface->ground[grid_at(grid, column, row)] + OUTSIDE_TARGET_M -
                    look->eye.z),
            (float)(180 * DEGREE * OUTSIDE_RANGE_M * OUTSIDE_RANGE_M / (RAYS * RINGS))};
    }
}

void mast_view_look(MastView *out, const MastWorld *world, const Site *site)
{
    const Eye *eyes[] = {&site->eye, &site->long_eye};

    out->count = out->lines = out->nodata_lines = out->outside_count = 0;
    for (int use = 0; use < 2; use++) {
        Look look = {.out = out,
                     .world = world,
                     .surface = scene_surface(world->scene, (SurfaceUse)use),
                     .rules = sight_rules_default(),
                     .eye = eyes[use]->at,
                     .range_m = world->lenses->range_m[use]};
        if (eyes[use]->stuck || eyes[use]->nodata ||
            (use == USE_LONG_RANGE && site->kind != SITE_LONG_RANGE))
            continue;
        if (look.range_m > 0)
            demand_near(world->demand, (SurfaceUse)use, look.eye.x, look.eye.y, look.range_m,
                        look_run, &look);
        if (use == USE_STREET)
            look_outside(&look);
    }
}

void mast_view_release(MastView *view)
{
    free(view->points);
    free(view->px_per_m[0]);
    free(view->px_per_m[1]);
    free(view->weight);
    free(view->down_deg);
    free(view->outside);
    *view = (MastView){0};
}

/* Density times distance, at most, anywhere in the view. */
static double px_metres(const Optics *optics)
{
    Optics clear = *optics;

    clear.max_range_m = INFINITY;
    return optics_limit_m(&clear, 1);
}

void mast_view_pick(const MastView *view, const Optics *optics, Sightings *picked)
{
    double most = px_metres(optics) * (1 + SLACK);
    bool cut = optics_is_pinhole(optics);
    const double *f = optics->forward, *r = optics->right, *d = optics->down;

    if (picked->capacity < view->count) {
        picked->capacity = view->count;
        picked->points = memory_resize(picked->points, picked->capacity, sizeof *picked->points);
    }
    picked->count = 0;
    for (size_t i = 0; i < view->count; i++) {
        const Sighting *p = &view->points[i];
        double dx = (double)p->dx, dy = (double)p->dy, dz = (double)p->dz, depth;
        double limit = most / (double)view->px_per_m[optics->thermal][i];
        if (dx * dx + dy * dy > limit * limit)
            continue;
        if (cut) {
            depth = f[0] * dx + f[1] * dy + f[2] * dz;
            if (fabs(r[0] * dx + r[1] * dy) > depth * optics->tan_half_h * (1 + SLACK) + SLACK ||
                fabs(d[0] * dx + d[1] * dy + d[2] * dz) >
                    depth * optics->tan_half_v * (1 + SLACK) + SLACK)
                continue;
        }
        picked->points[picked->count++] = *p;
    }
}

/* Weight of what the azimuth and lens could show, by angle below the horizontal. */
static size_t tilt_histogram(const MastView *view, const Optics *optics, double bin_deg,
                             double weights[MOST_BINS])
{
    double most = px_metres(optics), sa = sin(optics->azimuth_deg * DEGREE);
    double ca = cos(optics->azimuth_deg * DEGREE);
    size_t bins = (size_t)((LOWEST_DEG - HIGHEST_DEG) / bin_deg) + 1;

    memset(weights, 0, bins * sizeof *weights);
    for (size_t i = 0; i < view->count; i++) {
        const Sighting *p = &view->points[i];
        double dx = (double)p->dx, dy = (double)p->dy;
        double limit = most / (double)view->px_per_m[optics->thermal][i];
        double angle = ((double)view->down_deg[i] - HIGHEST_DEG) / bin_deg;
        if (dx * dx + dy * dy > limit * limit || angle < 0 ||
            (optics_is_pinhole(optics) &&
             fabs(ca * dx - sa * dy) > (sa * dx + ca * dy) * optics->tan_half_h))
            continue;
        weights[(size_t)angle] += (double)view->weight[i];
    }
    return bins;
}

/* The bin at which the best window begins, the middle one of equally good ones; those
 * nearer than `apart` bins to `other` do not count. SIZE_MAX: none has any weight. */
static size_t best_window(const double *sums, size_t count, size_t other, size_t apart)
{
    double best = 0;
    size_t first = SIZE_MAX, last = 0;

    for (size_t i = 0; i < count; i++) {
        size_t gap = i > other ? i - other : other - i;
        if (other != SIZE_MAX && gap < apart)
            continue;
        if (sums[i] > best * (1 + 1e-9)) {
            best = sums[i];
            first = last = i;
        } else if (first != SIZE_MAX && sums[i] >= best * (1 - 1e-9) && i == last + 1) {
            last = i;
        }
    }
    return first == SIZE_MAX ? SIZE_MAX : (first + last) / 2;
}

size_t mast_view_tilts(const MastView *view, const Optics *optics,
                       double tilts_deg[MAST_VIEW_TILTS])
{
    double bin_deg = fmax(optics->vfov_deg / TILT_BINS, (LOWEST_DEG - HIGHEST_DEG) / 2000);
    size_t width = (size_t)fmax(1, floor(optics->vfov_deg / bin_deg + 1e-9)), bins, one, two;
    double weights[MOST_BINS], sums[MOST_BINS];

    if (optics->projection == PROJECTION_FISHEYE) {
        tilts_deg[0] = 90; /* it hangs and looks down */
        return 1;
    }
    bins = tilt_histogram(view, optics, bin_deg, weights);
    for (size_t i = 0; i < bins; i++) {
        sums[i] = 0;
        for (size_t k = i; k < i + width && k < bins; k++)
            sums[i] += weights[k];
    }
    one = best_window(sums, bins, SIZE_MAX, 0);
    if (one == SIZE_MAX)
        return 0;
    tilts_deg[0] = fmin(LOWEST_DEG, HIGHEST_DEG + ((double)one + (double)width / 2) * bin_deg);
    two = best_window(sums, bins, one, width / 3 + 1);
    if (two == SIZE_MAX || sums[two] < WORTH_A_TILT * sums[one])
        return 1;
    tilts_deg[1] = fmin(LOWEST_DEG, HIGHEST_DEG + ((double)two + (double)width / 2) * bin_deg);
    return 2;
}

double mast_view_outside_m2(const MastView *view, const Optics *optics)
{
    double area_m2 = 0, px_per_m;

    for (size_t i = 0; i < view->outside_count; i++) {
        const OutsideSpot *spot = &view->outside[i];
        if (optics_place(optics, (double)spot->dx, (double)spot->dy, (double)spot->dz, &px_per_m) ==
            VIEW_IN)
            area_m2 += (double)spot->area_m2;
    }
    return area_m2;
}
