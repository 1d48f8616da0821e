/* test_verify.c - a plan as written is true; whatever is changed in it or under it is not. */
#include <gdal.h>

#include "tests/program/program.h"

/* Edit plan.gpkg in the way of someone who has GDAL, as the people do who would. */
static void edit_plan(const char *sql)
{
    GDALDatasetH plan;

    GDALAllRegister();
    plan = GDALOpenEx(scratch_path("town/out/plan.gpkg"), GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL,
                      NULL, NULL);
    assert_non_null(plan);
    CPLErrorReset();
    GDALDatasetExecuteSQL(plan, sql, NULL, NULL);
    if (CPLGetLastErrorType() >= CE_Failure)
        fail_msg("%s: %s", sql, CPLGetLastErrorMsg());
    GDALClose(plan);
}

/* The hash of plan.gpkg in run.json becomes that of the edited file. */
#define MEND_HASH                                                                                  \
    "new=$(sha256sum < town/out/plan.gpkg | cut -c1-64) && sed -i "                                \
    "\"s/$(sha256sum < plan.gpkg | cut -c1-64)/$new/\" town/out/run.json"

/* An edit of failures.csv, of which run.json then has the hash. */
#define EDIT_FAILURES(sed)                                                                         \
    "old=$(sha256sum < town/out/failures.csv | cut -c1-64); sed -i '" sed                          \
    "' town/out/failures.csv; new=$(sha256sum < town/out/failures.csv | cut -c1-64); sed -i "      \
    "\"s/$old/$new/\" town/out/run.json; test $old != $new"

static void plan_the_town(void)
{
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q >first.txt 2>&1; code=$?; "
                    "rm -rf whole; cp -r town whole; cp town/out/plan.gpkg .; exit $code");
    expect("the plan", &ran, 1, "");
}

static const struct {
    const char *promise, *edit;
    int code;
    const char *words;
} tampering[] = {
    {"a plan as written is true", ":", 0, "true"},
    {"an OUT elsewhere finds its inputs",
     "mkdir -p else/where; $P run town/project.yaml -q --overwrite -o else/where/o >ran.txt; "
     "$P verify else/where/o",
     0, "true"},
    {"an OUT alone asks for them",
     "mkdir -p far/off && cp -r town/out far/off/o && rm far/off/o/timings.json; "
     "$P verify far/off/o 2>said.txt >ran.txt; cat said.txt",
     0, "--inputs DIR"},
    {"an edited build list differs", "sed -i 's/keep/new/' town/out/build_list.csv", 1,
     "build_list.csv|false"},
    {"less lost with a camera differs",
     EDIT_FAILURES("/^camera,N-0001,/s/,\\([0-9.]*\\),\\([0-9.]*\\),\\(0[0-9.]*\\),\\([0-9]*\\),/,"
                   "\\1,1.5,\\3,\\4,/"),
     1, "camera N-0001: failures.csv says that 1.5 m2 are lost with it, recomputed |false"},
    {"so does more",
     EDIT_FAILURES("/^camera,C-1,/s/,\\([0-9.]*\\),\\([0-9.]*\\),\\(0[0-9.]*\\),/,\\1,9\\2,\\3,/"),
     1, "camera C-1: failures.csv says|false"},
    {"and a camera that is left out", EDIT_FAILURES("/^camera,N-0002,/d"), 1,
     "camera N-0002: failures.csv has no row of it|false"},
    {"and one that is not there", EDIT_FAILURES("s/^camera,N-0002,/camera,N-9999,/"), 1,
     "plan.gpkg has no camera N-9999|false"},
    {"a lost file differs", "rm town/out/gaps.csv", 1, "gaps.csv|false"},
    {"an edited total differs",
     "sed -i 's/\"covered_weight_m2\": [0-9]*/\"covered_weight_m2\": 99999/' town/out/run.json", 1,
     "covered weight|false"},
    {"an edited demand differs",
     "sed -i 's/\"mandated_weight_m2\": [0-9]*/\"mandated_weight_m2\": 99999/' town/out/run.json",
     1, "mandated weight|false"},
    {"a cheaper total differs", "sed -i 's/\"cost\": [0-9]*/\"cost\": 1/' town/out/run.json", 1,
     "cost|false"},
    {"a changed input differs", "sed -i 's/primary/tertiary/' town/roads.csv", 1,
     "roads.csv|false"},
    {"no record", "rm town/out/run.json", 3, "run.json"},
    {"a record cut short", "head -c 300 town/out/run.json >cut && mv cut town/out/run.json", 3,
     "run.json"},
    {"no plan", "rm town/out/plan.gpkg", 3, "plan.gpkg"},
    {"inputs that are gone", "rm town/cameras.csv", 3, "cameras.csv"},
};

