/* Many cameras of one eye share its sightings: what each covers must be what the plain rules say,
 * cell by cell and line by line. */
#include "planner/coverage/footprint.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"
#include "tests/viewshed/dice.h"

enum { EYES = 10, CAMERAS = 48 };

static LittleScene little;
static Demand *demand;

/* Houses, trees and holes on a flat town of 120 m; zones that ask for different things, some
 * of the same cells. */
static int set_up(void **state)
{
    static const Obstacle kinds[] = {OBSTACLE_BUILDING, OBSTACLE_CANOPY, OBSTACLE_OTHER};
    Dice dice = dice_new(11);
    Diag diag = {0};
    Zone *zone;

    (void)state;
    little_scene_init(&little, 60, 1);
    for (int i = 0; i < 24; i++) {
        double x = rint(dice_between(&dice, -55, 50)), y = rint(dice_between(&dice, -55, 50));
        little_scene_raise(&little, (Box){x, y, x + 4, y + 3}, dice_between(&dice, 2, 9),
                           kinds[i % 3]);
    }
    little_scene_raise(&little, (Box){20, -30, 23, -28}, NAN, OBSTACLE_TERRAIN);
    little_scene_zone(&little, (Box){-58, -58, 58, 58}, false)->requirement.px_per_m = 20;
    zone = little_scene_zone(&little, (Box){-40, -10, 40, 10}, false);
    zone->requirement.px_per_m = 60;
    zone->requirement.thermal_ok = true;
    zone = little_scene_zone(&little, (Box){-10, -50, 10, 50}, false);
    zone->requirement.max_down_angle_deg = 25;
    zone = little_scene_zone(&little, (Box){-30, -30, 0, 0}, false);
    zone->requirement.facing = true;
    zone->facing_deg = 135;
    little_scene_zone(&little, (Box){0, 20, 50, 40}, false)->requirement.target_height_m = 0.5;
    little_scene_zone(&little, (Box){-50, 40, 50, 50}, false)->requirement.use = USE_LONG_RANGE;
    return (int)demand_build(&demand, &little.scene, &little.zones, &diag);
}

static int tear_down(void **state)
{
    (void)state;
    demand_free(demand);
    little_scene_release(&little);
    return 0;
}

/* Some on round numbers, so that targets lie on the very edge of a view. */
static Optics any_camera(Dice *dice, int i)
{
    static const double hfov_deg[] = {90, 60, 30, 6, 110, 170, 200, 360};
    static const double tilt_deg[] = {0, 10, 25, 45, 80, -5};
    Optics optics = little_optics(i % 5 ? dice_between(dice, 0, 360) : 45.0 * (i % 8),
                                  tilt_deg[i % 6], hfov_deg[i % 8]);

    if (i % 4 == 3)
        optics.max_range_m = dice_between(dice, 5, 80);
    if (i % 11 == 10) {
        optics.projection = PROJECTION_FISHEYE;
        optics.tilt_deg = 90;
    }
    if (i % 7 == 5) {
        optics.sensors = 2 + i % 3;
        optics.sensor_step_deg = i % 2 ? optics.hfov_deg : dice_between(dice, 20, 70);
    }
    optics.thermal = i % 13 == 12;
    optics.dark = i % 3 == 1;
    optics.dark_range_m = i % 2 ? rint(dice_between(dice, 0, 30)) : dice_between(dice, 0, 60);
    optics_prepare(&optics);
    return optics;
}

/* What the eye makes of each demand point, by one line of sight each. */
static Sighting *lines_to_all(const Eye *eye, double range_m, bool *near)
{
    const Surface *surface = &little.scene.surfaces[USE_STREET];
    Sighting *seen = memory_new(demand->point_count, sizeof *seen);
    SightRules rules = sight_rules_default();

    for (uint32_t i = 0; i < demand->point_count; i++) {
        const DemandPoint *point = &demand->points[i];
        double dx = demand->origin_x - eye->at.x + (double)point->x;
        double dy = demand->origin_y - eye->at.y + (double)point->y;
        double dz = (double)point->ground_m + (double)point->target_height_m - eye->at.z;
        Sight sight = sight_to_cell(surface, &rules, eye->at, point->column, point->row,
                                    (double)point->target_height_m);
        near[i] = dx * dx + dy * dy <= range_m * range_m;
        seen[i] = (Sighting){i, (float)dx, (float)dy, (float)dz, sight.visible, (uint8_t)sight.by};
    }
    return seen;
}

static void check_camera(const Sightings *sightings, const Sighting *seen, const bool *near,
                         const Optics *optics, Footprint *footprint)
{
    FootprintWalk walk;
    uint32_t covered;
    size_t count = 0;
    double px;

    footprint_compute(footprint, demand, sightings, optics, true);
    walk = footprint_walk(footprint);
    for (uint32_t cell = 0; cell < demand->cell_count; cell++) {
        uint32_t point = demand->cells[cell].point;
        if (!near[point] ||
            footprint_judge(demand, cell, &seen[point], optics, &px) != CAUSE_COVERED)
            continue;
        assert_true(footprint_next(&walk, &covered));
        assert_int_equal(covered, cell);
        assert_true((float)px == footprint->px_per_m[count++]);
    }
    assert_false(footprint_next(&walk, &covered));
    assert_int_equal(count, footprint->count);
    for (size_t r = 1; r < footprint->run_count; r++)
        assert_true(footprint->runs[r - 1].first + footprint->runs[r - 1].count <
                    footprint->runs[r].first);
}

