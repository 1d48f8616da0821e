/* json.h - writing and reading JSON (RFC 8259).
 *
 * The writer indents by two spaces, one member a line, and prints numbers in
 * the shortest form that reads back the same: equal values give equal bytes.
 * Commas and line ends are its own business; nesting deeper than 32 is a bug.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

typedef struct {
    Text out;
    int depth;
    bool first[32], in_array[32];
} JsonWriter;

/* `key` is NULL inside an array and for the root. Text NULL writes null;
 * a number that is NaN or infinite writes null. */
void json_object(JsonWriter *json, const char *key);
void json_array(JsonWriter *json, const char *key);
void json_end(JsonWriter *json); /* closes what was opened last */
void json_text(JsonWriter *json, const char *key, const char *value);
void json_number(JsonWriter *json, const char *key, double value);
void json_integer(JsonWriter *json, const char *key, long long value);
void json_bool(JsonWriter *json, const char *key, bool value);

/* Shortest decimal text of `value` that reads back the same (at most 32 bytes). */
void json_format_number(double value, char out[32]);

#endif
