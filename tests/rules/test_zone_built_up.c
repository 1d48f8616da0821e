/* What follows from the edge of the built-up area, where the project asks: the urban-rural fringe,
 * entrances. */
#include "tests/rules/scene_text.h"

#define ASK_FRINGE                                                                                 \
    {                                                                                              \
        "fringe_wanted", 1, "project.yaml:9:3", "project.yaml:9"                                   \
    }
#define ASK_ENTRANCES                                                                              \
    {                                                                                              \
        "built_up_wanted", 1, "project.yaml:9:3", "project.yaml:9"                                 \
    }

/* 25 ha of housing and industry, side by side. */
#define TOWN                                                                                       \
    "layer land osm\n"                                                                             \
    "POLYGON((0 0,250 0,250 500,0 500,0 0)) landuse=residential; name=Old Town\n"                  \
    "POLYGON((250 0,500 0,500 500,250 500,250 0)) landuse=industrial\n"

static const struct {
    const char *promise, *scene, *clause, *findings, *expected;
    ProjectOverride asked[2];
} rows[] = {
    {"no fringe is derived unless the project asks", TOWN, "8.1a", NULL, "", {{0}}},
    {"the fringe is a ring along the built-up area, inside and outside",
     "area POLYGON((0 -2000,500 -2000,500 250,0 250,0 -2000))\n" TOWN,
     "8.1a",
     "no-built-up",
     "8.1a-001 ring -: 330000 m2\n",
     {ASK_FRINGE}},
    {"parcels with a street between are one built-up area",
     "area POLYGON((600 0,900 0,900 500,600 500,600 0))\n"
     "layer land osm\n"
     "POLYGON((0 0,240 0,240 500,0 500,0 0)) landuse=residential\n"
     "POLYGON((260 0,500 0,500 500,260 500,260 0)) landuse=commercial\n",
     "8.1a",
     "no-built-up",
     "8.1a-001 ring -: 150000 m2\n",
     {ASK_FRINGE}},
    {"each township has its part of the fringe, and the area ends it",
     "area POLYGON((-100 -100,600 -100,600 600,-100 600,-100 -100))\n"
     "town 001 West POLYGON((-100 -100,250 -100,250 600,-100 600,-100 -100))\n"
     "town 002 East POLYGON((250 -100,600 -100,600 600,250 600,250 -100))\n" TOWN,
     "8.1a",
     NULL,
     "8.1a-001 ring West: 200000 m2\n"
     "8.1a-002 ring East: 200000 m2\n",
     {ASK_FRINGE}},
    {"where a layer supplies the fringe none is derived, which is a note",
     TOWN "layer fringe none category=8.1a\n"
          "POLYGON((900 0,1000 0,1000 100,900 100,900 0)) name=Lanes",
     "8.1a",
     "part-not-derived",
     "8.1a-001 fringe Lanes: 10000 m2\n"
     "8.1a layer fringe: ring along the built-up area is not derived, since layer fringe supplies "
     "urban-rural fringe\n",
     {ASK_FRINGE}},
    {"a village has no fringe, which is a note",
     "layer land osm\n"
     "POLYGON((0 0,240 0,240 240,0 240,0 0)) landuse=residential; name=Village",
     "8.1a",
     "no-built-up",
     "8.1a zones: no built-up area of 200000 m2 or more is found, so nothing is derived at its "
     "edge; give land use or buildings, or lower built_up_least_m2 under requirements\n",
     {ASK_FRINGE}},
    {"buildings count as built-up land",
     "area POLYGON((0 -300,500 -300,500 -100,0 -100,0 -300))\n"
     "building POLYGON((250 0,500 0,500 500,250 500,250 0)) building=yes\n"
     "layer land osm\n"
     "POLYGON((0 0,240 0,240 500,0 500,0 0)) landuse=residential; name=Village",
     "8.1a",
     "no-built-up",
     "8.1a-001 ring -: 100000 m2\n",
     {ASK_FRINGE}},
    {"neighbouring built-up areas share no fringe",
     "area POLYGON((600 0,900 0,900 500,600 500,600 0))\n" TOWN
     "POLYGON((1000 0,1500 0,1500 500,1000 500,1000 0)) landuse=commercial; name=Port",
     "8.1a",
     NULL,
     "8.1a-001 ring -: 150000 m2\n",
     {ASK_FRINGE}},
    {"no entrance is derived at the built-up area unless the project asks",
     "box\n" TOWN "layer roads osm\n"
     "LINESTRING(-300 250,800 250) highway=primary; name=Main Street",
     "8.1d",
     NULL,
     "",
     {{0}}},
    {"a main road has an entrance where it comes into the built-up area",
     "box\n" TOWN "layer roads osm\n"
     "LINESTRING(-300 250,0 250,30 250) highway=primary; name=Main Street\n"
     "LINESTRING(30 250,300 250,800 250) highway=primary; name=Main Street\n"
     "LINESTRING(100 -200,100 200) highway=residential; name=Lane",
     "8.1d",
     NULL,
     "8.1d-001 boundary Main Street: 449 m2\n"
     "8.1d-002 boundary Main Street: 449 m2\n",
     {ASK_ENTRANCES}},
    {"a road along the edge enters once, one that touches it never",
     "box\n" TOWN "layer roads osm\n"
     "LINESTRING(-300 -5,0 -5,40 5,80 -5,120 5,240 5,240 250) highway=primary; name=Edge Road\n"
     "LINESTRING(700 -100,495 50,700 100) highway=secondary; name=Bend",
     "8.1d",
     NULL,
     "8.1d-001 boundary Edge Road: 449 m2\n",
     {ASK_ENTRANCES}},
};

static void follows_the_built_up_edge(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        Text got = {0};
        text_open(&text, rows[i].scene);
        text.project.requirements = (ProjectOverride *)rows[i].asked;
        text.project.requirement_count = rows[i].asked[0].key ? 1 : 0;
        assert_int_equal(pack_override(text.pack, &text.project, &text.diag), OK);
        ZoneSet *set = text_derive(&text);
        text_zones(set, rows[i].clause, &got);
        if (rows[i].findings)
            text_findings(&text.findings, rows[i].findings, &got);
        if (!text_equal(got.text ? got.text : "", rows[i].expected))
            fail_msg("%s\nexpected:\n%sgot:\n%s", rows[i].promise, rows[i].expected,
                     got.text ? got.text : "");
        for (size_t z = 0; z < set->zone_count; z++)
            if (text_equal(set->zones[z].part->name, "ring") && !set->zones[z].derived)
                fail_msg("%s: not marked derived", rows[i].promise);
        text_release(&got);
        zones_free(set);
        text_close(&text);
    }
}

/* A clause that only derives on request is not evaluated from the land that it could use. */
static void asks_for_a_layer_otherwise(void **state)
{
    SceneText text;

    (void)state;
    text_open(&text, TOWN);
    ZoneSet *set = text_derive(&text);
    for (size_t t = 0; t < set->trace_count; t++)
        if (text_equal(set->traces[t].clause->id, "8.1a"))
            assert_string_equal(set->traces[t].missing,
                                "not asked for (fringe_wanted is 0), and no layer supplies "
                                "category 8.1a");
    zones_free(set);
    text_close(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(follows_the_built_up_edge),
                                       cmocka_unit_test(asks_for_a_layer_otherwise)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
