#include "base/yaml.h"

#include <libfyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"

/* A value that came from --set and not from the file. */
typedef struct {
    char *path;
    YamlNode *node;
} Override;

struct YamlDoc {
    char *name;
    struct fy_diag *errors; /* collected, so that nothing is printed */
    struct fy_parser *parser;
    struct fy_document *document;
    Override *overrides;
    size_t override_count, override_capacity;
};

static YamlDoc *doc_new(const char *name)
{
    YamlDoc *doc = memory_new(1, sizeof *doc);
    struct fy_diag_cfg quiet;
    struct fy_parse_cfg parse = {.flags = FYPCF_RESOLVE_DOCUMENT | FYPCF_JSON_NONE};

    fy_diag_cfg_default(&quiet);
    quiet.fp = NULL;
    quiet.colorize = false;
    doc->name = memory_text(name);
    doc->errors = fy_diag_create(&quiet);
    fy_diag_set_collect_errors(doc->errors, true);
    parse.diag = doc->errors;
    doc->parser = fy_parser_create(&parse);
    return doc;
}

void yaml_free(YamlDoc *doc)
{
    if (!doc)
        return;
    fy_document_destroy(doc->document);
    if (doc->parser)
        fy_parser_destroy(doc->parser);
    if (doc->errors)
        fy_diag_destroy(doc->errors); /* fy_diag_unref() would leak what was collected */
    for (size_t i = 0; i < doc->override_count; i++)
        free(doc->overrides[i].path);
    free(doc->overrides);
    free(doc->name);
    free(doc);
}

/* The words of libfyaml that a planner would not understand, in others. */
static const char *plain_words(const char *message)
{
    static const struct {
        const char *part, *words;
    } table[] = {
        {"duplicate key", "this key stands twice in its map; remove one of the two"},
        {"tab ", "a tab is used as indentation; indent with spaces"},
        {"invalid alias", "an alias (*name) without its anchor (&name); quote the text if it is "
                          "not meant as one"},
        {"invalid nested block mapping",
         "two colons on one line; put quotes around a text that holds ': '"},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strstr(message, table[i].part))
            return table[i].words;
    return message;
}

static struct fy_diag_error *first_error(YamlDoc *doc)
{
    struct fy_diag_error *error;
    void *at = NULL;

    while ((error = fy_diag_errors_iterate(doc->errors, &at)))
        if (error->type == FYET_ERROR)
            break;
    return error;
}

/* Report the first error that libfyaml collected. `set_path` is NULL for a file. */
static Status doc_fail_parse(YamlDoc *doc, const char *set_path, Diag *diag)
{
    struct fy_diag_error *error = first_error(doc);

    if (set_path)
        return diag_fail(diag, ERR_USAGE, "--set %s: the value is not valid YAML: %s", set_path,
                         error ? plain_words(error->msg) : "unreadable");
    if (!error)
        return diag_fail(diag, ERR_INPUT, "%s: is not valid YAML", doc->name);
    return diag_fail(diag, ERR_INPUT, "%s:%d:%d: %s", doc->name, error->line, error->column,
                     plain_words(error->msg));
}

/* YAML is Unicode text; libfyaml drops other bytes without a word. */
static Status check_encoding(const char *name, const char *bytes, size_t size, Diag *diag)
{
    int line = 1;

    if (strlen(bytes) == size && text_utf8_valid(bytes))
        return OK;
    for (const char *at = bytes; at < bytes + size; line++) {
        const char *end = memchr(at, '\n', (size_t)(bytes + size - at));
        size_t length = (size_t)((end ? end : bytes + size) - at);
        char *one = memory_new(length + 1, 1);
        memcpy(one, at, length);
        bool bad = strlen(one) != length || !text_utf8_valid(one);
        free(one);
        if (bad)
            break;
        at += length + 1;
    }
    return diag_fail(diag, ERR_INPUT, "%s:%d:1: is not UTF-8 text; save the file as UTF-8", name,
                     line);
}

