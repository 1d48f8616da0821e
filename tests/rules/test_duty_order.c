/* In which order the law's words about duties are followed: a little pack that has them all. */
#include <unistd.h>

#include "tests/rules/scene_text.h"

static const char law[] =
    "camplan_pack: 1\n"
    "id: little\n"
    "citation: none\n"
    "title: {zh: 小, en: little}\n"
    "fallback: [\"11.1\", \"9.4\"]\n"
    "supervisor_default: police\n"
    "supervisor_default_basis: \"5\"\n"
    "ladder: {edition: E, tasks: {observe: 60}}\n"
    "bodies:\n"
    "  - {id: police, zh: 公安, en: Police}\n"
    "  - {id: city, zh: 市, en: City}\n"
    "  - {id: owner, zh: 业主, en: owner}\n"
    "  - {id: nobody, zh: 无, en: none, also: [无主, no owner]}\n"
    "  - {id: township, zh: 乡镇, en: township}\n"
    "  - {id: works, zh: 工程, en: works}\n"
    "  - {id: roads, zh: 交通, en: Roads}\n"
    "  - {id: forestry, zh: 林业, en: Forestry}\n"
    "  - {id: data, zh: 数据, en: Data}\n"
    "  - {id: customs, zh: 海关, en: Customs}\n"
    "parameters: []\n"
    "roads: {drive: [primary], service: [service], walk: [path]}\n"
    "clauses:\n"
    "  - {id: 8.1a, kind: zone, zh: 园, en: park, public_area: true,\n"
    "     select: [{osm: {leisure: park}}, {osm: {leisure: garden}, builder: city, builder_basis: "
    "\"3\"}],\n"
    "     parts: [{name: all, zh: 全, en: all, derive: area, shape: area, task: observe},\n"
    "             {name: gate, zh: 门, en: gate, derive: point, shape: point, size: 4, task: "
    "observe,\n"
    "              supervisor: forestry, supervisor_basis: 10(12), builder: works, builder_basis: "
    "\"4\"}],\n"
    "     builder: owner, builder_basis: \"11\", payer: owner, payer_basis: \"11\",\n"
    "     supervisor: [{body: roads, basis: 10(1)}, {body: township, basis: 10(14)},\n"
    "                  {body: roads, basis: 10(10)}]}\n"
    "  - {id: 8.2a, kind: zone, zh: 校, en: school, select: [{osm: {amenity: school}}],\n"
    "     parts: [{name: all, zh: 全, en: all, derive: area, task: observe},\n"
    "             {name: inside, zh: 内, en: inside, derive: interior}],\n"
    "     builder: owner, builder_basis: \"11\", payer: owner, payer_basis: \"11\",\n"
    "     supervisor: \"\", supervisor_basis: article 10 names none,\n"
    "     coordinators: [police, customs], coordinators_basis: \"21\"}\n"
    "  - {id: 8.3a, kind: zone, zh: 路, en: road, select: [{osm: {place: square}}],\n"
    "     parts: [{name: all, zh: 全, en: all, derive: area, task: observe}],\n"
    "     builder: police, builder_basis: 9(1), builder_new_works: works, "
    "builder_new_works_basis: 10(1),\n"
    "     payer: city, payer_basis: \"12\",\n"
    "     supervisor: [{body: roads, basis: 10(3), to: 2020-06-30}, {body: data, basis: decree 7, "
    "from: 2020-07-01}],\n"
    "     supervisor_new_works: [roads, data], supervisor_new_works_basis: 10(1)}\n"
    "  - {id: 8.4a, kind: zone, zh: 旧, en: old, valid_to: 2018-12-31, select: [{osm: {shop: "
    "mall}}],\n"
    "     parts: [{name: all, zh: 全, en: all, derive: area, task: observe}]}\n"
    "  - {id: \"9.4\", kind: zone, zh: 无, en: nobody, builder: police, builder_basis: 9(4),\n"
    "     parts: [{name: all, zh: 全, en: all, derive: area, task: observe}],\n"
    "     payer: city, payer_basis: \"12\"}\n"
    "  - {id: \"11.1\", kind: builder, zh: 乡, en: townships, when: public_area, builder: "
    "township,\n"
    "     builder_basis: 11(1), payer: township, payer_basis: 11(1)}\n"
    "  - {id: \"13.1\", kind: payer, zh: 建, en: works pay, when: new_works, payer: works,\n"
    "     payer_basis: 13(1)}\n";

#define AREA "POLYGON((0 0,99 0,99 99,0 99,0 0)) "
#define TOWN "town 001 West POLYGON((-500 -500,500 -500,500 500,-500 500,-500 -500))\n"

