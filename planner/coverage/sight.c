#include "planner/coverage/sight.h"

#include <math.h>

/* Closer to a grid line than this is on it (cells). */
static const double ON_LINE = 1e-9;
/* Nearer to the line than this the surface may be above or below it (metres). */
static const double TIE_M = 1e-6;

/* A line of sight in cell coordinates: at t from 0 (eye) to 1 (target) it passes
 * (u0 + t du, v0 + t dv) at elevation z0 + t (dz + bend t). The bend lifts the
 * line instead of lowering the surface. */
typedef struct {
    const Surface *surface;
    const SightRules *rules;
    double u0, v0, z0, du, dv, dz, bend;
    bool inside; /* all of it lies between samples */
} Line;

/* What a whole walk along a line found. */
typedef struct {
    double above_m;  /* the most that anything stands above the line; -INFINITY: nothing */
    int column, row; /* the sample that does */
    bool nodata;
} Found;

SightRules sight_rules_default(void)
{
    return (SightRules){.refraction = SIGHT_REFRACTION};
}

static double on_line(double u)
{
    return fabs(u - rint(u)) < ON_LINE ? rint(u) : u;
}

static double cell_u(const Grid *grid, double x)
{
    return on_line((x - grid->x0) / grid->dx_m - 0.5);
}

static double cell_v(const Grid *grid, double y)
{
    return on_line((grid->y0 - y) / grid->dy_m - 0.5);
}

static bool between_samples(const Grid *grid, double u, double v)
{
    return u >= 0 && v >= 0 && u <= grid->width - 1 && v <= grid->height - 1;
}

static Line line_to(const Surface *surface, const SightRules *rules, SightPoint eye, double u,
                    double v, double z)
{
    const Grid *grid = &surface->grid;
    Line line = {.surface = surface, .rules = rules, .z0 = eye.z};
    double east_m, north_m;

    line.u0 = cell_u(grid, eye.x);
    line.v0 = cell_v(grid, eye.y);
    line.du = u - line.u0;
    line.dv = v - line.v0;
    east_m = line.du * grid->dx_m;
    north_m = line.dv * grid->dy_m;
    if (!rules->flat)
        line.bend = (1 - rules->refraction) * (east_m * east_m + north_m * north_m) /
                    (2 * SIGHT_EARTH_RADIUS_M);
    line.dz = z - line.bend - eye.z;
    line.inside = grid->width > 1 && grid->height > 1 && between_samples(grid, line.u0, line.v0) &&
                  between_samples(grid, u, v);
    return line;
}

/* The whole numbers strictly between a and b, in the order of walking. */
typedef struct {
    int first, step, count;
} Steps;

static Steps steps_between(double a, double b)
{
    Steps steps = {.step = 1};

    if (b > a) {
        steps.first = (int)floor(a) + 1;
        steps.count = (int)ceil(b) - steps.first;
    } else {
        steps.first = (int)ceil(a) - 1;
        steps.step = -1;
        steps.count = steps.first - (int)floor(b);
    }
    if (steps.count < 0)
        steps.count = 0;
    return steps;
}

/* Height at fraction f between two samples. NaN beside nodata, but a line that passes
 * through a sample crosses that sample alone. */
static double height_between(double a, double b, double f)
{
    if (f < ON_LINE)
        return a;
    return f > 1 - ON_LINE ? b : a + (b - a) * f;
}

/* --- the fast walk: is anything above the line? ----------------------------------- */

/* One family of grid lines. `across` is the coordinate that steps, `along` the one
 * that is interpolated. Strides are in samples. */
typedef struct {
    double across0, d_across, along0, d_along;
    size_t across_stride, along_stride;
    int last; /* the greatest index that still has a neighbour */
} Family;

/* False as soon as the surface stands above the line. */
static bool family_clear(const Line *line, const Family *family, bool *nodata)
{
    Steps steps = steps_between(family->across0, family->across0 + family->d_across);
    const ptrdiff_t stride = steps.step * (ptrdiff_t)family->across_stride;
    const float *top = line->surface->top;
    ptrdiff_t start = (ptrdiff_t)family->across_stride * steps.first;
    double inverse = 1 / family->d_across;

    for (int k = 0, at = steps.first; k < steps.count; k++, at += steps.step, start += stride) {
        double t = (at - family->across0) * inverse;
        double along = family->along0 + t * family->d_along;
        int low = (int)along < family->last ? (int)along : family->last;
        const float *sample = top + start + low * (ptrdiff_t)family->along_stride;
        double a = sample[0], b = sample[family->along_stride], f = along - low;
        double sight = line->z0 + t * (line->dz + line->bend * t);
        if (__builtin_expect(a + (b - a) * f <= sight, 1))
            continue;
        double height = height_between(a, b, f);
        if (height > sight)
            return false;
        if (isnan(height))
            *nodata = true;
    }
    return true;
}

