/* Where cameras are forbidden: rooms, buildings, points, dates, dwellings. */
#include "tests/rules/scene_text.h"

#define HOUSE "building POLYGON((0 0,20 0,20 20,0 20,0 0)) building=yes; building:levels=4\n"

/* Expected: id, m2, then words: building, room, supplied, outdoor, in force; storeys; px/m. */
static const struct {
    const char *promise, *scene, *expected;
} cases[] = {
    {"a hotel without known rooms is its whole building: cannot decide by view",
     HOUSE "layer p osm\nPOINT(10 10) tourism=hotel; name=Inn",
     "14.1-001 Inn 400 m2 building supplied in-force, 4 storeys, 62.5 px/m, 60 deg\n"},
    {"of a hotel's grounds the building is meant",
     HOUSE "layer p osm\nPOLYGON((-20 -20,40 -20,40 40,-20 40,-20 -20)) tourism=hotel",
     "14.1-001 - 400 m2 building supplied in-force, 4 storeys, 62.5 px/m, 60 deg\n"},
    {"storeys that nobody builds are none",
     "building POLYGON((0 0,20 0,20 20,0 20,0 0)) building=yes; building:levels=1e300; height=1e9\n"
     "layer p osm\nPOINT(10 10) tourism=hotel; name=Inn",
     "14.1-001 Inn 400 m2 building supplied in-force, 3 storeys, 62.5 px/m, 60 deg\n"},
    {"a room is known",
     HOUSE "layer rooms osm category_field=cat\n"
           "POLYGON((0 0,5 0,5 4,0 4,0 0)) cat=14.1; room=guest_room; name=101",
     "14.1-001 101 20 m2 building room supplied in-force, 4 storeys, 62.5 px/m, 60 deg\n"},
    {"a building with a room drawn in it is not its rooms by place",
     HOUSE "layer hotels osm\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) tourism=hotel; name=Inn\n"
           "layer rooms osm category_field=cat\n"
           "POLYGON((0 0,5 0,5 4,0 4,0 0)) cat=14.1; room=guest_room; name=101",
     "14.1-001 Inn 400 m2 building rooms-drawn supplied in-force, 4 storeys, 62.5 px/m, 60 deg\n"
     "14.1-002 101 20 m2 building room supplied in-force, 4 storeys, 62.5 px/m, 60 deg\n"},
    {"nor is a room elsewhere one of its",
     HOUSE "layer hotels osm\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) tourism=hotel; name=Inn\n"
           "layer rooms osm category_field=cat\n"
           "POLYGON((30 0,35 0,35 4,30 4,30 0)) cat=14.1; room=guest_room; name=101",
     "14.1-001 Inn 400 m2 building supplied in-force, 4 storeys, 62.5 px/m, 60 deg\n"
     "14.1-002 101 20 m2 room supplied in-force, 3 storeys, 62.5 px/m, 60 deg\n"},
    {"a hotel point outside buildings is a disc",
     "layer p osm\nPOINT(10 10) tourism=hotel; name=Inn",
     "14.1-001 Inn 28 m2 supplied in-force, 3 storeys, 62.5 px/m, 60 deg\n"},
    {"toilets in a building known as a point are a disc in it",
     HOUSE "layer p osm\nPOINT(10 10) amenity=toilets",
     "14.2-001 - 28 m2 building supplied in-force, 4 storeys, 62.5 px/m, 60 deg\n"},
    {"a dormitory of the building layer counts",
     "building POLYGON((0 0,20 0,20 20,0 20,0 0)) building=dormitory; height=9\n",
     "14.2-001 - 400 m2 building room supplied in-force, 3 storeys, 62.5 px/m, 60 deg\n"},
    {"but once, where a layer gives it too",
     "building POLYGON((0 0,20 0,20 20,0 20,0 0)) building=dormitory\n"
     "layer p osm\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) building=dormitory; name=Dorm",
     "14.2-001 Dorm 400 m2 building room supplied in-force, 3 storeys, 62.5 px/m, 60 deg\n"},
    {"showers count", "layer p osm\nPOLYGON((0 0,5 0,5 4,0 4,0 0)) amenity=shower; levels=1",
     "14.2-001 - 20 m2 room supplied in-force, 1 storeys, 62.5 px/m, 60 deg\n"},
    {"bank counters are supplied only",
     HOUSE "layer p osm\nPOINT(10 10) amenity=bank\n"
           "layer c none category=14.3\nPOLYGON((0 0,5 0,5 4,0 4,0 0)) indoor=room; name=Till",
     "14.3-001 Till 20 m2 building room supplied in-force, 4 storeys, 62.5 px/m, 60 deg\n"},
    {"a polling place counts at any density while it is open",
     "asof 2021-06-01\nlayer p osm\n"
     "POINT(10 10) polling_station=yes; valid_from=2021-06-01; valid_to=2021-06-02",
     "14.4-001, in force 2021-06-01 to 2021-06-02 - 28 m2 supplied outdoor in-force, 1 storeys, 0 "
     "px/m, 90 deg\n"},
    {"and is kept, marked, when it is not",
     "asof 2021-06-03\nlayer p osm\n"
     "POINT(10 10) polling_station=yes; valid_from=2021/06/01; valid_to=20210602",
     "14.4-001, in force 2021-06-01 to 2021-06-02 - 28 m2 supplied outdoor, 1 storeys, 0 px/m, 90 "
     "deg\n"},
    {"a polling place without dates is not in force",
     "layer p osm\nPOINT(10 10) polling_station=yes",
     "14.4-001 - 28 m2 supplied outdoor, 1 storeys, 0 px/m, 90 deg\n"},
    {"a report box that a list names is, always",
     "layer p none category=14.4\nPOINT(10 10) name=Box",
     "14.4-001 Box 28 m2 supplied outdoor in-force, 1 storeys, 0 px/m, 90 deg\n"},
    {"dates come from the fields that the project names",
     "asof 2021-06-01\nlayer p none category=14.4 valid_from=a valid_to=b\n"
     "POINT(10 10) a=2021-05-01; b=2021-05-31",
     "14.4-001, in force 2021-05-01 to 2021-05-31 - 28 m2 supplied outdoor, 1 storeys, 0 px/m, 90 "
     "deg\n"},
    {"one date leaves the other end open",
     "asof 2021-06-01\nlayer p none category=14.4\nPOINT(10 10) valid_to=2021-06-30",
     "14.4-001, in force until 2021-06-30 - 28 m2 supplied outdoor in-force, 1 storeys, 0 px/m, 90 "
     "deg\n"},
    {"dwellings are measured, not supplied",
     "layer p osm\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) building=apartments",
     "14.5-001 - 400 m2 room outdoor in-force, 1 storeys, 62.5 px/m, 60 deg\n"},
    {"a courtyard that a list names forbids",
     "layer p none category=14.5\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) name=Yard",
     "14.5-001 Yard 400 m2 room supplied outdoor in-force, 1 storeys, 62.5 px/m, 60 deg\n"},
    {"what lies outside the area does not count",
     "area POLYGON((0 0,50 0,50 50,0 50,0 0))\n"
     "layer p osm\nPOINT(100 100) amenity=toilets",
     ""},
};

