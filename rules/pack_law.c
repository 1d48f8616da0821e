/* What the head of a pack says for all clauses: filing, platform, who stands in. */
#include "base/text.h"
#include "rules/pack_read.h"

static void filing_read(PackReader *reader, YamlNode *map)
{
    static const char *const known[] = {
        "clause",          "to",           "days", "from", "removals", "changes",
        "existing_before", "existing_due", NULL};
    static const char *const from_words[] = {"acceptance", "use", NULL};
    Filing *filing = &reader->pack->filing;
    const PackTextKey texts[] = {{"clause", &filing->clause}};
    const PackFlagKey flags[] = {{"removals", &filing->removals}, {"changes", &filing->changes}};
    const char *const *to;
    size_t count;

    if (!map || !pack_is_map(reader, map, "filing", known))
        return;
    pack_read_text_keys(reader, map, texts, 1);
    pack_read_flag_keys(reader, map, flags, 2);
    pack_read_integer(reader, map, "days", &filing->days);
    filing->from_use = pack_read_word(reader, map, "from", from_words, 0) == 1;
    pack_read_date(reader, map, "existing_before", &filing->existing_before);
    pack_read_date(reader, map, "existing_due", &filing->existing_due);
    pack_read_bodies_named(reader, map, "to", &to, &count);
    filing->to = count ? to[0] : "";
    if (!filing->clause || !filing->days || !yaml_get(map, "from"))
        pack_mistake(reader, map, "filing: needs clause, days and from (acceptance or use)");
    if (!filing->existing_before != !filing->existing_due)
        pack_mistake(reader, map,
                     "filing: existing_before and existing_due go together; add the "
                     "other");
}

static void platform_read(PackReader *reader, YamlNode *map)
{
    static const char *const known[] = {"clause", "zh", "en", NULL};
    Platform *platform = &reader->pack->platform;
    const PackTextKey texts[] = {
        {"clause", &platform->clause}, {"zh", &platform->name.zh}, {"en", &platform->name.en}};

    if (!map || !pack_is_map(reader, map, "platform", known))
        return;
    pack_read_text_keys(reader, map, texts, 3);
    if (!platform->clause || !platform->name.zh || !platform->name.en)
        pack_mistake(reader, map, "platform: needs clause, zh and en");
}

void pack_read_law(PackReader *reader, YamlNode *root)
{
    RulePack *pack = reader->pack;

    filing_read(reader, yaml_get(root, "filing"));
    platform_read(reader, yaml_get(root, "platform"));
    pack_read_texts(reader, yaml_get(root, "fallback"), "fallback", &pack->fallbacks,
                    &pack->fallback_count);
    pack_read_bearers(reader, root, "supervisor_default", &pack->supervisor_default);
}
