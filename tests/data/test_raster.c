#include "data/raster.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <math.h>
#include <ogr_srs_api.h>

#include "tests/check.h"
#include "tests/data/scratch.h"

static Crs *utm, *geographic;

/* A raster made for a test: `cells` row by row from the north-west. */
typedef struct {
    const char *crs; /* NULL: none */
    double geo[6];
    int width, height;
    const float *cells;
    double nodata; /* NaN: none said */
    double scale, offset;
    GDALDataType type;
} Made;

static SourceRef make(const char *name, const Made *made)
{
    const char *path = scratch_path(name);
    GDALDatasetH file;
    GDALRasterBandH band;

    GDALAllRegister();
    file = GDALCreate(GDALGetDriverByName("GTiff"), path, made->width, made->height, 1,
                      made->type ? made->type : GDT_Float32, NULL);
    band = GDALGetRasterBand(file, 1);
    GDALSetGeoTransform(file, (double *)made->geo);
    if (made->crs) {
        OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
        OSRSetFromUserInput(srs, made->crs);
        GDALSetSpatialRef(file, srs);
        OSRDestroySpatialReference(srs);
    }
    if (!isnan(made->nodata))
        GDALSetRasterNoDataValue(band, made->nodata);
    if (made->scale != 0) {
        GDALSetRasterScale(band, made->scale);
        GDALSetRasterOffset(band, made->offset);
    }
    assert_int_equal(GDALRasterIO(band, GF_Write, 0, 0, made->width, made->height,
                                  (void *)made->cells, made->width, made->height, GDT_Float32, 0,
                                  0),
                     CE_None);
    GDALClose(file);
    return (SourceRef){.source = path, .written = name, .place = "p.yaml:9"};
}

static const float corners[4] = {10, 20, 30, 40};
static const float hole[4] = {10, -9999, 30, 40};

/* A 2 x 2 raster of 10 m cells from (0, 20): samples at 5 and 15. One cell of 2 m is read. */
static const struct {
    const char *promise;
    const float *cells;
    double nodata, scale, offset;
    double x, y; /* of the cell's centre */
    double expected;
} points[] = {
    {"a sample is itself", corners, NAN, 0, 0, 5, 15, 10},
    {"midway is the mean of two", corners, NAN, 0, 0, 10, 15, 15},
    {"the middle is the mean of four", corners, NAN, 0, 0, 10, 10, 25},
    {"a quarter of the way", corners, NAN, 0, 0, 7.5, 15, 12.5},
    {"the outer half cell is continued", corners, NAN, 0, 0, 1, 19, 10},
    {"outside is no data", corners, NAN, 0, 0, -1, 15, NAN},
    {"beyond the last row is no data", corners, NAN, 0, 0, 5, -1, NAN},
    {"a hole makes what needs it no data", hole, -9999, 0, 0, 10, 15, NAN},
    {"but not what does not", hole, -9999, 0, 0, 5, 10, 20},
    {"nor a sample beside it", hole, -9999, 0, 0, 5, 15, 10},
    {"a void without a nodata value is one", (const float[]){10, -32768, 30, 40}, NAN, 0, 0, 15, 15,
     NAN},
    {"scale and offset are applied", corners, NAN, 0.5, 100, 5, 15, 105},
};

static void points_are_bilinear(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        Made made = {"EPSG:32631",
                     {0, 10, 0, 20, 0, -10},
                     2,
                     2,
                     points[i].cells,
                     points[i].nodata,
                     points[i].scale,
                     points[i].offset,
                     GDT_Float32};
        SourceRef ref = make("point.tif", &made);
        Grid grid = {points[i].x - 1, points[i].y + 1, 2, 2, 1, 1};
        float got = -1;
        Diag diag = {0};
        if (raster_read(&ref, utm, &grid, "terrain", &got, NULL, NULL, &diag) != OK)
            fail_msg("%s: %s", points[i].promise, diag.message);
        if (isnan(points[i].expected) ? !isnan(got) : fabs((double)got - points[i].expected) > 1e-5)
            fail_msg("%s: got %g", points[i].promise, (double)got);
    }
}

