/* Worked cases of a pack: what holds is silent, what does not is told, what cannot be read is an
 * error. */
#include <string.h>

#include "rules/case.h"
#include "tests/rules/pack_text.h"

#define YARD "{shape: \"POLYGON((0 0,100 0,100 50,0 50,0 0))\", tags: {amenity: school}}"
#define PRIVATE                                                                                    \
    "{shape: \"POLYGON((0 0,100 0,100 50,0 50,0 0))\", tags: {amenity: school, access: private}}"
#define CASE(given, expect)                                                                        \
    "cases:\n- clause: 8.5b\n  en: it\n  given: [" given "]\n  expect: " expect "\n"

static void put_file(const char *folder, const char *name, const char *text)
{
    char *path = text_path_join(folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    free(path);
}

/* All that is wrong with the cases of the good pack, or the message of their error. */
static void run_cases(const char *cases, Text *out)
{
    char folder[] = "/tmp/camplan-cases-XXXXXX";
    RulePack *pack = NULL;
    CaseSet *set = NULL;
    Text text = {0};
    Diag diag = {0};
    Status status;

    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < LINES; i++)
        text_printf(&text, "%s\n", good[i]);
    put_file(folder, "pack.yaml", text.text);
    if (cases)
        put_file(folder, "cases.yaml", cases);
    if (pack_read(&pack, folder, &diag) != OK)
        fail_msg("%s", diag.message);
    status = cases_read(&set, pack, &diag);
    for (size_t i = 0; status == OK && i < set->count; i++)
        status = case_run(&set->cases[i], pack, NULL, out, &diag);
    if (status != OK)
        text_add(out, diag.message);
    cases_free(set);
    pack_free(pack);
    text_release(&text);
    text_printf(&text, "rm -r %s", folder);
    assert_int_equal(system(text.text), 0);
    text_release(&text);
}

