/* The clauses of a pack: ids, kinds and facts; parts and duties have files of their own. */
#include <string.h>

#include "base/text.h"
#include "rules/pack_read.h"

enum { LONGEST_ID = 31 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The next number of an id, and what follows it; NULL where none stands. */
static const char *number_skip(const char *at)
{
    const char *end = at;

    while (is_digit(*end))
        end++;
    return end > at && end - at <= 4 ? end : NULL;
}

/* "8.5b" is article 8, item (5); "N7-2-1" article 7, item (2)(1). A "+" at the end says that the
 * article's number is not known yet. False where `id` is neither. */
static bool id_split(const char *id, Text *article, Text *item)
{
    const char *at = id, *end;
    char mark;

    while (*at >= 'A' && *at <= 'Z')
        at++;
    mark = at > id ? '-' : '.';
    if (!(end = number_skip(at)))
        return false;
    text_printf(article, "%.*s", (int)(end - at), at);
    while (*end == mark) {
        at = end + 1;
        if (!(end = number_skip(at)))
            return false;
        text_printf(item, "(%.*s)", (int)(end - at), at);
    }
    while (*end >= 'a' && *end <= 'z')
        end++;
    if (*end == '+' && mark == '-')
        end++;
    return *end == '\0' && strlen(id) <= LONGEST_ID;
}

/* The article and item that the id says, unless the clause states them itself. */
static void article_read(PackReader *reader, YamlNode *map, Clause *clause)
{
    const PackTextKey texts[] = {{"article", &clause->article}, {"item", &clause->item}};
    Text article = {0}, item = {0};

    if (!id_split(clause->id, &article, &item))
        pack_mistake(reader, yaml_get(map, "id"),
                     "clauses: '%s' is no clause id; write it as 8.5b, or as N7-2-1 with the "
                     "letters of another law",
                     clause->id);
    clause->article = arena_text(reader->arena, article.text ? article.text : "");
    clause->item = arena_text(reader->arena, item.text ? item.text : "");
    pack_read_text_keys(reader, map, texts, 2);
    if (clause->id[strlen(clause->id) - 1] == '+' && !yaml_get(map, "article"))
        pack_mistake(reader, map, "clause %s: needs article, since its id does not know the number",
                     clause->id);
    if (*clause->item && *clause->item != '(')
        pack_mistake(reader, yaml_get(map, "item"), "item: write '%s' as it is cited: (%s)",
                     clause->item, clause->item);
    text_release(&article);
    text_release(&item);
}

static bool id_read(PackReader *reader, YamlNode *map, Clause *clause)
{
    const PackTextKey texts[] = {{"id", &clause->id}};

    pack_read_text_keys(reader, map, texts, 1);
    if (!clause->id || !*clause->id) {
        pack_mistake(reader, map,
                     "clauses: each needs an id of article, item and letter, such as 8.5b");
        return false;
    }
    reader->clause = clause->id;
    if (pack_clause(reader->pack, clause->id))
        pack_mistake(reader, yaml_get(map, "id"), "clauses: '%s' stands twice", clause->id);
    article_read(reader, map, clause);
    return true;
}

static void kind_read(PackReader *reader, YamlNode *map, Clause *clause)
{
    const PackTextKey texts[] = {{"zh", &clause->title.zh}, {"en", &clause->title.en}};

    pack_read_text_keys(reader, map, texts, 2);
    clause->kind = (ClauseKind)pack_read_word(reader, map, "kind", clause_kind_words, CLAUSE_ZONE);
    if (!yaml_get(map, "kind") || !clause->title.zh || !*clause->title.zh || !clause->title.en ||
        !*clause->title.en)
        pack_mistake(reader, map, "clause %s: needs kind, zh and en", clause->id);
}

static const char *const clause_keys[] = {"id",
                                          "article",
                                          "item",
                                          "zh",
                                          "en",
                                          "kind",
                                          "status",
                                          "valid_from",
                                          "valid_to",
                                          "select",
                                          "parts",
                                          PACK_DUTY_KEYS,
                                          "coordinators",
                                          "coordinators_basis",
                                          "over",
                                          "corresponds",
                                          "retention_min_days",
                                          "retention_max_days",
                                          "public_area",
                                          "restricted",
                                          PACK_FORBIDDING_KEYS,
                                          "view_px_per_m",
                                          "view_incidence_deg",
                                          "buffer",
                                          "requires",
                                          "allowed",
                                          "when",
                                          "punishes",
                                          "penalty",
                                          "sector_standard",
                                          "note",
                                          "source",
                                          NULL};

/* False where the clause has no id and so cannot be kept. */
static bool clause_read(PackReader *reader, YamlNode *map, size_t at)
{
    RulePack *pack = reader->pack;
    Clause *clause = &pack->clauses[at];

    *clause = (Clause){.source = ""};
    if (!pack_is_map(reader, map, "clauses", clause_keys) || !id_read(reader, map, clause))
        return false;
    kind_read(reader, map, clause);
    pack_read_facts(reader, map, clause, &pack->clause_figures[at]);
    selector_read(&clause->select, reader, yaml_get(map, "select"));
    pack_read_duties(reader, map, &clause->duties);
    pack_read_bearers(reader, map, "coordinators", &clause->coordinators);
    pack_read_parts(reader, map, clause, &pack->figures[at]);
    return true;
}

void pack_read_clauses(PackReader *reader, YamlNode *root)
{
    RulePack *pack = reader->pack;
    YamlNode *list = yaml_get(root, "clauses");
    size_t count = pack_list(reader, list, "clauses", true);

    pack->clauses = arena_alloc(pack->arena, count + 1, sizeof *pack->clauses);
    pack->figures = arena_alloc(pack->arena, count + 1, sizeof *pack->figures);
    pack->clause_figures = arena_alloc(pack->arena, count + 1, sizeof *pack->clause_figures);
    for (size_t i = 0; i < count; i++) {
        pack->clause_count += clause_read(reader, yaml_item(list, i), pack->clause_count);
        reader->clause = NULL;
    }
}
