/* Who builds, pays and supervises; what a narrowed run is concerned with. */
#include "rules/narrowing.h"
#include "tests/rules/scene_text.h"

#define ROAD_BUREAUS                                                                               \
    "Housing and Construction Bureau; Transport Bureau; Planning Bureau; township government"

static const struct {
    const char *promise, *scene, *clause;
    const char *builder, *builder_basis, *payer, *payer_basis, *supervisor;
    bool fallback;
} cases[] = {
    {"the police build main roads; townships supervise with the bureaus",
     "layer r osm\nLINESTRING(0 0,100 0) highway=primary", "8.1b", "City Public Security Bureau",
     "9(1)", "city budget", "12(2)", ROAD_BUREAUS, false},
    {"a new road pays for its own cameras",
     "layer r osm works=new\nLINESTRING(0 0,100 0) highway=primary", "8.1b",
     "City Public Security Bureau", "9(1)", "construction project", "10(1); 13", ROAD_BUREAUS,
     false},
    {"so does a rebuilt one", "layer r osm works=rebuild\nLINESTRING(0 0,100 0) highway=primary",
     "8.1b", "City Public Security Bureau", "9(1)", "construction project", "10(1); 13",
     ROAD_BUREAUS, false},
    {"a school builds for itself under the education bureau",
     "layer p osm\nPOINT(0 0) amenity=school", "8.5b", "owner or manager", "11", "owner or manager",
     "11", "Education Bureau", false},
    {"post is under nobody: not named, not guessed", "layer p osm\nPOINT(0 0) amenity=post_office",
     "8.4c", "owner or manager", "11", "owner or manager", "11",
     "not named (default: City Public Security Bureau, art. 5)", false},
    {"gas is under work safety where other utilities are under nobody",
     "layer p osm\nPOINT(0 0) man_made=gasometer", "8.4d", "owner or manager", "11",
     "owner or manager", "11", "Work Safety Bureau", false},
    {"the reform renamed work safety", "asof 2021-06-01\nlayer p osm\nPOINT(0 0) amenity=fuel",
     "8.4e", "owner or manager", "11", "owner or manager", "11", "Emergency Management Bureau",
     false},
    {"and the health bureau, from the first day on",
     "asof 2019-04-01\nlayer p osm\nPOINT(0 0) amenity=hospital", "8.5a", "owner or manager", "11",
     "owner or manager", "11", "Health Bureau", false},
    {"but not on the last day before", "asof 2019-03-31\nlayer p osm\nPOINT(0 0) amenity=hospital",
     "8.5a", "owner or manager", "11", "owner or manager", "11",
     "Health and Family Planning Bureau", false},
    {"a square is the city's where a park is its owner's",
     "layer p osm\nPOLYGON((0 0,100 0,100 100,0 100,0 0)) place=square", "8.5g",
     "City Public Security Bureau", "9(1); 9(4)", "city budget", "12(2)", "township government",
     false},
    {"a township is called by its name",
     "town 001 Hekou POLYGON((-50 -50,50 -50,50 50,-50 50,-50 -50))\n"
     "layer p osm\nPOINT(0 0) barrier=gate",
     "8.1d", "City Public Security Bureau", "9(1)", "city budget", "12(2)",
     "Hekou township government", false},
    {"ports are their operators' (9(2) leaves them out)",
     "layer p osm\nPOINT(0 0) barrier=border_control", "8.12a", "owner or manager",
     "11 (9(2) leaves ports out)", "owner or manager", "11",
     "not named (default: City Public Security Bureau, art. 5)", false},
    {"what nobody must build falls to the police, and is marked",
     "layer p none category=9.4\nPOLYGON((0 0,99 0,99 99,0 99,0 0)) name=Ruin", "9.4",
     "City Public Security Bureau", "9(4)", "city budget", "12(2)", "township government", true},
};

static void names_who_must(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SceneText text;
        const Zone *zone = NULL;
        text_open(&text, cases[i].scene);
        ZoneSet *set = text_derive(&text);
        for (size_t z = 0; z < set->zone_count && !zone; z++)
            if (text_equal(set->zones[z].clause->id, cases[i].clause))
                zone = &set->zones[z];
        if (!zone)
            fail_msg("%s: no zone", cases[i].promise);
        if (!text_equal(zone->duty.builder.en, cases[i].builder) ||
            !text_equal(zone->duty.builder_basis, cases[i].builder_basis) ||
            !text_equal(zone->duty.payer.en, cases[i].payer) ||
            !text_equal(zone->duty.payer_basis, cases[i].payer_basis) ||
            !text_equal(zone->duty.supervisor.en, cases[i].supervisor) ||
            (zone->duty.fallback != NULL) != cases[i].fallback)
            fail_msg("%s: builder %s (%s), payer %s (%s), supervisor %s", cases[i].promise,
                     zone->duty.builder.en, zone->duty.builder_basis, zone->duty.payer.en,
                     zone->duty.payer_basis, zone->duty.supervisor.en);
        zones_free(set);
        text_close(&text);
    }
}

