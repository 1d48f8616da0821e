#include "rules/pack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shipped.h"
#include "rules/pack_read.h"

enum { SCHEMA = 1 };

static bool path_exists(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

/* The pack.yaml that `name` means, or NULL. */
static const char *pack_find(Arena *arena, const char *name)
{
    char *shipped = shipped_path(arena_printf(arena, "rules/packs/%s/pack.yaml", name));
    const char *const tries[] = {name, arena_printf(arena, "%s/pack.yaml", name),
                                 arena_text(arena, shipped)};

    free(shipped);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (path_exists(tries[i]))
            return tries[i];
    return NULL;
}

static Status date_read(PackReader *reader, YamlNode *map, const char *key, int *out, Diag *diag)
{
    YamlNode *node = yaml_get(map, key);

    return node && !yaml_is_null(node) ? yaml_date(reader->doc, node, key, out, diag) : OK;
}

static Status body_read(PackReader *reader, YamlNode *map, Body *body, Diag *diag)
{
    static const char *const known[] = {"id", "zh", "en", "from", "to", "source", NULL};
    const PackTextKey keys[] = {{"id", &body->id}, {"zh", &body->name.zh}, {"en", &body->name.en}};
    Status status = yaml_expect_map(reader->doc, map, "bodies", known, diag);

    if (status == OK)
        status = pack_read_text_keys(reader, map, keys, 3, diag);
    if (status == OK)
        status = date_read(reader, map, "from", &body->from, diag);
    if (status == OK)
        status = date_read(reader, map, "to", &body->to, diag);
    if (status == OK && (!body->id || !body->name.zh || !body->name.en))
        status = yaml_fail(reader->doc, map, diag, "bodies: each needs id, zh and en");
    return status;
}

static Status lists_read(PackReader *reader, YamlNode *root, Diag *diag)
{
    RulePack *pack = reader->pack;
    YamlNode *bodies = yaml_get(root, "bodies"), *parameters = yaml_get(root, "parameters");
    Status status = yaml_expect_list(reader->doc, bodies, "bodies", diag);

    pack->body_count = status == OK ? yaml_count(bodies) : 0;
    pack->bodies = arena_alloc(pack->arena, pack->body_count + 1, sizeof *pack->bodies);
    for (size_t i = 0; i < pack->body_count && status == OK; i++)
        status = body_read(reader, yaml_item(bodies, i), &pack->bodies[i], diag);
    if (status == OK)
        status = yaml_expect_list(reader->doc, parameters, "parameters", diag);
    for (size_t i = 0; status == OK && i < yaml_count(parameters); i++)
        status = pack_read_parameter(reader, yaml_item(parameters, i), "pack", false, diag);
    return status;
}

/* Roads that carry traffic and paths, and the codes that code sets have. */
static Status codes_read(PackReader *reader, YamlNode *root, Diag *diag)
{
    static const char *const road_keys[] = {"drive", "service", "walk", NULL};
    static const char *const code_keys[] = {"gbt21010", "gb50137", NULL};
    RulePack *pack = reader->pack;
    RoadClasses *classes = &pack->road_classes;
    YamlNode *roads = yaml_get(root, "roads"), *codes = yaml_get(root, "codes");
    Status status = yaml_expect_map(reader->doc, roads, "roads", road_keys, diag);

    if (status == OK)
        status = pack_read_texts(reader, yaml_get(roads, "drive"), "drive", &classes->drive,
                                 &classes->drive_count, diag);
    if (status == OK)
        status = pack_read_texts(reader, yaml_get(roads, "service"), "service", &classes->service,
                                 &classes->service_count, diag);
    if (status == OK)
        status = pack_read_texts(reader, yaml_get(roads, "walk"), "walk", &classes->walk,
                                 &classes->walk_count, diag);
    if (status == OK && codes)
        status = yaml_expect_map(reader->doc, codes, "codes", code_keys, diag);
    for (int i = 0; status == OK && codes && code_keys[i]; i++) {
        Codeset set = i == 0 ? CODESET_GBT21010 : CODESET_GB50137;
        YamlNode *list = yaml_get(codes, code_keys[i]);
        if (list)
            status = pack_read_texts(reader, list, code_keys[i], &pack->codes[set],
                                     &pack->code_count[set], diag);
    }
    return status;
}

static Status head_read(PackReader *reader, YamlNode *root, Diag *diag)
{
    static const char *const known[] = {"camplan_pack", "id",         "title",    "citation",
                                        "source",       "valid_from", "valid_to", "ladder",
                                        "bodies",       "parameters", "roads",    "codes",
                                        "clauses",      "fallback",   NULL};
    RulePack *pack = reader->pack;
    const PackTextKey keys[] = {{"id", &pack->id},
                                {"citation", &pack->citation},
                                {"source", &pack->source},
                                {"fallback", &pack->fallback}};
    long schema = 0;
    Status status = yaml_expect_map(reader->doc, root, "the pack", known, diag);

    if (status == OK)
        status = yaml_integer(reader->doc, yaml_get(root, "camplan_pack"), "camplan_pack", &schema,
                              diag);
    if (status == OK && schema != SCHEMA)
        status = yaml_fail(reader->doc, yaml_get(root, "camplan_pack"), diag,
                           "camplan_pack: %ld is not a schema that this program knows; it reads %d",
                           schema, SCHEMA);
    if (status == OK)
        status = pack_read_text_keys(reader, root, keys, 4, diag);
    if (status == OK && (!pack->id || !pack->citation))
        status = yaml_fail(reader->doc, NULL, diag, "the pack needs id and citation");
    if (status == OK)
        status = pack_read_words(reader, yaml_get(root, "title"), "title", &pack->title, diag);
    if (status == OK)
        status = date_read(reader, root, "valid_from", &pack->valid_from, diag);
    if (status == OK)
        status = date_read(reader, root, "valid_to", &pack->valid_to, diag);
    return status;
}

static Status pack_fill(PackReader *reader, Diag *diag)
{
    YamlNode *root = yaml_root(reader->doc);
    Status status = head_read(reader, root, diag);

    if (status == OK)
        status = ladders_read(&reader->pack->ladders, reader->arena, NULL, diag);
    if (status == OK)
        status = ladder_state(&reader->pack->ladder, &reader->pack->ladders, reader->arena,
                              reader->doc, yaml_get(root, "ladder"), diag);
    if (status == OK)
        status = lists_read(reader, root, diag);
    if (status == OK)
        status = pack_read_johnson(reader->pack, diag);
    if (status == OK)
        status = codes_read(reader, root, diag);
    if (status == OK)
        status = pack_read_clauses(reader, yaml_get(root, "clauses"), diag);
    if (status == OK && reader->pack->fallback && !pack_fallback(reader->pack))
        status = yaml_fail(reader->doc, yaml_get(root, "fallback"), diag,
                           "fallback: '%s' is no clause of this pack", reader->pack->fallback);
    if (status == OK)
        pack_resolve(reader->pack);
    return status;
}

Status pack_read(RulePack **out, const char *name, Diag *diag)
{
    RulePack *pack = memory_new(1, sizeof *pack);
    PackReader reader = {.pack = pack, .keys = &pack->keys};
    Status status;

    *out = NULL;
    pack->arena = reader.arena = arena_new();
    pack->source = "";
    pack->path = pack_find(pack->arena, name);
    status = pack->path ? yaml_read(&reader.doc, pack->path, diag)
                        : diag_fail(diag, ERR_INPUT,
                                    "rules: there is no rule pack '%s'; name a shipped one "
                                    "(tengchong-2017) or the path of a pack.yaml",
                                    name);
    if (status == OK)
        status = pack_fill(&reader, diag);
    yaml_free(reader.doc);
    if (status == OK)
        *out = pack;
    else
        pack_free(pack);
    return status;
}

void pack_free(RulePack *pack)
{
    if (!pack)
        return;
    free(pack->parameters);
    tag_keys_release(&pack->keys);
    arena_free(pack->arena);
    free(pack);
}

const char *pack_id(const RulePack *pack)
{
    return pack->id;
}

const char *pack_path(const RulePack *pack)
{
    return pack->path;
}

Words pack_title(const RulePack *pack)
{
    return pack->title;
}

const char *pack_ladders_path(const RulePack *pack)
{
    return pack->ladders.path;
}

const char *pack_johnson_path(const RulePack *pack)
{
    return pack->johnson_path;
}

const char *pack_citation(const RulePack *pack)
{
    return pack->citation;
}

int pack_valid_from(const RulePack *pack)
{
    return pack->valid_from;
}

int pack_valid_to(const RulePack *pack)
{
    return pack->valid_to;
}

bool pack_in_force(const RulePack *pack, int as_of)
{
    return as_of >= pack->valid_from && (pack->valid_to == 0 || as_of <= pack->valid_to);
}

size_t pack_clauses(const RulePack *pack, const Clause **out)
{
    *out = pack->clauses;
    return pack->clause_count;
}

const Clause *pack_clause(const RulePack *pack, const char *id)
{
    for (size_t i = 0; i < pack->clause_count; i++)
        if (text_equal(pack->clauses[i].id, id))
            return &pack->clauses[i];
    return NULL;
}

const Body *pack_body(const RulePack *pack, const char *id, int as_of)
{
    for (size_t i = 0; id && *id && i < pack->body_count; i++) {
        const Body *body = &pack->bodies[i];
        if (text_equal(body->id, id) && (body->from == 0 || as_of >= body->from) &&
            (body->to == 0 || as_of <= body->to))
            return body;
    }
    return NULL;
}

const Clause *pack_fallback(const RulePack *pack)
{
    return pack->fallback ? pack_clause(pack, pack->fallback) : NULL;
}

const RoadClasses *pack_road_classes(const RulePack *pack)
{
    return &pack->road_classes;
}

const TagKeys *pack_tag_keys(const RulePack *pack)
{
    return &pack->keys;
}

bool pack_code_known(const RulePack *pack, Codeset codeset, const char *code)
{
    if (pack->code_count[codeset] == 0)
        return true;
    for (size_t i = 0; i < pack->code_count[codeset]; i++)
        if (text_begins(code, pack->codes[codeset][i]))
            return true;
    return false;
}
