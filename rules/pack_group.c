/* The groups of clauses that maps draw alike: as the pack says, else one an article and item. */
#include "base/text.h"
#include "rules/pack_read.h"

static bool group_has(const ClauseGroup *group, const Clause *clause)
{
    if (group->clauses)
        return clause_is_under(clause->id, group->clauses);
    return text_equal(clause->article, group->first->article) &&
           text_equal(clause->item, group->first->item);
}

const ClauseGroup *pack_group_of(const RulePack *pack, const Clause *clause, size_t *index)
{
    for (size_t i = 0; i < pack->group_count; i++)
        if (group_has(&pack->groups[i], clause)) {
            *index = i;
            return &pack->groups[i];
        }
    return NULL;
}

static void group_read(PackReader *reader, YamlNode *map, ClauseGroup *group)
{
    static const char *const known[] = {"clauses", "zh", "en", NULL};
    const RulePack *pack = reader->pack;
    const PackTextKey texts[] = {
        {"clauses", &group->clauses}, {"zh", &group->title.zh}, {"en", &group->title.en}};

    if (!pack_is_map(reader, map, "groups", known))
        return;
    pack_read_text_keys(reader, map, texts, 3);
    if (!group->clauses || !group->title.zh || !group->title.en) {
        pack_mistake(reader, map, "groups: each needs clauses, zh and en");
        return;
    }
    for (size_t c = 0; c < pack->clause_count && !group->first; c++)
        if (clause_is_under(pack->clauses[c].id, group->clauses))
            group->first = &pack->clauses[c];
    if (!group->first)
        pack_mistake(reader, yaml_get(map, "clauses"),
                     "groups: there is no clause '%s' and none under it", group->clauses);
}

/* "7(2)(1) the title of the clause"; of several clauses the first one's. */
static const char *title_of(const RulePack *pack, const Clause *first, bool zh)
{
    size_t others = 0;

    for (size_t c = 0; c < pack->clause_count; c++)
        others += &pack->clauses[c] != first && clause_mandates(&pack->clauses[c]) &&
                  group_has(&(ClauseGroup){.first = first}, &pack->clauses[c]);
    return arena_printf(pack->arena, "%s%s %s%s", first->article, first->item,
                        zh ? first->title.zh : first->title.en,
                        !others ? ""
                        : zh    ? "等"
                                : " and others");
}

void pack_read_groups(PackReader *reader, YamlNode *list)
{
    RulePack *pack = reader->pack;
    size_t stated = pack_list(reader, list, "groups", false), index;

    pack->groups = arena_alloc(pack->arena, stated + pack->clause_count + 1, sizeof *pack->groups);
    for (size_t i = 0; i < stated; i++) {
        ClauseGroup group = {0};
        group_read(reader, yaml_item(list, i), &group);
        if (group.first)
            pack->groups[pack->group_count++] = group;
    }
    for (size_t c = 0; c < pack->clause_count; c++) {
        const Clause *clause = &pack->clauses[c];
        if (!clause_mandates(clause) || pack_group_of(pack, clause, &index))
            continue;
        pack->groups[pack->group_count++] =
            (ClauseGroup){.first = clause,
                          .title = {title_of(pack, clause, true), title_of(pack, clause, false)}};
    }
}