static bool line_clear(const Line *line, bool *nodata)
{
    const Grid *grid = &line->surface->grid;
    size_t width = (size_t)grid->width;
    Family columns = {line->u0, line->du, line->v0, line->dv, 1, width, grid->height - 2};
    Family rows = {line->v0, line->dv, line->u0, line->du, width, 1, grid->width - 2};
    bool steep = fabs(line->dv) > fabs(line->du);

    /* What hides the target mostly shows on both families: the shorter walk first. */
    return family_clear(line, steep ? &columns : &rows, nodata) &&
           family_clear(line, steep ? &rows : &columns, nodata);
}

/* As family_clear(), but only what is sure. */
static SightGuess family_guess(const Line *line, const Family *family)
{
    Steps steps = steps_between(family->across0, family->across0 + family->d_across);
    const ptrdiff_t stride = steps.step * (ptrdiff_t)family->across_stride;
    ptrdiff_t start = (ptrdiff_t)family->across_stride * steps.first;
    const float *top = line->surface->top;
    double inverse = 1 / family->d_across;
    SightGuess guess = SIGHT_SEEN;

    for (int k = 0, at = steps.first; k < steps.count; k++, at += steps.step, start += stride) {
        double t = (at - family->across0) * inverse;
        double along = family->along0 + t * family->d_along;
        int low = (int)along < family->last ? (int)along : family->last;
        const float *sample = top + start + low * (ptrdiff_t)family->along_stride;
        double a = sample[0], b = sample[family->along_stride];
        double above = a + (b - a) * (along - low) - (line->z0 + t * (line->dz + line->bend * t));
        if (__builtin_expect(above < -TIE_M, 1))
            continue;
        if (above > TIE_M)
            return SIGHT_HIDDEN;
        guess = SIGHT_UNSURE; /* NaN too */
    }
    return guess;
}

/* --- the full walk: what stands highest above the line? --------------------------- */

static bool is_ignored(const SightRules *rules, int column, int row)
{
    int i = column - rules->ignored_column, j = row - rules->ignored_row;

    return rules->ignored && i >= 0 && j >= 0 && i < rules->ignored_width &&
           j < rules->ignored_height &&
           rules->ignored[(size_t)j * (size_t)rules->ignored_width + (size_t)i];
}

/* What blocks at a sample under the rules; NaN off the grid. */
static double sample_top(const Surface *surface, const SightRules *rules, int column, int row)
{
    size_t at;

    if (!grid_has(&surface->grid, column, row))
        return NAN;
    at = grid_at(&surface->grid, column, row);
    if ((rules->no_canopy && surface->kind[at] == OBSTACLE_CANOPY) ||
        is_ignored(rules, column, row))
        return surface->ground[at];
    return surface->top[at];
}

/* What stands at a sample under the rules. */
static Obstacle sample_kind(const Surface *surface, const SightRules *rules, int column, int row)
{
    Obstacle kind = surface->kind[grid_at(&surface->grid, column, row)];

    if ((rules->no_canopy && kind == OBSTACLE_CANOPY) || is_ignored(rules, column, row))
        return OBSTACLE_TERRAIN;
    return kind;
}

/* A crossing at t between samples (c0, r0) and (c1, r1), at fraction f. */
typedef struct {
    double t, f;
    int c0, r0, c1, r1;
} Crossing;

static void note_crossing(const Line *line, const Crossing *at, Found *found)
{
    double a = sample_top(line->surface, line->rules, at->c0, at->r0);
    double b = at->f < ON_LINE ? a : sample_top(line->surface, line->rules, at->c1, at->r1);
    double height = height_between(a, b, at->f);
    double above = height - (line->z0 + at->t * (line->dz + line->bend * at->t));

    if (isnan(height)) {
        found->nodata = true;
    } else if (above > found->above_m) {
        bool second = isnan(a) || b > a;
        found->above_m = above;
        found->column = second ? at->c1 : at->c0;
        found->row = second ? at->r1 : at->r0;
    }
}

/* Does a point lie in the cell that holds the target? */
static bool in_cell(double u, double v, const double *own)
{
    return own && floor(u + 0.5) == own[0] && floor(v + 0.5) == own[1];
}

/* `own`: column and row of a cell whose crossings do not count; or NULL. `any`: the first
 * thing above the line is enough, whatever stands higher behind it. */
