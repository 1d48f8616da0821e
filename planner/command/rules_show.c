/* rules_show.c - what the clauses of a pack say, in words. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "planner/command/rules.h"
#include "rules/pack.h"

void rules_print_validity(const RulePack *pack)
{
    char from[11], to[11] = "open";

    text_date_format(pack_valid_from(pack), from);
    if (pack_valid_to(pack))
        text_date_format(pack_valid_to(pack), to);
    printf("%-18s %s to %s  %s %s\n", pack_id(pack), from, to, pack_title(pack).zh,
           pack_title(pack).en);
}

static void print_part(const ClausePart *part)
{
    const Requirement *r = &part->requirement;

    printf("    %-16s %s %s", part->name, part->title.zh, part->title.en);
    if (part->derive == DERIVE_INTERIOR || part->derive == DERIVE_TUNNEL)
        printf(": inventory line\n");
    else
        printf(": %g px/m (%s%s%s), k %d, target %g m%s\n", r->px_per_m, r->task,
               *r->task ? ", " : "", r->ladder, r->k, r->target_height_m,
               r->thermal_ok ? ", thermal" : "");
    if (r->thermal_ok)
        printf("    %-16s thermal cameras: %s, %g px on %g m (%.2f px/m)\n", "",
               johnson_task_names[r->thermal.task], johnson_px_on_target(&r->thermal),
               r->thermal.critical_m, requirement_px_per_m(r, true));
}

/* A body as it was called when the pack came into force. */
static void print_body(const RulePack *pack, const char *duty, const Bearers *bearers)
{
    const Bearer *bearer = bearer_first(bearers, pack_valid_from(pack));
    const char *basis = bearer ? bearer->basis : "";
    const Body *body = bearer ? pack_body(pack, bearer->body, pack_valid_from(pack)) : NULL;

    printf("    %-10s %s %s (art. %s)\n", duty, body ? body->name.zh : "未指定",
           body ? body->name.en : "not named", basis);
}

static void print_clause(const RulePack *pack, const Clause *clause, bool whole)
{
    printf("%-6s %-12s %s  %s\n", clause->id, clause_status_words[clause->status], clause->title.zh,
           clause->title.en);
    if (!whole)
        return;
    for (size_t i = 0; i < clause->part_count; i++)
        print_part(&clause->parts[i]);
    print_body(pack, "builder", &clause->duties.builder);
    print_body(pack, "payer", &clause->duties.payer);
    print_body(pack, "supervisor", &clause->duties.supervisor);
    if (clause->retention_min_days)
        printf("    %-10s at least %d days\n", "retention", clause->retention_min_days);
    if (clause->penalty)
        printf("    %-10s %s\n", "penalty", clause->penalty);
}

Status rules_show(const RulesWish *wish, Diag *diag)
{
    const char *name = wish->pack, *id = wish->clause;
    RulePack *pack = NULL;
    const Clause *clauses;
    size_t count, shown = 0;
    Status status = pack_read(&pack, name, diag);

    if (status != OK)
        return status;
    count = pack_clauses(pack, &clauses);
    if (!id)
        rules_print_validity(pack);
    for (size_t i = 0; i < count; i++) {
        if (!clause_is_under(clauses[i].id, id))
            continue;
        print_clause(pack, &clauses[i], id != NULL);
        shown++;
    }
    if (!shown)
        status = diag_fail(diag, ERR_USAGE,
                           "pack %s has no clause '%s'; 'camplan rules show %s' lists them", name,
                           id, name);
    pack_free(pack);
    return status;
}
