#include "planner/coverage/gap.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

static void assert_near(double got, double expected, double within)
{
    if (!(fabs(got - expected) <= within))
        fail_msg("got %.9f, expected %.9f", got, expected);
}

/* A coverage of nothing yet, to be painted. */
static Coverage *blank(const Demand *demand)
{
    Coverage *coverage = memory_new(1, sizeof *coverage);

    coverage->cells = demand->cell_count;
    coverage->count = memory_new(demand->cell_count, sizeof *coverage->count);
    coverage->best_px_per_m = memory_new(demand->cell_count, sizeof *coverage->best_px_per_m);
    coverage->cause = memory_new(demand->cell_count, 1);
    coverage->nearest_m = memory_new(demand->cell_count, sizeof *coverage->nearest_m);
    coverage->by = memory_new(demand->cell_count, sizeof *coverage->by);
    for (size_t i = 0; i < demand->cell_count; i++) {
        coverage->cause[i] = CAUSE_COVERED;
        coverage->by[i] = UINT32_MAX;
        coverage->nearest_m[i] = NAN;
    }
    return coverage;
}

static void paint(const Demand *demand, Coverage *coverage, Box box, Cause cause, uint32_t by)
{
    for (size_t i = 0; i < demand->cell_count; i++) {
        const DemandPoint *point = &demand->points[demand->cells[i].point];
        double x = demand->origin_x + (double)point->x, y = demand->origin_y + (double)point->y;
        if (!box_has(box, x, y))
            continue;
        coverage->cause[i] = (uint8_t)cause;
        coverage->by[i] = by;
        coverage->nearest_m[i] = (float)hypot(x, y);
        coverage->best_px_per_m[i] = (float)(10 + x);
    }
}

static GapSet *found(const Demand *demand, const Coverage *coverage)
{
    Diag diag = {0};
    GapSet *set;

    assert_int_equal(gaps_find(&set, demand, coverage, &diag), OK);
    return set;
}

static void gaps_are_connected_and_largest_first(void **state)
{
    LittleScene little;
    Diag diag = {0};
    Demand *demand;
    Coverage *coverage;
    GapSet *set;

    (void)state;
    little_scene_init(&little, 30, 1);
    little_scene_zone(&little, (Box){-20.5, -10.5, 20.5, 10.2}, false);
    assert_int_equal(demand_build(&demand, &little.scene, &little.zones, &diag), OK);
    coverage = blank(demand);
    paint(demand, coverage, (Box){-15, 0, -14, 0}, CAUSE_BUILDING, 3);
    paint(demand, coverage, (Box){5, 5, 8, 10}, CAUSE_CANOPY, 4);
    paint(demand, coverage, (Box){9, 4, 9, 4}, CAUSE_OUT_OF_RANGE, 5); /* by a corner: the same */
    set = found(demand, coverage);
    assert_int_equal(set->count, 2);
    assert_string_equal(set->gaps[0].id, "G-00001");
    assert_int_equal(set->gaps[0].cell_count, 25);
    assert_near(set->gaps[0].area_m2, 25, 1e-9);
    assert_near(set->gaps[0].weight, 25, 1e-9);
    assert_int_equal(set->gaps[0].cause, CAUSE_CANOPY);
    assert_int_equal(set->gaps[0].nearest, 4);
    assert_near(set->gaps[0].achieved_px_per_m, 17, 1); /* median of 15 to 19 */
    assert_true(isnan(set->gaps[0].from_m) && isnan(set->gaps[0].longest_run_m));
    assert_int_equal(set->gaps[1].cell_count, 2);
    assert_int_equal(set->gaps[1].cause, CAUSE_BUILDING);
    assert_int_equal(GEOSisValid_r(set->geos, set->gaps[0].shape), 1);
    /* The zone ends 0.3 m short of its last row of cells. */
    assert_near(shape_area_m2(set->geos, set->gaps[0].shape), 25 - 4 * 0.3, 1e-6);
    assert_true(set->gaps[0].x >= 5 && set->gaps[0].x <= 9);
    gaps_free(set);
    gaps_free(NULL);
    coverage_free(coverage);
    demand_free(demand);
    little_scene_release(&little);
}

static void line_gaps_run_from_and_to(void **state)
{
    LittleScene little;
    Diag diag = {0};
    Demand *demand;
    Coverage *coverage;
    GapSet *set;

    (void)state;
    little_scene_init(&little, 60, 1);
    little_scene_zone(&little, (Box){-50.5, -2.5, 50.5, 2.5}, true);
    assert_int_equal(demand_build(&demand, &little.scene, &little.zones, &diag), OK);
    coverage = blank(demand);
    paint(demand, coverage, (Box){-40, -2, -31, 2}, CAUSE_BUILDING, 3);
    paint(demand, coverage, (Box){40, -2, 60, 2}, CAUSE_NO_CAMERA_NEAR, UINT32_MAX);
    paint(demand, coverage, (Box){0, 2, 20, 2}, CAUSE_CANOPY, 1); /* one of five rows: no gap */
    set = found(demand, coverage);
    assert_int_equal(set->count, 2);
    assert_near(set->gaps[0].from_m, 90, 1e-6);
    assert_near(set->gaps[0].to_m, 101, 1e-6);
    assert_near(set->gaps[0].longest_run_m, 11, 1e-6);
    assert_int_equal(set->gaps[0].nearest, UINT32_MAX);
    assert_near(set->gaps[1].from_m, 10, 1e-6);
    assert_near(set->gaps[1].to_m, 20, 1e-6);
    assert_int_equal(set->gaps[1].cell_count, 50);
    gaps_free(set);
    coverage_free(coverage);
    demand_free(demand);
    little_scene_release(&little);
}

static void zones_follow_one_another(void **state)
{
    LittleScene little;
    Diag diag = {0};
    Demand *demand;
    Coverage *coverage;
    GapSet *set;
    size_t cells = 0;

    (void)state;
    little_scene_init(&little, 30, 1);
    little_scene_zone(&little, (Box){-3.5, -3.5, 3.5, 3.5}, false);
    little_scene_zone(&little, (Box){-9.5, -9.5, 9.5, 9.5}, false);
    assert_int_equal(demand_build(&demand, &little.scene, &little.zones, &diag), OK);
    coverage = blank(demand);
    for (int i = -8; i <= 8; i += 2) /* a checkerboard holds together by its corners */
        for (int j = -8; j <= 8; j += 4)
            paint(demand, coverage, (Box){i, j, i, j}, CAUSE_TERRAIN, 0);
    set = found(demand, coverage);
    for (size_t i = 0; i < set->count; i++) {
        cells += set->gaps[i].cell_count;
        assert_true(i == 0 || set->gaps[i].zone >= set->gaps[i - 1].zone);
    }
    assert_int_equal(cells, set->count);
    assert_int_equal(set->gaps[set->count - 1].zone, 1);
    gaps_free(set);
    coverage_free(coverage);
    demand_free(demand);
    little_scene_release(&little);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_are_connected_and_largest_first),
        cmocka_unit_test(line_gaps_run_from_and_to),
        cmocka_unit_test(zones_follow_one_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
