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

/* "2 warnings" */
static void print_count(const char *before, size_t count, const char *one, const char *many)
{
    printf("%s%zu %s", before, count, text_by_number(count, one, many));
}

static void print_counts(const FindingList *list)
{
    print_count("findings           ", finding_count(list, SEVERITY_VIOLATION), "violation",
                "violations");
    print_count(", ", finding_count(list, SEVERITY_WARNING), "warning", "warnings");
    print_count(", ", finding_count(list, SEVERITY_NOTE), "note", "notes");
    printf("\n");
}

/* Many a sentence begins with its subject, which is then not said twice. */
static void print_finding(const Finding *finding)
{
    bool said = text_begins(finding->sentence, finding->subject);

    printf("%s: %s%s%s%s%s\n", severity_name(finding->severity), finding->clause,
           finding->clause[0] ? " " : "", said ? "" : finding->subject, said ? "" : ": ",
           finding->sentence);
}

static void print_findings(const FindingList *list, const ReportWish *wish)
{
    for (size_t i = 0; i < list->count; i++)
        if (!wish->quiet || list->items[i].severity == SEVERITY_VIOLATION)
            print_finding(&list->items[i]);
    if (!wish->quiet)
        print_counts(list);
}

static void print_failing(const Compliance *judged)
{
    size_t failing = 0, absent = 0;

    for (size_t i = 0; i < judged->row_count; i++) {
        failing += text_equal(judged->rows[i].result, "fail");
        absent += text_equal(judged->rows[i].result, "not evaluated");
    }
    print_count("clauses            ", judged->row_count, "row", "rows");
    printf(": %zu pass, %zu fail, %zu not evaluated\n", judged->row_count - failing - absent,
           failing, absent);
}

static void print_nothing(const Project *project, size_t zones)
{
    if (!zones && (project->only_clause || project->only_department || project->only_township))
        printf("                   no place of what was asked (--clause, --department, --township) "
               "lies here to be seen\n");
    else if (!zones)
        printf("                   nothing in the area must be seen; are the layers those of "
               "this area? 'camplan info' tells\n");
}

/* The zones and lines that the tables hold: those that the run is narrowed to, and what stands
 * under several clauses once. */
static void count_listed(const Outcome *outcome, size_t *zones, size_t *lines)
{
    const ZoneSet *set = outcome->zones;

    *zones = *lines = 0;
    for (size_t z = 0; z < set->zone_count; z++)
        *zones += outcome->demand->zone_weight[z] > 0.0;
    for (size_t i = 0; i < set->line_count; i++)
        *lines += inventory_line_listed(&set->lines[i], outcome->project);
}

static void print_mandated(const Outcome *outcome)
{
    size_t zones, lines;

    count_listed(outcome, &zones, &lines);
    printf("mandated           %.2f ha in ", outcome->compliance->mandated / 1e4);
    print_count("", zones, "zone", "zones");
    print_count("; ", lines, "inventory line", "inventory lines");
    printf("\n");
    print_nothing(outcome->project, zones);
}

static void print_plan(const Outcome *outcome)
{
    const Compliance *judged = outcome->compliance;
    const Plan *plan = outcome->plan;

    printf("covered after      %.1f %% (coverable %.1f %%)",
           percent(judged->after, judged->mandated), percent(judged->coverable, judged->mandated));
    print_count(", ", outcome->gaps_after->count, "gap remains", "gaps remain");
    print_count("\nto build           ", plan->count, "camera", "cameras");
    printf(", %.0f %s", plan->cost, outcome->project->costs.currency);
    if (!isnan(plan->weight_bound))
        printf("; no plan within the budget covers more than %.1f %% (%s)\n",
               percent(plan->weight_bound, judged->mandated), plan->bound_method);
    else if (isnan(plan->lower_bound))
        printf("; no bound is proven for this choice\n");
    else
        printf("; proven bound %.0f (%s)\n", plan->lower_bound, plan->bound_method);
    if (outcome_cut(outcome).en)
        printf("search             %s\n", outcome_cut(outcome).en);
}

static void print_text(const Outcome *outcome)
{
    const Compliance *judged = outcome->compliance;

    print_mandated(outcome);
    printf("covered before     %.1f %%", percent(judged->before, judged->mandated));
    print_count(" by ", outcome->scene->cameras.count, "existing camera", "existing cameras");
    print_count(", ", outcome->gaps_before->count, "gap", "gaps");
    printf("\n");
    if (outcome->plan)
        print_plan(outcome);
    print_failing(judged);
    print_counts(outcome->findings);
    if (outcome->standing.warning.en)
        printf("warning            %s\n", outcome->standing.warning.en);
}

static void print_json(const Outcome *outcome)
{
    JsonWriter json = {0};
    const FindingList *list = outcome->findings;

    json_object(&json, NULL);
    json_text(&json, "command", outcome->command);
    if (outcome->standing.warning.en)
        json_text(&json, "warning", outcome->standing.warning.en);
    if (outcome->compliance) {
        json_number(&json, "mandated_weight_m2", outcome->compliance->mandated);
        json_number(&json, "covered_weight_before_m2", outcome->compliance->before);
        if (outcome->plan) {
            json_number(&json, "covered_weight_m2", outcome->compliance->after);
            json_number(&json, "coverable_weight_m2", outcome->compliance->coverable);
            json_integer(&json, "planned_cameras", (long long)outcome->plan->count);
            json_number(&json, "cost", outcome->plan->cost);
            json_number(&json, "lower_bound", outcome->plan->lower_bound);
            json_text(&json, "cut_by", outcome_cut_by(outcome));
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

void report_print(const Outcome *outcome, const ReportWish *wish)
{
    if (text_equal(wish->format, "json")) {
        print_json(outcome);
        return;
    }
    if (wish->computed)
        print_text(outcome);
    else
        print_findings(outcome->findings, wish);
    if (wish->out && !(wish->quiet && !wish->computed))
        printf("written to         %s\n", wish->out);
}

static void print_dry_json(const Outcome *outcome, size_t zones, size_t lines)
{
    JsonWriter json = {0};

    json_object(&json, NULL);
    json_text(&json, "command", "dry run");
    json_integer(&json, "zones", (long long)zones);
    json_integer(&json, "inventory_lines", (long long)lines);
    json_integer(&json, "demand_cells", (long long)outcome->demand->cell_count);
    json_integer(&json, "existing_cameras", (long long)outcome->scene->cameras.count);
    json_end(&json);
    printf("%s\n", json.out.text);
    text_release(&json.out);
}

/* Whose cameras a finding is about is known by what they see, which a dry run does not compute. */
static bool is_narrowed(const Project *project)
{
    return project->only_clause || project->only_department || project->only_township;
}

Status report_dry_run(const Outcome *outcome, const char *format)
{
    size_t zones, lines;

    count_listed(outcome, &zones, &lines);
    if (text_equal(format, "json")) {
        print_dry_json(outcome, zones, lines);
        return OK;
    }
    printf("dry run            nothing is computed or written\n"
           "zones              %zu",
           zones);
    print_count("; ", lines, "inventory line", "inventory lines");
    printf("\n");
    print_nothing(outcome->project, zones);
    printf("demand             %zu cells of %g m\n"
           "existing cameras   %zu\n",
           outcome->demand->cell_count, outcome->project->demand_cell_m,
           outcome->scene->cameras.count);
    print_counts(outcome->findings);
    printf("                   that is %sbefore any coverage; 'camplan check' tells them\n",
           is_narrowed(outcome->project) ? "of the whole project, not narrowed, and " : "");
    return OK;
}
