/* tables.c - compliance.csv, findings.csv and inventory.csv. */
#include "planner/report/tables.h"

#include <math.h>
#include <stdio.h>

#include "base/text.h"

void table_words(Table *table, Words words)
{
    char text[512];

    if (text_equal(words.zh, words.en) || !words.en || !words.en[0])
        snprintf(text, sizeof text, "%s", words.zh ? words.zh : "");
    else
        snprintf(text, sizeof text, "%s %s", words.zh ? words.zh : "", words.en);
    table_text(table, text);
}

static double share(double part, double whole)
{
    return whole > 0.0 ? part / whole : NAN;
}

static void compliance_row(Table *table, const Outcome *outcome, const ClauseCompliance *row)
{
    bool evaluated = row->mandated > 0.0;

    table_text(table, row->clause->id);
    table_words(table, row->clause->title);
    table_words(table, (Words){row->supervisor_zh, row->supervisor_en});
    table_words(table, (Words){row->builder_zh, row->builder_en});
    table_integer(table, (long long)row->zones);
    table_number(table, evaluated ? row->mandated : NAN, 1);
    table_number(table, share(row->before, row->mandated), 4);
    table_number(table, outcome->after ? share(row->after, row->mandated) : NAN, 4);
    table_number(table, outcome->candidates ? share(row->coverable, row->mandated) : NAN, 4);
    table_integer(table, (long long)row->passed_before);
    if (outcome->after)
        table_integer(table, (long long)row->passed_after);
    else
        table_text(table, NULL);
    table_text(table, row->result);
    table_text(table, row->reason);
    table_end_row(table);
}

Status compliance_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {"clause",
                                          "category",
                                          "department",
                                          "builder",
                                          "zones",
                                          "mandated_weight_m2",
                                          "covered_share_before",
                                          "covered_share",
                                          "coverable_share",
                                          "zones_passed_before",
                                          "zones_passed",
                                          "result",
                                          "reason",
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

Status findings_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {"severity", "clause",   "code",    "subject", "x",
                                          "y",        "sentence", "penalty", NULL};
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
        table_end_row(table);
    }
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}

static void inventory_row(Table *table, const InventoryLine *line)
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
    table_number(table, line->x, 2);
    table_number(table, line->y, 2);
    table_words(table, line->duty.builder);
    table_words(table, line->duty.payer);
    table_words(table, line->duty.supervisor);
    table_text(table, line->duty.supervisor_basis);
    table_text(table, line->layer);
    table_integer(table, line->fid);
    table_text(table, line->note);
    table_end_row(table);
}

Status inventory_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {
        "line_id",      "clause",         "category",   "asset",
        "name",         "operator",       "township",   "count",
        "cameras_each", "cameras",        "x",          "y",
        "builder",      "payer",          "supervisor", "supervisor_basis",
        "source_layer", "source_feature", "note",       NULL};
    Table *table = table_new(columns);
    const ZoneSet *zones = outcome->zones;
    Status status;

    for (size_t i = 0; i < zones->line_count; i++)
        if (inventory_line_wanted(&zones->lines[i], outcome->project))
            inventory_row(table, &zones->lines[i]);
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
