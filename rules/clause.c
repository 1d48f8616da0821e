#include "rules/clause.h"

#include <string.h>

#include <math.h>

const char *const clause_kind_words[] = {
    "zone",     "indoor",      "mobile",    "registry", "dated",     "open",       "prohibition",
    "consent",  "conditional", "exclusive", "builder",  "payer",     "supervisor", "filing",
    "platform", "sign",        "occlusion", "siting",   "retention", "standard",   "deadline",
    "access",   "penalty",     "validity",  "note",     "duty",      NULL};

const char *const clause_status_words[] = {
    "mandated", "exclusive-builder", "conditional", "consent", "prohibited",
    "duty",     "out-of-scope",      "note",        NULL};

bool clause_mandates(const Clause *clause)
{
    return clause->kind <= CLAUSE_OPEN;
}

bool clause_has_places(const Clause *clause)
{
    return clause->kind <= CLAUSE_EXCLUSIVE;
}

static bool in_span(int from, int to, int as_of)
{
    return (from == 0 || as_of >= from) && (to == 0 || as_of <= to);
}

bool clause_in_force(const Clause *clause, int as_of)
{
    return in_span(clause->valid_from, clause->valid_to, as_of);
}

static bool names_side(const char *const *over, size_t count, const Clause *clause,
                       const ClausePart *part)
{
    size_t length = strlen(clause->id);

    for (size_t i = 0; i < count; i++) {
        if (strncmp(over[i], clause->id, length) != 0)
            continue;
        const char *rest = over[i] + length;
        if (*rest == '\0' ||
            (*rest == '.' && part && part->name && strcmp(rest + 1, part->name) == 0))
            return true;
    }
    return false;
}

bool clause_is_over(const Clause *clause, const ClausePart *part, const Clause *other,
                    const ClausePart *other_part)
{
    return names_side(clause->over, clause->over_count, other, other_part) ||
           (part && names_side(part->over, part->over_count, other, other_part));
}

const Bearer *bearer_next(const Bearers *all, int as_of, const Bearer *last)
{
    for (size_t i = last ? (size_t)(last - all->rows) + 1 : 0; i < all->count; i++)
        if (in_span(all->rows[i].from, all->rows[i].to, as_of))
            return &all->rows[i];
    return NULL;
}

const Bearer *bearer_first(const Bearers *all, int as_of)
{
    return bearer_next(all, as_of, NULL);
}

bool part_is_inventory(const ClausePart *part)
{
    return part->derive == DERIVE_INTERIOR || part->derive == DERIVE_TUNNEL;
}

double requirement_px_per_m(const Requirement *requirement, bool thermal)
{
    if (!thermal)
        return requirement->px_per_m;
    return requirement->thermal_ok ? johnson_px_per_m(&requirement->thermal) : INFINITY;
}

bool clause_is_under(const char *id, const char *of)
{
    size_t length = of ? strlen(of) : 0;

    return !of || (strncmp(id, of, length) == 0 && (id[length] < '0' || id[length] > '9'));
}