static void nearest_mixes_nothing(void **state)
{
    static const struct {
        const char *promise;
        double x, y;
        float expected;
    } cases[] = {{"its own cell", 9, 11, 10},
                 {"beyond the edge the next", 11, 11, 20},
                 {"below it the lower", 9, 9, 30},
                 {"outside is no data", 21, 9, NAN}};
    Made made = {"EPSG:32631", {0, 10, 0, 20, 0, -10}, 2, 2, corners, NAN, 0, 0, GDT_Float32};
    SourceRef ref = make("nearest.tif", &made);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Grid grid = {cases[i].x - 1, cases[i].y + 1, 2, 2, 1, 1};
        float got = -1;
        Diag diag = {0};
        assert_int_equal(raster_read_nearest(&ref, utm, &grid, "canopy", &got, &diag), OK);
        if (isnan(cases[i].expected) ? !isnan(got) : got != cases[i].expected)
            fail_msg("%s: got %g", cases[i].promise, (double)got);
    }
}

enum { WIDE = 300, HIGH = 150 };

static float *rough(void)
{
    float *cells = malloc(sizeof *cells * WIDE * HIGH);
    uint32_t noise = 1;

    for (int i = 0; i < WIDE * HIGH; i++) {
        noise = noise * 1664525u + 1013904223u;
        cells[i] = 1000 + (float)(noise >> 8) / 7e4f;
    }
    return cells;
}

static void a_raster_on_the_grid_comes_back_bit_for_bit(void **state)
{
    static const double sizes[] = {1, 0.5, 0.1, 30};
    float *cells = rough(), *got = malloc(sizeof *got * WIDE * HIGH);

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        double cell = sizes[i], x0 = 5001 * cell, y0 = 46000 * cell;
        Made made = {"EPSG:32631", {x0, cell, 0, y0, 0, -cell}, WIDE, HIGH, cells, NAN, 0, 0,
                     GDT_Float32};
        SourceRef ref = make("same.tif", &made);
        Grid grid = {x0, y0, cell, cell, WIDE, HIGH};
        double cell_m;
        Box covers;
        Diag diag = {0};
        assert_int_equal(raster_read(&ref, utm, &grid, "terrain", got, &cell_m, &covers, &diag),
                         OK);
        assert_memory_equal(got, cells, sizeof *got * WIDE * HIGH);
        assert_true(fabs((double)(cell_m) - (double)(cell)) <= 1e-12);
        assert_true(fabs((double)(covers.min_x) - (double)(x0)) <= 1e-9);
        assert_true(fabs((double)(covers.max_x) - (double)(x0 + WIDE * cell)) <= 1e-6);
        assert_true(fabs((double)(covers.min_y) - (double)(y0 - HIGH * cell)) <= 1e-6);
        assert_true(fabs((double)(covers.max_y) - (double)(y0)) <= 1e-9);
    }
    free(cells);
    free(got);
}

/* Longitude/latitude raster, height = a plane in degrees: compare with the exact position. */
static void another_crs_is_exact_and_does_not_depend_on_the_extent(void **state)
{
    enum { N = 120 };
    const double step = 1.0 / 1200, lon0 = 2.5, lat0 = 42.6;
    float *cells = malloc(sizeof *cells * N * N), got[100 * 100], part[40 * 30];
    Grid grid = {463000, 4714000, 25, 25, 100, 100}, inner = {463500, 4713000, 25, 25, 40, 30};
    Made made = {"EPSG:4326", {lon0, step, 0, lat0, 0, -step}, N, N, cells, -32768, 0, 0,
                 GDT_Float32};
    CrsTransform *transform;
    double cell_m;
    Box covers;
    Diag diag = {0};
    SourceRef ref;

    (void)state;
    for (int i = 0; i < N * N; i++) {
        int row = i / N, column = i % N;
        cells[i] = (float)(500 + 10 * (column + 0.5) - 7 * (row + 0.5));
    }
    ref = make("degrees.tif", &made);
    assert_int_equal(raster_read(&ref, utm, &grid, "terrain", got, &cell_m, &covers, &diag), OK);
    assert_int_equal(raster_read(&ref, utm, &inner, "terrain", part, NULL, NULL, &diag), OK);
    assert_int_equal(crs_transform_open(&transform, utm, geographic, "test", &diag), OK);
    for (int i = 0; i < 100 * 100; i++) {
        double x = grid_x(&grid, i % 100), y = grid_y(&grid, i / 100), expected;
        assert_int_equal(crs_transform(transform, &x, &y, 1, &diag), OK);
        expected = 500 + 10 * (x - lon0) / step - 7 * (lat0 - y) / step;
        if (!(fabs((double)got[i] - expected) < 0.002))
            fail_msg("cell %d: %g instead of %g", i, (double)got[i], expected);
    }
    for (int i = 0; i < 40 * 30; i++)
        assert_true(fabs((double)(part[i]) - (double)(got[(i / 40 + 40) * 100 + i % 40 + 20])) <=
                    1e-3);
    /* 3 seconds of latitude at 42.6 degrees: 92.6 m. */
    assert_true(fabs((double)(cell_m) - (double)(92.6)) <= 0.2);
    assert_true(covers.max_y - covers.min_y > N * 92 && covers.max_x - covers.min_x > N * 68);
    crs_transform_close(transform);
    free(cells);
}

