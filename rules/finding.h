/* finding.h - a sentence about what is wrong, doubtful or worth knowing.
 *
 * A broken rule is not an error of the program: it is a Finding. Every
 * finding cites its clause (the outputs say "data" or "project" when none speaks) and
 * says what would mend it. Lists are sorted before writing, so the order in
 * which findings are added does not matter. Not thread-safe.
 */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"

typedef enum { SEVERITY_VIOLATION, SEVERITY_WARNING, SEVERITY_NOTE } Severity;

typedef struct {
    Severity severity;
    const char *code;    /* stable short word: "forbidden-place", "unknown-azimuth", ... */
    const char *clause;  /* "14.1", or "" */
    const char *subject; /* "camera C-17", "zone 8.1b-3", "layer roads", "pack" */
    double x, y;         /* NaN: nowhere */
    const char *sentence;
    const char *penalty; /* the clause and scale that a violation carries, or NULL */
} Finding;

typedef struct {
    Arena *arena; /* owns the texts */
    Finding *items;
    size_t count, capacity;
} FindingList;

void finding_list_init(FindingList *list);
void finding_list_release(FindingList *list);

/* Add one; `place` NULL: nowhere, else {x, y}. The sentence is formatted. */
void finding_add(FindingList *list, const Finding *head, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* By severity, clause, code, subject, sentence; equal ones are merged. */
void finding_sort(FindingList *list);
/* The clause as the outputs cite it: "data" or "project" where none speaks. */
const char *finding_cites(const Finding *finding);
size_t finding_count(const FindingList *list, Severity severity);
const char *severity_name(Severity severity); /* "violation", ... */

#endif
