#include <omp.h>

#include "base/progress.h"
#include "planner/coverage/coverage.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

static void assert_near(double got, double expected, double within)
{
    if (!(fabs(got - expected) <= within))
        fail_msg("got %.9f, expected %.9f", got, expected);
}

static Coverage *covered(const Demand *demand, const Lookout *lookouts, size_t count)
{
    Diag diag = {0};
    Coverage *coverage;

    progress_mode(PROGRESS_NONE);
    assert_int_equal(coverage_compute(&coverage, demand, lookouts, count, "coverage", &diag), OK);
    return coverage;
}

static Demand *built(LittleScene *little)
{
    Diag diag = {0};
    Demand *demand;

    assert_int_equal(demand_build(&demand, &little->scene, &little->zones, &diag), OK);
    return demand;
}

static Cause cause_at(const Demand *demand, const Coverage *coverage, double x, double y)
{
    uint32_t cell = little_cell(demand, 0, x, y);

    assert_int_not_equal(cell, UINT32_MAX);
    return (Cause)coverage->cause[cell];
}

static void k_cameras_must_see_a_cell(void **state)
{
    LittleScene little;
    Lookout lookouts[2];
    Demand *demand;
    Coverage *one, *two;
    uint32_t cell;

    (void)state;
    little_scene_init(&little, 40, 1);
    little_scene_zone(&little, (Box){5, -5, 15, 5}, false)->requirement.k = 2;
    lookouts[0] = little_lookout(&little, 0, 0, 4, little_optics(90, 10, 84));
    lookouts[1] = little_lookout(&little, 22, 0, 4, little_optics(270, 10, 84));
    demand = built(&little);
    one = covered(demand, lookouts, 1);
    cell = little_cell(demand, 0, 12, 0);
    assert_int_equal(one->count[cell], 1);
    assert_int_equal(one->cause[cell], CAUSE_NO_CAMERA_NEAR); /* no second one */
    assert_near(coverage_zone_weight(demand, one, 0), 0, 1e-9);
    two = covered(demand, lookouts, 2);
    assert_int_equal(two->count[cell], 2);
    assert_int_equal(two->cause[cell], CAUSE_COVERED);
    assert_true(isnan(two->nearest_m[cell]) && two->by[cell] == UINT32_MAX);
    assert_true(coverage_zone_weight(demand, two, 0) > 50);
    coverage_free(one);
    coverage_free(two);
    coverage_free(NULL);
    demand_free(demand);
    little_scene_release(&little);
}

static void the_cause_is_the_nearest_cameras(void **state)
{
    LittleScene little;
    Lookout lookouts[3];
    Demand *demand;
    Coverage *coverage;

    (void)state;
    little_scene_init(&little, 400, 2);
    little_scene_raise(&little, (Box){8, -20, 10, 20}, 9, OBSTACLE_BUILDING);
    little_scene_zone(&little, (Box){-390, -3, 390, 3}, false);
    lookouts[0] = little_lookout(&little, -300, 0, 4, little_optics(270, 10, 84));
    lookouts[1] = little_lookout(&little, 0, 0, 4, little_optics(90, 10, 84));
    lookouts[2] = little_lookout(&little, 0, 0, 4, little_optics(90, 10, 84));
    demand = built(&little);
    coverage = covered(demand, lookouts, 3);
    assert_int_equal(cause_at(demand, coverage, -302, 0), CAUSE_UNDER_MOUNT);
    assert_int_equal(cause_at(demand, coverage, -320, 0), CAUSE_COVERED);
    assert_int_equal(cause_at(demand, coverage, -280, 0), CAUSE_OUTSIDE_FIELD);
    assert_int_equal(cause_at(demand, coverage, -360, 0), CAUSE_FEW_PIXELS);
    assert_int_equal(cause_at(demand, coverage, 20, 0), CAUSE_BUILDING);
    assert_int_equal(cause_at(demand, coverage, 250, 0), CAUSE_OUT_OF_RANGE);
    assert_int_equal(cause_at(demand, coverage, 350, 0), CAUSE_NO_CAMERA_NEAR);
    /* Equally near twins: the first is named. */
    assert_int_equal(coverage->by[little_cell(demand, 0, 20, 0)], 1);
    assert_near((double)coverage->nearest_m[little_cell(demand, 0, 20, 0)], 20, 1e-3);
    coverage_free(coverage);
    demand_free(demand);
    little_scene_release(&little);
}

