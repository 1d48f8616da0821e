/* What a clause may say beside its places: kinds, bearers by date, consent, overlap, filing. */
#include <string.h>

#include "base/text.h"
#include "rules/pack_read.h"
#include "rules/selector.h"
#include "tests/rules/pack_text.h"

static void say_bearers(Text *out, const char *duty, const Bearers *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const Bearer *row = &all->rows[i];
        text_printf(out, " %s=%s(%s)", duty, *row->body ? row->body : "nobody", row->basis);
        if (row->from || row->to)
            text_printf(out, "%d-%d", row->from, row->to);
    }
}

static void say_duties(Text *out, const ClauseDuties *duties)
{
    say_bearers(out, "builder", &duties->builder);
    say_bearers(out, "payer", &duties->payer);
    say_bearers(out, "supervisor", &duties->supervisor);
    say_bearers(out, "new-builder", &duties->builder_new_works);
    say_bearers(out, "new-payer", &duties->payer_new_works);
    say_bearers(out, "new-supervisor", &duties->supervisor_new_works);
}

static void say_forbidding(Text *out, const Forbidding *how)
{
    text_printf(out, "%s%s%s%s%s%s", how->measured ? " measured" : "",
                how->building ? " building" : "", how->open_air ? " open-air" : "",
                how->temporary ? " temporary" : "", how->dated ? " dated" : "",
                how->any_density ? " any-density" : "");
}

static void say_lists(Text *out, const Clause *clause)
{
    for (size_t i = 0; i < clause->over_count; i++)
        text_printf(out, " over=%s", clause->over[i]);
    for (size_t i = 0; i < clause->allowed_count; i++)
        text_printf(out, " allowed=%s", clause->allowed[i]);
    for (size_t i = 0; i < clause->corresponds_count; i++)
        for (size_t j = 0; j < clause->corresponds[i].count; j++)
            text_printf(out, " %s:%s", clause->corresponds[i].pack,
                        clause->corresponds[i].clauses[j]);
}

/* All that the table below asks for, in one line. */
static void say(Text *out, const Clause *clause)
{
    text_printf(out, "%s %s", clause_kind_words[clause->kind], clause_status_words[clause->status]);
    if (clause->valid_from || clause->valid_to)
        text_printf(out, " %d-%d", clause->valid_from, clause->valid_to);
    say_duties(out, &clause->duties);
    say_bearers(out, "with", &clause->coordinators);
    say_lists(out, clause);
    say_forbidding(out, &clause->forbidding);
    if (clause->kind == CLAUSE_PROHIBITION || clause->kind == CLAUSE_CONSENT)
        text_printf(out, " view=%g/%g buffer=%g", clause->view_px_per_m, clause->view_incidence_deg,
                    clause->buffer_m);
    text_printf(out, "%s%s", clause->needs_consent_doc ? " consent_doc" : "",
                clause->needs_necessity ? " necessity" : "");
    if (clause->when || clause->punishes)
        text_printf(out, " when=%d punishes=%u", (int)clause->when, clause->punishes);
    for (size_t i = 0; i < clause->select->count; i++) {
        text_printf(out, " |");
        say_duties(out, &clause->select->items[i].duties);
        say_forbidding(out, &clause->select->items[i].forbidding);
    }
    for (size_t i = 0; i < clause->part_count; i++) {
        text_printf(out, " /%s", clause->parts[i].name);
        say_duties(out, &clause->parts[i].duties);
    }
}

