/* duty.h - who builds, pays for and supervises a zone, with the article that says so.
 *
 * Names as the bodies are called on the as-of date. Where a clause names no
 * builder the pack's fallback clause does (9.4: the police inherit it), last.
 * Where the law names nobody the words are "not named"; nothing is guessed.
 */
#ifndef RULES_DUTY_H
#define RULES_DUTY_H

#include <stdbool.h>

#include "base/arena.h"
#include "rules/selection.h"
#include "rules/zone.h"

typedef struct {
    const RulePack *pack;
    const Selected *of;
    const Clause *clause;
    const Township *township; /* or NULL */
    int as_of;                /* yyyymmdd */
} DutyQuery;

/* The duty; `*fallback` says whether the fallback clause gave the builder. */
Duty duty_of(const DutyQuery *query, Arena *arena, bool *fallback);

#endif
