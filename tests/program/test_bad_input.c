/* test_bad_input.c - each mistake that a planner makes gets its exit code and its words. */
#include "tests/program/program.h"

/* `edit` is a shell line that breaks the copied town in $D/town; then `camplan check`
 * or what `command` says is run on it. */
static const struct {
    const char *promise, *edit, *command;
    int code;
    const char *words;
} cases[] = {
    {"the town itself is fine", ":", "$P run town/project.yaml -q", 1, "to build"},
    {"a misspelt key names its place and the nearest known key",
     "sed -i 's/^demand:/demnad:/' town/project.yaml", NULL, 3, "project.yaml:|demnad|demand"},
    {"an unknown key deep down does too", "sed -i 's/spacing_m:/spacng_m:/' town/project.yaml",
     NULL, 3, "spacng_m|spacing_m"},
    {"a missing project file", "rm town/project.yaml", NULL, 3, "project.yaml"},
    {"a missing source file", "rm town/roads.csv", NULL, 3, "roads.csv"},
    {"a missing layer lists those that are there",
     "sed -i 's/{source: area.csv,/{source: area.csv, layer: borders,/' town/project.yaml", NULL, 3,
     "borders|area"},
    {"a missing field lists those that are there",
     "sed -i 's/category_field: category/category_field: kategorie/' town/project.yaml", NULL, 3,
     "project.yaml:|kategorie|category|amenity"},
    {"a layer without CRS", "sed -i 's/roads.csv, crs: EPSG:32650/roads.csv/' town/project.yaml",
     NULL, 3, "roads|crs"},
    {"a geographic project CRS", "sed -i 's/^crs: EPSG:32650/crs: EPSG:4326/' town/project.yaml",
     NULL, 3, "EPSG:4326|metres"},
    {"an empty area", "sed -i 1q town/area.csv", NULL, 3, "area"},
    {"assume_datum is not yet supported",
     "sed -i 's/{id: roads,/{id: roads, assume_datum: GCJ-02,/' town/project.yaml", NULL, 3,
     "assume_datum|not yet supported"},
    {"an output profile that would hide something is refused, not ignored",
     "echo 'output: {profile: public}' >> town/project.yaml", NULL, 3,
     "output.profile|public|not yet supported"},
    {"a sheet that is not drawn yet is a note",
     "sed -i 's/overview/overview, border/' "
     "town/project.yaml",
     NULL, 1, "note|maps.sheets: border is not yet supported"},
    {"a missing as_of", "sed -i '/^as_of/d' town/project.yaml", NULL, 3, "as_of"},
    {"a project of a later camplan", "sed -i 's/^camplan: 1/camplan: 2/' town/project.yaml", NULL,
     3, "project.yaml:|camplan is 2|reads version 1"},
    {"an expired pack", "sed -i 's/^as_of.*/as_of: 2023-01-01/' town/project.yaml", NULL, 3,
     "tengchong-2017|2022-09-04|accept_expired"},
    {"duplicate camera ids name both rows", "sed -i 's/^C-2/C-1/' town/cameras.csv", NULL, 3,
     "C-1"},
    {"a negative cost", "echo 'costs: {pole: -1}' >> town/project.yaml", NULL, 3, "costs.pole"},
    {"a quota over 1", "sed -i 's/quota: 0.95/quota: 95/' town/project.yaml", NULL, 3,
     "plan.quota"},
    {"a budget smaller than one camera",
     "sed -i 's/objective: cover/objective: budget, budget: 5/' town/project.yaml",
     "$P run town/project.yaml -q", 3, "budget"},
    {"an existing OUT is not overwritten", "mkdir town/out; touch town/out/run.json",
     "$P run town/project.yaml -q", 5, "out|--overwrite"},
    {"an unknown pack lists the shipped ones",
     "sed -i 's/^rules: .*/rules: tengchong-2071/' town/project.yaml", NULL, 3,
     "town/project.yaml:5|tengchong-2071|did you mean 'tengchong-2017'?|cn-799-2025"},
    {"a pack beside the project is its own, wherever one stands",
     "cp -r \"$R/rules/packs/tengchong-2017\" town/mine; sed -i 's/^rules: .*/rules: mine/' "
     "town/project.yaml",
     NULL, 1, "findings"},
    {"a folder where one stands is none",
     "cp -r \"$R/rules/packs/tengchong-2017\" mine; sed -i 's/^rules: .*/rules: mine/' "
     "town/project.yaml",
     NULL, 3, "no rule pack 'mine'"},
    {"nor does one hide a pack that is shipped",
     "mkdir tengchong-2017; echo nothing >tengchong-2017/pack.yaml", NULL, 1, "findings"},
    {"an unknown command names the nearest", ":", "$P rnu town/project.yaml", 2, "rnu|run"},
    {"an unknown option names the nearest", ":", "$P run --overwite town/project.yaml", 2,
     "overwite|--overwrite"},
    {"no argument", ":", "$P run", 2, "PROJECT.yaml|0 arguments"},
    {"--set that would turn a prohibition off", ":",
     "$P check town/project.yaml --set requirements.view_px_per_m=1000000", 3,
     "--set|view_px_per_m is 1e+06|has 62.5|may only be stricter; write 62.5 or less"},
    {"a key of the project that would",
     "echo 'requirements: {view_incidence_deg: 0}' >>"
     "town/project.yaml",
     NULL, 3, "project.yaml:|view_incidence_deg is 0|has 60|write 60 or more"},
    {"a misspelt requirement names its place and the nearest of its clause",
     "printf 'requirements:\\n  8.5b.gat.k: 2\\n' >>town/project.yaml", NULL, 3,
     "town/project.yaml:|:3: requirements:|did you mean '8.5b.gate.k'?"},
    {"a misspelt class of roads", "echo 'road_width_m: {primry: 24}' >>town/project.yaml", NULL, 3,
     "town/project.yaml:|:16: road_width_m:|did you mean 'primary'?"},
    {"--set of an unknown requirement", ":", "$P check town/project.yaml --set requirements.gat=1",
     3, "--set: requirements: |has no 'gat'"},
    {"--set of an unknown key", ":", "$P check town/project.yaml --set plan.qouta=0.5", 3,
     "qouta|quota"},
};