static void the_blind_cover_nothing(void **state)
{
    static const struct {
        Cause blind_cause, ahead, behind;
    } blind[] = {{CAUSE_OFFLINE, CAUSE_OFFLINE, CAUSE_OUTSIDE_FIELD},
                 {CAUSE_MASKED, CAUSE_MASKED, CAUSE_OUTSIDE_FIELD},
                 {CAUSE_DATA_MISSING, CAUSE_DATA_MISSING, CAUSE_DATA_MISSING},
                 {CAUSE_NO_CAMERA_NEAR, CAUSE_NO_CAMERA_NEAR, CAUSE_NO_CAMERA_NEAR}};
    LittleScene little;
    Demand *demand;

    (void)state;
    little_scene_init(&little, 100, 1);
    little_scene_zone(&little, (Box){-90, -3, 90, 3}, false);
    demand = built(&little);
    for (size_t i = 0; i < sizeof blind / sizeof *blind; i++) {
        Lookout lookout = little_lookout(&little, 0, 0, 4, little_optics(90, 10, 84));
        Coverage *coverage;
        lookout.blind = true;
        lookout.blind_cause = blind[i].blind_cause;
        coverage = covered(demand, &lookout, 1);
        assert_int_equal(cause_at(demand, coverage, 20, 0), blind[i].ahead);
        assert_int_equal(cause_at(demand, coverage, -20, 0), blind[i].behind);
        assert_near(coverage_zone_weight(demand, coverage, 0), 0, 0);
        for (size_t c = 0; c < coverage->cells; c++)
            assert_true(coverage->best_px_per_m[c] <= 0 && coverage->count[c] == 0);
        coverage_free(coverage);
    }
    demand_free(demand);
    little_scene_release(&little);
}

static void line_duties_count_stations(void **state)
{
    LittleScene little;
    Lookout lookout;
    Demand *demand;
    Coverage *coverage;
    double from_m, to_m, run_m;

    (void)state;
    little_scene_init(&little, 60, 1);
    little_scene_zone(&little, (Box){-50.5, -2.5, 50.5, 2.5}, true);
    little_scene_zone(&little, (Box){-50.5, -2.5, 50.5, 2.5}, false);
    lookout = little_lookout(&little, -30, 0, 4, little_optics(90, 10, 84));
    demand = built(&little);
    coverage = covered(demand, &lookout, 1);
    assert_near(demand->zone_weight[0], 505, 1e-9);
    assert_true(coverage_zone_weight(demand, coverage, 0) <=
                coverage_zone_weight(demand, coverage, 1) + 5 * 4);
    assert_near(fmod(coverage_zone_weight(demand, coverage, 0), 5), 0, 1e-9); /* whole stations */
    assert_true(coverage_zone_weight(demand, coverage, 0) > 100);
    /* It sees from about 5 m ahead of itself to 42 m; then comes the longest run. */
    run_m = coverage_longest_run(demand, coverage, 0, &from_m, &to_m);
    assert_near(run_m, to_m - from_m, 1e-9);
    assert_near(to_m, 101, 1e-9);
    assert_true(from_m > 55 && from_m < 65);
    assert_near(coverage_longest_run(demand, coverage, 1, &from_m, &to_m), 0, 0);
    coverage_free(coverage);
    demand_free(demand);
    little_scene_release(&little);
}

