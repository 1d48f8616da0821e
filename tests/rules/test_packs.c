/* The shipped packs: every clause of the table of rules, as that reads the law. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "rules/pack.h"
#include "tests/check.h"

/* Id, article and item as cited, kind and status, and the basis of whoever supervises ("nobody":
 * the law names nobody, "": the clause speaks of none). The table of rules says supervises, penalty
 * and validity where a pack says duty, and derived where a pack says dated; SOURCE.md of
 * tengchong-2017 tells why 9.2, 9.4 and the supervisor of 8.4d differ. */
typedef struct {
    const char *id, *article, *item, *kind, *status, *basis;
} Row;

/* clang-format off */
static const Row tengchong[] = {
    {"8.1a", "8", "(1)", "zone", "mandated", "10(14)"},
    {"8.1b", "8", "(1)", "zone", "mandated", "10(1)"},
    {"8.1c", "8", "(1)", "zone", "mandated", "10(1)"},
    {"8.1d", "8", "(1)", "zone", "mandated", "10(14)"},
    {"8.2a", "8", "(2)", "zone", "mandated", "10(13)"},
    {"8.2b", "8", "(2)", "zone", "mandated", "10(13)"},
    {"8.2c", "8", "(2)", "zone", "mandated", "10(13)"},
    {"8.3a", "8", "(3)", "zone", "mandated", "10(2)"},
    {"8.3b", "8", "(3)", "zone", "mandated", "10(2)"},
    {"8.3c", "8", "(3)", "zone", "mandated", "10(2)"},
    {"8.4a", "8", "(4)", "zone", "mandated", "10(2)"},
    {"8.4b", "8", "(4)", "zone", "mandated", "10(3)"},
    {"8.4c", "8", "(4)", "zone", "mandated", "nobody"},
    {"8.4d", "8", "(4)", "zone", "mandated", "nobody"},
    {"8.4e", "8", "(4)", "zone", "mandated", "10(4)"},
    {"8.4f", "8", "(4)", "zone", "mandated", "nobody"},
    {"8.5a", "8", "(5)", "zone", "mandated", "10(6)"},
    {"8.5b", "8", "(5)", "zone", "mandated", "10(5)"},
    {"8.5c", "8", "(5)", "zone", "mandated", "nobody"},
    {"8.5d", "8", "(5)", "zone", "mandated", "10(10)"},
    {"8.5e", "8", "(5)", "zone", "mandated", "nobody"},
    {"8.5f", "8", "(5)", "zone", "mandated", "nobody"},
    {"8.5g", "8", "(5)", "zone", "mandated", "10(14)"},
    {"8.5h", "8", "(5)", "zone", "mandated", "10(8)"},
    {"8.5i", "8", "(5)", "zone", "mandated", "10(14)"},
    {"8.5j", "8", "(5)", "zone", "mandated", "nobody"},
    {"8.6a", "8", "(6)", "zone", "mandated", "10(9)"},
    {"8.6b", "8", "(6)", "mobile", "mandated", "10(9)"},
    {"8.6c", "8", "(6)", "zone", "mandated", "10(9)"},
    {"8.6d", "8", "(6)", "zone", "mandated", "10(9)"},
    {"8.6e", "8", "(6)", "zone", "mandated", "10(9)"},
    {"8.7a", "8", "(7)", "zone", "mandated", "10(7)"},
    {"8.7b", "8", "(7)", "zone", "mandated", "nobody"},
    {"8.7c", "8", "(7)", "zone", "mandated", "10(13)"},
    {"8.8a", "8", "(8)", "zone", "mandated", "10(10)"},
    {"8.8b", "8", "(8)", "zone", "mandated", "10(1)"},
    {"8.8c", "8", "(8)", "zone", "mandated", "10(1)"},
    {"8.8d", "8", "(8)", "zone", "mandated", "10(10)"},
    {"8.8e", "8", "(8)", "zone", "mandated", "10(1)"},
    {"8.9", "8", "(9)", "mobile", "mandated", "10(10)"},
    {"8.10", "8", "(10)", "zone", "mandated", "10(11)"},
    {"8.11a", "8", "(11)", "zone", "mandated", "10(12)"},
    {"8.11b", "8", "(11)", "zone", "mandated", "10(12)"},
    {"8.11c", "8", "(11)", "zone", "mandated", "nobody"},
    {"8.12a", "8", "(12)", "zone", "mandated", "nobody"},
    {"8.12b", "8", "(12)", "zone", "mandated", "nobody"},
    {"8.12c", "8", "(12)", "zone", "mandated", "nobody"},
    {"8.13a", "8", "(13)", "registry", "mandated", "10(13)"},
    {"8.13b", "8", "(13)", "registry", "mandated", "10(13)"},
    {"8.14", "8", "(14)", "dated", "mandated", "10(14)"},
    {"8.15", "8", "(15)", "open", "mandated", "nobody"},
    {"9.1", "9", "(1)", "builder", "duty", "5; 9"},
    {"9.2", "9", "(2)", "zone", "mandated", "nobody"},
    {"9.3", "9", "(3)", "builder", "duty", "5; 9"},
    {"9.4", "9", "(4)", "zone", "mandated", "10(14)"},
    {"10.1", "10", "(1)", "supervisor", "duty", "10(1)"},
    {"10.2", "10", "(2)", "supervisor", "duty", "10(2)"},
    {"10.3", "10", "(3)", "supervisor", "duty", "10(3)"},
    {"10.4", "10", "(4)", "supervisor", "duty", "10(4)"},
    {"10.5", "10", "(5)", "supervisor", "duty", "10(5)"},
    {"10.6", "10", "(6)", "supervisor", "duty", "10(6)"},
    {"10.7", "10", "(7)", "supervisor", "duty", "10(7)"},
    {"10.8", "10", "(8)", "supervisor", "duty", "10(8)"},
    {"10.9", "10", "(9)", "supervisor", "duty", "10(9)"},
    {"10.10", "10", "(10)", "supervisor", "duty", "10(10)"},
    {"10.11", "10", "(11)", "supervisor", "duty", "10(11)"},
    {"10.12", "10", "(12)", "supervisor", "duty", "10(12)"},
    {"10.13", "10", "(13)", "supervisor", "duty", "10(13)"},
    {"10.14", "10", "(14)", "supervisor", "duty", "10(14)"},
    {"14.1", "14", "(1)", "prohibition", "prohibited", "28; 31(1)"},
    {"14.2", "14", "(2)", "prohibition", "prohibited", "28; 31(1)"},
    {"14.3", "14", "(3)", "prohibition", "prohibited", "28; 31(1)"},
    {"14.4", "14", "(4)", "prohibition", "prohibited", "28; 31(1)"},
    {"14.5", "14", "(5)", "prohibition", "prohibited", "28; 31(1)"},
    {"11.1", "11", "(1)", "payer", "duty", ""},
    {"11.2", "11", "(2)", "zone", "mandated", "10(14)"},
    {"11.3", "11", "(3)", "note", "note", ""},
    {"13.1", "13", "(1)", "payer", "duty", ""},
    {"13.2", "13", "(2)", "payer", "duty", ""},
    {"15.1", "15", "(1)", "standard", "duty", ""},
    {"15.2", "15", "(2)", "deadline", "duty", ""},
    {"16.1", "16", "(1)", "platform", "duty", ""},
    {"16.2", "16", "(2)", "platform", "duty", ""},
    {"17.1", "17", "(1)", "note", "note", ""},
    {"21.1", "21", "(1)", "builder", "duty", ""},
    {"22.1", "22", "(1)", "filing", "duty", ""},
    {"23.1", "23", "(1)", "sign", "duty", ""},
    {"23.2", "23", "(2)", "occlusion", "duty", ""},
    {"23.3", "23", "(3)", "occlusion", "duty", ""},
    {"24.6", "24", "(6)", "retention", "duty", ""},
    {"26.1", "26", "(1)", "access", "duty", ""},
    {"30.1", "30", "(1)", "penalty", "duty", ""},
    {"31.1", "31", "(1)", "penalty", "duty", ""},
    {"31.2", "31", "(2)", "penalty", "duty", ""},
    {"31.4", "31", "(4)", "penalty", "duty", ""},
    {"32.1", "32", "(1)", "penalty", "duty", ""},
    {"34.1", "34", "(1)", "validity", "duty", ""},
};

