#include <math.h>

#include "planner/coverage/sight.h"

/* The wall rule, in cells (docs/method.md, "The surface of a project"). */
enum { WALL_STEPS = 6, WALL_STEPS_A_CELL = 4, WALL_WINDOW = 2 };

static double top_or_low(const Surface *surface, int column, int row)
{
    float top;

    if (!grid_has(&surface->grid, column, row))
        return -INFINITY;
    top = surface->top[grid_at(&surface->grid, column, row)];
    return isnan(top) ? -INFINITY : (double)top;
}

/* How far a sample stands above the eye, as a wall does. A slope of bare ground is no wall:
 * what it hides is hidden, and on a grid of 90 m any hillside rises above a mast's top. */
static double wall_above(const Surface *surface, SightPoint at, double mount_height_m, int column,
                         int row)
{
    const Grid *grid = &surface->grid;
    double top = top_or_low(surface, column, row), rise;

    if (!(top > at.z))
        return 0;
    rise = top - (at.z - mount_height_m);
    if (surface->kind[grid_at(grid, column, row)] == OBSTACLE_TERRAIN &&
        rise <= hypot(grid_x(grid, column) - at.x, grid_y(grid, row) - at.y))
        return 0;
    return top - at.z;
}

/* Does any of the four samples around a point stand above it? */
static bool below_a_sample(const Surface *surface, SightPoint at, double mount_height_m)
{
    const Grid *grid = &surface->grid;
    int column = (int)floor((at.x - grid->x0) / grid->dx_m - 0.5);
    int row = (int)floor((grid->y0 - at.y) / grid->dy_m - 0.5);

    for (int i = 0; i < 4; i++)
        if (wall_above(surface, at, mount_height_m, column + i % 2, row + i / 2) > 0)
            return true;
    return false;
}

/* Outward: away from what stands above the eye in the cells around, the higher the
 * stronger. False where it stands all round. */
static bool wall_normal(const Surface *surface, SightPoint at, double mount_height_m, double *east,
                        double *north)
{
    const Grid *grid = &surface->grid;
    int column = grid_column(grid, at.x), row = grid_row(grid, at.y);
    double length;

    *east = *north = 0;
    for (int j = -WALL_WINDOW; j <= WALL_WINDOW; j++)
        for (int i = -WALL_WINDOW; i <= WALL_WINDOW; i++) {
            double above = wall_above(surface, at, mount_height_m, column + i, row + j);
            if (above > 0) {
                *east -= above * i * grid->dx_m;
                *north += above * j * grid->dy_m;
            }
        }
    length = hypot(*east, *north);
    if (length < 1e-9)
        return false;
    *east /= length;
    *north /= length;
    return true;
}

/* What the mount stands on. */
static double foot_z(const Surface *surface, double x, double y, bool on_roof)
{
    const Grid *grid = &surface->grid;
    int column = grid_column(grid, x), row = grid_row(grid, y);

    if (!on_roof)
        return surface_ground_at(surface, x, y);
    return grid_has(grid, column, row) ? (double)surface->top[grid_at(grid, column, row)]
                                       : (double)NAN;
}

static void move_off_wall(const Surface *surface, Eye *eye, double mount_height_m, bool on_roof)
{
    const Grid *grid = &surface->grid;
    double step_m = fmax(grid->dx_m, grid->dy_m) / WALL_STEPS_A_CELL, east, north;
    SightPoint from = eye->at;

    eye->stuck = true;
    if (!wall_normal(surface, from, mount_height_m, &east, &north))
        return;
    for (int step = 1; step <= WALL_STEPS; step++) {
        SightPoint at = {from.x + step * step_m * east, from.y + step * step_m * north, 0};
        double foot = foot_z(surface, at.x, at.y, on_roof);
        at.z = foot + mount_height_m;
        if (isnan(foot) || below_a_sample(surface, at, mount_height_m))
            continue;
        *eye = (Eye){
            .at = at, .ground_m = surface_ground_at(surface, at.x, at.y), .moved_m = step * step_m};
        return;
    }
}

Eye sight_eye(const Surface *surface, double x, double y, double mount_height_m, bool on_roof)
{
    Eye eye = {.at = {x, y, foot_z(surface, x, y, on_roof) + mount_height_m},
               .ground_m = surface_ground_at(surface, x, y)};

    eye.nodata = isnan(eye.at.z);
    if (!eye.nodata && below_a_sample(surface, eye.at, mount_height_m))
        move_off_wall(surface, &eye, mount_height_m, on_roof);
    return eye;
}