static void cameras_of_eyes_cover_what_the_rules_say(void)
{
    Dice dice = dice_new(5);
    Sightings sightings = {0};
    Footprint footprint = {0};
    Glance *glance = glance_new();
    bool *near = memory_new(demand->point_count, sizeof *near);
    size_t covered = 0;

    for (int e = 0; e < EYES; e++) {
        double x = dice_between(&dice, -50, 50), y = dice_between(&dice, -50, 50);
        bool whole = e % 4 == 0;
        Eye eye = sight_eye(&little.scene.surfaces[USE_STREET], whole ? rint(x) : x,
                            whole ? rint(y) : y, dice_between(&dice, 3, 12), e % 5 == 4);
        SightingEyes eyes = {{&eye, &eye}, glance};
        SightingReach reach = {.street_range_m = e % 3 ? 45 : 200, .keep_hidden = e % 2};
        Diag diag = {0};
        Sighting *seen;
        if (eye.stuck || eye.nodata)
            continue;
        reach.long_range_m = reach.street_range_m;
        assert_int_equal(sightings_compute(&sightings, demand, &eyes, &reach, &diag), OK);
        seen = lines_to_all(&eye, reach.street_range_m, near);
        for (int i = 0; i < CAMERAS; i++) {
            Optics optics = any_camera(&dice, i);
            check_camera(&sightings, seen, near, &optics, &footprint);
            covered += footprint.count;
        }
        free(seen);
    }
    assert_true(covered > 10000);
    free(near);
    glance_free(glance);
    footprint_release(&footprint);
    sightings_release(&sightings);
}

static void cameras_cover_what_the_rules_say(void **state)
{
    (void)state;
    assert_false(demand->some_lit);
    cameras_of_eyes_cover_what_the_rules_say();
}

/* Where some places are lit and others not. */
static void cameras_cover_by_lamplight_what_the_rules_say(void **state)
{
    (void)state;
    little.zone[1].requirement.lit = little.zone[5].requirement.lit = true;
    demand_bounds(demand);
    assert_true(demand->some_lit);
    cameras_of_eyes_cover_what_the_rules_say();
}

/* A lens's window of bearings loses nothing of what it has in view, straight down included. */
static void a_window_holds_the_view(void **state)
{
    Dice dice = dice_new(9);
    Sightings all = {0}, some = {0};
    Glance *glance = glance_new();
    Eye eye = sight_eye(&little.scene.surfaces[USE_STREET], 3, -20, 5, false);
    SightingEyes eyes = {{&eye, &eye}, glance};
    SightingReach reach = {.street_range_m = 70};
    Diag diag = {0};

    (void)state;
    assert_false(eye.stuck || eye.nodata);
    assert_int_equal(sightings_compute(&all, demand, &eyes, &reach, &diag), OK);
    for (int i = 0; i < CAMERAS; i++) {
        Optics optics = any_camera(&dice, i);
        size_t next = 0;
        double px;
        reach.through[USE_STREET] = &optics;
        assert_int_equal(sightings_compute(&some, demand, &eyes, &reach, &diag), OK);
        for (size_t k = 0; k < all.count; k++) {
            Sighting seen = sightings_at(&all, k);
            if (optics_place(&optics, (double)seen.dx, (double)seen.dy, (double)seen.dz, &px) !=
                VIEW_IN)
                continue;
            assert_true(next < some.count);
            assert_int_equal(some.point[next++], seen.point);
        }
        assert_int_equal(next, some.count);
    }
    glance_free(glance);
    sightings_release(&all);
    sightings_release(&some);
}

/* Demand whose targets all have one height takes the short way: it must be the same way. */
static void one_height_or_several_see_the_same(void **state)
{
    Sightings several = {0}, one = {0};
    Glance *glance = glance_new();
    Eye eye = sight_eye(&little.scene.surfaces[USE_STREET], 7.3, 1.8, 6, false);
    SightingEyes eyes = {{&eye, &eye}, glance};
    SightingReach reach = {.street_range_m = 58};
    Diag diag = {0};
    size_t next = 0;

    (void)state;
    assert_true(isnan(demand->target_height_m[USE_STREET]));
    assert_int_equal(sightings_compute(&several, demand, &eyes, &reach, &diag), OK);
    little.zone[4].requirement.target_height_m = 1.7;
    demand_free(demand);
    assert_int_equal(demand_build(&demand, &little.scene, &little.zones, &diag), OK);
    assert_true(demand->target_height_m[USE_STREET] == 1.7F);
    assert_int_equal(sightings_compute(&one, demand, &eyes, &reach, &diag), OK);
    for (size_t i = 0; i < several.count; i++) {
        if (several.dz[i] < -4.31F) /* asked lower */
            continue;
        while (next < one.count && (one.dx[next] != several.dx[i] || one.dy[next] != several.dy[i]))
            next++;
        assert_true(next < one.count);
        next = 0;
    }
    assert_true(one.count > 1000 && several.count > one.count);
    glance_free(glance);
    sightings_release(&several);
    sightings_release(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cameras_cover_what_the_rules_say),
        cmocka_unit_test(cameras_cover_by_lamplight_what_the_rules_say),
        cmocka_unit_test(a_window_holds_the_view),
        cmocka_unit_test(one_height_or_several_see_the_same),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
