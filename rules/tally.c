#include "rules/tally.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

void tally_add(Tally *tally, const char *group, const char *word)
{
    for (size_t i = 0; i < tally->count; i++)
        if (text_equal(tally->rows[i].group, group) && text_equal(tally->rows[i].word, word)) {
            tally->rows[i].count++;
            return;
        }
    tally->rows = memory_grow(tally->rows, tally->count, &tally->capacity, sizeof *tally->rows);
    tally->rows[tally->count++] = (TallyRow){group, word, 1};
}

void tally_release(Tally *tally)
{
    free(tally->rows);
    *tally = (Tally){0};
}