static const struct {
    const char *promise, *keys, *expected;
} cases[] = {
    {"a kind has its usual status", "kind: zone", "zone mandated"},
    {"places indoors alone", "kind: indoor", "indoor mandated"},
    {"a prohibition forbids", "kind: prohibition", "prohibition prohibited view=62.5/60 buffer=0"},
    {"a duty is one", "kind: filing", "filing duty"},
    {"what is outside the law's scope says so", "kind: note, status: out-of-scope",
     "note out-of-scope"},
    {"a note bears on nothing", "kind: note", "note note"},
    {"a clause has dates of its own", "kind: zone, valid_from: 2020-02-01, valid_to: 2020-12-31",
     "zone mandated 20200201-20201231"},
    {"a body and why", "kind: zone, builder: police, builder_basis: 9(1)",
     "zone mandated builder=police(9(1))"},
    {"nobody, and why", "kind: zone, supervisor: \"\", supervisor_basis: article 10 names none",
     "zone mandated supervisor=nobody(article 10 names none)"},
    {"several bodies for one reason",
     "kind: zone, supervisor: [police, town], "
     "supervisor_basis: 10(1)",
     "zone mandated supervisor=police(10(1)) supervisor=town(10(1))"},
    {"bodies by date, each with its reason",
     "kind: zone, supervisor: [{body: police, basis: \"5\", to: 2018-12-31}, "
     "{body: town, from: 2019-01-01}], supervisor_basis: \"6\"",
     "zone mandated supervisor=police(5)0-20181231 supervisor=town(6)20190101-0"},
    {"new works have bearers of their own",
     "kind: zone, builder_new_works: town, builder_new_works_basis: \"12\", "
     "payer_new_works: town, payer_new_works_basis: \"13\", "
     "supervisor_new_works: [police], supervisor_new_works_basis: \"14\"",
     "zone mandated new-builder=town(12) new-payer=town(13) new-supervisor=police(14)"},
    {"bodies that act together",
     "kind: zone, coordinators: [police, town], "
     "coordinators_basis: \"21\"",
     "zone mandated with=police(21) with=town(21)"},
    {"an alternative has bearers of its own",
     "kind: mobile, select: [{osm: {a: b}, supervisor: [police, town], supervisor_basis: \"5\"}]",
     "mobile mandated | supervisor=police(5) supervisor=town(5)"},
    {"so has a part",
     "kind: zone, parts: [{name: g, zh: 门, en: gate, derive: interior, supervisor: town, "
     "supervisor_basis: \"5\"}]",
     "zone mandated /g supervisor=town(5)"},
    {"a clause that is more specific than others", "kind: zone, over: [\"9.4\", 8.5b]",
     "zone mandated over=9.4 over=8.5b"},
    {"what it stands for in another pack", "kind: zone, corresponds: {other: [N8, N9], third: X1}",
     "zone mandated other:N8 other:N9 third:X1"},
    {"a prohibition for a time, at any density",
     "kind: prohibition, temporary: true, any_density: true, open_air: true",
     "prohibition prohibited open-air temporary any-density view=0/90 buffer=0"},
    {"and of an alternative alone",
     "kind: prohibition, select: [{osm: {a: b}, measured: true, dated: true, building: true}]",
     "prohibition prohibited view=62.5/60 buffer=0 | measured building dated"},
    {"a view of its own, by number or parameter",
     "kind: prohibition, view_px_per_m: disc_m, view_incidence_deg: 80",
     "prohibition prohibited view=4/80 buffer=0"},
    {"consent around a place", "kind: consent, buffer: disc_m, requires: consent_doc",
     "consent consent view=62.5/60 buffer=4 consent_doc"},
    {"a condition", "kind: conditional, requires: [necessity], allowed: police",
     "conditional conditional allowed=police necessity"},
    {"nobody else may", "kind: exclusive, allowed: [police, town]",
     "exclusive exclusive-builder allowed=police allowed=town"},
    {"when it applies", "kind: payer, when: moved", "payer duty when=2 punishes=0"},
    {"what it punishes", "kind: penalty, punishes: [not_built, not_filed]",
     "penalty duty when=0 punishes=17"},
};

/* The little pack with a second body in line 10 and one more clause, 7.1, in line 18. */
static Status read_clause(const char *keys, RulePack **pack, Diag *diag)
{
    Text text = {0};
    Status status;

    for (size_t i = 0; i < LINES; i++) {
        text_printf(&text, "%s\n", good[i]);
        if (i + 1 == 10)
            text_add(&text, "  - {id: town, zh: 乡镇, en: Town}\n");
        if (i + 1 == 16)
            text_printf(&text, "  - {id: \"7.1\", zh: 一, en: one, %s}\n", keys);
    }
    status = read_text(text.text, pack, diag);
    text_release(&text);
    return status;
}

