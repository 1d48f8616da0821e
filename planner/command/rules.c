/* rules.c - the rule packs that are shipped, and what their clauses say. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/folder.h"
#include "data/shipped.h"
#include "planner/command/command.h"
#include "rules/pack.h"

static void print_validity(const RulePack *pack)
{
    char from[11], to[11] = "open";

    text_date_format(pack_valid_from(pack), from);
    if (pack_valid_to(pack))
        text_date_format(pack_valid_to(pack), to);
    printf("%-18s %s to %s  %s %s\n", pack_id(pack), from, to, pack_title(pack).zh,
           pack_title(pack).en);
}

static Status show_one(const char *name, Diag *diag)
{
    RulePack *pack = NULL;
    Status status = pack_read(&pack, name, diag);

    if (status == OK)
        print_validity(pack);
    pack_free(pack);
    return status;
}

static Status list_packs(Diag *diag)
{
    char *folder = shipped_path("rules/packs");
    FolderList packs = folder_list(folder);
    Status status = OK;

    for (size_t i = 0; i < packs.count && status == OK; i++)
        status = show_one(packs.names[i], diag);
    folder_list_release(&packs);
    free(folder);
    return status;
}

static void print_part(const ClausePart *part)
{
    const Requirement *r = &part->requirement;

    printf("    %-16s %s %s", part->name, part->title.zh, part->title.en);
    if (part->derive == DERIVE_INTERIOR || part->derive == DERIVE_TUNNEL)
        printf(": inventory line\n");
    else
        printf(": %g px/m (%s%s%s), k %d, target %g m\n", r->px_per_m, r->task,
               *r->task ? ", " : "", r->ladder, r->k, r->target_height_m);
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

    printf("    %-10s %s %s (%s%s)\n", duty, body ? body->name.zh : "未指定",
           body ? body->name.en : "not named", text_begins(basis, "article ") ? "" : "art. ",
           basis);
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

/* 8.1 is above 8.1a, not above 8.10. */
static bool is_under(const char *clause, const char *id)
{
    return text_begins(clause, id) && !isdigit((unsigned char)clause[strlen(id)]);
}

static Status show_pack(const char *name, const char *id, Diag *diag)
{
    RulePack *pack = NULL;
    const Clause *clauses;
    size_t count, shown = 0;
    Status status = pack_read(&pack, name, diag);

    if (status != OK)
        return status;
    count = pack_clauses(pack, &clauses);
    if (!id)
        print_validity(pack);
    for (size_t i = 0; i < count; i++) {
        if (id && !is_under(clauses[i].id, id))
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

void command_rules_options(Option table[COMMON_OPTION_ROWS])
{
    table[0] = (Option){"help", 'h', OPTION_FLAG, NULL, NULL, NULL, "print this help"};
    table[1] = (Option){0};
}

static void print_help(void)
{
    printf("camplan rules list\ncamplan rules show PACK [CLAUSE]\nthe rule packs and what their "
           "clauses say; CLAUSE may be cut short: 8 shows all of article 8\n");
}

static bool asks_for_help(int argc, char *const argv[])
{
    for (int i = 1; i < argc; i++)
        if (text_equal(argv[i], "--help") || text_equal(argv[i], "-h"))
            return true;
    return false;
}

int command_rules(int argc, char *const argv[])
{
    Diag diag = {0};
    Status status = OK;

    if (asks_for_help(argc, argv))
        print_help();
    else if (argc == 2 && !strcmp(argv[1], "list"))
        status = list_packs(&diag);
    else if ((argc == 3 || argc == 4) && !strcmp(argv[1], "show"))
        status = show_pack(argv[2], argc == 4 ? argv[3] : NULL, &diag);
    else
        status = diag_fail(&diag, ERR_USAGE,
                           "rules wants 'list' or 'show PACK [CLAUSE]', e.g. 'camplan rules show "
                           "tengchong-2017 8.12'");
    return command_end(status, &diag);
}