static void set_print(const ForbiddenSet *set, Text *out)
{
    for (size_t i = 0; i < set->count; i++) {
        const Forbidden *place = &set->places[i];
        text_printf(out, "%s%s %s %.0f m2%s%s%s%s%s%s, %g storeys, %g px/m, %g deg\n", place->id,
                    place->window, *place->name ? place->name : "-",
                    shape_area_m2(set->geos, place->shape), place->building ? " building" : "",
                    place->room_known ? " room" : "", place->rooms_drawn ? " rooms-drawn" : "",
                    place->supplied ? " supplied" : "", place->outdoor ? " outdoor" : "",
                    place->in_force ? " in-force" : "", place->storeys, place->view_px_per_m,
                    place->max_incidence_deg);
    }
}

static void finds_forbidden_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SceneText text;
        ForbiddenSet *set;
        Text got = {0};
        text_open(&text, cases[i].scene);
        assert_int_equal(forbidden_derive(&set, &text.scene, text.pack, &text.findings, &text.diag),
                         OK);
        set_print(set, &got);
        if (!text_equal(got.text ? got.text : "", cases[i].expected))
            fail_msg("%s\nexpected:\n%sgot:\n%s", cases[i].promise, cases[i].expected,
                     got.text ? got.text : "");
        text_release(&got);
        forbidden_free(set);
        text_close(&text);
    }
}

/* Municipal layers have their own names for a height: the project says which. */
static void takes_the_projects_fields(void **state)
{
    static const struct {
        const char *promise, *height, *levels;
        double storeys;
    } rows[] = {
        {"the field of heights", "GD", NULL, 7},
        {"the field of levels first", "GD", "CS", 6},
        {"neither: the default height", NULL, NULL, 4},
    };
    SceneText text;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ProjectSurface street = {.use = USE_STREET,
                                 .height_field = rows[i].height,
                                 .levels_field = rows[i].levels,
                                 .default_height_m = 12};
        ForbiddenSet *set;
        text_open(&text, "building POLYGON((0 0,20 0,20 20,0 20,0 0)) GD=21; CS=6\n"
                         "layer p osm\nPOINT(10 10) tourism=hotel; name=Inn");
        text.project.surfaces = &street;
        text.project.surface_count = 1;
        assert_int_equal(forbidden_derive(&set, &text.scene, text.pack, &text.findings, &text.diag),
                         OK);
        if (set->places[0].storeys != rows[i].storeys)
            fail_msg("%s: %g storeys", rows[i].promise, set->places[0].storeys);
        forbidden_free(set);
        text_close(&text);
    }
}

static void says_what_is_missing(void **state)
{
    static const struct {
        const char *scene, *code, *clause;
    } rows[] = {
        {"layer p osm\nPOINT(10 10) polling_station=yes", "forbidden-without-dates", "14.4"},
        {"layer p none category=14.4\nPOINT(10 10) name=Box", "forbidden-without-dates", "14.4"},
        {"layer p none category=14.1\nPOLYGON((0 0,5 0,5 4,0 4,0 0)) room=guest_room",
         "room-without-building", "14.1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        ForbiddenSet *set;
        text_open(&text, rows[i].scene);
        assert_int_equal(forbidden_derive(&set, &text.scene, text.pack, &text.findings, &text.diag),
                         OK);
        assert_int_equal(text.findings.count, 1);
        assert_string_equal(text.findings.items[0].code, rows[i].code);
        assert_string_equal(text.findings.items[0].clause, rows[i].clause);
        assert_non_null(set->places[0].penalty);
        forbidden_free(set);
        text_close(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_forbidden_places),
                                       cmocka_unit_test(takes_the_projects_fields),
                                       cmocka_unit_test(says_what_is_missing)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
