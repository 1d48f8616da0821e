/* What a pack says must hold together, and all that does not is told in one reading. */
#include <string.h>

#include "base/text.h"
#include "tests/base/capture.h"
#include "tests/rules/pack_text.h"

#define ZONE                                                                                       \
    "  - {id: \"9.4\", kind: zone, zh: 无, en: nobody, builder: police, builder_basis: 9(4), "
#define PART "parts: [{name: p, zh: 部, en: p, task: observe, derive: "

static const struct {
    const char *promise;
    size_t line;
    const char *text, *place, *words;
} mistakes[] = {
    {"a smallest area that is no parameter", 24,
     "      - {osm: {amenity: school}, shape: area, min_area: dics_m}",
     ":24:", "min_area: 'dics_m' is no parameter of this pack; did you mean 'disc_m'?"},
    {"a shortest length that is none", 24, "      - {osm: {amenity: school}, min_length: \"100\"}",
     ":24:", "min_length: '100' is no parameter"},
    {"a condition that is none", 24, "      - {osm: {amenity: school}, only_if: wanted}",
     ":24:", "only_if: 'wanted' is no parameter"},
    {"near what is neither clause nor role", 24,
     "      - {as: a, osm: {amenity: school}, near: [8.5b.b, 9.5]}",
     ":24:", "near: '9.5' is neither a clause of this pack nor a role; did you mean '9.4'?"},
    {"apart from a role with a slip", 24,
     "      - {as: hall, osm: {amenity: school}, apart_from: 8.5b.hal}", ":24:",
     "apart_from: '8.5b.hal' is neither a clause of this pack nor a role; did you mean "
     "'8.5b.hall'?"},
    {"a reach that is no parameter", 24,
     "      - {osm: {amenity: school}, near: \"9.4\", near_m: disk_m}",
     ":24:", "near_m: 'disk_m' is no parameter of this pack; did you mean 'disc_m'?"},
    {"a reach of nothing", 24, "      - {osm: {amenity: school}, apart_m: disc_m}",
     ":24:", "apart_m: goes with apart_from; say of what"},
    {"a smallest area in metres", 24, "      - {osm: {amenity: school}, min_area: disc_m}",
     ":24:", "min_area: 'disc_m' is in m, not in m2"},
    {"a shortest length of areas", 24,
     "      - {osm: {amenity: school}, shape: area, min_length: disc_m}",
     ":24:", "min_length: the alternative takes no line"},
    {"a tag without values", 24, "      - {osm: {amenity: []}}", ":24:", "amenity: has no values"},
    {"a parameter that nothing reads", 13,
     "  - {name: road_width_default, value: 6, unit: m, source: ours}\n"
     "  - {name: gate_merg_m, value: 6, unit: m, source: ours}",
     ":14:", "nothing reads 'gate_merg_m'; did you mean 'gate_merge_m'?"},
    {"a parameter without a reason", 12, "  - {name: disc_m, value: 4, unit: m, source: \"\"}",
     ":12:", "source (why this figure)"},
    {"a parameter of two words", 12, "  - {name: disc m, value: 4, unit: m, source: ours}",
     ":12:", "the name 'disc m' has other signs"},
    {"a pack's id as a path", 2, "id: ../little", ":2:", "id: '../little' has other signs"},
    {"no ladder", 8, "source: ours", "", "the pack needs ladder"},
    {"a class of road twice", 14,
     "roads: {drive: [primary], service: [service], walk: [path, primary]}",
     ":14:", "'primary' stands in two lists"},
    {"a title without a word", 20, "    zh: \"\"", ":18:", "needs kind, zh and en"},
    {"a part of two words", 27,
     "      - {name: school yard, zh: 院, en: yard, derive: area, px_per_m: 33}",
     ":27:", "the name 'school yard' has other signs"},
    {"a density said twice", 27,
     "      - {name: yard, zh: 院, en: yard, derive: area, task: detect, px_per_m: 33}",
     ":27:", "says task and px_per_m; keep one of the two"},
    {"no alternative in the list", 17, "  - {id: \"9.4\", kind: zone, zh: 无, en: x, select: []}",
     ":17:", "select: has no alternative"},
    {"who builds what is forbidden", 17,
     "  - {id: \"9.4\", kind: prohibition, zh: 禁, en: x, builder: police, builder_basis: 9(4)}",
     ":17:", "builder: a clause of kind prohibition does not use it"},
    {"a code that the code set lacks", 24, "      - {gbt21010: [\"0101\", \"0102\"]}",
     ":24:", "'0102' begins no code of `codes`; did you mean '0101'?"},
    {"an alternative that asks nothing", 24, "      - {shape: area}", ":24:", "selects nothing"},
    {"exceptions from nothing", 24, "      - {gbt21010: \"01\", not: {access: private}}",
     ":24:", "not: goes with osm"},
    {"exceptions by a code that the code set lacks", 24,
     "      - {gbt21010: \"01\", not: [\"0102\"]}", ":24:", "not: '0102' begins no code"},
    {"zones that give a restricted list away", 17,
     ZONE "restricted: true}\n"
          "  - {id: 9.5a, kind: zone, zh: 环, en: ring, select: [{clauses: [\"9.4\"]}], " PART
          "surroundings}]}",
     ":18:", "clauses: 9.4 is restricted, and zones at its places would give them away"},
    {"clauses that are none", 24, "      - {clauses: [\"9.4\", 8.5]}",
     ":24:", "'8.5' is no clause of this pack"},
    {"a role that nobody makes", 26,
     "      - {name: g, zh: 门, en: g, derive: gates, task: observe, from: ways}",
     ":26:", "no alternative makes the role 'ways' (as: ways)"},
    {"a part twice", 26, "      - {name: yard, zh: 门, en: g, derive: gates, task: observe}",
     ":27:", "'yard' stands twice"},
    {"a junction without its place", 17, ZONE PART "junctions}]}",
     ":17:", "needs at: arm or centre"},
    {"a junction's place that is none", 17, ZONE PART "junctions, at: arms}]}",
     ":17:", "did you mean 'arm'?"},
    {"a crossing's place that is none", 17, ZONE PART "crossings, at: ford, against: 8.5b}]}",
     ":17:", "did you mean 'fork'?"},
    {"a place of what has none", 17, ZONE PART "gates, at: arm}]}", ":17:", "remove it"},
    {"crossings against nothing", 17, ZONE PART "crossings, against: 8.5}]}",
     ":17:", "'8.5' is neither a role"},
    {"crossings against edges that no alternative makes", 17, ZONE PART "crossings}]}",
     ":17:", "'edge' is neither a role"},
    {"gates against a line", 17, ZONE PART "gates, against: 8.5b}]}",
     ":17:", "goes with crossings only"},
    {"a place indoors on the ground", 17,
     "  - {id: \"9.4\", kind: indoor, zh: 内, en: indoors, " PART "gates}]}",
     ":17:", "is no place indoors"},
    {"parts of what is no place", 17,
     "  - {id: \"9.4\", kind: builder, zh: 建, en: who builds, " PART "gates}]}",
     ":17:", "parts: a clause of kind builder does not use it"},
    {"parts of vehicles", 17, "  - {id: \"9.4\", kind: mobile, zh: 车, en: buses, " PART "gates}]}",
     ":17:", "parts: a clause of kind mobile does not use it"},
    {"an alternative of what is no place", 17,
     "  - {id: \"9.4\", kind: filing, zh: 备, en: filing, select: [{osm: {a: b}}]}",
     ":17:", "select: a clause of kind filing"},
    {"a prohibition's flag elsewhere", 17, ZONE "any_density: true}",
     ":17:", "any_density: a clause"},
    {"a penalty's scale elsewhere", 17, ZONE "punishes: not_built}", ":17:", "punishes: a clause"},
    {"places without parts", 17, ZONE "select: [{osm: {a: b}}]}", ":17:", "has no parts"},
    {"a clause that outlives its pack", 17, ZONE "valid_to: 2022-01-01}",
     ":17:", "beyond those of the pack"},
    {"the longest term under the shortest", 22,
     "    retention_min_days: 30\n    retention_max_days: 20", ":23:", "less than"},
    {"over what is no clause", 17, ZONE "over: 8.5}", ":17:", "over: '8.5' is no clause"},
    {"over what is no part", 17, ZONE "over: 8.5b.gat}", ":17:", "did you mean '8.5b.gate'?"},
    {"over itself by a part", 26,
     "      - {name: gate, zh: 门, en: gate, derive: gates, size: disc_m, task: observe, over: "
     "8.5b.gate}",
     ":26:", "stands over itself"},
    {"over itself", 17, ZONE "over: [8.5b, \"9.4\"]}", ":17:", "stands over itself"},
    {"a body on the same days twice", 10,
     "  - {id: police, zh: 公安, en: Police}\n  - {id: police, zh: 安, en: P, from: 2019-01-01}",
     ":11:", "two rows of 'police' hold on the same days"},
    {"a body without a name for some days", 10,
     "  - {id: police, zh: 公安, en: Police, to: 2018-12-30}\n"
     "  - {id: police, zh: 安, en: P, from: 2019-01-01}",
     ":10:", "has no name for some days"},
    {"no camera at all", 27, "      - {name: y, zh: 院, en: y, derive: area, px_per_m: 33, k: 0}",
     ":27:", "k: is 0; it must be from 1 to 100"},
    {"a size below nothing", 27,
     "      - {name: y, zh: 院, en: y, derive: area, px_per_m: 33, size: -3}",
     ":27:", "size: is -3"},
    {"a parameter below nothing", 12, "  - {name: disc_m, value: -4, unit: m, source: ours}",
     ":12:", "from 0 to 1e9"},
};

