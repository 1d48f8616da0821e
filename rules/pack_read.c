#include "rules/pack_read.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/text.h"

bool pack_ok(PackReader *reader, Status status)
{
    if (status != OK)
        pack_mistakes_add(reader->mistakes, yaml_name(reader->doc), reader->diag.message,
                          reader->clause);
    reader->diag = (Diag){0};
    return status == OK;
}

void pack_mistake(PackReader *reader, YamlNode *node, const char *fmt, ...)
{
    char message[sizeof reader->diag.message];
    va_list args;

    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    pack_ok(reader, yaml_fail(reader->doc, node, &reader->diag, "%s", message));
}

bool pack_is_map(PackReader *reader, YamlNode *node, const char *what, const char *const *known)
{
    static const char *const none[] = {NULL};

    if (!yaml_is_map(node))
        return pack_ok(reader, yaml_expect_map(reader->doc, node, what, none, &reader->diag));
    for (size_t i = 0; i < yaml_count(node); i++)
        pack_ok(reader,
                yaml_expect_key(reader->doc, yaml_key(node, i), what, known, &reader->diag));
    return true;
}

size_t pack_list(PackReader *reader, YamlNode *node, const char *what, bool needed)
{
    if (!node && !needed)
        return 0;
    return pack_ok(reader, yaml_expect_list(reader->doc, node, what, &reader->diag))
               ? yaml_count(node)
               : 0;
}

void pack_read_text_keys(PackReader *reader, YamlNode *map, const PackTextKey *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        YamlNode *node = yaml_get(map, keys[i].key);
        const char *text;
        if (!node)
            continue;
        if (yaml_is_null(node)) /* `builder:` left empty says that none is named */
            *keys[i].out = "";
        else if (pack_ok(reader, yaml_text(reader->doc, node, keys[i].key, &text, &reader->diag)))
            *keys[i].out = arena_text(reader->arena, text);
    }
}

void pack_read_flag_keys(PackReader *reader, YamlNode *map, const PackFlagKey *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        YamlNode *node = yaml_get(map, keys[i].key);
        if (node)
            pack_ok(reader, yaml_bool(reader->doc, node, keys[i].key, keys[i].out, &reader->diag));
    }
}

void pack_read_texts(PackReader *reader, YamlNode *node, const char *what, const char ***out,
                     size_t *count)
{
    bool list = yaml_is_list(node);
    size_t most = list ? yaml_count(node) : node ? 1 : 0;

    *count = 0;
    *out = arena_alloc(reader->arena, most + 1, sizeof **out);
    for (size_t i = 0; i < most; i++) {
        const char *text;
        YamlNode *item = list ? yaml_item(node, i) : node;
        if (pack_ok(reader, yaml_text(reader->doc, item, what, &text, &reader->diag)))
            (*out)[(*count)++] = arena_text(reader->arena, text);
    }
}

void pack_read_words(PackReader *reader, YamlNode *node, const char *what, Words *out)
{
    static const char *const known[] = {"zh", "en", NULL};
    const PackTextKey keys[] = {{"zh", &out->zh}, {"en", &out->en}};

    if (!node) {
        pack_mistake(reader, NULL, "%s: is missing ({zh: ..., en: ...})", what);
        return;
    }
    if (!pack_is_map(reader, node, what, known))
        return;
    pack_read_text_keys(reader, node, keys, 2);
    if (!out->zh || !out->en)
        pack_mistake(reader, node, "%s: needs both zh and en", what);
}

void pack_read_date(PackReader *reader, YamlNode *map, const char *key, int *out)
{
    YamlNode *node = yaml_get(map, key);

    if (node && !yaml_is_null(node))
        pack_ok(reader, yaml_date(reader->doc, node, key, out, &reader->diag));
}

void pack_read_span(PackReader *reader, YamlNode *map, PackSpan span)
{
    pack_read_date(reader, map, span.from_key, span.from);
    pack_read_date(reader, map, span.to_key, span.to);
    if (*span.from && *span.to && *span.from > *span.to)
        pack_mistake(reader, yaml_get(map, span.to_key), "%s: is before %s; exchange the two",
                     span.to_key, span.from_key);
}

void pack_read_integer(PackReader *reader, YamlNode *map, const char *key, int *out)
{
    YamlNode *node = yaml_get(map, key);
    long value = 0;

    if (!node || !pack_ok(reader, yaml_integer(reader->doc, node, key, &value, &reader->diag)))
        return;
    if (value < 0 || value > 1000000)
        pack_mistake(reader, node, "%s: %ld is out of range; write a number from 0 to 1000000", key,
                     value);
    else
        *out = (int)value;
}

int pack_word_index(PackReader *reader, YamlNode *node, const char *what, const char *word,
                    const char *const *words)
{
    const char *nearest;
    Text list = {0};

    for (int i = 0; words[i]; i++)
        if (text_equal(word, words[i]))
            return i;
    nearest = text_nearest(word, words);
    text_list(&list, words, 30);
    if (nearest)
        pack_mistake(reader, node, "%s: '%s' is not known; did you mean '%s'?", what, word,
                     nearest);
    else
        pack_mistake(reader, node, "%s: '%s' is not known; it may be: %s", what, word,
                     list.text ? list.text : "nothing");
    text_release(&list);
    return -1;
}

int pack_read_word(PackReader *reader, YamlNode *map, const char *key, const char *const *words,
                   int otherwise)
{
    YamlNode *node = yaml_get(map, key);
    const char *word;
    int at = -1;

    if (node && pack_ok(reader, yaml_text(reader->doc, node, key, &word, &reader->diag)))
        at = pack_word_index(reader, node, key, word, words);
    return at < 0 ? otherwise : at;
}

unsigned pack_read_bits(PackReader *reader, YamlNode *map, const char *key,
                        const char *const *words)
{
    YamlNode *node = yaml_get(map, key);
    const char **names;
    size_t count;
    unsigned bits = 0;

    pack_read_texts(reader, node, key, &names, &count);
    for (size_t i = 0; i < count; i++) {
        int at = pack_word_index(reader, node, key, names[i], words);
        bits |= at < 0 ? 0 : 1u << at;
    }
    return bits;
}

bool pack_is_word(const char *text)
{
    for (const char *at = text; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '_' && *at != '-')
            return false;
    return *text != '\0';
}
