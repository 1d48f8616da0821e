/* text.h - strings: building, comparing, parsing and cleaning them.
 *
 * All text is UTF-8. No function here depends on the locale.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* A growing string. Zero-initialised it is empty; `text` is NULL until the
 * first append, then NUL-terminated. Release with text_release(). */
typedef struct {
    char *text;
    size_t length, capacity;
} Text;

void text_add(Text *text, const char *more);
void text_printf(Text *text, const char *fmt, ...) PRINTF_LIKE(2, 3);
void text_release(Text *text);

bool text_equal(const char *a, const char *b);        /* NULL equals only NULL */
bool text_equal_nocase(const char *a, const char *b); /* ASCII case */
bool text_begins(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);

/* Whole-string conversions: false (and *out untouched) on anything else,
 * also on NULL, empty, NaN and infinity. */
bool text_number(const char *text, double *out);
bool text_integer(const char *text, long *out);

/* "500M", "8G", "1.5T", "64GiB" or plain bytes, in steps of 1024; false as above and for 0. */
bool text_bytes(const char *text, size_t *out);

/* "2021-06-01" to 20210601; false for a date that is not in the calendar. */
bool text_date(const char *text, int *yyyymmdd);
/* `yyyymmdd` plus days, in the proleptic Gregorian calendar. */
int text_date_add(int yyyymmdd, int days);
/* Write "2021-06-01" to `out`. */
void text_date_format(int yyyymmdd, char out[11]);

/* The key of the NULL-terminated `known` with the smallest edit distance to
 * `word`, or NULL when none is near (distance over a third of its length, rounded up). */
const char *text_nearest(const char *word, const char *const *known);

/* "a, b, c" of the NULL-terminated list, at most `most` and then ", ...". */
void text_list(Text *out, const char *const *items, size_t most);

/* The word that goes with a number: text_by_number(n, "gap remains", "gaps remain"). */
const char *text_by_number(size_t count, const char *one, const char *many);

/* How many columns of a terminal `text` takes: two for a Chinese character. */
size_t text_columns(const char *text);

/* Is `text` valid UTF-8? */
bool text_utf8_valid(const char *text);

/* Order for qsort over `const char *`: digits compare by value, so that
 * 8.2 sorts before 8.10 and zone-9 before zone-10; then bytes. */
int text_order(const char *a, const char *b);

/* Paths. Results are malloc'd. */
char *text_path_join(const char *folder, const char *name); /* absolute names stay */
char *text_path_folder(const char *path);                   /* "." when there is none */
/* `path` as seen from `folder`, both made absolute first: "../a/b". */
char *text_path_relative(const char *path, const char *folder);

#endif
