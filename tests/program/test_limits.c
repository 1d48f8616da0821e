/* What cuts the search for a plan: by work it comes out the same, by time it is recorded. */
#include "tests/program/program.h"

static const struct {
    const char *promise, *line;
    int code;
    const char *words;
} cases[] = {
    {"nothing cuts a search that may take its time",
     "$P place town/project.yaml -q -o whole; grep 'cut_by\\|by_limit' whole/run.json; grep -c "
     "search-cut whole/findings.csv",
     1, "\"stopped_by_limit\": false|\"cut_by\": null|0\n"},
    {"nor says the summary so", "$P place town/project.yaml -q --overwrite -o whole | grep ^search",
     1, ""},
    {"the time limit is told in the summary",
     "$P place town/project.yaml -q -o late --set plan.time_limit_s=1e-6", 1,
     "search             cut by plan.time_limit_s: another run may come out otherwise"},
    {"and recorded", "grep 'by_limit\\|cut_by\\|interrupted' late/run.json", 0,
     "\"stopped_by_limit\": true|\"cut_by\": \"time_limit_s\"|\"interrupted\": false"},
    {"and found", "grep search-cut late/findings.csv", 0,
     "warning,|The search was cut by plan.time_limit_s"},
    {"and printed as JSON",
     "$P place town/project.yaml -q -o json --set plan.time_limit_s=1e-6 --format json", 1,
     "\"cut_by\": \"time_limit_s\""},
    {"a work limit is as much as is searched, and no cut",
     "$P place town/project.yaml -q -o one -j1 --set plan.work_limit=300 >/dev/null; grep "
     "'by_limit\\|cut_by' one/run.json",
     0, "\"stopped_by_limit\": false|\"cut_by\": null"},
    {"the same bytes come of it with other threads",
     "$P place town/project.yaml -q -o three -j3 --set plan.work_limit=300 >/dev/null; diff -r -x "
     "timings.json one three",
     0, ""},
    {"and it is as true as any", "$P verify one", 0, "true\n"},
};

static void limits_are_told(void **state)
{
    (void)state;
    fixture_copy("town");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[600];
        snprintf(line, sizeof line, "cd \"$D\" && { %s ; }", cases[i].line);
        Ran ran = shell(line);
        expect(cases[i].promise, &ran, cases[i].code, cases[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(limits_are_told)};

    program_need();
    return scratch_run(tests);
}
