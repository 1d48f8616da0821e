#include "rules/correspondence.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* "8.5" stands for all of 8.5a to 8.5j. */
static bool has_under(const RulePack *pack, const char *id)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);

    for (size_t i = 0; i < count; i++)
        if (clause_is_under(clauses[i].id, id))
            return true;
    return false;
}

static void say_missing(const Clause *clause, const Correspondence *to, const char *id,
                        const RulePack *other, Text *wrong)
{
    const Clause *clauses;
    size_t count = pack_clauses(other, &clauses);
    const char **known = memory_new(count + 1, sizeof *known), *nearest;

    for (size_t i = 0; i < count; i++)
        known[i] = clauses[i].id;
    nearest = text_nearest(id, known);
    text_printf(wrong, "%s: corresponds: pack %s has no clause '%s'%s%s%s (clause %s)\n", to->place,
                pack_id(other), id, nearest ? "; did you mean '" : "", nearest ? nearest : "",
                nearest ? "'?" : "", clause->id);
    free(known);
}

void correspondence_check(const RulePack *pack, const RulePack *other, Text *wrong)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);

    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; i < clauses[c].corresponds_count; i++) {
            const Correspondence *to = &clauses[c].corresponds[i];
            for (size_t k = 0; text_equal(to->pack, pack_id(other)) && k < to->count; k++)
                if (!has_under(other, to->clauses[k]))
                    say_missing(&clauses[c], to, to->clauses[k], other, wrong);
        }
}

/* Is it the first that names its pack? Each pack is read once. */
static bool is_first(const Clause *clauses, const Correspondence *to)
{
    for (const Clause *clause = clauses;; clause++)
        for (size_t i = 0; i < clause->corresponds_count; i++)
            if (text_equal(clause->corresponds[i].pack, to->pack))
                return &clause->corresponds[i] == to;
}

void correspondence_check_all(const RulePack *pack, Text *wrong, Text *unread)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);

    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; i < clauses[c].corresponds_count; i++) {
            const Correspondence *to = &clauses[c].corresponds[i];
            RulePack *other = NULL;
            Text listing = {0};
            Diag diag = {0};
            if (!is_first(clauses, to))
                continue;
            if (pack_read_listing(&other, to->pack, &listing, &diag) == OK)
                correspondence_check(pack, other, wrong);
            else
                text_printf(unread,
                            "%s: corresponds: pack %s cannot be read here, so its ids are "
                            "not checked\n",
                            to->place, to->pack);
            text_release(&listing);
            pack_free(other);
        }
}
