#include "rules/pack_mistake.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Where a message points to: "FILE:12:3: ...". */
static PackMistake place_of(const char *file, const char *message)
{
    size_t length = strlen(file);
    PackMistake place = {.line = LONG_MAX};
    char *end;

    if (!text_begins(message, file) || message[length] != ':')
        return place;
    place.line = strtol(message + length + 1, &end, 10);
    if (place.line <= 0)
        place.line = LONG_MAX;
    else if (*end == ':')
        place.column = strtol(end + 1, NULL, 10);
    return place;
}

static bool is_after(const PackMistake *a, const PackMistake *b)
{
    return a->line != b->line ? a->line > b->line : a->column > b->column;
}

/* A mistake in lines that several clauses share (&anchor, *anchor) is mended once. */
static bool is_told(const PackMistakes *mistakes, const char *message)
{
    size_t length = strlen(message);

    for (size_t i = 0; i < mistakes->kept; i++) {
        const char *text = mistakes->items[i].text;
        if (strncmp(text, message, length) == 0 &&
            (text[length] == '\0' || text_begins(text + length, " (clause ")))
            return true;
    }
    return false;
}

void pack_mistakes_add(PackMistakes *mistakes, const char *file, const char *message,
                       const char *clause)
{
    PackMistake mistake = place_of(file, message);
    Text text = {0};
    size_t at = mistakes->kept;

    if (is_told(mistakes, message))
        return;
    mistakes->total++;
    if (mistakes->kept == PACK_MISTAKES_KEPT)
        return;
    text_add(&text, message);
    if (clause && *clause)
        text_printf(&text, " (clause %s)", clause);
    mistake.text = text.text;
    for (; at > 0 && is_after(&mistakes->items[at - 1], &mistake); at--)
        mistakes->items[at] = mistakes->items[at - 1];
    mistakes->items[at] = mistake;
    mistakes->kept++;
}

Status pack_mistakes_tell(const PackMistakes *mistakes, const char *file, Text *all, Diag *diag)
{
    if (mistakes->total == 0)
        return OK;
    for (size_t i = 0; i < mistakes->kept; i++)
        text_printf(all, "%s\n", mistakes->items[i].text);
    if (mistakes->total == 1)
        return diag_fail(diag, ERR_INPUT, "%s", mistakes->items[0].text);
    if (mistakes->total > mistakes->kept)
        return diag_fail(diag, ERR_INPUT,
                         "%s: %zu mistakes, of which the first %zu are listed; mend them and read "
                         "it again",
                         file, mistakes->total, mistakes->kept);
    return diag_fail(diag, ERR_INPUT, "%s: %zu mistakes; mend them and read it again", file,
                     mistakes->total);
}

void pack_mistakes_release(PackMistakes *mistakes)
{
    for (size_t i = 0; i < mistakes->kept; i++)
        free(mistakes->items[i].text);
    *mistakes = (PackMistakes){0};
}