/* A pack of two clauses: one without a builder, and the fallback. */
static const char little_pack[] =
    "camplan_pack: 1\nid: little\ncitation: none\ntitle: {zh: 小, en: little}\n"
    "fallback: \"9.4\"\n"
    "ladder: {edition: E, tasks: {observe: 60}}\n"
    "bodies: [{id: police, zh: 公安, en: Police}, {id: city, zh: 市, en: City}]\n"
    "parameters: []\n"
    "roads: {drive: [primary], service: [service], walk: [path]}\n"
    "clauses:\n"
    "  - {id: \"8.1\", kind: zone, zh: 园, en: park, select: [{osm: {leisure: park}}],\n"
    "     parts: [{name: all, zh: 全, en: all, derive: area, task: observe}]}\n"
    "  - {id: \"9.4\", kind: zone, zh: 无, en: nobody, builder: police, builder_basis: 9(4),\n"
    "     payer: city, payer_basis: \"12\"}\n";

static void falls_back_last(void **state)
{
    char path[] = "/tmp/camplan-pack-XXXXXX";
    SceneText text;
    FILE *file = fdopen(mkstemp(path), "w");

    (void)state;
    fputs(little_pack, file);
    fclose(file);
    text_open(&text, "layer p osm\nPOLYGON((0 0,99 0,99 99,0 99,0 0)) leisure=park");
    pack_free(text.pack);
    if (pack_read(&text.pack, path, &text.diag) != OK)
        fail_msg("%s", text.diag.message);
    remove(path);
    ZoneSet *set = text_derive(&text);
    assert_int_equal(set->zone_count, 1);
    assert_string_equal(set->zones[0].duty.fallback->id, "9.4");
    assert_string_equal(set->zones[0].duty.builder.en, "Police");
    assert_string_equal(set->zones[0].duty.builder_basis, "9(4)");
    assert_string_equal(set->zones[0].duty.payer.zh, "市");
    assert_string_equal(set->zones[0].duty.supervisor.zh, "未指定");
    zones_free(set);
    text_close(&text);
}

static void narrows_a_run(void **state)
{
    static const struct {
        const char *promise, *department, *township, *clause;
        bool zone, line;
    } rows[] = {
        {"nothing asked: everything", NULL, NULL, NULL, true, true},
        {"a clause", NULL, NULL, "8.5b", true, false},
        {"an item", NULL, NULL, "8.5", true, false},
        {"an article", NULL, NULL, "8", true, true},
        {"8.1 is not 8.10 or 8.15", NULL, NULL, "8.1", false, false},
        {"a supervisor in English, in part", "education", NULL, NULL, true, false},
        {"a supervisor in Chinese", "市教育局", NULL, NULL, true, false},
        {"a builder", "owner", NULL, NULL, true, true},
        {"another bureau", "Water", NULL, NULL, false, false},
        {"a township's code", NULL, "001", NULL, true, false},
        {"a township's name", NULL, "Hekou", NULL, true, false},
        {"another township", NULL, "002", NULL, false, false},
    };
    SceneText text;

    (void)state;
    text_open(&text, "town 001 Hekou POLYGON((-50 -50,50 -50,50 50,-50 50,-50 -50))\n"
                     "layer p osm\nPOINT(0 0) amenity=school\n"
                     "layer v none category=8.9\n- name=Line 1");
    ZoneSet *set = text_derive(&text);
    const InventoryLine *line = &set->lines[set->line_count - 1];
    assert_string_equal(set->zones[0].clause->id, "8.5b");
    assert_string_equal(line->clause->id, "8.9");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text.project.only_department = rows[i].department;
        text.project.only_township = rows[i].township;
        text.project.only_clause = rows[i].clause;
        if (zone_wanted(&set->zones[0], &text.project) != rows[i].zone ||
            inventory_line_wanted(line, &text.project) != rows[i].line)
            fail_msg("%s", rows[i].promise);
    }
    zones_free(set);
    text_close(&text);
}

