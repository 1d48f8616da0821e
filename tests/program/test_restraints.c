/* test_restraints.c - a whole run under the national order: who may install, who must consent, in
 * every file that says so; and a plan that says otherwise is not true. */
#include <gdal.h>

#include "base/text.h"
#include "data/table.h"
#include "tests/program/program.h"

/* Of the rows of a CSV of OUT whose column `key` has one of `values` (by blanks), those `columns`,
 * as "a|b\n" each. */
typedef struct {
    const char *file, *key, *values, *columns;
} Wanted;

static bool is_among(const char *words, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = words; (at = strstr(at, word)); at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return length > 0;
    return false;
}

static void add_row(Text *out, const Table *table, size_t row, const char *columns)
{
    char list[128], *rest = list, *column;

    snprintf(list, sizeof list, "%s", columns);
    while ((column = strsep(&rest, " "))) {
        const char *cell = table_cell(table, row, column);
        text_printf(out, "%s%s", column == list ? "" : "|", cell ? cell : "");
    }
    text_add(out, "\n");
}

static Text cells(const Wanted *wanted)
{
    char path[256];
    Table *table = NULL;
    Diag diag = {0};
    Text out = {0};

    snprintf(path, sizeof path, "order_town/out/%s", wanted->file);
    if (table_read_csv(&table, scratch_path(path), &diag) != OK)
        fail_msg("%s", diag.message);
    for (size_t row = 0; row < table_rows(table); row++)
        if (is_among(wanted->values, table_cell(table, row, wanted->key)))
            add_row(&out, table, row, wanted->columns);
    table_free(table);
    text_add(&out, "");
    return out;
}

static void run_the_town(const char *more)
{
    char line[1024];

    fixture_copy("order_town");
    snprintf(line, sizeof line, "cd \"$D\" && %s; $P run order_town/project.yaml -q >ran.txt",
             more);
    Ran ran = shell(line);
    expect("the plan", &ran, 1, "");
}

static const struct {
    const char *promise;
    Wanted wanted;
    const char *says;
} outputs[] = {
    {"the build list says what needs consent, and what fails",
     {"build_list.csv", "camera_id", "C-1 C-2 C-3 C-4 C-5 C-6 C-7 C-8 C-9",
      "camera_id status consent_needed checks"},
     "C-1|keep|no|pass\n"
     "C-2|keep|no|fail: see findings.csv\n"
     "C-3|keep|no|pass\n"
     "C-4|keep|no|fail: see findings.csv\n"
     "C-5|keep|yes: N10 missing|fail: see findings.csv\n"
     "C-6|keep|yes: N10 letter 7 of 2025|pass\n"
     "C-7|keep|to check: N10 missing|pass\n"
     "C-8|keep|yes: N10 missing|fail: see findings.csv\n"
     "C-9|keep|to check: N10 missing|pass\n"},
    {"the findings name clause and camera",
     {"findings.csv", "code", "reserved-builder consent-place consent-view consent-missing",
      "severity clause code subject"},
     "violation|N7-3|reserved-builder|camera C-2\n"
     "violation|N9|reserved-builder|camera C-4\n"
     "violation|N10|consent-place|camera C-5\n"
     "violation|N10|consent-view|camera C-8\n"
     "note|N10|consent-missing|project\n"},
    {"where only consent is missing, the gap and its zone say so",
     {"gaps.csv", "zone_id", "N7-1-003", "stage cause cause_zh nearest_camera"},
     "before|outside the field of view|不在视场内|C-6\n"
     "after|consent missing|未取得同意|\n"},
    {"so does the zone",
     {"zones.csv", "zone_id", "N7-1-003", "result cause_of_rest"},
     "fail|consent missing\n"},
    {"and the finding names the clause and the mend",
     {"findings.csv", "code", "quota-missed", "sentence"},
     "Main Street, boundary: 0.0 % of it is covered after the plan, 95.0 % is asked; 0.0 % is "
     "coverable; most of the rest: consent of N10 missing; obtain consent and enter it under "
     "consent:\n"},
    {"compliance judges the clauses",
     {"compliance.csv", "clause", "N7-3 N8 N9 N10",
      "clause measure forbidden_places violations result"},
     "N7-3|builder|7|1|fail\n"
     "N8|prohibition|0|0|not evaluated\n"
     "N9|builder|1|1|fail\n"
     "N10|consent|2|2|fail\n"},
};