static const Row order_799[] = {
    {"N7-1", "7", "(1)", "zone", "mandated", "5"},
    {"N7-2-1", "7", "(2)(1)", "zone", "mandated", "5"},
    {"N7-2-2", "7", "(2)(2)", "zone", "mandated", "5"},
    {"N7-2-3", "7", "(2)(3)", "mobile", "mandated", "5"},
    {"N7-2-4", "7", "(2)(4)", "zone", "mandated", "5"},
    {"N7-3", "7", "(3)", "exclusive", "exclusive-builder", "5"},
    {"N8", "8", "", "prohibition", "prohibited", "5"},
    {"N9", "9", "", "conditional", "conditional", "5"},
    {"N10", "10", "", "consent", "conditional", "5"},
    {"N13", "13 (number to be confirmed)", "", "siting", "duty", "5"},
    {"N14", "14", "", "filing", "duty", "5"},
    {"N16+", "number to be confirmed", "", "retention", "duty", "5"},
    {"N33", "33", "", "note", "out-of-scope", "5"},
    {"N7-1a", "7", "(1)", "registry", "mandated", "5"}, /* ours: the key units of 7(1) */
};

/* What became of a clause of 2017 under Order 799. 8.15 depends on the law that it cites. */
static const struct {
    const char *id, *became;
} changes[] = {
    {"8.1a", "N7-1"},
    {"8.1b", "N7-1"},
    {"8.1c", "N7-1"},
    {"8.1d", "N7-1"},
    {"8.2a", "N9 N10"},
    {"8.2b", "N9"},
    {"8.2c", "N9"},
    {"8.3a", "N7-2-1 N9 N10 N33"},
    {"8.3b", "N9"},
    {"8.3c", "N7-2-1"},
    {"8.4a", "N9"},
    {"8.4b", "N9"},
    {"8.4c", "N9"},
    {"8.4d", "N9"},
    {"8.4e", "N9"},
    {"8.4f", "N7-2-1 N9"},
    {"8.5a", "N7-2-1"},
    {"8.5b", "N7-2-1"},
    {"8.5c", "N7-2-2"},
    {"8.5d", "N7-2-2"},
    {"8.5e", "N7-2-1"},
    {"8.5f", "N7-2-1"},
    {"8.5g", "N7-1 N7-2-1"},
    {"8.5h", "N7-2-1"},
    {"8.5i", "N7-1"},
    {"8.5j", "N9"},
    {"8.6a", "N9"},
    {"8.6b", "N9"},
    {"8.6c", "N9"},
    {"8.6d", "N9"},
    {"8.6e", "N9"},
    {"8.7a", "N9"},
    {"8.7b", "N7-2-1"},
    {"8.7c", "N8 N9"},
    {"8.8a", "N7-1 N7-2-4"},
    {"8.8b", "N7-1"},
    {"8.8c", "N7-1"},
    {"8.8d", "N9"},
    {"8.8e", "N7-2-2 N9"},
    {"8.9", "N7-2-3"},
    {"8.10", "N7-2-2 N9"},
    {"8.11a", "N9"},
    {"8.11b", "N7-2-1"},
    {"8.11c", "N9"},
    {"8.12a", "N7-2-2"},
    {"8.12b", "N7-1 N7-2-2"},
    {"8.12c", "N7-1"},
    {"8.13a", "N7-1a"},
    {"8.13b", "N7-1a"},
    {"8.14", "N9"},
    {"9.2", "N7-2-2"},
    {"14.1", "N8"},
    {"14.2", "N8"},
    {"14.3", "N8"},
    {"14.4", "N8"},
    {"14.5", "N8"},
    {"22.1", "N14"},
    {"23.1", "N13"},
    {"24.6", "N16+"},
};
/* clang-format on */

