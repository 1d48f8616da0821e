/* rules_show.c - what the clauses of a pack say, in plain words. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "planner/command/rules.h"
#include "planner/command/rules_show.h"
#include "rules/codeset.h"
#include "rules/pack.h"
#include "rules/selector.h"

enum { LABEL = 14 };

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

/* "  builder       ...": a label and what follows it on the line. */
static void print_label(const char *label)
{
    printf("  %-*s", LABEL, label);
}

/* --- what it speaks of ---------------------------------------------------------------- */

static void print_texts(const char *const *items, size_t count, const char *last)
{
    for (size_t i = 0; i < count; i++)
        printf("%s%s", i == 0 ? "" : i + 1 < count ? ", " : last, items[i]);
}

/* "amenity = school or college, and access = private" */
static void print_tests(const Show *show, const TagTest *tests, size_t count, const char *between)
{
    for (size_t i = 0; i < count; i++) {
        printf("%s%s = ", i ? between : "", pack_tag_key(show->pack, tests[i].key));
        if (tests[i].any)
            printf("anything");
        else
            print_texts((const char *const *)tests[i].values, tests[i].value_count, " or ");
    }
}

static void print_shapes(unsigned shapes)
{
    const char *before = " drawn as ";

    for (int kind = 0; shapes && shape_words[kind]; kind++)
        if (shapes >> kind & 1) {
            printf("%s%s", before, shape_words[kind]);
            before = " or ";
        }
}

/* "24 m [set by t.yaml:5]": a planning parameter, and whether it is the project's. */
static void print_parameter(const Show *show, const char *name, const char *unit)
{
    const Parameter *parameter = pack_parameter_named(show->pack, name);

    printf("%g%s%s", pack_parameter(show->pack, name), *unit ? " " : "", unit);
    if (parameter)
        rules_print_set(parameter->from);
}

static void print_least(const Show *show, const char *what, const char *parameter, const char *unit)
{
    if (!parameter)
        return;
    printf(", %s at least ", what);
    print_parameter(show, parameter, unit);
    printf(" (planning parameter %s)", parameter);
}

static void print_near(const Show *show, const char *how, const NearTest *test)
{
    if (test->count == 0)
        return;
    printf(", %s ", how);
    print_texts(test->names, test->count, ", ");
    if (test->within) {
        printf(" (within ");
        print_parameter(show, test->within, "m");
        printf(": planning parameter %s)", test->within);
    }
}

static void print_select(const Show *show, const Select *select)
{
    const CodeSet *set = pack_codeset(show->pack, select->codeset);

    if (select->codeset)
        printf("%s: ", set ? set->title : "OpenStreetMap");
    print_tests(show, select->all, select->all_count, ", and ");
    print_texts(select->codes, select->code_count, ", ");
    if (select->but_count) {
        printf("; not ");
        print_texts(select->but, select->but_count, ", ");
    }
    if (select->clause_count) {
        printf("what is under ");
        print_texts(select->clauses, select->clause_count, ", ");
    }
    if (select->none_count) {
        printf("; not ");
        print_tests(show, select->none, select->none_count, ", nor ");
    }
    print_shapes(select->shapes);
    print_least(show, "area", select->min_area, "m2");
    print_least(show, "length", select->min_length, "m");
    print_near(show, "near places of", &select->near);
    print_near(show, "not near places of", &select->apart);
    if (select->only_if) {
        printf("; only where the project sets %s (now ", select->only_if);
        print_parameter(show, select->only_if, "");
        printf(")");
    }
    if (select->doubt)
        printf("; in doubt: %s", select->doubt);
    printf("\n");
}

static void print_selects(const Show *show, const Clause *clause)
{
    size_t count = clause->select ? clause->select->count : 0;

    for (size_t i = 0; i < count; i++) {
        print_label(i ? "  or" : "speaks of");
        print_select(show, &clause->select->items[i]);
    }
    if (clause_has_places(clause)) {
        print_label(count ? "  or" : "speaks of");
        printf("whatever a layer or feature of the project puts under category %s\n", clause->id);
    }
}

/* --- what must be seen ---------------------------------------------------------------- */

static void print_part(const Show *show, const Clause *clause, const ClausePart *part)
{
    print_label("needs");
    rules_print_part(show->pack, clause, part);
}

/* --- whose duty ----------------------------------------------------------------------- */

static const char *body_name(const Show *show, const char *id)
{
    const Body *body = pack_body(show->pack, id, show->as_of);

    return body ? body->name.en : id;
}

/* All who bear it on the day, with the article that says so. */
static void print_bearers(const Show *show, const char *label, const Bearers *bearers)
{
    const Bearer *bearer = bearer_first(bearers, show->as_of);

    if (!bearer)
        return;
    print_label(label);
    for (const char *before = ""; bearer; bearer = bearer_next(bearers, show->as_of, bearer)) {
        const Body *body = pack_body(show->pack, bearer->body, show->as_of);
        printf("%s%s%s%s", before, body ? body->name.zh : "未指定 ", body ? " " : "",
               body ? body->name.en : "not named");
        if (*bearer->basis)
            printf(" (%s)", bearer->basis);
        before = ", ";
    }
    printf("\n");
}

static void print_duties(const Show *show, const Clause *clause)
{
    const ClauseDuties *duties = &clause->duties;
    const struct {
        const char *label;
        const Bearers *bearers;
    } rows[] = {{"builder", &duties->builder},
                {"  new works", &duties->builder_new_works},
                {"payer", &duties->payer},
                {"  new works", &duties->payer_new_works},
                {"supervisor", &duties->supervisor},
                {"  new works", &duties->supervisor_new_works},
                {"together with", &clause->coordinators}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        print_bearers(show, rows[i].label, rows[i].bearers);
    for (size_t i = 0; i < clause->allowed_count; i++) {
        print_label(i ? "" : "only by");
        printf("%s\n", body_name(show, clause->allowed[i]));
    }
}

/* --- the rest ------------------------------------------------------------------------- */

/* Where a camera may not stand, and from which density on it may not look. */
static void print_reach(const Clause *clause)
{
    if (clause->kind != CLAUSE_PROHIBITION && clause->kind != CLAUSE_CONSENT)
        return;
    print_label("by place");
    if (clause->buffer_m > 0)
        printf("in it and within %g m of it (planning parameter)\n", clause->buffer_m);
    else
        printf("in it\n");
    print_label("by view");
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
    print_label("holds");
    print_texts(words, count, "; ");
    printf("\n");
}

static void print_text(const char *label, const char *text)
{
    if (text && *text) {
        print_label(label);
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
    print_label("in force");
    printf("%s%s%s%s\n", *from ? "from " : "", from, *to ? " to " : "", to);
}

static void print_rest(const Clause *clause)
{
    if (clause->retention_min_days || clause->retention_max_days) {
        print_label("recordings");
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
            print_label("wins over");
            printf("%s, as %s\n", clause->parts[p].over[i], clause->parts[p].name);
        }
    for (size_t i = 0; i < clause->corresponds_count; i++) {
        print_label("stands for");
        print_texts(clause->corresponds[i].clauses, clause->corresponds[i].count, ", ");
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
    print_selects(show, clause);
    for (size_t i = 0; i < clause->part_count; i++)
        print_part(show, clause, &clause->parts[i]);
    print_reach(clause);
    print_forbidding(clause);
    print_duties(show, clause);
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
