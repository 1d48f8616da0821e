/* test_init.c - a project made from an OpenStreetMap extract runs, and says what it took. */
#include "tests/program/program.h"

#define OAKLAND "examples/west-oakland/input/west-oakland.osm"
#define HELSINKI "../shared/data/helsinki.osm.pbf"
#define ANDORRA "../shared/data/andorra.osm.pbf"
#define TERRAIN "../shared/data/andorra_srtm.tif"

/* Skip the test where a file that is not of this repository is absent. */
#define NEED(file)                                                                                 \
    do {                                                                                           \
        if (access(file, R_OK) != 0) {                                                             \
            print_message("skipped: %s is not there\n", file);                                     \
            skip();                                                                                \
        }                                                                                          \
    } while (0)

static const struct {
    const char *promise, *command;
    int code;
    const char *words;
} refusals[] = {
    {"no extract is a mistake of use", "$P init \"$D/new\"", 2, "--osm"},
    {"no folder is a mistake of use", "$P init --osm " OAKLAND, 2, "folder"},
    {"a missing extract is named", "$P init \"$D/new\" --osm nowhere.osm", 3,
     "nowhere.osm|No such file"},
    {"a text file is no extract", "$P init \"$D/new\" --osm README.md", 3,
     "README.md|no OpenStreetMap extract|.osm.pbf"},
    {"another format is named",
     "printf '{\"type\":\"FeatureCollection\",\"features\":[]}' > \"$D/a.geojson\"; "
     "$P init \"$D/new\" --osm \"$D/a.geojson\"",
     3, "GeoJSON|.osm.pbf"},
    {"an extract with nothing on it",
     "printf '<osm version=\"0.6\"></osm>' > \"$D/empty.osm\"; "
     "$P init \"$D/new\" --osm \"$D/empty.osm\"",
     3, "empty.osm|no mapped areas"},
    {"a missing terrain is named", "$P init \"$D/new\" --osm " OAKLAND " --dem nowhere.tif", 3,
     "nowhere.tif"},
    {"what is no raster is no terrain", "$P init \"$D/new\" --osm " OAKLAND " --dem README.md", 3,
     "README.md|raster"},
    {"an unknown pack lists the shipped ones",
     "$P init \"$D/new\" --osm " OAKLAND " --rules tengchong-2071", 3,
     "tengchong-2071|tengchong-2017"},
    {"a file where the folder should be", "touch \"$D/file\"; $P init \"$D/file\" --osm " OAKLAND,
     5, "file|folder"},
    {"a project is not overwritten",
     "mkdir -p \"$D/old\"; echo mine > \"$D/old/project.yaml\"; "
     "$P init \"$D/old\" --osm " OAKLAND,
     5, "old/project.yaml|--overwrite"},
};

static void what_cannot_be_a_project_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        Ran ran = shell(refusals[i].command);
        expect(refusals[i].promise, &ran, refusals[i].code, refusals[i].words);
        ran = shell("test -e \"$D/new\"");
        expect("nothing is left behind", &ran, 1, "");
    }
    Ran ran = shell("cat \"$D/old/project.yaml\"");
    expect("the older project is as it was", &ran, 0, "mine");
}

static void a_block_runs_as_it_is(void **state)
{
    (void)state;
    Ran ran = shell("$P init \"$D/a/b/block\" --osm " OAKLAND);
    expect("folders on the way are made, and the area taken is said", &ran, 0,
           "wrote|area taken    box of the mapped buildings, 0.|flat ground|23 buildings|next");
    ran = shell("$P run \"$D/a/b/block/project.yaml\" -q; test $? -le 1");
    expect("it runs", &ran, 0, "to build");
    ran = shell("cat \"$D/a/b/block/out/findings.csv\"");
    expect("that the ground is flat is a finding", &ran, 0, "the street surface is flat");
    ran = shell("$P verify \"$D/a/b/block/out\"");
    expect("and is what it says it is", &ran, 0, "true");
    ran = shell("$P init \"$D/a/b/block\" --overwrite --osm " OAKLAND);
    expect("--overwrite replaces the project", &ran, 0, "wrote");
}

