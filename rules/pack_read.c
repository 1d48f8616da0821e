#include "rules/pack_read.h"

#include "base/text.h"

Status pack_read_text_keys(PackReader *reader, YamlNode *map, const PackTextKey *keys, size_t count,
                           Diag *diag)
{
    for (size_t i = 0; i < count; i++) {
        YamlNode *node = yaml_get(map, keys[i].key);
        const char *text;
        if (!node)
            continue;
        if (yaml_is_null(node)) { /* `builder:` left empty says that none is named */
            *keys[i].out = "";
            continue;
        }
        Status status = yaml_text(reader->doc, node, keys[i].key, &text, diag);
        if (status != OK)
            return status;
        *keys[i].out = arena_text(reader->arena, text);
    }
    return OK;
}

Status pack_read_flag_keys(PackReader *reader, YamlNode *map, const PackFlagKey *keys, size_t count,
                           Diag *diag)
{
    for (size_t i = 0; i < count; i++) {
        YamlNode *node = yaml_get(map, keys[i].key);
        Status status = node ? yaml_bool(reader->doc, node, keys[i].key, keys[i].out, diag) : OK;
        if (status != OK)
            return status;
    }
    return OK;
}

Status pack_read_texts(PackReader *reader, YamlNode *node, const char *what, const char ***out,
                       size_t *count, Diag *diag)
{
    bool list = yaml_is_list(node);
    Status status = OK;

    *count = list ? yaml_count(node) : 1;
    *out = arena_alloc(reader->arena, *count + 1, sizeof **out);
    for (size_t i = 0; i < *count && status == OK; i++) {
        const char *text;
        status = yaml_text(reader->doc, list ? yaml_item(node, i) : node, what, &text, diag);
        if (status == OK)
            (*out)[i] = arena_text(reader->arena, text);
    }
    return status;
}

Status pack_read_words(PackReader *reader, YamlNode *node, const char *what, Words *out, Diag *diag)
{
    static const char *const known[] = {"zh", "en", NULL};
    const PackTextKey keys[] = {{"zh", &out->zh}, {"en", &out->en}};

    if (!node)
        return yaml_fail(reader->doc, NULL, diag, "%s: is missing ({zh: ..., en: ...})", what);
    Status status = yaml_expect_map(reader->doc, node, what, known, diag);
    if (status == OK)
        status = pack_read_text_keys(reader, node, keys, 2, diag);
    if (status == OK && (!out->zh || !out->en))
        status = yaml_fail(reader->doc, node, diag, "%s: needs both zh and en", what);
    return status;
}

Status pack_word_index(PackReader *reader, YamlNode *node, const char *what, const char *word,
                       const char *const *words, int *out, Diag *diag)
{
    for (int i = 0; words[i]; i++)
        if (text_equal(word, words[i])) {
            *out = i;
            return OK;
        }
    const char *nearest = text_nearest(word, words);
    Text list = {0};
    text_list(&list, words, 20);
    Status status =
        nearest ? yaml_fail(reader->doc, node, diag, "%s: '%s' is not known; did you mean '%s'?",
                            what, word, nearest)
                : yaml_fail(reader->doc, node, diag, "%s: '%s' is not known; it may be: %s", what,
                            word, list.text);
    text_release(&list);
    return status;
}
