/* Who builds, pays and supervises: the bodies that a clause, an alternative or a part names. */
#include "base/text.h"
#include "rules/pack_read.h"

/* The id of a body, which must be in `bodies`; "" where it is left empty. */
static const char *body_read(PackReader *reader, YamlNode *node, const char *what)
{
    const RulePack *pack = reader->pack;
    const char **known, *id;

    if (!node || (yaml_is_null(node) && !yaml_is_list(node)) || text_equal(yaml_raw(node), ""))
        return "";
    if (!pack_ok(reader, yaml_text(reader->doc, node, what, &id, &reader->diag)))
        return "";
    known = arena_alloc(reader->arena, pack->body_count + 1, sizeof *known);
    for (size_t i = 0; i < pack->body_count; i++) {
        known[i] = pack->bodies[i].id;
        if (text_equal(known[i], id))
            return known[i];
    }
    pack_word_index(reader, node, what, id, known);
    return "";
}

/* {body: police, basis: 10(13), from: ..., to: ...} */
static void row_read(PackReader *reader, YamlNode *map, const char *what, Bearer *out)
{
    static const char *const known[] = {"body", "basis", "from", "to", NULL};
    const PackTextKey texts[] = {{"basis", &out->basis}};

    if (!pack_is_map(reader, map, what, known))
        return;
    if (!yaml_get(map, "body"))
        pack_mistake(reader, map, "%s: needs body (\"\" where the law names nobody)", what);
    out->body = body_read(reader, yaml_get(map, "body"), what);
    pack_read_text_keys(reader, map, texts, 1);
    pack_read_span(reader, map, (PackSpan){"from", "to", &out->from, &out->to});
}

void pack_read_bearers(PackReader *reader, YamlNode *map, const char *key, Bearers *out)
{
    const char *basis_key = arena_printf(reader->arena, "%s_basis", key), *basis = "";
    const PackTextKey texts[] = {{basis_key, &basis}};
    YamlNode *node = yaml_get(map, key);
    bool list = yaml_is_list(node);

    pack_read_text_keys(reader, map, texts, 1);
    if (!node && yaml_get(map, basis_key))
        pack_mistake(reader, yaml_get(map, basis_key),
                     "%s: says why, but not who; add %s (\"\" where the law names nobody)",
                     basis_key, key);
    if (!node)
        return;
    out->count = list ? yaml_count(node) : 1;
    out->rows = arena_alloc(reader->arena, out->count + 1, sizeof *out->rows);
    for (size_t i = 0; i < out->count; i++) {
        YamlNode *item = list ? yaml_item(node, i) : node;
        out->rows[i] = (Bearer){.body = "", .basis = basis};
        if (yaml_is_map(item))
            row_read(reader, item, key, &out->rows[i]);
        else
            out->rows[i].body = body_read(reader, item, key);
        if (!*out->rows[i].basis)
            pack_mistake(reader, item, "%s: says who, but not why; add %s, the article", key,
                         yaml_is_map(item) ? "basis" : basis_key);
    }
}

void pack_read_duties(PackReader *reader, YamlNode *map, ClauseDuties *out)
{
    pack_read_bearers(reader, map, "builder", &out->builder);
    pack_read_bearers(reader, map, "payer", &out->payer);
    pack_read_bearers(reader, map, "supervisor", &out->supervisor);
    pack_read_bearers(reader, map, "builder_new_works", &out->builder_new_works);
    pack_read_bearers(reader, map, "payer_new_works", &out->payer_new_works);
    pack_read_bearers(reader, map, "supervisor_new_works", &out->supervisor_new_works);
}

void pack_read_bodies_named(PackReader *reader, YamlNode *map, const char *key,
                            const char *const **out, size_t *count)
{
    YamlNode *node = yaml_get(map, key);
    bool list = yaml_is_list(node);
    size_t most = list ? yaml_count(node) : node ? 1 : 0;
    const char **ids = arena_alloc(reader->arena, most + 1, sizeof *ids);

    *count = 0;
    for (size_t i = 0; i < most; i++) {
        const char *id = body_read(reader, list ? yaml_item(node, i) : node, key);
        if (*id)
            ids[(*count)++] = id;
    }
    *out = ids;
}
