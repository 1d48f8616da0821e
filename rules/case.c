#include "rules/case.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/yaml.h"
#include "rules/codeset.h"

static const char *const duties[] = {"builder", "payer", "supervisor"};

/* What one part of a case says is kept, so that the next part is read too. */
static void keep(CaseSet *set, Status status, Diag *diag)
{
    if (status != OK)
        pack_mistakes_add(set->mistakes, set->path, diag->message, NULL);
    *diag = (Diag){0};
}

/* A map with keys of any name. */
static Status expect_names(CaseSet *set, YamlNode *node, const char *what, Diag *diag)
{
    return yaml_is_map(node) ? OK
                             : yaml_fail(set->doc, node, diag, "%s: expected {NAME: VALUE}", what);
}

/* --- what is given -------------------------------------------------------------------- */

/* {highway: primary, name: High Street} as data/osm_tags.h unpacks tags. */
static Status read_tags(CaseSet *set, YamlNode *node, const char **out, Diag *diag)
{
    size_t room = 1;
    char *at;
    Status status = node ? expect_names(set, node, "tags", diag) : OK;

    for (size_t i = 0; status == OK && node && i < yaml_count(node); i++) {
        const char *key;
        YamlNode *value = yaml_pair(set->doc, node, i, &key);
        const char *raw = yaml_raw(value);
        if (!raw)
            return yaml_fail(set->doc, value, diag, "tags.%s: expected a text or a number", key);
        room += strlen(key) + strlen(raw) + 2;
    }
    if (status != OK)
        return status;
    *out = at = arena_alloc(set->arena, room + 1, 1);
    for (size_t i = 0; node && i < yaml_count(node); i++) {
        const char *key;
        const char *raw = yaml_raw(yaml_pair(set->doc, node, i, &key));
        at = stpcpy(at, key) + 1;
        at = stpcpy(at, raw) + 1;
    }
    return OK;
}

static Status read_word(CaseSet *set, YamlNode *map, const char *key, const char *const *words,
                        int *out, Diag *diag)
{
    YamlNode *node = yaml_get(map, key);
    const char *word;
    Status status = node ? yaml_text(set->doc, node, key, &word, diag) : OK;

    if (!node || status != OK)
        return status;
    for (int i = 0; words[i]; i++)
        if (text_equal(words[i], word)) {
            *out = i;
            return OK;
        }
    Text known = {0};
    text_list(&known, words, 12);
    status = yaml_fail(set->doc, node, diag, "%s: '%s' is none of: %s", key, word, known.text);
    text_release(&known);
    return status;
}

static Status read_text(CaseSet *set, YamlNode *map, const char *key, const char **out, Diag *diag)
{
    YamlNode *node = yaml_get(map, key);

    return node ? yaml_text(set->doc, node, key, out, diag) : OK;
}

static const char *place_of(CaseSet *set, YamlNode *node)
{
    char place[512];

    yaml_place(set->doc, node, place, sizeof place);
    return arena_text(set->arena, place);
}

static const char *spot_of(CaseSet *set, YamlNode *node)
{
    char spot[512];

    yaml_spot(set->doc, node, spot, sizeof spot);
    return arena_text(set->arena, spot);
}

