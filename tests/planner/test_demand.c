#include "planner/coverage/chainage.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

static Demand *built(LittleScene *little)
{
    Diag diag = {0};
    Demand *demand;

    assert_int_equal(demand_build(&demand, &little->scene, &little->zones, &diag), OK);
    return demand;
}

static void assert_near(double got, double expected, double within)
{
    if (!(fabs(got - expected) <= within))
        fail_msg("got %.9f, expected %.9f", got, expected);
}

static void cells_are_every_nth_sample(void **state)
{
    LittleScene little;
    Demand *demand;

    (void)state;
    little_scene_init(&little, 50, 1);
    little.project.demand_cell_m = 2.2; /* nearest multiple: 2 */
    little_scene_zone(&little, (Box){-10.5, -10.5, 9.5, 9.5}, false);
    demand = built(&little);
    assert_int_equal(demand->cell_count, 100);
    assert_int_equal(demand->point_count, 100);
    assert_near(demand->zone_weight[0], 400, 1e-9);
    assert_near(demand->zone_area_m2[0], 400, 1e-9);
    for (size_t i = 0; i < demand->point_count; i++) {
        const DemandPoint *point = &demand->points[i];
        const Grid *from = &little.scene.surfaces[USE_STREET].grid;
        double x = demand->origin_x + (double)point->x, y = demand->origin_y + (double)point->y;
        assert_near(x, grid_x(from, point->column), 1e-3);
        assert_near(y, grid_y(from, point->row), 1e-3);
        assert_near(x, grid_x(&demand->grid, grid_column(&demand->grid, x)), 1e-3);
        assert_near(y, grid_y(&demand->grid, grid_row(&demand->grid, y)), 1e-3);
        assert_int_equal(point->column % 2, 0);
    }
    demand_free(demand);
    little_scene_release(&little);
}

static void what_stands_or_lacks_asks_nothing(void **state)
{
    LittleScene little;
    Demand *demand;

    (void)state;
    little_scene_init(&little, 30, 1);
    little_scene_raise(&little, (Box){0, 0, 3, 3}, 6, OBSTACLE_BUILDING);
    little_scene_raise(&little, (Box){-3, -3, -2, -2}, 6, OBSTACLE_CANOPY);
    little_scene_raise(&little, (Box){5, 5, 5, 5}, NAN, OBSTACLE_TERRAIN);
    little_scene_zone(&little, (Box){-9.5, -9.5, 9.5, 9.5}, false);
    demand = built(&little);
    assert_int_equal(demand->cell_count, 19 * 19 - 16 - 1);
    assert_int_equal(little_cell(demand, 0, 1, 1), UINT32_MAX);
    assert_int_equal(little_cell(demand, 0, 5, 5), UINT32_MAX);
    assert_int_not_equal(little_cell(demand, 0, -3, -2), UINT32_MAX);
    demand_free(demand);
    little_scene_release(&little);
}

static void zones_are_clipped_to_the_area(void **state)
{
    LittleScene little;
    Demand *demand;

    (void)state;
    little_scene_init(&little, 50, 1);
    GEOSGeom_destroy_r(little.scene.geos, little.scene.area);
    little.scene.box = (Box){-20.5, -20.5, 0.5, 20.5};
    little.scene.area = shape_new_box(little.scene.geos, little.scene.box);
    little_scene_zone(&little, (Box){-5.5, -5.5, 9.5, 9.5}, false);
    little_scene_zone(&little, (Box){15.5, -5.5, 25.5, 9.5}, false); /* outside: asks nothing */
    demand = built(&little);
    assert_int_equal(demand->cell_count, 6 * 15);
    assert_int_equal(demand->zone_first[1], demand->zone_first[2]);
    assert_int_equal(demand->grid.width, 22);
    demand_free(demand);
    GEOSGeom_destroy_r(little.scene.geos, little.scene.area);
    little.scene.area = NULL; /* no area: all of the box */
    demand = built(&little);
    assert_true(demand->cell_count >= 6 * 15);
    demand_free(demand);
    little.scene.area = shape_new_box(little.scene.geos, little.scene.box);
    little_scene_release(&little);
}

