#include "rules/codeset.h"

#include "base/text.h"
#include "rules/pack_read.h"

/* {title: ..., codes: [...]}, or the codes alone. */
static void codeset_read(PackReader *reader, YamlNode *node, CodeSet *set)
{
    static const char *const known[] = {"title", "codes", NULL};
    const PackTextKey keys[] = {{"title", &set->title}};
    YamlNode *codes = node;

    if (yaml_is_map(node)) {
        pack_is_map(reader, node, set->name, known);
        pack_read_text_keys(reader, node, keys, 1);
        codes = yaml_get(node, "codes");
    }
    if (codes && !yaml_is_null(codes))
        pack_read_texts(reader, codes, set->name, &set->codes, &set->code_count);
}

void codesets_read(PackReader *reader, YamlNode *codes)
{
    RulePack *pack = reader->pack;

    if (!codes)
        return;
    if (!yaml_is_map(codes)) {
        pack_mistake(reader, codes,
                     "codes: expected code sets and their codes ({gbt21010: [\"0101\"]})");
        return;
    }
    pack->codesets = arena_alloc(pack->arena, yaml_count(codes) + 1, sizeof *pack->codesets);
    for (size_t i = 0; i < yaml_count(codes); i++) {
        CodeSet *set = &pack->codesets[pack->codeset_count];
        const char *name;
        YamlNode *node = yaml_pair(reader->doc, codes, i, &name);
        *set = (CodeSet){.name = arena_text(pack->arena, name), .title = NULL};
        if (select_has_key(name) || text_equal(name, "none"))
            pack_mistake(reader, yaml_key(codes, i),
                         "codes: '%s' means something else in selectors; give the set another name",
                         name);
        codeset_read(reader, node, set);
        set->title = set->title ? set->title : set->name;
        pack->codeset_count++;
    }
}

const CodeSet *pack_codeset(const RulePack *pack, const char *name)
{
    for (size_t i = 0; name && i < pack->codeset_count; i++)
        if (text_equal(pack->codesets[i].name, name))
            return &pack->codesets[i];
    return NULL;
}

const char **pack_codeset_names(const RulePack *pack, Arena *arena, const char *const *first)
{
    size_t count = 0, at = 0;

    while (first && first[count])
        count++;
    const char **names = arena_alloc(arena, count + pack->codeset_count + 1, sizeof *names);
    for (; at < count; at++)
        names[at] = first[at];
    for (size_t i = 0; i < pack->codeset_count; i++)
        names[at++] = pack->codesets[i].name;
    return names;
}

bool codeset_has(const CodeSet *set, const char *code)
{
    if (!set || set->code_count == 0)
        return true;
    for (size_t i = 0; i < set->code_count; i++)
        if (text_begins(code, set->codes[i]))
            return true;
    return false;
}

static Status codeset_unknown(const RulePack *pack, const ProjectLayer *layer, Diag *diag)
{
    Arena *arena = arena_new();
    const char **names = pack_codeset_names(pack, arena, (const char *const[]){CODESET_OSM, NULL});
    const char *nearest = text_nearest(layer->codeset, names);
    Text list = {0};

    text_list(&list, names, 12);
    diag_fail(diag, ERR_INPUT,
              "%s: layer %s: rule pack %s declares no code set '%s'; %s%s%s or declare it under "
              "`codes` of a pack of your own",
              layer->ref.place ? layer->ref.place : "layers", layer->id, pack_id(pack),
              layer->codeset,
              nearest ? "did you mean '" : "write one of: ", nearest ? nearest : list.text,
              nearest ? "'," : ",");
    text_release(&list);
    arena_free(arena);
    return ERR_INPUT;
}

Status pack_expect_codesets(const RulePack *pack, const Project *project, Diag *diag)
{
    for (size_t i = 0; i < project->layer_count; i++) {
        const ProjectLayer *layer = &project->layers[i];
        if (layer->codeset && !layer->map_only && !project_layer_has_tags(layer) &&
            !pack_codeset(pack, layer->codeset))
            return codeset_unknown(pack, layer, diag);
    }
    return OK;
}
