/* Which layers were looked in, and what is said about codes and categories. */
#include "tests/rules/scene_text.h"

static const struct {
    const char *promise, *scene, *code, *expected;
} findings[] = {
    {"unknown land-use codes are reported with their count",
     "layer l gbt21010 code=c\nPOINT(0 0) c=0999\nPOINT(9 9) c=0999\nPOINT(9 0) c=0803",
     "unknown-land-use-code",
     " layer l: 2 features have the land-use code '0999', which the code set does not have; mend "
     "the code or give a category\n"},
    {"so are features without a code", "layer l gb50137 code=c\nPOINT(0 0) d=1",
     "unknown-land-use-code",
     " layer l: 1 feature has no land-use code; fill the code field or give a category\n"},
    {"an unknown category is not dropped in silence", "layer l none category=8.99\nPOINT(0 0) a=b",
     "unknown-category",
     " layer l: 1 feature has the category '8.99', which is no clause of rule pack "
     "tengchong-2017 that speaks of places; write a clause id such as 8.5b\n"},
    {"nor is a duty that has no place", "layer l none category=22.1\nPOINT(0 0) a=b",
     "unknown-category",
     " layer l: 1 feature has the category '22.1', which is no clause of rule pack "
     "tengchong-2017 that speaks of places; write a clause id such as 8.5b\n"},
    {"what a tag does not say is said", "layer l osm\nPOINT(0 0) office=research",
     "doubtful-selection",
     "8.3b pack: 1 place is taken under 8.3b though the tag does not say whether it is a "
     "national key institution; a layer with the category 8.3b settles it\n"},
    {"places outside every township are counted",
     "town 1 West POLYGON((100 100,200 100,200 200,100 200,100 100))\n"
     "layer l osm\nPOINT(0 0) highway=bus_stop",
     "outside-townships",
     "8.8e zones: 1 place of 8.8e (stop) lies in no township, so no township government is named "
     "for it\n"},
    {"a row without a place under a clause of places is told, with what would mend it",
     "layer units none category=8.13b\n- name=Issue Vault\nPOINT(0 0) name=Court",
     "row-without-place",
     "8.13b layer units, feature 1: Issue Vault: the row has no place, so nothing is planned for "
     "it under 8.13b; give the layer the columns of its coordinates (x, y) or a geometry, or fill "
     "them in this row\n"},
    {"so is a row of a fleet table, under the clause that asks for a place alone",
     "layer fleet none category_field=cat\n- cat=8.9\n- cat=8.13b", "row-without-place",
     "8.13b layer fleet, feature 2: the row has no place, so nothing is planned for it under "
     "8.13b; give the layer the columns of its coordinates (x, y) or a geometry, or fill them in "
     "this row\n"},
    {"half a vehicle is no count", "layer fleet none category=8.9 count=n\n- n=2.5; name=Line 1",
     "count-unknown",
     "8.9 layer fleet, feature 1: Line 1: the field n holds '2.5', which is no whole number of "
     "vehicles; it counts as unknown until it is mended\n"},
    {"nor is a part of a camera", "layer fleet none category=8.9\n- cameras_each=3.5",
     "count-unknown",
     "8.9 layer fleet, feature 1: the field cameras_each holds '3.5', which is no whole number of "
     "cameras; it counts as unknown until it is mended\n"},
    {"what is no cost is told",
     "layer fleet none category=8.9\n- unit_cost=-5\n- unit_cost=abc\n- unit_cost=900",
     "cost-unknown",
     "8.9 layer fleet, feature 1: the field unit_cost holds '-5', which is no cost above 0; it "
     "counts as unknown until it is mended\n"
     "8.9 layer fleet, feature 2: the field unit_cost holds 'abc', which is no cost above 0; it "
     "counts as unknown until it is mended\n"},
    {"a part that cannot be placed is said",
     "building POLYGON((-9 -9,9 -9,9 9,-9 9,-9 -9)) building=yes\n"
     "layer l osm\nPOINT(0 0) highway=bus_stop",
     "part-not-derived",
     "8.8e zones: 1 place of 8.8e (stop) has no ground outside buildings or no road near, so "
     "it makes no zone; supply the part as a layer with the clause as its category\n"},
};

