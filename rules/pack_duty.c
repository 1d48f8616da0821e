/* Who builds, pays and supervises: the bodies that a clause and its alternatives name. */
#include "base/text.h"
#include "rules/pack_read.h"

/* Each body that a duty names must be in `bodies`. */
static void body_check(PackReader *reader, YamlNode *map, const char *key, const char *id)
{
    const RulePack *pack = reader->pack;
    const char **known;

    if (!id || !*id)
        return;
    for (size_t i = 0; i < pack->body_count; i++)
        if (text_equal(pack->bodies[i].id, id))
            return;
    known = arena_alloc(reader->arena, pack->body_count + 1, sizeof *known);
    for (size_t i = 0; i < pack->body_count; i++)
        known[i] = pack->bodies[i].id;
    pack_word_index(reader, yaml_get(map, key), "bodies", id, known);
}

void pack_read_duties(PackReader *reader, YamlNode *map, Clause *clause)
{
    const PackTextKey texts[] = {
        {"builder", &clause->builder},
        {"builder_basis", &clause->builder_basis},
        {"payer", &clause->payer},
        {"payer_basis", &clause->payer_basis},
        {"supervisor", &clause->supervisor},
        {"supervisor_basis", &clause->supervisor_basis},
        {"payer_new_works", &clause->payer_new_works},
        {"payer_new_works_basis", &clause->payer_new_works_basis},
    };
    YamlNode *list = yaml_get(map, "select");

    pack_read_text_keys(reader, map, texts, sizeof texts / sizeof *texts);
    body_check(reader, map, "builder", clause->builder);
    body_check(reader, map, "payer", clause->payer);
    body_check(reader, map, "supervisor", clause->supervisor);
    body_check(reader, map, "payer_new_works", clause->payer_new_works);
    for (size_t i = 0; i < clause->select->count; i++) {
        const Select *select = &clause->select->items[i];
        body_check(reader, yaml_item(list, i), "builder", select->builder);
        body_check(reader, yaml_item(list, i), "payer", select->payer);
        body_check(reader, yaml_item(list, i), "supervisor", select->supervisor);
    }
}
