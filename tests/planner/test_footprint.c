#include "planner/coverage/footprint.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

/* One demand cell, one camera that looks east through 84 degrees, 10 degrees down. */
static const struct {
    const char *promise;
    float dx, dy, dz;
    uint8_t visible, by;
    double px_per_m, max_down_deg, facing_deg; /* of the zone; NaN: any facing */
    bool thermal_ok, thermal;
    Cause cause;
} cases[] = {
    {"seen and sharp", 20, 0, -3, 1, 0, 25, 90, NAN, false, false, CAUSE_COVERED},
    {"just sharp enough", 42.64F, 0, 0, 1, 0, 25.3, 90, NAN, false, false, CAUSE_COVERED},
    {"too few pixels", 60, 0, -3, 1, 0, 25, 90, NAN, false, false, CAUSE_FEW_PIXELS},
    {"too far", 101, 0, -3, 1, 0, 1, 90, NAN, false, false, CAUSE_OUT_OF_RANGE},
    {"behind", -20, 0, -3, 1, 0, 25, 90, NAN, false, false, CAUSE_OUTSIDE_FIELD},
    {"too steep before hidden", 5, 0, -3, 0, 1, 25, 30, NAN, false, false, CAUSE_TOO_STEEP},
    {"steep enough", 20, 0, -3, 1, 0, 25, 30, NAN, false, false, CAUSE_COVERED},
    {"too steep before under the mount", 2, 0, -3, 1, 0, 25, 30, NAN, false, false,
     CAUSE_TOO_STEEP},
    {"under the mount", 2, 0, -3, 1, 0, 25, 90, NAN, false, false, CAUSE_UNDER_MOUNT},
    {"hidden by terrain", 20, 0, -3, 0, OBSTACLE_TERRAIN, 25, 90, NAN, false, false, CAUSE_TERRAIN},
    {"hidden by building", 20, 0, -3, 0, OBSTACLE_BUILDING, 25, 90, NAN, false, false,
     CAUSE_BUILDING},
    {"hidden by who knows what", 20, 0, -3, 0, OBSTACLE_OTHER, 25, 90, NAN, false, false,
     CAUSE_BUILDING},
    {"hidden by canopy", 20, 0, -3, 0, OBSTACLE_CANOPY, 25, 90, NAN, false, false, CAUSE_CANOPY},
    {"facing the camera", 20, 0, -3, 1, 0, 25, 90, 270, false, false, CAUSE_COVERED},
    {"facing away", 20, 0, -3, 1, 0, 25, 90, 90, false, false, CAUSE_OUTSIDE_FIELD},
    {"thermal not wanted", 20, 0, -3, 1, 0, 25, 90, NAN, false, true, CAUSE_FEW_PIXELS},
    {"thermal allowed", 20, 0, -3, 1, 0, 25, 90, NAN, true, true, CAUSE_COVERED},
    /* 1920 px over 84 degrees are 1066.2 px at a metre; two on 0.75 m reach to 399.8 m. */
    {"thermal: two pixels on 0.75 m, whatever visible light needs", 99, 0, 0, 1, 0, 250, 90, NAN,
     true, true, CAUSE_COVERED},
};

/* Judge the one cell; all ways to ask must agree. */
static void check_both_ways(const char *promise, Demand *demand, const Sighting *seen,
                            const Optics *optics, Cause expected)
{
    Sightings shed = {0};
    Footprint footprint = {0};
    double px;
    Cause cause;

    demand_bounds(demand);
    sightings_add(&shed, demand, seen);
    sightings_close(&shed);
    cause = footprint_judge(demand, 0, seen, optics, &px);
    if (cause != expected)
        fail_msg("%s: got \"%s\"", promise, cause_name(cause));
    footprint_compute(&footprint, demand, &shed, optics, true);
    if ((footprint.count == 1) != (cause == CAUSE_COVERED))
        fail_msg("%s: footprint of %zu cells", promise, footprint.count);
    if (footprint.count)
        assert_true(fabs((double)footprint.px_per_m[0] - px) < 1e-4);
    footprint_release(&footprint);
    footprint_compute(&footprint, demand, &shed, optics, false);
    assert_null(footprint.px_per_m);
    footprint_release(&footprint);
    sightings_release(&shed);
}

