#include "rules/pack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/folder.h"
#include "data/shipped.h"
#include "rules/pack_read.h"

static bool path_exists(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

/* Of an id; NULL: none is shipped that is called so. */
static const char *pack_shipped(Arena *arena, const char *name)
{
    char *shipped = shipped_path(arena_printf(arena, "rules/packs/%s/pack.yaml", name));
    const char *path =
        !strchr(name, '/') && path_exists(shipped) ? arena_text(arena, shipped) : NULL;

    free(shipped);
    return path;
}

/* The pack.yaml that `name` means, or NULL: a shipped id goes before a file of that name. */
static const char *pack_find(Arena *arena, const char *name)
{
    const char *const tries[] = {name, arena_printf(arena, "%s/pack.yaml", name)};
    const char *found = pack_shipped(arena, name);

    for (size_t i = 0; i < sizeof tries / sizeof *tries && !found; i++)
        if (path_exists(tries[i]))
            found = arena_text(arena, tries[i]);
    return found;
}

static Status pack_unknown(const char *place, const char *name, Diag *diag)
{
    char *folder = shipped_path("rules/packs");
    FolderList packs = folder_list(folder);
    const char **known = memory_new(packs.count + 1, sizeof *known);
    const char *nearest;
    Text shipped = {0};

    for (size_t i = 0; i < packs.count; i++) {
        known[i] = packs.names[i];
        text_printf(&shipped, "%s%s", i ? ", " : "", packs.names[i]);
    }
    nearest = text_nearest(name, known);
    diag_fail(diag, ERR_INPUT,
              "%s%srules: there is no rule pack '%s'%s%s%s; name a shipped one (%s) or the path of "
              "a pack.yaml",
              place, *place ? ": " : "", name, nearest ? "; did you mean '" : "",
              nearest ? nearest : "", nearest ? "'?" : "", shipped.text ? shipped.text : "none");
    free(known);
    text_release(&shipped);
    folder_list_release(&packs);
    free(folder);
    return ERR_INPUT;
}

static void check_clause_named(PackReader *reader, YamlNode *node, const char *what, const char *id)
{
    if (id && !pack_clause(reader->pack, id))
        pack_mistake(reader, node, "%s: '%s' is no clause of this pack", what, id);
}

/* Names that stand before what they name is read. */
static void check_names(PackReader *reader, YamlNode *root)
{
    const RulePack *pack = reader->pack;

    for (size_t i = 0; i < pack->fallback_count; i++)
        check_clause_named(reader, yaml_get(root, "fallback"), "fallback", pack->fallbacks[i]);
    check_clause_named(reader, yaml_get(root, "filing"), "filing", pack->filing.clause);
    check_clause_named(reader, yaml_get(root, "platform"), "platform", pack->platform.clause);
}

static void read_all(PackReader *reader, YamlNode *root)
{
    pack_read_head(reader, root);
    pack_read_clauses(reader, root);
    pack_read_groups(reader, yaml_get(root, "groups"));
    check_names(reader, root);
    pack_check_bodies(reader, yaml_get(root, "bodies"));
    pack_check_clauses(reader, yaml_get(root, "clauses"));
    pack_check_parameters(reader, root);
}

static Status pack_fill(PackReader *reader, Text *mistakes, Diag *diag)
{
    Status status = ladders_read(&reader->pack->ladders, reader->arena, NULL, diag);

    if (status != OK)
        return status;
    read_all(reader, yaml_root(reader->doc));
    status = pack_mistakes_tell(reader->mistakes, reader->pack->path, mistakes, diag);
    if (status != OK)
        return status;
    pack_share_penalties(reader->pack);
    pack_resolve(reader->pack);
    return OK;
}

Status pack_read_listing(RulePack **out, const char *name, Text *listing, Diag *diag)
{
    RulePack *pack = memory_new(1, sizeof *pack);
    PackMistakes mistakes = {0};
    PackReader reader = {.pack = pack, .keys = &pack->keys, .mistakes = &mistakes};
    Status status;

    *out = NULL;
    pack->arena = reader.arena = arena_new();
    pack->source = "";
    pack->path = pack_find(pack->arena, name);
    status = pack->path ? yaml_read(&reader.doc, pack->path, diag) : pack_unknown("", name, diag);
    if (status == OK)
        status = pack_fill(&reader, listing, diag);
    yaml_free(reader.doc);
    pack_mistakes_release(&mistakes);
    if (status == OK)
        *out = pack;
    else
        pack_free(pack);
    return status;
}

Status pack_read(RulePack **out, const char *name, Diag *diag)
{
    Text listing = {0};
    Status status = pack_read_listing(out, name, &listing, diag);
    char *line = listing.text, *end;

    /* One mistake is the diagnosis itself. */
    for (; line && (end = strchr(line, '\n')) && strstr(diag->message, " mistakes");
         line = end + 1) {
        *end = '\0';
        log_error("%s", line);
    }
    text_release(&listing);
    return status;
}

Status pack_read_of(RulePack **out, const Project *project, Diag *diag)
{
    const char *name = project->rules, *place = project->rules_place ? project->rules_place : "";
    Arena *arena = arena_new();
    const char *path = strchr(name, '/') ? pack_find(arena, name) : pack_shipped(arena, name);
    Status status =
        path ? pack_read(out, path, diag) : pack_unknown(place, project->rules_written, diag);

    arena_free(arena);
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

static bool ends_with(const char *words, const char *end)
{
    size_t length = strlen(words), tail = strlen(end);

    return tail > 0 && tail <= length && text_equal_nocase(words + length - tail, end);
}

bool body_is_called(const Body *body, const char *words)
{
    bool called = ends_with(words, body->name.zh) || ends_with(words, body->name.en);

    for (size_t i = 0; i < body->also_count && !called; i++)
        called = ends_with(words, body->also[i]);
    return called;
}

const Body *pack_body_at(const RulePack *pack, size_t i)
{
    return i < pack->body_count ? &pack->bodies[i] : NULL;
}

const Clause *pack_fallback_at(const RulePack *pack, size_t i)
{
    return i < pack->fallback_count ? pack_clause(pack, pack->fallbacks[i]) : NULL;
}

const Clause *pack_fallback(const RulePack *pack)
{
    return pack->fallback_count ? pack_fallback_at(pack, pack->fallback_count - 1) : NULL;
}

const Filing *pack_filing(const RulePack *pack)
{
    return pack->filing.clause ? &pack->filing : NULL;
}

const Platform *pack_platform(const RulePack *pack)
{
    return pack->platform.clause ? &pack->platform : NULL;
}

const Bearer *pack_default_supervisor(const RulePack *pack)
{
    return pack->supervisor_default.count ? pack->supervisor_default.rows : NULL;
}

const RoadClasses *pack_road_classes(const RulePack *pack)
{
    return &pack->road_classes;
}

const TagKeys *pack_tag_keys(const RulePack *pack)
{
    return &pack->keys;
}

const char *pack_tag_key(const RulePack *pack, size_t key)
{
    return pack->keys.items[key];
}