static void a_small_zone_asks_for_one_cell(void **state)
{
    LittleScene little;
    Demand *demand;

    (void)state;
    little_scene_init(&little, 30, 1);
    little.project.demand_cell_m = 4;
    little_scene_raise(&little, (Box){8, 8, 8, 8}, 6, OBSTACLE_BUILDING);
    little_scene_zone(&little, (Box){6.6, 6.6, 9.2, 9.2}, false);   /* its one cell is a building */
    little_scene_zone(&little, (Box){-1.8, 0.4, -1.2, 0.6}, false); /* between cells */
    little_scene_raise(&little, (Box){-30, -30, -9, -9}, 6, OBSTACLE_BUILDING);
    little_scene_zone(&little, (Box){-31, -31, -29, -29}, false); /* nothing to be had near */
    little_scene_zone(&little, (Box){500, 500, 501, 501}, false);
    demand = built(&little);
    assert_int_equal(demand->zone_first[1], 1);
    assert_int_equal(demand->zone_first[2], 2);
    assert_int_equal(demand->zone_first[4], 2);
    assert_int_equal(little_cell(demand, 0, 8, 8), UINT32_MAX);
    assert_near(demand->zone_weight[1], 16, 1e-9);
    demand_free(demand);
    little_scene_release(&little);
}

static void zones_ask_separately(void **state)
{
    LittleScene little;
    Demand *demand;
    Zone *tall, *other;

    (void)state;
    little_scene_init(&little, 30, 1);
    little_scene_zone(&little, (Box){-2.5, -2.5, 2.5, 2.5}, false);
    other = little_scene_zone(&little, (Box){-2.5, -2.5, 2.5, 2.5}, false);
    other->requirement.weight = 3;
    tall = little_scene_zone(&little, (Box){-2.5, -2.5, 2.5, 2.5}, false);
    tall->requirement.target_height_m = 1.0;
    demand = built(&little);
    assert_int_equal(demand->cell_count, 75);
    assert_int_equal(demand->point_count, 50); /* two heights */
    assert_near(demand->zone_weight[1], 75, 1e-9);
    for (size_t i = 0; i < demand->point_count; i++) {
        const DemandPoint *point = &demand->points[i];
        for (uint32_t c = point->first; c < point->first + point->count; c++)
            assert_int_equal(demand->cells[c].point, i);
        assert_int_equal(point->count, point->target_height_m > 1.5F ? 2 : 1);
    }
    demand_free(demand);
    little_scene_release(&little);
}

static void line_duties_are_stationed(void **state)
{
    LittleScene little;
    Demand *demand;
    uint32_t cell;

    (void)state;
    little_scene_init(&little, 50, 1);
    little_scene_zone(&little, (Box){-40.5, -3.5, 40.5, 3.5}, true);
    little_scene_zone(&little, (Box){-5.5, -3.5, 5.5, 3.5}, false);
    demand = built(&little);
    cell = little_cell(demand, 0, 10, 2);
    assert_near((double)demand->cells[cell].station_m, 50.5, 1e-3);
    cell = little_cell(demand, 1, 3, 2);
    assert_near((double)demand->cells[cell].station_m, -1, 0);
    demand_free(demand);
    little_scene_release(&little);
}

static void chainage_finds_the_nearest_point(void **state)
{
    enum { CORNERS = 200 };
    GEOSContextHandle_t geos = shape_context();
    double xy[2 * CORNERS];
    GEOSGeometry *line;
    Chainage *chainage;

    (void)state;
    for (int i = 0; i < CORNERS; i++) {
        xy[2 * i] = i * 3;
        xy[2 * i + 1] = 40 * sin(i * 0.15);
    }
    xy[2 * 50] = xy[2 * 49]; /* a repeated corner has no length */
    xy[2 * 50 + 1] = xy[2 * 49 + 1];
    line = shape_new_line(geos, xy, CORNERS);
    chainage = chainage_new(geos, line);
    assert_true(fabs(chainage_length_m(chainage) - shape_length_m(geos, line)) < 1e-9);
    for (int i = 0; i < 300; i++) {
        double x = i * 2.1 - 10, y = 60 * cos(i * 0.9), expected;
        GEOSGeometry *point = shape_new_point(geos, x, y);
        GEOSGeometry *found;
        double far, far_too;
        expected = GEOSProject_r(geos, line, point);
        /* Two places may be as near: then both are right. */
        found = GEOSInterpolate_r(geos, line, chainage_at(chainage, x, y));
        GEOSDistance_r(geos, found, point, &far);
        GEOSDistance_r(geos, line, point, &far_too);
        assert_near(far, far_too, 1e-7);
        assert_true(expected >= 0);
        GEOSGeom_destroy_r(geos, found);
        GEOSGeom_destroy_r(geos, point);
    }
    chainage_free(chainage);
    chainage_free(NULL);
    GEOSGeom_destroy_r(geos, line);
    GEOS_finish_r(geos);
}

