/* rules_diff.c - what changes for each category of place when another pack governs.
 *
 * Clauses of two packs are related by what one of them says it `corresponds` to, and by nothing
 * else: equal numbers mean different things in different laws. Two states of one pack (of one id)
 * are compared clause by clause.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "planner/command/rules.h"
#include "rules/correspondence.h"
#include "rules/pack.h"
#include "rules/selector.h"

typedef struct {
    const RulePack *from, *to;
    int from_day, to_day; /* as of which bodies are named: each pack's first day, or the user's */
} Diff;

/* Does `clause` say that it stands for `id` of the pack? */
static bool stands_for(const Clause *clause, const char *pack, const char *id)
{
    for (size_t i = 0; i < clause->corresponds_count; i++) {
        const Correspondence *to = &clause->corresponds[i];
        for (size_t c = 0; text_equal(to->pack, pack) && c < to->count; c++)
            if (clause_is_under(id, to->clauses[c]))
                return true;
    }
    return false;
}

static bool related(const Diff *diff, const Clause *from, const Clause *to)
{
    if (text_equal(pack_id(diff->from), pack_id(diff->to)))
        return text_equal(from->id, to->id);
    return stands_for(to, pack_id(diff->from), from->id) ||
           stands_for(from, pack_id(diff->to), to->id);
}

/* --- one difference ------------------------------------------------------------------- */

static void say(bool *any, const char *what, const char *from, const char *to)
{
    if (text_equal(from, to))
        return;
    printf("      %-12s %s -> %s\n", what, from, to);
    *any = true;
}

/* Has an earlier one named the same body, by another article? */
static bool is_repeated(const Bearers *bearers, const Bearer *last, int day)
{
    const Bearer *one = bearer_first(bearers, day);

    while (one != last && !text_equal(one->body, last->body))
        one = bearer_next(bearers, day, one);
    return one != last;
}

/* "Police, Transport" on the day. */
static void add_bearers(Text *out, const RulePack *pack, const Bearers *bearers, int day)
{
    const Bearer *bearer = bearer_first(bearers, day);

    for (const char *before = ""; bearer; bearer = bearer_next(bearers, day, bearer)) {
        const Body *body = pack_body(pack, bearer->body, day);
        if (is_repeated(bearers, bearer, day))
            continue;
        text_printf(out, "%s%s", before, body ? body->name.en : "not named");
        before = ", ";
    }
}

/* One of the duties: where it stands among those of a clause, an alternative or a part. */
typedef const Bearers *(*DutyOf)(const ClauseDuties *duties);

static const Bearers *builder_of(const ClauseDuties *duties)
{
    return &duties->builder;
}

static const Bearers *payer_of(const ClauseDuties *duties)
{
    return &duties->payer;
}

static const Bearers *supervisor_of(const ClauseDuties *duties)
{
    return &duties->supervisor;
}

/* Alternatives of one role are told once. */
static bool is_told(const Clause *clause, size_t select, DutyOf duty, int day)
{
    const Select *items = clause->select->items;

    for (size_t i = 0; i < select; i++)
        if (text_equal(items[i].as, items[select].as) && bearer_first(duty(&items[i].duties), day))
            return true;
    return false;
}

static void add_own(Text *out, const RulePack *pack, const Bearers *own, const char *of, int day)
{
    if (!bearer_first(own, day))
        return;
    text_printf(out, "; of %s: ", *of ? of : "some");
    add_bearers(out, pack, own, day);
}

/* Who bears it for the clause, and for alternatives and parts that have their own; "not named". */
static void add_duty(Text *out, const RulePack *pack, const Clause *clause, DutyOf duty, int day)
{
    if (bearer_first(duty(&clause->duties), day))
        add_bearers(out, pack, duty(&clause->duties), day);
    else
        text_add(out, "not named");
    for (size_t i = 0; clause->select && i < clause->select->count; i++)
        if (!is_told(clause, i, duty, day))
            add_own(out, pack, duty(&clause->select->items[i].duties), clause->select->items[i].as,
                    day);
    for (size_t i = 0; i < clause->part_count; i++)
        add_own(out, pack, duty(&clause->parts[i].duties), clause->parts[i].name, day);
}

