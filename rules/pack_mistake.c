#include "rules/pack_mistake.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* The line that a message names: "FILE:12:3: ...". */
static long line_of(const char *file, const char *message)
{
    size_t length = strlen(file);
    long line = 0;

    if (text_begins(message, file) && message[length] == ':')
        line = strtol(message + length + 1, NULL, 10);
    return line > 0 ? line : LONG_MAX;
}

void pack_mistakes_add(PackMistakes *mistakes, const char *file, const char *message,
                       const char *clause)
{
    PackMistake mistake = {.line = line_of(file, message)};
    Text text = {0};
    size_t at = mistakes->kept;

    mistakes->total++;
    if (mistakes->kept == PACK_MISTAKES_KEPT)
        return;
    text_add(&text, message);
    if (clause && *clause)
        text_printf(&text, " (clause %s)", clause);
    mistake.text = text.text;
    for (; at > 0 && mistakes->items[at - 1].line > mistake.line; at--)
        mistakes->items[at] = mistakes->items[at - 1];
    mistakes->items[at] = mistake;
    mistakes->kept++;
}

Status pack_mistakes_first(const PackMistakes *mistakes, Diag *diag)
{
    return mistakes->kept ? diag_fail(diag, ERR_INPUT, "%s", mistakes->items[0].text) : OK;
}

void pack_mistakes_release(PackMistakes *mistakes)
{
    for (size_t i = 0; i < mistakes->kept; i++)
        free(mistakes->items[i].text);
    *mistakes = (PackMistakes){0};
}
