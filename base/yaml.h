/* yaml.h - reading YAML (and JSON, which is YAML) with exact error places.
 *
 * Wraps libfyaml; no other file includes it. Every error reads
 * "FILE:LINE:COLUMN: what is wrong and what would mend it" with ERR_INPUT.
 * Nodes and strings are borrowed from the document and live as long as it.
 * A document belongs to one thread.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

typedef struct YamlDoc YamlDoc;
typedef struct fy_node YamlNode; /* opaque */

MUST_CHECK Status yaml_read(YamlDoc **out, const char *path, Diag *diag);
/* Parse `text`; `name` stands for the file in messages. */
MUST_CHECK Status yaml_parse(YamlDoc **out, const char *text, const char *name, Diag *diag);
void yaml_free(YamlDoc *doc); /* NULL is allowed */

/* `--set plan.quota=0.9`: replace or add the scalar, map or list `value` (YAML)
 * at a dotted path; list items by number ("layers.0.source"). Maps on the way
 * that are missing are made. A key that stands in the map and has dots itself
 * ("8.13a") wins over a shorter one. ERR_USAGE when the path runs through a
 * scalar. Messages about it name "--set PATH". */
MUST_CHECK Status yaml_set(YamlDoc *doc, const char *path, const char *value, Diag *diag);

const char *yaml_name(const YamlDoc *doc); /* the file, as messages name it */
YamlNode *yaml_root(const YamlDoc *doc);   /* NULL for an empty document */

bool yaml_is_map(const YamlNode *node);
bool yaml_is_list(const YamlNode *node);
bool yaml_is_scalar(const YamlNode *node);
bool yaml_is_null(const YamlNode *node); /* NULL, ~, null or empty */

/* The scalar as the file writes it, without quotes; NULL for maps, lists and
 * scalars that hold a NUL character. */
const char *yaml_raw(YamlNode *node);

YamlNode *yaml_get(YamlNode *map, const char *key); /* NULL when absent or not a map */
size_t yaml_count(YamlNode *node);                  /* items of a list, pairs of a map */
YamlNode *yaml_item(YamlNode *list, size_t i);
YamlNode *yaml_pair(YamlDoc *doc, YamlNode *map, size_t i, const char **key); /* in file order */
YamlNode *yaml_key(YamlNode *map, size_t i); /* the key of pair `i`, to point at in messages */

/* Fail unless `node` is a map whose keys all stand in the NULL-terminated
 * `known`, and each only once: the message names the nearest known key.
 * `what` says what the map is ("plan", "layers[2]"). */
MUST_CHECK Status yaml_expect_map(YamlDoc *doc, YamlNode *node, const char *what,
                                  const char *const *known, Diag *diag);
/* The same of one key, for a reader that goes on after a mistake. */
MUST_CHECK Status yaml_expect_key(YamlDoc *doc, YamlNode *key, const char *what,
                                  const char *const *known, Diag *diag);
MUST_CHECK Status yaml_expect_list(YamlDoc *doc, YamlNode *node, const char *what, Diag *diag);

/* Typed scalars. `what` names the key in messages. */
MUST_CHECK Status yaml_text(YamlDoc *doc, YamlNode *node, const char *what, const char **out,
                            Diag *diag);
MUST_CHECK Status yaml_number(YamlDoc *doc, YamlNode *node, const char *what, double *out,
                              Diag *diag);
MUST_CHECK Status yaml_integer(YamlDoc *doc, YamlNode *node, const char *what, long *out,
                               Diag *diag);
MUST_CHECK Status yaml_bool(YamlDoc *doc, YamlNode *node, const char *what, bool *out, Diag *diag);
MUST_CHECK Status yaml_date(YamlDoc *doc, YamlNode *node, const char *what, int *yyyymmdd,
                            Diag *diag);

/* "FILE:LINE:COLUMN: ..." with ERR_INPUT; `node` NULL names the file alone. */
Status yaml_fail(YamlDoc *doc, YamlNode *node, Diag *diag, const char *fmt, ...) PRINTF_LIKE(4, 5);

/* "FILE:LINE" of a node, for reports that say where a value came from. */
void yaml_place(YamlDoc *doc, YamlNode *node, char *out, size_t size);
/* "FILE:LINE:COLUMN", for messages that come later. */
void yaml_spot(YamlDoc *doc, YamlNode *node, char *out, size_t size);

#endif
