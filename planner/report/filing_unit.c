#include "planner/report/filing_unit.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "rules/duty.h"

/* A zone whose builder is the unit of its place. */
typedef struct {
    const char *name, *owner; /* of the place; NULL: the owner is not said, or nobody */
    const char *unit;         /* NULL: somebody else builds it */
} ZoneUnit;

struct FilingUnits {
    const Outcome *outcome;
    Arena *arena;
    ZoneUnit *zones; /* one a zone */
};

/* --- bodies --------------------------------------------------------------------------- */

static bool is_of_place(const Body *body)
{
    return body->own || text_equal(body->id, "owner");
}

/* Do the words name whoever runs the place in question? */
static bool names_unit_of_place(const RulePack *pack, const Words *words)
{
    const Body *body;

    for (size_t i = 0; (body = pack_body_at(pack, i)); i++)
        if (is_of_place(body) && text_equal(body->name.zh, words->zh))
            return true;
    return false;
}

/* "公安局 Police"; once where both are equal. */
static const char *words_text(Arena *arena, const Words *words)
{
    return text_equal(words->zh, words->en) ? words->zh
                                            : arena_printf(arena, "%s %s", words->zh, words->en);
}

static bool shares_a_name(const Body *body, const Body *other)
{
    for (size_t i = 0; i < other->also_count; i++)
        for (size_t k = 0; k < body->also_count; k++)
            if (text_equal_nocase(body->also[k], other->also[i]))
                return true;
    return false;
}

/* Does it take in another body, and more besides? */
static bool is_many(const RulePack *pack, const Body *body)
{
    const Body *other;

    for (size_t i = 0; (other = pack_body_at(pack, i)); i++)
        if (!text_equal(other->id, body->id) && other->also_count < body->also_count &&
            shares_a_name(body, other))
            return true;
    return false;
}

/* The government of a township by its name alone, or as the pack calls it; NULL: none. */
static const char *township_called(const Outcome *outcome, const char *text, Arena *arena)
{
    static const char *const rests[] = {"", "人民政府", " township government"};
    const Scene *scene = outcome->scene;

    if (!pack_body(outcome->pack, "township", scene->project->as_of))
        return NULL;
    for (size_t t = 0; t < scene->township_count; t++) {
        const char *name = scene->townships[t].name;
        if (!name || !*name || !text_begins(text, name))
            continue;
        for (size_t i = 0; i < sizeof rests / sizeof *rests; i++)
            if (text_equal(text + strlen(name), rests[i]))
                return arena_printf(arena, "%s人民政府 %s township government", name, name);
    }
    return NULL;
}

/* The body that a camera list means, as it is called on the day; NULL: somebody else. */
static const char *body_called(const Outcome *outcome, const char *text, Arena *arena)
{
    const RulePack *pack = outcome->pack;
    const Body *body;

    for (size_t i = 0; (body = pack_body_at(pack, i)); i++) {
        const Body *now = pack_body(pack, body->id, outcome->project->as_of);
        if (now && !is_of_place(body) && !text_equal(body->id, "nobody") &&
            body_is_called(body, text) && !is_many(pack, body))
            return words_text(arena, &now->name);
    }
    return township_called(outcome, text, arena);
}

/* --- places --------------------------------------------------------------------------- */

/* Without the section that a long road is cut into: "Ring Road (2/3)". */
static const char *whole_name(const char *name, Arena *arena)
{
    const char *section = strrchr(name, '(');
    size_t at, of;
    int end = 0;

    if (!section || section == name || section[-1] != ' ' ||
        sscanf(section, "(%zu/%zu)%n", &at, &of, &end) != 2 || !end || section[end])
        return name;
    return arena_printf(arena, "%.*s", (int)(section - 1 - name), name);
}

/* Who owns the place, as its layer says; NULL: not said, or nobody. */
static const char *stated_owner(const Outcome *outcome, const Zone *zone)
{
    const Layer *layer = scene_layer(outcome->scene, zone->layer);

    for (size_t i = 0; layer && i < layer->count; i++) {
        const Selected of = {.layer = layer, .feature = &layer->features[i]};
        if (layer->features[i].fid == zone->fid)
            return selected_ownerless(&of, outcome->pack) ? NULL : selected_owner(&of);
    }
    return NULL;
}

/* The words for whoever runs a place: one name for all the pack's bodies of that kind. */
static const Words *unit_words(const Outcome *outcome, const Zone *zone)
{
    const Body *body;

    for (size_t i = 0; (body = pack_body_at(outcome->pack, i)); i++)
        if (is_of_place(body))
            return &body->name;
    return &zone->duty.builder;
}

static ZoneUnit unit_of_zone(const Outcome *outcome, const Zone *zone, Arena *arena)
{
    ZoneUnit unit = {.name = whole_name(zone->name, arena)};
    const char *words;

    if (!names_unit_of_place(outcome->pack, &zone->duty.builder))
        return unit;
    unit.owner = stated_owner(outcome, zone);
    words = unit.owner ? unit.owner : unit.name;
    unit.unit = *words ? body_called(outcome, words, arena) : NULL;
    if (!unit.unit)
        unit.unit = arena_printf(arena, "%s (%s)", words_text(arena, unit_words(outcome, zone)),
                                 *words ? words : zone->id);
    return unit;
}

FilingUnits *filing_units_new(const Outcome *outcome, Arena *arena)
{
    const ZoneSet *zones = outcome->zones;
    FilingUnits *units = arena_alloc(arena, 1, sizeof *units);

    *units = (FilingUnits){outcome, arena,
                           arena_alloc(arena, zones->zone_count + 1, sizeof *units->zones)};
    for (size_t z = 0; z < zones->zone_count; z++)
        units->zones[z] = unit_of_zone(outcome, &zones->zones[z], arena);
    return units;
}

/* The unit of the place that the words name, or whose owner they are; NULL: no such place. */
static const char *unit_called(const FilingUnits *units, const char *text)
{
    for (size_t z = 0; z < units->outcome->zones->zone_count; z++) {
        const ZoneUnit *one = &units->zones[z];
        if (one->unit &&
            (text_equal(one->name, text) || (one->owner && text_equal(one->owner, text))))
            return one->unit;
    }
    return NULL;
}

/* --- a camera ------------------------------------------------------------------------- */

static const char *unit_of_existing(const FilingUnits *units, const Camera *camera)
{
    const char *text = camera->builder ? camera->builder : camera->operator_name;
    const char *unit;

    if (!text || !*text)
        return "安装者 who installed it";
    unit = unit_called(units, text);
    unit = unit ? unit : body_called(units->outcome, text, units->arena);
    return unit ? unit : text;
}

const char *filing_unit_of(const FilingUnits *units, const CameraRow *row)
{
    const char *of_place =
        row->zone ? units->zones[row->zone - units->outcome->zones->zones].unit : NULL;

    if (row->camera)
        return unit_of_existing(units, row->camera);
    if (!row->zone)
        return "";
    return of_place ? of_place : words_text(units->arena, &row->zone->duty.builder);
}
