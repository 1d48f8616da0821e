/* The clauses of a pack: kinds, selectors, parts, duties. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/pack_read.h"

static const char *const kind_words[] = {"zone",    "mobile",      "registry", "dated", "open",
                                         "builder", "prohibition", "duty",     NULL};
static const char *const derive_words[] = {
    "area",   "along",     "junctions", "gates",        "perimeter", "point",    "apron",
    "ends",   "crossings", "band",      "surroundings", "entrances", "interior", "tunnel",
    "fringe", "stops",     NULL};
static const char *const use_words[] = {"street", "long_range", NULL};
static const char *const shape_words[] = {"point", "line", "area", NULL};

/* A number, or the name of a parameter that the pack has. */
static Status figure_read(PackReader *reader, YamlNode *map, const char *key, Figure *out,
                          Diag *diag)
{
    YamlNode *node = yaml_get(map, key);
    const char *text;
    Status status = node ? yaml_text(reader->doc, node, key, &text, diag) : OK;

    if (!node || status != OK)
        return status;
    *out = (Figure){0};
    if (text_number(text, &out->value))
        return OK;
    if (!pack_parameter_find(reader->pack, text))
        return yaml_fail(reader->doc, node, diag,
                         "%s: '%s' is neither a number nor a parameter of this pack", key, text);
    out->parameter = arena_text(reader->arena, text);
    return OK;
}

static Status figures_read(PackReader *reader, YamlNode *map, PartFigures *figures, Diag *diag)
{
    struct {
        const char *key;
        Figure *out;
    } keys[] = {
        {"size", &figures->size},
        {"px_per_m", &figures->px},
        {"k", &figures->k},
        {"target_height_m", &figures->target_height},
        {"max_down_angle_deg", &figures->down_angle},
        {"cross_share", &figures->cross_share},
        {"quota", &figures->quota},
        {"weight", &figures->weight},
        {"critical_dimension_m", &figures->critical},
        {"lit", &figures->lit},
    };
    Status status = OK;

    *figures = (PartFigures){.k = {.value = 1},
                             .target_height = {.value = 1.7},
                             .down_angle = {.value = 90},
                             .cross_share = {.value = 1},
                             .quota = {.value = NAN},
                             .weight = {.value = 1},
                             .critical = {.parameter = "critical_person_m"}};
    if (pack_parameter_find(reader->pack, "target_height_m"))
        figures->target_height.parameter = "target_height_m";
    for (size_t i = 0; i < sizeof keys / sizeof *keys && status == OK; i++)
        status = figure_read(reader, map, keys[i].key, keys[i].out, diag);
    return status;
}

static Status word_read(PackReader *reader, YamlNode *map, const char *key,
                        const char *const *words, int *out, Diag *diag)
{
    YamlNode *node = yaml_get(map, key);
    const char *word;
    Status status = node ? yaml_text(reader->doc, node, key, &word, diag) : OK;

    if (!node || status != OK)
        return status;
    return pack_word_index(reader, node, key, word, words, out, diag);
}

static Status part_shapes_read(PackReader *reader, YamlNode *node, ClausePart *part, Diag *diag)
{
    const char **names;
    size_t count;
    Status status = pack_read_texts(reader, node, "shape", &names, &count, diag);

    for (size_t i = 0; status == OK && i < count; i++) {
        int at = 0;
        status = pack_word_index(reader, node, "shape", names[i], shape_words, &at, diag);
        part->shapes |= 1u << at;
    }
    return status;
}

/* The ladder that a part reads its task by, and the task's px/m on it. */
static Status task_read(PackReader *reader, YamlNode *map, ClausePart *part, PartFigures *figures,
                        Diag *diag)
{
    RulePack *pack = reader->pack;
    YamlNode *node = yaml_get(map, "task"), *ladder = yaml_get(map, "ladder");
    const char **words, *task;
    int at = 0;
    Status status = OK;

    if (part->derive == DERIVE_INTERIOR || part->derive == DERIVE_TUNNEL)
        return OK; /* inventory lines ask no density */
    figures->ladder = pack->ladder;
    if (ladder)
        status = ladder_state(&figures->ladder, &pack->ladders, reader->arena, reader->doc, ladder,
                              diag);
    if (status != OK || (!node && yaml_get(map, "px_per_m")))
        return status;
    if (!node)
        return yaml_fail(reader->doc, map, diag, "parts: '%s' needs a task (or px_per_m)",
                         part->name);
    words = arena_alloc(reader->arena, figures->ladder->count + 1, sizeof *words);
    for (size_t i = 0; i < figures->ladder->count; i++)
        words[i] = figures->ladder->rungs[i].word;
    status = yaml_text(reader->doc, node, "task", &task, diag);
    if (status == OK)
        status = pack_word_index(reader, node, "task", task, words, &at, diag);
    if (status == OK)
        figures->px = (Figure){.value = figures->ladder->rungs[at].px_per_m};
    return status;
}