static const struct {
    const char *name;
    const Row *rows;
    size_t count;
    int valid_from, valid_to;
} packs[] = {
    {"tengchong-2017", tengchong, sizeof tengchong / sizeof *tengchong, 20170905, 20220904},
    {"cn-799-2025", order_799, sizeof order_799 / sizeof *order_799, 20250401, 0},
};

enum { PACKS = sizeof packs / sizeof *packs };

static RulePack *shipped(const char *name)
{
    RulePack *pack = NULL;
    Diag diag = {0};

    if (pack_read(&pack, name, &diag) != OK)
        fail_msg("%s: %s", name, diag.message);
    return pack;
}

static bool basis_is(const Bearers *all, const char *expected)
{
    const Bearer *first = all->count ? all->rows : NULL;

    if (!*expected)
        return true; /* the table speaks of none */
    if (!first)
        return false;
    return text_equal(expected, "nobody") ? !*first->body && *first->basis
                                          : *first->body && text_begins(first->basis, expected);
}

static void holds_every_clause(void **state)
{
    (void)state;
    for (size_t p = 0; p < PACKS; p++) {
        RulePack *pack = shipped(packs[p].name);
        const Clause *clauses;
        assert_int_equal(pack_valid_from(pack), packs[p].valid_from);
        assert_int_equal(pack_valid_to(pack), packs[p].valid_to);
        assert_int_equal(pack_clauses(pack, &clauses), packs[p].count);
        for (size_t i = 0; i < packs[p].count; i++) {
            const Row *row = &packs[p].rows[i];
            const Clause *clause = pack_clause(pack, row->id);
            if (!clause)
                fail_msg("%s has no %s", packs[p].name, row->id);
            if (!text_equal(clause->article, row->article) ||
                !text_equal(clause->item, row->item) ||
                !text_equal(clause_kind_words[clause->kind], row->kind) ||
                !text_equal(clause_status_words[clause->status], row->status) ||
                !basis_is(&clause->duties.supervisor, row->basis))
                fail_msg("%s: article %s item %s, %s, %s, supervisor by '%s'", row->id,
                         clause->article, clause->item, clause_kind_words[clause->kind],
                         clause_status_words[clause->status],
                         clause->duties.supervisor.count ? clause->duties.supervisor.rows->basis
                                                         : "nothing");
        }
        pack_free(pack);
    }
}

