/* duty.h - who builds, pays for and supervises a zone, with the article that says so.
 *
 * Names as the bodies are called on the as-of date, in the order of the law: what a part says goes
 * before its alternative and that before its clause; what holds for new and rebuilt works goes
 * before what stands. Where nobody is named to build, or the place's owner is known to be nobody,
 * the pack's fallback clauses stand in one after the other: townships for public areas, say, and
 * the police for the rest, who inherit it. Where the law names nobody the words are "not named";
 * nothing is guessed.
 */
#ifndef RULES_DUTY_H
#define RULES_DUTY_H

#include <stdbool.h>

#include "base/arena.h"
#include "rules/selection.h"
#include "rules/zone.h"

typedef struct {
    const RulePack *pack;
    const Selected *of; /* NULL: the clause in general, not a place */
    const Clause *clause;
    const ClausePart *part;   /* NULL: an asset, not a part of a place */
    const Township *township; /* or NULL */
    WorksStatus works;        /* of the place: selected_works() */
    int as_of;                /* yyyymmdd */
} DutyQuery;

Duty duty_of(const DutyQuery *query, Arena *arena);

/* What the government of a township is called. */
Words duty_township_name(const Township *township, Arena *arena);

/* Who pays for moving a camera that works stand against, and by which article; NULL: the pack does
 * not say. */
const Bearer *duty_of_moving(const RulePack *pack, int as_of);

/* Does the place's owner field say that it has none, in a word of the pack's body `nobody`? */
bool selected_ownerless(const Selected *of, const RulePack *pack);
/* What the owner field says; NULL: nothing. */
const char *selected_owner(const Selected *of);

#endif
