/* Places under several clauses: what each cites, and whose duty holds. */
#include <unistd.h>

#include "tests/rules/scene_text.h"

/* A street, its bridge (more specific), a bridge of note (more specific yet), and units. */
static const char law[] =
    "camplan_pack: 1\nid: little\ncitation: none\ntitle: {zh: 小, en: little}\nfallback: \"9.4\"\n"
    "ladder: {edition: E, tasks: {observe: 60}}\n"
    "bodies: [{id: police, zh: 公安, en: Police}, {id: owner, zh: 业主, en: Owner},\n"
    "  {id: heritage, zh: 文物, en: Heritage}]\n"
    "parameters: []\n"
    "roads: {drive: [primary], service: [service], walk: [path]}\n"
    "clauses:\n"
    "  - {id: 8.1b, kind: zone, zh: 街, en: street, select: [{osm: {street: \"*\"}}],\n"
    "     parts: &area [{name: all, zh: 全, en: all, derive: area, task: observe}],\n"
    "     builder: police, builder_basis: 9(1)}\n"
    "  - {id: 8.8c, kind: zone, zh: 桥, en: bridge, select: [{osm: {bridge: \"*\"}}], parts: "
    "*area,\n"
    "     over: 8.1b, builder: owner, builder_basis: \"11\", supervisor: heritage,\n"
    "     supervisor_basis: 10(1)}\n"
    "  - {id: 8.8d, kind: zone, zh: 古桥, en: old bridge, select: [{osm: {old: \"*\"}}],\n"
    "     parts: *area, over: [8.1b, 8.8c], builder: heritage, builder_basis: \"3\"}\n"
    "  - {id: 8.5b, kind: zone, zh: 校, en: school, select: [{osm: {amenity: school}}],\n"
    "     parts: &inside [{name: inside, zh: 内, en: inside, derive: interior},\n"
    "       {name: all, zh: 全, en: all, derive: area, task: observe}], builder: owner,\n"
    "     builder_basis: \"11\"}\n"
    "  - {id: 8.6a, kind: zone, zh: 荒, en: waste, select: [{osm: {waste: \"*\"}}], parts: *area}\n"
    "  - {id: 8.13b, kind: registry, zh: 重点, en: key unit, parts: *inside, over: [8.5b, 8.6a],\n"
    "     builder: police, builder_basis: \"13\"}\n"
    "  - {id: 8.1d, kind: zone, zh: 口, en: entrance, select: [{as: gate, osm: {gate: \"*\"}},\n"
    "      {as: end, osm: {end: \"*\"}}], parts: [{name: gate, zh: 门, en: gate, derive: area,\n"
    "      from: gate, task: observe}, {name: end, zh: 端, en: end, derive: area, from: end,\n"
    "      task: observe, over: 8.11a}], builder: police, builder_basis: 9(1)}\n"
    "  - {id: 8.11a, kind: zone, zh: 林, en: wood, select: [{osm: {wood: \"*\"}}], parts: *area,\n"
    "     over: 8.1d.gate, builder: owner, builder_basis: \"11\"}\n"
    "  - {id: 8.7a, kind: zone, zh: 守, en: guarded, select: [{osm: {guarded: \"*\"}}],\n"
    "     parts: [{name: all, zh: 全, en: all, derive: area, px_per_m: 120, k: 2}]}\n"
    "  - {id: 8.8a, kind: zone, zh: 隧, en: tunnel, select: [{osm: {tunnel: \"*\"}}],\n"
    "     parts: [{name: end, zh: 口, en: portal, derive: ends, size: 10, task: observe},\n"
    "       {name: bore, zh: 洞, en: bore, derive: tunnel, size: 100}], builder: owner,\n"
    "     builder_basis: \"11\"}\n"
    "  - {id: 8.8b, kind: zone, zh: 险, en: dangerous tunnel, select: [{osm: {danger: \"*\"}}],\n"
    "     parts: [{name: end, zh: 口, en: portal, derive: ends, size: 10, px_per_m: 120},\n"
    "       {name: bore, zh: 洞, en: bore, derive: tunnel, size: 50}], builder: police,\n"
    "     builder_basis: \"11\", over: 8.8a}\n"
    "  - {id: 8.6b, kind: mobile, zh: 押运, en: vans}\n"
    "  - {id: \"8.9\", kind: mobile, zh: 公交, en: buses, builder: owner, builder_basis: 9}\n"
    "  - {id: \"9.4\", kind: zone, zh: 无, en: nobody, builder: police, builder_basis: 9(4)}\n"
    "  - {id: \"11.2\", kind: zone, zh: 周边, en: around, select: [{clauses: [8.5b]}],\n"
    "     parts: [{name: ring, zh: 边, en: ring, derive: surroundings, size: 10, task: observe}],\n"
    "     builder: owner, builder_basis: \"11\"}\n";

#define STREET "POLYGON((0 0,100 0,100 10,0 10,0 0)) street=yes"
#define PIECE(from, to) "POLYGON((" from " 0," to " 0," to " 10," from " 10," from " 0)) "

