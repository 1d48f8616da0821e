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

/* Who bears the duty on the day: the alternative that selected the place may name another body
 * than the clause. */
static Bearer chosen(const DutyQuery *query, const Bearers *by_select, const Bearers *by_clause)
{
    const Bearer *mine = bearer_first(by_select, query->as_of);
    const Bearer *general = bearer_first(by_clause, query->as_of);
    Bearer bearer = mine ? *mine : general ? *general : (Bearer){.body = "", .basis = ""};

    if (!*bearer.basis && general)
        bearer.basis = general->basis;
    return bearer;
}

static bool is_new_works(const Selected *of)
{
    return of->layer->as && of->layer->as->works_status != WORKS_EXISTING;
}

Duty duty_of(const DutyQuery *query, Arena *arena, bool *fallback)
{
    static const Select none;
    static const Bearers nobody;
    const Clause *clause = query->clause, *last = pack_fallback(query->pack);
    const ClauseDuties *general = &clause->duties;
    const ClauseDuties *own = query->of->select ? &query->of->select->duties : &none.duties;
    Bearer builder = chosen(query, &own->builder, &general->builder);
    Bearer payer = chosen(query, &own->payer, &general->payer);
    Bearer supervisor = chosen(query, &own->supervisor, &general->supervisor);

    *fallback = last && (clause == last || !*builder.body);
    if (last && !*builder.body) {
        builder = chosen(query, &nobody, &last->duties.builder);
        payer = chosen(query, &nobody, &last->duties.payer);
    }
    if (general->payer_new_works.count && is_new_works(query->of))
        payer = chosen(query, &nobody, &general->payer_new_works);
    return (Duty){.builder = body_words(query, arena, builder.body),
                  .payer = body_words(query, arena, payer.body),
                  .supervisor = body_words(query, arena, supervisor.body),
                  .builder_basis = builder.basis,
                  .payer_basis = payer.basis,
                  .supervisor_basis = supervisor.basis};
}
