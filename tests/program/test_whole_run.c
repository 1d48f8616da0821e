/* test_whole_run.c - the main job on the text town: files, equal bytes, narrowing, the lesser jobs.
 */
#include "tests/program/program.h"

static void a_run_leaves_every_file(void **state)
{
    (void)state;
    static const char *const files[] = {
        "plan.gpkg",         "coverage.tif",      "count.tif",         "build_list.csv",
        "filing.csv",        "gaps.csv",          "compliance.csv",    "findings.csv",
        "failures.csv",      "phases.csv",        "refusals.csv",      "inventory.csv",
        "reasons.csv",       "shortfalls.csv",    "tradeoff.csv",      "maps/tradeoff.pdf",
        "maps/tradeoff.png", "maps/tradeoff.svg", "zones.csv",         "run.json",
        "timings.json",      "maps/overview.pdf", "maps/overview.png", "maps/overview.svg"};
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q --set plan.questions=true");
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
    Ran ran = shell(
        "cd \"$D\" && $P run town/project.yaml -q -j1 -o one --set plan.questions=true >one.txt; "
        "$P run town/project.yaml -q -j3 -o three --set plan.questions=true >three.txt; "
        "rm one/timings.json three/timings.json && diff -r one three");
    expect("-j1 and -j3 leave equal folders", &ran, 0, "");
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
    expect("dry run", &ran, 0, "code 0|dry run|demand|findings  | warnings, ");
    if (strstr(ran.said, "\nout"))
        fail_msg("a dry run wrote OUT: %s", ran.said);
}

/* The school is a museum too: one thing under two clauses, listed once. */
static void a_dry_run_counts_as_the_tables_do(void **state)
{
    static const char *const options[] = {"", "--clause 8.5", "--clause 8.9"};

    (void)state;
    fixture_copy("town");
    Ran ran =
        shell("cd \"$D/town\" && sed -i 's/,Town School,school,,/,Town School,school,museum,/' "
              "places.csv && grep -c museum places.csv");
    expect("both tags", &ran, 0, "1");
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        char line[800];
        snprintf(line, sizeof line,
                 "cd \"$D/town\" && rows() { tail -n +2 out/$1 | wc -l; }; "
                 "$P coverage project.yaml -q --overwrite %s >said.txt; "
                 "$P coverage project.yaml -q -n --format json %s >dry.txt; "
                 "grep -q \"\\\"zones\\\": $(rows zones.csv),\" dry.txt && "
                 "grep -q \"\\\"inventory_lines\\\": $(rows inventory.csv),\" dry.txt "
                 "|| { wc -l out/zones.csv out/inventory.csv; cat dry.txt; }",
                 options[i], options[i]);
        ran = shell(line);
        if (ran.code != 0 || *ran.said)
            fail_msg("%s: %s", options[i], ran.said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_leaves_every_file),
        cmocka_unit_test(threads_do_not_change_a_byte),
        cmocka_unit_test(narrowing_keeps_to_one_clause),
        cmocka_unit_test(a_dry_run_counts_as_the_tables_do),
        cmocka_unit_test(check_writes_nothing_but_findings),
        cmocka_unit_test(dry_run_writes_nothing),
    };
    program_need();
    return scratch_run(tests);
}
