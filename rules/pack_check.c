/* What a pack says must hold together: names of its other parts, and keys that suit the kind. */
#include "base/text.h"
#include "rules/pack_read.h"

/* The clause that is checked, and where it stands in the file. */
typedef struct {
    PackReader *reader;
    const RulePack *pack;
    const Clause *clause;
    YamlNode *map;
} Check;

/* A mistake that names the nearest of `known`, where `name` is none of them. */
static void expect_name(const Check *check, YamlNode *node, const char *what, const char *name,
                        const char *const *known)
{
    const char *nearest;

    for (size_t i = 0; known[i]; i++)
        if (text_equal(known[i], name))
            return;
    nearest = text_nearest(name, known);
    pack_mistake(check->reader, node, "%s%s%s%s", what, nearest ? "; did you mean '" : "",
                 nearest ? nearest : "", nearest ? "'?" : "");
}

static void expect_parameter(const Check *check, YamlNode *map, const char *key, const char *name)
{
    const RulePack *pack = check->pack;
    const char **known;

    if (!name)
        return;
    known = arena_alloc(pack->arena, pack->parameter_count + 1, sizeof *known);
    for (size_t i = 0; i < pack->parameter_count; i++)
        known[i] = pack->parameters[i].name;
    expect_name(check, yaml_get(map, key),
                arena_printf(pack->arena, "%s: '%s' is no parameter of this pack", key, name), name,
                known);
}

static void expect_clause(const Check *check, YamlNode *node, const char *what, const char *id)
{
    const RulePack *pack = check->pack;
    const char **known = arena_alloc(pack->arena, pack->clause_count + 1, sizeof *known);

    for (size_t i = 0; i < pack->clause_count; i++)
        known[i] = pack->clauses[i].id;
    expect_name(check, node,
                arena_printf(pack->arena, "%s: '%s' is no clause of this pack", what, id), id,
                known);
}

/* --- alternatives ------------------------------------------------------------------- */

static void check_codes(const Check *check, YamlNode *map, const Select *select, bool but)
{
    const RulePack *pack = check->pack;
    const CodeSet *set = pack_codeset(pack, select->codeset);
    const char *key = !set ? "" : but ? "not" : set->name;
    size_t count = but ? select->but_count : select->code_count;

    for (size_t i = 0; set && i < count; i++) {
        const char *code = but ? select->but[i] : select->codes[i];
        bool known = codeset_has(set, code);
        for (size_t j = 0; !known && j < set->code_count; j++)
            known = text_begins(set->codes[j], code);
        if (!known || !*code)
            expect_name(check, yaml_get(map, key),
                        arena_printf(pack->arena, "%s: '%s' begins no code of `codes`", key, code),
                        code, set->codes);
    }
}

static const char **roles_of(const Check *check);

/* What `near` and `apart_from` may name: roles of the own clause, clauses, and their roles. */
static const char **places_of(const Check *check)
{
    const RulePack *pack = check->pack;
    size_t most = check->clause->select->count + 2, count = 0;
    const char **own = roles_of(check), **known;

    for (size_t c = 0; c < pack->clause_count; c++)
        most += 2 + pack->clauses[c].select->count;
    known = arena_alloc(pack->arena, most + 1, sizeof *known);
    for (; *own; own++)
        known[count++] = *own;
    for (size_t c = 0; c < pack->clause_count; c++) {
        const Clause *clause = &pack->clauses[c];
        known[count++] = clause->id;
        known[count++] = arena_printf(pack->arena, "%s.supplied", clause->id);
        for (size_t s = 0; s < clause->select->count; s++)
            if (*clause->select->items[s].as)
                known[count++] =
                    arena_printf(pack->arena, "%s.%s", clause->id, clause->select->items[s].as);
    }
    return known;
}

static void check_near(const Check *check, YamlNode *map, const char *key, const NearTest *test)
{
    const char *reach = text_equal(key, "near") ? "near_m" : "apart_m";
    const char **known = test->count ? places_of(check) : NULL;

    expect_parameter(check, map, reach, test->within);
    if (test->within && !test->count)
        pack_mistake(check->reader, yaml_get(map, reach), "%s: goes with %s; say of what", reach,
                     key);
    for (size_t i = 0; i < test->count; i++)
        expect_name(check, yaml_get(map, key),
                    arena_printf(check->pack->arena,
                                 "%s: '%s' is neither a clause of this pack nor a role", key,
                                 test->names[i]),
                    test->names[i], known);
}

/* A smallest size: its key and parameter, and what has such a size. */
typedef struct {
    const char *key, *parameter, *unit, *shape;
} Least;

static void check_least(const Check *check, YamlNode *map, const Least *least, bool fits)
{
    const Parameter *figure;

    expect_parameter(check, map, least->key, least->parameter);
    if (!least->parameter)
        return;
    figure = pack_parameter_find(check->reader->pack, least->parameter);
    if (!fits)
        pack_mistake(check->reader, yaml_get(map, least->key),
                     "%s: the alternative takes no %s; mend its shape", least->key, least->shape);
    if (figure && *figure->unit && !text_equal(figure->unit, least->unit))
        pack_mistake(check->reader, yaml_get(map, least->key), "%s: '%s' is in %s, not in %s",
                     least->key, least->parameter, figure->unit, least->unit);
}

