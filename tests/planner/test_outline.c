#include "planner/coverage/outline.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/shape.h"
#include "tests/check.h"

static GEOSContextHandle_t geos;

/* A picture of cells and what its outline must be. */
static const struct {
    const char *promise;
    const char *rows[6];
    int polygons, holes;
} pictures[] = {
    {"one cell", {"#"}, 1, 0},
    {"nothing", {"."}, 0, 0},
    {"a row", {"####"}, 1, 0},
    {"a ring", {"###", "#.#", "###"}, 1, 1},
    {"two that touch by a corner", {"#.", ".#"}, 2, 0},
    {"two apart", {"#.#"}, 2, 0},
    {"two holes that touch by a corner", {"####", "#.##", "##.#", "####"}, 1, 2},
    {"a hole that touches the outside by a corner", {".###", "#.##", "####"}, 1, 1},
    {"an island in a diamond of holes", {"#####", "##.##", "#.#.#", "##.##", "#####"}, 2, 1},
    {"an island in a lake", {"#####", "#...#", "#.#.#", "#...#", "#####"}, 2, 1},
    {"a comb", {"#.#.#", "#.#.#", "#####"}, 1, 0},
    {"a checkerboard", {"#.#", ".#.", "#.#"}, 5, 0},
    {"rows apart", {"##", "..", "##"}, 2, 0},
};

static GEOSGeometry *outline_of_cells(const Grid *grid, GridCell *cells, size_t count)
{
    Span *spans;
    size_t span_count = outline_spans(&spans, cells, count);
    GEOSGeometry *shape = outline_of(geos, grid, spans, span_count);

    free(spans);
    assert_non_null(shape);
    if (GEOSisValid_r(geos, shape) != 1)
        fail_msg("invalid: %s", GEOSisValidReason_r(geos, shape));
    return shape;
}

static int count_holes(const GEOSGeometry *shape)
{
    int holes = 0;

    for (int i = 0; i < GEOSGetNumGeometries_r(geos, shape); i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, shape, i);
        if (!GEOSisEmpty_r(geos, part))
            holes += GEOSGetNumInteriorRings_r(geos, part);
    }
    return holes;
}

static void draws_pictures(void **state)
{
    const Grid grid = {100, 200, 2, 3, 6, 6};

    (void)state;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        GridCell cells[36];
        size_t count = 0;
        GEOSGeometry *shape;
        for (int row = 0; row < 6 && pictures[i].rows[row]; row++)
            for (int column = 0; pictures[i].rows[row][column]; column++)
                if (pictures[i].rows[row][column] == '#')
                    cells[count++] = (GridCell){column, row};
        shape = outline_of_cells(&grid, cells, count);
        if (!(shape_area_m2(geos, shape) == (double)count * 6))
            fail_msg("%s: area %g", pictures[i].promise, shape_area_m2(geos, shape));
        if (pictures[i].polygons && GEOSGetNumGeometries_r(geos, shape) != pictures[i].polygons)
            fail_msg("%s: %d polygons", pictures[i].promise, GEOSGetNumGeometries_r(geos, shape));
        if (count_holes(shape) != pictures[i].holes)
            fail_msg("%s: %d holes", pictures[i].promise, count_holes(shape));
        GEOSGeom_destroy_r(geos, shape);
    }
}

static void equals_the_union_of_its_cells(void **state)
{
    enum { SIDE = 24 };
    const Grid grid = {0, SIDE, 1, 1, SIDE, SIDE};
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 25; round++) {
        GridCell cells[SIDE * SIDE];
        GEOSGeometry *boxes[SIDE * SIDE], *all, *expected, *shape;
        size_t count = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            seed = seed * 1664525U + 1013904223U;
            if (seed >> 25 < (uint32_t)(20 + round % 5 * 22))
                cells[count++] =
                    (GridCell){i * 7 % (SIDE * SIDE) % SIDE, i * 7 % (SIDE * SIDE) / SIDE};
        }
        for (size_t i = 0; i < count; i++)
            boxes[i] = shape_new_box(geos, (Box){cells[i].column, SIDE - 1 - cells[i].row,
                                                 cells[i].column + 1, SIDE - cells[i].row});
        all = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, boxes, (unsigned)count);
        expected = GEOSUnaryUnion_r(geos, all);
        shape = outline_of_cells(&grid, cells, count);
        assert_int_equal(GEOSEquals_r(geos, shape, expected), 1);
        GEOSGeom_destroy_r(geos, all);
        GEOSGeom_destroy_r(geos, expected);
        GEOSGeom_destroy_r(geos, shape);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(draws_pictures),
                                       cmocka_unit_test(equals_the_union_of_its_cells)};
    geos = shape_context();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    GEOS_finish_r(geos);
    return failed;
}
