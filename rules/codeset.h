/* codeset.h - sets of land-use codes that a pack declares under `codes`.
 *
 * A layer of the project names one as its `codeset`, an alternative of a selector asks its codes
 * under its name. None is built in: "osm" alone, which is tags, needs no declaration. Texts live as
 * long as the pack. Read-only after reading, so any thread may use it.
 */
#ifndef RULES_CODESET_H
#define RULES_CODESET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/yaml.h"
#include "data/project.h"
#include "rules/pack.h"

typedef struct CodeSet {
    const char *name;   /* "gbt21010": in selectors and projects */
    const char *title;  /* "GB/T 21010-2017"; the name where the pack gives none */
    const char **codes; /* beginnings of every code that it has */
    size_t code_count;  /* 0: not listed, so any code may stand */
} CodeSet;

struct PackReader;

void codesets_read(struct PackReader *reader, YamlNode *codes);
/* NULL: the pack declares none of that name. */
const CodeSet *pack_codeset(const RulePack *pack, const char *name);
/* Their names and a NULL, on the arena; the words of `first` (NULL: none) stand before them. */
const char **pack_codeset_names(const RulePack *pack, Arena *arena, const char *const *first);
/* Does the code set have such a code? True where it lists none. */
bool codeset_has(const CodeSet *set, const char *code);

/* ERR_INPUT names a layer whose code set the pack does not declare, and the nearest that it does.
 */
MUST_CHECK Status pack_expect_codesets(const RulePack *pack, const Project *project, Diag *diag);

#endif
