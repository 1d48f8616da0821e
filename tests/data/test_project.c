#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/project.h"
#include "tests/check.h"
#include "tests/data/scratch.h"

static const char *put(const char *name, const char *text)
{
    const char *path = scratch_path(name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static Status read_text(const char *text, const OptionList *sets, Project **out, Diag *diag)
{
    const char *path = put("p.yaml", text);

    *out = NULL;
    return project_read(out, path, sets, diag);
}

/* The least project, and the same cut before its surface. */
#define HEAD                                                                                       \
    "camplan: 1\n"                                                                                 \
    "as_of: 2021-06-01\n"                                                                          \
    "crs: EPSG:4542\n"                                                                             \
    "rules: tengchong-2017\n"                                                                      \
    "area: {box: [0, 0, 100, 100]}\n"
#define LEAST HEAD "surface: [{for: street, terrain: flat}]\n"

static const struct {
    const char *promise, *text;
    Status expected;
    const char *words[3];
} cases[] = {
    {"the least project reads", LEAST, OK, {NULL}},
    {"an unknown key is named with its place and the nearest",
     LEAST "plam: {quota: 1}\n",
     ERR_INPUT,
     {"p.yaml:7:", "'plam'", "'plan'"}},
    {"so is one inside a map",
     LEAST "plan: {quta: 1}\n",
     ERR_INPUT,
     {"p.yaml:7:", "quta", "quota"}},
    {"a layer's key too",
     LEAST "layers:\n  - {id: roads, source: t.gpkg, codset: osm}\n",
     ERR_INPUT,
     {"p.yaml:8:", "codset", "codeset"}},
    {"as_of must be there",
     "camplan: 1\ncrs: EPSG:4542\nrules: x\narea: {box: [0, 0, 1, 1]}\n"
     "surface: [{for: street, terrain: flat}]\n",
     ERR_INPUT,
     {"as_of is missing", "reads no clock", "p.yaml"}},
    {"as_of must be in the calendar",
     "camplan: 1\nas_of: 2021-02-30\ncrs: EPSG:4542\n",
     ERR_INPUT,
     {"p.yaml:2:", "as_of", NULL}},
    {"crs must be there",
     "camplan: 1\nas_of: 2021-06-01\n",
     ERR_INPUT,
     {"crs is missing", "metres", NULL}},
    {"the area must be there",
     "camplan: 1\nas_of: 2021-06-01\ncrs: EPSG:4542\nrules: x\n",
     ERR_INPUT,
     {"area is missing", "polygon", NULL}},
    {"a box is given least first",
     "camplan: 1\nas_of: 2021-06-01\ncrs: EPSG:4542\nrules: x\narea: {box: [9, 9, 1, 1]}\n",
     ERR_INPUT,
     {"p.yaml:5:", "area.box", "least first"}},
    {"the surface must be there", HEAD, ERR_INPUT, {"surface is missing", "terrain: flat", NULL}},
    {"a surface needs terrain",
     HEAD "surface: [{for: street}]\n",
     ERR_INPUT,
     {"terrain is missing", "flat", NULL}},
    {"one surface a use",
     HEAD "surface: [{for: street, terrain: flat}, {for: street, terrain: flat}]\n",
     ERR_INPUT,
     {"street twice", "surface.1", NULL}},
    {"coarse cells need accept_coarse",
     HEAD "surface: [{for: street, terrain: flat, cell_m: 6}]\n",
     ERR_INPUT,
     {"over 5 m", "accept_coarse", NULL}},
    {"a missing file is named with key and line",
     LEAST "layers:\n  - {id: roads, source: gone.gpkg}\n",
     ERR_INPUT,
     {"p.yaml:8:", "layers.0.source", "gone.gpkg"}},
    {"a database is no file",
     LEAST "layers: [{id: roads, source: 'PG:dbname=town'}]\n",
     OK,
     {NULL}},
    {"nor is a stream",
     LEAST "layers: [{id: roads, source: /vsis3/town/roads.gpkg}]\n",
     OK,
     {NULL}},
    {"a cost is not negative",
     LEAST "costs:\n  pole: -1\n",
     ERR_INPUT,
     {"p.yaml:8:", "costs.pole", "negative"}},
    {"a quota is a share",
     LEAST "plan: {quota: 1.2}\n",
     ERR_INPUT,
     {"plan.quota", "between 0 and 1", NULL}},
    {"a budget objective needs a budget",
     LEAST "plan: {objective: budget}\n",
     ERR_INPUT,
     {"plan.budget is missing", NULL, NULL}},
    {"null is not said", LEAST "plan: {budget: null}\n", OK, {NULL}},
    {"assume_datum is refused by name",
     LEAST "layers:\n  - {id: roads, source: t.gpkg, assume_datum: GCJ-02}\n",
     ERR_INPUT,
     {"not yet supported", "GCJ-02", "BD-09"}},
    {"in cameras too",
     LEAST "cameras: {source: t.gpkg, assume_datum: BD-09}\n",
     ERR_INPUT,
     {"not yet supported", "cameras", NULL}},
    {"consents read",
     LEAST "layers: [{id: a, source: t.gpkg}]\n"
           "consent:\n  - {clause: N10, layer: a, feature: 3, doc: letter 7}\n"
           "  - {clause: N10, layer: buildings, feature: 3, doc: letter 8}\n",
     OK,
     {NULL}},
    {"a consent to what lies in no layer",
     LEAST "layers: [{id: a, source: t.gpkg}]\n"
           "consent:\n  - {clause: N10, layer: b, feature: 3, doc: letter 7}\n",
     ERR_INPUT,
     {"p.yaml:9:", "consent.0.layer", "no layer"}},
    {"a consent without its document",
     LEAST "layers: [{id: a, source: t.gpkg}]\n"
           "consent: [{clause: N10, layer: a, feature: 3}]\n",
     ERR_INPUT,
     {"p.yaml:8:", "consent.0.doc", "number and date"}},
    {"an empty document",
     LEAST "layers: [{id: a, source: t.gpkg}]\n"
           "consent: [{clause: N10, layer: a, feature: 3, doc: ''}]\n",
     ERR_INPUT,
     {"consent.0.doc", "empty", NULL}},
    {"a feature that is no number",
     LEAST "layers: [{id: a, source: t.gpkg}]\n"
           "consent: [{clause: N10, layer: a, feature: north, doc: letter 7}]\n",
     ERR_INPUT,
     {"p.yaml:8:", "consent.0.feature", NULL}},
    {"two consents to one place",
     LEAST "layers: [{id: a, source: t.gpkg}]\n"
           "consent:\n  - {clause: N10, layer: a, feature: 3, doc: letter 7}\n"
           "  - {clause: N10, layer: a, feature: 3, doc: letter 8}\n",
     ERR_INPUT,
     {"p.yaml:10:", "already", "layer a"}},
    {"a consent's key with a slip",
     LEAST "consent: [{clause: N10, layr: a}]\n",
     ERR_INPUT,
     {"layr", "layer", NULL}},
    {"yards are yes or no",
     LEAST "layers: [{id: a, source: t.gpkg, open_air: perhaps}]\n",
     ERR_INPUT,
     {"layers.0.open_air", NULL, NULL}},
    {"layer ids differ",
     LEAST "layers: [{id: a, source: t.gpkg}, {id: a, source: t.gpkg}]\n",
     ERR_INPUT,
     {"layers.1.id", "must differ", NULL}},
    {"land-use codes need their field",
     LEAST "layers: [{id: a, source: t.gpkg, codeset: gbt21010}]\n",
     ERR_INPUT,
     {"layers.0.code", "gbt21010", NULL}},
    {"so do those of any other code set",
     LEAST "layers: [{id: a, source: t.gpkg, codeset: city}]\n",
     ERR_INPUT,
     {"layers.0.code", "city code", NULL}},
    {"a code without its set",
     LEAST "layers: [{id: a, source: t.gpkg, code: c}]\n",
     ERR_INPUT,
     {"layers.0.codeset", "which code set", NULL}},
    {"category and category_field exclude each other",
     LEAST "layers: [{id: a, source: t.gpkg, category: 8.9, category_field: c}]\n",
     ERR_INPUT,
     {"category_field", "exclude", NULL}},
    {"x needs y",
     LEAST "layers: [{id: a, source: t.gpkg, x: lon}]\n",
     ERR_INPUT,
     {"both x and y", NULL, NULL}},
    {"sites run along a layer that is there",
     LEAST "layers: [{id: roads, source: t.gpkg}]\nsites: {along: road}\n",
     ERR_INPUT,
     {"sites.along", "\"road\"", "roads"}},
    {"magnetic azimuths need the declination",
     LEAST "cameras: {source: t.gpkg, azimuth: magnetic}\n",
     ERR_INPUT,
     {"declination_deg", "magnetic", NULL}},
    {"camera fields are our words",
     LEAST "cameras: {source: t.gpkg, fields: {azimut_deg: A}}\n",
     ERR_INPUT,
     {"azimut_deg", "azimuth_deg", NULL}},
    {"an assumed view is a view",
     LEAST "cameras: {source: t.gpkg, assume: {dome: {hfov_deg: 400}}}\n",
     ERR_INPUT,
     {"cameras.assume.dome.hfov_deg", "between 1 and 360", NULL}},
    {"a width is positive",
     LEAST "road_width_m: {primary: 0}\n",
     ERR_INPUT,
     {"road_width_m.primary", NULL, NULL}},
    {"and given",
     LEAST "road_width_m: {primary: null}\n",
     ERR_INPUT,
     {"road_width_m.primary is missing", NULL, NULL}},
    {"an override is a number",
     LEAST "requirements: {8.1b: {px_per_m: many}}\n",
     ERR_INPUT,
     {"8.1b.px_per_m", "p.yaml:7:", NULL}},
    {"a department's output names it",
     LEAST "output: {profile: department}\n",
     ERR_INPUT,
     {"output.department is missing", NULL, NULL}},
    {"another version is refused", "camplan: 2\n", ERR_INPUT, {"camplan is 2", NULL, NULL}},
    {"an empty file is named", "", ERR_INPUT, {"p.yaml", NULL, NULL}},
    {"broken YAML has a place", "camplan: [1\nas_of: {\n", ERR_INPUT, {"p.yaml:", NULL, NULL}},
};

static void test_words(void **state)
{
    (void)state;
    put("t.gpkg", "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Project *project = NULL;
        Diag diag = {0};
        Status status = read_text(cases[i].text, NULL, &project, &diag);
        if (status != cases[i].expected)
            fail_msg("%s: %d: %s", cases[i].promise, (int)status, diag.message);
        for (size_t w = 0; w < 3 && cases[i].words[w]; w++)
            if (!strstr(diag.message, cases[i].words[w]))
                fail_msg("%s: no \"%s\" in: %s", cases[i].promise, cases[i].words[w], diag.message);
        project_free(project);
    }
}

static const char full[] =
    "camplan: 1\n"
    "title: {en: Master plan, zh: 专项规划}\n"
    "as_of: 2021-06-01\n"
    "crs: EPSG:4542\n"
    "rules: packs/mine\n"
    "area: t.gpkg\n"
    "townships: {source: t.gpkg, layer: townships, name: 名称, code: code}\n"
    "surface:\n"
    "  - for: street\n"
    "    terrain: t.gpkg\n"
    "    buildings: {source: t.gpkg, layer: b, height: h, levels: l, default_height_m: 6}\n"
    "    canopy: {source: t.gpkg}\n"
    "  - {for: long_range, terrain: {source: t.gpkg, crs: EPSG:4490}, cell_m: 30}\n"
    "layers:\n"
    "  - {id: roads, source: t.gpkg, layer: lines, codeset: osm, where: \"highway IS NOT NULL\"}\n"
    "  - {id: units, source: t.gpkg, category: 8.10, x: lon, y: lat, encoding: GBK}\n"
    "road_width_m: {primary: 24, residential: 9}\n"
    "cameras: {source: t.gpkg, profile: yijiyidang, fields: {height_m: GAO},\n"
    "  assume: {dome: {hfov_deg: 360, height_m: 3}, '*': {width_px: 1920}}}\n"
    "sites: {along: roads, spacing_m: 30, on: [units], models: [a, b]}\n"
    "requirements: {8.1b: {px_per_m: 125}, 8.2.share: 0.5, gate_m: 3}\n"
    "plan: {quota: 0.9, phases: [2000000, 3000000], work_limit: null}\n"
    "acceptance_date: 2021-12-01\n"
    "maps: {sheets: [overview, gaps], scale: 5000, language: en}\n";

static void test_values(void **state)
{
    Project *project = NULL;
    Diag diag = {0};

    (void)state;
    put("t.gpkg", "");
    if (read_text(full, NULL, &project, &diag) != OK)
        fail_msg("%s", diag.message);
    assert_string_equal(project->folder, scratch_folder);
    assert_string_equal(project->title_zh, "专项规划");
    assert_int_equal(project->as_of, 20210601);
    assert_string_equal(project->rules, scratch_path("packs/mine"));
    assert_string_equal(project->area.source, scratch_path("t.gpkg"));
    assert_string_equal(project->area.written, "t.gpkg");
    assert_non_null(strstr(project->area.place, "p.yaml:6"));
    assert_string_equal(project->township_name, "名称");
    assert_int_equal(project->surface_count, 2);
    assert_string_equal(project->surfaces[0].height_field, "h");
    assert_true(project->surfaces[0].default_height_m == 6);
    assert_true(project->surfaces[0].level_height_m == 3);
    assert_null(project->surfaces[0].surface.source);
    assert_string_equal(project->surfaces[1].terrain.crs, "EPSG:4490");
    assert_int_equal(project->layer_count, 2);
    assert_string_equal(project->layers[0].codeset, CODESET_OSM);
    assert_string_equal(project->layers[1].category, "8.10");
    assert_string_equal(project->layers[1].ref.encoding, "GBK");
    assert_int_equal(project->road_width_count, 2);
    assert_string_equal(project->road_widths[1].road_class, "residential");
    assert_true(project->road_widths[1].width_m == 9);
    assert_int_equal(project->cameras.profile, CAMERAS_YIJIYIDANG);
    assert_string_equal(project->cameras.fields[0].column, "GAO");
    assert_int_equal(project->cameras.assume_count, 2);
    assert_true(project->cameras.assume[0].height_m == 3);
    assert_true(isnan(project->cameras.assume[0].tilt_deg));
    assert_true(project->sites.spacing_m == 30 && project->sites.setback_m == 1.5);
    assert_string_equal(project->sites.models[1], "b");
    assert_string_equal(project->road_widths[0].from, "p.yaml:17");
    assert_true(text_ends(project->road_widths[1].place, "/p.yaml:17:29"));
    assert_int_equal(project->requirement_count, 3);
    assert_string_equal(project->requirements[0].from, "p.yaml:21");
    assert_true(text_ends(project->requirements[0].place, "/p.yaml:21:23"));
    assert_string_equal(project->requirements[0].key, "8.1b.px_per_m");
    assert_true(project->requirements[0].value == 125);
    assert_string_equal(project->requirements[1].key, "8.2.share");
    assert_non_null(strstr(project->requirements[2].place, "p.yaml:21"));
    assert_int_equal(project->plan.phase_count, 2);
    assert_true(isnan(project->plan.budget));
    assert_int_equal(project->acceptance_date, 20211201);
    assert_true(project->maps.scale == 5000);
    assert_int_equal(project->maps.language_count, 1);
    project_free(project);
}

static const ProjectSetting *find(const Project *project, const char *key)
{
    const ProjectSetting *settings = NULL;
    size_t count = project_settings(project, &settings);

    for (size_t i = 0; i < count; i++)
        if (strcmp(settings[i].key, key) == 0)
            return &settings[i];
    fail_msg("no setting %s", key);
    return NULL;
}

static void test_settings_say_where_from(void **state)
{
    static const struct {
        const char *promise, *key, *value, *from;
    } wanted[] = {
        {"a value of the file has its line", "road_width_m.primary", "24", "p.yaml:17"},
        {"a default says so", "sites.setback_m", "1.5", "default"},
        {"so does a default in a part that is not there", "costs.pole", "4000", "default"},
        {"the command line says so", "plan.quota", "0.8", "--set"},
        {"also for a part it makes", "output.recipient", "Town hall", "--set"},
        {"lists are one value", "plan.phases", "2000000, 3000000", "p.yaml:22"},
        {"overrides are settings", "requirements.8.1b.px_per_m", "125", "p.yaml:21"},
    };
    const char *items[] = {"plan.quota=0.8", "output.recipient=Town hall"};
    const OptionList sets = {items, 2};
    Project *project = NULL;
    Diag diag = {0};

    (void)state;
    put("t.gpkg", "");
    if (read_text(full, &sets, &project, &diag) != OK)
        fail_msg("%s", diag.message);
    assert_true(project->plan.quota == 0.8);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const ProjectSetting *setting = find(project, wanted[i].key);
        if (strcmp(setting->value, wanted[i].value) != 0 ||
            strcmp(setting->from, wanted[i].from) != 0)
            fail_msg("%s: %s from %s", wanted[i].promise, setting->value, setting->from);
    }
    project_free(project);
}

static void test_bad_set(void **state)
{
    const char *items[] = {"plan.quota"};
    const OptionList sets = {items, 1};
    Project *project = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(read_text(LEAST, &sets, &project, &diag), ERR_USAGE);
    assert_non_null(strstr(diag.message, "--set path=value"));
    items[0] = "plan.quota=7";
    diag = (Diag){0};
    assert_int_equal(read_text(LEAST, &sets, &project, &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "--set plan.quota"));
}

static void test_missing_project(void **state)
{
    Project *project = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(project_read(&project, scratch_path("none.yaml"), NULL, &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "none.yaml"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_settings_say_where_from),
        cmocka_unit_test(test_bad_set),
        cmocka_unit_test(test_missing_project),
    };

    return scratch_run(tests);
}
