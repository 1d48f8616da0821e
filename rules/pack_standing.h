/* pack_standing.h - what every output says of its rule pack on the project's day.
 *
 * A pack that is not in force that day runs only where the project accepts it, and then each
 * table, layer and map says so.
 */
#ifndef RULES_PACK_STANDING_H
#define RULES_PACK_STANDING_H

#include "base/arena.h"
#include "rules/pack.h"

typedef struct {
    const char *mark; /* of every row: "tengchong-2017", with "expired 2022-09-04 已失效" if so */
    Words warning;    /* a sentence; NULL: it is in force */
} PackStanding;

/* Texts in `arena`. */
PackStanding pack_standing(const RulePack *pack, int as_of, Arena *arena);

#endif