static void says_what_a_clause_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        Text out = {0};
        if (read_clause(cases[i].keys, &pack, &diag) != OK)
            fail_msg("%s: %s", cases[i].promise, diag.message);
        say(&out, pack_clause(pack, "7.1"));
        if (strcmp(out.text, cases[i].expected) != 0)
            fail_msg("%s:\n%s\nnot\n%s", cases[i].promise, out.text, cases[i].expected);
        text_release(&out);
        pack_free(pack);
    }
}

static const struct {
    const char *promise, *keys, *words;
} mistakes[] = {
    {"a status that is none", "kind: zone, status: mandatory", "did you mean 'mandated'?"},
    {"a status of another kind", "kind: zone, status: prohibited",
     "a clause of kind zone is not 'prohibited' but 'mandated'"},
    {"dates the wrong way round", "kind: zone, valid_from: 2021-01-01, valid_to: 2020-01-01",
     "valid_to: is before valid_from"},
    {"a reason without a body", "kind: zone, builder_basis: 9(1)", "says why, but not who"},
    {"a body without a reason", "kind: zone, supervisor: town",
     "supervisor: says who, but not why; add supervisor_basis, the article"},
    {"a reason that says nothing", "kind: zone, payer: town, payer_basis: \"\"",
     "payer: says who, but not why; add payer_basis"},
    {"a row without a reason", "kind: zone, payer: [{body: town}, {body: police, basis: \"5\"}]",
     "payer: says who, but not why; add basis"},
    {"nobody, without a reason", "kind: zone, supervisor: \"\"", "says who, but not why"},
    {"a part's body without a reason",
     "kind: zone, parts: [{name: g, zh: 门, en: gate, derive: interior, builder: town}]",
     "builder: says who, but not why"},
    {"a body among several that is not known", "kind: zone, supervisor: [police, towm]",
     "did you mean 'town'?"},
    {"a row without a body", "kind: zone, payer: [{basis: \"5\"}]", "payer: needs body"},
    {"a row's misspelt key", "kind: zone, payer: [{body: town, form: 2019-01-01}]",
     "did you mean 'from'?"},
    {"a part's body that is not known",
     "kind: zone, parts: [{name: g, zh: 门, en: gate, derive: interior, supervisor: twon}]",
     "did you mean 'town'?"},
    {"a list where packs are named", "kind: zone, corresponds: [N8]", "name the other pack"},
    {"a pack that stands for itself", "kind: zone, corresponds: {little: [8.5b]}",
     "is this pack itself"},
    {"consent that asks for nothing", "kind: consent", "needs requires: consent_doc"},
    {"nobody else than whom", "kind: exclusive", "needs allowed"},
    {"a requirement that is none", "kind: consent, requires: [consent_doc, luck]", "necessity"},
    {"a time that is none", "kind: payer, when: new_work", "did you mean 'new_works'?"},
    {"a breach that is none", "kind: penalty, punishes: unbuilt", "not_built"},
    {"a buffer that is no figure", "kind: consent, requires: consent_doc, buffer: wide",
     "neither a number nor a parameter"},
};

static void names_mistakes_of_clauses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        Status status = read_clause(mistakes[i].keys, &pack, &diag);
        if (status != ERR_INPUT || pack || !strstr(diag.message, mistakes[i].words) ||
            !strstr(diag.message, ":18:") || !strstr(diag.message, "(clause 7.1)"))
            fail_msg("%s: status %d, '%s'", mistakes[i].promise, (int)status, diag.message);
    }
}