static void things_hold_together(void **state)
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

static const struct {
    const char *promise;
    size_t line;
    const char *text;
} well[] = {
    {"a body that was renamed", 10,
     "  - {id: police, zh: 公安, en: Police, to: 2018-12-31}\n"
     "  - {id: police, zh: 安, en: P, from: 2019-01-01}"},
    {"a class of codes", 24, "      - {gbt21010: \"01\"}"},
    {"crossings against another clause", 17, ZONE PART "crossings, against: 8.5b, at: fork}]}"},
    {"crossings against a role", 17,
     ZONE "select: [{as: line, osm: {a: b}}], " PART "crossings, against: line, from: supplied}]}"},
    {"one clause over another", 17, ZONE "over: 8.5b}"},
    {"one clause over a part of another", 17, ZONE "over: 8.5b.gate}"},
    {"a part over another", 26,
     "      - {name: gate, zh: 门, en: gate, derive: gates, size: disc_m, task: observe, over: "
     "[8.5b.yard, \"9.4\"]}"},
    {"rooms alone", 17,
     "  - {id: \"9.4\", kind: indoor, zh: 内, en: indoors, "
     "parts: [{name: r, zh: 室, en: room, derive: interior}]}"},
};

static void what_holds_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof well / sizeof *well; i++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        if (read_with(well[i].line, well[i].text, &pack, &diag) != OK)
            fail_msg("%s: %s", well[i].promise, diag.message);
        pack_free(pack);
    }
}