/* Parse `text`, which is given away, of `size` bytes. */
static Status doc_parse(YamlDoc **out, char *text, size_t size, const char *name, Diag *diag)
{
    YamlDoc *doc = doc_new(name);
    struct fy_document *second;
    Status status = check_encoding(name, text, size, diag);

    *out = NULL;
    if (status != OK) {
        free(text);
        goto out;
    }
    if (!doc->parser || fy_parser_set_malloc_string(doc->parser, text, size) != 0) {
        free(text);
        status = diag_fail(diag, ERR_MEMORY, "%s: out of memory reading YAML", name);
        goto out;
    }
    doc->document = fy_parse_load_document(doc->parser);
    second = doc->document ? fy_parse_load_document(doc->parser) : NULL;
    if (second) {
        fy_document_destroy(second);
        status =
            diag_fail(diag, ERR_INPUT, "%s: holds a second document after '---'; remove it", name);
    } else if (first_error(doc)) {
        status = doc_fail_parse(doc, NULL, diag);
    }
out:
    if (status == OK)
        *out = doc;
    else
        yaml_free(doc);
    return status;
}

Status yaml_parse(YamlDoc **out, const char *text, const char *name, Diag *diag)
{
    return doc_parse(out, memory_text(text), strlen(text), name, diag);
}

Status yaml_read(YamlDoc **out, const char *path, Diag *diag)
{
    char *bytes;
    size_t size;

    *out = NULL;
    if (file_read(path, &bytes, &size, diag) != OK)
        return diag->status;
    return doc_parse(out, bytes, size, path, diag);
}

const char *yaml_name(const YamlDoc *doc)
{
    return doc->name;
}

YamlNode *yaml_root(const YamlDoc *doc)
{
    return doc->document ? fy_document_root(doc->document) : NULL;
}

/* libfyaml asks for writable nodes even where it only reads. */
static YamlNode *writable(const YamlNode *node)
{
    return (YamlNode *)node;
}

bool yaml_is_map(const YamlNode *node)
{
    return node && fy_node_is_mapping(writable(node));
}

bool yaml_is_list(const YamlNode *node)
{
    return node && fy_node_is_sequence(writable(node));
}

bool yaml_is_scalar(const YamlNode *node)
{
    return node && fy_node_is_scalar(writable(node));
}

const char *yaml_raw(YamlNode *node)
{
    const char *text;
    size_t length = 0;

    if (!yaml_is_scalar(node))
        return NULL;
    if (!fy_node_get_scalar(node, &length))
        return "";
    text = fy_node_get_scalar0(node);
    return text && strlen(text) == length ? text : NULL;
}

bool yaml_is_null(const YamlNode *node)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};
    const char *text;

    if (!node || fy_node_is_null(writable(node)))
        return true;
    if (!yaml_is_scalar(node) || fy_node_get_style(writable(node)) != FYNS_PLAIN)
        return false;
    text = yaml_raw(writable(node));
    for (size_t i = 0; text && i < sizeof nulls / sizeof *nulls; i++)
        if (strcmp(text, nulls[i]) == 0)
            return true;
    return false;
}

YamlNode *yaml_get(YamlNode *map, const char *key)
{
    return yaml_is_map(map) ? fy_node_mapping_lookup_value_by_simple_key(map, key, strlen(key))
                            : NULL;
}

size_t yaml_count(YamlNode *node)
{
    int count = yaml_is_map(node)    ? fy_node_mapping_item_count(node)
                : yaml_is_list(node) ? fy_node_sequence_item_count(node)
                                     : 0;

    return count > 0 ? (size_t)count : 0;
}

YamlNode *yaml_item(YamlNode *list, size_t i)
{
    return yaml_is_list(list) && i < yaml_count(list) ? fy_node_sequence_get_by_index(list, (int)i)
                                                      : NULL;
}

YamlNode *yaml_pair(YamlDoc *doc, YamlNode *map, size_t i, const char **key)
{
    struct fy_node_pair *pair = NULL;
    const char *text = NULL;

    (void)doc;
    if (yaml_is_map(map) && i < yaml_count(map))
        pair = fy_node_mapping_get_by_index(map, (int)i);
    if (pair)
        text = yaml_raw(fy_node_pair_key(pair));
    *key = text ? text : "";
    return pair ? fy_node_pair_value(pair) : NULL;
}

