#include "planner/verify/reference_sight.h"

#include <math.h>

#define TIE_M 1e-6
#define EARTH_RADIUS_M 6371000.0
#define REFRACTION 0.13

typedef struct {
    const Surface *surface;
    const ReferenceRules *rules;
    ReferencePoint eye, target;
    double length_m;
    int own_column, own_row; /* of the target */
    double clearance_m;      /* the least so far */
} Sightline;

/* Height of one sample under the rules; NaN off the grid. */
static double sample(const Sightline *line, int column, int row)
{
    const Surface *surface = line->surface;
    const ReferenceRules *rules = line->rules;
    size_t at;

    if (!grid_has(&surface->grid, column, row))
        return NAN;
    at = grid_at(&surface->grid, column, row);
    if (rules->without_canopy && surface->kind[at] == OBSTACLE_CANOPY)
        return (double)surface->ground[at];
    if (rules->own && rules->own(column, row, rules->context))
        return (double)surface->ground[at];
    return (double)surface->top[at];
}

/* Lower a height by curvature and refraction over the distance from the eye. */
static double drop_m(double distance_m)
{
    return (1.0 - REFRACTION) * distance_m * distance_m / (2.0 * EARTH_RADIUS_M);
}

/* The line meets a grid line at share t of its way, between two samples. */
static void cross(Sightline *line, double t, double share, const int first[2], const int second[2])
{
    double a = sample(line, first[0], first[1]), b = sample(line, second[0], second[1]);
    double surface_z, sight_z, target_z = line->target.z - drop_m(line->length_m);

    if (share < 1e-9)
        surface_z = a;
    else if (share > 1.0 - 1e-9)
        surface_z = b;
    else
        surface_z = (1.0 - share) * a + share * b;
    if (isnan(surface_z))
        return;
    surface_z -= drop_m(t * line->length_m);
    sight_z = (1.0 - t) * line->eye.z + t * target_z;
    line->clearance_m = fmin(line->clearance_m, sight_z - surface_z);
}

static bool skipped(const Sightline *line, double column, double row)
{
    return line->rules->skip_target_cell && (int)floor(column + 0.5) == line->own_column &&
           (int)floor(row + 0.5) == line->own_row;
}

/* Whole numbers strictly between two, told from an end only by more than rounding. */
static void cross_columns(Sightline *line, double c0, double r0, double c1, double r1)
{
    double low = fmin(c0, c1), high = fmax(c0, c1);

    for (int c = (int)floor(low); c <= (int)ceil(high); c++) {
        if (c <= low + 1e-9 || c >= high - 1e-9)
            continue;
        double t = (c - c0) / (c1 - c0), row = r0 + t * (r1 - r0), below = floor(row);
        if (!skipped(line, c, row))
            cross(line, t, row - below, (int[]){c, (int)below}, (int[]){c, (int)below + 1});
    }
}

static void cross_rows(Sightline *line, double c0, double r0, double c1, double r1)
{
    double low = fmin(r0, r1), high = fmax(r0, r1);

    for (int r = (int)floor(low); r <= (int)ceil(high); r++) {
        if (r <= low + 1e-9 || r >= high - 1e-9)
            continue;
        double t = (r - r0) / (r1 - r0), column = c0 + t * (c1 - c0), left = floor(column);
        if (!skipped(line, column, r))
            cross(line, t, column - left, (int[]){(int)left, r}, (int[]){(int)left + 1, r});
    }
}

ReferenceAnswer reference_sight(const Surface *surface, const ReferenceRules *rules,
                                ReferencePoint eye, ReferencePoint target)
{
    const Grid *grid = &surface->grid;
    double c0 = (eye.x - grid->x0) / grid->dx_m - 0.5,
           c1 = (target.x - grid->x0) / grid->dx_m - 0.5;
    double r0 = (grid->y0 - eye.y) / grid->dy_m - 0.5,
           r1 = (grid->y0 - target.y) / grid->dy_m - 0.5;
    Sightline line = {.surface = surface,
                      .rules = rules,
                      .eye = eye,
                      .target = target,
                      .length_m = hypot(target.x - eye.x, target.y - eye.y),
                      .own_column = (int)floor(c1 + 0.5),
                      .own_row = (int)floor(r1 + 0.5),
                      .clearance_m = INFINITY};

    cross_columns(&line, c0, r0, c1, r1);
    cross_rows(&line, c0, r0, c1, r1);
    if (fabs(line.clearance_m) <= TIE_M)
        return REFERENCE_TIE;
    return line.clearance_m > 0.0 ? REFERENCE_YES : REFERENCE_NO;
}

ReferenceAnswer reference_sight_cell(const Surface *surface, ReferencePoint eye, int column,
                                     int row, double target_height_m)
{
    const ReferenceRules all = {0};
    size_t at = grid_at(&surface->grid, column, row);
    ReferencePoint target = {grid_x(&surface->grid, column), grid_y(&surface->grid, row),
                             (double)surface->ground[at] + target_height_m};

    if (!((double)surface->top[at] <= target.z + TIE_M))
        return REFERENCE_NO;
    if (!((double)surface->top[at] <= target.z - TIE_M))
        return REFERENCE_TIE;
    return reference_sight(surface, &all, eye, target);
}