/* "builder (basis) / payer (basis) / supervisor (basis)", then who coordinates and the fallback. */
static const struct {
    const char *promise, *scene, *expected;
} cases[] = {
    {"what the clause says, several supervisors each once, in their order",
     "layer p osm\n" AREA "leisure=park",
     "owner (11) / owner (11) / Roads; township (10(1); 10(14); 10(10))"},
    {"the township is called by its name", TOWN "layer p osm\n" AREA "leisure=park",
     "owner (11) / owner (11) / Roads; West township government (10(1); 10(14); 10(10))"},
    {"an alternative goes before its clause", "layer p osm\n" AREA "leisure=garden",
     "City (3) / owner (11) / Roads; township (10(1); 10(14); 10(10))"},
    {"and a part before both", "layer p osm\nPOINT(0 0) leisure=garden",
     "works (4) / owner (11) / Forestry (10(12))"},
    {"nobody is named: the general rule stands beside it", "layer p osm\n" AREA "amenity=school",
     "owner (11) / owner (11) / not named (default: Police, art. 5) (article 10 names none), with "
     "Police; Customs (21)"},
    {"without an owner a public area is the township's",
     TOWN "layer p osm\n" AREA "leisure=park; owner=无",
     "West township government (11(1)) / West township government (11(1)) / "
     "Roads; West township government (10(1); 10(14); 10(10)) by 11.1"},
    {"and any other place the last resort's",
     TOWN "layer p osm\n" AREA "amenity=school; owner=No Owner",
     "Police (9(4)) / City (12) / not named (default: Police, art. 5) (article 10 names none), "
     "with Police; Customs (21) by 9.4"},
    {"an owner with a name is one", "layer p osm\n" AREA "leisure=park; 业主=无锡公司",
     "owner (11) / owner (11) / Roads; township (10(1); 10(14); 10(10))"},
    {"who builds for the police needs no owner", "layer p osm\n" AREA "place=square; owner=none",
     "Police (9(1)) / City (12) / Roads (10(3))"},
    {"on the day", "asof 2020-07-01\nlayer p osm\n" AREA "place=square",
     "Police (9(1)) / City (12) / Data (decree 7)"},
    {"new works: their own builder and supervisors, and they pay by the general rule",
     "layer p osm works=new\n" AREA "place=square",
     "works (10(1)) / works (13(1)) / Roads; Data (10(1))"},
    {"so does a place that says it itself", "layer p osm\n" AREA "place=square; works_status=扩建",
     "works (10(1)) / works (13(1)) / Roads; Data (10(1))"},
    {"against its layer too", "layer p osm works=new\n" AREA "place=square; works_status=existing",
     "Police (9(1)) / City (12) / Roads (10(3))"},
    {"new works pay although the place has no owner yet",
     "layer p osm works=new\n" AREA "amenity=school; owner=无主",
     "Police (9(4)) / works (13(1)) / not named (default: Police, art. 5) (article 10 names "
     "none), with Police; Customs (21) by 9.4"},
    {"a place supplied under the last resort is the last resort's, whatever stands before it",
     TOWN "layer p none category=9.4\n" AREA "name=Ruin",
     "Police (9(4)) / City (12) / not named (default: Police, art. 5) () by 9.4"},
};

static void say(const Duty *duty, Text *out)
{
    text_printf(out, "%s (%s) / %s (%s) / %s (%s)", duty->builder.en, duty->builder_basis,
                duty->payer.en, duty->payer_basis, duty->supervisor.en, duty->supervisor_basis);
    if (*duty->coordinators.en)
        text_printf(out, ", with %s (%s)", duty->coordinators.en, duty->coordinators_basis);
    if (duty->fallback)
        text_printf(out, " by %s", duty->fallback->id);
}

static void follows_the_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SceneText text;
        Text got = {0};
        text_open_with_law(&text, law, cases[i].scene);
        ZoneSet *set = text_derive(&text);
        assert_int_equal(set->zone_count, 1);
        say(&set->zones[0].duty, &got);
        if (!text_equal(got.text, cases[i].expected))
            fail_msg("%s\nexpected %s\ngot      %s", cases[i].promise, cases[i].expected, got.text);
        text_release(&got);
        zones_free(set);
        text_close(&text);
    }
}

