#include "planner/coverage/sightings.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

static LittleScene little;
static Demand *demand;
static Glance *glance;

static void compute(Sightings *out, const Eye *eye, const Eye *long_eye, const SightingReach *reach)
{
    SightingEyes eyes = {{eye, long_eye}, glance};
    Diag diag = {0};

    assert_int_equal(sightings_compute(out, demand, &eyes, reach, &diag), OK);
}

static int set_up(void **state)
{
    Diag diag = {0};

    (void)state;
    little_scene_init(&little, 60, 1);
    little_scene_raise(&little, (Box){10, -5, 12, 5}, 8, OBSTACLE_BUILDING);
    little_scene_raise(&little, (Box){-12, -5, -10, 5}, 8, OBSTACLE_CANOPY);
    little_scene_raise(&little, (Box){-5, 20, 5, 20}, NAN, OBSTACLE_TERRAIN);
    little_scene_zone(&little, (Box){-50, -50, 50, 50}, false);
    little_scene_zone(&little, (Box){-50, -3.5, 50, 3.5}, false)->requirement.use = USE_LONG_RANGE;
    glance = glance_new();
    return (int)demand_build(&demand, &little.scene, &little.zones, &diag);
}

static int tear_down(void **state)
{
    (void)state;
    glance_free(glance);
    demand_free(demand);
    little_scene_release(&little);
    return 0;
}

/* Each point of the viewshed is what a line of sight says; none is missing or twice. */
static void check_points(const Sightings *shed, const Eye *eye, double range_m, bool hidden_too)
{
    const Surface *surface = &little.scene.surfaces[USE_STREET];
    SightRules rules = sight_rules_default();
    size_t next = 0;

    for (uint32_t i = 0; i < demand->point_count; i++) {
        const DemandPoint *point = &demand->points[i];
        double dx = demand->origin_x + (double)point->x - eye->at.x;
        double dy = demand->origin_y + (double)point->y - eye->at.y;
        Sight sight = sight_to_cell(surface, &rules, eye->at, point->column, point->row,
                                    (double)point->target_height_m);
        if (point->use != USE_STREET || hypot(dx, dy) > range_m || (!sight.visible && !hidden_too))
            continue;
        assert_true(next < shed->count);
        Sighting seen = sightings_at(shed, next++);
        assert_int_equal(seen.point, i);
        assert_int_equal(seen.visible, sight.visible);
        if (!sight.visible)
            assert_int_equal(seen.by, sight.by);
        assert_true(fabs((double)seen.dx - dx) < 1e-3);
        assert_true(fabs((double)seen.dy - dy) < 1e-3);
    }
    assert_int_equal(next, shed->count);
}

static void holds_what_the_eye_sees(void **state)
{
    Sightings shed = {0};
    Eye eye = sight_eye(&little.scene.surfaces[USE_STREET], 0.3, 0.2, 4, false);
    SightingReach reach = {.street_range_m = 40.5};

    (void)state;
    compute(&shed, &eye, &eye, &reach);
    check_points(&shed, &eye, 40.5, false);
    assert_true(shed.lines > shed.count && shed.nodata_lines > 0);
    reach.keep_hidden = true;
    compute(&shed, &eye, &eye, &reach);
    check_points(&shed, &eye, 40.5, true);
    assert_int_equal(shed.lines, shed.count);
    sightings_release(&shed);
    assert_null(shed.point);
}

static void casts_lines_only_through_the_lens(void **state)
{
    Sightings all = {0}, some = {0};
    Eye eye = sight_eye(&little.scene.surfaces[USE_STREET], 0.3, 0.2, 4, false);
    Optics optics = little_optics(60, 10, 70);
    SightingReach reach = {.street_range_m = 40};
    size_t next = 0;
    double px;

    (void)state;
    compute(&all, &eye, &eye, &reach);
    reach.through[USE_STREET] = &optics;
    compute(&some, &eye, &eye, &reach);
    assert_true(some.lines * 3 < all.lines && some.count > 0);
    for (size_t i = 0; i < all.count; i++) {
        Sighting seen = sightings_at(&all, i);
        if (optics_place(&optics, (double)seen.dx, (double)seen.dy, (double)seen.dz, &px) ==
            VIEW_IN)
            assert_int_equal(some.point[next++], seen.point);
    }
    assert_int_equal(next, some.count);
    sightings_release(&all);
    sightings_release(&some);
}

static void each_use_has_its_range(void **state)
{
    Sightings shed = {0};
    Eye eye = sight_eye(&little.scene.surfaces[USE_STREET], 0.3, 0.2, 4, false), blind = eye;
    SightingReach reach = {.long_range_m = 30};

    (void)state;
    compute(&shed, &eye, &eye, &reach);
    assert_true(shed.count > 0);
    for (size_t i = 0; i < shed.count; i++)
        assert_int_equal(demand->points[shed.point[i]].use, USE_LONG_RANGE);
    blind.stuck = true;
    compute(&shed, &eye, &blind, &reach);
    assert_int_equal(shed.count, 0);
    sightings_release(&shed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_what_the_eye_sees),
        cmocka_unit_test(casts_lines_only_through_the_lens),
        cmocka_unit_test(each_use_has_its_range),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