static void bad_input_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[2048];
        const char *command = cases[i].command ? cases[i].command : "$P check town/project.yaml";
        fixture_copy("town");
        snprintf(line, sizeof line, "R=$PWD; cd \"$D\" && %s && %s", cases[i].edit, command);
        Ran ran = shell(line);
        expect(cases[i].promise, &ran, cases[i].code, cases[i].words);
    }
}

/* Terrain: made by the GDAL tools' own text format, so that the test needs no binary. */
static void make_terrain(const char *name, double x0, double cell, int columns, int rows)
{
    FILE *file = fopen(scratch_path(name), "w");

    assert_non_null(file);
    fprintf(file,
            "ncols %d\nnrows %d\nxllcorner %.1f\nyllcorner 3999900\ncellsize %g\n"
            "NODATA_value -9999\n",
            columns, rows, x0, cell);
    for (int i = 0; i < columns * rows; i++)
        fprintf(file, "10%c", (i + 1) % columns ? ' ' : '\n');
    fclose(file);
}

#define WITH_TERRAIN(name)                                                                         \
    "sed -i 's#terrain: flat#terrain: {source: " name ", crs: EPSG:32650}#' town/project.yaml"

static const struct {
    const char *promise, *edit;
    double x0, cell;
    int columns, rows, code;
    const char *words;
} terrains[] = {
    {"a terrain that holds the area is fine", "true", 499900, 5, 120, 100, 1, ""},
    {"the area outside the terrain", "true", 510000, 5, 120, 100, 3, "terrain|area"},
    {"a terrain too coarse for street cameras", "true", 499900, 30, 20, 17, 3,
     "30|accept_coarse|5 m"},
    {"holes in the terrain are a finding, not an error", "sed -i '45,50s/10/-9999/g' terrain.asc",
     499900, 5, 120, 100, 1, "terrain|no data|cells"},
    {"accepted, it is a finding",
     "sed -i 's/cell_m: 1/cell_m: 1\\n    accept_coarse: true/' "
     "town/project.yaml",
     499900, 30, 20, 17, 1, "coarse"},
    {"a camera outside the terrain",
     "sed -i 's/^C-1,\\(.*\\),500050,/C-1,\\1,499850,/' "
     "town/cameras.csv",
     499900, 5, 120, 100, 3, "C-1|terrain"},
    {"an unreadable raster block", "head -c 2000 terrain.asc > cut.asc && mv cut.asc terrain.asc",
     499900, 5, 120, 100, 3, "terrain.asc"},
};

static void bad_terrain_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof terrains / sizeof *terrains; i++) {
        char line[2048];
        fixture_copy("town");
        make_terrain("terrain.asc", terrains[i].x0, terrains[i].cell, terrains[i].columns,
                     terrains[i].rows);
        snprintf(line, sizeof line,
                 "cd \"$D\" && " WITH_TERRAIN("../terrain.asc") " && %s && $P check "
                                                                "town/project.yaml",
                 terrains[i].edit);
        Ran ran = shell(line);
        expect(terrains[i].promise, &ran, terrains[i].code, terrains[i].words);
    }
}

static void a_full_disk_leaves_nothing(void **state)
{
    (void)state;
    if (!scratch_small_disk("disk"))
        skip();
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q -o disk/out");
    expect("a full disk", &ran, 5, "disk");
    ran = shell("ls -A \"$D/disk\"");
    umount(scratch_path("disk"));
    if (ran.said[0])
        fail_msg("left behind on the full disk: %s", ran.said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bad_input_is_named),
                                       cmocka_unit_test(bad_terrain_is_named),
                                       cmocka_unit_test(a_full_disk_leaves_nothing)};
    program_need();
    return scratch_run(tests);
}