/* ---- places ---- */

static const struct fy_mark *scalar_mark(YamlNode *node)
{
    struct fy_token *token = yaml_is_scalar(node) ? fy_node_get_scalar_token(node) : NULL;

    return token ? fy_token_start_mark(token) : NULL;
}

/* The key of `node` in the map `parent`, or NULL. */
static YamlNode *key_of(YamlNode *parent, const YamlNode *node)
{
    struct fy_node_pair *pair;
    void *at = NULL;

    while (yaml_is_map(parent) && (pair = fy_node_mapping_iterate(parent, &at)))
        if (fy_node_pair_value(pair) == node)
            return fy_node_pair_key(pair);
    return NULL;
}

/* Where `node` begins. libfyaml knows this of scalars only: a map or list is
 * where its key is, or else where the first scalar in it is. */
static const struct fy_mark *node_mark(YamlNode *node)
{
    for (YamlNode *at = node; at; at = fy_node_get_parent(at)) {
        const struct fy_mark *mark = scalar_mark(at);
        YamlNode *inside = at;
        if (!mark)
            mark = scalar_mark(key_of(fy_node_get_parent(at), at));
        while (!mark && inside && yaml_count(inside)) {
            struct fy_node_pair *pair;
            pair = yaml_is_map(inside) ? fy_node_mapping_get_by_index(inside, 0) : NULL;
            inside = pair ? fy_node_pair_key(pair) : yaml_item(inside, 0);
            mark = scalar_mark(inside);
        }
        if (mark)
            return mark;
    }
    return NULL;
}

/* The --set path that `node` came from, or NULL. */
static const char *override_of(const YamlDoc *doc, YamlNode *node)
{
    for (; node; node = fy_node_get_parent(node))
        for (size_t i = doc->override_count; i-- > 0;)
            if (doc->overrides[i].node == node ||
                key_of(fy_node_get_parent(doc->overrides[i].node), doc->overrides[i].node) == node)
                return doc->overrides[i].path;
    return NULL;
}

void yaml_place(YamlDoc *doc, YamlNode *node, char *out, size_t size)
{
    const struct fy_mark *mark = node_mark(node);
    const char *path = override_of(doc, node);

    if (path)
        snprintf(out, size, "--set %s", path);
    else if (mark)
        snprintf(out, size, "%s:%d", doc->name, mark->line + 1);
    else
        snprintf(out, size, "%s", doc->name);
}

void yaml_spot(YamlDoc *doc, YamlNode *node, char *out, size_t size)
{
    const struct fy_mark *mark = override_of(doc, node) ? NULL : node_mark(node);

    yaml_place(doc, node, out, size);
    if (mark)
        snprintf(out, size, "%s:%d:%d", doc->name, mark->line + 1, mark->column + 1);
}

Status yaml_fail(YamlDoc *doc, YamlNode *node, Diag *diag, const char *fmt, ...)
{
    const char *path = override_of(doc, node);
    char message[sizeof diag->message], spot[sizeof diag->message];
    va_list args;

    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    if (path && text_begins(message, path) && message[strlen(path)] == ':')
        return diag_fail(diag, ERR_INPUT, "--set %s", message); /* it names the key itself */
    if (path)
        return diag_fail(diag, ERR_INPUT, "--set %s: %s", path, message);
    yaml_spot(doc, node, spot, sizeof spot);
    return diag_fail(diag, ERR_INPUT, "%s: %s", spot, message);
}

YamlNode *yaml_key(YamlNode *map, size_t i)
{
    struct fy_node_pair *pair =
        yaml_is_map(map) && i < yaml_count(map) ? fy_node_mapping_get_by_index(map, (int)i) : NULL;

    return pair ? fy_node_pair_key(pair) : NULL;
}

/* ---- --set ---- */

/* How many bytes of `path` name the next step from `node`. */
static size_t step_length(YamlNode *node, const char *path)
{
    size_t shortest = strcspn(path, ".");

    for (size_t length = strlen(path); length > shortest; length--)
        if ((path[length] == '.' || path[length] == '\0') && yaml_is_map(node) &&
            fy_node_mapping_lookup_pair_by_simple_key(node, path, length))
            return length;
    return shortest;
}