static const struct {
    const char *promise, *cases, *says; /* "": nothing */
} cases[] = {
    {"what holds is silent", CASE(YARD, "{zones: {yard: 1}, lines: 0, places: 0}"), ""},
    {"a tag that keeps it out", CASE(PRIVATE, "{zones: {}}"), ""},
    {"a row without a place", CASE("{tags: {amenity: school}}", "{zones: {}}"), ""},
    {"a category selects without tags",
     CASE("{shape: \"POLYGON((0 0,9 0,9 9,0 0))\", category: 8.5b}", "{zones: {yard: 1}}"), ""},
    {"a code set without a selector",
     CASE("{shape: \"POLYGON((0 0,9 0,9 9,0 0))\", codes: "
          "gbt21010, code: \"0101\"}",
          "{zones: {}}"),
     ""},
    {"too few zones", CASE(YARD, "{zones: {yard: 2}}"), "zones: expected yard 2; found yard 1\n"},
    {"zones that should not be", CASE(YARD, "{zones: {}}"), "zones: expected none; found yard 1\n"},
    {"zones that are not", CASE(PRIVATE, "{zones: {yard: 1}}"),
     "zones: expected yard 1; found none\n"},
    {"lines", CASE(YARD, "{lines: 3}"), "lines: expected 3; found 0\n"},
    {"places", CASE(YARD, "{places: 1, in_force: 1}"),
     "places: expected 1; found 0\nin_force: expected 1; found 0\n"},
    {"the builder", CASE(YARD, "{builder: police}"), ""},
    {"what the builder cites", CASE(YARD, "{builder: {body: police, cites: \"12\"}}"),
     "builder: expected to cite 12; cites 11\n"},
    {"another body", CASE(YARD, "{supervisor: police, builder: \"\"}"),
     "supervisor: expected police; found not named"},
    {"a duty of nothing", CASE(PRIVATE, "{builder: police}"), "neither zone nor line"},
    {"a finding", CASE(YARD, "{findings: [unknown-codes]}"),
     "findings: expected unknown-codes; not found\n"},
    {"violations that nobody looked for", CASE(YARD, "{violations: 1, undecided: 1}"),
     "violations: expected 1; found 0\nundecided: expected 1; found 0\n"},
    {"a camera",
     CASE(YARD ", {is: camera, shape: POINT(5 5), tags: {builder: us}}", "{violations: 0}"), ""},
    {"a camera nowhere", CASE("{is: camera}", "{violations: 0}"), "a camera needs a shape"},
    {"a camera with a slip",
     CASE("{is: camera, shape: POINT(5 5), tags: {bilder: us}}", "{violations: 0}"),
     "a camera has no 'bilder'; did you mean builder"},
    {"a camera of no height",
     CASE("{is: camera, shape: POINT(5 5), tags: {height_m: tall}}", "{violations: 0}"),
     "height_m is 'tall': a number is needed"},
    {"a yard that is neither", CASE("{category: 8.5b, open_air: perhaps}", "{zones: {}}"),
     "open_air"},

    {"figures of its own",
     "cases:\n- {clause: 8.5b, en: it, parameters: {disc_m: 5}, given: [" YARD
     "], expect: {zones: {yard: 1}}}\n",
     ""},
    {"a figure that the pack does not have",
     "cases:\n- clause: 8.5b\n  en: it\n  parameters: {disk_m: 5}\n  given: []\n"
     "  expect: {lines: 0}\n",
     "cases.yaml:4:16: requirements: rule pack little has no 'disk_m'; did you mean 'disc_m'?"},
    {"a figure that is none",
     "cases:\n- clause: 8.5b\n  en: it\n  parameters: {disc_m: wide}\n  given: []\n"
     "  expect: {lines: 0}\n",
     "cases.yaml:4:24: disc_m"},
    {"figures as a list",
     "cases:\n- clause: 8.5b\n  en: it\n  parameters: [disc_m]\n  given: []\n"
     "  expect: {lines: 0}\n",
     "parameters: expected {NAME: VALUE}"},

    {"no file", NULL, "cases.yaml"},
    {"no list", "camplan_cases: 1\n", "needs `cases`"},
    {"a clause that is not there",
     "cases:\n- {clause: 8.6, en: it, given: [], expect: {lines: 0}}\n",
     "cases.yaml:2:12: clause: pack little has no clause '8.6'"},
    {"all mistakes are told, one a part of a case",
     "cases:\n- clause: 8.6\n  en: it\n  given: [{codes: osn}, {shap: x}]\n  expect: {zone: 1}\n"
     "- 7\n- {clause: 8.5b, en: it, given: [], expect: {lines: many, places: few}}\n",
     "cases.yaml: 7 mistakes; mend them and read it again"},
    {"no words", "cases:\n- {clause: 8.5b, given: [], expect: {lines: 0}}\n", "`en` or `zh`"},
    {"nothing expected", CASE(YARD, "{}"), "expect: says nothing"},
    {"no expectation", "cases:\n- {clause: 8.5b, en: it, given: []}\n", "`expect`"},
    {"a key with a slip", CASE(YARD, "{zone: {}}"), "zones"},
    {"a code set with a slip", CASE("{codes: osn}", "{zones: {}}"), "none of: none, osm"},
    {"a shape that is none", CASE("{shape: \"POLYGON(0 0)\"}", "{zones: {}}"), "no valid shape"},
    {"a shape that crosses itself",
     CASE("{shape: \"POLYGON((0 0,9 9,9 0,0 9,0 0))\"}", "{zones: {}}"), "no valid shape"},
    {"a town without a shape", CASE("{is: town, name: West}", "{zones: {}}"),
     "a town needs a shape"},
    {"tags that are a list", CASE("{tags: [amenity]}", "{zones: {}}"), "tags: expected"},
};

static void says_what_does_not_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Text got = {0};
        run_cases(cases[i].cases, &got);
        const char *found = got.text ? got.text : "";
        if (*cases[i].says ? !strstr(found, cases[i].says) : *found != '\0')
            fail_msg("%s\nexpected: %s\ngot: %s", cases[i].promise, cases[i].says, found);
        text_release(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_what_does_not_hold)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
