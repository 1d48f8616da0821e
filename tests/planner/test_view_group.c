/* test_view_group.c - viewpoints placed on a grid, and put together with their neighbours. */
#include <math.h>
#include <stdlib.h>

#include "planner/coverage/view_group.h"
#include "tests/check.h"

static const Grid grid = {1000, 5000, 2, 1, 50, 40}; /* x 1000 to 1100, y 4960 to 5000 */

static const struct {
    const char *promise;
    double x, y, radius_m;
    CellBox reach;
} places[] = {
    {"the cell it stands in", 1001, 4999.5, 0.4, {0, 0, 1, 1}},
    {"cells that the range touches", 1051, 4980.5, 4, {23, 15, 5, 9}},
    {"a range from between samples", 1052, 4980, 3, {24, 17, 4, 7}},
    {"cut at the raster's edge", 1001, 4999.5, 5, {0, 0, 3 + 1, 6}},
    {"the whole raster without a radius", 1051, 4980.5, NAN, {0, 0, 50, 40}},
    {"and with a huge one", 1051, 4980.5, 1e9, {0, 0, 50, 40}},
    {"the outermost corner", 1100, 4960, 0.1, {49, 39, 1, 1}},
};

static void ranges_become_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        Observer observer = observer_unknown();
        observer.x = places[i].x;
        observer.y = places[i].y;
        observer.height_m = 3;
        observer.radius_m = places[i].radius_m;
        assert_true(viewpoint_on(&observer, &grid));
        Viewpoint point = viewpoint_place(&observer, &grid);
        const CellBox *want = &places[i].reach, *got = &point.reach;
        if (got->column != want->column || got->row != want->row || got->columns != want->columns ||
            got->rows != want->rows)
            fail_msg("%s: got %ld,%ld %ld x %ld", places[i].promise, got->column, got->row,
                     got->columns, got->rows);
        assert_true(point.eye.range_m <= 200); /* no further than the raster */
        assert_true(point.eye.hfov_deg == 360 && !point.eye.camera);
    }
    Observer off = {.x = 999.9, .y = 4980};
    assert_false(viewpoint_on(&off, &grid));
    off = (Observer){.x = 1000, .y = 4959.9};
    assert_false(viewpoint_on(&off, &grid));
}

static bool small(const void *context, const ViewGroup *group)
{
    return cell_box_cells(&group->reach) <= *(const size_t *)context;
}

static void groups_hold_each_once_and_fit(void **state)
{
    enum { COUNT = 500 };
    static Viewpoint points[COUNT];
    bool met[COUNT] = {false};
    size_t limit = 400, sum = 0;
    uint32_t noise = 5;

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        noise = noise * 1664525u + 1013904223u;
        points[i].eye.column = noise >> 16 & 127;
        points[i].eye.row = noise >> 24;
        points[i].reach =
            (CellBox){(long)points[i].eye.column - 3, (long)points[i].eye.row - 3, 7, 7};
        points[i].row = i;
    }
    points[8] = points[7]; /* two at one place */
    points[8].row = 8;
    ViewGroups groups = view_groups_split(points, 0, COUNT, &(ViewGroupRule){small, &limit});
    for (size_t g = 0; g < groups.count; g++) {
        const ViewGroup *group = &groups.items[g];
        assert_true(small(&limit, group));
        assert_int_equal(group->first, sum);
        sum += group->count;
        view_group_order(points, group, 16);
        for (size_t i = group->first; i < sum; i++) {
            CellBox both = cell_box_join(group->reach, points[i].reach);
            assert_int_equal(cell_box_cells(&both), cell_box_cells(&group->reach));
            assert_false(met[points[i].row]);
            met[points[i].row] = true;
        }
    }
    assert_int_equal(sum, COUNT);
    assert_true(groups.count > 20 && groups.count < COUNT);
    view_groups_release(&groups);
    limit = 1; /* nothing fits: each alone, even those at one place */
    groups = view_groups_split(points, 0, COUNT, &(ViewGroupRule){small, &limit});
    assert_int_equal(groups.count, COUNT);
    view_groups_release(&groups);
    groups = view_groups_split(points, 0, 0, &(ViewGroupRule){small, &limit});
    assert_int_equal(groups.count, 0);
    view_groups_release(&groups);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ranges_become_cells),
                                       cmocka_unit_test(groups_hold_each_once_and_fit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
