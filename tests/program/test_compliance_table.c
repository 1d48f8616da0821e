/* Every cell of compliance.csv traces back to a clause. */
#include "tests/program/traces.h"

static void every_cell_traces_to_a_clause(void **state)
{
    size_t prohibitions = 0, counts = 0, shares = 0;
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P coverage town/project.yaml -q");
    assert_int_equal(ran.code, 1);
    assert_int_equal(pack_read(&pack, "tengchong-2017", &diag), OK);
    Table table = table_read_scratch("town/out/compliance.csv");
    rows_trace(&table, pack);
    for (size_t i = 0; i < table.count; i++) {
        const char *result = table_cell(&table, &table.rows[i], "result");
        prohibitions += text_equal(table_cell(&table, &table.rows[i], "measure"), "prohibition");
        counts += text_equal(result, "counted");
        shares += text_equal(result, "pass") || text_equal(result, "fail");
    }
    table_release(&table);
    pack_free(pack);
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