/* Rows may run north, and a map of the world has no extent in the project CRS. */
static void odd_rasters_are_read(void **state)
{
    Made south = {"EPSG:32631", {0, 10, 0, 0, 0, 10}, 2, 2, corners, NAN, 0, 0, GDT_Float32};
    float world[36 * 18], got[4];
    Made globe = {"EPSG:4326", {-180, 10, 0, 90, 0, -10}, 36, 18, world, NAN, 0, 0, GDT_Float32};
    SourceRef upward = make("upward.tif", &south), everywhere;
    Grid grid = {4, 16, 2, 2, 1, 1}, field = {500000, 4700000, 1000, 1000, 2, 2};
    RasterMeasure measure;
    Diag diag = {0};

    (void)state;
    assert_int_equal(raster_read(&upward, utm, &grid, "terrain", got, NULL, NULL, &diag), OK);
    assert_true(got[0] == 30);
    for (int i = 0; i < 36 * 18; i++)
        world[i] = 7;
    everywhere = make("world.tif", &globe);
    assert_int_equal(raster_measure(&everywhere, utm, grid_box(&field), "terrain", &measure, &diag),
                     OK);
    assert_true(measure.covers.min_x < -1e6 && measure.covers.max_y > 1e7);
    assert_true(measure.cell_m > 700e3 && measure.cell_m < 1300e3);
    assert_int_equal(raster_read(&everywhere, utm, &field, "terrain", got, NULL, NULL, &diag), OK);
    assert_true(got[0] == 7 && got[3] == 7);
}

static void cut_short(const char *path)
{
    struct stat file;

    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(truncate(path, file.st_size / 2), 0);
}

static void failures_are_said(void **state)
{
    static const struct {
        const char *promise, *file, *words;
    } cases[] = {
        {"a missing file is named", "absent.tif", "absent.tif"},
        {"a text file is no raster", "text.tif", "cannot be opened as a raster"},
        {"a raster without a CRS wants one", "bare.tif", "no coordinate reference system"},
        {"a damaged block is an error", "short.tif", "cannot be read"},
    };
    float *cells = rough(), got[400];
    Made made = {"EPSG:32631", {0, 1, 0, 150, 0, -1}, WIDE, HIGH, cells, NAN, 0, 0, GDT_Float32};
    Grid grid = {0, 20, 1, 1, 20, 20};
    FILE *text;

    (void)state;
    make("short.tif", &made);
    cut_short(scratch_path("short.tif"));
    made.crs = NULL;
    make("bare.tif", &made);
    text = fopen(scratch_path("text.tif"), "w");
    fputs("no raster\n", text);
    fclose(text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SourceRef ref = {
            .source = scratch_path(cases[i].file), .written = cases[i].file, .place = "p.yaml:9"};
        Diag diag = {0};
        assert_int_equal(raster_read(&ref, utm, &grid, "terrain", got, NULL, NULL, &diag),
                         ERR_INPUT);
        if (!strstr(diag.message, cases[i].words) || !strstr(diag.message, "p.yaml:9: terrain"))
            fail_msg("%s: got \"%s\"", cases[i].promise, diag.message);
    }
    /* The CRS that the project says is taken. */
    SourceRef said = {.source = scratch_path("bare.tif"), .crs = "EPSG:32631"};
    Diag diag = {0};
    assert_int_equal(raster_read(&said, utm, &grid, "terrain", got, NULL, NULL, &diag), OK);
    free(cells);
}