/* A part that thermal cameras may meet must say what they are to show. */
static Status thermal_check(PackReader *reader, YamlNode *map, const ClausePart *part,
                            const PartFigures *figures, Diag *diag)
{
    YamlNode *ok = yaml_get(map, "thermal_ok");
    double px = figures->px.parameter ? pack_parameter(reader->pack, figures->px.parameter)
                                      : figures->px.value;
    const Rung *rung = figures->ladder ? ladder_rung(figures->ladder, px) : NULL;

    if (!part->requirement.thermal_ok || !figures->ladder || figures->thermal != JOHNSON_NONE ||
        (rung && rung->thermal != JOHNSON_NONE))
        return OK;
    return yaml_fail(reader->doc, ok, diag,
                     "thermal_ok: %s does not say what a thermal camera must show at %g px/m; add "
                     "thermal_task: detection, recognition or identification",
                     figures->ladder->edition, px);
}

/* The words of a part that are no figures. */
static Status part_words_read(PackReader *reader, YamlNode *map, ClausePart *part, Diag *diag)
{
    const PackTextKey texts[] = {{"name", &part->name},
                                 {"zh", &part->title.zh},
                                 {"en", &part->title.en},
                                 {"against", &part->against},
                                 {"at", &part->at}};
    const PackFlagKey flags[] = {{"facing", &part->requirement.facing},
                                 {"thermal_ok", &part->requirement.thermal_ok}};
    YamlNode *from = yaml_get(map, "from"), *shape = yaml_get(map, "shape");
    const char **roles = NULL;
    int derive = -1, use = USE_STREET;
    Status status = pack_read_text_keys(reader, map, texts, sizeof texts / sizeof *texts, diag);

    if (status == OK)
        status = pack_read_flag_keys(reader, map, flags, 2, diag);
    if (status == OK && from)
        status = pack_read_texts(reader, from, "from", &roles, &part->from_count, diag);
    if (status == OK && shape)
        status = part_shapes_read(reader, shape, part, diag);
    if (status == OK)
        status = word_read(reader, map, "derive", derive_words, &derive, diag);
    if (status == OK)
        status = word_read(reader, map, "use", use_words, &use, diag);
    if (status == OK && (!part->name || !part->title.zh || !part->title.en || derive < 0))
        status = yaml_fail(reader->doc, map, diag, "parts: each needs name, zh, en and derive");
    part->from = (const char *const *)roles;
    part->derive = (Derive)derive;
    part->requirement.use = (SurfaceUse)use;
    return status;
}

/* Why this figure: the task and its edition, and how well the edition is known. */
static const char *px_source(const RulePack *pack, YamlNode *map, const PartFigures *figures)
{
    const Ladder *ladder = figures->ladder;
    const char *word = yaml_raw(yaml_get(map, "task"));
    const Rung *rung = word ? ladder_word(ladder, word) : NULL;

    return arena_printf(pack->arena, "planning choice%s%s of %s%s", rung ? ": task " : ", ",
                        rung ? rung->word : "", ladder->edition,
                        rung && !rung->checked ? " (figure from secondary sources)" : "");
}