/* Each zone and line: "ID also IDS: builder by the duty of CLAUSE". */
static const struct {
    const char *promise, *scene, *expected;
} cases[] = {
    {"a bridge is a piece of its street, and the street none of the bridge",
     "layer p osm\n" STREET "\n" PIECE("0", "20") "bridge=yes",
     "8.1b-001 also: Police of 8.1b\n8.8c-001 also 8.1b: Owner of 8.8c\n"},
    {"where most of the street is the bridge its duty is the bridge's",
     "layer p osm\n" STREET "\n" PIECE("0", "60") "bridge=yes",
     "8.1b-001 also 8.8c: Owner of 8.8c\n8.8c-001 also 8.1b: Owner of 8.8c\n"},
    {"half is enough", "layer p osm\n" STREET "\n" PIECE("0", "50") "bridge=yes",
     "8.1b-001 also 8.8c: Owner of 8.8c\n8.8c-001 also 8.1b: Owner of 8.8c\n"},
    {"less is not", "layer p osm\n" STREET "\n" PIECE("0", "49") "bridge=yes",
     "8.1b-001 also: Police of 8.1b\n8.8c-001 also 8.1b: Owner of 8.8c\n"},
    {"the most specific of three wins",
     "layer p osm\n" STREET "\n" PIECE("0", "100") "bridge=yes\n" PIECE("0", "90") "old=yes",
     "8.1b-001 also 8.8c 8.8d: Heritage of 8.8d\n8.8c-001 also 8.1b 8.8d: Heritage of 8.8d\n"
     "8.8d-001 also 8.1b 8.8c: Heritage of 8.8d\n"},
    {"where none is more specific both are cited and each keeps its own",
     "layer p osm\n" STREET "\n" PIECE("0", "80") "waste=yes",
     "8.1b-001 also 8.6a: Police of 8.1b\n8.6a-001 also 8.1b: Police of 8.6a by 9.4\n"},
    {"over one part of a clause",
     "layer p osm\n" PIECE("0", "20") "gate=yes\n" PIECE("0", "20") "wood=yes",
     "8.1d-001 also 8.11a: Owner of 8.11a\n8.11a-001 also 8.1d: Owner of 8.11a\n"},
    {"and under another part of it",
     "layer p osm\n" PIECE("0", "20") "end=yes\n" PIECE("0", "20") "wood=yes",
     "8.1d-001 also 8.11a: Police of 8.1d\n8.11a-001 also 8.1d: Police of 8.1d\n"},
    {"one clause does not overlap itself", "layer p osm\n" STREET "\n" STREET,
     "8.1b-001 also: Police of 8.1b\n8.1b-002 also: Police of 8.1b\n"},
    {"one thing under two clauses, its rooms too, but not what lies around it",
     "layer p osm category=8.13b\n" PIECE("0", "90") "amenity=school",
     "8.5b-001 also 8.13b: Police of 8.13b\n8.13b-001 also 8.5b: Police of 8.13b\n"
     "11.2-001 also: Owner of 11.2\n"
     "8.5b-i001 also 8.13b: Police of 8.13b\n  is 8.13b-i001, and not listed again\n"
     "8.13b-i001 also 8.5b: Police of 8.13b\n"},
    {"the inside of one tunnel under two clauses is equipped once, by the closer spacing",
     "layer p osm\nLINESTRING(100 100,400 100) tunnel=yes; danger=yes; highway=primary",
     "8.8a-001 also 8.8b: Police of 8.8b\n8.8a-002 also 8.8b: Police of 8.8b\n"
     "8.8b-001 also 8.8a: Police of 8.8b\n8.8b-002 also 8.8a: Police of 8.8b\n"
     "8.8a-i001 also 8.8b: Police of 8.8b\n  is 8.8b-i001, and not listed again\n"
     "8.8b-i001 also 8.8a: Police of 8.8b\n"},
    {"two tunnels are two",
     "layer p osm\nLINESTRING(100 100,400 100) tunnel=yes; highway=primary\n"
     "LINESTRING(100 300,400 300) tunnel=yes; danger=yes; highway=primary",
     "8.8a-001 also: Owner of 8.8a\n8.8a-002 also: Owner of 8.8a\n"
     "8.8a-003 also 8.8b: Police of 8.8b\n8.8a-004 also 8.8b: Police of 8.8b\n"
     "8.8b-001 also 8.8a: Police of 8.8b\n8.8b-002 also 8.8a: Police of 8.8b\n"
     "8.8a-i001 also: Owner of 8.8a\n"
     "8.8a-i002 also 8.8b: Police of 8.8b\n  is 8.8b-i001, and not listed again\n"
     "8.8b-i001 also 8.8a: Police of 8.8b\n"},
    {"a fleet under two clauses is one fleet",
     "layer f none category=8.6b;8.9 count=n\n- n=10\nlayer g none category=8.9\n- a=b",
     "8.6b-i001 also 8.9: Police of 8.6b by 9.4\n"
     "8.9-i001 also 8.6b: Owner of 8.9\n  is 8.6b-i001, and not listed again\n"
     "8.9-i002 also: Owner of 8.9\n"},
};