/* Says why: a basis beside each bearer, a source beside each clause and figure. */
static void check_bases(const Clause *clause, const char *what, const Bearers *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (!*all->rows[i].basis)
            fail_msg("%s: %s without a basis", clause->id, what);
}

static void says_why(void **state)
{
    (void)state;
    for (size_t p = 0; p < PACKS; p++) {
        RulePack *pack = shipped(packs[p].name);
        const Clause *clauses;
        const Parameter *parameters;
        for (size_t i = 0, count = pack_clauses(pack, &clauses); i < count; i++) {
            const ClauseDuties *duties = &clauses[i].duties;
            if (!*clauses[i].source)
                fail_msg("%s has no source", clauses[i].id);
            check_bases(&clauses[i], "builder", &duties->builder);
            check_bases(&clauses[i], "payer", &duties->payer);
            check_bases(&clauses[i], "supervisor", &duties->supervisor);
            check_bases(&clauses[i], "coordinators", &clauses[i].coordinators);
            if (clause_mandates(&clauses[i]) &&
                (!duties->builder.count || !duties->payer.count || !duties->supervisor.count))
                fail_msg("%s does not say who builds, pays and supervises", clauses[i].id);
        }
        for (size_t i = 0, count = pack_parameters(pack, &parameters); i < count; i++)
            if (!parameters[i].source || !*parameters[i].source)
                fail_msg("%s: %s has no source", packs[p].name, parameters[i].name);
        pack_free(pack);
    }
}

