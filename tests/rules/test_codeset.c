/* Code sets are a pack's own: what it declares selects, what it does not is named with the nearest.
 */
#include <string.h>

#include "rules/codeset.h"
#include "tests/rules/pack_text.h"

static const struct {
    const char *promise, *codeset;
    bool map_only;
    const char *says; /* NULL: well */
} layers[] = {
    {"a declared set", "gbt21010", false, NULL},
    {"tags need no declaration", "osm", false, NULL},
    {"no set at all", NULL, false, NULL},
    {"a set that only draws a map", "city", true, NULL},
    {"a set with a slip", "gbt2101", false,
     "p.yaml:7: layer land: rule pack little declares no code set 'gbt2101'; did you mean "
     "'gbt21010', "
     "or declare it under `codes` of a pack of your own"},
    {"a set of another city", "yonghai", false,
     "p.yaml:7: layer land: rule pack little declares no code set 'yonghai'; write one of: osm, "
     "gbt21010, or declare it under `codes` of a pack of your own"},
};

static void names_the_layer(void **state)
{
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(read_with(0, NULL, &pack, &diag), OK);
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        ProjectLayer layer = {.id = "land",
                              .codeset = layers[i].codeset,
                              .map_only = layers[i].map_only,
                              .ref = {.place = "p.yaml:7"}};
        const Project project = {.layers = &layer, .layer_count = 1};
        diag = (Diag){0};
        Status status = pack_expect_codesets(pack, &project, &diag);
        if (layers[i].says ? status != ERR_INPUT || strcmp(diag.message, layers[i].says) != 0
                           : status != OK)
            fail_msg("%s\nexpected: %s\ngot: %s", layers[i].promise,
                     layers[i].says ? layers[i].says : "nothing", diag.message);
    }
    pack_free(pack);
}

static const struct {
    const char *promise, *codes, *code;
    bool has;
} sets[] = {
    {"what begins as a code of it does", "codes: {plan: [\"08\", G1]}", "0803", true},
    {"what does not is none of it", "codes: {plan: [\"08\", G1]}", "0703", false},
    {"a set without its codes has any", "codes: {plan: []}", "0703", true},
    {"so has one that is only named", "codes: {plan: {title: Plan of 2023}}", "0703", true},
    {"a set with a title", "codes: {plan: {title: Plan of 2023, codes: [\"08\"]}}", "0703", false},
};

static void has_its_codes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        if (read_with(15, sets[i].codes, &pack, &diag) != OK)
            fail_msg("%s: %s", sets[i].promise, diag.message);
        const CodeSet *set = pack_codeset(pack, "plan");
        assert_non_null(set);
        assert_string_equal(set->title, strstr(sets[i].codes, "title") ? "Plan of 2023" : "plan");
        if (codeset_has(set, sets[i].code) != sets[i].has)
            fail_msg("%s", sets[i].promise);
        assert_null(pack_codeset(pack, "gbt21010"));
        pack_free(pack);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_the_layer),
                                       cmocka_unit_test(has_its_codes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