static void say_duty(const Diff *diff, bool *any, const char *what, DutyOf duty,
                     const Clause *const pair[2])
{
    Text from = {0}, to = {0};

    add_duty(&from, diff->from, pair[0], duty, diff->from_day);
    add_duty(&to, diff->to, pair[1], duty, diff->to_day);
    say(any, what, from.text, to.text);
    text_release(&from);
    text_release(&to);
}

static void add_days(Text *out, const Clause *clause)
{
    if (clause->retention_min_days)
        text_printf(out, "at least %d days", clause->retention_min_days);
    if (clause->retention_max_days)
        text_printf(out, "%sat most %d days", out->text ? ", " : "", clause->retention_max_days);
    if (!out->text)
        text_add(out, "not said");
}

static void say_days(bool *any, const Clause *from, const Clause *to)
{
    Text before = {0}, after = {0};

    add_days(&before, from);
    add_days(&after, to);
    say(any, "recordings", before.text, after.text);
    text_release(&before);
    text_release(&after);
}

/* --- key parts ------------------------------------------------------------------------ */

static const ClausePart *part_named(const Clause *clause, const char *name)
{
    for (size_t i = 0; i < clause->part_count; i++)
        if (text_equal(clause->parts[i].name, name))
            return &clause->parts[i];
    return NULL;
}

static void add_part(Text *out, const ClausePart *part)
{
    if (!part)
        text_add(out, "not asked");
    else if (part_is_inventory(part))
        text_add(out, "surveyed indoors");
    else
        text_printf(out, "%g px/m%s%s%s", part->requirement.px_per_m,
                    *part->requirement.task ? " (" : "", part->requirement.task,
                    *part->requirement.task ? ")" : "");
}

static void say_part(bool *any, const char *name, const ClausePart *from, const ClausePart *to)
{
    Text before = {0}, after = {0};

    add_part(&before, from);
    add_part(&after, to);
    say(any, name, before.text, after.text);
    text_release(&before);
    text_release(&after);
}

/* Does `to` stand for other clauses too? */
static bool is_wider(const Diff *diff, const Clause *to)
{
    const Clause *clauses;
    size_t count = pack_clauses(diff->from, &clauses), found = 0;

    for (size_t i = 0; i < count; i++)
        found += related(diff, &clauses[i], to);
    return found > 1;
}

/* "gate 250 px/m (identify), interior surveyed indoors" */
static void add_parts(Text *out, const Clause *clause)
{
    for (size_t i = 0; i < clause->part_count; i++) {
        text_printf(out, "%s%s ", i ? ", " : "", clause->parts[i].name);
        add_part(out, &clause->parts[i]);
    }
}

/* Parts of a clause that stands for several are each about some of its places, and equal names say
 * nothing: all are told side by side. */
static void say_all_parts(bool *any, const Clause *from, const Clause *to)
{
    Text before = {0}, after = {0};

    add_parts(&before, from);
    add_parts(&after, to);
    say(any, "key parts", before.text ? before.text : "none", after.text ? after.text : "none");
    text_release(&before);
    text_release(&after);
}

static void say_parts(const Diff *diff, bool *any, const Clause *from, const Clause *to)
{
    if (!clause_mandates(to))
        return;
    if (is_wider(diff, to)) {
        say_all_parts(any, from, to);
        return;
    }
    for (size_t i = 0; i < from->part_count; i++)
        say_part(any, from->parts[i].name, &from->parts[i], part_named(to, from->parts[i].name));
    for (size_t i = 0; i < to->part_count; i++)
        if (!part_named(from, to->parts[i].name))
            say_part(any, to->parts[i].name, NULL, &to->parts[i]);
}

/* --- clauses -------------------------------------------------------------------------- */

static void print_pair(const Diff *diff, const Clause *from, const Clause *to)
{
    const Clause *const pair[] = {from, to};
    bool any = false;

    printf("   -> %-8s %s\n", to->id, to->title.en);
    say(&any, "status", clause_status_words[from->status], clause_status_words[to->status]);
    if (clause_mandates(from) || clause_mandates(to)) {
        say_duty(diff, &any, "builder", builder_of, pair);
        say_duty(diff, &any, "payer", payer_of, pair);
    }
    say_duty(diff, &any, "supervisor", supervisor_of, pair);
    say_parts(diff, &any, from, to);
    say_days(&any, from, to);
    say(&any, "penalty", from->penalty ? from->penalty : "not stated",
        to->penalty ? to->penalty : "not stated");
    if (!any)
        printf("      the same: nothing that the packs state differs\n");
}

