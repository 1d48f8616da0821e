/* What a clause says beside its places and duties: status, consent, penalty, overlap. */
#include <string.h>

#include "base/text.h"
#include "rules/pack_read.h"

static const char *const when_words[] = {"always", "new_works", "moved", "public_area", NULL};
static const char *const breach_words[] = {
    "not_built", "forbidden",  "without_consent", "wrong_builder", "not_filed",
    "no_sign",   "obstructed", "not_kept",        "altered",       NULL};

/* The status that goes without saying, and the others that a kind may have. */
static unsigned statuses_of(ClauseKind kind, ClauseStatus *usual)
{
    if (kind <= CLAUSE_OPEN) {
        *usual = STATUS_MANDATED;
        return 1u << STATUS_MANDATED;
    }
    switch (kind) {
    case CLAUSE_PROHIBITION:
        *usual = STATUS_PROHIBITED;
        return 1u << STATUS_PROHIBITED;
    case CLAUSE_CONSENT:
        *usual = STATUS_CONSENT;
        return 1u << STATUS_CONSENT | 1u << STATUS_CONDITIONAL;
    case CLAUSE_CONDITIONAL:
        *usual = STATUS_CONDITIONAL;
        return 1u << STATUS_CONDITIONAL | 1u << STATUS_OUT_OF_SCOPE;
    case CLAUSE_EXCLUSIVE:
        *usual = STATUS_EXCLUSIVE;
        return 1u << STATUS_EXCLUSIVE;
    case CLAUSE_NOTE:
        *usual = STATUS_NOTE;
        return 1u << STATUS_NOTE | 1u << STATUS_OUT_OF_SCOPE;
    default:
        *usual = STATUS_DUTY;
        return 1u << STATUS_DUTY;
    }
}

static void status_read(PackReader *reader, YamlNode *map, Clause *clause)
{
    unsigned may = statuses_of(clause->kind, &clause->status);
    int status = pack_read_word(reader, map, "status", clause_status_words, (int)clause->status);

    if (may >> status & 1)
        clause->status = (ClauseStatus)status;
    else
        pack_mistake(reader, yaml_get(map, "status"),
                     "status: a clause of kind %s is not '%s' but '%s'; mend one of the two",
                     clause_kind_words[clause->kind], clause_status_words[status],
                     clause_status_words[clause->status]);
}

static void consent_read(PackReader *reader, YamlNode *map, Clause *clause)
{
    static const char *const words[] = {"consent_doc", "necessity", NULL};
    unsigned needs = pack_read_bits(reader, map, "requires", words);

    clause->needs_consent_doc = needs & 1u;
    clause->needs_necessity = needs & 2u;
    pack_read_bodies_named(reader, map, "allowed", &clause->allowed, &clause->allowed_count);
    if (clause->kind == CLAUSE_CONSENT && !clause->needs_consent_doc)
        pack_mistake(reader, map, "clause %s: a consent clause needs requires: consent_doc",
                     clause->id);
    if ((clause->kind == CLAUSE_EXCLUSIVE || clause->kind == CLAUSE_CONDITIONAL) &&
        !yaml_get(map, "allowed"))
        pack_mistake(reader, map, "clause %s: needs allowed, the bodies that may install there",
                     clause->id);
}

/* {tengchong-2017: [8.5a, 8.5b]} */
static void corresponds_read(PackReader *reader, YamlNode *map, Clause *clause)
{
    size_t count;

    if (!map)
        return;
    if (!yaml_is_map(map)) {
        pack_mistake(reader, map,
                     "corresponds: name the other pack and its clauses ({tengchong-2017: [8.5a, "
                     "8.5b]})");
        return;
    }
    count = yaml_count(map);
    clause->corresponds = arena_alloc(reader->arena, count + 1, sizeof *clause->corresponds);
    clause->corresponds_count = count;
    for (size_t i = 0; i < count; i++) {
        Correspondence *one = &clause->corresponds[i];
        const char *pack, **ids;
        char place[512];
        YamlNode *list = yaml_pair(reader->doc, map, i, &pack);
        yaml_place(reader->doc, list, place, sizeof place);
        one->place = arena_text(reader->arena, place);
        one->pack = arena_text(reader->arena, pack);
        pack_read_texts(reader, list, pack, &ids, &one->count);
        one->clauses = ids;
        if (text_equal(pack, reader->pack->id))
            pack_mistake(reader, map, "corresponds: '%s' is this pack itself; name another", pack);
    }
}