/* A mistake in the head, three in one part, one in an alternative, one in the last line. */
static const char many[] =
    "camplan_pack: 1\nid: many\ncitation: Document 2\ntitle: {zh: 多, en: many}\n"
    "fallback: \"8.9\"\nvaild_from: 2020-01-01\n"
    "ladder: {edition: E1, tasks: {observe: 60}}\nbodies: [{id: police, zh: 公安, en: Police}]\n"
    "parameters: []\nroads: {drive: [primary], service: [], walk: []}\nclauses:\n"
    "  - id: 8.5b\n    kind: zone\n    zh: 学校\n    en: schools\n"
    "    select:\n      - {osm: {amenity: school}, min_area: large}\n"
    "    parts:\n      - &gate {name: gate, zh: 门, en: gate, derive: gate, task: see, k: 0}\n"
    "    supervisor: polce\n    supervisor_basis: 10(5)\n"
    "  - {id: 8.5c, kind: zone, zh: 园, en: parks, parts: [*gate], payer: nobody, payer_basis: "
    "\"11\"}\n";

static void tells_all_in_one_reading(void **state)
{
    static const char *const expected[] = {
        ":5:12: fallback: '8.9' is no clause of this pack\n",
        ":6:1: the pack has no key 'vaild_from'; did you mean 'valid_from'?\n",
        ":17:44: min_area: 'large' is no parameter of this pack (clause 8.5b)\n",
        "derive: 'gate' is not known; did you mean 'gates'? (clause 8.5b)\n",
        "task: 'see' is not known; it may be: observe (clause 8.5b)\n",
        "k: is 0; it must be from 1 to 100 (clause 8.5b)\n",
        ":20:17: supervisor: 'polce' is not known; did you mean 'police'? (clause 8.5b)\n",
        ":22:69: payer: 'nobody' is not known; it may be: police (clause 8.5c)\n",
    };
    RulePack *pack = NULL;
    Diag diag = {0};
    const char *at;
    size_t lines = 0;

    (void)state;
    assert_int_equal(read_text(many, &pack, &diag), ERR_INPUT);
    for (const char *c = diag.message; *c; c++)
        lines += *c == '\n';
    at = diag.message;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const char *found = strstr(at, expected[i]);
        if (!found)
            fail_msg("'%s' is not, or not in its place, in\n%s", expected[i], diag.message);
        at = found;
    }
    assert_int_equal(lines, sizeof expected / sizeof *expected);
}

