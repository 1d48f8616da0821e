/* pack_mistake.h - every mistake of a rule pack's text, not only the first.
 *
 * Whoever writes a pack mends them all and runs again once. Each is a line
 * "FILE:LINE:COLUMN: what is wrong and what would mend it (clause 8.5b)", in
 * the order of the file. One reader, one thread.
 */
#ifndef RULES_PACK_MISTAKE_H
#define RULES_PACK_MISTAKE_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* More than these are counted, not kept. */
enum { PACK_MISTAKES_KEPT = 50 };

typedef struct {
    long line, column; /* LONG_MAX: of the whole file, and so last */
    char *text;
} PackMistake;

typedef struct {
    PackMistake items[PACK_MISTAKES_KEPT];
    size_t kept, total;
} PackMistakes;

/* `file` is how `message` begins where it has a place; `clause` NULL or "": of none. */
void pack_mistakes_add(PackMistakes *mistakes, const char *file, const char *message,
                       const char *clause);
/* OK where there is none. Else ERR_INPUT with the only one or their number, and in `all` a line
 * for each. */
MUST_CHECK Status pack_mistakes_tell(const PackMistakes *mistakes, const char *file, Text *all,
                                     Diag *diag);
void pack_mistakes_release(PackMistakes *mistakes);

#endif
