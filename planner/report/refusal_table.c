/* refusal_table.c - refusals.csv: what if a planned camera, or its pole, is refused. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"

/* "N-0007; N-0012": which planned cameras these candidates are. */
static void camera_ids(Table *table, const Outcome *outcome, const size_t *camera_of,
                       const uint32_t *candidates, size_t count)
{
    Text list = {0};

    for (size_t k = 0; k < count; k++)
        text_printf(&list, "%s%s", k ? "; " : "", outcome->planned[camera_of[candidates[k]]].id);
    table_text(table, list.text);
    text_release(&list);
}

/* "S-00017 at 3567.2 4421.0 azimuth 135 MODEL; .." */
static void replacements(Table *table, const Outcome *outcome, const Refusal *refusal)
{
    Text list = {0};

    for (size_t k = 0; k < refusal->added_count; k++) {
        const Candidate *c = &outcome->candidates->candidates[refusal->added[k]];
        const Site *site = &outcome->sites->sites[c->site];
        text_printf(&list, "%s%s at %.2f %.2f azimuth %.0f tilt %.0f %s", k ? "; " : "", site->id,
                    site->x, site->y, c->optics.azimuth_deg, c->optics.tilt_deg,
                    c->model ? c->model->id : "");
    }
    table_text(table, list.text);
    text_release(&list);
}

static const char *result_of(const Refusal *refusal)
{
    if (refusal->zones_lost)
        return "lost";
    return refusal->added_count ? "replaced" : "not needed";
}

static void refusal_row(Table *table, const Outcome *outcome, const Refusal *refusal,
                        const size_t *camera_of)
{
    const Plan *plan = outcome->plan;
    uint32_t candidate = plan->cameras[refusal->camera].candidate;
    const Site *site = &outcome->sites->sites[outcome->candidates->candidates[candidate].site];
    double mandated = outcome->compliance->mandated;

    table_text(table, outcome->planned[refusal->camera].id);
    table_text(table, refusal->thing == REFUSED_SITE ? "site" : "camera");
    table_text(table, site->id);
    table_integer(table, (long long)refusal->refused);
    table_integer(table, (long long)refusal->zones_alone);
    table_number(table, mandated > 0 ? refusal->alone / mandated : 0, 6);
    table_text(table, result_of(refusal));
    replacements(table, outcome, refusal);
    table_integer(table, (long long)refusal->added_count);
    camera_ids(table, outcome, camera_of, refusal->dropped, refusal->dropped_count);
    table_number(table, refusal->added_cost, 2);
    table_integer(table, (long long)refusal->zones_lost);
    table_number(table, mandated > 0 ? refusal->lost / mandated : 0, 6);
    table_number(table, refusal->share, 6);
    table_text(table, figure_marks_quota(outcome->marks));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

static void refusal_rows(Table *table, const Outcome *outcome)
{
    size_t *camera_of = memory_new(outcome->candidates->count + 1, sizeof *camera_of);

    for (size_t i = 0; i < outcome->plan->count; i++)
        camera_of[outcome->plan->cameras[i].candidate] = i;
    for (size_t i = 0; i < outcome->refusals->count; i++)
        refusal_row(table, outcome, &outcome->refusals->items[i], camera_of);
    free(camera_of);
}

Status refusal_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {
        "camera_id",   "refused",    "site_id",      "cameras_refused", "zones_alone",
        "share_alone", "result",     "replacements", "cameras_added",   "cameras_removed",
        "added_cost",  "zones_lost", "share_lost",   "covered_share",   "planning_parameters",
        "rule_pack",   NULL};
    Table *table = table_new(columns);
    Status status;

    if (outcome->refusals)
        refusal_rows(table, outcome);
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
