#include "data/section.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"

const char *section_path(const Section *in, const char *key)
{
    if (!key)
        return in->path;
    if (!*in->path)
        return arena_text(in->reader->arena, key);
    return arena_printf(in->reader->arena, "%s.%s", in->path, key);
}

void section_fail(const Section *in, const char *key, const char *fmt, ...)
{
    char words[768];
    YamlNode *node = key && in->map ? yaml_get(in->map, key) : NULL;
    va_list args;

    if (in->reader->status != OK)
        return;
    va_start(args, fmt);
    vsnprintf(words, sizeof words, fmt, args);
    va_end(args);
    in->reader->status = yaml_fail(in->reader->doc, node ? node : in->map, in->reader->diag,
                                   "%s %s", section_path(in, key), words);
}

void section_need(const Section *in, const char *key, const char *advice)
{
    if (!section_has(in, key))
        section_fail(in, key, "is missing: %s", advice);
}

YamlNode *section_node(const Section *in, const char *key)
{
    YamlNode *node;

    if (in->reader->status != OK || !in->map)
        return NULL;
    node = yaml_get(in->map, key);
    return node && !yaml_is_null(node) ? node : NULL;
}

bool section_has(const Section *in, const char *key)
{
    return section_node(in, key) != NULL;
}

const char *section_place(const Section *in, YamlNode *node)
{
    char place[512];

    yaml_place(in->reader->doc, node, place, sizeof place);
    return arena_text(in->reader->arena, place);
}

const char *section_spot(const Section *in, YamlNode *node)
{
    char spot[512];

    if (text_begins(section_place(in, node), "--set"))
        return "--set";
    yaml_spot(in->reader->doc, node, spot, sizeof spot);
    return arena_text(in->reader->arena, spot);
}

const char *section_origin(const Section *in, YamlNode *node)
{
    const char *place = node ? section_place(in, node) : NULL;
    const char *colon = place ? strrchr(place, ':') : NULL;

    if (!place)
        return "default";
    if (text_begins(place, "--set"))
        return "--set";
    return arena_printf(in->reader->arena, "%s%s", in->reader->file, colon ? colon : "");
}

void section_record(const Section *in, const char *key, YamlNode *node, const char *value)
{
    SectionReader *reader = in->reader;
    ProjectSetting *setting;

    reader->settings = memory_grow(reader->settings, reader->setting_count,
                                   &reader->setting_capacity, sizeof *reader->settings);
    setting = &reader->settings[reader->setting_count++];
    setting->key = section_path(in, key);
    setting->value = value ? arena_text(reader->arena, value) : "none";
    setting->from = section_origin(in, node);
}

static Section section_checked(const Section *in, YamlNode *node, const char *path,
                               const char *const *known)
{
    SectionReader *reader = in->reader;
    Section section = {reader, node, path};
    YamlNode *datum;

    if (reader->status != OK || !node) {
        section.map = NULL;
        return section;
    }
    datum = yaml_is_map(node) ? yaml_get(node, "assume_datum") : NULL;
    if (datum)
        reader->status = yaml_fail(reader->doc, datum, reader->diag,
                                   "%s: assume_datum (GCJ-02, BD-09) is not yet supported: convert "
                                   "the dataset to its true CRS first and name that with crs",
                                   *path ? path : "the project");
    else if (known)
        reader->status =
            yaml_expect_map(reader->doc, node, *path ? path : "the project", known, reader->diag);
    else if (!yaml_is_map(node))
        reader->status =
            yaml_fail(reader->doc, node, reader->diag, "%s must be a map of key: value", path);
    if (reader->status != OK)
        section.map = NULL;
    return section;
}

Section section_root(SectionReader *reader, const char *const *known)
{
    Section whole = {reader, yaml_root(reader->doc), ""};

    if (!whole.map || yaml_is_null(whole.map)) {
        whole.map = NULL;
        if (reader->status == OK)
            reader->status = yaml_fail(reader->doc, NULL, reader->diag,
                                       "the project file is empty: begin with camplan: 1");
        return whole;
    }
    return section_checked(&whole, whole.map, "", known);
}

Section section_map(const Section *in, const char *key, const char *const *known)
{
    return section_checked(in, section_node(in, key), section_path(in, key), known);
}

Section section_open_map(const Section *in, const char *key)
{
    return section_checked(in, section_node(in, key), section_path(in, key), NULL);
}

size_t section_list(const Section *in, const char *key)
{
    YamlNode *node = section_node(in, key);

    if (!node)
        return 0;
    in->reader->status =
        yaml_expect_list(in->reader->doc, node, section_path(in, key), in->reader->diag);
    return in->reader->status == OK ? yaml_count(node) : 0;
}

Section section_item(const Section *in, const char *key, size_t i, const char *const *known)
{
    const char *path = arena_printf(in->reader->arena, "%s.%zu", section_path(in, key), i);

    return section_checked(in, yaml_item(section_node(in, key), i), path, known);
}

void section_text(const Section *in, const char *key, const char **value)
{
    YamlNode *node = section_node(in, key);

    if (node) {
        const char *text = NULL;
        in->reader->status =
            yaml_text(in->reader->doc, node, section_path(in, key), &text, in->reader->diag);
        if (in->reader->status == OK)
            *value = arena_text(in->reader->arena, text);
    }
    section_record(in, key, node, *value);
}

void section_optional(const Section *in, const char *key, const char **value)
{
    if (section_has(in, key))
        section_text(in, key, value);
}