/* As a command reads it: on stderr, and the rest of more than 50 counted. */
static Diag said;
static char *path_of_many;

static void read_as_a_command(void)
{
    RulePack *pack = NULL;

    said = (Diag){0};
    assert_int_equal(pack_read(&pack, path_of_many, &said), ERR_INPUT);
}

static void says_fifty_and_counts_the_rest(void **state)
{
    char path[] = "/tmp/camplan-pack-XXXXXX", out[30000];
    FILE *file = fdopen(mkstemp(path), "w");
    size_t lines = 0;

    (void)state;
    for (size_t i = 0; i < LINES; i++)
        fprintf(file, "%s\n", good[i]);
    for (int i = 0; i < 60; i++)
        fprintf(
            file,
            "  - {id: 20.%d, kind: zone, zh: 一, en: one, payer: nobody, payer_basis: \"11\"}\n",
            i);
    fclose(file);
    path_of_many = path;
    capture_stderr(read_as_a_command, out, sizeof out);
    unlink(path);
    for (const char *at = out; (at = strstr(at, "camplan: ")); at++)
        lines++;
    assert_int_equal(lines, 50);
    assert_non_null(strstr(out, "(clause 20.49)"));
    assert_non_null(strstr(said.message, "60 mistakes, of which the first 50 are listed"));
}

/* A figure that C reads by its name is known to the check: a new one must be added to its list. */
static void knows_what_derivations_read(void **state)
{
    FILE *pipe = popen("grep -hoE '(derivation_parameter|parameter_or)\\([^\"]*\"[a-z0-9_]+\"' "
                       "rules/*.c | sed 's/.*\"\\(.*\\)\"/\\1/' | sort -u",
                       "r");
    char name[128], line[400];
    size_t count = 0;

    (void)state;
    assert_non_null(pipe);
    for (; fgets(name, sizeof name, pipe); count++) {
        RulePack *pack = NULL;
        Diag diag = {0};
        name[strcspn(name, "\n")] = '\0';
        snprintf(line, sizeof line, "%s\n  - {name: %s, value: 1, unit: m, source: ours}", good[12],
                 name);
        if (read_with(13, line, &pack, &diag) != OK)
            fail_msg("%s", diag.message);
        pack_free(pack);
    }
    pclose(pipe);
    assert_true(count > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(things_hold_together), cmocka_unit_test(what_holds_is_read),
        cmocka_unit_test(knows_what_derivations_read), cmocka_unit_test(tells_all_in_one_reading),
        cmocka_unit_test(says_fifty_and_counts_the_rest)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