static void reports_doubts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
        SceneText text;
        Text got = {0};
        text_open(&text, findings[i].scene);
        ZoneSet *set = text_derive(&text);
        text_findings(&text.findings, findings[i].code, &got);
        if (!text_equal(got.text ? got.text : "", findings[i].expected))
            fail_msg("%s\nexpected:\n%sgot:\n%s", findings[i].promise, findings[i].expected,
                     got.text ? got.text : "");
        text_release(&got);
        zones_free(set);
        text_close(&text);
    }
}

static void says_where_it_looked(void **state)
{
    static const struct {
        const char *promise, *scene, *clause, *missing;
        size_t features;
    } rows[] = {
        {"an osm layer speaks of schools", "layer l osm\nPOINT(0 0) amenity=school", "8.5b", NULL,
         1},
        {"even where it has none", "layer l osm\nPOINT(0 0) amenity=pub", "8.5b", NULL, 0},
        {"no layer speaks of schools", "layer l none\nPOINT(0 0) amenity=school", "8.5b",
         "no layer has codeset osm or gbt21010 or gb50137 or category 8.5b", 0},
        {"a supplied list only", "layer l osm\nPOINT(0 0) a=b", "8.13a",
         "no layer has category 8.13a", 0},
        {"a category field may hold it", "layer l none category_field=c\nPOINT(0 0) a=b", "8.13a",
         NULL, 0},
        {"a layer of that category", "layer l none category=8.13a\nPOINT(0 0) a=b", "8.13a", NULL,
         1},
        {"rows without a place are rows, and no proof that there is none",
         "layer l none category=8.13a\n- name=A\n- name=B", "8.13a",
         "2 rows stand under it without a place: see findings.csv", 2},
        {"several categories in one", "layer l none category=8.13a;8.13b\nPOINT(0 0) a=b", "8.13b",
         NULL, 1},
        {"what waits for a parameter was not asked for",
         "layer l osm category_field=c\nPOLYGON((0 0,9 0,9 9,0 9,0 0)) amenity=hospital", "11.2",
         "not asked for (surroundings_wanted is 0), and no layer supplies category 11.2", 0},
        {"but a layer may supply it", "layer l none category=8.1a\nPOLYGON((0 0,9 0,9 9,0 0)) a=b",
         "8.1a", NULL, 1},
        {"duties have no place to look for", "layer l none\nPOINT(0 0) a=b", "22.1", NULL, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        text_open(&text, rows[i].scene);
        ZoneSet *set = text_derive(&text);
        for (size_t t = 0; t < set->trace_count; t++) {
            const ClauseTrace *trace = &set->traces[t];
            if (!text_equal(trace->clause->id, rows[i].clause))
                continue;
            if (!text_equal(trace->missing, rows[i].missing) ||
                trace->evaluated != (rows[i].missing == NULL) ||
                trace->features != rows[i].features)
                fail_msg("%s: %zu features, %s", rows[i].promise, trace->features,
                         trace->missing ? trace->missing : "evaluated");
        }
        zones_free(set);
        text_close(&text);
    }
}

static void same_order_gives_same_ids(void **state)
{
    static const char scene[] =
        "layer p osm\nPOINT(900 0) highway=bus_stop\nPOINT(0 0) highway=bus_stop\n"
        "POINT(500 0) amenity=school\nLINESTRING(0 100,300 100) highway=primary; name=A";
    Text first = {0}, second = {0};

    (void)state;
    for (int run = 0; run < 2; run++) {
        SceneText text;
        text_open(&text, scene);
        ZoneSet *set = text_derive(&text);
        text_zones(set, "8", run ? &second : &first);
        zones_free(set);
        text_close(&text);
    }
    assert_string_equal(first.text, second.text);
    /* by clause, then by feature id, whatever the position */
    assert_non_null(strstr(first.text, "8.8e-002 stop"));
    text_release(&first);
    text_release(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reports_doubts),
                                       cmocka_unit_test(says_where_it_looked),
                                       cmocka_unit_test(same_order_gives_same_ids)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
