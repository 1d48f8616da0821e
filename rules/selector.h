/* selector.h - which features of a layer a clause speaks of, by code set.
 *
 * A clause has alternatives; the first that fits a feature selects it. An
 * alternative of the codeset osm asks tags (`all` must hold, none of `none`
 * may), one of a code set of the pack asks the beginning of a land-use code,
 * and one with `clauses` takes what those clauses select. A layer or field
 * with the clause's id as its category always selects, without any
 * alternative. Tag values with semicolons match where one of them does; "*"
 * is any value but "no". Read-only after reading, so any thread may use it.
 */
#ifndef RULES_SELECTOR_H
#define RULES_SELECTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/yaml.h"
#include "data/project.h"
#include "data/shape.h"
#include "rules/clause.h"

/* The tag keys that any selector of a pack asks: each is read once a feature. */
typedef struct {
    const char **items;
    size_t count, capacity;
} TagKeys;

/* Position of `key`, which is added when it is new. */
size_t tag_keys_add(TagKeys *keys, const char *key);
void tag_keys_release(TagKeys *keys);

typedef struct {
    size_t key; /* position in the TagKeys */
    const char **values;
    size_t value_count;
    bool any; /* "*" */
} TagTest;

/* Clauses, or roles of the own clause, near whose places a feature must lie (or must not). */
typedef struct {
    const char **names;
    size_t count;       /* 0: not asked */
    const char *within; /* the parameter that says how near; NULL: touching */
} NearTest;

typedef struct Select {
    const char *as;      /* role of what it selects: parts name it in `from`; "" for none */
    const char *codeset; /* CODESET_OSM or a code set of the pack; NULL: by `clauses` or, without
                            any, by category alone */
    TagTest *all, *none;
    size_t all_count, none_count;
    const char **codes; /* beginnings of land-use codes */
    size_t code_count;
    const char **but; /* and those of them that are not meant */
    size_t but_count;
    const char **clauses;
    size_t clause_count;
    unsigned shapes;                   /* bits 1 << ShapeKind; 0: any */
    const char *min_area, *min_length; /* names of parameters, or NULL */
    NearTest near, apart;              /* of what else is selected: near.h */
    const char *only_if;               /* a parameter that must not be 0, or NULL */
    const char *doubt;                 /* what the tag or code does not say, or NULL */
    ClauseDuties duties;               /* in place of the clause's */
    Forbidding forbidding;             /* added to the clause's */
} Select;

typedef struct ClauseSelect {
    Select *items;
    size_t count;
} ClauseSelect;

struct PackReader;

/* Read a clause's `select:` list (NULL: none). Texts live as long as the pack. */
void selector_read(ClauseSelect **out, struct PackReader *reader, YamlNode *list);
/* Is the word a key of selectors, so that no code set may have it as its name? */
bool select_has_key(const char *word);
/* "point", "line", "area", NULL: by ShapeKind. */
extern const char *const shape_words[];

/* Do the tags fit? `values` has one item a key of the TagKeys, NULL when unset. */
bool select_fits_tags(const Select *select, const char *const *values);
/* Does a land-use code fit? */
bool select_fits_code(const Select *select, const char *codeset, const char *code);
bool select_fits_shape(const Select *select, ShapeKind kind);

/* Is `word` one of the semicolon-separated values of `value`? */
bool value_has(const char *value, const char *word);

#endif
