/* test_whole_run.c - the main job on the text town: files, order, equal bytes, verify. */
#include "tests/program/program.h"

static void a_run_leaves_every_file(void **state)
{
    (void)state;
    static const char *const files[] = {
        "plan.gpkg",      "coverage.tif",      "count.tif",         "build_list.csv",   "gaps.csv",
        "compliance.csv", "findings.csv",      "inventory.csv",     "zones.csv",        "run.json",
        "timings.json",   "maps/overview.pdf", "maps/overview.png", "maps/overview.svg"};
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q");
    expect("run", &ran, 1, "covered before|covered after|to build");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char line[256];
        snprintf(line, sizeof line, "test -s \"$D/town/out/%s\"", files[i]);
        if (shell(line).code)
            fail_msg("OUT has no %s", files[i]);
    }
    ran = shell("ls -A \"$D/town\" | grep camplan");
    if (ran.said[0])
        fail_msg("left beside OUT: %s", ran.said);
}

static void threads_do_not_change_a_byte(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q -j1 -o one >one.txt; "
                    "$P run town/project.yaml -q -j3 -o three >three.txt; "
                    "rm one/timings.json three/timings.json && diff -r one three");
    expect("-j1 and -j3 leave equal folders", &ran, 0, "");
}

static void verify_says_true_and_finds_tampering(void **state)
{
    static const struct {
        const char *promise, *edit;
        int code;
        const char *words;
    } tampering[] = {
        {"a plan as written is true", ":", 0, "true"},
        {"an edited build list differs", "sed -i 's/keep/new/' town/out/build_list.csv", 1,
         "build_list.csv|false"},
        {"an edited total differs",
         "sed -i 's/\"covered_weight_m2\": [0-9]*/\"covered_weight_m2\": 99999/' town/out/run.json",
         1, "covered weight|false"},
        {"a cheaper total differs", "sed -i 's/\"cost\": [0-9]*/\"cost\": 1/' town/out/run.json", 1,
         "cost|false"},
        {"a changed input differs", "sed -i 's/primary/tertiary/' town/roads.csv", 1,
         "roads.csv|false"},
        {"no record", "rm town/out/run.json", 3, "run.json"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof tampering / sizeof *tampering; i++) {
        char line[1024];
        fixture_copy("town");
        snprintf(line, sizeof line,
                 "cd \"$D\" && { $P run town/project.yaml -q >first.txt 2>&1; %s && $P verify "
                 "town/out; }",
                 tampering[i].edit);
        Ran ran = shell(line);
        expect(tampering[i].promise, &ran, tampering[i].code, tampering[i].words);
    }
}

/* A camera moved in plan.gpkg with the hash mended still covers something else. */
static void verify_recomputes_and_not_only_hashes(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell(
        "cd \"$D\" && { $P run town/project.yaml -q >first.txt 2>&1; "
        "old=$(sha256sum < town/out/plan.gpkg | cut -c1-64); "
        "command -v sqlite3 >/dev/null || { echo no sqlite3; exit 0; }; "
        "sqlite3 town/out/plan.gpkg \"update cameras set azimuth_grid_deg = azimuth_grid_deg + 90 "
        "where status = 'new' and camera_id = 'N-0001'\" && "
        "new=$(sha256sum < town/out/plan.gpkg | cut -c1-64) && "
        "sed -i \"s/$old/$new/\" town/out/run.json && $P verify town/out; }");
    if (strstr(ran.said, "no sqlite3"))
        skip();
    expect("a turned camera", &ran, 1, "covered weight|false");
}

static void narrowing_keeps_to_one_clause(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q --clause 8.5 >said.txt; "
                    "cut -d, -f2 town/out/zones.csv | sort -u");
    expect("--clause 8.5", &ran, 0, "8.5b");
    if (strstr(ran.said, "8.1"))
        fail_msg("--clause 8.5 kept other clauses: %s", ran.said);
}

static void check_writes_nothing_but_findings(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P check town/project.yaml; echo code $?; ls town");
    expect("check", &ran, 0, "code 1|violation: 14.1|C-3|C-2|azimuth");
    if (strstr(ran.said, "\nout"))
        fail_msg("check wrote OUT: %s", ran.said);
}

static void dry_run_writes_nothing(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run -n town/project.yaml; echo code $?; ls town");
    expect("dry run", &ran, 0, "code 0|dry run|demand");
    if (strstr(ran.said, "\nout"))
        fail_msg("a dry run wrote OUT: %s", ran.said);
}

/* Ctrl-C as soon as a phase has begun: 130, and neither OUT nor its hidden folder. */
static void an_interrupt_leaves_nothing(void **state)
{
    static const char *const phases[] = {"reading",   "zones",  "coverage", "viewsheds",
                                         "placement", "tables", "maps"};
    (void)state;
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
        char line[1024];
        fixture_copy("town");
        snprintf(line, sizeof line,
                 "cd \"$D\" && mkfifo pipe && { $P run town/project.yaml --progress=json "
                 ">said.txt 2>pipe & child=$!; grep -m1 '\"phase\":\"%s\"' <pipe >/dev/null; "
                 "kill -INT $child; wait $child; echo code $?; rm pipe; ls -A town; }",
                 phases[i]);
        Ran ran = shell(line);
        if (!strstr(ran.said, "code 130"))
            fail_msg("interrupted in '%s': %s", phases[i], ran.said);
        if (strstr(ran.said, "out"))
            fail_msg("interrupted in '%s', left: %s", phases[i], ran.said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_leaves_every_file),
        cmocka_unit_test(threads_do_not_change_a_byte),
        cmocka_unit_test(verify_says_true_and_finds_tampering),
        cmocka_unit_test(verify_recomputes_and_not_only_hashes),
        cmocka_unit_test(narrowing_keeps_to_one_clause),
        cmocka_unit_test(check_writes_nothing_but_findings),
        cmocka_unit_test(dry_run_writes_nothing),
        cmocka_unit_test(an_interrupt_leaves_nothing),
    };
    program_need();
    scratch_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_end();
    return failed;
}