static Found line_walk(const Line *line, const double *own, bool any)
{
    Found found = {.above_m = -INFINITY};
    Steps steps = steps_between(line->u0, line->u0 + line->du);

    for (int k = 0, c = steps.first; k < steps.count && !(any && found.above_m > 0);
         k++, c += steps.step) {
        double t = (c - line->u0) / line->du, v = line->v0 + t * line->dv, low = floor(v);
        Crossing at = {t, v - low, c, (int)low, c, (int)low + 1};
        if (!in_cell(c, v, own))
            note_crossing(line, &at, &found);
    }
    steps = steps_between(line->v0, line->v0 + line->dv);
    for (int k = 0, r = steps.first; k < steps.count && !(any && found.above_m > 0);
         k++, r += steps.step) {
        double t = (r - line->v0) / line->dv, u = line->u0 + t * line->du, low = floor(u);
        Crossing at = {t, u - low, (int)low, r, (int)low + 1, r};
        if (!in_cell(u, r, own))
            note_crossing(line, &at, &found);
    }
    return found;
}

static Sight sight_of(const Line *line, Found found)
{
    Sight sight = {.visible = !(found.above_m > 0), .crossed_nodata = found.nodata};

    if (!sight.visible)
        sight.by = sample_kind(line->surface, line->rules, found.column, found.row);
    return sight;
}

/* --- the questions ----------------------------------------------------------------- */

/* Can a target stand at a cell at all? Its elevation, or NaN. */
static double target_z(const Surface *surface, const SightRules *rules, int column, int row,
                       double target_height_m)
{
    double z;

    if (!grid_has(&surface->grid, column, row))
        return NAN;
    z = (double)surface->ground[grid_at(&surface->grid, column, row)] + target_height_m;
    /* Not `<=`: a nodata top is never visible. */
    return sample_top(surface, rules, column, row) <= z ? z : NAN;
}

static bool rules_plain(const SightRules *rules)
{
    return !rules->no_canopy && !rules->ignored;
}

bool sight_sees_cell(const Surface *surface, const SightRules *rules, SightPoint eye, int column,
                     int row, double target_height_m, bool *crossed_nodata)
{
    double z = target_z(surface, rules, column, row, target_height_m);
    Line line;
    Found found;

    *crossed_nodata = false;
    if (isnan(z))
        return false;
    line = line_to(surface, rules, eye, column, row, z);
    if (line.inside && rules_plain(rules))
        return line_clear(&line, crossed_nodata);
    found = line_walk(&line, NULL, true);
    *crossed_nodata = found.nodata;
    return !(found.above_m > 0);
}

SightGuess sight_guess_cell(const Surface *surface, const SightRules *rules, SightPoint eye,
                            int column, int row, double target_height_m)
{
    double z = target_z(surface, rules, column, row, target_height_m);
    size_t width = (size_t)surface->grid.width;
    SightGuess first, second;
    Line line;

    if (isnan(z))
        return SIGHT_HIDDEN;
    line = line_to(surface, rules, eye, column, row, z);
    if (!line.inside)
        return SIGHT_UNSURE;
    Family columns = {line.u0, line.du, line.v0, line.dv, 1, width, surface->grid.height - 2};
    Family rows = {line.v0, line.dv, line.u0, line.du, width, 1, surface->grid.width - 2};
    bool steep = fabs(line.dv) > fabs(line.du);
    first = family_guess(&line, steep ? &columns : &rows);
    if (first == SIGHT_HIDDEN)
        return first;
    second = family_guess(&line, steep ? &rows : &columns);
    return second == SIGHT_SEEN ? first : second;
}

Sight sight_to_cell(const Surface *surface, const SightRules *rules, SightPoint eye, int column,
                    int row, double target_height_m)
{
    double z = target_z(surface, rules, column, row, target_height_m);
    Line line;

    if (isnan(z))
        return (Sight){.by = grid_has(&surface->grid, column, row)
                                 ? sample_kind(surface, rules, column, row)
                                 : OBSTACLE_TERRAIN};
    line = line_to(surface, rules, eye, column, row, z);
    return sight_of(&line, line_walk(&line, NULL, false));
}

/* The line to a point, and the cell that it lies in. */
static Line line_to_point(const Surface *surface, const SightRules *rules, SightPoint eye,
                          SightPoint target, double own[2])
{
    double u = cell_u(&surface->grid, target.x), v = cell_v(&surface->grid, target.y);

    own[0] = floor(u + 0.5);
    own[1] = floor(v + 0.5);
    return line_to(surface, rules, eye, u, v, target.z);
}

Sight sight_to_point(const Surface *surface, const SightRules *rules, SightPoint eye,
                     SightPoint target)
{
    double own[2];
    Line line = line_to_point(surface, rules, eye, target, own);

    return sight_of(&line, line_walk(&line, own, false));
}

bool sight_sees_point(const Surface *surface, const SightRules *rules, SightPoint eye,
                      SightPoint target)
{
    double own[2];
    Line line = line_to_point(surface, rules, eye, target, own);

    return !(line_walk(&line, own, true).above_m > 0);
}