static Status read_given(CaseSet *set, YamlNode *node, Given *out, Diag *diag)
{
    static const char *const known[] = {"shape", "tags", "codes", "code",     "category",
                                        "works", "is",   "name",  "open_air", NULL};
    static const char *const kinds[] = {"feature", "building", "town", "camera", NULL};
    const char **sets =
        pack_codeset_names(set->pack, set->arena, (const char *const[]){"none", CODESET_OSM, NULL});
    static const char *const works[] = {"existing", "new", "rebuild", NULL};
    int kind = GIVEN_FEATURE, codes = 1, stage = WORKS_EXISTING;
    const char *code = NULL;
    Status status = yaml_expect_map(set->doc, node, "given", known, diag);

    if (status == OK)
        status = read_word(set, node, "is", kinds, &kind, diag);
    if (status == OK)
        status = read_word(set, node, "codes", sets, &codes, diag);
    if (status == OK)
        status = read_word(set, node, "works", works, &stage, diag);
    if (status == OK)
        status = read_text(set, node, "shape", &out->shape, diag);
    if (status == OK)
        status = read_text(set, node, "category", &out->category, diag);
    if (status == OK)
        status = read_text(set, node, "code", &code, diag);
    if (status == OK)
        status = read_text(set, node, "name", &out->name, diag);
    if (status == OK)
        status = read_tags(set, yaml_get(node, "tags"), &out->tags, diag);
    if (status == OK && yaml_get(node, "open_air"))
        status = yaml_bool(set->doc, yaml_get(node, "open_air"), "open_air", &out->open_air, diag);
    if (status != OK)
        return status;
    if (code) {
        /* Of a layer with codes the one attribute is `code`. */
        char *tags = arena_alloc(set->arena, strlen(code) + 8, 1);
        stpcpy(stpcpy(tags, "code") + 1, code);
        out->tags = tags;
    }
    if (!out->shape && kind != GIVEN_FEATURE)
        return yaml_fail(set->doc, node, diag, "a %s needs a shape, as WKT", kinds[kind]);
    *out = (Given){
        .kind = (GivenKind)kind,
        .place = place_of(set, node),
        .shape = out->shape,
        .tags = out->tags,
        .name = out->name,
        .codeset = (out->category && !yaml_get(node, "codes")) || codes == 0 ? NULL : sets[codes],
        .coded = code != NULL,
        .category = out->category,
        .open_air = out->open_air,
        .works = (WorksStatus)stage};
    return OK;
}

/* --- what is expected ----------------------------------------------------------------- */

static Status read_counts(CaseSet *set, YamlNode *node, Case *one, Diag *diag)
{
    Status status = expect_names(set, node, "zones", diag);

    one->zones_said = true;
    one->zones = arena_alloc(set->arena, yaml_count(node) + 1, sizeof *one->zones);
    for (size_t i = 0; status == OK && i < yaml_count(node); i++) {
        CaseCount *count = &one->zones[one->zone_count++];
        YamlNode *value = yaml_pair(set->doc, node, i, &count->name);
        status = yaml_integer(set->doc, value, count->name, &count->count, diag);
    }
    return status;
}

static Status read_findings(CaseSet *set, YamlNode *node, Case *one, Diag *diag)
{
    Status status = yaml_expect_list(set->doc, node, "findings", diag);

    one->findings = arena_alloc(set->arena, yaml_count(node) + 1, sizeof *one->findings);
    for (size_t i = 0; status == OK && i < yaml_count(node); i++)
        status = yaml_text(set->doc, yaml_item(node, i), "findings",
                           &one->findings[one->finding_count++], diag);
    return status;
}

/* {body: police, cites: 9(1)}, or the body alone. */
static Status read_duty(CaseSet *set, YamlNode *node, size_t which, Case *one, Diag *diag)
{
    static const char *const known[] = {"body", "cites", NULL};
    Status status;

    if (!yaml_is_map(node))
        return yaml_text(set->doc, node, duties[which], &one->duty[which], diag);
    status = yaml_expect_map(set->doc, node, duties[which], known, diag);
    if (status == OK)
        status = read_text(set, node, "body", &one->duty[which], diag);
    if (status == OK)
        status = read_text(set, node, "cites", &one->cites[which], diag);
    return status;
}

