#include "rules/pack_standing.h"

PackStanding pack_standing(const RulePack *pack, int as_of, Arena *arena)
{
    const char *id = pack_id(pack);
    char from[11], to[11] = "", day[11];
    bool early = as_of < pack_valid_from(pack);

    if (pack_in_force(pack, as_of))
        return (PackStanding){.mark = id};
    text_date_format(as_of, day);
    text_date_format(pack_valid_from(pack), from);
    if (pack_valid_to(pack))
        text_date_format(pack_valid_to(pack), to);
    return (PackStanding){
        .mark = early ? arena_printf(arena, "%s: not in force before %s 尚未施行", id, from)
                      : arena_printf(arena, "%s: expired %s 已失效", id, to),
        .warning = {.zh = arena_printf(arena, "规则包 %s 有效期 %s 至 %s，%s %s。", id, from,
                                       *to ? to : "今", day, early ? "尚未施行" : "已失效"),
                    .en = arena_printf(arena, "Rule pack %s was in force from %s to %s, not on %s.",
                                       id, from, *to ? to : "open", day)}};
}