static void tampering_is_found(void **state)
{
    (void)state;
    plan_the_town();
    for (size_t i = 0; i < sizeof tampering / sizeof *tampering; i++) {
        char line[1024];
        snprintf(line, sizeof line,
                 "cd \"$D\" && rm -rf town && cp -r whole town && %s && $P verify town/out",
                 tampering[i].edit);
        Ran ran = shell(line);
        expect(tampering[i].promise, &ran, tampering[i].code, tampering[i].words);
    }
}

/* With the hashes mended, only computing it again finds these. */
static const struct {
    const char *promise, *sql, *words;
} edits[] = {
    {"planned cameras turned round",
     "UPDATE cameras SET azimuth_grid_deg = azimuth_grid_deg + 180 WHERE status = 'new'",
     "covered weight|false"},
    {"a planned camera lifted off its pole",
     "UPDATE cameras SET mount_height_m = 9 WHERE camera_id = (SELECT min(camera_id) FROM cameras "
     "WHERE status = 'new')",
     "eye|false"},
    {"a planned camera for nothing",
     "UPDATE cameras SET cost = 0 WHERE camera_id = (SELECT min(camera_id) FROM cameras WHERE "
     "status = 'new')",
     "cost|false"},
    {"a model that nobody sells",
     "UPDATE cameras SET model = 'eagle' WHERE camera_id = (SELECT min(camera_id) FROM cameras "
     "WHERE status = 'new')",
     "eagle|false"},
    {"a planned camera left out",
     "DELETE FROM cameras WHERE camera_id = (SELECT min(camera_id) FROM cameras WHERE status = "
     "'new')",
     "planned cameras|false"},
    {"a zone left out", "DELETE FROM zones WHERE zone_id = (SELECT min(zone_id) FROM zones)",
     "plan.gpkg does not hold it|false"},
    {"a zone said to be covered whole", "UPDATE zones SET share = 1", "covered weight|false"},
};

static void what_is_written_is_recomputed(void **state)
{
    (void)state;
    plan_the_town();
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        Ran ran = shell("cd \"$D\" && rm -rf town && cp -r whole town");
        assert_int_equal(ran.code, 0);
        edit_plan(edits[i].sql);
        ran = shell("cd \"$D\" && " MEND_HASH " && $P verify town/out");
        expect(edits[i].promise, &ran, 1, edits[i].words);
        if (strstr(ran.said, "plan.gpkg: its content"))
            fail_msg("%s: the hash was not mended", edits[i].promise);
    }
}

static void a_moved_plan_is_verified_with_its_inputs(void **state)
{
    (void)state;
    plan_the_town();
    Ran ran = shell("cd \"$D\" && rm -rf sent && mkdir sent && mv town/out sent/plan && $P verify "
                    "sent/plan --inputs town -j1");
    expect("a plan apart from its inputs", &ran, 0, "true");
    ran = shell("cd \"$D\" && rm -f sent/plan/timings.json; $P verify sent/plan");
    expect("without its inputs", &ran, 3, "project.yaml|--inputs DIR");
    if (strstr(ran.said, "differs: input"))
        fail_msg("each input was listed as lost: %s", ran.said);
    ran = shell("cd \"$D\" && $P verify");
    expect("verify without OUT", &ran, 2, "camplan verify OUT");
    ran = shell("cd \"$D\" && $P verify sent/plan -j0");
    expect("no threads", &ran, 2, "--jobs");
    ran = shell("$P verify --help");
    expect("help", &ran, 0, "--inputs");
}

static void differences_are_not_poured_out(void **state)
{
    (void)state;
    plan_the_town();
    edit_plan("UPDATE cameras SET mount_height_m = 9 WHERE status = 'new'");
    Ran ran = shell("cd \"$D\" && $P verify town/out >said.txt; grep -c '^differs' said.txt; tail "
                    "-n2 said.txt");
    expect("many differences", &ran, 0, "21\n| more\nfalse: | differences");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tampering_is_found),
                                       cmocka_unit_test(what_is_written_is_recomputed),
                                       cmocka_unit_test(a_moved_plan_is_verified_with_its_inputs),
                                       cmocka_unit_test(differences_are_not_poured_out)};
    program_need();
    return scratch_run(tests);
}