/* A name that narrows a run to nothing is refused with those that there are. */
static void refuses_names_that_nothing_bears(void **state)
{
    static const struct {
        const char *promise, *department, *township, *clause;
        Status status;
        const char *words;
    } rows[] = {
        {"no narrowing", NULL, NULL, NULL, OK, ""},
        {"a clause", NULL, NULL, "8.5b", OK, ""},
        {"an item", NULL, NULL, "8.5", OK, ""},
        {"an article with some places", NULL, NULL, "9", OK, ""},
        {"a clause whose places are not here", NULL, NULL, "8.12", OK, ""},
        {"a prohibition", NULL, NULL, "14.1", OK, ""},
        {"no such clause", NULL, NULL, "8.99", ERR_USAGE, "8.5b"},
        {"no clause at all", NULL, NULL, "", ERR_USAGE, "8.5b"},
        {"a clause without places", NULL, NULL, "9.1", ERR_USAGE, "rules show tengchong-2017 9.1"},
        {"a whole article of them", NULL, NULL, "10", ERR_USAGE, "asks for no place"},
        {"a township", NULL, "Hekou", NULL, OK, ""},
        {"no such township", NULL, "Heku", NULL, ERR_USAGE, "Hekou"},
        {"a department", "Education", NULL, NULL, OK, ""},
        {"one of the pack without a duty here", "Forestry", NULL, NULL, OK, ""},
        {"a township's government without one", "Beishan township gov", NULL, NULL, OK, ""},
        {"the name of another day", "林业和草原局", NULL, NULL, ERR_USAGE, "市林业局"},
        {"no such department", "Astrology", NULL, NULL, ERR_USAGE, "市教育局"},
        {"who only pays", "市财政", NULL, NULL, ERR_USAGE, "市教育局"},
        {"whose works pay", "建设项目", NULL, NULL, ERR_USAGE, "no such department"},
        {"what owner fields call nobody", "无", NULL, NULL, ERR_USAGE, "no such department"},
        {"who acts together with them", "Customs", NULL, NULL, OK, ""},
        {"no department at all", "", NULL, NULL, ERR_USAGE, "市教育局"},
    };
    SceneText text;

    (void)state;
    text_open(&text, "town 001 Hekou POLYGON((-50 -50,50 -50,50 50,-50 50,-50 -50))\n"
                     "town 002 Beishan POLYGON((50 -50,90 -50,90 50,50 50,50 -50))\n"
                     "layer p osm\nPOINT(0 0) amenity=school\n");
    ZoneSet *set = text_derive(&text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Diag diag = {0};
        text.project.only_department = rows[i].department;
        text.project.only_township = rows[i].township;
        text.project.only_clause = rows[i].clause;
        if (narrowing_check(set, &text.scene, text.pack, &diag) != rows[i].status ||
            !strstr(diag.message, rows[i].words))
            fail_msg("%s: %s", rows[i].promise, diag.message);
    }
    zones_free(set);
    text_close(&text);
}

/* A right name that finds nothing is told, with what each option alone leaves. */
static void tells_what_finds_nothing(void **state)
{
    static const struct {
        const char *promise, *department, *township, *clause;
        const char *words; /* NULL: nothing is told */
    } rows[] = {
        {"no narrowing", NULL, NULL, NULL, NULL},
        {"a zone is left", "Education", NULL, "8.5b", NULL},
        {"a line is left", NULL, NULL, "8.9", NULL},
        {"a prohibition has no zone", NULL, NULL, "14.1", NULL},
        {"a clause", NULL, NULL, "8.12",
         "empty: --clause 8.12 alone leaves 0 zones and 0 inventory lines; 'camplan info'"},
        {"each alone has something", "Education", NULL, "8.9",
         "--clause 8.9 alone leaves 0 zones and 1 inventory line, --department Education alone "
         "leaves 1 zone and "},
        {"a township", NULL, "Beishan", NULL, "--township Beishan alone leaves 0 zones"},
    };
    SceneText text;

    (void)state;
    text_open(&text, "town 001 Hekou POLYGON((-50 -50,50 -50,50 50,-50 50,-50 -50))\n"
                     "town 002 Beishan POLYGON((50 -50,90 -50,90 50,50 50,50 -50))\n"
                     "layer p osm\nPOINT(0 0) amenity=school\n"
                     "layer v none category=8.9\n- name=Line 1");
    ZoneSet *set = text_derive(&text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        FindingList list;
        finding_list_init(&list);
        text.project.only_department = rows[i].department;
        text.project.only_township = rows[i].township;
        text.project.only_clause = rows[i].clause;
        narrowing_tell(set, &text.project, &list);
        if (list.count != (rows[i].words ? 1 : 0) ||
            (list.count && (strcmp(list.items[0].code, "nothing-selected") != 0 ||
                            !strstr(list.items[0].sentence, rows[i].words) ||
                            !finding_wanted(&list.items[0], &text.scene))))
            fail_msg("%s: %s", rows[i].promise, list.count ? list.items[0].sentence : "");
        finding_list_release(&list);
    }
    zones_free(set);
    text_close(&text);
}

static void narrows_findings(void **state)
{
    static const struct {
        const char *promise, *clause, *cited;
        bool wanted;
    } rows[] = {
        {"everything", NULL, "14.1", true},        {"its own", "8.5b", "8.5b", true},
        {"its item's", "8.5", "8.5b", true},       {"another item's", "8.5", "8.50", false},
        {"another article's", "8", "14.1", false}, {"what cites none", "8.5b", "", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Project project = {.only_clause = rows[i].clause};
        Scene scene = {.project = &project};
        Finding finding = {.clause = rows[i].cited, .x = NAN, .y = NAN};
        if (finding_wanted(&finding, &scene) != rows[i].wanted)
            fail_msg("%s", rows[i].promise);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_who_must),
                                       cmocka_unit_test(falls_back_last),
                                       cmocka_unit_test(narrows_a_run),
                                       cmocka_unit_test(refuses_names_that_nothing_bears),
                                       cmocka_unit_test(tells_what_finds_nothing),
                                       cmocka_unit_test(narrows_findings)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
