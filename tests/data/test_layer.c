#include "data/layer.h"

#include <cpl_vsi.h>
#include <math.h>

#include "data/misplaced.h"
#include "data/osm_tags.h"
#include "data/source.h"
#include "tests/data/layer_case.h"

static const MadeLayer town = {
    "GPKG",
    "town.gpkg",
    "roads",
    "EPSG:4542",
    {"name", "code"},
    {{"LINESTRING(500000 2766000,500100 2766000)", {"Main Street", "53058100001310000001"}},
     {"LINESTRING(500000 2766010,500100 2766010)", {"Side Street", NULL}},
     {NULL, {"No Street", NULL}},
     {"LINESTRING EMPTY", {"Empty Street", NULL}},
     {"LINESTRING(900000 2766000,900100 2766000)", {"Far Street", NULL}},
     {"POLYGON((500000 2766000,500010 2766010,500010 2766000,500000 2766010,500000 2766000))",
      {"Bow tie", NULL}}},
    6,
    NULL};

static void test_counts(void **state)
{
    const Box clip = {499000, 2765000, 501000, 2767000};
    Read read;

    (void)state;
    vector_make(&town);
    read = read_ref(vector_ref("town.gpkg", "roads"), &clip);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_int_equal(read.layer.read, 6);
    assert_int_equal(read.layer.count, 3);
    assert_int_equal(read.layer.empty, 2);
    assert_int_equal(read.layer.outside, 1);
    assert_int_equal(read.layer.repaired, 1);
    assert_true(read.layer.features[0].fid < read.layer.features[1].fid);
    /* Two triangles of 25 m2 are left of the bow tie. */
    assert_true(fabs(shape_area_m2(geos, read.layer.features[2].shape) - 50) < 1e-6);
    assert_string_equal(layer_feature_name(&read.layer, &read.layer.features[0]), "Main Street");
    assert_string_equal(layer_value(&read.layer, &read.layer.features[0], "code"),
                        "53058100001310000001");
    assert_null(layer_value(&read.layer, &read.layer.features[1], "code"));
    done(&read);
}

static void test_reading_leaves_no_trace(void **state)
{
    size_t before_size, after_size;
    char *before, *after;
    Read read;

    (void)state;
    before = scratch_load(scratch_path("town.gpkg"), &before_size);
    read = read_ref(vector_ref("town.gpkg", "roads"), NULL);
    assert_int_equal(read.status, OK);
    done(&read);
    after = scratch_load(scratch_path("town.gpkg"), &after_size);
    assert_true(before_size == after_size && memcmp(before, after, after_size) == 0);
    assert_int_not_equal(access(scratch_path("town.gpkg-wal"), F_OK), 0);
    assert_int_not_equal(access(scratch_path("town.gpkg-shm"), F_OK), 0);
    free(before);
    free(after);
}

static const MadeLayer bare = {"ESRI Shapefile",
                               "bare.shp",
                               "bare",
                               NULL,
                               {"NAME"},
                               {{"POINT(500000 2766000)", {"x"}}},
                               1,
                               NULL};
static const MadeLayer old = {
    "GPKG", "old.gpkg", "old", "EPSG:4610", {"name"}, {{"POINT(98.5 25)", {"x"}}}, 1, NULL};