void pack_read_forbidding(PackReader *reader, YamlNode *map, Forbidding *out)
{
    const PackFlagKey flags[] = {
        {"measured", &out->measured}, {"building", &out->building},
        {"open_air", &out->open_air}, {"temporary", &out->temporary},
        {"dated", &out->dated},       {"any_density", &out->any_density},
    };

    pack_read_flag_keys(reader, map, flags, sizeof flags / sizeof *flags);
}

static void figures_read(PackReader *reader, YamlNode *map, ClauseFigures *figures)
{
    RulePack *pack = reader->pack;

    *figures = (ClauseFigures){.view_px = {.value = 62.5}, .view_incidence = {.value = 60}};
    if (pack_parameter_find(pack, "view_px_per_m"))
        figures->view_px.parameter = "view_px_per_m";
    if (pack_parameter_find(pack, "view_incidence_deg"))
        figures->view_incidence.parameter = "view_incidence_deg";
    pack_read_figure(reader, map, "view_px_per_m", &figures->view_px);
    pack_read_figure(reader, map, "view_incidence_deg", &figures->view_incidence);
    pack_read_figure(reader, map, "buffer", &figures->buffer);
}

void pack_read_facts(PackReader *reader, YamlNode *map, Clause *clause, ClauseFigures *figures)
{
    const char **over;
    const PackTextKey texts[] = {
        {"penalty", &clause->penalty},
        {"sector_standard", &clause->sector_standard},
        {"note", &clause->note},
        {"source", &clause->source},
    };
    const PackFlagKey flags[] = {{"public_area", &clause->public_area},
                                 {"restricted", &clause->restricted}};

    pack_read_text_keys(reader, map, texts, sizeof texts / sizeof *texts);
    pack_read_flag_keys(reader, map, flags, 2);
    pack_read_span(reader, map,
                   (PackSpan){"valid_from", "valid_to", &clause->valid_from, &clause->valid_to});
    pack_read_integer(reader, map, "retention_min_days", &clause->retention_min_days);
    pack_read_integer(reader, map, "retention_max_days", &clause->retention_max_days);
    status_read(reader, map, clause);
    consent_read(reader, map, clause);
    pack_read_forbidding(reader, map, &clause->forbidding);
    figures_read(reader, map, figures);
    pack_read_texts(reader, yaml_get(map, "over"), "over", &over, &clause->over_count);
    clause->over = over;
    corresponds_read(reader, yaml_get(map, "corresponds"), clause);
    clause->when = (ClauseWhen)pack_read_word(reader, map, "when", when_words, WHEN_ALWAYS);
    clause->punishes = pack_read_bits(reader, map, "punishes", breach_words);
}

/* The breach that a clause of that kind is broken by. */
static unsigned breach_of(const Clause *clause)
{
    if (clause_mandates(clause))
        return 1u << BREACH_NOT_BUILT;
    switch (clause->kind) {
    case CLAUSE_PROHIBITION:
        return 1u << BREACH_FORBIDDEN;
    case CLAUSE_CONSENT:
        return 1u << BREACH_WITHOUT_CONSENT;
    case CLAUSE_CONDITIONAL:
    case CLAUSE_EXCLUSIVE:
        return 1u << BREACH_WRONG_BUILDER;
    case CLAUSE_FILING:
        return 1u << BREACH_NOT_FILED;
    case CLAUSE_SIGN:
        return 1u << BREACH_NO_SIGN;
    case CLAUSE_OCCLUSION:
        return 1u << BREACH_OBSTRUCTED;
    case CLAUSE_RETENTION:
        return 1u << BREACH_NOT_KEPT;
    default:
        return 0;
    }
}

void pack_share_penalties(RulePack *pack)
{
    for (size_t i = 0; i < pack->clause_count; i++) {
        Clause *clause = &pack->clauses[i];
        for (size_t j = 0; j < pack->clause_count && !clause->penalty; j++)
            if (pack->clauses[j].punishes & breach_of(clause))
                clause->penalty = pack->clauses[j].penalty;
    }
}
