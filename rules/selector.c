#include "rules/selector.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "rules/codeset.h"
#include "rules/pack_read.h"

const char *const shape_words[] = {"point", "line", "area", NULL};

size_t tag_keys_add(TagKeys *keys, const char *key)
{
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->items[i], key) == 0)
            return i;
    keys->items = memory_grow(keys->items, keys->count, &keys->capacity, sizeof *keys->items);
    keys->items[keys->count] = key;
    return keys->count++;
}

void tag_keys_release(TagKeys *keys)
{
    free(keys->items);
    *keys = (TagKeys){0};
}

/* {highway: [trunk, primary], bridge: "*"} */
static void tests_read(PackReader *reader, YamlNode *map, TagTest **out, size_t *count)
{
    *count = map ? yaml_count(map) : 0;
    if (map && !yaml_is_map(map)) {
        *count = 0;
        pack_mistake(reader, map,
                     "tags: expected a map of keys and values ({highway: [trunk, primary]})");
    }
    *out = arena_alloc(reader->arena, *count + 1, sizeof **out);
    for (size_t i = 0; i < *count; i++) {
        TagTest *test = &(*out)[i];
        const char *key;
        YamlNode *values = yaml_pair(reader->doc, map, i, &key);
        test->key = tag_keys_add(reader->keys, arena_text(reader->arena, key));
        pack_read_texts(reader, values, key, &test->values, &test->value_count);
        if (test->value_count == 0)
            pack_mistake(reader, values, "%s: has no values; give some, or \"*\" for any", key);
        test->any = test->value_count == 1 && text_equal(test->values[0], "*");
    }
}

static const char *const select_keys[] = {
    "as",       "osm",        "not",   "clauses",      "shape",
    "min_area", "min_length", "near",  "near_m",       "apart_from",
    "apart_m",  "only_if",    "doubt", PACK_DUTY_KEYS, PACK_FORBIDDING_KEYS,
    NULL};

bool select_has_key(const char *word)
{
    for (size_t i = 0; select_keys[i]; i++)
        if (text_equal(select_keys[i], word))
            return true;
    return false;
}

/* The codes that it asks of a code set of the pack; how many sets it asks. */
static size_t codes_read(PackReader *reader, YamlNode *map, Select *select)
{
    const char **names = pack_codeset_names(reader->pack, reader->arena, NULL);
    size_t asked = 0;

    for (size_t i = 0; names[i]; i++) {
        YamlNode *codes = yaml_get(map, names[i]);
        if (!codes || asked++ > 0)
            continue;
        select->codeset = names[i];
        pack_read_texts(reader, codes, names[i], &select->codes, &select->code_count);
        if (!yaml_is_map(yaml_get(map, "not")))
            pack_read_texts(reader, yaml_get(map, "not"), "not", &select->but, &select->but_count);
    }
    return asked;
}

/* The one code set that an alternative asks, and its tags or codes. */
static void codeset_read(PackReader *reader, YamlNode *map, Select *select)
{
    YamlNode *osm = yaml_get(map, "osm"), *clauses = yaml_get(map, "clauses");

    if (codes_read(reader, map, select) + (osm != NULL) + (clauses != NULL) > 1)
        pack_mistake(reader, map,
                     "select: one alternative asks one of osm, clauses and the sets of `codes`; "
                     "write a second alternative");
    if (clauses) {
        pack_read_texts(reader, clauses, "clauses", &select->clauses, &select->clause_count);
    } else if (osm) {
        select->codeset = CODESET_OSM;
        tests_read(reader, osm, &select->all, &select->all_count);
        tests_read(reader, yaml_get(map, "not"), &select->none, &select->none_count);
    }
}

static void select_read(PackReader *reader, YamlNode *map, Select *select)
{
    const PackTextKey texts[] = {
        {"as", &select->as},
        {"min_area", &select->min_area},
        {"min_length", &select->min_length},
        {"only_if", &select->only_if},
        {"near_m", &select->near.within},
        {"apart_m", &select->apart.within},
        {"doubt", &select->doubt},
    };

    select->as = "";
    if (!pack_is_map(reader, map, "select",
                     pack_codeset_names(reader->pack, reader->arena, select_keys)))
        return;
    codeset_read(reader, map, select);
    select->shapes = pack_read_bits(reader, map, "shape", shape_words);
    pack_read_text_keys(reader, map, texts, sizeof texts / sizeof *texts);
    pack_read_texts(reader, yaml_get(map, "near"), "near", &select->near.names,
                    &select->near.count);
    pack_read_texts(reader, yaml_get(map, "apart_from"), "apart_from", &select->apart.names,
                    &select->apart.count);
    pack_read_duties(reader, map, &select->duties);
    pack_read_forbidding(reader, map, &select->forbidding);
}

void selector_read(ClauseSelect **out, PackReader *reader, YamlNode *list)
{
    ClauseSelect *selects = arena_alloc(reader->arena, 1, sizeof *selects);

    *out = selects;
    selects->count = pack_list(reader, list, "select", false);
    if (yaml_is_list(list) && selects->count == 0)
        pack_mistake(reader, list, "select: has no alternative; add one, or remove the key");
    selects->items = arena_alloc(reader->arena, selects->count + 1, sizeof *selects->items);
    for (size_t i = 0; i < selects->count; i++)
        select_read(reader, yaml_item(list, i), &selects->items[i]);
}

bool value_has(const char *value, const char *word)
{
    size_t length = strlen(word);

    while (*value) {
        size_t part = strcspn(value, ";");
        if (part == length && strncmp(value, word, length) == 0)
            return true;
        value += part;
        value += strspn(value, "; ");
    }
    return false;
}

static bool test_holds(const TagTest *test, const char *const *values)
{
    const char *value = values[test->key];

    if (!value || !*value)
        return false;
    if (test->any)
        return strcmp(value, "no") != 0;
    for (size_t i = 0; i < test->value_count; i++)
        if (value_has(value, test->values[i]))
            return true;
    return false;
}

bool select_fits_tags(const Select *select, const char *const *values)
{
    if (!text_equal(select->codeset, CODESET_OSM))
        return false;
    for (size_t i = 0; i < select->all_count; i++)
        if (!test_holds(&select->all[i], values))
            return false;
    for (size_t i = 0; i < select->none_count; i++)
        if (test_holds(&select->none[i], values))
            return false;
    return select->all_count > 0;
}

bool select_fits_code(const Select *select, const char *codeset, const char *code)
{
    if (!codeset || !code || !text_equal(select->codeset, codeset))
        return false;
    for (size_t i = 0; i < select->but_count; i++)
        if (text_begins(code, select->but[i]))
            return false;
    for (size_t i = 0; i < select->code_count; i++)
        if (text_begins(code, select->codes[i]))
            return true;
    return false;
}

bool select_fits_shape(const Select *select, ShapeKind kind)
{
    return select->shapes == 0 || (select->shapes >> kind & 1);
}
