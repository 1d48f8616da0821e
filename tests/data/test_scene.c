#include "data/scene.h"

#include <math.h>

#include "tests/data/vector.h"

static const MadeLayer boundary = {
    "GPKG",
    "town.gpkg",
    "boundary",
    "EPSG:4542",
    {"name"},
    {{"POLYGON((480000 2740000,480300 2740000,480300 2740200,480000 2740200,480000 2740000))",
      {"A"}},
     {"POLYGON((480300 2740000,480400 2740000,480400 2740200,480300 2740200,480300 2740000))",
      {"B"}},
     {"LINESTRING(480000 2740000,480400 2740200)", {"line"}}},
    3,
    NULL};
static const MadeLayer townships = {
    "GPKG",
    "town.gpkg",
    "townships",
    "EPSG:4542",
    {"name", "code"},
    {{"POLYGON((480200 2740000,480400 2740000,480400 2740200,480200 2740200,480200 2740000))",
      {"East", "10"}},
     {"POLYGON((480000 2740000,480200 2740000,480200 2740150,480000 2740150,480000 2740000))",
      {"West", "9"}}},
    2,
    NULL};
static const MadeLayer roads = {"GPKG",
                                "town.gpkg",
                                "roads",
                                "EPSG:4542",
                                {"name", "highway"},
                                {{"LINESTRING(479000 2740100,481000 2740100)", {"Main", "primary"}},
                                 {"LINESTRING(470000 2740100,471000 2740100)", {"Far", "primary"}},
                                 {NULL, {"None", "primary"}}},
                                3,
                                NULL};
static const MadeLayer buildings = {
    "GPKG",
    "town.gpkg",
    "buildings",
    "EPSG:4542",
    {"name", "height"},
    {{"POLYGON((480100 2740050,480110 2740050,480110 2740060,480100 2740060,480100 2740050))",
      {"Hall", "12"}}},
    1,
    NULL};

#define HEAD                                                                                       \
    "camplan: 1\n"                                                                                 \
    "as_of: 2021-06-01\n"                                                                          \
    "rules: tengchong-2017\n"                                                                      \
    "surface: [{for: street, terrain: flat, cell_m: 2,\n"                                          \
    "  buildings: {source: town.gpkg, layer: buildings, height: height}}]\n"
#define TOWN                                                                                       \
    HEAD "crs: EPSG:4542\n"                                                                        \
         "area: {source: town.gpkg, layer: boundary}\n"

static int set_up(void **state)
{
    (void)state;
    scratch_begin();
    vector_make(&boundary);
    vector_make(&townships);
    vector_make(&roads);
    vector_make(&buildings);
    /* Along the area's south edge, then away from it; and one of another level. */
    vector_text("limits.csv", "WKT,boundary,admin_level\n"
                              "\"LINESTRING(480100 2739980,480300 2739980,480300 2739580)\","
                              "administrative,2\n"
                              "\"LINESTRING(480100 2740050,480300 2740050)\",administrative,8\n");
    vector_text("cameras.csv", "id,x,y,PASSWORD\na,480100,2740100,s\nb,470000,2740100,s\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_end();
    return 0;
}

typedef struct {
    Project *project;
    Scene *scene;
    Diag diag;
    Status status;
} Read;

static Read read_project(const char *text)
{
    Read read = {0};

    vector_text("p.yaml", text);
    read.status = project_read(&read.project, scratch_path("p.yaml"), NULL, &read.diag);
    if (read.status == OK)
        read.status = scene_read(&read.scene, read.project, &read.diag);
    return read;
}

static void done(Read *read)
{
    scene_free(read->scene);
    project_free(read->project);
}

static bool notes(const Scene *scene, const char *layer, const char *words)
{
    for (size_t i = 0; i < scene->note_count; i++)
        if (strcmp(scene->notes[i].layer, layer) == 0 && strstr(scene->notes[i].sentence, words))
            return true;
    return false;
}

static void test_whole_scene(void **state)
{
    Read read = read_project(TOWN "townships: {source: town.gpkg, layer: townships, code: code}\n"
                                  "layers:\n"
                                  "  - {id: roads, source: town.gpkg, layer: roads, codeset: osm}\n"
                                  "cameras: {source: cameras.csv, crs: EPSG:4542}\n");
    const Scene *scene = read.scene;

    (void)state;
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_true(scene->box.min_x == 480000 && scene->box.max_x == 480400);
    assert_int_equal(scene->layer_count, 1);
    assert_int_equal(scene_layer(scene, "roads")->count, 1);
    assert_int_equal(scene->layers[0].outside, 1);
    assert_string_equal(scene->layers[0].as->id, "roads");
    assert_null(scene_layer(scene, "rivers"));
    /* By code as numbers stand: 9 before 10. */
    assert_int_equal(scene->township_count, 2);
    assert_string_equal(scene->townships[0].name, "West");
    assert_string_equal(scene_township(scene, 480300, 2740100)->name, "East");
    assert_null(scene_township(scene, 480100, 2740190));
    assert_int_equal(scene->buildings.count, 1);
    assert_true(scene->has_surface[USE_STREET] && !scene->has_surface[USE_LONG_RANGE]);
    assert_ptr_equal(scene_surface(scene, USE_LONG_RANGE), &scene->surfaces[USE_STREET]);
    assert_true(surface_top_at(&scene->surfaces[USE_STREET], 480105, 2740055) > 11.9);
    assert_int_equal(scene->cameras.count, 1);
    assert_int_equal(scene->cameras.outside, 1);
    done(&read);
}

static void test_notes(void **state)
{
    Read read = read_project(TOWN "townships: {source: town.gpkg, layer: townships, code: code}\n"
                                  "layers:\n"
                                  "  - {id: roads, source: town.gpkg, layer: roads}\n"
                                  "  - {id: limits, source: limits.csv, crs: EPSG:4542, "
                                  "codeset: osm}\n"
                                  "cameras: {source: cameras.csv, crs: EPSG:4542}\n");
    static const struct {
        const char *promise, *layer, *words;
    } wanted[] = {
        {"features without geometry are told", "roads", "1 of 3 features have no geometry"},
        {"flat ground is told", "terrain", "flat"},
        {"cameras far away are named", "cameras", "left out: b"},
        {"unknown azimuths are told", "cameras", "1 of 1 existing cameras have no known azimuth"},
        {"dropped columns are named", "cameras", "PASSWORD"},
        {"the area taken is told", "area", "the area is 0.08 km2, of 2 polygons"},
        {"with the names in it", "area", ": A, B"},
        {"and what adds nothing to it", "area", "1 of 3 features are no polygons"},
        {"open border lines are told", "limits",
         "1 open line of 0.6 km, without a polygon of the country; 0.2 km of them run along"},
        {"area without a township is told", "townships", "12.5 % of the area"},
    };

    (void)state;
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!notes(read.scene, wanted[i].layer, wanted[i].words))
            fail_msg("%s", wanted[i].promise);
    done(&read);
}