static void test_words(void **state)
{
    static const struct {
        const char *promise;
        SourceRef ref;
        const char *words[3];
    } cases[] = {
        {"a missing layer lists those there are",
         {.written = "town.gpkg", .layer = "rods"},
         {"no layer rods", "it has: roads", "p.yaml:9"}},
        {"a layer must be said where there are several",
         {.written = "two.gpkg"},
         {"say which layer", "a, b", NULL}},
        {"no CRS is an error that says what to add",
         {.written = "bare.shp"},
         {"no CRS", "crs: EPSG", "bare.shp"}},
        {"a table's coordinates need one too",
         {.written = "units.csv", .x = "lon", .y = "lat"},
         {"no CRS", "crs:", NULL}},
        {"only ballpark is refused by name",
         {.written = "old.gpkg"},
         {"ballpark", "Xian 1980", "CGCS2000"}},
        {"a missing column lists those there are",
         {.written = "units.csv", .x = "long", .y = "lat", .crs = "EPSG:4490"},
         {"no column long", "id, lon, lat", NULL}},
        {"a coordinate that is no number names its line",
         {.written = "bad.csv", .x = "lon", .y = "lat", .crs = "EPSG:4490"},
         {"line 3", "lon is \"east\"", NULL}},
        {"a wrong filter is named",
         {.written = "town.gpkg", .layer = "roads", .where = "hghway IS NOT NULL"},
         {"where", "hghway", "name, code"}},
        {"text that is not UTF-8 asks for its encoding",
         {.written = "gbk.csv", .x = "lon", .y = "lat", .crs = "EPSG:4490"},
         {"line 2", "encoding: GBK", "name"}},
        {"what is no dataset is said",
         {.written = "text.gpkg"},
         {"cannot be read", "text.gpkg", NULL}},
        {"an unknown CRS is named",
         {.written = "town.gpkg", .layer = "roads", .crs = "EPSG:999999"},
         {"EPSG:999999", "not known", NULL}},
    };
    MadeLayer two = {"GPKG", "two.gpkg", "a", "EPSG:4542", {NULL}, {{NULL, {NULL}}}, 0, NULL};

    (void)state;
    vector_make(&bare);
    vector_make(&old);
    vector_make(&two);
    two.layer = "b";
    vector_make(&two);
    vector_text("units.csv", "id,lon,lat\n1,98.5,25\n");
    vector_text("bad.csv", "id,lon,lat\n1,98.5,25\n2,east,25\n");
    vector_text("gbk.csv", "name,lon,lat\n\xb9\xb1\xd0\xa1,98.5,25\n");
    vector_text("text.gpkg", "nothing of the kind\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SourceRef ref = vector_ref(cases[i].ref.written, cases[i].ref.layer);
        Read read;
        ref.x = cases[i].ref.x;
        ref.y = cases[i].ref.y;
        ref.crs = cases[i].ref.crs;
        ref.where = cases[i].ref.where;
        read = read_ref(ref, NULL);
        if (read.status != ERR_INPUT)
            fail_msg("%s: no error", cases[i].promise);
        for (int w = 0; w < 3 && cases[i].words[w]; w++)
            if (!strstr(read.diag.message, cases[i].words[w]))
                fail_msg("%s: no \"%s\" in: %s", cases[i].promise, cases[i].words[w],
                         read.diag.message);
        done(&read);
    }
}

static void test_missing_field_lists_fields(void **state)
{
    Read read = read_ref(vector_ref("town.gpkg", "roads"), NULL);
    Diag diag = {0};

    (void)state;
    assert_int_equal(layer_need_field(&read.layer, "name", &diag), OK);
    assert_int_equal(layer_need_field(&read.layer, "DLBM", &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "DLBM"));
    assert_non_null(strstr(diag.message, "name, code"));
    assert_int_equal(layer_field(&read.layer, "code"), 1);
    assert_int_equal(layer_field(&read.layer, "none"), -1);
    done(&read);
}

