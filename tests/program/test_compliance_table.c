/* Every cell of compliance.csv traces back to a clause. */
#include "base/text.h"
#include "tests/program/program.h"

enum { COLUMNS = 40 };

static char header[4096];
static char *names[COLUMNS], *cells[COLUMNS];

/* Cut one CSV line, quotes and all, in place. */
static size_t cut(char *line, char **out)
{
    size_t count = 0;
    char *to = line;
    bool quoted = false;

    out[count++] = to;
    for (const char *from = line; *from && *from != '\r'; from++) {
        if (*from == '"' && quoted && from[1] == '"')
            *to++ = *from++;
        else if (*from == '"')
            quoted = !quoted;
        else if (*from == ',' && !quoted) {
            *to++ = '\0';
            assert_true(count < COLUMNS);
            out[count++] = to;
        } else
            *to++ = *from;
    }
    *to = '\0';
    return count;
}

static const char *cell(const char *name)
{
    for (size_t i = 0; names[i]; i++)
        if (text_equal(names[i], name))
            return cells[i];
    fail_msg("no column %s", name);
    return NULL;
}

static bool filled(const char *name)
{
    return *cell(name) != '\0';
}

/* What a cell says needs another that says why; and what does not apply is empty. */
static void row_traces(void)
{
    static const char *const always[] = {"clause",      "category",   "measure", "result",
                                         "duty_clause", "department", "penalty"};
    static const char *const pairs[][2] = {{"department", "department_basis"},
                                           {"coordinators", "coordinators_basis"},
                                           {"builder", "builder_basis"},
                                           {"payer", "payer_basis"}};
    static const struct {
        const char *column, *measure;
    } figures[] = {{"zones", "share"},
                   {"inventory_lines", "count"},
                   {"assets", "count"},
                   {"forbidden_places", "prohibition"},
                   {"violations", "prohibition"}};

    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (!filled(always[i]))
            fail_msg("%s: %s is empty", cell("clause"), always[i]);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (filled(pairs[i][0]) != filled(pairs[i][1]))
            fail_msg("%s: %s is '%s', %s is '%s'", cell("clause"), pairs[i][0], cell(pairs[i][0]),
                     pairs[i][1], cell(pairs[i][1]));
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (filled(figures[i].column) != text_equal(cell("measure"), figures[i].measure))
            fail_msg("%s: a row by %s whose %s is '%s'", cell("clause"), cell("measure"),
                     figures[i].column, cell(figures[i].column));
    if (!text_equal(cell("result"), "pass") && !text_equal(cell("result"), "counted") &&
        !filled("reason"))
        fail_msg("%s: %s without a reason", cell("clause"), cell("result"));
}

static void every_cell_traces_to_a_clause(void **state)
{
    size_t prohibitions = 0, counts = 0, shares = 0;
    char *rest = NULL;

    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P coverage town/project.yaml -q >/dev/null; "
                    "cat town/out/compliance.csv");
    assert_int_equal(ran.code, 0);
    char *line = strtok_r(ran.said, "\n", &rest);
    assert_true(line && strncmp(line, "\xef\xbb\xbf", 3) == 0);
    snprintf(header, sizeof header, "%s", line + 3);
    size_t columns = cut(header, names);
    while ((line = strtok_r(NULL, "\n", &rest))) {
        assert_int_equal(cut(line, cells), columns);
        row_traces();
        prohibitions += text_equal(cell("measure"), "prohibition");
        counts += text_equal(cell("result"), "counted");
        shares += text_equal(cell("result"), "pass") || text_equal(cell("result"), "fail");
    }
    assert_int_equal(prohibitions, 5); /* 14(1) to 14(5) */
    assert_true(counts >= 3 && shares >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_cell_traces_to_a_clause)};

    program_need();
    scratch_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_end();
    return failed;
}
