/* Every cell of compliance.csv traces back to a clause. */
#include "tests/program/traces.h"

static const struct {
    const char *town, *pack;
    size_t restraints, counts, shares;                  /* rows; of the last two at least so many */
    bool punished;                                      /* every breach has its penalty */
} towns[] = {{"town", "tengchong-2017", 5, 3, 5, true}, /* 14(1) to 14(5) */
             {"order_town", "cn-799-2025", 4, 1, 2, false}}; /* articles 7(3), 8, 9, 10 */

static void every_cell_traces_to_a_clause(void **state)
{
    (void)state;
    for (size_t t = 0; t < sizeof towns / sizeof *towns; t++) {
        size_t restraints = 0, counts = 0, shares = 0;
        RulePack *pack = NULL;
        Diag diag = {0};
        char line[200], file[64];

        fixture_copy(towns[t].town);
        snprintf(line, sizeof line, "cd \"$D\" && $P run %s/project.yaml -q", towns[t].town);
        snprintf(file, sizeof file, "%s/out/compliance.csv", towns[t].town);
        Ran ran = shell(line);
        assert_int_equal(ran.code, 1);
        assert_int_equal(pack_read(&pack, towns[t].pack, &diag), OK);
        Table table = table_read_scratch(file);
        rows_trace(&table, pack);
        for (size_t i = 0; i < table.count; i++) {
            const char *result = table_cell(&table, &table.rows[i], "result");
            const char *measure = table_cell(&table, &table.rows[i], "measure");
            bool counted = text_equal(measure, "count"), share = text_equal(measure, "share");
            if (towns[t].punished && !*table_cell(&table, &table.rows[i], "penalty"))
                fail_msg("%s: a row without penalty", table_cell(&table, &table.rows[i], "clause"));
            restraints += !counted && !share;
            counts += text_equal(result, "counted");
            shares += share && (text_equal(result, "pass") || text_equal(result, "fail"));
        }
        table_release(&table);
        pack_free(pack);
        assert_int_equal(restraints, towns[t].restraints);
        assert_true(counts >= towns[t].counts && shares >= towns[t].shares);
    }
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
