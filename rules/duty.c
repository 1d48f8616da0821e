#include "rules/duty.h"

#include "base/text.h"
#include "rules/pack_read.h"

static const Words NOT_NAMED = {"未指定", "not named"};

/* A body's words; the township's own name where the body is the township. */
static Words body_words(const DutyQuery *query, Arena *arena, const char *id)
{
    const Body *body = pack_body(query->pack, id, query->as_of);

    if (!body)
        return NOT_NAMED;
    if (text_equal(id, "township") && query->township && *query->township->name)
        return (Words){arena_printf(arena, "%s人民政府", query->township->name),
                       arena_printf(arena, "%s township government", query->township->name)};
    return body->name;
}

/* The alternative that selected the place may name another body than the clause. */
static const char *chosen(const char *by_select, const char *by_clause)
{
    return by_select ? by_select : by_clause;
}

static bool is_new_works(const Selected *of)
{
    return of->layer->as && of->layer->as->works_status != WORKS_EXISTING;
}

Duty duty_of(const DutyQuery *query, Arena *arena, bool *fallback)
{
    static const Select none;
    const Clause *clause = query->clause, *last = pack_fallback(query->pack);
    const Select *select = query->of->select ? query->of->select : &none;
    const char *builder = chosen(select->builder, clause->builder);
    const char *payer = chosen(select->payer, clause->payer);
    Duty duty = {.builder_basis = chosen(select->builder_basis, clause->builder_basis),
                 .payer_basis = chosen(select->payer_basis, clause->payer_basis),
                 .supervisor_basis = chosen(select->supervisor_basis, clause->supervisor_basis)};

    *fallback = last && (clause == last || !*builder);
    if (last && !*builder) {
        builder = last->builder;
        duty.builder_basis = last->builder_basis;
        payer = last->payer;
        duty.payer_basis = last->payer_basis;
    }
    if (clause->payer_new_works && is_new_works(query->of)) {
        payer = clause->payer_new_works;
        duty.payer_basis = clause->payer_new_works_basis ? clause->payer_new_works_basis : "";
    }
    duty.builder = body_words(query, arena, builder);
    duty.payer = body_words(query, arena, payer);
    duty.supervisor = body_words(query, arena, chosen(select->supervisor, clause->supervisor));
    return duty;
}
