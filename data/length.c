#include "data/length.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"

static const struct {
    const char *word;
    double metres;
} units[] = {{"", 1},       {"m", 1},       {"metre", 1},     {"metres", 1},
             {"meter", 1},  {"meters", 1},  {"米", 1},        {"km", 1000},
             {"cm", 0.01},  {"ft", 0.3048}, {"feet", 0.3048}, {"foot", 0.3048},
             {"'", 0.3048}, {"in", 0.0254}, {"\"", 0.0254},   {"inches", 0.0254},
             {"level", 1},  {"levels", 1},  {"层", 1}};

static const char *length_skip(const char *text)
{
    while (*text == ' ' || *text == '\t' || *text == '~')
        text++;
    return text;
}

/* Read digits with a point or comma; NULL when there are none. */
static const char *length_digits(const char *text, double *value)
{
    char digits[40];
    size_t count = 0;

    while (count + 1 < sizeof digits && *text && strchr("0123456789.,", *text)) {
        digits[count++] = *text == ',' ? '.' : *text;
        text++;
    }
    digits[count] = 0;
    return text_number(digits, value) ? text : NULL;
}

/* The factor of the unit at `*text`, which moves past it; 0 when unknown. */
static double length_unit(const char **text)
{
    char word[16];
    const char *start = length_skip(*text), *end = start;

    /* A quote mark is a unit by itself: in 5'10" a number follows it. */
    if (*end == '\'' || *end == '"')
        end++;
    else
        while (*end && !strchr(" \t;'\"0123456789", *end))
            end++;
    if ((size_t)(end - start) >= sizeof word)
        return 0;
    memcpy(word, start, (size_t)(end - start));
    word[end - start] = 0;
    *text = length_skip(end);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text_equal_nocase(word, units[i].word))
            return units[i].metres;
    return 0;
}

/* One item of the list, up to `;` or the end. */
static bool length_item(const char *text, double *out)
{
    double sum = 0, value, factor;

    text = length_skip(text);
    if (!*text || *text == ';')
        return false;
    while (*text && *text != ';') {
        text = length_digits(text, &value);
        if (!text)
            return false;
        factor = length_unit(&text);
        if (factor == 0)
            return false;
        sum += value * factor;
    }
    *out = sum;
    return true;
}

bool length_parse(const char *text, double *out)
{
    double best = 0, value;
    bool found = false;

    while (text) {
        if (length_item(text, &value)) {
            best = !found || value > best ? value : best;
            found = true;
        }
        text = strchr(text, ';');
        text = text ? text + 1 : NULL;
    }
    if (found)
        *out = best;
    return found;
}
