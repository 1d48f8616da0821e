/* pack_read.h - what the readers of a rule pack's parts share.
 *
 * Used by pack*.c and selector.c only. Every text is copied to the pack's
 * arena. Errors name file:line:column and what would mend them.
 */
#ifndef RULES_PACK_READ_H
#define RULES_PACK_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/yaml.h"
#include "rules/codeset.h"
#include "rules/ladder.h"
#include "rules/pack.h"
#include "rules/pack_mistake.h"
#include "rules/selector.h"

/* Reading goes on after a mistake: it is kept, and what could not be read stays as it was. */
typedef struct PackReader {
    YamlDoc *doc;
    Arena *arena;
    TagKeys *keys;
    RulePack *pack;
    PackMistakes *mistakes;
    const char *clause; /* the one being read, which mistakes name; or NULL */
    Diag diag;          /* of the step that pack_ok() judges */
} PackReader;

/* Was the step well? Its failure, in reader->diag, is kept as a mistake. */
bool pack_ok(PackReader *reader, Status status);
void pack_mistake(PackReader *reader, YamlNode *node, const char *fmt, ...) PRINTF_LIKE(3, 4);

typedef struct {
    const char *key;
    const char **out; /* untouched when the key is absent */
} PackTextKey;

typedef struct {
    const char *key;
    bool *out;
} PackFlagKey;

/* False unless `node` is a map; every key that is not known is a mistake. */
bool pack_is_map(PackReader *reader, YamlNode *node, const char *what, const char *const *known);
/* The items of a list; 0 where it is absent and may be, or is none. */
size_t pack_list(PackReader *reader, YamlNode *node, const char *what, bool needed);
void pack_read_text_keys(PackReader *reader, YamlNode *map, const PackTextKey *keys, size_t count);
void pack_read_flag_keys(PackReader *reader, YamlNode *map, const PackFlagKey *keys, size_t count);
/* One text or a list of texts; absent: none. */
void pack_read_texts(PackReader *reader, YamlNode *node, const char *what, const char ***out,
                     size_t *count);
/* {zh: ..., en: ...}, both needed. */
void pack_read_words(PackReader *reader, YamlNode *node, const char *what, Words *out);
void pack_read_date(PackReader *reader, YamlNode *map, const char *key, int *out);
/* Two dates, the first not after the second. */
typedef struct {
    const char *from_key, *to_key;
    int *from, *to;
} PackSpan;
void pack_read_span(PackReader *reader, YamlNode *map, PackSpan span);
void pack_read_integer(PackReader *reader, YamlNode *map, const char *key, int *out);
/* Position of `word` among the NULL-terminated `words`; -1 and a mistake that names the nearest. */
int pack_word_index(PackReader *reader, YamlNode *node, const char *what, const char *word,
                    const char *const *words);
/* The same of the word under `key`; `otherwise` where it is absent or not known. */
int pack_read_word(PackReader *reader, YamlNode *map, const char *key, const char *const *words,
                   int otherwise);
/* Bits 1 << position for one word or a list of words; absent: 0. */
unsigned pack_read_bits(PackReader *reader, YamlNode *map, const char *key,
                        const char *const *words);

/* A figure of a part: a number, or the parameter that holds it. */
typedef struct {
    const char *parameter; /* NULL: `value` */
    double value;
    bool stated; /* by the pack or the project; else what holds without a word */
} Figure;

/* What the figures of a ClausePart are taken from, so that overrides reach them. */
typedef struct {
    Figure size, px, k, target_height, down_angle, cross_share, quota, weight, critical, lit;
    const Ladder *ladder;
    JohnsonTask thermal; /* stated by the part; JOHNSON_NONE: what the ladder says */
} PartFigures;

/* The same of a clause. */
typedef struct {
    Figure view_px, view_incidence, buffer;
} ClauseFigures;

/* The values of highway=* that make the road network, by what they carry:
 * drive: public roads; service: driveways and yards; walk: tracks, paths, footways. */
typedef struct {
    const char **drive, **service, **walk;
    size_t drive_count, service_count, walk_count;
} RoadClasses;

struct RulePack {
    Arena *arena;
    const char *id, *path, *citation, *source;
    Words title;
    int valid_from, valid_to;
    LadderSet ladders;    /* the shipped editions */
    const Ladder *ladder; /* the pack's own choice */
    const char *johnson_path;
    Body *bodies;
    size_t body_count;
    Parameter *parameters;
    size_t parameter_count, parameter_capacity;
    Clause *clauses;
    ClauseFigures *clause_figures;
    PartFigures **figures; /* by clause, by part */
    size_t clause_count;
    TagKeys keys;
    const char **fallbacks; /* clauses whose bearers stand in, in this order */
    size_t fallback_count;
    Filing filing;     /* `clause` NULL: none */
    Platform platform; /* the same */
    ClauseGroup *groups;
    size_t group_count;
    Bearers supervisor_default;
    RoadClasses road_classes;
    CodeSet *codesets;
    size_t codeset_count;
};

