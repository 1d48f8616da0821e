#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/shape.h"
#include "tests/check.h"

enum { SIDE = 6 };

typedef struct {
    char cells[SIDE * (SIDE + 1) + 1];
    int twice, last_row, last_to;
} Picture;

static void paint(int row, int from, int to, void *context)
{
    Picture *picture = context;

    if (row < picture->last_row || (row == picture->last_row && from < picture->last_to))
        picture->twice++;
    picture->last_row = row;
    picture->last_to = to;
    for (int column = from; column < to; column++)
        picture->cells[row * (SIDE + 1) + column] = '#';
}

/* A grid of 6 x 6 cells of 1 m, its corner at 0,6: centres at .5. */
static void burn(const char *wkt, Picture *picture)
{
    GEOSContextHandle_t geos = shape_context();
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
    GEOSGeometry *shape = GEOSWKTReader_read_r(geos, reader, wkt);
    const Grid grid = {0, SIDE, 1, 1, SIDE, SIDE};

    memset(picture, 0, sizeof *picture);
    for (int row = 0; row < SIDE; row++) {
        memset(picture->cells + row * (SIDE + 1), '.', SIDE);
        picture->cells[row * (SIDE + 1) + SIDE] = '\n';
    }
    picture->last_row = -1;
    assert_non_null(shape);
    shape_burn(geos, shape, &grid, paint, picture);
    GEOSGeom_destroy_r(geos, shape);
    GEOSWKTReader_destroy_r(geos, reader);
    GEOS_finish_r(geos);
}

static void test_burn_cells(void **state)
{
    static const struct {
        const char *promise, *wkt, *expected;
    } cases[] = {
        {"a box holds the centres inside it", "POLYGON((1 1,4 1,4 3,1 3,1 1))",
         "......\n......\n......\n.###..\n.###..\n......\n"},
        {"centres on the left and top edge are in, on the right and bottom edge out",
         "POLYGON((1.5 1.5,3.5 1.5,3.5 3.5,1.5 3.5,1.5 1.5))",
         "......\n......\n.##...\n.##...\n......\n......\n"},
        {"a hole is left out", "POLYGON((0 0,6 0,6 6,0 6,0 0),(2 2,2 4,4 4,4 2,2 2))",
         "######\n######\n##..##\n##..##\n######\n######\n"},
        {"parts of a multi-polygon are all burnt",
         "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((5 5,6 5,6 6,5 6,5 5)))",
         ".....#\n......\n......\n......\n......\n#.....\n"},
        {"what lies outside the grid is cut", "POLYGON((-9 4,99 4,99 99,-9 99,-9 4))",
         "######\n######\n......\n......\n......\n......\n"},
        {"a line burns nothing", "LINESTRING(0 0,6 6)",
         "......\n......\n......\n......\n......\n......\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Picture picture;
        burn(cases[i].wkt, &picture);
        if (strlen(cases[i].expected) > 1 && strcmp(picture.cells, cases[i].expected) != 0)
            fail_msg("%s:\n%s", cases[i].promise, picture.cells);
        assert_int_equal(picture.twice, 0);
    }
}

static void test_burn_neighbours_share_no_cell(void **state)
{
    Picture left, right;
    int cells = 0;

    (void)state;
    burn("POLYGON((0 0,2.3 0,3.9 6,0 6,0 0))", &left);
    burn("POLYGON((2.3 0,6 0,6 6,3.9 6,2.3 0))", &right);
    for (int i = 0; i < SIDE * (SIDE + 1); i++) {
        assert_false(left.cells[i] == '#' && right.cells[i] == '#');
        cells += left.cells[i] == '#' || right.cells[i] == '#';
    }
    assert_int_equal(cells, SIDE * SIDE);
}

static void count_ring(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    int *seen = context;

    (void)xy;
    seen[0]++;
    seen[1] += (int)count;
    seen[2] += closed;
    seen[3] += hole;
}

static void test_rings(void **state)
{
    GEOSContextHandle_t geos = shape_context();
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
    GEOSGeometry *shape =
        GEOSWKTReader_read_r(geos, reader,
                             "GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(0 0,1 1,2 0),"
                             "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,2 1,2 2,1 1)))");
    int seen[4] = {0};

    (void)state;
    shape_each_ring(geos, shape, count_ring, seen);
    assert_int_equal(seen[0], 3);
    assert_int_equal(seen[1], 3 + 5 + 4);
    assert_int_equal(seen[2], 2);
    assert_int_equal(seen[3], 1);
    assert_int_equal(shape_kind(geos, shape), SHAPE_AREA);
    GEOSGeom_destroy_r(geos, shape);
    GEOSWKTReader_destroy_r(geos, reader);
    GEOS_finish_r(geos);
}

static void test_makers(void **state)
{
    GEOSContextHandle_t geos = shape_context();
    const double bend[] = {0, 0, 10, 0, 10, 10};
    GEOSGeometry *line = shape_new_line(geos, bend, 3);
    GEOSGeometry *area = shape_new_polygon(geos, bend, 3);
    GEOSGeometry *box = shape_new_box(geos, (Box){0, 0, 4, 3});
    GEOSGeometry *flat = shape_buffer(geos, line, 1, true);
    GEOSGeometry *round = shape_buffer(geos, line, 1, false);
    double x, y;

    (void)state;
    assert_int_equal(shape_kind(geos, line), SHAPE_LINE);
    assert_true(fabs(shape_length_m(geos, line) - 20) < 1e-9);
    assert_true(fabs(shape_area_m2(geos, area) - 50) < 1e-9);
    assert_true(fabs(shape_area_m2(geos, box) - 12) < 1e-9);
    assert_true(shape_area_m2(geos, round) > shape_area_m2(geos, flat) + 3);
    shape_inner_point(geos, line, &x, &y);
    assert_true(x == 10 && y == 0);
    shape_inner_point(geos, box, &x, &y);
    assert_true(box_has(shape_box(geos, box), x, y));
    assert_int_equal(shape_compare(geos, box, box), 0);
    assert_true(shape_compare(geos, box, area) < 0 && shape_compare(geos, area, box) > 0);
    GEOSGeom_destroy_r(geos, line);
    GEOSGeom_destroy_r(geos, area);
    GEOSGeom_destroy_r(geos, box);
    GEOSGeom_destroy_r(geos, flat);
    GEOSGeom_destroy_r(geos, round);
    GEOS_finish_r(geos);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_burn_cells),
        cmocka_unit_test(test_burn_neighbours_share_no_cell),
        cmocka_unit_test(test_rings),
        cmocka_unit_test(test_makers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