static void written_rasters_are_cogs(void **state)
{
    enum { N = 700 };
    float *cells = malloc(sizeof *cells * N * N), *got = malloc(sizeof *got * N * N);
    Grid grid = {446000, 4700000, 2, 2, N, N};
    const char *path = scratch_path("cog.tif");
    SourceRef ref = {.source = path};
    Diag diag = {0};
    GDALDatasetH file;

    (void)state;
    for (int i = 0; i < N * N; i++)
        cells[i] = i % 97 == 5 ? NAN : (float)(i % 9000) / 3;
    assert_int_equal(raster_write_float(path, &grid, utm, cells, "px/m", &diag), OK);
    assert_int_equal(raster_read(&ref, utm, &grid, "coverage", got, NULL, NULL, &diag), OK);
    assert_memory_equal(got, cells, sizeof *got * N * N);

    file = GDALOpen(path, GA_ReadOnly);
    assert_string_equal(GDALGetMetadataItem(file, "LAYOUT", "IMAGE_STRUCTURE"), "COG");
    assert_string_equal(GDALGetMetadataItem(file, "COMPRESSION", "IMAGE_STRUCTURE"), "DEFLATE");
    assert_true(GDALGetOverviewCount(GDALGetRasterBand(file, 1)) >= 1);
    assert_string_equal(GDALGetDescription(GDALGetRasterBand(file, 1)), "px/m");
    assert_true(isnan(GDALGetRasterNoDataValue(GDALGetRasterBand(file, 1), NULL)));
    assert_null(GDALGetMetadataItem(file, "TIFFTAG_DATETIME", NULL));
    assert_string_equal(OSRGetAuthorityCode(GDALGetSpatialRef(file), NULL), "32631");
    GDALClose(file);
    free(cells);
    free(got);
}

static void equal_cells_give_equal_bytes(void **state)
{
    enum { N = 600 };
    uint16_t *cells = malloc(sizeof *cells * N * N), read[4];
    Grid grid = {446000, 4700000, 2, 2, N, N};
    Diag diag = {0};
    GDALDatasetH file;

    (void)state;
    for (int i = 0; i < N * N; i++)
        cells[i] = (uint16_t)((i * 31) % 5);
    cells[1] = 65535;
    assert_int_equal(
        raster_write_count(scratch_path("a.tif"), &grid, utm, cells, 65535, "n", &diag), OK);
    CPLSetConfigOption("GDAL_NUM_THREADS", "2");
    assert_int_equal(
        raster_write_count(scratch_path("b.tif"), &grid, utm, cells, 65535, "n", &diag), OK);
    CPLSetConfigOption("GDAL_NUM_THREADS", NULL);
    assert_true(scratch_same(scratch_path("a.tif"), scratch_path("b.tif")));
    assert_int_not_equal(access(scratch_path("a.tif.aux.xml"), F_OK), 0);

    file = GDALOpen(scratch_path("a.tif"), GA_ReadOnly);
    assert_int_equal(GDALGetRasterDataType(GDALGetRasterBand(file, 1)), GDT_UInt16);
    assert_int_equal((int)GDALGetRasterNoDataValue(GDALGetRasterBand(file, 1), NULL), 65535);
    assert_int_equal(
        GDALRasterIO(GDALGetRasterBand(file, 1), GF_Read, 0, 0, 4, 1, read, 4, 1, GDT_UInt16, 0, 0),
        CE_None);
    assert_memory_equal(read, cells, sizeof read);
    GDALClose(file);
    free(cells);
}

static void what_cannot_be_written_is_an_error(void **state)
{
    float *cells = rough();
    Grid grid = {0, 150, 1, 1, WIDE, HIGH};
    Diag diag = {0}, full = {0};

    (void)state;
    assert_int_equal(raster_write_float(scratch_path("no/x.tif"), &grid, utm, cells, "", &diag),
                     ERR_OUTPUT);
    assert_non_null(strstr(diag.message, "no/x.tif"));
    if (scratch_small_disk("disk")) {
        assert_int_equal(
            raster_write_float(scratch_path("disk/x.tif"), &grid, utm, cells, "", &full),
            ERR_OUTPUT);
        assert_non_null(strstr(full.message, "disk/x.tif"));
        assert_int_not_equal(access(scratch_path("disk/x.tif"), F_OK), 0);
        umount(scratch_path("disk"));
    }
    free(cells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_bilinear),
        cmocka_unit_test(nearest_mixes_nothing),
        cmocka_unit_test(a_raster_on_the_grid_comes_back_bit_for_bit),
        cmocka_unit_test(another_crs_is_exact_and_does_not_depend_on_the_extent),
        cmocka_unit_test(odd_rasters_are_read),
        cmocka_unit_test(failures_are_said),
        cmocka_unit_test(written_rasters_are_cogs),
        cmocka_unit_test(equal_cells_give_equal_bytes),
        cmocka_unit_test(what_cannot_be_written_is_an_error)};
    Diag diag = {0};
    if (crs_open(&utm, "EPSG:32631", "test", &diag) != OK ||
        crs_open(&geographic, "EPSG:4326", "test", &diag) != OK)
        return 1;
    int failed = scratch_run(tests);
    crs_close(utm);
    crs_close(geographic);
    return failed;
}
