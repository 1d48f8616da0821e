#include "tests/viewshed/eyes.h"

#include <math.h>

#include "tests/viewshed/reference.h"

static double larger_cell_m(const Terrain *terrain)
{
    return terrain->cell_width_m > terrain->cell_height_m ? terrain->cell_width_m
                                                          : terrain->cell_height_m;
}

double eyes_reach_m(const EyeLimits *limits, const Terrain *terrain)
{
    return (limits->high_cells + 1.0) * larger_cell_m(terrain);
}

/* A position along one axis of `count` samples. */
static double any_place(long count, Dice *dice)
{
    static const double offs[] = {1e-12, -1e-12, 1e-7,    -1e-7,    1e-6,
                                  1e-5,  -1e-4,  0x1p-30, -0x1p-24, 0.5};
    double last = (double)(count - 1), place = dice_between(dice, 0.0, last);
    long kind = dice_from(dice, 0, 20);

    if (kind < 3)
        place = floor(place);
    else if (kind < 7)
        place = floor(place) + offs[dice_from(dice, 0, 10)];
    else if (kind == 7)
        place = dice_chance(dice, 0.5) ? dice_between(dice, 0.0, 3.0)
                                       : last - dice_between(dice, 0.0, 3.0);
    else if (kind == 8)
        place = dice_chance(dice, 0.5) ? 0.0 : last;
    else if (kind == 9)
        place = dice_chance(dice, 0.5) ? -0.5 * dice_unit(dice) : last + 0.5 * dice_unit(dice);
    else if (kind == 10)
        place = dice_chance(dice, 0.5) ? -0.5 : last + 0.5;
    return fmin(fmax(place, -0.5), last + 0.5);
}

static double any_height(Dice *dice)
{
    switch (dice_from(dice, 0, 12)) {
    case 0:
        return 0.0;
    case 1:
        return dice_between(dice, -20.0, 0.0); /* under the ground: sees little */
    case 2:
        return dice_between(dice, 20.0, 120.0);
    case 3:
        return dice_scale(dice, 0.01, 3000.0);
    default:
        return dice_between(dice, 0.3, 13.0);
    }
}

static double any_azimuth(Dice *dice)
{
    if (dice_chance(dice, 0.3))
        return 45.0 * (double)dice_from(dice, -16, 17);
    return dice_between(dice, -720.0, 720.0);
}

static void aim(ViewshedEye *eye, const EyeLimits *limits, Dice *dice)
{
    double kind = dice_unit(dice);

    eye->azimuth_deg = any_azimuth(dice);
    eye->hfov_deg = 360.0;
    if (kind < 0.25 && !limits->level_only) {
        eye->camera = true;
        eye->hfov_deg = dice_between(dice, 1.0, dice_chance(dice, 0.2) ? 179.0 : 110.0);
        eye->vfov_deg = dice_between(dice, 1.0, dice_chance(dice, 0.2) ? 170.0 : 80.0);
        eye->tilt_deg = dice_between(dice, -20.0, 60.0);
        if (dice_chance(dice, 0.15))
            eye->tilt_deg = dice_between(dice, -90.0, 90.0);
    } else if (kind < 0.55 || limits->widest_deg < 360.0) {
        eye->hfov_deg = dice_chance(dice, 0.2) ? 45.0 * (double)dice_from(dice, 1, 8)
                                               : dice_between(dice, 0.01, 360.0);
        if (dice_chance(dice, 0.2))
            eye->hfov_deg = dice_scale(dice, 0.01, 20.0);
        if (eye->hfov_deg > limits->widest_deg)
            eye->hfov_deg = dice_between(dice, 0.01, limits->widest_deg);
    }
}

ViewshedEye eyes_any(const EyeLimits *limits, const Terrain *terrain, bool ground_apart, Dice *dice)
{
    static const double heights[] = {0.0, 0.1, 3.0, 50.0};
    ViewshedEye eye = {.column = any_place(terrain->columns, dice),
                       .row = any_place(terrain->rows, dice),
                       .target_height_m = VIEWSHED_TARGET_HEIGHT_M};
    double ground = reference_ground_at(terrain, ground_apart, eye.column, eye.row);
    double cells = dice_between(dice, limits->low_cells, limits->high_cells);

    if (isnan(ground))
        ground = reference_ground_at(terrain, ground_apart, floor(eye.column), floor(eye.row));
    eye.elevation_m = (isnan(ground) ? 30.0 : ground) + any_height(dice);
    if (dice_chance(dice, 0.4))
        eye.target_height_m =
            dice_chance(dice, 0.5) ? dice_between(dice, 0.0, 50.0) : heights[dice_from(dice, 0, 4)];
    if (dice_chance(dice, 0.3))
        cells = floor(cells);
    if (dice_chance(dice, 0.01))
        cells = dice_between(dice, 0.0, 2.0);
    eye.range_m = cells * larger_cell_m(terrain);
    aim(&eye, limits, dice);
    return eye;
}
