/* tables.c - findings.csv and inventory.csv. */
#include "planner/report/tables.h"

#include <math.h>
#include <stdio.h>

#include "base/text.h"
#include "planner/report/figure_marks.h"

void table_words(Table *table, Words words)
{
    char text[512];

    if (text_equal(words.zh, words.en) || !words.en || !words.en[0])
        snprintf(text, sizeof text, "%s", words.zh ? words.zh : "");
    else
        snprintf(text, sizeof text, "%s %s", words.zh ? words.zh : "", words.en);
    table_text(table, text);
}

void table_clauses(Table *table, const Clause *const *clauses, size_t count)
{
    Text list = {0};

    for (size_t i = 0; i < count; i++)
        text_printf(&list, "%s%s", i ? "; " : "", clauses[i]->id);
    table_text(table, list.text);
    text_release(&list);
}

Status findings_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {"severity",  "clause",  "code",
                                          "subject",   "x",       "y",
                                          "sentence",  "penalty", "planning_parameters",
                                          "rule_pack", NULL};
    Table *table = table_new(columns);
    Status status;

    for (size_t i = 0; i < outcome->findings->count; i++) {
        const Finding *finding = &outcome->findings->items[i];
        table_text(table, severity_name(finding->severity));
        table_text(table, finding_cites(finding));
        table_text(table, finding->code);
        table_text(table, finding->subject);
        table_number(table, finding->x, 2);
        table_number(table, finding->y, 2);
        table_text(table, finding->sentence);
        table_text(table, finding->penalty);
        table_text(table, figure_marks_finding(outcome->marks, finding));
        table_text(table, outcome->standing.mark);
        table_end_row(table);
    }
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}

static void inventory_row(Table *table, const Outcome *outcome, const InventoryLine *line)
{
    table_text(table, line->id);
    table_text(table, line->clause->id);
    table_words(table, line->clause->title);
    table_text(table, line->asset);
    table_text(table, line->name);
    table_text(table, line->operator_name);
    table_text(table, line->township ? line->township->name : NULL);
    table_number(table, line->count, 0);
    table_number(table, line->cameras_each, 0);
    table_number(table, line->count * line->cameras_each, 0);
    table_number(table, line->unit_cost, 2);
    table_number(table, line->count * line->cameras_each * line->unit_cost, 2);
    table_number(table, line->x, 2);
    table_number(table, line->y, 2);
    table_clauses(table, line->also, line->also_count);
    table_words(table, line->duty.builder);
    table_text(table, line->duty.builder_basis);
    table_words(table, line->duty.payer);
    table_text(table, line->duty.payer_basis);
    table_words(table, line->duty.supervisor);
    table_text(table, line->duty.supervisor_basis);
    table_words(table, line->duty.coordinators);
    table_text(table, line->duty.clause->id);
    table_text(table, line->duty.fallback ? line->duty.fallback->id : NULL);
    table_text(table, line->layer);
    table_integer(table, line->fid);
    table_text(table, line->note);
    table_text(table, inventory_line_restricted(line) ? "restricted" : NULL);
    table_text(table, figure_marks_line(outcome->marks, line));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

Status inventory_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {"line_id",
                                          "clause",
                                          "category",
                                          "asset",
                                          "name",
                                          "operator",
                                          "township",
                                          "count",
                                          "cameras_each",
                                          "cameras",
                                          "unit_cost",
                                          "cost",
                                          "x",
                                          "y",
                                          "also_clauses",
                                          "builder",
                                          "builder_basis",
                                          "payer",
                                          "payer_basis",
                                          "supervisor",
                                          "supervisor_basis",
                                          "coordinators",
                                          "duty_clause",
                                          "fallback",
                                          "source_layer",
                                          "source_feature",
                                          "note",
                                          "restricted",
                                          "planning_parameters",
                                          "rule_pack",
                                          NULL};
    Table *table = table_new(columns);
    const ZoneSet *zones = outcome->zones;
    Status status;

    for (size_t i = 0; i < zones->line_count; i++)
        if (inventory_line_listed(&zones->lines[i], outcome->project))
            inventory_row(table, outcome, &zones->lines[i]);
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