typedef struct {
    const Demand *demand;
    double x, y, range_m;
    size_t within, visited;
    uint32_t last;
} Count;

static void count_run(uint32_t from, uint32_t to, void *context)
{
    Count *count = context;

    assert_true(from < to && from >= count->last);
    count->last = to;
    for (uint32_t i = from; i < to; i++) {
        const DemandPoint *point = &count->demand->points[i];
        count->visited++;
        if (hypot(count->demand->origin_x + (double)point->x - count->x,
                  count->demand->origin_y + (double)point->y - count->y) <= count->range_m)
            count->within++;
    }
}

static void near_points_are_all_visited(void **state)
{
    LittleScene little;
    Demand *demand;

    (void)state;
    little_scene_init(&little, 150, 1);
    little_scene_zone(&little, (Box){-140, -140, 140, 100}, false);
    little_scene_zone(&little, (Box){-30, -30, 40, 30}, false)->requirement.use = USE_LONG_RANGE;
    demand = built(&little);
    for (int i = 0; i < 60; i++) {
        Count count = {demand, i * 9.0 - 250, 200 - i * 7.0, i * 4.0, 0, 0, 0};
        size_t within = 0;
        SurfaceUse use = i % 4 == 3 ? USE_LONG_RANGE : USE_STREET;
        demand_near(demand, use, count.x, count.y, count.range_m, count_run, &count);
        for (size_t p = 0; p < demand->point_count; p++)
            if (demand->points[p].use == use &&
                hypot(demand->origin_x + (double)demand->points[p].x - count.x,
                      demand->origin_y + (double)demand->points[p].y - count.y) <= count.range_m)
                within++;
        assert_int_equal(count.within, within);
    }
    demand_free(demand);
    demand_free(NULL);
    little_scene_release(&little);
}

static void long_range_has_its_own_grid(void **state)
{
    LittleScene little;
    Surface *far;
    Demand *demand;
    DemandPoint *point;

    (void)state;
    little_scene_init(&little, 50, 1);
    far = &little.scene.surfaces[USE_LONG_RANGE];
    far->grid = (Grid){-55, 55, 10, 10, 11, 11};
    far->ground = memory_new(121, sizeof *far->ground);
    far->top = memory_new(121, sizeof *far->top);
    far->kind = memory_new(121, sizeof *far->kind);
    little.scene.has_surface[USE_LONG_RANGE] = true;
    little_scene_zone(&little, (Box){-24, -24, 24, 24}, false)->requirement.use = USE_LONG_RANGE;
    little_scene_zone(&little, (Box){-4.5, -4.5, 4.5, 4.5}, false);
    demand = built(&little);
    assert_near(demand->long_grid.dx_m, 10, 0);
    assert_near(demand->grid.dx_m, 1, 0);
    assert_int_equal(demand->zone_first[1], 25);
    assert_int_equal(demand->zone_first[2] - demand->zone_first[1], 81);
    point = &demand->points[demand->cells[little_cell(demand, 0, 10, -20)].point];
    assert_int_equal(point->column, 6);
    assert_int_equal(point->row, 7);
    assert_int_equal(point->use, USE_LONG_RANGE);
    demand_free(demand);
    little_scene_release(&little);
}

static void too_many_cells_are_refused(void **state)
{
    LittleScene little;
    Grid kept;
    Diag diag = {0};
    Demand *demand;

    (void)state;
    little_scene_init(&little, 10, 1);
    kept = little.scene.surfaces[USE_STREET].grid;
    little.scene.surfaces[USE_STREET].grid = (Grid){0, 0, 1, 1, 100000, 100000};
    little.scene.box = (Box){0, -99999, 99999, 0};
    assert_int_equal(demand_build(&demand, &little.scene, &little.zones, &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "cell_m"));
    little.scene.surfaces[USE_STREET].grid = kept;
    little_scene_release(&little);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_every_nth_sample),
        cmocka_unit_test(what_stands_or_lacks_asks_nothing),
        cmocka_unit_test(zones_are_clipped_to_the_area),
        cmocka_unit_test(a_small_zone_asks_for_one_cell),
        cmocka_unit_test(zones_ask_separately),
        cmocka_unit_test(line_duties_are_stationed),
        cmocka_unit_test(chainage_finds_the_nearest_point),
        cmocka_unit_test(near_points_are_all_visited),
        cmocka_unit_test(long_range_has_its_own_grid),
        cmocka_unit_test(too_many_cells_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