static void names_that_yaml_would_misread_are_quoted(void **state)
{
    (void)state;
    Ran ran =
        shell("mkdir -p \"$D/it's a \\\"dir\\\"\" && "
              "cp " OAKLAND " \"$D/it's a \\\"dir\\\"/we: #1 \\\\ - 青.osm\" && cd \"$D\" && "
              "$P init \"it's a \\\"dir\\\"/p\" --osm \"it's a \\\"dir\\\"/we: #1 \\\\ - 青.osm\"");
    expect("the next step can be pasted", &ran, 0,
           "camplan run 'it'\\''s a \"dir\"/p/project.yaml'");
    ran = shell("$P info \"$D/it's a \\\"dir\\\"/p/project.yaml\"");
    expect("any file name survives", &ran, 0, "../we: #1 \\ - 青.osm");
    ran = shell("cp " OAKLAND " \"$D/null\" && cd \"$D\" && $P init . --osm null && $P info "
                "project.yaml");
    expect("a word of YAML too", &ran, 0, "buildings");
}

static void a_pack_given_by_path_is_found_from_the_folder(void **state)
{
    (void)state;
    Ran ran =
        shell("cp -r rules/packs/tengchong-2017 \"$D/pack\" && $P init \"$D/own\" --osm " OAKLAND
              " --rules \"$D/pack/pack.yaml\" && grep ^rules: \"$D/own/project.yaml\" && "
              "$P check \"$D/own/project.yaml\" -q; test $? -le 1");
    expect("the path is relative to the project", &ran, 0, "rules: ../pack/pack.yaml");
}

static void helsinki_says_that_it_knows_no_terrain_and_no_azimuth(void **state)
{
    (void)state;
    NEED(HELSINKI);
    Ran ran = shell("$P init \"$D/helsinki\" --osm " HELSINKI);
    expect("area, ground and cameras", &ran, 0,
           "0.96 x 1.63 km|flat ground|221 cameras (0 with a direction)");
    ran = shell("$P check \"$D/helsinki/project.yaml\" -q; test $? -le 1");
    expect("in findings too", &ran, 0, "");
    ran = shell("$P check \"$D/helsinki/project.yaml\" -q -o \"$D/check\" > /dev/null; "
                "grep 'existing cameras' \"$D/check/findings.csv\"");
    expect("221 cameras, none with an azimuth, 53 in buildings", &ran, 0,
           "of 221 existing cameras 221 have no azimuth|53 lie inside buildings");
}

static void andorra_says_what_its_extract_lacks(void **state)
{
    (void)state;
    NEED(ANDORRA);
    NEED(TERRAIN);
    Ran ran = shell("$P init \"$D/andorra\" --osm " ANDORRA " --dem " TERRAIN);
    expect("units, what lies in none of them, the border, the terrain", &ran, 0,
           "6 whole units of level 7|Ordino|7 named towns and villages|Canillo|"
           "no polygon of it is whole|18 open lines|cells of 92.5 m|too coarse");
    ran = shell("cat \"$D/andorra/project.yaml\"");
    expect("the project says so as well", &ran, 0,
           "6 whole administrative units of level 7|Canillo|no country polygon|open lines|"
           "accept_coarse: true|for: long_range|cell_m: 93|cell_m: 5");
    ran = shell("gdal_translate -q -projwin 1.40 42.62 1.60 42.50 " TERRAIN " \"$D/part.tif\" && "
                "$P init \"$D/part\" --osm " ANDORRA " --dem \"$D/part.tif\" && "
                "$P check \"$D/part/project.yaml\" -q; test $? -le 1");
    expect("only what the terrain holds is taken", &ran, 0,
           "1 whole unit of level 7|La Massana|5 units that do not lie within the terrain");
    ran = shell("gdal_translate -q -projwin 1.50 42.55 1.60 42.50 " TERRAIN " \"$D/bit.tif\" && "
                "$P init \"$D/bit\" --osm " ANDORRA " --dem \"$D/bit.tif\" && "
                "$P check \"$D/bit/project.yaml\" -q; test $? -le 1");
    expect("or the box is cut to it", &ran, 0, "box of the mapped buildings|cut to the terrain");
    NEED(HELSINKI);
    ran = shell("$P init \"$D/apart\" --osm " HELSINKI " --dem " TERRAIN);
    expect("a terrain of elsewhere is refused", &ran, 3, "holds nothing of the extract");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_a_project_is_refused),
        cmocka_unit_test(a_block_runs_as_it_is),
        cmocka_unit_test(names_that_yaml_would_misread_are_quoted),
        cmocka_unit_test(a_pack_given_by_path_is_found_from_the_folder),
        cmocka_unit_test(helsinki_says_that_it_knows_no_terrain_and_no_azimuth),
        cmocka_unit_test(andorra_says_what_its_extract_lacks),
    };

    program_need();
    return scratch_run(tests);
}
