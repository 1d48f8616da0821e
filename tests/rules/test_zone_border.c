/* What a national border gives: strips, crossings, last forks, ferry landings. */
#include "tests/rules/scene_text.h"

/* Own side: y >= 0; the line is y = 0. */
#define COUNTRY "area POLYGON((0 0,3000 0,3000 2000,0 2000,0 0))\n"
#define LINE                                                                                       \
    "layer border osm\n"                                                                           \
    "LINESTRING(-500 0,3500 0) boundary=administrative; admin_level=2; name=Ridge\n"

static const ZoneCase cases[] = {
    {"the strip lies on the own side, section by section, with the line", COUNTRY LINE, "8.12c",
     "8.12c-001 strip Ridge (1/2): 150000 m2, line 1550 m\n"
     "8.12c-002 strip Ridge (2/2): 150000 m2, line 1550 m\n"},
    {"sections are numbered along the line, whichever way it runs",
     "area POLYGON((0 0,2000 0,2000 5000,0 5000,0 0))\n"
     "layer border osm\n"
     "LINESTRING(1000 4500,0 4500,0 500) boundary=administrative; admin_level=2; name=Ridge",
     "8.12c",
     "8.12c-001 strip Ridge (1/3): 256667 m2, line 1667 m\n"
     "8.12c-002 strip Ridge (2/3): 166667 m2, line 1667 m\n"
     "8.12c-003 strip Ridge (3/3): 166667 m2, line 1667 m\n"},
    {"a line a little outside the area is still the border",
     COUNTRY "layer border osm\n"
             "LINESTRING(500 -8,1500 -8) boundary=administrative; admin_level=2; name=Ridge",
     "8.12c", "8.12c-001 strip Ridge: 92000 m2, line 1000 m\n"},
    {"a boundary of a lower level is no border",
     COUNTRY "layer border osm\n"
             "LINESTRING(0 0,3000 0) boundary=administrative; admin_level=6; name=County",
     "8.12c", ""},
    {"of a box the own side is what its townships cover",
     "box\narea POLYGON((0 -1000,2000 -1000,2000 1000,0 1000,0 -1000))\n"
     "town 001 West POLYGON((0 0,2000 0,2000 1000,0 1000,0 0))\n"
     "layer border osm\n"
     "LINESTRING(0 0,1000 0) boundary=administrative; admin_level=2; name=Ridge",
     "8.12c", "8.12c-001 strip Ridge: 100000 m2, line 1000 m\n"},
    {"a track over the line: the crossing, and the last fork before it",
     COUNTRY LINE "layer roads osm\n"
                  "LINESTRING(1000 -200,1000 100,1000 300,1000 800) highway=track; name=Pass\n"
                  "LINESTRING(1000 300,1400 300) highway=track; name=Side",
     "8.12b",
     "8.12b-001 crossing Pass: 351 m2\n"
     "8.12b-002 fork Pass: 449 m2\n"},
    {"the fork may lie on the next way",
     COUNTRY LINE "layer roads osm\n"
                  "LINESTRING(1000 -200,1000 100) highway=track; name=Pass\n"
                  "LINESTRING(1000 100,1000 300,1000 800) highway=track; name=Rest\n"
                  "LINESTRING(1000 300,1400 300) highway=track; name=Side",
     "8.12b",
     "8.12b-001 crossing Pass: 351 m2\n"
     "8.12b-002 fork Pass: 449 m2\n"},
    {"a track that never forks has no fork",
     COUNTRY LINE "layer roads osm\n"
                  "LINESTRING(1000 -200,1000 100,1000 800) highway=track; name=Pass",
     "8.12b", "8.12b-001 crossing Pass: 351 m2\n"},
    {"a track that ends just before the line crosses it",
     COUNTRY LINE "layer roads osm\n"
                  "LINESTRING(1000 10,1000 100,1000 800) highway=path; name=Path",
     "8.12b", "8.12b-001 crossing Path: 626 m2\n"},
    {"a track that stays away does not",
     COUNTRY LINE "layer roads osm\n"
                  "LINESTRING(1000 40,1000 100,1000 800) highway=path; name=Path",
     "8.12b", ""},
    {"two pieces of one track make one crossing",
     COUNTRY LINE "layer roads osm\n"
                  "LINESTRING(1000 800,1000 0) highway=track; name=Pass\n"
                  "LINESTRING(1000 0,1000 -200) highway=track; name=Pass",
     "8.12b", "8.12b-001 crossing Pass: 351 m2\n"},
    {"a path that winds along the line crosses once per 200 m",
     COUNTRY LINE "layer roads osm\n"
                  "LINESTRING(1000 500,1000 -20,1050 20,1100 -20,1150 -20,1150 -300) "
                  "highway=path; name=Ridge Path",
     "8.12b", "8.12b-001 crossing Ridge Path: 351 m2\n"},
    {"a ford near the line is a crossing, one inland is not",
     COUNTRY LINE "layer points osm\n"
                  "POINT(700 100) ford=yes; name=Ford\n"
                  "POINT(700 1500) ford=yes; name=Inland",
     "8.12b", "8.12b-001 crossing Ford: 702 m2\n"},
    {"a supplied crossing is where the list puts it",
     COUNTRY "layer list none category=8.12b\n"
             "POINT(700 1500) name=Informal",
     "8.12b", "8.12b-001 crossing Informal: 702 m2\n"},
    {"a ferry over the line: its landing on the own side, under 9.2",
     COUNTRY LINE "layer ferries osm\n"
                  "LINESTRING(2000 200,2000 -200) route=ferry; name=Ferry",
     "9.2", "9.2-001 landing Ferry: 702 m2\n"},
    {"a ferry that stays inland is none",
     COUNTRY LINE "layer ferries osm\n"
                  "LINESTRING(2000 200,2400 200) route=ferry; name=Ferry\n"
                  "POINT(2000 1500) amenity=ferry_terminal; name=Quay",
     "9.2", ""},
    {"a tunnel under the line is not seen from above",
     COUNTRY LINE "layer roads osm\n"
                  "LINESTRING(1000 800,1000 -200) highway=trunk; tunnel=yes; name=Tunnel",
     "8.12b", ""},
};

