/* compliance_table.c - compliance.csv: clauses by their duty holders, as shares, counts or
 * prohibitions; every cell has its article beside it.
 */
#include <math.h>

#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"

static double share(double part, double whole)
{
    return whole > 0.0 ? part / whole : NAN;
}

/* Forbidden places have supervisors; nobody builds or pays for them. Where only some may install,
 * they are the builders. */
static void duty_cells(Table *table, const ClauseCompliance *row)
{
    bool builds = row->measure != MEASURE_PROHIBITION && row->measure != MEASURE_CONSENT;
    bool pays = builds && row->duty.payer_basis && *row->duty.payer_basis;

    table_words(table, row->duty.supervisor);
    table_text(table, row->duty.supervisor_basis);
    table_words(table, row->duty.coordinators);
    table_text(table, row->duty.coordinators_basis);
    table_words(table, builds ? row->duty.builder : (Words){NULL, NULL});
    table_text(table, builds ? row->duty.builder_basis : NULL);
    table_words(table, pays ? row->duty.payer : (Words){NULL, NULL});
    table_text(table, pays ? row->duty.payer_basis : NULL);
    table_text(table, row->duty.clause ? row->duty.clause->id : NULL);
    table_text(table, builds && row->duty.fallback ? row->duty.fallback->id : NULL);
}

static void empty_unless(Table *table, bool known, double value, int decimals)
{
    table_number(table, known ? value : NAN, decimals);
}

/* zones .. violations: those of the row's measure; the others do not apply. */
static void figure_cells(Table *table, const Outcome *outcome, const ClauseCompliance *row)
{
    bool shared = row->measure == MEASURE_SHARE, counted = row->measure == MEASURE_COUNT;
    bool evaluated = row->mandated > 0.0;

    empty_unless(table, shared, (double)row->zones, 0);
    empty_unless(table, evaluated, row->mandated, 1);
    table_number(table, share(row->before, row->mandated), 4);
    empty_unless(table, outcome->after != NULL, share(row->after, row->mandated), 4);
    empty_unless(table, outcome->candidates != NULL, share(row->coverable, row->mandated), 4);
    empty_unless(table, shared, (double)row->passed_before, 0);
    empty_unless(table, shared && outcome->after, (double)row->passed_after, 0);
    empty_unless(table, counted, (double)row->lines, 0);
    empty_unless(table, counted, row->assets, 0);
    empty_unless(table, counted && row->to_survey < row->lines, row->cameras, 0);
    empty_unless(table, row->measure >= MEASURE_PROHIBITION, (double)row->places, 0);
    empty_unless(table, row->measure >= MEASURE_PROHIBITION, (double)row->violations, 0);
}

static void compliance_row(Table *table, const Outcome *outcome, const ClauseCompliance *row)
{
    static const char *const measures[] = {"share", "count", "prohibition", "consent", "builder"};

    table_text(table, row->clause->id);
    table_words(table, row->clause->title);
    table_text(table, measures[row->measure]);
    duty_cells(table, row);
    figure_cells(table, outcome, row);
    table_text(table, row->result);
    table_text(table, row->reason);
    table_text(table, row->clause->penalty);
    table_text(table, figure_marks_judged(outcome->marks, row));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

Status compliance_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {"clause",
                                          "category",
                                          "measure",
                                          "department",
                                          "department_basis",
                                          "coordinators",
                                          "coordinators_basis",
                                          "builder",
                                          "builder_basis",
                                          "payer",
                                          "payer_basis",
                                          "duty_clause",
                                          "fallback",
                                          "zones",
                                          "mandated_weight_m2",
                                          "covered_share_before",
                                          "covered_share",
                                          "coverable_share",
                                          "zones_passed_before",
                                          "zones_passed",
                                          "inventory_lines",
                                          "assets",
                                          "cameras",
                                          "forbidden_places",
                                          "violations",
                                          "result",
                                          "reason",
                                          "penalty",
                                          "planning_parameters",
                                          "rule_pack",
                                          NULL};
    Table *table = table_new(columns);
    const Compliance *compliance = outcome->compliance;
    Status status;

    for (size_t i = 0; i < compliance->row_count; i++)
        compliance_row(table, outcome, &compliance->rows[i]);
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