/* Zones that anyone may see, drawn at the places of a restricted list, would give those away. */
static void check_restricted(const Check *check, YamlNode *map, const char *of)
{
    const Clause *clauses = check->pack->clauses;

    for (size_t i = 0; i < check->pack->clause_count; i++)
        if (clause_is_under(clauses[i].id, of) && clauses[i].restricted &&
            clause_mandates(check->clause) && !check->clause->restricted)
            pack_mistake(check->reader, yaml_get(map, "clauses"),
                         "clauses: %s is restricted, and zones at its places would give them away; "
                         "leave it out, or add restricted: true to this clause",
                         clauses[i].id);
}

/* A key that is not known has been told already, and may be what the alternative asks. */
static bool keys_known(const Check *check, YamlNode *map)
{
    for (size_t i = 0; i < yaml_count(map); i++) {
        const char *key;
        yaml_pair(check->reader->doc, map, i, &key);
        if (!select_has_key(key) && !pack_codeset(check->pack, key))
            return false;
    }
    return true;
}

static void check_select(const Check *check, YamlNode *map, const Select *select)
{
    check_near(check, map, "near", &select->near);
    check_near(check, map, "apart_from", &select->apart);
    check_least(check, map, &(Least){"min_area", select->min_area, "m2", "area"},
                select_fits_shape(select, SHAPE_AREA));
    check_least(check, map, &(Least){"min_length", select->min_length, "m", "line"},
                select_fits_shape(select, SHAPE_LINE));
    expect_parameter(check, map, "only_if", select->only_if);
    for (size_t i = 0; i < select->clause_count; i++) {
        expect_clause(check, yaml_get(map, "clauses"), "clauses", select->clauses[i]);
        check_restricted(check, map, select->clauses[i]);
    }
    check_codes(check, map, select, false);
    check_codes(check, map, select, true);
    if (!select->codeset && !select->clause_count && keys_known(check, map))
        pack_mistake(
            check->reader, map,
            "select: an alternative asks one of osm, clauses and the sets of `codes`, or it "
            "selects nothing");
    if (yaml_get(map, "not") && !yaml_get(map, "osm") && !select->but_count)
        pack_mistake(check->reader, yaml_get(map, "not"),
                     "not: goes with osm, as tags, or with a set of `codes`, as a list of codes");
}

/* --- parts -------------------------------------------------------------------------- */

/* The roles that the clause's alternatives give, and "supplied". */
static const char **roles_of(const Check *check)
{
    const ClauseSelect *selects = check->clause->select;
    const char **roles = arena_alloc(check->pack->arena, selects->count + 2, sizeof *roles);
    size_t count = 0;

    roles[count++] = "supplied";
    for (size_t i = 0; i < selects->count; i++)
        if (*selects->items[i].as)
            roles[count++] = selects->items[i].as;
    return roles;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (text_equal(word, words[i]))
            return true;
    return false;
}

/* `at` says which place of a junction or crossing is meant. */
static void check_at(const Check *check, YamlNode *map, const ClausePart *part)
{
    static const char *const junction[] = {"arm", "centre", NULL};
    static const char *const crossing[] = {"crossing", "fork", "landing", "entering", NULL};
    bool junctions = part->derive == DERIVE_JUNCTIONS, crossings = part->derive == DERIVE_CROSSINGS;
    YamlNode *node = yaml_get(map, "at");

    if (junctions && !part->at)
        pack_mistake(check->reader, map, "parts: '%s' needs at: arm or centre", part->name);
    else if (junctions)
        pack_word_index(check->reader, node, "at", part->at, junction);
    else if (crossings && part->at)
        pack_word_index(check->reader, node, "at", part->at, crossing);
    else if (part->at)
        pack_mistake(check->reader, node, "at: goes with junctions and crossings only; remove it");
}

/* `against` is a role of the clause or another clause; crossings without it ask the role "edge". */
static void check_against(const Check *check, YamlNode *map, const ClausePart *part)
{
    const char **roles = roles_of(check);
    const char *against = part->against ? part->against : "edge";

    if (part->derive != DERIVE_CROSSINGS) {
        if (part->against)
            pack_mistake(check->reader, yaml_get(map, "against"),
                         "against: goes with crossings only; remove it");
    } else if (!is_one_of(against, roles) && !pack_clause(check->pack, against)) {
        pack_mistake(check->reader, part->against ? yaml_get(map, "against") : map,
                     "against: '%s' is neither a role that an alternative makes (as) nor a clause "
                     "of this pack",
                     against);
    }
}

