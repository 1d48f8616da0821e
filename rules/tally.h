/* tally.h - how often each pair of words was met, for findings with counts. */
#ifndef RULES_TALLY_H
#define RULES_TALLY_H

#include <stddef.h>

typedef struct {
    const char *group, *word; /* borrowed */
    size_t count;
} TallyRow;

/* Zero-initialised it is empty. Rows stand in the order in which they were first met. */
typedef struct {
    TallyRow *rows;
    size_t count, capacity;
} Tally;

void tally_add(Tally *tally, const char *group, const char *word);
void tally_release(Tally *tally);

#endif
