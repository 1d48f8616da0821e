#include "planner/siting/mast_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;

/* Samples of the ground around: rays and rings of equal area up to this distance. */
enum { RAYS = 24, RINGS = 8 };
static const double OUTSIDE_RANGE_M = 100;
static const double OUTSIDE_TARGET_M = 1.7F; /* as most demand, so that one sweep serves both */

enum { TILT_BINS = 8, MOST_BINS = 2048 }; /* bins a vertical field of view */
static const double LOWEST_DEG = 90, HIGHEST_DEG = -45;
/* A second tilt must show at least this share of what the first shows. */
static const double WORTH_A_TILT = 0.1;

static bool nobody_asks(const MastWorld *world, double x, double y)
{
    const Grid *grid = &world->demand->grid;
    int column = grid_column(grid, x), row = grid_row(grid, y);

    return !grid_has(grid, column, row) || !world->asked[grid_at(grid, column, row)];
}

/* The spots of the sample that lie on the surface and that nobody asks for, seen. */
static Status look_outside(MastView *out, const MastWorld *world, const SightPoint *eye, Diag *diag)
{
    const SurfaceRelief *relief = world->demand->relief[USE_STREET];
    const Grid *grid = &relief->surface->grid;
    GlanceWish wish = {.relief = relief,
                       .eye = *eye,
                       .range_m = OUTSIDE_RANGE_M + grid->dx_m + grid->dy_m,
                       .bearings = {0, 360},
                       .target_height_m = OUTSIDE_TARGET_M};
    const VisibleCells *cells;
    Status status = glance_sweep(out->glance, &wish, &cells, diag);

    if (!out->outside)
        out->outside = memory_new((size_t)RAYS * RINGS, sizeof *out->outside);
    for (int i = 0; i < RAYS * RINGS && status == OK; i++) {
        double angle = (i % RAYS + 0.5) * 360 / RAYS * DEGREE;
        int ring = i / RAYS;
        double distance_m = OUTSIDE_RANGE_M * sqrt((ring + 0.5) / RINGS);
        int column = grid_column(grid, eye->x + distance_m * sin(angle));
        int row = grid_row(grid, eye->y + distance_m * cos(angle));
        if (!grid_has(grid, column, row) || !visible_cell(cells, column, row) ||
            !nobody_asks(world, grid_x(grid, column), grid_y(grid, row)))
            continue;
        out->outside[out->outside_count++] = (OutsideSpot){
            (float)(grid_x(grid, column) - eye->x), (float)(grid_y(grid, row) - eye->y),
            (float)((double)relief->surface->ground[grid_at(grid, column, row)] + OUTSIDE_TARGET_M -
                    eye->z),
            (float)(180 * DEGREE * OUTSIDE_RANGE_M * OUTSIDE_RANGE_M / (RAYS * RINGS))};
    }
    return status;
}

/* What is known of each point besides. */
static void describe(MastView *out, const MastWorld *world)
{
    size_t count = out->seen.count;

    if (out->capacity < count) {
        out->capacity = count + count / 2;
        for (int thermal = 0; thermal < 2; thermal++)
            out->px_per_m[thermal] = memory_resize(out->px_per_m[thermal], out->capacity,
                                                   sizeof *out->px_per_m[thermal]);
        out->weight = memory_resize(out->weight, out->capacity, sizeof *out->weight);
        out->down_deg = memory_resize(out->down_deg, out->capacity, sizeof *out->down_deg);
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t point = out->seen.point[i];
        double dx = (double)out->seen.dx[i], dy = (double)out->seen.dy[i];
        out->px_per_m[0][i] = world->point_px_per_m[0][point];
        out->px_per_m[1][i] = world->point_px_per_m[1][point];
        out->weight[i] = world->point_weight[point];
        out->down_deg[i] = (float)(atan2(-(double)out->seen.dz[i], hypot(dx, dy)) / DEGREE);
    }
}

Status mast_view_look(MastView *out, const MastWorld *world, const Site *site, Diag *diag)
{
    const double *range_m = world->lenses->range_m;
    SightingEyes eyes = {{&site->eye, &site->long_eye}, NULL};
    SightingReach reach = {.street_range_m = range_m[USE_STREET],
                           .long_range_m = world->both_uses || site->kind == SITE_LONG_RANGE
                                               ? range_m[USE_LONG_RANGE]
                                               : 0,
                           .point_px_per_m = {world->point_px_per_m[0], world->point_px_per_m[1]},
                           .px_metres = {world->px_metres[0], world->px_metres[1]}};
    Status status;

    if (!out->glance)
        out->glance = glance_new();
    eyes.glance = out->glance;
    out->outside_count = 0;
    status = sightings_compute(&out->seen, world->demand, &eyes, &reach, diag);
    if (status != OK)
        return status;
    describe(out, world);
    if (out->seen.count && !site->eye.stuck && !site->eye.nodata)
        status = look_outside(out, world, &site->eye.at, diag);
    return status;
}

void mast_view_release(MastView *view)
{
    sightings_release(&view->seen);
    glance_free(view->glance);
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

/* Weight of what the azimuth and lens could show, by angle below the horizontal. */
static size_t tilt_histogram(const MastView *view, const Optics *optics, double bin_deg,
                             double weights[MOST_BINS])
{
    double most = px_metres(optics), sa = sin(optics->azimuth_deg * DEGREE);
    double ca = cos(optics->azimuth_deg * DEGREE);
    size_t bins = (size_t)((LOWEST_DEG - HIGHEST_DEG) / bin_deg) + 1;

    memset(weights, 0, bins * sizeof *weights);
    for (size_t i = 0; i < view->seen.count; i++) {
        double dx = (double)view->seen.dx[i], dy = (double)view->seen.dy[i];
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