static Status part_read(PackReader *reader, YamlNode *map, const Clause *clause, ClausePart *part,
                        PartFigures *figures, Diag *diag)
{
    static const char *const known[] = {"name",
                                        "zh",
                                        "en",
                                        "derive",
                                        "from",
                                        "shape",
                                        "against",
                                        "at",
                                        "size",
                                        "task",
                                        "px_per_m",
                                        "k",
                                        "target_height_m",
                                        "facing",
                                        "use",
                                        "max_down_angle_deg",
                                        "cross_share",
                                        "quota",
                                        "weight",
                                        "thermal_ok",
                                        "thermal_task",
                                        "critical_dimension_m",
                                        "lit",
                                        "ladder",
                                        NULL};
    RulePack *pack = reader->pack;
    int thermal = JOHNSON_NONE;
    Status status = yaml_expect_map(reader->doc, map, "parts", known, diag);

    if (status == OK)
        status = part_words_read(reader, map, part, diag);
    if (status == OK)
        status = figures_read(reader, map, figures, diag);
    if (status == OK)
        status = task_read(reader, map, part, figures, diag);
    if (status == OK)
        status = word_read(reader, map, "thermal_task", johnson_task_names, &thermal, diag);
    figures->thermal = (JohnsonTask)thermal;
    if (status == OK)
        status = thermal_check(reader, map, part, figures, diag);
    if (status != OK || part->derive == DERIVE_INTERIOR || part->derive == DERIVE_TUNNEL)
        return status;
    const Parameter px = {
        .name = arena_printf(pack->arena, "%s.%s.px_per_m", clause->id, part->name),
        .value =
            figures->px.parameter ? pack_parameter(pack, figures->px.parameter) : figures->px.value,
        .unit = "px/m",
        .source = px_source(pack, map, figures),
        .from = "pack"};
    pack_parameter_add(pack, &px);
    return OK;
}

static Status parts_read(PackReader *reader, YamlNode *list, Clause *clause, PartFigures **figures,
                         Diag *diag)
{
    Status status = list ? yaml_expect_list(reader->doc, list, "parts", diag) : OK;

    clause->part_count = list && status == OK ? yaml_count(list) : 0;
    clause->parts = arena_alloc(reader->arena, clause->part_count + 1, sizeof *clause->parts);
    *figures = arena_alloc(reader->arena, clause->part_count + 1, sizeof **figures);
    for (size_t i = 0; i < clause->part_count && status == OK; i++)
        status =
            part_read(reader, yaml_item(list, i), clause, &clause->parts[i], &(*figures)[i], diag);
    return status;
}

/* The two numbers of "8.5b", and where its letters begin. */
static bool id_numbers(const char *id, int *article, int *item, char **letters)
{
    long first, second;
    char *dot;

    if (id[0] < '0' || id[0] > '9')
        return false;
    first = strtol(id, &dot, 10);
    if (*dot != '.' || dot[1] < '0' || dot[1] > '9')
        return false;
    second = strtol(dot + 1, letters, 10);
    if (first > 9999 || second > 9999)
        return false;
    *article = (int)first;
    *item = (int)second;
    return true;
}

/* "8.5b": article 8, item 5. */
static Status id_read(PackReader *reader, YamlNode *map, Clause *clause, Diag *diag)
{
    char *letters = NULL;

    if (!clause->id || !id_numbers(clause->id, &clause->article, &clause->item, &letters))
        return yaml_fail(reader->doc, map, diag,
                         "clauses: each needs an id of article, item and letter, such as 8.5b");
    for (const char *rest = letters; *rest; rest++)
        if (*rest < 'a' || *rest > 'z')
            return yaml_fail(reader->doc, map, diag,
                             "clauses: '%s' is no clause id; write it as 8.5b", clause->id);
    for (size_t i = 0; i < reader->pack->clause_count; i++)
        if (text_equal(reader->pack->clauses[i].id, clause->id))
            return yaml_fail(reader->doc, map, diag, "clauses: '%s' stands twice", clause->id);
    return OK;
}

/* Each body that a duty names must be in `bodies`. */
static Status body_check(PackReader *reader, YamlNode *map, const char *id, Diag *diag)
{
    const RulePack *pack = reader->pack;
    Arena *arena;
    const char **known;

    if (!id || !*id)
        return OK;
    for (size_t i = 0; i < pack->body_count; i++)
        if (text_equal(pack->bodies[i].id, id))
            return OK;
    arena = arena_new();
    known = arena_alloc(arena, pack->body_count + 1, sizeof *known);
    for (size_t i = 0; i < pack->body_count; i++)
        known[i] = pack->bodies[i].id;
    int unused;
    Status status = pack_word_index(reader, map, "bodies", id, known, &unused, diag);
    arena_free(arena);
    return status;
}

static Status bodies_check(PackReader *reader, YamlNode *map, const Clause *clause, Diag *diag)
{
    const char *const ids[] = {clause->builder, clause->payer, clause->supervisor,
                               clause->payer_new_works};
    Status status = OK;

    for (size_t i = 0; i < sizeof ids / sizeof *ids && status == OK; i++)
        status = body_check(reader, map, ids[i], diag);
    for (size_t i = 0; i < clause->select->count && status == OK; i++) {
        const Select *select = &clause->select->items[i];
        status = body_check(reader, map, select->builder, diag);
        if (status == OK)
            status = body_check(reader, map, select->payer, diag);
        if (status == OK)
            status = body_check(reader, map, select->supervisor, diag);
    }
    return status;
}

