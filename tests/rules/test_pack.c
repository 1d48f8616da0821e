/* Reading a rule pack: what it says, and every mistake with its line and column. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "rules/pack.h"
#include "tests/rules/pack_text.h"

static const struct {
    const char *promise;
    size_t line;
    const char *text, *place, *words;
} mistakes[] = {
    {"a misspelt key", 3, "citatoin: Document 1", ":3:1:", "did you mean 'citation'?"},
    {"another schema", 1, "camplan_pack: 7", ":1:", "it reads 1"},
    {"no schema", 1, "source: x", "", "camplan_pack"},
    {"no id", 2, "source: x", "", "needs id and citation"},
    {"a title in one language", 4, "title: {zh: 小规则}", ":4:", "needs both zh and en"},
    {"no title", 4, "source: x", "", "title: is missing"},
    {"a date that is none", 5, "valid_from: 2020-13-01", ":5:13:", "valid_from"},
    {"a fallback that is no clause", 7, "fallback: \"9.9\"", ":7:", "no clause of this pack"},
    {"a ladder without edition", 8, "ladder: {tasks: {observe: 60}}", ":8:", "needs edition"},
    {"an edition that nobody ships", 8, "ladder: IEC 62676-4:2015",
     ":8:9:", "did you mean 'IEC 62676-4:2014'?"},
    {"another number under an edition's name", 8,
     "ladder: {edition: \"IEC 62676-4:2014\", tasks: {detect: 30, observe: 62.5}}",
     ":8:", "'detect' is 25 px/m"},
    {"a thermal task that is none", 26,
     "      - {name: g, zh: 门, en: g, derive: point, task: observe, thermal_task: observe}",
     ":26:", "detection"},
    {"a density that no thermal camera is asked for", 27,
     "      - {name: y, zh: 院, en: y, derive: area, px_per_m: 99, thermal_ok: true}",
     ":27:", "add thermal_task"},
    {"a ladder that is a list", 8, "ladder: [1]", ":8:", "expected a map"},
    {"a density that is no number", 8, "ladder: {edition: E1, tasks: {detect: much, observe: 60}}",
     ":8:", "expected a number"},
    {"a body without a name", 10, "  - {id: police, zh: 公安}", ":10:", "needs id, zh and en"},
    {"a body with a wrong key", 10, "  - {id: police, zh: 公安, en: Police, form: 2020-01-01}",
     ":10:", "did you mean 'from'?"},
    {"a parameter without a source", 12, "  - {name: disc_m, value: 4, unit: m}",
     ":12:", "why this figure"},
    {"a parameter twice", 13, "  - {name: disc_m, value: 6, unit: m, source: ours}",
     ":13:", "stands twice"},
    {"a parameter without a value", 12, "  - {name: disc_m, source: ours}", "", "value"},
    {"no road classes", 14, "source: x", "", "roads"},
    {"a code set with the name of a key", 15, "codes: {shape: [a], gbt21010: []}",
     ":15:", "give the set another name"},
    {"code sets as a list", 15, "codes: [gbt21010]", ":15:", "expected code sets and their codes"},
    {"a code set's key with a slip", 15, "codes: {gbt21010: {tilte: x}}",
     ":15:", "did you mean 'title'?"},
    {"a code set that is not declared", 24, "      - {gbt21011: \"08\"}", ":24:", "'gbt21010'"},
    {"a clause id that is none", 18, "  - id: school", ":18:", "write it as 8.5b"},
    {"a clause id with capitals", 18, "  - id: 8.5B", ":18:", "write it as 8.5b"},
    {"a clause id of two ways", 18, "  - id: N7.2", ":18:", "or as N7-2-1"},
    {"a clause id with a sign", 18, "  - id: 8.-5", ":18:", "write it as 8.5b"},
    {"a clause id that is endless", 18, "  - id: 8.55555", ":18:", "write it as 8.5b"},
    {"an open number without its words", 18, "  - id: N16+", ":18:", "needs article"},
    {"no id at all", 18, "  - source: x", ":18:", "such as 8.5b"},
    {"an item that is not as cited", 22, "    item: 5", ":22:", "as it is cited: (5)"},
    {"a clause twice", 18, "  - id: \"9.4\"", ":18:", "stands twice"},
    {"a kind that is not known", 19, "    kind: zones", ":19:", "did you mean 'zone'?"},
    {"a clause without a kind", 19, "    status: mandated", ":18:", "needs kind"},
    {"days that are no number", 22, "    retention_min_days: month", ":22:", "retention_min_days"},
    {"a selector's misspelt key", 24, "      - {omm: {amenity: school}}", ":24:", "'osm'"},
    {"two code sets in one alternative", 24, "      - {osm: {amenity: school}, gbt21010: \"08\"}",
     ":24:", "write a second alternative"},
    {"tags that are no map", 24, "      - {osm: [school]}", ":24:", "expected a map of keys"},
    {"a shape that is none", 24, "      - {osm: {amenity: school}, shape: areas}",
     ":24:", "did you mean 'area'?"},
    {"a flag that is none", 24, "      - {osm: {amenity: school}, dated: maybe}", ":24:", "dated"},
    {"a selector's body that is not known", 24, "      - {osm: {a: b}, builder: polic}",
     ":24:", "did you mean 'police'?"},
    {"a part without a title", 26, "      - {name: gate, derive: gates, task: observe}",
     ":26:", "needs name, zh, en and derive"},
    {"a derivation that is not known", 26,
     "      - {name: g, zh: 门, en: gate, derive: gate, task: observe}",
     ":26:", "did you mean 'gates'?"},
    {"a task that the ladder lacks", 26,
     "      - {name: g, zh: 门, en: gate, derive: gates, task: obsrve}",
     ":26:", "did you mean 'observe'?"},
    {"neither task nor density", 26, "      - {name: g, zh: 门, en: gate, derive: gates}",
     ":26:", "needs a task"},
    {"a figure that is no parameter", 26,
     "      - {name: g, zh: 门, en: gate, derive: gates, size: disk_m, task: observe}",
     ":26:", "neither a number nor a parameter"},
    {"a part's shape that is none", 26,
     "      - {name: g, zh: 门, en: gate, derive: gates, shape: [lines], task: observe}",
     ":26:", "did you mean 'line'?"},
    {"a part's misspelt key", 26,
     "      - {name: g, zh: 门, en: gate, derive: gates, task: observe, wieght: 2}",
     ":26:", "did you mean 'weight'?"},
    {"a body that is not known", 28, "    builder: armies", ":28:", "it may be: police"},
    {"YAML that is none", 21, "    en: [", "", ""},
};

static void names_every_mistake(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        Status status = read_with(mistakes[i].line, mistakes[i].text, &pack, &diag);
        if (status != ERR_INPUT || pack || !strstr(diag.message, mistakes[i].place) ||
            !strstr(diag.message, mistakes[i].words))
            fail_msg("%s: status %d, '%s'", mistakes[i].promise, (int)status, diag.message);
    }
}

static void reads_what_it_says(void **state)
{
    RulePack *pack = NULL;
    Diag diag = {0};
    const Clause *clauses;

    (void)state;
    if (read_with(0, NULL, &pack, &diag) != OK)
        fail_msg("%s", diag.message);
    assert_string_equal(pack_id(pack), "little");
    assert_string_equal(pack_citation(pack), "Document 1");
    assert_string_equal(pack_title(pack).en, "little rules");
    assert_int_equal(pack_clauses(pack, &clauses), 2);
    const Clause *school = pack_clause(pack, "8.5b");
    assert_non_null(school);
    assert_null(pack_clause(pack, "8.5"));
    assert_string_equal(school->article, "8");
    assert_string_equal(school->item, "(5)");
    assert_int_equal(school->retention_min_days, 30);
    assert_int_equal(school->part_count, 2);
    assert_true(school->parts[0].size_m == 4);
    assert_true(school->parts[0].requirement.px_per_m == 60);
    assert_string_equal(school->parts[0].requirement.task, "observe");
    assert_string_equal(school->parts[0].requirement.ladder, "E1");
    assert_true(isnan(school->parts[0].requirement.quota));
    assert_true(school->parts[1].requirement.px_per_m == 33);
    assert_int_equal(school->parts[1].requirement.k, 2);
    assert_true(school->parts[1].requirement.target_height_m == 1.7);
    assert_true(pack_parameter(pack, "8.5b.gate.px_per_m") == 60);
    assert_true(isnan(pack_parameter(pack, "no_such")));
    assert_true(pack_road_width(pack, "primary") == 6);
    assert_true(pack_road_width(pack, NULL) == 6);
    pack_free(pack);
    pack_free(NULL);
}

/* How an id is cited, and what the clause may state in its place. */
static const struct {
    const char *id, *more, *article, *item;
} ids[] = {
    {"8.5b", "", "8", "(5)"},
    {"\"8.10\"", "", "8", "(10)"},
    {"\"30\"", "", "30", ""},
    {"N8", "", "8", ""},
    {"N7-2-1", "", "7", "(2)(1)"},
    {"YN23-1a", "", "23", "(1)"},
    {"N13", ", article: 13 (number to be confirmed)", "13 (number to be confirmed)", ""},
    {"N16+", ", article: number to be confirmed", "number to be confirmed", ""},
    {"8.5c", ", article: \"5\", item: \"\"", "5", ""},
};

