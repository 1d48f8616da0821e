/* The typed values of yaml.h. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/yaml.h"

static const char *kind_of(const YamlNode *node)
{
    return yaml_is_null(node)   ? "nothing"
           : yaml_is_map(node)  ? "a map"
           : yaml_is_list(node) ? "a list"
                                : "a single value";
}

/* "WHAT: expected EXPECTED, found FOUND". */
static Status expected(YamlDoc *doc, YamlNode *node, const char *what, const char *wanted,
                       Diag *diag)
{
    const char *raw = yaml_is_null(node) ? NULL : yaml_raw(node);

    if (raw)
        return yaml_fail(doc, node, diag, "%s: expected %s, found '%.80s'", what, wanted, raw);
    return yaml_fail(doc, node, diag, "%s: expected %s, found %s", what, wanted, kind_of(node));
}

static bool is_known(const char *key, const char *const *known)
{
    for (; *known; known++)
        if (strcmp(key, *known) == 0)
            return true;
    return false;
}

Status yaml_expect_key(YamlDoc *doc, YamlNode *key, const char *what, const char *const *known,
                       Diag *diag)
{
    const char *name = yaml_raw(key), *nearest;
    Text keys = {0};
    Status status;

    if (name && is_known(name, known))
        return OK;
    nearest = name ? text_nearest(name, known) : NULL;
    text_list(&keys, known, 12);
    status = nearest ? yaml_fail(doc, key, diag, "%s has no key '%s'; did you mean '%s'?", what,
                                 name, nearest)
                     : yaml_fail(doc, key, diag, "%s has no key '%.80s'; it may have: %s", what,
                                 name ? name : "?", keys.text);
    text_release(&keys);
    return status;
}

Status yaml_expect_map(YamlDoc *doc, YamlNode *node, const char *what, const char *const *known,
                       Diag *diag)
{
    Status status = OK;

    if (!yaml_is_map(node))
        return expected(doc, node, what, "a map (key: value)", diag);
    for (size_t i = 0; i < yaml_count(node) && status == OK; i++)
        status = yaml_expect_key(doc, yaml_key(node, i), what, known, diag);
    return status;
}

Status yaml_expect_list(YamlDoc *doc, YamlNode *node, const char *what, Diag *diag)
{
    return yaml_is_list(node) ? OK : expected(doc, node, what, "a list ([a, b])", diag);
}

Status yaml_text(YamlDoc *doc, YamlNode *node, const char *what, const char **out, Diag *diag)
{
    const char *raw = yaml_is_null(node) ? NULL : yaml_raw(node);

    if (!raw)
        return expected(doc, node, what, "a text", diag);
    *out = raw;
    return OK;
}

Status yaml_number(YamlDoc *doc, YamlNode *node, const char *what, double *out, Diag *diag)
{
    return text_number(yaml_raw(node), out) ? OK : expected(doc, node, what, "a number", diag);
}

Status yaml_integer(YamlDoc *doc, YamlNode *node, const char *what, long *out, Diag *diag)
{
    return text_integer(yaml_raw(node), out) ? OK
                                             : expected(doc, node, what, "a whole number", diag);
}

Status yaml_bool(YamlDoc *doc, YamlNode *node, const char *what, bool *out, Diag *diag)
{
    const char *raw = yaml_raw(node);

    if (text_equal_nocase(raw, "true"))
        *out = true;
    else if (text_equal_nocase(raw, "false"))
        *out = false;
    else
        return expected(doc, node, what, "true or false", diag);
    return OK;
}

Status yaml_date(YamlDoc *doc, YamlNode *node, const char *what, int *yyyymmdd, Diag *diag)
{
    return text_date(yaml_raw(node), yyyymmdd)
               ? OK
               : expected(doc, node, what, "a date like 2021-06-01", diag);
}
