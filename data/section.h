/* section.h - one map of the project file while it is read.
 *
 * Typed values by key, each with its default, its range and a record of where
 * it came from, so that no default stays hidden. The first failure is kept in
 * the reader and every later call does nothing: callers check `status` once at
 * the end. A value that is absent or null leaves what the caller put there as
 * default. Texts live in the reader's arena. One thread.
 */
#ifndef DATA_SECTION_H
#define DATA_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/yaml.h"
#include "data/project.h"

typedef struct {
    YamlDoc *doc;
    Arena *arena;
    const char *file;   /* the project file's name without folders */
    const char *folder; /* what paths are relative to, absolute */
    Status status;
    Diag *diag;
    ProjectSetting *settings; /* malloc'd, in the order read */
    size_t setting_count, setting_capacity;
} SectionReader;

typedef struct {
    SectionReader *reader;
    YamlNode *map;    /* NULL: absent, every default holds */
    const char *path; /* "plan", "layers.2"; "" for the whole file */
} Section;

/* `known` ends with NULL; other keys are errors. `assume_datum` is refused by name. */
Section section_root(SectionReader *reader, const char *const *known);
Section section_map(const Section *in, const char *key, const char *const *known);
/* Items of the list under `key`; 0 when it is absent. */
size_t section_list(const Section *in, const char *key);
Section section_item(const Section *in, const char *key, size_t i, const char *const *known);
/* As section_map() for a map whose keys the user chooses (`assume`, `fields`). */
Section section_open_map(const Section *in, const char *key);

/* The node of a key; NULL when absent, null, or after a failure. */
YamlNode *section_node(const Section *in, const char *key);
bool section_has(const Section *in, const char *key);
const char *section_path(const Section *in, const char *key); /* "plan.quota" */
const char *section_place(const Section *in, YamlNode *node); /* FILE:LINE as messages say it */
/* FILE:LINE:COLUMN as messages say it, or "--set". */
const char *section_spot(const Section *in, YamlNode *node);
/* The same for outputs, which must not depend on where the file lies: "p.yaml:12",
 * "--set", or "default" for NULL. */
const char *section_origin(const Section *in, YamlNode *node);

void section_text(const Section *in, const char *key, const char **value);
/* As section_text() for what has no default: unsaid, it is no setting. */
void section_optional(const Section *in, const char *key, const char **value);
void section_bool(const Section *in, const char *key, bool *value);
void section_date(const Section *in, const char *key, int *yyyymmdd);
/* Both bounds are included. */
void section_number(const Section *in, const char *key, double least, double most, double *value);
void section_integer(const Section *in, const char *key, long least, long most, long *value);
/* One of the NULL-terminated `choices`; `*value` is its position. */
void section_choice(const Section *in, const char *key, const char *const *choices, int *value);
/* A list of texts, or one text. `choices` NULL: any. */
void section_texts(const Section *in, const char *key, const char *const *choices,
                   const char ***values, size_t *count);
void section_numbers(const Section *in, const char *key, double least, double **values,
                     size_t *count);

/* Fail at the key's place (or the map's): "FILE:LINE:COLUMN: plan.quota ...". */
void section_fail(const Section *in, const char *key, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Fail unless `key` is there; `advice` says what to write. */
void section_need(const Section *in, const char *key, const char *advice);
/* Note a setting; `node` NULL: a default. */
void section_record(const Section *in, const char *key, YamlNode *node, const char *value);

/* A dataset. From the keys of a section (`source`, `layer`, `crs`, ...): */
void section_source(const Section *in, SourceRef *ref);
/* or under a key, as a plain name or as a map that may hold `known` keys too;
 * the map is returned. Absent: `ref->source` stays NULL. */
Section section_source_key(const Section *in, const char *key, const char *const *known,
                           SourceRef *ref);

#define SECTION_SOURCE_KEYS "source", "layer", "crs", "encoding", "where", "x", "y", "license"

#endif