static Status days_read(PackReader *reader, YamlNode *map, const char *key, int *out, Diag *diag)
{
    YamlNode *node = yaml_get(map, key);
    long days = 0;
    Status status = node ? yaml_integer(reader->doc, node, key, &days, diag) : OK;

    *out = (int)days;
    return status;
}

static Status clause_facts_read(PackReader *reader, YamlNode *map, Clause *clause, Diag *diag)
{
    const PackTextKey texts[] = {
        {"id", &clause->id},
        {"zh", &clause->title.zh},
        {"en", &clause->title.en},
        {"status", &clause->status},
        {"builder", &clause->builder},
        {"builder_basis", &clause->builder_basis},
        {"payer", &clause->payer},
        {"payer_basis", &clause->payer_basis},
        {"supervisor", &clause->supervisor},
        {"supervisor_basis", &clause->supervisor_basis},
        {"payer_new_works", &clause->payer_new_works},
        {"payer_new_works_basis", &clause->payer_new_works_basis},
        {"penalty", &clause->penalty},
        {"source", &clause->source},
    };
    const PackFlagKey flags[] = {{"public_area", &clause->public_area},
                                 {"restricted", &clause->restricted}};
    int kind = -1;
    Status status = pack_read_text_keys(reader, map, texts, sizeof texts / sizeof *texts, diag);

    if (status == OK)
        status = pack_read_flag_keys(reader, map, flags, 2, diag);
    if (status == OK)
        status = id_read(reader, map, clause, diag);
    if (status == OK)
        status = word_read(reader, map, "kind", kind_words, &kind, diag);
    if (status == OK)
        status = days_read(reader, map, "retention_min_days", &clause->retention_min_days, diag);
    if (status == OK)
        status = days_read(reader, map, "retention_max_days", &clause->retention_max_days, diag);
    if (status == OK && (kind < 0 || !clause->title.zh || !clause->title.en))
        status = yaml_fail(reader->doc, map, diag, "clause %s: needs kind, zh and en", clause->id);
    clause->kind = (ClauseKind)kind;
    return status;
}

static Status clause_read(PackReader *reader, YamlNode *map, Clause *clause, PartFigures **figures,
                          Diag *diag)
{
    static const char *const known[] = {"id",
                                        "zh",
                                        "en",
                                        "kind",
                                        "status",
                                        "select",
                                        "parts",
                                        "builder",
                                        "builder_basis",
                                        "payer",
                                        "payer_basis",
                                        "supervisor",
                                        "supervisor_basis",
                                        "payer_new_works",
                                        "payer_new_works_basis",
                                        "retention_min_days",
                                        "retention_max_days",
                                        "public_area",
                                        "restricted",
                                        "penalty",
                                        "source",
                                        NULL};
    Status status;

    *clause = (Clause){.status = "mandated",
                       .builder = "",
                       .payer = "",
                       .supervisor = "",
                       .builder_basis = "",
                       .payer_basis = "",
                       .supervisor_basis = "",
                       .source = ""};
    status = yaml_expect_map(reader->doc, map, "clauses", known, diag);
    if (status == OK)
        status = clause_facts_read(reader, map, clause, diag);
    if (status == OK)
        status = selector_read(&clause->select, reader, yaml_get(map, "select"), diag);
    if (status == OK)
        status = bodies_check(reader, map, clause, diag);
    if (status == OK)
        status = parts_read(reader, yaml_get(map, "parts"), clause, figures, diag);
    return status;
}

Status pack_read_clauses(PackReader *reader, YamlNode *list, Diag *diag)
{
    RulePack *pack = reader->pack;
    Status status = yaml_expect_list(reader->doc, list, "clauses", diag);
    size_t count = status == OK ? yaml_count(list) : 0;

    pack->clauses = arena_alloc(pack->arena, count + 1, sizeof *pack->clauses);
    pack->figures = arena_alloc(pack->arena, count + 1, sizeof *pack->figures);
    for (size_t i = 0; i < count && status == OK; i++) {
        status =
            clause_read(reader, yaml_item(list, i), &pack->clauses[i], &pack->figures[i], diag);
        pack->clause_count = i + 1;
    }
    return status;
}