/* Each reads its own part of the file; the order is that of what they refer to. */
void pack_read_head(PackReader *reader, YamlNode *root);
void pack_read_clauses(PackReader *reader, YamlNode *root);
void pack_read_parts(PackReader *reader, YamlNode *map, Clause *clause, PartFigures **figures);
void pack_read_facts(PackReader *reader, YamlNode *map, Clause *clause, ClauseFigures *figures);
void pack_read_law(PackReader *reader, YamlNode *root);
/* After the clauses, which it groups. */
void pack_read_groups(PackReader *reader, YamlNode *list);
/* Once all is read: names of other parts of the pack, keys that suit the kind, dates. */
void pack_check_bodies(PackReader *reader, YamlNode *list);
/* The names in `over` of a clause and its parts. */
void pack_check_over(PackReader *reader, const Clause *clause, YamlNode *map);
void pack_check_clauses(PackReader *reader, YamlNode *list);
/* Is each parameter read by something? */
void pack_check_parameters(PackReader *reader, YamlNode *root);
/* Is it a word of letters, digits, - and _, so that it may stand in a key, a field or a path? */
bool pack_is_word(const char *text);
/* Are a part's figures in range? */
void pack_check_figures(PackReader *reader, YamlNode *map, const PartFigures *figures);
/* A clause without a penalty has that of the clause which punishes its breach. */
void pack_share_penalties(RulePack *pack);

/* What clauses, alternatives and parts have in common. */
#define PACK_DUTY_KEYS                                                                             \
    "builder", "builder_basis", "payer", "payer_basis", "supervisor", "supervisor_basis",          \
        "builder_new_works", "builder_new_works_basis", "payer_new_works",                         \
        "payer_new_works_basis", "supervisor_new_works", "supervisor_new_works_basis"
#define PACK_FORBIDDING_KEYS "measured", "building", "open_air", "temporary", "dated", "any_density"
void pack_read_duties(PackReader *reader, YamlNode *map, ClauseDuties *out);
/* `key` and its `_basis`: a body, or a list of bodies and of {body, basis, from, to}. */
void pack_read_bearers(PackReader *reader, YamlNode *map, const char *key, Bearers *out);
/* One body id or a list of them. */
void pack_read_bodies_named(PackReader *reader, YamlNode *map, const char *key,
                            const char *const **out, size_t *count);
void pack_read_forbidding(PackReader *reader, YamlNode *map, Forbidding *out);
/* The shipped Johnson criteria that the pack does not state itself. */
void pack_read_johnson(PackReader *reader);
/* One entry of a list of parameters; `from` says whose. */
void pack_read_parameter(PackReader *reader, YamlNode *map, const char *from, bool known_may_stand);
/* A number, or the name of a parameter that the pack has; absent: `out` stays. */
void pack_read_figure(PackReader *reader, YamlNode *map, const char *key, Figure *out);
double pack_figure(const RulePack *pack, const Figure *figure);
/* Fill the parts' figures from the parameters, after reading and after overriding. */
void pack_resolve(RulePack *pack);
/* The word, the edition and what a thermal camera must show, for the density that `out` has. */
void pack_resolve_ladder(const RulePack *pack, const PartFigures *figures, double critical_m,
                         Requirement *out);
/* ERR_INPUT where the project would loosen what prohibitions and consent count by. */
Status pack_check_stricter(const RulePack *pack, const Parameter *parameter,
                           const ProjectOverride *override, Diag *diag);
/* The word of the i-th figure of a part; NULL past the last. */
const char *pack_figure_word(size_t i);
/* ERR_INPUT for a key that nothing has: the nearest of its own clause, else of the pack. */
Status pack_key_unknown(const RulePack *pack, const ProjectOverride *override, Diag *diag);
/* ERR_INPUT where no road of the pack is of the class, with the nearest that is known. */
Status pack_expect_class(const RulePack *pack, const ProjectWidth *width, Diag *diag);
Parameter *pack_parameter_find(RulePack *pack, const char *name); /* NULL: none */
Parameter *pack_parameter_add(RulePack *pack, const Parameter *parameter);

/* What the zones need besides the clauses. */
/* Values of highway=* by what they carry. */
const RoadClasses *pack_road_classes(const RulePack *pack);
const TagKeys *pack_tag_keys(const RulePack *pack);

#endif