static void every_output_says_it(void **state)
{
    Text penalties, planned;

    (void)state;
    run_the_town(":");
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        Text got = cells(&outputs[i].wanted);
        if (strcmp(got.text, outputs[i].says) != 0)
            fail_msg("%s:\n%s", outputs[i].promise, got.text);
        text_release(&got);
    }
    penalties =
        cells(&(Wanted){"findings.csv", "code", "reserved-builder consent-view", "penalty"});
    assert_non_null(strstr(penalties.text, "26:"));
    assert_non_null(strstr(penalties.text, "28:"));
    planned = cells(&(Wanted){"build_list.csv", "status", "new", "consent_needed"});
    assert_null(strstr(planned.text, "yes"));
    text_release(&penalties);
    text_release(&planned);
}

static void given_consent_is_planned_with(void **state)
{
    Text planned;

    (void)state;
    run_the_town(
        "echo 'consent: [{clause: N10, layer: places, feature: 4, doc: letter 9 of 2025}]' "
        ">>order_town/project.yaml");
    planned = cells(&(Wanted){"build_list.csv", "status", "new", "consent_needed"});
    if (!strstr(planned.text, "yes: N10 letter 9 of 2025\n"))
        fail_msg("nothing was planned near the barracks: %s", planned.text);
    text_release(&planned);
    Ran ran = shell("cd \"$D\" && grep -c consent-missing order_town/out/findings.csv; "
                    "$P verify order_town/out");
    expect("and holds", &ran, 0, "0\n|restraints|true");
}

static const struct {
    const char *promise, *list, *says;
} mistakes[] = {
    {"a clause that asks for none", "{clause: N8, layer: places, feature: 4, doc: x}",
     "project.yaml:21: consent: clause N8 of rule pack cn-799-2025 asks for no consent|N10"},
    {"a feature that is no such place", "{clause: N10, layer: places, feature: 1, doc: x}",
     "project.yaml:21: consent: clause N10 selects no feature 1 of layer places"},
    {"a layer that is none", "{clause: N10, layer: place, feature: 4, doc: x}",
     "project.yaml:21:|no layer has this id"},
};

static void a_wrong_consent_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        char line[1024];
        fixture_copy("order_town");
        snprintf(line, sizeof line,
                 "cd \"$D\" && echo 'consent: [%s]' >>order_town/project.yaml; "
                 "$P run order_town/project.yaml -q",
                 mistakes[i].list);
        Ran ran = shell(line);
        expect(mistakes[i].promise, &ran, 3, mistakes[i].says);
    }
}

/* --- verify ----------------------------------------------------------------------------- */

static void edit_plan(const char *sql)
{
    GDALDatasetH plan;

    GDALAllRegister();
    plan = GDALOpenEx(scratch_path("order_town/out/plan.gpkg"), GDAL_OF_VECTOR | GDAL_OF_UPDATE,
                      NULL, NULL, NULL);
    assert_non_null(plan);
    CPLErrorReset();
    GDALDatasetExecuteSQL(plan, sql, NULL, NULL);
    if (CPLGetLastErrorType() >= CE_Failure)
        fail_msg("%s: %s", sql, CPLGetLastErrorMsg());
    GDALClose(plan);
}

