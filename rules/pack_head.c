/* The head of a pack: what it is, its bodies, parameters, road classes and codes. */
#include "base/text.h"
#include "rules/pack_read.h"

enum { SCHEMA = 1 };

static void read_body(PackReader *reader, YamlNode *map, Body *body)
{
    static const char *const known[] = {"id",   "zh",  "en",     "from", "to",
                                        "also", "own", "source", NULL};
    const char **also;
    const PackTextKey keys[] = {{"id", &body->id}, {"zh", &body->name.zh}, {"en", &body->name.en}};
    const PackFlagKey flags[] = {{"own", &body->own}};

    if (!pack_is_map(reader, map, "bodies", known))
        return;
    pack_read_text_keys(reader, map, keys, 3);
    pack_read_flag_keys(reader, map, flags, 1);
    pack_read_span(reader, map, (PackSpan){"from", "to", &body->from, &body->to});
    pack_read_texts(reader, yaml_get(map, "also"), "also", &also, &body->also_count);
    body->also = also;
    if (!body->id || !body->name.zh || !body->name.en)
        pack_mistake(reader, map, "bodies: each needs id, zh and en");
}

static void read_bodies(PackReader *reader, YamlNode *list)
{
    RulePack *pack = reader->pack;
    size_t count = pack_list(reader, list, "bodies", true);

    pack->bodies = arena_alloc(pack->arena, count + 1, sizeof *pack->bodies);
    for (size_t i = 0; i < count; i++) {
        Body *body = &pack->bodies[pack->body_count];
        *body = (Body){0};
        read_body(reader, yaml_item(list, i), body);
        pack->body_count += body->id != NULL;
    }
}

/* Does another row of the body begin the day after, or none at all later? */
static bool is_followed(const RulePack *pack, const Body *body)
{
    bool later = false;

    for (size_t i = 0; i < pack->body_count; i++) {
        const Body *other = &pack->bodies[i];
        if (other == body || !text_equal(other->id, body->id) || other->from <= body->to)
            continue;
        later = true;
        if (other->from == text_date_add(body->to, 1))
            return true;
    }
    return !later;
}

static bool is_apart(const Body *a, const Body *b)
{
    return (a->to && b->from > a->to) || (b->to && a->from > b->to);
}

void pack_check_bodies(PackReader *reader, YamlNode *list)
{
    const RulePack *pack = reader->pack;

    for (size_t i = 0; i < pack->body_count && pack->body_count == yaml_count(list); i++) {
        const Body *body = &pack->bodies[i];
        for (size_t j = 0; j < i; j++)
            if (text_equal(pack->bodies[j].id, body->id) && !is_apart(&pack->bodies[j], body))
                pack_mistake(reader, yaml_item(list, i),
                             "bodies: two rows of '%s' hold on the same days; mend from and to",
                             body->id);
        if (body->to && !is_followed(pack, body))
            pack_mistake(reader, yaml_item(list, i),
                         "bodies: after %d '%s' has no name for some days; let the next row begin "
                         "the day after",
                         body->to, body->id);
    }
}

static void read_parameters(PackReader *reader, YamlNode *list)
{
    size_t count = pack_list(reader, list, "parameters", true);

    for (size_t i = 0; i < count; i++)
        pack_read_parameter(reader, yaml_item(list, i), "pack", false);
    pack_read_johnson(reader);
}

static void read_roads(PackReader *reader, YamlNode *roads)
{
    static const char *const known[] = {"drive", "service", "walk", NULL};
    RoadClasses *classes = &reader->pack->road_classes;

    if (!pack_is_map(reader, roads, "roads", known))
        return;
    for (size_t i = 0; known[i]; i++)
        if (!yaml_get(roads, known[i]))
            pack_mistake(reader, roads, "roads: '%s' is missing; list its values of highway",
                         known[i]);
    pack_read_texts(reader, yaml_get(roads, "drive"), "drive", &classes->drive,
                    &classes->drive_count);
    pack_read_texts(reader, yaml_get(roads, "service"), "service", &classes->service,
                    &classes->service_count);
    pack_read_texts(reader, yaml_get(roads, "walk"), "walk", &classes->walk, &classes->walk_count);
}

/* The codes that code sets have. */
static void read_codes(PackReader *reader, YamlNode *codes)
{
    static const char *const known[] = {"gbt21010", "gb50137", NULL};
    RulePack *pack = reader->pack;

    if (!codes || !pack_is_map(reader, codes, "codes", known))
        return;
    for (int i = 0; known[i]; i++) {
        Codeset set = i == 0 ? CODESET_GBT21010 : CODESET_GB50137;
        pack_read_texts(reader, yaml_get(codes, known[i]), known[i], &pack->codes[set],
                        &pack->code_count[set]);
    }
}

static void read_schema(PackReader *reader, YamlNode *node)
{
    long schema = 0;

    if (!pack_ok(reader, yaml_integer(reader->doc, node, "camplan_pack", &schema, &reader->diag)))
        return;
    if (schema != SCHEMA)
        pack_mistake(reader, node,
                     "camplan_pack: %ld is not a schema that this program knows; it reads %d",
                     schema, SCHEMA);
}

/* What the pack is, and when it is in force. */
static void read_identity(PackReader *reader, YamlNode *root)
{
    RulePack *pack = reader->pack;
    const PackTextKey keys[] = {
        {"id", &pack->id}, {"citation", &pack->citation}, {"source", &pack->source}};

    read_schema(reader, yaml_get(root, "camplan_pack"));
    pack_read_text_keys(reader, root, keys, sizeof keys / sizeof *keys);
    if (!pack->id || !pack->citation)
        pack_mistake(reader, NULL, "the pack needs id and citation");
    pack_read_words(reader, yaml_get(root, "title"), "title", &pack->title);
    pack_read_span(reader, root,
                   (PackSpan){"valid_from", "valid_to", &pack->valid_from, &pack->valid_to});
}

void pack_read_head(PackReader *reader, YamlNode *root)
{
    static const char *const known[] = {"camplan_pack",
                                        "id",
                                        "title",
                                        "citation",
                                        "source",
                                        "valid_from",
                                        "valid_to",
                                        "ladder",
                                        "bodies",
                                        "parameters",
                                        "roads",
                                        "codes",
                                        "clauses",
                                        "groups",
                                        "fallback",
                                        "filing",
                                        "platform",
                                        "supervisor_default",
                                        "supervisor_default_basis",
                                        NULL};
    RulePack *pack = reader->pack;

    if (!pack_is_map(reader, root, "the pack", known))
        return;
    read_identity(reader, root);
    pack_ok(reader, ladder_state(&pack->ladder, &pack->ladders, reader->arena, reader->doc,
                                 yaml_get(root, "ladder"), &reader->diag));
    read_bodies(reader, yaml_get(root, "bodies"));
    read_parameters(reader, yaml_get(root, "parameters"));
    read_roads(reader, yaml_get(root, "roads"));
    read_codes(reader, yaml_get(root, "codes"));
    pack_read_law(reader, root);
}