/* Put `value` at `step` of `node`. False where it does not fit. */
static bool put_step(YamlDoc *doc, YamlNode *node, const char *step, YamlNode *value)
{
    struct fy_node_pair *pair;
    YamlNode *old;
    long i;

    if (yaml_is_map(node)) {
        pair = fy_node_mapping_lookup_pair_by_simple_key(node, step, strlen(step));
        if (pair)
            return fy_node_pair_set_value(pair, value) == 0;
        return fy_node_mapping_append(
                   node, fy_node_create_scalar_copy(doc->document, step, strlen(step)), value) == 0;
    }
    if (!yaml_is_list(node) || !text_integer(step, &i) || i < 0 || (size_t)i > yaml_count(node))
        return false;
    old = yaml_item(node, (size_t)i);
    if (!old)
        return fy_node_sequence_append(node, value) == 0;
    if (fy_node_sequence_insert_before(node, old, value) != 0)
        return false;
    return fy_node_free(fy_node_sequence_remove(node, old)) == 0;
}

static YamlNode *get_step(YamlNode *node, const char *step)
{
    long i;

    if (yaml_is_map(node))
        return yaml_get(node, step);
    return text_integer(step, &i) && i >= 0 ? yaml_item(node, (size_t)i) : NULL;
}

/* Remember `node` as coming from --set; forget what it replaced. */
static void override_add(YamlDoc *doc, const char *path, YamlNode *node)
{
    size_t kept = 0, length = strlen(path);

    for (size_t i = 0; i < doc->override_count; i++) {
        const char *other = doc->overrides[i].path;
        if (text_begins(other, path) && (other[length] == '\0' || other[length] == '.'))
            free(doc->overrides[i].path);
        else
            doc->overrides[kept++] = doc->overrides[i];
    }
    doc->overrides =
        memory_grow(doc->overrides, kept, &doc->override_capacity, sizeof *doc->overrides);
    doc->overrides[kept] = (Override){memory_text(path), node};
    doc->override_count = kept + 1;
}

/* Walk to the node that holds the last step of `path`, making maps on the way. */
static Status set_walk(YamlDoc *doc, const char *path, YamlNode *value, Diag *diag)
{
    YamlNode *node = yaml_root(doc);
    const char *at = path;

    for (;;) {
        size_t length = step_length(node, at);
        bool last = at[length] == '\0';
        char *step = memory_text(at);
        YamlNode *next;
        bool done = false;

        step[length] = '\0';
        next = get_step(node, step);
        if (length && last) {
            done = put_step(doc, node, step, value);
        } else if (length && yaml_is_null(next)) {
            next = fy_node_create_mapping(doc->document);
            done = put_step(doc, node, step, next);
            if (!done)
                fy_node_free(next);
        } else {
            done = length > 0;
        }
        free(step);
        if (!done)
            return diag_fail(diag, ERR_USAGE,
                             "--set %s: there is no place for '%s': before it stands a single "
                             "value, or a list that is shorter",
                             path, at);
        if (last)
            return OK;
        node = next;
        at += length + 1;
    }
}

Status yaml_set(YamlDoc *doc, const char *path, const char *value, Diag *diag)
{
    YamlNode *node;
    Status status;

    if (!doc->document)
        doc->document = fy_document_create(fy_parser_get_cfg(doc->parser));
    if (!fy_document_root(doc->document))
        fy_document_set_root(doc->document, fy_node_create_mapping(doc->document));
    fy_diag_reset_error(doc->errors);
    if (!text_utf8_valid(value))
        return diag_fail(diag, ERR_USAGE, "--set %s: the value is not UTF-8 text", path);
    node = *value
               ? fy_node_build_from_malloc_string(doc->document, memory_text(value), strlen(value))
               : fy_node_create_scalar_copy(doc->document, "", 0);
    if (!node)
        return doc_fail_parse(doc, path, diag);
    status = set_walk(doc, path, node, diag);
    if (status == OK)
        override_add(doc, path, node);
    else
        fy_node_free(node);
    return status;
}