void section_bool(const Section *in, const char *key, bool *value)
{
    YamlNode *node = section_node(in, key);

    if (node)
        in->reader->status =
            yaml_bool(in->reader->doc, node, section_path(in, key), value, in->reader->diag);
    section_record(in, key, node, *value ? "true" : "false");
}

void section_date(const Section *in, const char *key, int *yyyymmdd)
{
    YamlNode *node = section_node(in, key);
    char date[11] = "none";

    if (node)
        in->reader->status =
            yaml_date(in->reader->doc, node, section_path(in, key), yyyymmdd, in->reader->diag);
    if (in->reader->status == OK && *yyyymmdd)
        text_date_format(*yyyymmdd, date);
    section_record(in, key, node, date);
}

static void number_words(double value, char out[32])
{
    if (isfinite(value))
        json_format_number(value, out);
    else
        snprintf(out, 32, "none");
}

static void check_range(const Section *in, const char *key, double least, double most, double value)
{
    char low[32], high[32], given[32];

    if (in->reader->status != OK || (value >= least && value <= most))
        return;
    number_words(least, low);
    number_words(most, high);
    number_words(value, given);
    if (value < least && least == 0)
        section_fail(in, key, "is %s: it must not be negative", given);
    else if (isinf(most))
        section_fail(in, key, "is %s: it must be at least %s", given, low);
    else
        section_fail(in, key, "is %s: it must lie between %s and %s", given, low, high);
}

void section_number(const Section *in, const char *key, double least, double most, double *value)
{
    YamlNode *node = section_node(in, key);
    char words[32];

    if (node) {
        double number = 0;
        in->reader->status =
            yaml_number(in->reader->doc, node, section_path(in, key), &number, in->reader->diag);
        check_range(in, key, least, most, number);
        if (in->reader->status == OK)
            *value = number;
    }
    number_words(*value, words);
    section_record(in, key, node, words);
}

void section_integer(const Section *in, const char *key, long least, long most, long *value)
{
    YamlNode *node = section_node(in, key);
    char words[32];

    if (node) {
        long number = 0;
        in->reader->status =
            yaml_integer(in->reader->doc, node, section_path(in, key), &number, in->reader->diag);
        check_range(in, key, (double)least, (double)most, (double)number);
        if (in->reader->status == OK)
            *value = number;
    }
    snprintf(words, sizeof words, "%ld", *value);
    section_record(in, key, node, words);
}

static void fail_choice(const Section *in, const char *key, const char *given,
                        const char *const *choices)
{
    const char *near = text_nearest(given, choices);
    Text list = {0};

    text_list(&list, choices, 12);
    if (near)
        section_fail(in, key, "is \"%s\": did you mean %s? (one of %s)", given, near, list.text);
    else
        section_fail(in, key, "is \"%s\": it must be one of %s", given, list.text);
    text_release(&list);
}

static int choice_index(const char *given, const char *const *choices)
{
    for (int i = 0; choices[i]; i++)
        if (text_equal(given, choices[i]))
            return i;
    return -1;
}

void section_choice(const Section *in, const char *key, const char *const *choices, int *value)
{
    YamlNode *node = section_node(in, key);

    if (node) {
        const char *given = NULL;
        in->reader->status =
            yaml_text(in->reader->doc, node, section_path(in, key), &given, in->reader->diag);
        if (in->reader->status == OK && choice_index(given, choices) < 0)
            fail_choice(in, key, given, choices);
        if (in->reader->status == OK)
            *value = choice_index(given, choices);
    }
    section_record(in, key, node, choices[*value]);
}

static void record_texts(const Section *in, const char *key, YamlNode *node,
                         const char *const *values, size_t count)
{
    Text list = {0};

    for (size_t i = 0; i < count; i++)
        text_printf(&list, "%s%s", i ? ", " : "", values[i]);
    section_record(in, key, node, list.text);
    text_release(&list);
}

void section_texts(const Section *in, const char *key, const char *const *choices,
                   const char ***values, size_t *count)
{
    YamlNode *node = section_node(in, key);
    bool single = node && yaml_is_scalar(node);
    size_t items = single ? 1 : section_list(in, key);
    const char **texts = arena_alloc(in->reader->arena, items + 1, sizeof *texts);

    for (size_t i = 0; i < items && in->reader->status == OK; i++) {
        in->reader->status = yaml_text(in->reader->doc, single ? node : yaml_item(node, i),
                                       section_path(in, key), &texts[i], in->reader->diag);
        if (in->reader->status != OK)
            return;
        texts[i] = arena_text(in->reader->arena, texts[i]);
        if (choices && choice_index(texts[i], choices) < 0)
            fail_choice(in, key, texts[i], choices);
    }
    if (in->reader->status != OK)
        return;
    if (node) {
        *values = texts;
        *count = items;
    }
    record_texts(in, key, node, (const char *const *)*values, *count);
}

void section_numbers(const Section *in, const char *key, double least, double **values,
                     size_t *count)
{
    YamlNode *node = section_node(in, key);
    size_t items = section_list(in, key);
    double *numbers = arena_alloc(in->reader->arena, items + 1, sizeof *numbers);
    Text list = {0};

    for (size_t i = 0; i < items && in->reader->status == OK; i++) {
        char words[32];
        in->reader->status = yaml_number(in->reader->doc, yaml_item(node, i), section_path(in, key),
                                         &numbers[i], in->reader->diag);
        check_range(in, key, least, INFINITY, numbers[i]);
        number_words(numbers[i], words);
        text_printf(&list, "%s%s", i ? ", " : "", words);
    }
    *values = numbers;
    *count = items;
    section_record(in, key, node, list.text);
    text_release(&list);
}
