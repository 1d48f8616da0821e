/* rules_show_in.c - what the clauses of a pack select in one project. */
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "planner/command/job.h"
#include "planner/command/rules.h"
#include "planner/command/rules_show.h"

static void print_trace(const ClauseTrace *trace)
{
    printf("%-6s %s: ", trace->clause->id, trace->clause->title.en);
    if (!trace->evaluated)
        printf("not evaluated: %s\n", trace->missing ? trace->missing : "no such layer");
    else
        printf("%zu %s, %zu %s, %zu %s\n", trace->features,
               text_by_number(trace->features, "feature", "features"), trace->zones,
               text_by_number(trace->zones, "zone", "zones"), trace->lines,
               text_by_number(trace->lines, "inventory line", "inventory lines"));
}

static void print_zones(const ZoneSet *set, const Clause *clause)
{
    for (size_t i = 0; i < set->zone_count; i++) {
        const Zone *zone = &set->zones[i];
        if (zone->clause == clause)
            printf("  %-12s %-12s %s%s%s%s\n", zone->id, zone->part->name, zone->name,
                   *zone->name && *zone->how ? "; " : "", zone->how,
                   zone->derived ? " (derived)" : "");
    }
    for (size_t i = 0; i < set->line_count; i++) {
        const InventoryLine *line = &set->lines[i];
        if (line->clause == clause)
            printf("  %-12s %-12s %s\n", line->id, line->asset, line->name);
    }
}

static void print_places(const ForbiddenSet *set, const Clause *clause)
{
    for (size_t i = 0; i < set->count; i++) {
        const Forbidden *place = &set->places[i];
        if (place->clause != clause)
            continue;
        printf("  %-12s %-12s %s%s%s%s", place->id,
               forbidden_needs_consent(place) ? "consent" : "forbidden", place->name,
               place->window ? place->window : "", place->in_force ? "" : " (not in force)",
               place->room_known    ? ""
               : place->point       ? " (only a point)"
               : place->rooms_drawn ? " (the whole building: by place its drawn rooms count)"
                                    : " (the whole building: its rooms are unknown)");
        if (forbidden_needs_consent(place))
            printf("%slayer %s, feature %lld; %s", *place->name ? "; " : "", place->layer,
                   place->fid,
                   place->consent_doc ? place->consent_doc
                   : place->doubt     ? place->doubt
                                      : "no consent");
        printf("\n");
    }
}

static void print_reserved(const ReservedSet *set, const Clause *clause)
{
    for (size_t i = 0; i < set->count; i++) {
        const Reserved *place = &set->places[i];
        if (place->clause == clause)
            printf("  %-12s reserved     %s%s%s%s%s\n", place->id, place->name,
                   place->owner ? " (of " : "", place->owner ? place->owner : "",
                   place->owner ? ")" : "", place->doubt ? " (doubtful)" : "");
    }
}

/* ERR_USAGE where the project is planned by another pack: clauses of two packs have nothing in
 * common but their numbers. */
static Status check_pack(const Job *job, const RulesWish *wish, Diag *diag)
{
    RulePack *pack = NULL;
    Status status = pack_read(&pack, wish->pack, diag);

    if (status == OK && !text_equal(pack_id(pack), pack_id(job->pack)))
        status = diag_fail(diag, ERR_USAGE, "%s is planned by the pack %s, not by %s",
                           wish->project, pack_id(job->pack), pack_id(pack));
    pack_free(pack);
    return status;
}

static void print_selected(const Job *job, const RulesWish *wish)
{
    bool any = false;

    for (size_t i = 0; i < job->zones->trace_count; i++) {
        const ClauseTrace *trace = &job->zones->traces[i];
        if (!clause_is_under(trace->clause->id, wish->clause) || !clause_has_places(trace->clause))
            continue;
        any = true;
        if (clause_mandates(trace->clause))
            print_trace(trace);
        else
            printf("%-6s %s\n", trace->clause->id, trace->clause->title.en);
        print_zones(job->zones, trace->clause);
        print_places(job->forbidden, trace->clause);
        print_reserved(job->reserved, trace->clause);
    }
    if (!any)
        printf("%s selects nothing: it asks for no place, asset or restraint\n", wish->clause);
}

Status rules_show_in(const RulesWish *wish, Diag *diag)
{
    CommonOptions common = {.as_of = wish->as_of, .jobs = -1, .seed = -1};
    Job job;
    Status status;

    job_init(&job);
    status = job_read(&job, &common, wish->project, diag);
    if (status == OK)
        status = check_pack(&job, wish, diag);
    if (status == OK)
        status = rules_show_pack(job.pack, job.project->as_of, wish, diag);
    if (status == OK)
        status = job_derive(&job, diag);
    if (status == OK)
        printf("\nin %s:\n", wish->project);
    if (status == OK)
        print_selected(&job, wish);
    job_release(&job);
    return status;
}