static void test_csv(void **state)
{
    SourceRef ref;
    Read read;

    (void)state;
    vector_text("bom.csv", "\xef\xbb\xbf"
                           "code,lon,lat,name\r\n"
                           "53058100001310000001,98.5,25,\"宫,小\"\r\n"
                           "53058100001310000002,98.5,25,\r\n"
                           "53058100001310000003,,,nowhere\r\n");
    ref = vector_ref("bom.csv", NULL);
    ref.x = "lon";
    ref.y = "lat";
    ref.crs = "EPSG:4490";
    read = read_ref(ref, NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_int_equal(read.layer.count, 2);
    assert_int_equal(read.layer.empty, 1);
    assert_string_equal(layer_value(&read.layer, &read.layer.features[0], "code"),
                        "53058100001310000001");
    assert_string_equal(layer_value(&read.layer, &read.layer.features[1], "code"),
                        "53058100001310000002");
    assert_string_equal(layer_feature_name(&read.layer, &read.layer.features[0]), "宫,小");
    assert_true(fabs(read.layer.box.min_x - 449524.54) < 0.01);
    assert_true(fabs(read.layer.box.min_y - 2766147.25) < 0.01);
    done(&read);
}

static void test_table_without_places_keeps_its_rows(void **state)
{
    const Box clip = {0, 0, 1, 1};
    Read read;

    (void)state;
    vector_text("fleet.csv", "operator,vehicles\nBus,12\nBank,3\n");
    read = read_ref(vector_ref("fleet.csv", NULL), &clip);
    assert_int_equal(read.status, OK);
    assert_int_equal(read.layer.count, 2);
    assert_null(read.layer.features[0].shape);
    assert_string_equal(layer_value(&read.layer, &read.layer.features[1], "vehicles"), "3");
    done(&read);
}

/* A shapefile whose .dbf holds GBK and whose .cpg is lost, as they arrive. */
static void test_gbk_shapefile(void **state)
{
    static const MadeLayer gbk = {"ESRI Shapefile",
                                  "gbk.shp",
                                  "gbk",
                                  "EPSG:4490",
                                  {"NAME"},
                                  {{"POINT(98.5 25)", {"宫小 联通"}}},
                                  1,
                                  "ENCODING=GBK"};
    SourceRef ref;
    Read read;

    (void)state;
    vector_make(&gbk);
    unlink(scratch_path("gbk.cpg"));
    {
        /* Neither does the language byte say it. */
        FILE *file = fopen(scratch_path("gbk.dbf"), "r+b");
        fseek(file, 29, SEEK_SET);
        fputc(0x57, file);
        fclose(file);
    }
    ref = vector_ref("gbk.shp", NULL);
    read = read_ref(ref, NULL);
    assert_int_equal(read.status, ERR_INPUT);
    assert_non_null(strstr(read.diag.message, "encoding: GBK"));
    done(&read);
    ref.encoding = "GBK";
    read = read_ref(ref, NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_string_equal(layer_feature_name(&read.layer, &read.layer.features[0]), "宫小 联通");
    done(&read);
}

static void test_gbk_csv(void **state)
{
    SourceRef ref = vector_ref("gbk.csv", NULL);
    Read read;

    (void)state;
    ref.x = "lon";
    ref.y = "lat";
    ref.crs = "EPSG:4490";
    ref.encoding = "GBK";
    read = read_ref(ref, NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_string_equal(layer_feature_name(&read.layer, &read.layer.features[0]), "贡小");
    done(&read);
}

static void test_curves_heights_and_open_rings(void **state)
{
    static const MadeLayer odd = {
        "GPKG",
        "odd.gpkg",
        "odd",
        "EPSG:4542",
        {"name"},
        {{"CIRCULARSTRING(500000 2766000,500010 2766010,500020 2766000)", {"curve"}},
         {"POINT Z(500000 2766000 1640)", {"height"}},
         {"CURVEPOLYGON(CIRCULARSTRING(500000 2766000,500020 2766000,500000 2766000))", {"disc"}}},
        3,
        NULL};
    Read read;

    (void)state;
    vector_make(&odd);
    read = read_ref(vector_ref("odd.gpkg", NULL), NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_int_equal(read.layer.count, 3);
    assert_true(fabs(shape_length_m(geos, read.layer.features[0].shape) - 31.4159) < 0.05);
    assert_int_equal(GEOSHasZ_r(geos, read.layer.features[1].shape), 0);
    assert_true(fabs(shape_area_m2(geos, read.layer.features[2].shape) - 314.159) < 0.5);
    done(&read);
    vector_text("open.geojson",
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                "\"properties\":{\"code\":\"53058100001310000001\"},\"geometry\":{\"type\":"
                "\"Polygon\",\"coordinates\":[[[98.5,25],[98.6,25],[98.6,25.1]]]}}]}");
    read = read_ref(vector_ref("open.geojson", NULL), NULL);
    assert_int_equal(read.status, OK);
    assert_int_equal(read.layer.count, 1);
    assert_int_equal(read.layer.repaired, 1);
    done(&read);
}

static void test_files_of_a_dataset(void **state)
{
    SourceRef ref = vector_ref("bare.shp", NULL);
    Arena *arena = arena_new();
    const char **files = NULL;
    size_t count = 0;
    Diag diag = {0};

    (void)state;
    assert_int_equal(source_files(&ref, arena, &files, &count, &diag), OK);
    assert_true(count >= 3);
    assert_non_null(strstr(files[0], ".dbf"));
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(files[i - 1], files[i]) < 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_reading_leaves_no_trace),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_missing_field_lists_fields),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_table_without_places_keeps_its_rows),
        cmocka_unit_test(test_gbk_shapefile),
        cmocka_unit_test(test_gbk_csv),
        cmocka_unit_test(test_curves_heights_and_open_rings),
        cmocka_unit_test(test_files_of_a_dataset),
    };
    int failed;

    scratch_begin();
    failed = cmocka_run_group_tests(tests, set_up, tear_down);
    scratch_end();
    return failed;
}