static void read_expected(CaseSet *set, YamlNode *node, Case *one)
{
    static const char *const known[] = {"zones",      "lines",     "places",     "in_force",
                                        "builder",    "payer",     "supervisor", "findings",
                                        "violations", "undecided", NULL};
    const struct {
        const char *key;
        long *out;
    } counts[] = {{"lines", &one->lines},
                  {"places", &one->places},
                  {"in_force", &one->in_force},
                  {"violations", &one->violations},
                  {"undecided", &one->undecided}};
    Diag diag = {0};
    YamlNode *value;

    keep(set, yaml_expect_map(set->doc, node, "expect", known, &diag), &diag);
    if (!yaml_is_map(node))
        return;
    if (yaml_count(node) == 0)
        keep(set,
             yaml_fail(set->doc, node, &diag,
                       "expect: says nothing; give zones, lines, places, "
                       "a duty, findings, violations or undecided"),
             &diag);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if ((value = yaml_get(node, counts[i].key)))
            keep(set, yaml_integer(set->doc, value, counts[i].key, counts[i].out, &diag), &diag);
    for (size_t i = 0; i < 3; i++)
        if ((value = yaml_get(node, duties[i])))
            keep(set, read_duty(set, value, i, one, &diag), &diag);
    if ((value = yaml_get(node, "zones")))
        keep(set, read_counts(set, value, one, &diag), &diag);
    if ((value = yaml_get(node, "findings")))
        keep(set, read_findings(set, value, one, &diag), &diag);
}

/* --- the file ------------------------------------------------------------------------- */

static Status read_head(CaseSet *set, YamlNode *node, const RulePack *pack, Case *one, Diag *diag)
{
    YamlNode *clause = yaml_get(node, "clause"), *as_of = yaml_get(node, "as_of");
    Status status;

    *one = (Case){.place = place_of(set, node),
                  .lines = -1,
                  .places = -1,
                  .in_force = -1,
                  .violations = -1,
                  .undecided = -1};
    if (!clause)
        return yaml_fail(set->doc, node, diag, "a case needs `clause`, the id that it is about");
    status = yaml_text(set->doc, clause, "clause", &one->clause, diag);
    if (status == OK && !pack_clause(pack, one->clause))
        status = yaml_fail(set->doc, clause, diag, "clause: pack %s has no clause '%s'",
                           pack_id(pack), one->clause);
    if (status == OK)
        status = read_text(set, node, "en", &one->title.en, diag);
    if (status == OK)
        status = read_text(set, node, "zh", &one->title.zh, diag);
    if (status == OK && !one->title.en && !one->title.zh)
        status = yaml_fail(set->doc, node, diag, "a case needs `en` or `zh`: what it shows");
    if (status == OK)
        status = read_text(set, node, "area", &one->area, diag);
    one->as_of = pack_valid_from(pack);
    if (status == OK && as_of)
        status = yaml_date(set->doc, as_of, "as_of", &one->as_of, diag);
    return status;
}

/* {tertiary_wanted: 1}, as a project's `requirements`. */
static Status read_parameters(CaseSet *set, YamlNode *node, Case *one, Diag *diag)
{
    Status status = expect_names(set, node, "parameters", diag);

    one->parameters = arena_alloc(set->arena, yaml_count(node) + 1, sizeof *one->parameters);
    for (size_t i = 0; status == OK && i < yaml_count(node); i++) {
        ProjectOverride *figure = &one->parameters[one->parameter_count++];
        YamlNode *value = yaml_pair(set->doc, node, i, &figure->key);
        figure->place = spot_of(set, yaml_key(node, i));
        figure->from = place_of(set, value);
        status = yaml_number(set->doc, value, figure->key, &figure->value, diag);
    }
    return status;
}

static void read_givens(CaseSet *set, YamlNode *list, Case *one)
{
    Diag diag = {0};

    keep(set, yaml_expect_list(set->doc, list, "given", &diag), &diag);
    if (!yaml_is_list(list))
        return;
    one->given = arena_alloc(set->arena, yaml_count(list) + 1, sizeof *one->given);
    for (size_t i = 0; i < yaml_count(list); i++)
        keep(set, read_given(set, yaml_item(list, i), &one->given[one->given_count++], &diag),
             &diag);
}