static void gives_zones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        text_check(&cases[i]);
}

/* The border is judged on the long-range surface where there is one. */
static void falls_to_the_only_surface(void **state)
{
    static const struct {
        bool street, long_range;
        SurfaceUse strip, crossing;
    } rows[] = {
        {true, true, USE_LONG_RANGE, USE_STREET},
        {true, false, USE_STREET, USE_STREET},
        {false, true, USE_LONG_RANGE, USE_LONG_RANGE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        text_open(&text, COUNTRY LINE "layer roads osm\n"
                                      "LINESTRING(1000 -200,1000 800) highway=track; name=Pass");
        text.scene.has_surface[USE_STREET] = rows[i].street;
        text.scene.has_surface[USE_LONG_RANGE] = rows[i].long_range;
        ZoneSet *set = text_derive(&text);
        for (size_t z = 0; z < set->zone_count; z++) {
            const Zone *zone = &set->zones[z];
            bool strip = text_equal(zone->clause->id, "8.12c");
            if (strip || text_equal(zone->clause->id, "8.12b"))
                assert_int_equal(zone->requirement.use, strip ? rows[i].strip : rows[i].crossing);
        }
        zones_free(set);
        text_close(&text);
    }
}

static void says_where_no_fork_is(void **state)
{
    static const struct {
        const char *promise, *roads, *expected;
    } rows[] = {
        {"a way that never forks is a note; inland ways and found forks are none",
         "LINESTRING(1000 -200,1000 100,1000 800) highway=track; name=Pass\n"
         "LINESTRING(2000 -200,2000 100,2000 300,2000 800) highway=track; name=Other\n"
         "LINESTRING(2000 300,2400 300) highway=track; name=Side\n"
         "LINESTRING(100 1500,900 1500) highway=track; name=Inland",
         "8.12b Pass (roads 1): Pass (roads 1) has no fork on the own side within 1000 m before it "
         "crosses Ridge, so only the crossing itself is a place to watch; if the way forks farther "
         "back, raise fork_max_m under requirements\n"},
        {"the distance counts from the line",
         "LINESTRING(1000 -200,1000 600,1000 1100,1000 1300) highway=track; name=Pass\n"
         "LINESTRING(1000 1100,1400 1100) highway=track; name=Side",
         "8.12b Pass (roads 1): Pass (roads 1) has no fork on the own side within 1000 m before it "
         "crosses Ridge, so only the crossing itself is a place to watch; if the way forks farther "
         "back, raise fork_max_m under requirements\n"},
        {"two pieces of one way are one note",
         "LINESTRING(1000 800,1000 0) highway=track; name=Pass\n"
         "LINESTRING(1000 0,1000 -200) highway=track; name=Pass",
         "8.12b Pass (roads 1): Pass (roads 1) has no fork on the own side within 1000 m before it "
         "crosses Ridge, so only the crossing itself is a place to watch; if the way forks farther "
         "back, raise fork_max_m under requirements\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        Text scene = {0}, got = {0};
        text_printf(&scene, "%s", COUNTRY LINE "layer roads osm\n");
        text_add(&scene, rows[i].roads);
        text_open(&text, scene.text);
        ZoneSet *set = text_derive(&text);
        text_findings(&text.findings, "no-fork", &got);
        if (!text_equal(got.text ? got.text : "", rows[i].expected))
            fail_msg("%s\nexpected:\n%sgot:\n%s", rows[i].promise, rows[i].expected,
                     got.text ? got.text : "");
        zones_free(set);
        text_close(&text);
        text_release(&got);
        text_release(&scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_zones),
                                       cmocka_unit_test(falls_to_the_only_surface),
                                       cmocka_unit_test(says_where_no_fork_is)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