static void judges_in_the_order_of_tests(void **state)
{
    LittleScene little;
    Demand *demand;
    Diag diag = {0};
    Zone *zone;

    (void)state;
    little_scene_init(&little, 10, 1);
    zone = little_scene_zone(&little, (Box){-0.4, -0.4, 0.4, 0.4}, false);
    assert_int_equal(demand_build(&demand, &little.scene, &little.zones, &diag), OK);
    assert_int_equal(demand->cell_count, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Sighting seen = {0, cases[i].dx, cases[i].dy, cases[i].dz, cases[i].visible, cases[i].by};
        Optics optics = little_optics(90, 10, 84);
        optics.max_range_m = 100;
        optics.thermal = cases[i].thermal;
        zone->requirement.px_per_m = cases[i].px_per_m;
        zone->requirement.max_down_angle_deg = cases[i].max_down_deg;
        zone->requirement.facing = !isnan(cases[i].facing_deg);
        zone->facing_deg = cases[i].facing_deg;
        zone->requirement.thermal_ok = cases[i].thermal_ok;
        check_both_ways(cases[i].promise, demand, &seen, &optics, cases[i].cause);
    }
    demand_free(demand);
    little_scene_release(&little);
}

/* The same camera by night, alone or as the middle of several sensors of 60 degrees each. */
static const struct {
    const char *promise;
    float dx, dy;
    double light_m; /* of its own */
    bool lit, thermal;
    int sensors;
    double step_deg;
    Cause cause;
} nights[] = {
    {"within its own light", 20, 0, 21, false, false, 1, 0, CAUSE_COVERED},
    {"where its own light ends", 20, 0, 20, false, false, 1, 0, CAUSE_COVERED},
    {"beyond its own light", 20, 0, 19, false, false, 1, 0, CAUSE_OUT_OF_RANGE},
    {"beyond its own light, under a lamp", 20, 0, 19, true, false, 1, 0, CAUSE_COVERED},
    {"without a light of its own", 20, 0, 0, false, false, 1, 0, CAUSE_OUT_OF_RANGE},
    {"under a lamp, too few pixels", 90, 0, 0, true, false, 1, 0, CAUSE_FEW_PIXELS},
    {"warm, without any light", 60, 0, 0, false, true, 1, 0, CAUSE_COVERED},
    {"one sensor looks ahead", 8, 20, 50, false, false, 1, 0, CAUSE_OUTSIDE_FIELD},
    {"three sensors look to the side", 8, 20, 50, false, false, 3, 60, CAUSE_COVERED},
    {"two sensors with a gap ahead", 20, 0, 50, false, false, 2, 90, CAUSE_OUTSIDE_FIELD},
    {"and with none", 20, 0, 50, false, false, 2, 50, CAUSE_COVERED},
    {"several sensors share the dark", 8, 20, 19, false, false, 3, 60, CAUSE_OUT_OF_RANGE},
    {"and the lamp", 8, 20, 19, true, false, 3, 60, CAUSE_COVERED},
    {"and the warmth", 40, 80, 0, false, true, 3, 60, CAUSE_COVERED},
    {"all round, behind on a seam", -20, 0, 50, false, false, 6, 60, CAUSE_COVERED},
    {"five of six, behind", -20, 0, 50, false, false, 5, 60, CAUSE_OUTSIDE_FIELD},
};

static void judges_by_night_and_with_several_sensors(void **state)
{
    LittleScene little;
    Demand *demand;
    Diag diag = {0};
    Zone *zone;

    (void)state;
    little_scene_init(&little, 10, 1);
    zone = little_scene_zone(&little, (Box){-0.4, -0.4, 0.4, 0.4}, false);
    zone->requirement.thermal_ok = true;
    assert_int_equal(demand_build(&demand, &little.scene, &little.zones, &diag), OK);
    for (size_t i = 0; i < sizeof nights / sizeof *nights; i++) {
        Sighting seen = {0, nights[i].dx, nights[i].dy, -3, 1, 0};
        Optics optics = little_optics(90, 10, 60);
        optics.max_range_m = 100;
        optics.sensors = nights[i].sensors;
        optics.sensor_step_deg = nights[i].step_deg;
        optics.thermal = nights[i].thermal;
        optics.dark = !nights[i].thermal;
        optics.dark_range_m = nights[i].light_m;
        optics_prepare(&optics);
        zone->requirement.lit = nights[i].lit;
        check_both_ways(nights[i].promise, demand, &seen, &optics, nights[i].cause);
    }
    demand_free(demand);
    little_scene_release(&little);
}

static void every_cause_has_a_name(void **state)
{
    (void)state;
    for (int cause = 0; cause < CAUSE_COUNT; cause++) {
        assert_true(strlen(cause_name((Cause)cause)) > 3);
        assert_true(strlen(cause_name_zh((Cause)cause)) > 3);
    }
    assert_string_equal(cause_name(CAUSE_BUILDING), "hidden by building");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges_in_the_order_of_tests),
        cmocka_unit_test(judges_by_night_and_with_several_sensors),
        cmocka_unit_test(every_cause_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