static void say(const char *id, const Clause *const *also, size_t count, const Duty *duty,
                Text *out)
{
    text_printf(out, "%s also", id);
    for (size_t i = 0; i < count; i++)
        text_printf(out, " %s", also[i]->id);
    text_printf(out, ": %s of %s", duty->builder.en, duty->clause->id);
    text_printf(out, "%s%s\n", duty->fallback ? " by " : "",
                duty->fallback ? duty->fallback->id : "");
}

static void cites_all_and_lets_the_specific_win(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SceneText text;
        Text got = {0};
        text_open_with_law(&text, law, cases[i].scene);
        ZoneSet *set = text_derive(&text);
        for (size_t z = 0; z < set->zone_count; z++)
            say(set->zones[z].id, set->zones[z].also, set->zones[z].also_count, &set->zones[z].duty,
                &got);
        for (size_t l = 0; l < set->line_count; l++) {
            const InventoryLine *line = &set->lines[l];
            say(line->id, line->also, line->also_count, &line->duty, &got);
            if (line->same)
                text_printf(&got, "  is %s, and not listed again\n", line->same->id);
            assert_int_equal(inventory_line_listed(line, &text.project), !line->same);
        }
        if (!text_equal(got.text, cases[i].expected))
            fail_msg("%s\nexpected:\n%sgot:\n%s", cases[i].promise, cases[i].expected, got.text);
        text_release(&got);
        zones_free(set);
        text_close(&text);
    }
}

/* "ID px/m k" of each zone. */
static void each_clause_asks_its_own(void **state)
{
    static const struct {
        const char *promise, *scene, *expected;
    } rows[] = {
        {"one gate under two clauses asks each what it asks: who meets the lesser duty has met it",
         "layer p osm\n" PIECE("0", "20") "waste=yes; guarded=yes",
         "8.6a-001 60 1\n8.7a-001 120 2\n"},
        {"the portals of one tunnel too",
         "layer p osm\nLINESTRING(100 100,400 100) tunnel=yes; danger=yes; highway=primary",
         "8.8a-001 60 1\n8.8a-002 60 1\n8.8b-001 120 1\n8.8b-002 120 1\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        Text got = {0};
        text_open_with_law(&text, law, rows[i].scene);
        ZoneSet *set = text_derive(&text);
        for (size_t z = 0; z < set->zone_count; z++)
            text_printf(&got, "%s %g %d\n", set->zones[z].id, set->zones[z].requirement.px_per_m,
                        set->zones[z].requirement.k);
        if (!text_equal(got.text, rows[i].expected))
            fail_msg("%s\nexpected:\n%sgot:\n%s", rows[i].promise, rows[i].expected, got.text);
        text_release(&got);
        zones_free(set);
        text_close(&text);
    }
}

/* A run that is narrowed to the one clause lists its line, which the other's stands for else. */
static void lists_one_thing_once(void **state)
{
    SceneText text;

    (void)state;
    text_open_with_law(&text, law, "layer f none category=8.6b;8.9\n- a=b");
    ZoneSet *set = text_derive(&text);
    for (size_t i = 0; i < set->line_count; i++) {
        text.project.only_clause = NULL;
        assert_int_equal(inventory_line_listed(&set->lines[i], &text.project), i == 0);
        text.project.only_clause = set->lines[i].clause->id;
        assert_true(inventory_line_listed(&set->lines[i], &text.project));
    }
    assert_int_equal(set->line_count, 2);
    zones_free(set);
    text_close(&text);
}

/* What a more specific clause gives a builder is not inherited by the last resort. */
static void lists_as_inherited_what_remains(void **state)
{
    static const struct {
        const char *scene;
        size_t inherited;
    } rows[] = {{"layer p osm\n" STREET "; waste=yes", 1},
                {"layer p osm category=8.13b\n" PIECE("0", "90") "waste=yes", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        size_t inherited = 0;
        text_open_with_law(&text, law, rows[i].scene);
        ZoneSet *set = text_derive(&text);
        for (size_t f = 0; f < text.findings.count; f++)
            inherited += text_equal(text.findings.items[f].code, "inherited");
        assert_int_equal(inherited, rows[i].inherited);
        zones_free(set);
        text_close(&text);
    }
}

/* Another's duty is another's view: the street that is a bridge is no longer the police's. */
static void narrows_by_the_duty_that_holds(void **state)
{
    SceneText text;

    (void)state;
    text_open_with_law(&text, law, cases[1].scene);
    ZoneSet *set = text_derive(&text);
    text.project.only_department = "Heritage";
    assert_true(zone_wanted(&set->zones[0], &text.project));
    text.project.only_department = "Police";
    assert_false(zone_wanted(&set->zones[0], &text.project));
    zones_free(set);
    text_close(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cites_all_and_lets_the_specific_win),
                                       cmocka_unit_test(each_clause_asks_its_own),
                                       cmocka_unit_test(lists_one_thing_once),
                                       cmocka_unit_test(lists_as_inherited_what_remains),
                                       cmocka_unit_test(narrows_by_the_duty_that_holds)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