/* What the police inherit is listed, zone and survey indoors alike. */
static void lists_what_is_inherited(void **state)
{
    SceneText text;
    Text got = {0};

    (void)state;
    text_open_with_law(&text, law,
                       "layer p osm\n" AREA "amenity=school; owner=无; name=Hill\n" AREA
                       "leisure=park; owner=无; name=Green");
    ZoneSet *set = text_derive(&text);
    assert_string_equal(set->lines[0].duty.fallback->id, "9.4");
    text_findings(&text.findings, "inherited", &got);
    assert_string_equal(got.text,
                        "9.4 zone 8.2a-001: Hill: its owner field says '无', so Police must build "
                        "it; if somebody owns it, name them in the field owner of layer p, "
                        "feature 1\n"
                        "9.4 zone 8.2a-i001: Hill: its owner field says '无', so Police must "
                        "build it; if somebody owns it, name them in the field owner of layer p, "
                        "feature 1\n");
    text_release(&got);
    zones_free(set);
    text_close(&text);
}

static void tells_words_that_are_none(void **state)
{
    SceneText text;
    Text got = {0};

    (void)state;
    text_open_with_law(&text, law, "layer p osm\n" AREA "amenity=school; works_status=soon");
    ZoneSet *set = text_derive(&text);
    text_findings(&text.findings, "works-status-unknown", &got);
    assert_non_null(strstr(got.text, "8.2a layer p, feature 1: its works_status is none of"));
    text_release(&got);
    zones_free(set);
    text_close(&text);
}

static void leaves_out_clauses_of_another_day(void **state)
{
    static const struct {
        const char *scene;
        size_t zones;
    } rows[] = {{"asof 2018-12-31\nlayer p osm\n" AREA "shop=mall", 1},
                {"asof 2019-01-01\nlayer p osm\n" AREA "shop=mall", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        text_open_with_law(&text, law, rows[i].scene);
        ZoneSet *set = text_derive(&text);
        assert_int_equal(set->zone_count, rows[i].zones);
        assert_int_equal(set->traces[3].evaluated, rows[i].zones);
        if (rows[i].zones == 0)
            assert_string_equal(set->traces[3].missing,
                                "the clause is not in force on the project's as_of date");
        zones_free(set);
        text_close(&text);
    }
}

/* What a supplied place states goes into the outputs; what an asset costs too. */
static void keeps_papers_and_unit_costs(void **state)
{
    SceneText text;

    (void)state;
    text_open(&text,
              "layer a none category=8.14\n" AREA "window=2020; method=count; valid_to=2030-01-01\n"
              "layer b none category=8.15\n" AREA "citation=Some Law, article 5\n"
              "layer c osm\n" AREA "amenity=school\n"
              "layer d none category=8.9 count=n\n"
              "- n=3; cameras_each=4; unit_cost=1500\n- n=3; unit_cost=-1\n- n=3");
    ZoneSet *set = text_derive(&text);
    for (size_t i = 0; i < set->zone_count; i++) {
        const Zone *zone = &set->zones[i];
        assert_string_equal(zone->papers,
                            text_equal(zone->clause->id, "8.14")   ? "counted over 2020 by count"
                            : text_equal(zone->clause->id, "8.15") ? "Some Law, article 5"
                                                                   : "");
    }
    assert_int_equal(set->line_count, 4); /* the school's rooms go first */
    assert_true(isnan(set->lines[0].unit_cost) && set->lines[1].unit_cost == 1500);
    for (int i = 2; i < 4; i++) {
        double usual = pack_parameter(text.pack, "mobile_camera_cost"); /* if the pack has it */
        assert_true(isnan(usual) ? isnan(set->lines[i].unit_cost)
                                 : set->lines[i].unit_cost == usual);
    }
    zones_free(set);
    text_close(&text);
}

/* Departments find what they supervise or coordinate together; a default is no duty. */
static void departments_find_their_own(void **state)
{
    static const struct {
        const char *department;
        bool park, school;
    } rows[] = {{"Roads", true, false},   {"乡镇", true, false},      {"Customs", false, true},
                {"Police", false, true},  {"Forestry", false, false}, {"owner", true, true},
                {"default", false, false}};
    SceneText text;

    (void)state;
    text_open_with_law(&text, law, "layer p osm\n" AREA "leisure=park\n" AREA "amenity=school");
    ZoneSet *set = text_derive(&text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text.project.only_department = rows[i].department;
        if (zone_wanted(&set->zones[0], &text.project) != rows[i].park ||
            zone_wanted(&set->zones[1], &text.project) != rows[i].school)
            fail_msg("%s", rows[i].department);
    }
    zones_free(set);
    text_close(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(follows_the_order),
                                       cmocka_unit_test(lists_what_is_inherited),
                                       cmocka_unit_test(tells_words_that_are_none),
                                       cmocka_unit_test(leaves_out_clauses_of_another_day),
                                       cmocka_unit_test(departments_find_their_own),
                                       cmocka_unit_test(keeps_papers_and_unit_costs)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