static void ids_say_article_and_item(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        char line[200];
        const Clause *clauses;
        snprintf(line, sizeof line, "  - {id: %s, kind: zone, zh: 一, en: one%s}\n  - id: 8.9z",
                 ids[i].id, ids[i].more);
        if (read_with(18, line, &pack, &diag) != OK || pack_clauses(pack, &clauses) != 3 ||
            strcmp(clauses[1].article, ids[i].article) != 0 ||
            strcmp(clauses[1].item, ids[i].item) != 0)
            fail_msg("%s: %s", ids[i].id, diag.message);
        pack_free(pack);
    }
}

static void knows_its_dates(void **state)
{
    static const struct {
        int as_of;
        bool in_force;
    } rows[] = {{20191231, false}, {20200101, true}, {20211231, true}, {20220101, false}};
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(read_with(0, NULL, &pack, &diag), OK);
    assert_int_equal(pack_valid_from(pack), 20200101);
    assert_int_equal(pack_valid_to(pack), 20211231);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(pack_in_force(pack, rows[i].as_of), rows[i].in_force);
    pack_free(pack);
    assert_int_equal(read_with(6, "source: open", &pack, &diag), OK);
    assert_true(pack_in_force(pack, 29991231));
    pack_free(pack);
}

/* The project's `requirements:` and `road_width_m:`. */
static void takes_overrides(void **state)
{
    static const struct {
        const char *promise, *key;
        double value;
        const char *words; /* NULL: accepted */
    } rows[] = {
        {"a parameter", "disc_m", 6, NULL},
        {"a field of a clause", "8.5b.px_per_m", 100, NULL},
        {"a field of one part", "8.5b.yard.k", 3, NULL},
        {"a quota", "8.5b.quota", 0.5, NULL},
        {"a misspelt parameter", "dics_m", 6, "did you mean 'disc_m'?"},
        {"a misspelt field", "8.5b.px_per_n", 6, "did you mean '8.5b.px_per_m'?"},
        {"a misspelt part", "8.5b.yad.k", 2, "did you mean '8.5b.yard.k'?"},
        {"a misspelt clause", "8.5c.gate.k", 2, "did you mean '8.5b.gate.k'?"},
        {"nothing like it in a clause", "8.5b.entrance.lens", 2,
         "the parts of 8.5b are gate, yard, and the figures of a part size_m, px_per_m, k,"},
        {"nothing like it", "what.is.this", 6, "write a parameter"},
        {"a quota over 1", "8.5b.quota", 1.5, "from 0 to 1"},
        {"no camera at all", "8.5b.k", 0, "from 1 to 100"},
        {"a negative distance", "disc_m", -1, "from 0"},
        {"not a number", "disc_m", NAN, "needs a number"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        ProjectOverride override = {rows[i].key, rows[i].value, "project.yaml:40:3",
                                    "project.yaml:40"};
        Project project = {.requirements = &override, .requirement_count = 1};
        assert_int_equal(read_with(0, NULL, &pack, &diag), OK);
        Status status = pack_override(pack, &project, &diag);
        if (rows[i].words ? status != ERR_INPUT || !strstr(diag.message, rows[i].words) ||
                                !strstr(diag.message, "project.yaml:40:3: requirements: ")
                          : status != OK)
            fail_msg("%s: %s", rows[i].promise, diag.message);
        pack_free(pack);
    }
}

static void overrides_reach_the_parts(void **state)
{
    ProjectOverride overrides[] = {{"disc_m", 6, "p.yaml:1:3", "p.yaml:1"},
                                   {"8.5b.px_per_m", 100, "p.yaml:2:3", "p.yaml:2"},
                                   {"8.5b.yard.k", 3, "p.yaml:3:3", "p.yaml:3"}};
    ProjectWidth widths[] = {{"primary", 24, "p.yaml:4:3", "p.yaml:4"},
                             {"default", 7, "p.yaml:5:3", "p.yaml:5"}};
    Project project = {.requirements = overrides,
                       .requirement_count = 3,
                       .road_widths = widths,
                       .road_width_count = 2};
    RulePack *pack = NULL;
    Diag diag = {0};
    const Parameter *parameters;
    bool listed = false;

    (void)state;
    assert_int_equal(read_with(0, NULL, &pack, &diag), OK);
    assert_int_equal(pack_override(pack, &project, &diag), OK);
    const Clause *school = pack_clause(pack, "8.5b");
    assert_true(school->parts[0].size_m == 6);
    assert_true(school->parts[0].requirement.px_per_m == 100);
    assert_true(school->parts[1].requirement.px_per_m == 100);
    assert_int_equal(school->parts[0].requirement.k, 1);
    assert_int_equal(school->parts[1].requirement.k, 3);
    assert_true(pack_road_width(pack, "primary") == 24);
    assert_true(pack_road_width(pack, "other") == 7);
    for (size_t i = 0, count = pack_parameters(pack, &parameters); i < count; i++)
        listed |= text_equal(parameters[i].name, "8.5b.yard.k") &&
                  text_equal(parameters[i].from, "p.yaml:3") && parameters[i].value == 3;
    assert_true(listed);
    assert_string_equal(pack_parameter_named(pack, "road_width_primary")->from, "p.yaml:4");
    pack_free(pack);
}

static void knows_the_classes_of_roads(void **state)
{
    static const struct {
        const char *class, *words; /* NULL: a class */
    } rows[] = {
        {"primary", NULL},
        {"service", NULL},
        {"path", NULL},
        {"default", NULL},
        {"primry", "p.yaml:4:16: road_width_m: rule pack little knows no road class 'primry'; did "
                   "you mean 'primary'?"},
        {"motorway", "write one of: primary, service, path, default"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ProjectWidth width = {rows[i].class, 24, "p.yaml:4:16", "p.yaml:4"};
        const Project project = {.road_widths = &width, .road_width_count = 1};
        RulePack *pack = NULL;
        Diag diag = {0};
        assert_int_equal(read_with(0, NULL, &pack, &diag), OK);
        Status status = pack_override(pack, &project, &diag);
        if (rows[i].words ? status != ERR_INPUT || !strstr(diag.message, rows[i].words)
                          : status != OK)
            fail_msg("%s: %s", rows[i].class, diag.message);
        pack_free(pack);
    }
}

/* What thermal cameras must show, by the part's density, its own word or the project's figures. */
static const struct {
    const char *promise, *part, *key;
    double value;
    const char *task, *word; /* Johnson's, and the ladder's after the override */
    double px_per_m;
} thermal[] = {
    {"the ladder's word", "task: detect, thermal_ok: true", NULL, 0, "detection", "detect",
     2 / 0.75},
    {"observe asks for recognition", "task: observe, thermal_ok: true", NULL, 0, "recognition",
     "observe", 8 / 0.75},
    {"a number is worth the next rung", "px_per_m: 33, thermal_ok: true", NULL, 0, "recognition",
     "", 8 / 0.75},
    {"the part's own word", "task: detect, thermal_ok: true, thermal_task: orientation", NULL, 0,
     "orientation", "detect", 2.8 / 0.75},
    {"a vehicle", "task: detect, thermal_ok: true, critical_dimension_m: critical_vehicle_m", NULL,
     0, "detection", "detect", 2 / 2.3},
    {"the project's criterion", "task: detect, thermal_ok: true", "johnson_detection_cycles", 0.75,
     "detection", "detect", 1.5 / 0.75},
    {"the project's target", "task: detect, thermal_ok: true", "8.5b.critical_dimension_m", 1,
     "detection", "detect", 2},
    {"the project's density", "task: detect, thermal_ok: true", "8.5b.px_per_m", 60, "recognition",
     "observe", 8 / 0.75},
    {"a density between has no word", "task: detect, thermal_ok: true", "8.5b.px_per_m", 30,
     "recognition", "", 8 / 0.75},
    {"no thermal camera is as good as that", "task: detect, thermal_ok: true", "8.5b.px_per_m", 61,
     "none", "", INFINITY},
    {"visible light is wanted", "task: detect", NULL, 0, "detection", "detect", INFINITY},
    {"another edition's word", "ladder: IEC 62676-4:2025, task: discern, thermal_ok: true", NULL, 0,
     "recognition", "discern", 8 / 0.75},
};

static void thermal_cameras_follow_johnson(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof thermal / sizeof *thermal; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        char line[256];
        ProjectOverride override = {thermal[i].key, thermal[i].value, "p.yaml:1:3", "p.yaml:1"};
        Project project = {.requirements = &override, .requirement_count = thermal[i].key ? 1 : 0};
        snprintf(line, sizeof line,
                 "      - {name: gate, zh: 门, en: gate, derive: point, size: disc_m, %s}",
                 thermal[i].part);
        if (read_with(26, line, &pack, &diag) != OK || pack_override(pack, &project, &diag) != OK)
            fail_msg("%s: %s", thermal[i].promise, diag.message);
        const Requirement *wants = &pack_clause(pack, "8.5b")->parts[0].requirement;
        double px = requirement_px_per_m(wants, true);
        if (strcmp(johnson_task_names[wants->thermal.task], thermal[i].task) != 0 ||
            strcmp(wants->task, thermal[i].word) != 0 || !*wants->ladder ||
            !(px == thermal[i].px_per_m || fabs(px - thermal[i].px_per_m) < 1e-9))
            fail_msg("%s: %s (%s), %g px/m", thermal[i].promise,
                     johnson_task_names[wants->thermal.task], wants->task, px);
        pack_free(pack);
    }
}

static void ships_tengchong(void **state)
{
    RulePack *pack = NULL;
    Diag diag = {0};
    const Clause *clauses;
    const Parameter *parameters;

    (void)state;
    if (pack_read(&pack, "tengchong-2017", &diag) != OK)
        fail_msg("%s", diag.message);
    assert_int_equal(pack_valid_from(pack), 20170905);
    assert_int_equal(pack_valid_to(pack), 20220904);
    assert_true(text_ends(pack_path(pack), "tengchong-2017/pack.yaml"));
    for (size_t i = 0, count = pack_parameters(pack, &parameters); i < count; i++)
        if (!parameters[i].source || !*parameters[i].source || !parameters[i].from)
            fail_msg("parameter %s has no source", parameters[i].name);
    for (size_t i = 0, count = pack_clauses(pack, &clauses); i < count; i++) {
        const Clause *clause = &clauses[i];
        if (text_equal(clause->article, "8") && clause->kind == CLAUSE_ZONE &&
            (clause->part_count == 0 || !clause->penalty || clause->retention_min_days < 30))
            fail_msg("clause %s has no part, penalty or retention", clause->id);
        if (clause->kind == CLAUSE_PROHIBITION)
            assert_int_equal(clause->status, STATUS_PROHIBITED);
    }
    /* bodies renamed by date */
    assert_string_equal(pack_body(pack, "forestry", 20180101)->name.zh, "市林业局");
    assert_string_equal(pack_body(pack, "forestry", 20200101)->name.zh, "市林业和草原局");
    assert_null(pack_body(pack, "", 20200101));
    assert_false(pack_body(pack, "forestry", 20180101)->own);
    assert_null(pack_body(pack, "somebody", 20200101));
    pack_free(pack);
    diag = (Diag){0};
    assert_int_equal(pack_read(&pack, "no-such-pack", &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "no-such-pack"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_every_mistake),
                                       cmocka_unit_test(reads_what_it_says),
                                       cmocka_unit_test(ids_say_article_and_item),
                                       cmocka_unit_test(knows_its_dates),
                                       cmocka_unit_test(takes_overrides),
                                       cmocka_unit_test(overrides_reach_the_parts),
                                       cmocka_unit_test(knows_the_classes_of_roads),
                                       cmocka_unit_test(thermal_cameras_follow_johnson),
                                       cmocka_unit_test(ships_tengchong)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