/* The head's law: one line in place of `fallback`. */
static const struct {
    const char *promise, *line, *words; /* words NULL: well */
} heads[] = {
    {"filing from acceptance",
     "filing: {clause: 8.5b, to: police, days: 30, from: acceptance, removals: true, "
     "existing_before: 2017-09-05, existing_due: 2018-03-05}",
     NULL},
    {"filing without its days", "filing: {clause: 8.5b, from: use}", "needs clause, days and from"},
    {"filing from another day", "filing: {clause: 8.5b, days: 30, from: used}",
     "did you mean 'use'?"},
    {"filing by no clause", "filing: {clause: \"8.5\", days: 30, from: use}", "no clause of this"},
    {"one date of two", "filing: {clause: 8.5b, days: 3, from: use, existing_due: 2018-03-05}",
     "go together"},
    {"a platform", "platform: {clause: 8.5b, zh: 平台, en: platform}", NULL},
    {"a platform without a name", "platform: {clause: 8.5b, zh: 平台}", "needs clause, zh and en"},
    {"who supervises where nobody is named",
     "supervisor_default: police\nsupervisor_default_basis: \"5\"", NULL},
    {"several that stand in", "fallback: [8.5b, \"9.4\"]", NULL},
    {"one of them no clause", "fallback: [8.5b, \"9.5\"]", "'9.5' is no clause"},
};

static void reads_the_law_of_the_head(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        Status status = read_with(7, heads[i].line, &pack, &diag);
        if (heads[i].words ? status != ERR_INPUT || !strstr(diag.message, heads[i].words)
                           : status != OK)
            fail_msg("%s: %s", heads[i].promise, diag.message);
        pack_free(pack);
    }
}

static void hands_out_the_law_of_the_head(void **state)
{
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(read_with(7, heads[0].line, &pack, &diag), OK);
    const Filing *filing = pack_filing(pack);
    assert_non_null(filing);
    assert_true(!filing->from_use && filing->days == 30 && filing->removals && !filing->changes);
    assert_string_equal(filing->to, "police");
    assert_int_equal(filing->existing_due, 20180305);
    assert_null(pack_platform(pack));
    assert_null(pack_default_supervisor(pack));
    assert_null(pack_fallback_at(pack, 0));
    pack_free(pack);
    assert_int_equal(read_with(7, heads[8].line, &pack, &diag), OK);
    assert_string_equal(pack_fallback_at(pack, 0)->id, "8.5b");
    assert_ptr_equal(pack_fallback_at(pack, 1), pack_fallback(pack));
    assert_null(pack_fallback_at(pack, 2));
    pack_free(pack);
    assert_int_equal(read_with(7, heads[7].line, &pack, &diag), OK);
    assert_string_equal(pack_default_supervisor(pack)->basis, "5");
    pack_free(pack);
}

static void bearers_follow_the_day(void **state)
{
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(read_clause("kind: zone, supervisor: [{body: police, to: 2018-12-31}, "
                                 "{body: town, from: 2019-01-01}, {body: \"\"}], "
                                 "supervisor_basis: \"5\"",
                                 &pack, &diag),
                     OK);
    const Bearers *all = &pack_clause(pack, "7.1")->duties.supervisor;
    assert_string_equal(bearer_first(all, 20181231)->body, "police");
    assert_string_equal(bearer_first(all, 20190101)->body, "town");
    const Bearer *second = bearer_next(all, 20190101, bearer_first(all, 20190101));
    assert_string_equal(second->body, "");
    assert_null(bearer_next(all, 20190101, second));
    pack_free(pack);
}

/* A clause without a penalty has that of the one which punishes its breach. */
static void penalties_are_shared(void **state)
{
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(
        read_clause("kind: penalty, punishes: not_built, penalty: a fine", &pack, &diag), OK);
    assert_string_equal(pack_clause(pack, "8.5b")->penalty, "a fine");
    assert_string_equal(pack_clause(pack, "7.1")->penalty, "a fine");
    pack_free(pack);
    assert_int_equal(
        read_clause("kind: penalty, punishes: forbidden, penalty: a fine", &pack, &diag), OK);
    assert_null(pack_clause(pack, "8.5b")->penalty);
    pack_free(pack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_what_a_clause_says),
                                       cmocka_unit_test(names_mistakes_of_clauses),
                                       cmocka_unit_test(reads_the_law_of_the_head),
                                       cmocka_unit_test(hands_out_the_law_of_the_head),
                                       cmocka_unit_test(bearers_follow_the_day),
                                       cmocka_unit_test(penalties_are_shared)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