static const struct {
    const char *promise, *sql;
    int code;
    const char *words;
} edits[] = {
    {"as written it is true", "UPDATE cameras SET name = name", 0, "restraints   9 cameras|true"},
    {"a consent that is not needed after all",
     "UPDATE cameras SET consent_needed = 'no' WHERE camera_id = 'C-5'", 1,
     "camera C-5: consent_needed says 'no', but clause N10 asks for consent at N10-002"},
    {"nor by view", "UPDATE cameras SET consent_needed = 'no' WHERE camera_id = 'C-8'", 1,
     "camera C-8: consent_needed says 'no'"},
    {"a document that nobody has",
     "UPDATE cameras SET consent_needed = 'yes: N10 letter 1' WHERE camera_id = 'C-5'", 1,
     "camera C-5: consent_needed says 'yes: N10 letter 1'"},
    {"a document that was lost",
     "UPDATE cameras SET consent_needed = 'yes: N10 missing' WHERE camera_id = 'C-6'", 1,
     "camera C-6"},
    {"words that say nothing", "UPDATE cameras SET consent_needed = NULL WHERE camera_id = 'C-6'",
     1, "camera C-6"},
    {"a new camera put beside the barracks",
     "UPDATE cameras SET geom = (SELECT geom FROM cameras WHERE camera_id = 'C-5') WHERE camera_id "
     "= 'N-0001'",
     1, "camera N-0001: stands in N10-002"},
    {"a builder who may after all",
     "DELETE FROM findings WHERE clause = 'N7-3' AND severity = 'violation'", 1,
     "camera C-2: clause N7-3: the plan finds nothing about its builder, recomputed a violation"},
    {"one who is only doubted", "UPDATE findings SET severity = 'warning' WHERE clause = 'N9'", 1,
     "camera C-4: clause N9: the plan finds a warning about its builder, recomputed a violation"},
    {"one who may not after all", "UPDATE findings SET subject = 'camera C-1' WHERE clause = 'N9'",
     1, "camera C-1: clause N9: the plan finds a violation about its builder, recomputed nothing"},
};

static void what_is_written_is_recomputed(void **state)
{
    (void)state;
    run_the_town(":");
    assert_int_equal(
        shell("cd \"$D\" && rm -rf whole; cp -r order_town whole; cp order_town/out/plan.gpkg .")
            .code,
        0);
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        Ran ran = shell("cd \"$D\" && rm -rf order_town && cp -r whole order_town");
        assert_int_equal(ran.code, 0);
        edit_plan(edits[i].sql);
        ran = shell("cd \"$D\" && new=$(sha256sum < order_town/out/plan.gpkg | cut -c1-64) && "
                    "sed -i \"s/$(sha256sum < plan.gpkg | cut -c1-64)/$new/\" "
                    "order_town/out/run.json && $P verify order_town/out");
        expect(edits[i].promise, &ran, edits[i].code, edits[i].words);
    }
}

/* An inventory without builders: said once, and recomputed by number. */
static void unknown_builders_are_recomputed(void **state)
{
    (void)state;
    run_the_town("sed -i 's/Quick Alarm Ltd//; s/Security office of Town School//' "
                 "order_town/cameras.csv");
    Ran ran =
        shell("cd \"$D\" && grep -c 'N7-3,reserved-undecided,cameras,.*2 cameras may stay.*C-1, "
              "C-2' order_town/out/findings.csv && $P verify order_town/out");
    expect("two at once", &ran, 0, "1\n|true");
    assert_int_equal(shell("cd \"$D\" && cp order_town/out/plan.gpkg .").code, 0);
    edit_plan("DELETE FROM findings WHERE subject = 'cameras'");
    ran = shell("cd \"$D\" && new=$(sha256sum < order_town/out/plan.gpkg | cut -c1-64) && "
                "sed -i \"s/$(sha256sum < plan.gpkg | cut -c1-64)/$new/\" "
                "order_town/out/run.json && $P verify order_town/out");
    expect("and not left out", &ran, 1,
           "clause N7-3: the plan finds 0 cameras of unknown builders together, recomputed 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_output_says_it),
        cmocka_unit_test(given_consent_is_planned_with),
        cmocka_unit_test(a_wrong_consent_is_refused),
        cmocka_unit_test(what_is_written_is_recomputed),
        cmocka_unit_test(unknown_builders_are_recomputed),
    };

    program_need();
    scratch_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_end();
    return failed;
}