/* The clauses of `pack` that stand for the clause `id` of the pack `other`. */
static void stand_for(const RulePack *pack, const char *other, const char *id, Text *out)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);

    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; i < clauses[c].corresponds_count; i++)
            for (size_t j = 0; j < clauses[c].corresponds[i].count; j++)
                if (text_equal(clauses[c].corresponds[i].pack, other) &&
                    text_equal(clauses[c].corresponds[i].clauses[j], id))
                    text_printf(out, "%s%s", out->length ? " " : "", clauses[c].id);
}

static void relates_the_two(void **state)
{
    RulePack *old = shipped("tengchong-2017"), *new = shipped("cn-799-2025");
    const Clause *clauses;
    size_t related = 0;

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        Text became = {0};
        stand_for(new, "tengchong-2017", changes[i].id, &became);
        if (!pack_clause(old, changes[i].id) || !text_equal(became.text, changes[i].became))
            fail_msg("%s became '%s'", changes[i].id, became.text ? became.text : "");
        text_release(&became);
    }
    for (size_t c = 0, count = pack_clauses(old, &clauses); c < count; c++) {
        Text became = {0};
        stand_for(new, "tengchong-2017", clauses[c].id, &became);
        related += became.length > 0;
        text_release(&became);
    }
    assert_int_equal(related, sizeof changes / sizeof *changes);
    pack_free(old);
    pack_free(new);
}

static void files_in_time(void **state)
{
    RulePack *old = shipped("tengchong-2017"), *new = shipped("cn-799-2025");
    const Filing *by_acceptance = pack_filing(old), *by_use = pack_filing(new);

    (void)state;
    assert_string_equal(by_acceptance->clause, "22.1");
    assert_int_equal(by_acceptance->days, 30);
    assert_false(by_acceptance->from_use);
    assert_true(by_acceptance->removals);
    assert_int_equal(by_acceptance->existing_before, 20170905);
    assert_int_equal(by_acceptance->existing_due, 20180305);
    assert_string_equal(by_use->clause, "N14");
    assert_int_equal(by_use->days, 30);
    assert_true(by_use->from_use && by_use->changes);
    assert_int_equal(by_use->existing_before, 20250401);
    assert_int_equal(by_use->existing_due, 20250701);
    assert_string_equal(pack_default_supervisor(old)->basis, "5");
    assert_string_equal(pack_default_supervisor(new)->basis, "5");
    pack_free(old);
    pack_free(new);
}

/* One figure says what all gates must show; what is listed of each gate says the same. */
/* Who runs a place goes by no one name; a city's police bureau is the government's. */
static void knows_builders(void **state)
{
    static const struct {
        const char *body;
        bool own, also;
    } bodies[] = {{"government", false, true},
                  {"police", false, true},
                  {"operator", true, false},
                  {"duty_holder", true, false}};
    RulePack *pack = shipped("cn-799-2025");

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        const Body *body = pack_body(pack, bodies[i].body, 20250601);
        bool bureau = false;
        assert_int_equal(body->own, bodies[i].own);
        for (size_t k = 0; k < body->also_count; k++)
            bureau |= text_equal(body->also[k], "公安局");
        assert_int_equal(bureau, bodies[i].also);
    }
    pack_free(pack);
}

static void one_figure_moves_all(void **state)
{
    ProjectOverride override = {"recognise_px_per_m", 150, "p.yaml:1:3", "p.yaml:1"};
    const Project project = {.requirements = &override, .requirement_count = 1};
    RulePack *pack = shipped("cn-799-2025");
    Diag diag = {0};

    (void)state;
    assert_true(pack_parameter(pack, "N7-2-1.gate.px_per_m") == 125);
    assert_string_equal(pack_clause(pack, "N7-2-1")->parts[0].requirement.task, "recognise");
    assert_int_equal(pack_override(pack, &project, &diag), OK);
    assert_true(pack_clause(pack, "N7-2-1")->parts[0].requirement.px_per_m == 150);
    assert_true(pack_parameter(pack, "N7-2-1.gate.px_per_m") == 150);
    assert_true(pack_parameter(pack, "N7-2-1.school_gate.px_per_m") == 250);
    pack_free(pack);
}