static void print_clause(const Diff *diff, const Clause *from)
{
    const Clause *clauses;
    size_t count = pack_clauses(diff->to, &clauses), found = 0;

    printf("%-6s %s  %s\n", from->id, from->title.zh, from->title.en);
    for (size_t i = 0; i < count; i++)
        if (related(diff, from, &clauses[i])) {
            print_pair(diff, from, &clauses[i]);
            found++;
        }
    if (!found)
        printf("   -> nothing in %s stands for it: %s\n", pack_id(diff->to),
               clause_mandates(from) ? "it is no longer asked for by name"
                                     : "it no longer holds by name");
}

/* What only the other pack knows. */
static void print_new(const Diff *diff)
{
    const Clause *ours, *theirs;
    size_t our_count = pack_clauses(diff->from, &ours);
    size_t their_count = pack_clauses(diff->to, &theirs);
    bool any = false;

    for (size_t t = 0; t < their_count; t++) {
        bool known = !clause_has_places(&theirs[t]);
        for (size_t o = 0; o < our_count && !known; o++)
            known = related(diff, &ours[o], &theirs[t]);
        if (known)
            continue;
        if (!any)
            printf("\nonly in %s:\n", pack_id(diff->to));
        any = true;
        printf("%-8s %-12s %s  %s\n", theirs[t].id, clause_status_words[theirs[t].status],
               theirs[t].title.zh, theirs[t].title.en);
    }
}

/* What relates a clause to one that is not there relates it to nothing. */
static void warn_of_missing(const Diff *diff)
{
    Text wrong = {0};

    correspondence_check(diff->from, diff->to, &wrong);
    correspondence_check(diff->to, diff->from, &wrong);
    for (char *line = wrong.text, *end; line && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        log_warning("%s", line);
    }
    text_release(&wrong);
}

static void print_diff(const Diff *diff, const char *only)
{
    const Clause *clauses;
    size_t count = pack_clauses(diff->from, &clauses);

    rules_print_validity(diff->from);
    rules_print_validity(diff->to);
    printf("figures in px/m are planning parameters of the packs, not law\n\n");
    for (size_t i = 0; i < count; i++)
        if (clause_has_places(&clauses[i]) && clause_is_under(clauses[i].id, only))
            print_clause(diff, &clauses[i]);
    if (!only)
        print_new(diff);
}

/* ERR_USAGE unless something under the clause can differ. */
static Status check_clause(const RulePack *from, const RulesWish *wish, Diag *diag)
{
    const Clause *clauses;
    size_t count = pack_clauses(from, &clauses);
    bool known = false;

    for (size_t i = 0; i < count; i++) {
        if (!clause_is_under(clauses[i].id, wish->clause))
            continue;
        if (clause_has_places(&clauses[i]))
            return OK;
        known = true;
    }
    if (known)
        return diag_fail(diag, ERR_USAGE,
                         "clause '%s' of pack %s asks for no place, asset or restraint, and only "
                         "those are compared; 'camplan rules show %s %s' tells what it says",
                         wish->clause, wish->pack, wish->pack, wish->clause);
    return diag_fail(diag, ERR_USAGE,
                     "pack %s has no clause '%s'; 'camplan rules show %s' lists them", wish->pack,
                     wish->clause, wish->pack);
}

Status rules_diff(const RulesWish *wish, Diag *diag)
{
    RulePack *from = NULL, *to = NULL;
    Status status = pack_read(&from, wish->pack, diag);

    if (status == OK)
        status = pack_read(&to, wish->other, diag);
    if (status == OK && wish->clause)
        status = check_clause(from, wish, diag);
    if (status == OK) {
        const Diff diff = {from, to, wish->as_of ? wish->as_of : pack_valid_from(from),
                           wish->as_of ? wish->as_of : pack_valid_from(to)};
        warn_of_missing(&diff);
        print_diff(&diff, wish->clause);
    }
    pack_free(to);
    pack_free(from);
    return status;
}
