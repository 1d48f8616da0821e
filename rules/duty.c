#include "rules/duty.h"

#include "base/text.h"
#include "rules/pack_read.h"

static const Words NOT_NAMED = {"未指定", "not named"};

typedef enum { ROLE_BUILDER, ROLE_PAYER, ROLE_SUPERVISOR } Role;

/* --- one body ------------------------------------------------------------------------- */

const char *selected_owner(const Selected *of)
{
    static const char *const fields[] = {"owner", "业主", "所有者", "所有权人", NULL};

    for (size_t i = 0; of && fields[i]; i++) {
        const char *value = layer_value(of->layer, of->feature, fields[i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

bool selected_ownerless(const Selected *of, const RulePack *pack)
{
    const Body *nobody = pack_body(pack, "nobody", 0);
    const char *owner = selected_owner(of);
    bool is_it;

    if (!nobody || !owner)
        return false;
    is_it = text_equal_nocase(owner, nobody->name.zh) || text_equal_nocase(owner, nobody->name.en);
    for (size_t i = 0; i < nobody->also_count && !is_it; i++)
        is_it = text_equal_nocase(owner, nobody->also[i]);
    return is_it;
}

Words duty_township_name(const Township *township, Arena *arena)
{
    return (Words){arena_printf(arena, "%s人民政府", township->name),
                   arena_printf(arena, "%s township government", township->name)};
}

/* A body's words; the township's own name where the body is the township. */
static Words body_words(const DutyQuery *query, Arena *arena, const char *id)
{
    const Body *body = pack_body(query->pack, id, query->as_of);

    if (!body)
        return NOT_NAMED;
    if (text_equal(id, "township") && query->township && *query->township->name)
        return duty_township_name(query->township, arena);
    return body->name;
}

/* --- who, by the law's order ---------------------------------------------------------- */

static const Bearers *bearers_of(const ClauseDuties *duties, Role role, bool new_works)
{
    const Bearers *standing[] = {&duties->builder, &duties->payer, &duties->supervisor};
    const Bearers *works[] = {&duties->builder_new_works, &duties->payer_new_works,
                              &duties->supervisor_new_works};

    return new_works ? works[role] : standing[role];
}

/* Who was found to bear a duty: NULL where nothing says anything. */
typedef struct {
    const Bearers *all;
    const char *basis;   /* where they give none themselves */
    const Clause *cited; /* that says it for the place's own clause; NULL: its own */
    bool of_works;       /* by what holds for new and rebuilt works */
} Choice;

/* The most particular of part, alternative and clause that names somebody on that day. */
static Choice particular(const DutyQuery *query, Role role, bool new_works)
{
    const Select *select = query->of ? query->of->select : NULL;
    const ClauseDuties *from[] = {query->part ? &query->part->duties : NULL,
                                  select ? &select->duties : NULL, &query->clause->duties};
    Choice choice = {.basis = "", .of_works = new_works};

    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        const Bearers *here = from[i] ? bearers_of(from[i], role, new_works) : NULL;
        const Bearer *first = here ? bearer_first(here, query->as_of) : NULL;
        if (!first)
            continue;
        choice.all = choice.all ? choice.all : here;
        choice.basis = *choice.basis ? choice.basis : first->basis;
    }
    return choice;
}

/* What a clause that is cited says of all new and rebuilt works (13(1)). */
static Choice of_all_works(const DutyQuery *query, Role role)
{
    const Clause *clauses;
    size_t count = pack_clauses(query->pack, &clauses);

    for (size_t i = 0; i < count; i++) {
        const Bearers *all = bearers_of(&clauses[i].duties, role, false);
        if (clauses[i].when == WHEN_NEW_WORKS && bearer_first(all, query->as_of) &&
            clause_in_force(&clauses[i], query->as_of))
            return (Choice){all, "", &clauses[i], true};
    }
    return (Choice){.basis = ""};
}

static Choice chosen(const DutyQuery *query, Role role)
{
    Choice choice = {0};

    if (query->works != WORKS_EXISTING)
        choice = particular(query, role, true);
    if (query->works != WORKS_EXISTING && !choice.all && clause_mandates(query->clause))
        choice = of_all_works(query, role);
    return choice.all ? choice : particular(query, role, false);
}

/* Is it the owner of a place that has none? */
static bool is_missing_owner(const DutyQuery *query, const Bearer *one)
{
    bool its_own = text_equal(one->body, "owner") || text_equal(one->body, "unit");

    return its_own && selected_ownerless(query->of, query->pack);
}

static bool names_nobody(const DutyQuery *query, const Bearers *all)
{
    const Bearer *first = all ? bearer_first(all, query->as_of) : NULL;

    return !first || !*first->body || is_missing_owner(query, first);
}

/* The first fallback clause that holds for the place and names a builder; NULL: none. */
static const Clause *stands_in(const DutyQuery *query)
{
    const Clause *clause;

    for (size_t i = 0; (clause = pack_fallback_at(query->pack, i)); i++) {
        bool holds = clause->when == WHEN_ALWAYS ||
                     (clause->when == WHEN_PUBLIC_AREA && query->clause->public_area) ||
                     (clause->when == WHEN_NEW_WORKS && query->works != WORKS_EXISTING);
        if (holds && clause_in_force(clause, query->as_of) &&
            !names_nobody(query, &clause->duties.builder))
            return clause;
    }
    return NULL;
}

/* --- in words ------------------------------------------------------------------------- */

/* Did an earlier bearer in force name the same body, or the same basis? */
static bool named_before(const DutyQuery *query, const Bearers *all, const Bearer *last, bool body)
{
    for (const Bearer *one = bearer_first(all, query->as_of); one && one != last;
         one = bearer_next(all, query->as_of, one))
        if (body ? text_equal(one->body, last->body) : text_equal(one->basis, last->basis))
            return true;
    return false;
}

static void text_join(Text *list, const char *word, const char *between)
{
    if (*word)
        text_printf(list, "%s%s", list->length ? between : "", word);
}

static const char *text_taken(Text *text, Arena *arena, const char *otherwise)
{
    const char *taken = text->length ? arena_text(arena, text->text) : otherwise;

    text_release(text);
    return taken;
}

/* All who bear it together, and why; "not named" where nobody does. */
static Words joined(const DutyQuery *query, const Choice *choice, Arena *arena, const char **basis)
{
    const Bearers *all = choice->all;
    Text zh = {0}, en = {0}, why = {0};

    for (const Bearer *one = all ? bearer_first(all, query->as_of) : NULL; one;
         one = bearer_next(all, query->as_of, one)) {
        Words words = body_words(query, arena, one->body);
        if (choice->cited && is_missing_owner(query, one))
            continue; /* who stands in for the owner is not the owner */
        if (*one->body && !named_before(query, all, one, true)) {
            text_join(&zh, words.zh, "、");
            text_join(&en, words.en, "; ");
        }
        if (!named_before(query, all, one, false))
            text_join(&why, one->basis, "; ");
    }
    if (!why.length && choice->cited)
        text_printf(&why, "%s%s", choice->cited->article, choice->cited->item);
    *basis = text_taken(&why, arena, choice->basis);
    return (Words){text_taken(&zh, arena, NOT_NAMED.zh), text_taken(&en, arena, NOT_NAMED.en)};
}

/* Beside "not named" stands who supervises by general rule, never in its place. */
static Words not_named(const DutyQuery *query, Arena *arena)
{
    const Bearer *usual = pack_default_supervisor(query->pack);
    Words body;

    if (!usual || !*usual->body)
        return NOT_NAMED;
    body = body_words(query, arena, usual->body);
    return (Words){
        arena_printf(arena, "%s（默认：%s，第%s条）", NOT_NAMED.zh, body.zh, usual->basis),
        arena_printf(arena, "%s (default: %s, art. %s)", NOT_NAMED.en, body.en, usual->basis)};
}

static void builder_and_payer(Duty *duty, const DutyQuery *query, Arena *arena)
{
    Choice builder = chosen(query, ROLE_BUILDER), payer = chosen(query, ROLE_PAYER);
    const Clause *last = pack_fallback(query->pack);

    if (query->clause == last)
        duty->fallback = last;
    else if (clause_mandates(query->clause) && names_nobody(query, builder.all))
        duty->fallback = stands_in(query);
    if (duty->fallback && duty->fallback != query->clause) {
        builder = (Choice){&duty->fallback->duties.builder, "", duty->fallback, false};
        if (!payer.of_works)
            payer = (Choice){&duty->fallback->duties.payer, "", duty->fallback, false};
    }
    duty->builder = joined(query, &builder, arena, &duty->builder_basis);
    duty->payer = joined(query, &payer, arena, &duty->payer_basis);
}

Duty duty_of(const DutyQuery *query, Arena *arena)
{
    Duty duty = {.coordinators = {"", ""}, .coordinators_basis = "", .clause = query->clause};
    Choice supervisor = chosen(query, ROLE_SUPERVISOR);
    const Choice coordinators = {.all = &query->clause->coordinators, .basis = ""};
    const Bearer *first = supervisor.all ? bearer_first(supervisor.all, query->as_of) : NULL;

    builder_and_payer(&duty, query, arena);
    duty.supervised = first && *first->body;
    duty.supervisor = joined(query, &supervisor, arena, &duty.supervisor_basis);
    if (!duty.supervised)
        duty.supervisor = not_named(query, arena);
    if (bearer_first(coordinators.all, query->as_of))
        duty.coordinators = joined(query, &coordinators, arena, &duty.coordinators_basis);
    return duty;
}

const Bearer *duty_of_moving(const RulePack *pack, int as_of)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);
    const Bearer *bearer = NULL;

    for (size_t i = 0; i < count && !bearer; i++)
        if (clauses[i].kind == CLAUSE_PAYER && clauses[i].when == WHEN_MOVED &&
            clause_in_force(&clauses[i], as_of))
            bearer = bearer_first(&clauses[i].duties.payer, as_of);
    return bearer;
}
