/* summary.c - what a run says on stdout. */
#include <math.h>
#include <stdio.h>

#include "base/json.h"
#include "base/text.h"
#include "planner/report/report.h"

static double percent(double part, double whole)
{
    return whole > 0.0 ? 100.0 * part / whole : 0.0;
}

static void print_findings(const Outcome *outcome)
{
    const FindingList *list = outcome->findings;

    for (size_t i = 0; i < list->count; i++) {
        const Finding *finding = &list->items[i];
        printf("%s: %s%s%s: %s\n", severity_name(finding->severity),
               finding->clause[0] ? finding->clause : "", finding->clause[0] ? " " : "",
               finding->subject, finding->sentence);
    }
}

static void print_failing(const Compliance *judged)
{
    size_t failing = 0, absent = 0;

    for (size_t i = 0; i < judged->row_count; i++) {
        failing += text_equal(judged->rows[i].result, "fail");
        absent += text_equal(judged->rows[i].result, "not evaluated");
    }
    printf("clauses            %zu rows: %zu pass, %zu fail, %zu not evaluated\n",
           judged->row_count, judged->row_count - failing - absent, failing, absent);
}

/* The zones and lines that the tables hold: those that the run is narrowed to. */
static void print_mandated(const Outcome *outcome)
{
    const ZoneSet *set = outcome->zones;
    size_t zones = 0, lines = 0;

    for (size_t z = 0; z < set->zone_count; z++)
        zones += outcome->compliance->zones[z].mandated > 0.0;
    for (size_t i = 0; i < set->line_count; i++)
        lines += inventory_line_wanted(&set->lines[i], outcome->project);
    printf("mandated           %.2f ha in %zu zones; %zu inventory lines\n",
           outcome->compliance->mandated / 1e4, zones, lines);
}

static void print_text(const Outcome *outcome, const char *out)
{
    const Compliance *judged = outcome->compliance;
    const FindingList *findings = outcome->findings;
    double whole = judged->mandated;

    print_mandated(outcome);
    printf("covered before     %.1f %% by %zu existing cameras, %zu gaps\n",
           percent(judged->before, whole), outcome->scene->cameras.count,
           outcome->gaps_before->count);
    if (outcome->plan) {
        printf("covered after      %.1f %% (coverable %.1f %%), %zu gaps remain\n",
               percent(judged->after, whole), percent(judged->coverable, whole),
               outcome->gaps_after->count);
        printf("to build           %zu cameras, %.0f %s", outcome->plan->count, outcome->plan->cost,
               outcome->project->costs.currency);
        if (isnan(outcome->plan->lower_bound))
            printf("; no bound is proven for this choice\n");
        else
            printf("; proven bound %.0f (%s)\n", outcome->plan->lower_bound,
                   outcome->plan->bound_method);
    }
    print_failing(judged);
    printf("findings           %zu violations, %zu warnings, %zu notes\n",
           finding_count(findings, SEVERITY_VIOLATION), finding_count(findings, SEVERITY_WARNING),
           finding_count(findings, SEVERITY_NOTE));
    if (outcome->pack_warning)
        printf("warning            %s\n", outcome->pack_warning);
    if (out)
        printf("written to         %s\n", out);
}

static void print_json(const Outcome *outcome)
{
    JsonWriter json = {0};
    const FindingList *list = outcome->findings;

    json_object(&json, NULL);
    json_text(&json, "command", outcome->command);
    if (outcome->compliance) {
        json_number(&json, "mandated_weight_m2", outcome->compliance->mandated);
        json_number(&json, "covered_weight_before_m2", outcome->compliance->before);
        if (outcome->plan) {
            json_number(&json, "covered_weight_m2", outcome->compliance->after);
            json_number(&json, "coverable_weight_m2", outcome->compliance->coverable);
            json_integer(&json, "planned_cameras", (long long)outcome->plan->count);
            json_number(&json, "cost", outcome->plan->cost);
            json_number(&json, "lower_bound", outcome->plan->lower_bound);
        }
    }
    json_array(&json, "findings");
    for (size_t i = 0; i < list->count; i++) {
        json_object(&json, NULL);
        json_text(&json, "severity", severity_name(list->items[i].severity));
        json_text(&json, "clause", list->items[i].clause);
        json_text(&json, "code", list->items[i].code);
        json_text(&json, "subject", list->items[i].subject);
        json_text(&json, "sentence", list->items[i].sentence);
        json_end(&json);
    }
    json_end(&json);
    json_end(&json);
    printf("%s\n", json.out.text);
    text_release(&json.out);
}

void report_print(const Outcome *outcome, const char *format, const char *out, bool computed)
{
    if (text_equal(format, "json"))
        print_json(outcome);
    else if (computed)
        print_text(outcome, out);
    else
        print_findings(outcome);
}

Status report_dry_run(const Outcome *outcome)
{
    printf("dry run            nothing is computed or written\n"
           "zones              %zu; %zu inventory lines\n"
           "demand             %zu cells of %g m\n"
           "existing cameras   %zu\n",
           outcome->zones->zone_count, outcome->zones->line_count, outcome->demand->cell_count,
           outcome->project->demand_cell_m, outcome->scene->cameras.count);
    return OK;
}
