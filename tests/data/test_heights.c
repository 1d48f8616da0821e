/* test_heights.c - heights as they stand in the file, and grids laid on each other. What is
 * refused: tests/program/test_viewshed_mistakes.c. */
#include <gdal.h>
#include <math.h>

#include "data/heights.h"
#include "tests/check.h"
#include "tests/data/scratch.h"

enum { WIDTH = 70, HEIGHT = 40 };

static float value_at(long column, long row)
{
    return (float)(column + 100 * row) / 8;
}

/* Cells of value_at() as counted from (`column`, `row`); one hole, one void, at (3, 2) and (4, 2).
 */
static void make(const char *name, long column, long row, GDALDataType type, bool masked)
{
    const double geo[] = {1000.0 + (double)column, 1, 0, 2000.0 - (double)row, 0, -1};
    float cells[WIDTH * HEIGHT];
    GDALDatasetH file;
    GDALRasterBandH band;

    GDALAllRegister();
    file =
        GDALCreate(GDALGetDriverByName("GTiff"), scratch_path(name), WIDTH, HEIGHT, 1, type, NULL);
    band = GDALGetRasterBand(file, 1);
    GDALSetGeoTransform(file, (double *)(uintptr_t)geo);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        cells[i] = value_at(column + i % WIDTH, row + i / WIDTH);
    cells[2 * WIDTH + 3] = -32768; /* no height on Earth */
    if (!masked) {
        cells[2 * WIDTH + 4] = -1;
        GDALSetRasterNoDataValue(band, -1);
    }
    assert_int_equal(
        GDALRasterIO(band, GF_Write, 0, 0, WIDTH, HEIGHT, cells, WIDTH, HEIGHT, GDT_Float32, 0, 0),
        CE_None);
    if (masked) {
        unsigned char mask[WIDTH * HEIGHT];
        memset(mask, 255, sizeof mask);
        mask[2 * WIDTH + 4] = 0;
        assert_int_equal(GDALCreateMaskBand(band, GMF_PER_DATASET), CE_None);
        assert_int_equal(GDALRasterIO(GDALGetMaskBand(band), GF_Write, 0, 0, WIDTH, HEIGHT, mask,
                                      WIDTH, HEIGHT, GDT_Byte, 0, 0),
                         CE_None);
    }
    GDALClose(file);
}

static const struct {
    const char *promise;
    long column, row; /* of the file's first cell */
    GDALDataType type;
    bool masked;
    CellBox box;
} cases[] = {
    {"the whole raster", 0, 0, GDT_Float32, false, {0, 0, WIDTH, HEIGHT}},
    {"a window", 0, 0, GDT_Float32, false, {2, 1, 9, 5}},
    {"doubles", 0, 0, GDT_Float64, false, {0, 0, WIDTH, HEIGHT}},
    {"a mask instead of a value", 0, 0, GDT_Float32, true, {0, 0, WIDTH, HEIGHT}},
    {"one that covers a part, all around it", 5, 7, GDT_Float32, false, {-3, -2, WIDTH, 30}},
    {"a window beside it", 5, 7, GDT_Float32, false, {0, 0, 5, 5}},
};

static void cells_are_those_of_the_file(void **state)
{
    (void)state;
    make("grid.tif", 0, 0, GDT_Float32, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const CellBox *box = &cases[i].box;
        Heights *heights, *grid;
        float got[WIDTH * HEIGHT];
        Diag diag = {0};
        make("part.tif", cases[i].column, cases[i].row, cases[i].type, cases[i].masked);
        assert_int_equal(heights_open(&grid, scratch_path("grid.tif"), &diag), OK);
        assert_int_equal(heights_open(&heights, scratch_path("part.tif"), &diag), OK);
        assert_null(heights_crs(heights));
        assert_int_equal(heights_align(heights, grid, &diag), OK);
        assert_int_equal(heights_read(heights, box, got, &diag), OK);
        for (size_t k = 0; k < cell_box_cells(box); k++) {
            long column = box->column + (long)k % box->columns;
            long row = box->row + (long)k / box->columns;
            long x = column - cases[i].column, y = row - cases[i].row;
            bool data =
                x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT && !(y == 2 && (x == 3 || x == 4));
            if (data ? got[k] != value_at(column, row) : !isnan(got[k]))
                fail_msg("%s: cell %ld, %ld is %g", cases[i].promise, column, row, (double)got[k]);
        }
        heights_close(heights);
        heights_close(grid);
    }
}

static void strips_are_whole_blocks(void **state)
{
    Heights *heights;
    Diag diag = {0};

    (void)state;
    make("grid.tif", 0, 0, GDT_Float32, false);
    assert_int_equal(heights_open(&heights, scratch_path("grid.tif"), &diag), OK);
    assert_true(heights_strip_rows(heights, 1) >= 1);
    assert_true(heights_strip_rows(heights, 1 << 20) >= 1);
    assert_true(heights_strip_rows(heights, 100) >= heights_strip_rows(heights, 100000));
    heights_close(heights);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells_are_those_of_the_file),
                                       cmocka_unit_test(strips_are_whole_blocks)};
    return scratch_run(tests);
}
