#include "base/text.h"

#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void text_reserve(Text *text, size_t more)
{
    size_t need = text->length + more + 1;

    if (need <= text->capacity)
        return;
    text->capacity = need > 2 * text->capacity ? need : 2 * text->capacity;
    text->text = memory_resize(text->text, text->capacity, 1);
}

void text_add(Text *text, const char *more)
{
    size_t length = strlen(more);

    text_reserve(text, length);
    memcpy(text->text + text->length, more, length + 1);
    text->length += length;
}

void text_printf(Text *text, const char *fmt, ...)
{
    /* For this thread and this call: a decimal comma must never appear. */
    locale_t before = uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
    va_list args, again;
    int length;

    va_start(args, fmt);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    text_reserve(text, length > 0 ? (size_t)length : 0);
    if (length < 0)
        text->text[text->length] = '\0';
    else
        vsnprintf(text->text + text->length, (size_t)length + 1, fmt, again);
    va_end(again);
    text->length += length > 0 ? (size_t)length : 0;
    uselocale(before);
}

void text_release(Text *text)
{
    free(text->text);
    *text = (Text){0};
}

bool text_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool text_equal_nocase(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    while (*a && lower(*a) == lower(*b))
        a++, b++;
    return lower(*a) == lower(*b);
}

bool text_begins(const char *text, const char *prefix)
{
    return text && strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
    size_t length = text ? strlen(text) : 0, tail = strlen(suffix);

    return text && length >= tail && strcmp(text + length - tail, suffix) == 0;
}

/* After the digits at `at`, at least one of them; else NULL. */
static const char *skip_digits(const char *at)
{
    const char *start = at;

    while (is_digit(*at))
        at++;
    return at > start ? at : NULL;
}

/* Is all of `text` a decimal number? strtod() would also take hexadecimal,
 * leading blanks and "nan". */
static bool is_decimal(const char *text)
{
    const char *at = text + (*text == '+' || *text == '-');
    const char *whole = skip_digits(at), *fraction = NULL;

    at = whole ? whole : at;
    if (*at == '.') {
        fraction = skip_digits(at + 1);
        at = fraction ? fraction : at + 1;
    }
    if (!whole && !fraction)
        return false;
    if (*at == 'e' || *at == 'E') {
        at += 1 + (at[1] == '+' || at[1] == '-');
        at = skip_digits(at);
    }
    return at && !*at;
}

bool text_number(const char *text, double *out)
{
    double value;

    if (!text || !is_decimal(text))
        return false;
    value = strtod_l(text, NULL, newlocale(LC_ALL_MASK, "C", (locale_t)0));
    if (!isfinite(value))
        return false;
    *out = value;
    return true;
}

bool text_integer(const char *text, long *out)
{
    bool negative;
    long value = 0;

    if (!text)
        return false;
    negative = *text == '-';
    text += *text == '-' || *text == '+';
    if (!*text)
        return false;
    for (; *text; text++) {
        /* Counted downwards: the smallest long has no positive twin. */
        if (!is_digit(*text) || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, *text - '0', &value))
            return false;
    }
    if (!negative && __builtin_mul_overflow(value, -1, &value))
        return false;
    *out = value;
    return true;
}

enum { WORD_MAX = 63 };

static bool same_letter(char a, char b)
{
    return lower(a) == lower(b);
}

/* The fewest letters to change, put in, leave out, or swap with their neighbour (optimal
 * string alignment); the last three rows of its table are kept. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t rows[3][WORD_MAX + 1] = {{0}}, width = strlen(b), i = 1;

    for (size_t j = 0; j <= width; j++)
        rows[0][j] = j;
    for (; a[i - 1]; i++) {
        const size_t *before = rows[(i + 1) % 3], *above = rows[(i - 1) % 3];
        size_t *row = rows[i % 3];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t best = above[j - 1] + !same_letter(a[i - 1], b[j - 1]);
            best = above[j] + 1 < best ? above[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
                same_letter(a[i - 2], b[j - 1]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[(i - 1) % 3][width];
}

const char *text_nearest(const char *word, const char *const *known)
{
    const char *nearest = NULL;
    size_t length = strlen(word), least = (length + 2) / 3 + 1;

    if (length > WORD_MAX)
        return NULL;
    for (; *known; known++) {
        size_t distance = strlen(*known) > WORD_MAX ? least : edit_distance(word, *known);
        if (distance < least) {
            least = distance;
            nearest = *known;
        }
    }
    return nearest;
}

void text_list(Text *out, const char *const *items, size_t most)
{
    text_add(out, "");
    for (size_t i = 0; items[i]; i++) {
        if (i)
            text_add(out, ", ");
        if (i == most) {
            text_add(out, "...");
            return;
        }
        text_add(out, items[i]);
    }
}

/* Bytes of the UTF-8 sequence at `at`, 0 when it is not one (RFC 3629). */
static size_t utf8_length(const unsigned char *at)
{
    /* By the first byte: how many follow, and the range of the first of them,
     * which keeps out overlong forms, surrogates and what lies past U+10FFFF. */
    static const struct {
        unsigned char from, to, length, second_from, second_to;
    } forms[] = {
        {0x01, 0x7F, 1, 0, 0},       {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
        {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
        {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
    };

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (*at < forms[i].from || *at > forms[i].to)
            continue;
        if (forms[i].length > 1 && (at[1] < forms[i].second_from || at[1] > forms[i].second_to))
            return 0;
        for (size_t k = 2; k < forms[i].length; k++)
            if ((at[k] & 0xC0) != 0x80)
                return 0;
        return forms[i].length;
    }
    return 0;
}

/* The wide ranges of Unicode's East Asian Width (UAX 11), near enough for padding. */
static bool is_wide(unsigned long c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

size_t text_columns(const char *text)
{
    size_t columns = 0;

    for (const unsigned char *c = (const unsigned char *)text; *c;) {
        unsigned long point = *c < 0x80   ? *c
                              : *c < 0xE0 ? *c & 0x1F
                              : *c < 0xF0 ? *c & 0xF
                                          : *c & 7;
        for (c++; (*c & 0xC0) == 0x80; c++)
            point = point << 6 | (*c & 0x3F);
        columns += is_wide(point) ? 2 : 1;
    }
    return columns;
}

const char *text_by_number(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

bool text_utf8_valid(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    while (*at) {
        size_t length = utf8_length(at);
        if (!length)
            return false;
        at += length;
    }
    return true;
}

/* Compare the runs of digits at `*a` and `*b` by value and step past both. */
static int order_digits(const char **a, const char **b)
{
    size_t length_a, length_b;
    int order;

    while (**a == '0')
        ++*a;
    while (**b == '0')
        ++*b;
    length_a = strspn(*a, "0123456789");
    length_b = strspn(*b, "0123456789");
    if (length_a != length_b)
        return length_a < length_b ? -1 : 1;
    order = strncmp(*a, *b, length_a);
    *a += length_a;
    *b += length_b;
    return order;
}

int text_order(const char *a, const char *b)
{
    const char *x = a, *y = b;

    while (*x && *y) {
        if (is_digit(*x) && is_digit(*y)) {
            int order = order_digits(&x, &y);
            if (order)
                return order;
        } else if (*x != *y) {
            return (unsigned char)*x < (unsigned char)*y ? -1 : 1;
        } else {
            x++, y++;
        }
    }
    if (*x || *y)
        return *y ? -1 : 1;
    return strcmp(a, b); /* "07" and "7" are equal in value, yet not the same */
}