static void read_case(CaseSet *set, YamlNode *node, const RulePack *pack)
{
    static const char *const known[] = {"clause",     "en",    "zh",     "as_of", "area",
                                        "parameters", "given", "expect", NULL};
    Case *one = &set->cases[set->count++];
    YamlNode *given = yaml_get(node, "given"), *expect = yaml_get(node, "expect");
    YamlNode *parameters = yaml_get(node, "parameters");
    Diag diag = {0};

    keep(set, yaml_expect_map(set->doc, node, "cases", known, &diag), &diag);
    if (!yaml_is_map(node))
        return;
    keep(set, read_head(set, node, pack, one, &diag), &diag);
    if (parameters)
        keep(set, read_parameters(set, parameters, one, &diag), &diag);
    if (!given || !expect)
        keep(set,
             yaml_fail(set->doc, node, &diag,
                       "a case needs `given`, a list of what stands there, and `expect`"),
             &diag);
    if (given)
        read_givens(set, given, one);
    if (expect)
        read_expected(set, expect, one);
}

static Status read_all(CaseSet *set, const RulePack *pack, Diag *diag)
{
    static const char *const known[] = {"camplan_cases", "cases", NULL};
    YamlNode *list;
    Status status = yaml_read(&set->doc, set->path, diag);

    if (status == OK)
        status = yaml_expect_map(set->doc, yaml_root(set->doc), "the file", known, diag);
    if (status != OK)
        return status;
    list = yaml_get(yaml_root(set->doc), "cases");
    if (!list)
        return yaml_fail(set->doc, yaml_root(set->doc), diag, "the file needs `cases`, a list");
    status = yaml_expect_list(set->doc, list, "cases", diag);
    if (status != OK)
        return status;
    set->cases = memory_new(yaml_count(list) + 1, sizeof *set->cases);
    for (size_t i = 0; i < yaml_count(list); i++)
        read_case(set, yaml_item(list, i), pack);
    return OK;
}

/* One mistake is the diagnosis itself; of more each is told, and the diagnosis counts them. */
static Status tell_mistakes(CaseSet *set, Diag *diag)
{
    Text all = {0};
    Status status = pack_mistakes_tell(set->mistakes, set->path, &all, diag);
    char *line = set->mistakes->total > 1 ? all.text : NULL, *end;

    for (; line && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        log_error("%s", line);
    }
    text_release(&all);
    return status;
}

Status cases_read(CaseSet **out, const RulePack *pack, Diag *diag)
{
    CaseSet *set = memory_new(1, sizeof *set);
    PackMistakes mistakes = {0};
    char *folder = text_path_folder(pack_path(pack)), *path = text_path_join(folder, "cases.yaml");
    Status status;

    set->arena = arena_new();
    set->pack = pack;
    set->path = arena_text(set->arena, path);
    set->mistakes = &mistakes;
    status = read_all(set, pack, diag);
    if (status == OK)
        status = tell_mistakes(set, diag);
    pack_mistakes_release(&mistakes);
    set->mistakes = NULL;
    free(path);
    free(folder);
    if (status == OK)
        *out = set;
    else
        cases_free(set);
    return status;
}

void cases_free(CaseSet *set)
{
    if (!set)
        return;
    yaml_free(set->doc);
    arena_free(set->arena);
    free(set->cases);
    free(set);
}

bool case_applies(const Case *one)
{
    bool judged = one->violations >= 0 || one->undecided >= 0;
    bool applies = one->lines > 0 || one->in_force > 0 || (one->places > 0 && one->in_force != 0);

    /* Where cameras are judged, a place that no camera offends against is the other case. */
    if (judged)
        return one->violations > 0 || one->undecided > 0;

    for (size_t i = 0; i < one->zone_count; i++)
        applies |= one->zones[i].count > 0;
    return applies;
}

bool clause_needs_cases(const Clause *clause)
{
    return clause->kind <= CLAUSE_EXCLUSIVE;
}
