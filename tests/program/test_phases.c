/* phases.csv against the other files of the same run: the build list, the zones, the record. */
#include <math.h>

#include "tests/program/table.h"

static double figure(const Table *table, const TableRow *row, const char *name)
{
    return strtod(table_cell(table, row, name), NULL);
}

static const TableRow *phase_row(const Table *table, const char *phase)
{
    for (size_t i = 0; i < table->count; i++)
        if (text_equal(table_cell(table, &table->rows[i], "phase"), phase) &&
            table_ends(table, &table->rows[i], "payer", " all"))
            return &table->rows[i];
    return NULL;
}

/* The phase's cameras in the build list: cost, number, new poles, the share after the last. */
static void assert_as_built(const Table *table, const TableRow *row, const Table *list, int phases)
{
    const char *phase = table_cell(table, row, "phase");
    double cost = 0, share = NAN;
    long cameras = 0, poles = 0;

    for (size_t i = 0; i < list->count; i++) {
        const TableRow *camera = &list->rows[i];
        const char *its = table_cell(list, camera, "phase");
        if (!text_equal(table_cell(list, camera, "status"), "new") ||
            (phases && !text_equal(phase, "total") && !text_equal(its, phase)))
            continue;
        cost += figure(list, camera, "capex");
        share = figure(list, camera, "cumulative_share");
        poles += text_equal(table_cell(list, camera, "pole_new"), "yes");
        cameras++;
    }
    assert_true(fabs(cost - figure(table, row, "cost")) < 0.01 * (double)(cameras + 1));
    assert_int_equal(figure(table, row, "cameras"), cameras);
    assert_int_equal(figure(table, row, "poles_new"), poles);
    assert_true(figure(table, row, "poles") >= (double)poles);
    assert_true(cameras > 0 && fabs(share - figure(table, row, "covered_share")) < 1e-4 + 1e-9);
}

/* The payers' rows of a phase add up to its own. */
static void assert_payers_add_up(const Table *table, const TableRow *whole)
{
    const char *phase = table_cell(table, whole, "phase");
    double cost = 0, gained = 0;
    long cameras = 0, payers = 0;

    for (size_t i = 0; i < table->count; i++) {
        const TableRow *row = &table->rows[i];
        if (row == whole || !text_equal(table_cell(table, row, "phase"), phase))
            continue;
        cost += figure(table, row, "cost");
        gained += figure(table, row, "share_gained");
        cameras += (long)figure(table, row, "cameras");
        payers++;
    }
    assert_true(payers > 0);
    assert_int_equal(cameras, figure(table, whole, "cameras"));
    assert_true(fabs(cost - figure(table, whole, "cost")) < 0.05);
    assert_true(fabs(gained - figure(table, whole, "share_gained")) < 1e-5);
    assert_true(fabs(gained - (figure(table, whole, "covered_share") -
                               figure(table, whole, "covered_share_before"))) < 2e-4);
}

/* What is met before the first and after the last phase, out of zones.csv. */
static void assert_zones(const Table *table, const TableRow *total)
{
    Table zones = table_read_scratch("plan/zones.csv");
    long before = 0, after = 0;

    for (size_t i = 0; i < zones.count; i++) {
        before += figure(&zones, &zones.rows[i], "covered_share_before") >=
                  figure(&zones, &zones.rows[i], "quota");
        after += text_equal(table_cell(&zones, &zones.rows[i], "result"), "pass");
    }
    assert_int_equal(figure(table, total, "zones"), zones.count);
    assert_int_equal(figure(table, total, "zones_met_before"), before);
    assert_int_equal(figure(table, total, "zones_met"), after);
    assert_true(after > before);
    table_release(&zones);
}

static const struct {
    const char *set;
    int given, rows;   /* phases of the project, and of the file */
    double budgets[4]; /* of each row and at last of the total; NaN: an empty cell */
} cases[] = {
    {"plan.quota=0.95", 0, 1, {NAN, NAN}},
    {"plan.phases=[50000,30000]", 2, 3, {50000, 30000, NAN, 80000}},
    {"plan.phases=[900000]", 1, 1, {900000, 900000}},
};

static void assert_budget(const Table *table, const TableRow *row, double budget)
{
    const char *cell = table_cell(table, row, "budget");

    if (isnan(budget)) {
        assert_string_equal(cell, "");
        assert_string_equal(table_cell(table, row, "budget_left"), "");
        return;
    }
    assert_true(fabs(strtod(cell, NULL) - budget) < 0.01);
    assert_true(fabs(figure(table, row, "budget_left") - (budget - figure(table, row, "cost"))) <
                0.011);
}

static void phases_agree_with_what_is_built(void **state)
{
    (void)state;
    fixture_copy("town");
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        char line[300], phase[8];
        double met = -1, share = -1;
        snprintf(line, sizeof line,
                 "cd \"$D\" && $P place town/project.yaml -q --overwrite -o plan --set %s",
                 cases[c].set);
        Ran ran = shell(line);
        expect(cases[c].set, &ran, 1, "to build");
        Table table = table_read_scratch("plan/phases.csv");
        Table list = table_read_scratch("plan/build_list.csv");
        for (int p = 1; p <= cases[c].rows; p++) {
            snprintf(phase, sizeof phase, "%d", p);
            const TableRow *row = phase_row(&table, phase);
            assert_non_null(row);
            assert_as_built(&table, row, &list, cases[c].given);
            assert_payers_add_up(&table, row);
            assert_budget(&table, row, cases[c].budgets[p - 1]);
            /* Each begins where the one before it ended. */
            assert_true(met < 0 || figure(&table, row, "zones_met_before") == met);
            assert_true(share < 0 || figure(&table, row, "covered_share_before") == share);
            met = figure(&table, row, "zones_met");
            share = figure(&table, row, "covered_share");
        }
        snprintf(phase, sizeof phase, "%d", cases[c].rows + 1);
        assert_null(phase_row(&table, phase));
        const TableRow *total = phase_row(&table, "total");
        assert_non_null(total);
        assert_as_built(&table, total, &list, cases[c].given);
        assert_payers_add_up(&table, total);
        assert_budget(&table, total, cases[c].budgets[cases[c].rows]);
        assert_zones(&table, total);
        table_release(&table);
        table_release(&list);
    }
}

static void without_a_plan_there_are_no_phases(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P coverage town/project.yaml -q -o seen >/dev/null; wc -l "
                    "<seen/phases.csv; $P verify seen");
    expect("coverage", &ran, 0, "1\n|true");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phases_agree_with_what_is_built),
        cmocka_unit_test(without_a_plan_there_are_no_phases),
    };
    program_need();
    return scratch_run(tests);
}