/* No key turns a prohibition off: what it counts by may be overridden to be stricter alone. */
static const struct {
    const char *pack, *key;
    double value;
    const char *words; /* NULL: stricter, or no figure of a prohibition */
} limits[] = {
    {"tengchong-2017", "view_px_per_m", 1e6,
     "p.yaml:7:3: requirements: view_px_per_m is 1e+06, but"},
    {"tengchong-2017", "view_px_per_m", 62.6, "has 62.5"},
    {"tengchong-2017", "view_px_per_m", 25, NULL},
    {"tengchong-2017", "view_px_per_m", 62.5, NULL},
    {"tengchong-2017", "view_incidence_deg", 0, "write 60 or more"},
    {"tengchong-2017", "view_incidence_deg", 75, NULL},
    {"tengchong-2017", "forbidden_disc_m", 0, "write 3 or more"},
    {"tengchong-2017", "forbidden_disc_m", 5, NULL},
    {"tengchong-2017", "storey_m", 90, "write 3 or less"},
    {"tengchong-2017", "storey_m", 2.8, NULL},
    {"tengchong-2017", "gate_disc_m", 1, NULL},
    {"tengchong-2017", "tertiary_wanted", 1, NULL},
    {"cn-799-2025", "view_px_per_m", 63, "write 62.5 or less"},
    {"cn-799-2025", "view_incidence_deg", 59, "write 60 or more"},
    {"cn-799-2025", "consent_buffer_m", 0, "only be stricter; write 100 or more"},
    {"cn-799-2025", "consent_buffer_m", 150, NULL},
};

static void no_key_loosens_a_prohibition(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        ProjectOverride override = {limits[i].key, limits[i].value, "p.yaml:7:3", "p.yaml:7"};
        const Project project = {.requirements = &override, .requirement_count = 1};
        RulePack *pack = shipped(limits[i].pack);
        Diag diag = {0};
        Status status = pack_override(pack, &project, &diag);
        if (limits[i].words ? status != ERR_INPUT || !strstr(diag.message, limits[i].words)
                            : status != OK)
            fail_msg("%s %s %g: %s", limits[i].pack, limits[i].key, limits[i].value, diag.message);
        pack_free(pack);
    }
}

/* Neither does a second key that is looser than the pack after a first that is stricter. */
static void strictness_is_judged_by_the_pack(void **state)
{
    ProjectOverride overrides[] = {{"view_px_per_m", 25, "p.yaml:7:3", "p.yaml:7"},
                                   {"view_px_per_m", 50, "--set", "--set"}};
    const Project project = {.requirements = overrides, .requirement_count = 2};
    RulePack *pack = shipped("tengchong-2017");
    Diag diag = {0};

    (void)state;
    assert_int_equal(pack_override(pack, &project, &diag), OK);
    assert_true(pack_clause(pack, "14.2")->view_px_per_m == 50);
    const Parameter *kept = pack_parameter_named(pack, "view_px_per_m");
    assert_true(kept->overridden && kept->pack_value == 62.5);
    assert_string_equal(kept->source, "--set");
    assert_non_null(strstr(kept->pack_source, "planning choice"));
    pack_free(pack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_key_loosens_a_prohibition),
                                       cmocka_unit_test(strictness_is_judged_by_the_pack),
                                       cmocka_unit_test(holds_every_clause),
                                       cmocka_unit_test(says_why),
                                       cmocka_unit_test(relates_the_two),
                                       cmocka_unit_test(files_in_time),
                                       cmocka_unit_test(knows_builders),
                                       cmocka_unit_test(one_figure_moves_all)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
