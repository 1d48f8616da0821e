/* test_rules_test.c - the worked cases of the shipped packs hold, every clause of places has two,
 * and what does not hold is told. */
#include "tests/program/program.h"

static const struct {
    const char *promise, *command;
    int code;
    const char *words;
} commands[] = {
    {"the Tengchong pack does what its cases say", "$P rules test tengchong-2017", 0,
     "as expected|clauses, 0 of them lack cases"},
    {"none is silently left out",
     "$P rules test tengchong-2017 | awk 'END {print ($2 == $4), ($2 >= 2 * $7)}'", 0, "1 1\n"},
    {"so does the pack of the national order, with cameras judged", "$P rules test cn-799-2025", 0,
     "50 cases, 50 as expected; 10 clauses, 0 of them lack cases"},
    {"a camera that is judged otherwise is told",
     "cp $K/../cn-799-2025/pack.yaml p/; "
     "sed 's/consent_doc: letter 7 of 2025//' $K/../cn-799-2025/cases.yaml >p/cases.yaml; "
     "$P rules test p N10",
     1, "violations: expected 0; found 1|cases.yaml:"},
    {"one clause", "$P rules test tengchong-2017 8.5b", 0, "0 of them lack"},
    {"an article", "$P rules test tengchong-2017 14", 0, "5 clauses, 0 of them lack"},
    {"a clause that is none", "$P rules test tengchong-2017 99", 2, "99|rules show"},
    {"a pack that does something else than its case says fails",
     "sed 's/highway: \\[trunk, primary, secondary\\]}/highway: trunk}/' $K/pack.yaml "
     ">p/pack.yaml; "
     "cp $K/cases.yaml p/; $P rules test p 8.1b",
     1, "carriageway 1; found none|cases.yaml:"},
    {"so does a wrong expectation",
     "cp $K/pack.yaml p/; sed 's/zones: {carriageway: 2}/zones: {carriageway: 3}/' $K/cases.yaml "
     ">p/cases.yaml; $P rules test p 8.1b",
     1, "expected carriageway 3; found carriageway 2"},
    {"and a clause that is never shown at work",
     "cp $K/pack.yaml p/; printf 'camplan_cases: 1\\ncases:\\n- {clause: 8.4c, en: a letter box, "
     "given: [{shape: POINT(0 0), tags: {amenity: post_box}}], expect: {zones: {}}}\\n' "
     ">p/cases.yaml; $P rules test p 8.4c",
     1, "1 as expected|8.4c: no case in which it applies"},
    {"a pack without cases", "cp $K/pack.yaml p/; rm -f p/cases.yaml; $P rules test p", 3,
     "cases.yaml"},
};

static void the_cases_hold_or_are_told(void **state)
{
    char root[400], line[1024];

    (void)state;
    assert_non_null(getcwd(root, sizeof root));
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        snprintf(line, sizeof line,
                 "K='%s/rules/packs/tengchong-2017'; cd \"$D\" && mkdir -p p && %s", root,
                 commands[i].command);
        Ran ran = shell(line);
        expect(commands[i].promise, &ran, commands[i].code, commands[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_cases_hold_or_are_told)};

    program_need();
    scratch_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_end();
    return failed;
}
