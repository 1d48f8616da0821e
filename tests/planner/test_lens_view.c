/* What floats are sure of is what the double says, however near to a bound a target lies. */
#include "planner/coverage/lens_view.h"

#include "planner/coverage/footprint.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"
#include "tests/viewshed/dice.h"

static LittleScene little;
static Demand *demand;

static int set_up(void **state)
{
    Diag diag = {0};

    (void)state;
    little_scene_init(&little, 10, 1);
    little_scene_zone(&little, (Box){-0.4, -0.4, 0.4, 0.4}, false)->requirement.px_per_m = 25;
    return (int)demand_build(&demand, &little.scene, &little.zones, &diag);
}

static int tear_down(void **state)
{
    (void)state;
    demand_free(demand);
    little_scene_release(&little);
    return 0;
}

/* A little more or less than 1: from the last bit of a float to a thousandth. */
static double about_one(Dice *dice)
{
    static const double by[] = {0, 1e-10, 3e-8, 1e-7, 5e-7, 2e-6, 1e-5, 1e-3};

    return 1 + by[dice_from(dice, 0, 8)] * (dice_chance(dice, 0.5) ? 1 : -1);
}

/* A target at these offsets along the axes of the camera. */
static Sighting placed(const Optics *optics, double depth, double across, double below)
{
    double at[3];

    for (int i = 0; i < 3; i++)
        at[i] = depth * optics->forward[i] + across * optics->right[i] + below * optics->down[i];
    return (Sighting){0, (float)at[0], (float)at[1], (float)at[2], 1, 0};
}

/* A target near one of the bounds; or anywhere, behind the camera too. */
static Sighting near_bound(const Optics *optics, Dice *dice)
{
    double depth = dice_scale(dice, 0.5, 300), share = dice_between(dice, -1, 1);
    double side = depth * optics->tan_half_h, top = depth * optics->tan_half_v;
    double sharp = optics->width_px / (2 * 25 * optics->tan_half_h);
    Sighting on;
    double level, range_m, scale;

    switch (dice_from(dice, 0, 5)) {
    case 0:
        return placed(optics, depth, side * about_one(dice), share * top);
    case 1:
        return placed(optics, depth, share * side, -top * about_one(dice));
    case 2:
        sharp *= about_one(dice);
        return placed(optics, sharp, share * sharp * optics->tan_half_h, 0);
    case 3:
        on = placed(optics, depth, share * side, share * top);
        level = hypot((double)on.dx, (double)on.dy);
        range_m = dice_chance(dice, 0.5) ? optics->dark_range_m : optics->max_range_m;
        scale = level > 0 ? range_m * about_one(dice) / level : 1;
        return (Sighting){
            0, (float)((double)on.dx * scale), (float)((double)on.dy * scale), on.dz, 1, 0};
    default:
        return (Sighting){0,
                          (float)dice_between(dice, -200, 200),
                          (float)dice_between(dice, -200, 200),
                          (float)dice_between(dice, -30, 5),
                          1,
                          0};
    }
}

static Optics any_pinhole(Dice *dice)
{
    Optics optics = little_optics(dice_between(dice, 0, 360), dice_between(dice, -10, 90),
                                  dice_scale(dice, 2, 175));

    optics.max_range_m = dice_chance(dice, 0.3) ? INFINITY : dice_scale(dice, 3, 200);
    if (dice_chance(dice, 0.3))
        optics.vfov_deg = dice_scale(dice, 2, 170);
    optics.dark = dice_chance(dice, 0.3);
    optics.dark_range_m = dice_chance(dice, 0.1) ? 0 : dice_scale(dice, 3, 200);
    optics_prepare(&optics);
    return optics;
}

/* Onto the one place, which is lit or not. */
static LensView look_through(const Optics *optics, bool lit)
{
    little.zone[0].requirement.lit = lit;
    demand_bounds(demand);
    return lens_view_of(optics, demand->some_lit);
}

static void floats_are_sure_of_what_the_double_says(void **state)
{
    enum { CAMERAS = 20000 };
    Dice dice = dice_new(3);
    Sightings sightings = {0};
    size_t sure = 0, doubtful = 0, covered = 0;

    (void)state;
    for (int c = 0; c < CAMERAS; c++) {
        Optics optics = any_pinhole(&dice);
        LensView lens = look_through(&optics, c % 2);
        LensVerdict verdict;
        sightings.count = 0;
        for (int i = 0; i < SIGHTINGS_BLOCK; i++) {
            Sighting seen = near_bound(&optics, &dice);
            sightings_add(&sightings, demand, &seen);
        }
        sightings_close(&sightings);
        verdict = lens_view_ask(&lens, &sightings, 0);
        assert_true((verdict.sure & verdict.doubt) == 0);
        for (int i = 0; i < SIGHTINGS_BLOCK; i++) {
            Sighting seen = sightings_at(&sightings, (size_t)i);
            double px;
            bool covers = footprint_judge(demand, 0, &seen, &optics, &px) == CAUSE_COVERED;
            bool doubts = verdict.doubt >> i & 1;
            doubtful += doubts;
            sure += !doubts;
            covered += covers;
            if (!doubts && covers != (verdict.sure >> i & 1))
                fail_msg("camera %d: %.9g %.9g %.9g is %scovered", c, (double)seen.dx,
                         (double)seen.dy, (double)seen.dz, covers ? "" : "not ");
            if (covers && lens_view_misses(&lens, &sightings.blocks[0]))
                fail_msg("camera %d misses a block that it covers", c);
        }
    }
    assert_true(covered > CAMERAS && sure > CAMERAS && doubtful > CAMERAS);
    sightings_release(&sightings);
}

/* Small blocks all around: none is thrown away that holds what is covered. */
static void no_block_is_missed(void **state)
{
    enum { CAMERAS = 20000 };
    Dice dice = dice_new(4);
    Sightings sightings = {0};
    size_t missed = 0;

    (void)state;
    for (int c = 0; c < CAMERAS; c++) {
        Optics optics = any_pinhole(&dice);
        LensView lens = look_through(&optics, c % 2);
        Sighting middle = near_bound(&optics, &dice);
        bool covers = false;
        double px;
        sightings.count = 0;
        for (int i = 0; i < 8; i++) {
            Sighting seen = middle;
            seen.dx += (float)dice_between(&dice, -0.5, 0.5);
            seen.dy += (float)dice_between(&dice, -0.5, 0.5);
            sightings_add(&sightings, demand, &seen);
            covers |= footprint_judge(demand, 0, &seen, &optics, &px) == CAUSE_COVERED;
        }
        sightings_close(&sightings);
        assert_false(covers && lens_view_misses(&lens, &sightings.blocks[0]));
        missed += lens_view_misses(&lens, &sightings.blocks[0]);
    }
    assert_true(missed > CAMERAS / 4);
    sightings_release(&sightings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(floats_are_sure_of_what_the_double_says),
        cmocka_unit_test(no_block_is_missed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
