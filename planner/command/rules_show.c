/* rules_show.c - what the clauses of a pack say, in plain words. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "planner/command/rules.h"
#include "planner/command/rules_show.h"
#include "rules/pack.h"

typedef struct {
    const RulePack *pack;
    int as_of;
} Show;

void rules_print_validity(const RulePack *pack)
{
    char from[11], to[11] = "open";

    text_date_format(pack_valid_from(pack), from);
    if (pack_valid_to(pack))
        text_date_format(pack_valid_to(pack), to);
    printf("%-18s %s to %s  %s %s\n", pack_id(pack), from, to, pack_title(pack).zh,
           pack_title(pack).en);
}

/* --- what must be seen ---------------------------------------------------------------- */

static void print_part(const Show *show, const Clause *clause, const ClausePart *part)
{
    rules_print_label("needs");
    rules_print_part(show->pack, show->as_of, clause, part);
}

/* --- the rest ------------------------------------------------------------------------- */

/* Where a camera may not stand, and from which density on it may not look. */
static void print_reach(const Clause *clause)
{
    if (clause->kind != CLAUSE_PROHIBITION && clause->kind != CLAUSE_CONSENT)
        return;
    rules_print_label("by place");
    if (clause->buffer_m > 0)
        printf("in it and within %g m of it (planning parameter)\n", clause->buffer_m);
    else
        printf("in it\n");
    rules_print_label("by view");
    if (clause->forbidding.any_density || !(clause->view_px_per_m > 0))
        printf("at any density\n");
    else
        printf("from %g px/m on, up to %g degrees off the facade's normal (planning parameters)\n",
               clause->view_px_per_m, clause->view_incidence_deg);
}

static void print_forbidding(const Clause *clause)
{
    const Forbidding *how = &clause->forbidding;
    const char *words[6] = {0};
    size_t count = 0;

    if (how->any_density)
        words[count++] = "may not be seen at all";
    if (how->temporary)
        words[count++] = "in its time only";
    if (how->dated)
        words[count++] = "not in force without dates";
    if (how->building)
        words[count++] = "where its rooms are unknown the whole building stands for them";
    if (how->open_air)
        words[count++] = "its open ground counts too";
    if (how->measured)
        words[count++] = "derived places are measured, not forbidden";
    if (!count)
        return;
    rules_print_label("holds");
    rules_print_texts(words, count, "; ");
    printf("\n");
}

static void print_text(const char *label, const char *text)
{
    if (text && *text) {
        rules_print_label(label);
        printf("%s\n", text);
    }
}

static void print_dates(const Clause *clause)
{
    char from[11] = "", to[11] = "";

    if (!clause->valid_from && !clause->valid_to)
        return;
    if (clause->valid_from)
        text_date_format(clause->valid_from, from);
    if (clause->valid_to)
        text_date_format(clause->valid_to, to);
    rules_print_label("in force");
    printf("%s%s%s%s\n", *from ? "from " : "", from, *to ? " to " : "", to);
}

static void print_rest(const Clause *clause)
{
    if (clause->retention_min_days || clause->retention_max_days) {
        rules_print_label("recordings");
        if (clause->retention_min_days)
            printf("at least %d days%s", clause->retention_min_days,
                   clause->retention_max_days ? ", " : "");
        if (clause->retention_max_days)
            printf("at most %d days", clause->retention_max_days);
        printf("\n");
    }
    for (size_t i = 0; i < clause->over_count; i++)
        print_text(i ? "" : "wins over", clause->over[i]);
    for (size_t p = 0; p < clause->part_count; p++)
        for (size_t i = 0; i < clause->parts[p].over_count; i++) {
            rules_print_label("wins over");
            printf("%s, as %s\n", clause->parts[p].over[i], clause->parts[p].name);
        }
    for (size_t i = 0; i < clause->corresponds_count; i++) {
        rules_print_label("stands for");
        rules_print_texts(clause->corresponds[i].clauses, clause->corresponds[i].count, ", ");
        printf(" of %s\n", clause->corresponds[i].pack);
    }
    if (clause->needs_consent_doc)
        print_text("needs", "the consent in writing");
    if (clause->needs_necessity)
        print_text("needs", "a reason why it is necessary");
    if (clause->public_area)
        print_text("sign", "needed: a public area");
    if (clause->restricted)
        print_text("restricted", "leaves no profile but full");
    print_text("penalty", clause->penalty);
    print_text("standard", clause->sector_standard);
    print_text("note", clause->note);
    print_text("source", clause->source);
}

static void print_clause(const Show *show, const Clause *clause, bool whole)
{
    printf("%-6s %-12s %s  %s\n", clause->id, clause_status_words[clause->status], clause->title.zh,
           clause->title.en);
    if (!whole)
        return;
    print_dates(clause);
    if (!clause_in_force(clause, show->as_of))
        print_text("in force", "not on that day");
    rules_print_selects(show->pack, show->as_of, clause);
    for (size_t i = 0; i < clause->part_count; i++)
        print_part(show, clause, &clause->parts[i]);
    print_reach(clause);
    print_forbidding(clause);
    rules_print_duties(show->pack, show->as_of, clause);
    print_rest(clause);
}

static Status show_clauses(const Show *show, const RulesWish *wish, Diag *diag)
{
    const Clause *clauses;
    size_t count = pack_clauses(show->pack, &clauses), shown = 0;
    char day[11];

    rules_print_validity(show->pack);
    text_date_format(show->as_of, day);
    if (!pack_in_force(show->pack, show->as_of))
        printf("not in force on %s\n", day);
    if (wish->clause)
        printf("as of %s; figures are planning parameters of the pack%s, not law\n", day,
               wish->project ? " and the project" : "");
    for (size_t i = 0; i < count; i++) {
        if (!clause_is_under(clauses[i].id, wish->clause))
            continue;
        if (wish->clause)
            printf("\n");
        print_clause(show, &clauses[i], wish->clause != NULL);
        shown++;
    }
    if (shown)
        return OK;
    return diag_fail(diag, ERR_USAGE,
                     "pack %s has no clause '%s'; 'camplan rules show %s' lists them", wish->pack,
                     wish->clause, wish->pack);
}

Status rules_show_pack(const RulePack *pack, int as_of, const RulesWish *wish, Diag *diag)
{
    const Show show = {.pack = pack, .as_of = as_of};

    return show_clauses(&show, wish, diag);
}

Status rules_show(const RulesWish *wish, Diag *diag)
{
    RulePack *pack = NULL;
    Status status;

    if (wish->project)
        return rules_show_in(wish, diag);
    status = pack_read(&pack, wish->pack, diag);
    if (status == OK)
        status =
            rules_show_pack(pack, wish->as_of ? wish->as_of : pack_valid_from(pack), wish, diag);
    pack_free(pack);
    return status;
}