static void test_inputs_are_named_once(void **state)
{
    Read read =
        read_project(TOWN "layers:\n"
                          "  - {id: roads, source: town.gpkg, layer: roads, license: ODbL}\n"
                          "cameras: {source: cameras.csv, crs: EPSG:4542}\n");
    const Scene *scene = read.scene;
    size_t towns = 0;

    (void)state;
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    for (size_t i = 0; i < scene->input_count; i++) {
        assert_int_equal(strlen(scene->inputs[i].sha256), 64);
        assert_true(i == 0 || strcmp(scene->inputs[i - 1].path, scene->inputs[i].path) < 0);
        if (strcmp(scene->inputs[i].path, "town.gpkg") == 0) {
            towns++;
            assert_string_equal(scene->inputs[i].role, "area, layer roads, buildings");
            assert_string_equal(scene->inputs[i].license, "ODbL");
        }
    }
    assert_int_equal(towns, 1);
    done(&read);
}

static void test_words(void **state)
{
    static const struct {
        const char *promise, *text, *words[3];
    } cases[] = {
        {"a geographic project CRS is refused",
         HEAD "crs: EPSG:4490\narea: {box: [0, 0, 1, 1]}\n",
         {"p.yaml:6", "geographic", "metres"}},
        {"an empty area is refused",
         HEAD "crs: EPSG:4542\n"
              "area: {source: town.gpkg, layer: boundary, where: \"name = 'C'\"}\n",
         {"p.yaml:7", "area is empty", "where"}},
        {"an area without a polygon is refused",
         HEAD "crs: EPSG:4542\narea: {source: town.gpkg, layer: roads}\n",
         {"p.yaml:7", "no polygon", "town.gpkg, roads"}},
        {"a layer's missing field lists those there are",
         TOWN "layers: [{id: roads, source: town.gpkg, layer: roads, codeset: gbt21010, "
              "code: DLBM}]\n",
         {"no field DLBM", "name, highway", "layer roads"}},
        {"a township's too",
         TOWN "townships: {source: town.gpkg, layer: townships, code: adcode}\n",
         {"no field adcode", "name, code", "townships"}},
        {"a building's too",
         "camplan: 1\nas_of: 2021-06-01\nrules: x\ncrs: EPSG:4542\n"
         "area: {source: town.gpkg, layer: boundary}\n"
         "surface: [{for: street, terrain: flat, buildings: {source: town.gpkg, "
         "layer: buildings, height: GAODU}}]\n",
         {"no field GAODU", "name, height", "buildings"}},
        {"a model that is not in the catalogue is named",
         TOWN "sites: {models: [no-such-model]}\n",
         {"no-such-model", "catalogue", NULL}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Read read = read_project(cases[i].text);
        if (read.status != ERR_INPUT)
            fail_msg("%s: no error", cases[i].promise);
        for (int w = 0; w < 3 && cases[i].words[w]; w++)
            if (!strstr(read.diag.message, cases[i].words[w]))
                fail_msg("%s: no \"%s\" in: %s", cases[i].promise, cases[i].words[w],
                         read.diag.message);
        done(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_scene),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_inputs_are_named_once),
        cmocka_unit_test(test_words),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
