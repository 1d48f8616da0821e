#include "base/json.h"

#include <assert.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { DEEPEST = 32 };

static void add_quoted(Text *out, const char *value)
{
    text_add(out, "\"");
    for (const char *at = value; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '"' || c == '\\')
            text_printf(out, "\\%c", c);
        else if (c == '\n')
            text_add(out, "\\n");
        else if (c == '\t')
            text_add(out, "\\t");
        else if (c < 0x20 || c == 0x7F)
            text_printf(out, "\\u%04x", c);
        else
            text_add(out, (char[2]){*at, '\0'});
    }
    text_add(out, "\"");
}

static void new_line(JsonWriter *json)
{
    text_add(&json->out, "\n");
    for (int i = 0; i < json->depth; i++)
        text_add(&json->out, "  ");
}

/* What comes before a value: comma, line end and key. */
static void begin_value(JsonWriter *json, const char *key)
{
    if (json->depth > 0) {
        bool *first = &json->first[json->depth - 1];
        if (!*first)
            text_add(&json->out, ",");
        *first = false;
        new_line(json);
    }
    if (key) {
        add_quoted(&json->out, key);
        text_add(&json->out, ": ");
    }
}

/* The root ends with a line end, so that the file is whole lines. */
static void end_value(JsonWriter *json)
{
    if (json->depth == 0)
        text_add(&json->out, "\n");
}

static void open_container(JsonWriter *json, const char *key, bool array)
{
    assert(json->depth < DEEPEST);
    begin_value(json, key);
    text_add(&json->out, array ? "[" : "{");
    json->first[json->depth] = true;
    json->in_array[json->depth] = array;
    json->depth++;
}

void json_object(JsonWriter *json, const char *key)
{
    open_container(json, key, false);
}

void json_array(JsonWriter *json, const char *key)
{
    open_container(json, key, true);
}

void json_end(JsonWriter *json)
{
    assert(json->depth > 0);
    json->depth--;
    if (!json->first[json->depth])
        new_line(json);
    text_add(&json->out, json->in_array[json->depth] ? "]" : "}");
    end_value(json);
}

void json_text(JsonWriter *json, const char *key, const char *value)
{
    begin_value(json, key);
    if (value)
        add_quoted(&json->out, value);
    else
        text_add(&json->out, "null");
    end_value(json);
}

void json_number(JsonWriter *json, const char *key, double value)
{
    char number[32];

    begin_value(json, key);
    if (isfinite(value))
        json_format_number(value, number);
    text_add(&json->out, isfinite(value) ? number : "null");
    end_value(json);
}

void json_integer(JsonWriter *json, const char *key, long long value)
{
    begin_value(json, key);
    text_printf(&json->out, "%lld", value);
    end_value(json);
}

void json_bool(JsonWriter *json, const char *key, bool value)
{
    begin_value(json, key);
    text_add(&json->out, value ? "true" : "false");
    end_value(json);
}

void json_format_number(double value, char out[32])
{
    locale_t before = uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
    /* Any number of up to 15 digits survives the way to double and back, so
     * 15 digits show the shortest form; subnormal numbers hold fewer. */
    int digits = fabs(value) < DBL_MIN ? 1 : 15;

    if (value == 0)
        value = 0; /* -0 equals 0 and must give the same bytes */
    for (bool exact = false; !exact && digits <= 17; digits++) {
        snprintf(out, 32, "%.*g", digits, value);
        exact = strtod(out, NULL) == value;
    }
    uselocale(before);
}