static void check_part(const Check *check, YamlNode *map, size_t at)
{
    const Clause *clause = check->clause;
    const ClausePart *part = &clause->parts[at];
    const char **roles = roles_of(check);

    if (!part->name)
        return;
    for (size_t i = 0; i < at; i++)
        if (text_equal(clause->parts[i].name, part->name))
            pack_mistake(check->reader, map, "parts: '%s' stands twice in this clause", part->name);
    for (size_t i = 0; i < part->from_count; i++)
        expect_name(check, yaml_get(map, "from"),
                    arena_printf(check->pack->arena,
                                 "from: no alternative makes the role '%s' (as: %s)", part->from[i],
                                 part->from[i]),
                    part->from[i], roles);
    check_at(check, map, part);
    check_against(check, map, part);
    if (clause->kind == CLAUSE_INDOOR && !part_is_inventory(part))
        pack_mistake(check->reader, map,
                     "parts: '%s' is no place indoors; write derive: interior, or kind: zone",
                     part->name);
}

/* --- keys that a kind does not use ---------------------------------------------------- */

static unsigned kinds_of(ClauseKind first, ClauseKind last)
{
    unsigned bits = 0;

    for (int kind = (int)first; kind <= (int)last; kind++)
        bits |= 1u << kind;
    return bits;
}

static void check_kind(const Check *check)
{
    const unsigned demand = kinds_of(CLAUSE_ZONE, CLAUSE_OPEN) & ~(1u << CLAUSE_MOBILE);
    const unsigned places = kinds_of(CLAUSE_ZONE, CLAUSE_EXCLUSIVE);
    const unsigned forbidden = 1u << CLAUSE_PROHIBITION, consent = 1u << CLAUSE_CONSENT;
    const unsigned restrained = kinds_of(CLAUSE_CONDITIONAL, CLAUSE_EXCLUSIVE);
    const struct {
        const char *key;
        unsigned kinds;
    } uses[] = {
        {"select", places},
        {"builder", (unsigned)~forbidden},
        {"payer", (unsigned)~forbidden},
        {"parts", demand},
        {"measured", forbidden},
        {"building", forbidden | consent},
        {"open_air", forbidden | consent},
        {"temporary", forbidden},
        {"dated", forbidden},
        {"any_density", forbidden | consent},
        {"view_px_per_m", forbidden | consent},
        {"view_incidence_deg", forbidden | consent},
        {"buffer", consent},
        {"requires", consent | restrained},
        {"allowed", restrained},
        {"when", kinds_of(CLAUSE_BUILDER, CLAUSE_SUPERVISOR)},
        {"punishes", 1u << CLAUSE_PENALTY},
    };

    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        YamlNode *node = yaml_get(check->map, uses[i].key);
        if (node && !(uses[i].kinds >> check->clause->kind & 1))
            pack_mistake(check->reader, node,
                         "%s: a clause of kind %s does not use it; remove it or mend the kind",
                         uses[i].key, clause_kind_words[check->clause->kind]);
    }
    if (check->clause->select->count && !check->clause->part_count &&
        (demand >> check->clause->kind & 1))
        pack_mistake(check->reader, check->map,
                     "clause %s: selects places but has no parts, so it makes no zones; add parts",
                     check->clause->id);
}

/* --- dates and other clauses ----------------------------------------------------------- */

static void check_dates(const Check *check)
{
    const Clause *clause = check->clause;
    const RulePack *pack = check->pack;

    if ((clause->valid_from && clause->valid_from < pack->valid_from) ||
        (pack->valid_to &&
         (clause->valid_to > pack->valid_to || clause->valid_from > pack->valid_to)))
        pack_mistake(check->reader, check->map,
                     "clause %s: its dates reach beyond those of the pack; mend one of the two",
                     clause->id);
    if (clause->retention_max_days && clause->retention_max_days < clause->retention_min_days)
        pack_mistake(check->reader, yaml_get(check->map, "retention_max_days"),
                     "retention_max_days: %d is less than retention_min_days",
                     clause->retention_max_days);
}

/* A kind that is not known has been told already. */
static bool kind_is_known(const Check *check)
{
    const char *kind = yaml_raw(yaml_get(check->map, "kind"));

    return kind && is_one_of(kind, clause_kind_words);
}

static void check_clause(const Check *check)
{
    const Clause *clause = check->clause;
    YamlNode *selects = yaml_get(check->map, "select"), *parts = yaml_get(check->map, "parts");

    if (kind_is_known(check))
        check_kind(check);
    check_dates(check);
    pack_check_over(check->reader, clause, check->map);
    for (size_t i = 0; i < clause->select->count; i++)
        check_select(check, yaml_item(selects, i), &clause->select->items[i]);
    for (size_t i = 0; i < clause->part_count; i++)
        check_part(check, yaml_item(parts, i), i);
}

void pack_check_clauses(PackReader *reader, YamlNode *list)
{
    const RulePack *pack = reader->pack;
    size_t at = 0;

    /* Clauses without an id were left out. */
    for (size_t i = 0; i < yaml_count(list) && at < pack->clause_count; i++) {
        YamlNode *map = yaml_item(list, i);
        const Clause *clause = &pack->clauses[at];
        if (!text_equal(yaml_raw(yaml_get(map, "id")), clause->id))
            continue;
        const Check check = {reader, pack, clause, map};
        reader->clause = clause->id;
        check_clause(&check);
        reader->clause = NULL;
        at++;
    }
}