static void the_same_whatever_the_threads(void **state)
{
    enum { MANY = 24 };
    LittleScene little;
    Lookout lookouts[MANY];
    Demand *demand;
    Coverage *one, *four;

    (void)state;
    little_scene_init(&little, 80, 1);
    for (int i = 0; i < 5; i++)
        little_scene_raise(&little, (Box){i * 12 - 30, i * 7 - 20, i * 12 - 25, i * 7 - 12}, 7,
                           i % 2 ? OBSTACLE_CANOPY : OBSTACLE_BUILDING);
    little_scene_zone(&little, (Box){-70, -20, 70, 20}, false)->requirement.k = 2;
    little_scene_zone(&little, (Box){-20, -70, 20, 70}, true);
    for (int i = 0; i < MANY; i++)
        lookouts[i] = little_lookout(&little, i * 5.3 - 60, (i * 37) % 90 - 45.2, 5,
                                     little_optics(i * 50, 12, i % 3 ? 60 : 360));
    demand = built(&little);
    omp_set_num_threads(1);
    one = covered(demand, lookouts, MANY);
    omp_set_num_threads(4);
    four = covered(demand, lookouts, MANY);
    assert_memory_equal(one->count, four->count, one->cells * sizeof *one->count);
    assert_memory_equal(one->best_px_per_m, four->best_px_per_m,
                        one->cells * sizeof *one->best_px_per_m);
    assert_memory_equal(one->cause, four->cause, one->cells);
    assert_memory_equal(one->by, four->by, one->cells * sizeof *one->by);
    assert_int_equal(one->lines, four->lines);
    for (size_t i = 0; i < MANY; i++) {
        const Footprint *a = &one->footprints[i], *b = &four->footprints[i];
        assert_int_equal(a->count, b->count);
        assert_int_equal(a->run_count, b->run_count);
        if (a->run_count)
            assert_memory_equal(a->runs, b->runs, a->run_count * sizeof *a->runs);
        for (size_t r = 1; r < a->run_count; r++)
            assert_true(a->runs[r - 1].first + a->runs[r - 1].count < a->runs[r].first);
    }
    coverage_free(one);
    coverage_free(four);
    demand_free(demand);
    little_scene_release(&little);
}

/* Counts and footprints say the same. */
static void counts_are_the_sum_of_footprints(void **state)
{
    LittleScene little;
    Lookout lookouts[3];
    Demand *demand;
    Coverage *coverage;
    size_t counted = 0, listed = 0;

    (void)state;
    little_scene_init(&little, 60, 1);
    little_scene_zone(&little, (Box){-40, -40, 40, 40}, false);
    for (int i = 0; i < 3; i++)
        lookouts[i] = little_lookout(&little, i * 9, 0, 6, little_optics(i * 40, 20, 70));
    demand = built(&little);
    coverage = covered(demand, lookouts, 3);
    for (size_t i = 0; i < coverage->cells; i++)
        counted += coverage->count[i];
    for (size_t i = 0; i < 3; i++) {
        Sightings shed = {0};
        Footprint footprint = {0};
        SightingReach reach = {.street_range_m = 100};
        Glance *glance = glance_new();
        SightingEyes eyes = {{&lookouts[i].eye, &lookouts[i].eye}, glance};
        Diag diag = {0};
        listed += coverage->footprints[i].count;
        assert_int_equal(sightings_compute(&shed, demand, &eyes, &reach, &diag), OK);
        footprint_compute(&footprint, demand, &shed, &lookouts[i].optics, true);
        assert_int_equal(footprint.count, coverage->footprints[i].count);
        assert_int_equal(footprint.run_count, coverage->footprints[i].run_count);
        assert_memory_equal(footprint.runs, coverage->footprints[i].runs,
                            footprint.run_count * sizeof *footprint.runs);
        glance_free(glance);
        footprint_release(&footprint);
        sightings_release(&shed);
    }
    assert_int_equal(counted, listed);
    assert_true(counted > 500);
    coverage_free(coverage);
    demand_free(demand);
    little_scene_release(&little);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(k_cameras_must_see_a_cell),
        cmocka_unit_test(the_cause_is_the_nearest_cameras),
        cmocka_unit_test(the_blind_cover_nothing),
        cmocka_unit_test(line_duties_count_stations),
        cmocka_unit_test(the_same_whatever_the_threads),
        cmocka_unit_test(counts_are_the_sum_of_footprints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
