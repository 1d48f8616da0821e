/* What a project may not loosen: the figures by which places forbid cameras or ask for consent. */
#include <math.h>

#include "base/text.h"
#include "rules/pack_read.h"

typedef enum { FREE, NOT_ABOVE, NOT_BELOW } Limit;

/* Read by name where such places are drawn: a disc for a point, the storeys of a building. */
static const struct {
    const char *name;
    Limit limit;
} by_name[] = {{"view_px_per_m", NOT_ABOVE},
               {"view_incidence_deg", NOT_BELOW},
               {"forbidden_disc_m", NOT_BELOW},
               {"storey_m", NOT_ABOVE}};

/* The fewer places an alternative can select, the looser. */
static Limit limit_of_select(const Select *select, const char *name)
{
    if (text_equal(select->min_area, name) || text_equal(select->min_length, name) ||
        text_equal(select->apart.within, name))
        return NOT_ABOVE;
    if (text_equal(select->near.within, name) || text_equal(select->only_if, name))
        return NOT_BELOW;
    return FREE;
}

/* A view counts from a density on and below an angle; consent is asked for in a buffer. */
static Limit limit_of_clause(const Clause *clause, const ClauseFigures *figures, const char *name)
{
    Limit limit = FREE;

    if (text_equal(figures->view_px.parameter, name))
        return NOT_ABOVE;
    if (text_equal(figures->view_incidence.parameter, name) ||
        text_equal(figures->buffer.parameter, name))
        return NOT_BELOW;
    for (size_t i = 0; i < clause->select->count && limit == FREE; i++)
        limit = limit_of_select(&clause->select->items[i], name);
    return limit;
}

static Limit limit_of(const RulePack *pack, const char *name)
{
    Limit limit = FREE;

    for (size_t i = 0; i < sizeof by_name / sizeof *by_name; i++)
        if (text_equal(by_name[i].name, name))
            return by_name[i].limit;
    for (size_t i = 0; i < pack->clause_count && limit == FREE; i++)
        if (pack->clauses[i].kind == CLAUSE_PROHIBITION || pack->clauses[i].kind == CLAUSE_CONSENT)
            limit = limit_of_clause(&pack->clauses[i], &pack->clause_figures[i], name);
    return limit;
}

Status pack_check_stricter(const RulePack *pack, const Parameter *parameter,
                           const ProjectOverride *override, Diag *diag)
{
    Limit limit = limit_of(pack, parameter->name);
    double stated = parameter->overridden ? parameter->pack_value : parameter->value;
    bool looser = (limit == NOT_ABOVE && override->value > stated) ||
                  (limit == NOT_BELOW && override->value < stated);

    if (!looser)
        return OK;
    return diag_fail(
        diag, ERR_INPUT,
        "%s: requirements: %s is %g, but rule pack %s has %g: prohibitions and consent "
        "count by it, so a project may only be stricter; write %g or %s",
        override->place, override->key, override->value, pack->id, stated, stated,
        limit == NOT_ABOVE ? "less" : "more");
}
