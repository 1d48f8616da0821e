/* What the shipped packs select and derive: places of Order 799, and readings of the rules of 2017.
 */
#include "tests/rules/scene_text.h"

#define SQUARE "POLYGON((0 0,100 0,100 100,0 100,0 0)) "
#define KM2 "POLYGON((0 0,1100 0,1100 1000,0 1000,0 0)) "
#define PATH "layer roads osm\nLINESTRING(50 -50,50 50) highway=footway\n"
#define TOWNS                                                                                      \
    "town 1 West POLYGON((-500 -500,0 -500,0 500,-500 500,-500 -500))\n"                           \
    "town 2 East POLYGON((0 -500,500 -500,500 500,0 500,0 -500))\n"

static const ZoneCase order_799[] = {
    {"a main road, and where it crosses a township's boundary",
     TOWNS "layer r osm\nLINESTRING(-100 0,100 0) highway=primary; name=A", "N7-1",
     "N7-1-001 carriageway A: 2100 m2, line 100 m\n"
     "N7-1-002 carriageway A: 2100 m2, line 100 m\n"
     "N7-1-003 boundary A: 449 m2\n"},
    {"a tertiary road only where it crosses one",
     TOWNS "layer r osm\nLINESTRING(-100 0,100 0) highway=tertiary; name=A", "N7-1",
     "N7-1-001 boundary A: 449 m2\n"},
    {"a bridge of a small road, with its ends",
     "layer r osm\nLINESTRING(0 0,40 0) highway=residential; bridge=yes; name=B", "N7-1",
     "N7-1-001 carriageway B: 440 m2, line 40 m\n"
     "N7-1-002 bridge_end B: 312 m2\n"
     "N7-1-003 bridge_end B: 312 m2\n"},
    {"a culvert is no bridge",
     "layer r osm\nLINESTRING(0 0,6 0) highway=residential; bridge=yes; name=B", "N7-1", ""},
    {"an underpass: both ends, and its inside",
     "layer r osm\nLINESTRING(0 0,150 0) highway=footway; tunnel=yes; name=U", "N7-1",
     "N7-1-001 portal U: 312 m2\n"
     "N7-1-002 portal U: 312 m2\n"
     "N7-1-i001 inside a tunnel or underpass, U: 2 x 1\n"},
    {"a square, whatever its size", "layer p osm\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) place=square",
     "N7-1", "N7-1-001 gathering -: 400 m2\n"},
    {"a supplied square, and a supplied road",
     "layer p none category=N7-1\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) name=S\n"
     "LINESTRING(100 0,200 0) name=R",
     "N7-1",
     "N7-1-001 carriageway R: 1100 m2, line 100 m\n"
     "N7-1-002 gathering S: 400 m2\n"},
    {"a small paved area is none",
     "layer p osm\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) highway=pedestrian", "N7-1", ""},
    {"the surroundings of a key unit, by list", "layer p none category=N7-1a\n" SQUARE "name=Unit",
     "N7-1a", "N7-1a-001 surroundings Unit: 14809 m2\n"},
    {"a school", PATH "layer p osm\n" SQUARE "amenity=school; name=S", "N7-2-1",
     "N7-2-1-001 school_gate S: 50 m2, facing 180\n"
     "N7-2-1-i001 survey inside: key parts, S: 1 x nan\n"},
    {"a public car park", PATH "layer p osm\n" SQUARE "amenity=parking", "N7-2-1",
     "N7-2-1-001 vehicle_gate -: 50 m2, facing 180\n"
     "N7-2-1-002 aisles -: 10000 m2\n"},
    {"but not a private one", PATH "layer p osm\n" SQUARE "amenity=parking; access=private",
     "N7-2-1", ""},
    {"a market hall of the land survey", PATH "layer l gbt21010 code=c\n" SQUARE "c=0502", "N7-2-1",
     "N7-2-1-001 gate -: 50 m2, facing 180\n"
     "N7-2-1-i001 survey inside: key parts, -: 1 x nan\n"},
    {"a port", PATH "layer p osm\n" SQUARE "barrier=border_control; name=Port", "N7-2-2",
     "N7-2-2-001 lane Port: 50 m2, facing 180\n"
     "N7-2-2-002 yard Port: 10000 m2\n"
     "N7-2-2-i001 survey inside: key parts indoors, Port: 1 x nan\n"},
    {"a lock", "layer p osm\nLINESTRING(0 0,50 0) lock=yes; waterway=canal", "N7-2-2",
     "N7-2-2-001 lock -: 400 m2\n"},
    {"vehicles by list", "layer f none category=N7-2-3 count=n\n- n=12; name=Line 1", "N7-2-3",
     "N7-2-3-i001 large and medium public-transport vehicles, Line 1: 12 x 4\n"},
    {"a service area", PATH "layer p osm\n" SQUARE "highway=services; name=Stop", "N7-2-4",
     "N7-2-4-001 vehicle_gate Stop: 50 m2, facing 180\n"
     "N7-2-4-002 forecourt Stop: 10000 m2\n"
     "N7-2-4-i001 survey inside: key parts indoors, Stop: 1 x nan\n"},
    {"nothing must be built for a bank", "layer p osm\nPOINT(0 0) amenity=bank", "N", ""},
    {"nor around barracks", "layer p osm\n" SQUARE "landuse=military", "N", ""},
};

/* How SOURCE.md settles what the table of rules asks. */
static const ZoneCase tengchong[] = {
    {"large lakes", "layer p osm\n" KM2 "natural=water; name=L", "8.10",
     "8.10-001 shore L: 41600 m2, line 4160 m\n"},
    {"of land-use codes too", "layer p gbt21010 code=c\n" KM2 "c=1102; name=L", "8.10",
     "8.10-001 shore L: 41600 m2, line 4160 m\n"},
    {"not small ones", "layer p osm\n" SQUARE "natural=water", "8.10", ""},
    {"not rivers", "layer p osm\n" KM2 "natural=water; water=river", "8.10", ""},
    {"a gauge", "layer p osm\nPOINT(0 0) man_made=monitoring_station; monitoring:water_level=yes",
     "8.10", "8.10-001 gauge -: 78 m2\n"},
    {"a toll plaza and the ends of a ramp",
     "layer p osm\nPOINT(0 900) barrier=toll_booth\n"
     "LINESTRING(0 0,100 0) highway=motorway_link",
     "8.8a",
     "8.8a-001 carriageway -: 1400 m2, line 100 m\n"
     "8.8a-002 ramp_end -: 312 m2\n"
     "8.8a-003 ramp_end -: 312 m2\n"
     "8.8a-004 toll -: 449 m2\n"},
    {"a compound has lifts", PATH "layer p osm\n" SQUARE "landuse=residential; barrier=wall",
     "8.7a",
     "8.7a-001 gate -: 50 m2, facing 180\n"
     "8.7a-002 perimeter -: 1536 m2, line 384 m\n"
     "8.7a-i001 survey inside: car park, lifts and other key parts indoors, -: 1 x nan\n"},
    {"a park's facilities are found by a survey",
     PATH "layer p osm\n" SQUARE "boundary=national_park", "8.11b",
     "8.11b-001 gate -: 50 m2\n"
     "8.11b-i001 survey inside: fire and tourist facilities, -: 1 x nan\n"},
    {"a viewpoint elsewhere is none", "layer p osm\nPOINT(0 0) tourism=viewpoint", "8.11", ""},
    {"tertiary roads only on request", "layer r osm\nLINESTRING(0 0,100 0) highway=tertiary",
     "8.1b", ""},
    {"a station of the land survey", PATH "layer l gbt21010 code=c\n" SQUARE "c=1005", "8.5d",
     "8.5d-001 gate -: 50 m2, facing 180\n"
     "8.5d-i001 survey inside: key parts indoors, -: 1 x nan\n"},
    {"a living street with shops, in doubt",
     "layer r osm\nLINESTRING(0 0,100 0) highway=living_street", "8.5i",
     "8.5i-001 street -: 1000 m2, line 100 m\n"
     "8.5i-002 end -: 312 m2\n"
     "8.5i-003 end -: 312 m2\n"},
};

static void scene_open(SceneText *text, const char *pack, const char *scene)
{
    text_open(text, scene);
    pack_free(text->pack);
    if (pack_read(&text->pack, pack, &text->diag) != OK)
        fail_msg("%s", text->diag.message);
}

static void check_with(const char *pack, const ZoneCase *one)
{
    SceneText text;
    Text got = {0};

    scene_open(&text, pack, one->scene);
    ZoneSet *set = text_derive(&text);
    text_zones(set, one->clause, &got);
    text_lines(set, one->clause, &got);
    if (!text_equal(got.text ? got.text : "", one->expected))
        fail_msg("%s\nexpected:\n%sgot:\n%s", one->promise, one->expected,
                 got.text ? got.text : "");
    text_release(&got);
    zones_free(set);
    text_close(&text);
}

static void reads_order_799(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof order_799 / sizeof *order_799; i++)
        check_with("cn-799-2025", &order_799[i]);
}

static void reads_tengchong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tengchong / sizeof *tengchong; i++)
        check_with("tengchong-2017", &tengchong[i]);
}

/* The first zone's bearers, and what it must show. */
static const struct {
    const char *promise, *pack, *scene, *builder, *basis, *supervisor;
    double px_per_m;
} bearers[] = {
    {"governments build on main roads", "cn-799-2025",
     "layer r osm\nLINESTRING(0 0,100 0) highway=primary", "government departments under the plan",
     "7(1)", "public security organ at county level or above", 62.5},
    {"operators build at schools, to their own gates", "cn-799-2025",
     "layer p osm\nPOINT(0 0) amenity=school", "unit that operates or manages the place", "7(2)(1)",
     "public security organ at county level or above", 250},
    {"national parks are not named in 10(12)", "tengchong-2017",
     PATH "layer p osm\n" SQUARE "boundary=national_park", "owner or manager", "11",
     "not named (default: City Public Security Bureau, art. 5)", 125},
    {"forest parks are", "tengchong-2017", PATH "layer p osm\n" SQUARE "leisure=nature_reserve",
     "owner or manager", "11", "Forestry Bureau", 125},
    {"doors where strains are kept are identified at", "tengchong-2017",
     "layer p osm\nPOINT(0 0) healthcare=laboratory", "owner or manager", "11",
     "City Public Security Bureau", 250},
    {"doors of airports too", "tengchong-2017", "layer p osm\nPOINT(0 0) aeroway=terminal",
     "owner or manager", "5; 11", "not named (default: City Public Security Bureau, art. 5)", 250},
    {"a street of shops is a public area that 9(1) does not name", "tengchong-2017",
     "layer r osm\nLINESTRING(0 0,100 0) highway=pedestrian", "City Public Security Bureau",
     "9(1); 9(4)", "township government", 62.5},
};

static void names_who_must(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bearers / sizeof *bearers; i++) {
        SceneText text;
        scene_open(&text, bearers[i].pack, bearers[i].scene);
        ZoneSet *set = text_derive(&text);
        const Duty *duty = set->zone_count ? &set->zones[0].duty : NULL;
        if (!duty || !text_equal(duty->builder.en, bearers[i].builder) ||
            !text_equal(duty->builder_basis, bearers[i].basis) ||
            !text_equal(duty->supervisor.en, bearers[i].supervisor) ||
            set->zones[0].requirement.px_per_m != bearers[i].px_per_m)
            fail_msg("%s: %s (%s), %s", bearers[i].promise, duty ? duty->builder.en : "no zone",
                     duty ? duty->builder_basis : "", duty ? duty->supervisor.en : "");
        zones_free(set);
        text_close(&text);
    }
}

/* Rooms are forbidden under Order 799 as they are under article 14; dwellings are measured. */
static void forbids_rooms(void **state)
{
    static const struct {
        const char *scene;
        bool supplied, outdoor;
    } rows[] = {
        {"layer p osm\nPOINT(0 0) tourism=guest_house", true, false},
        {"layer p osm\n" SQUARE "room=private_room", true, false},
        {"layer p osm\n" SQUARE "building=dormitory", true, false},
        {"layer p osm\n" SQUARE "building=apartments", false, true},
        {"layer p none category=N8\n" SQUARE "name=Ward", true, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        ForbiddenSet *set = NULL;
        scene_open(&text, "cn-799-2025", rows[i].scene);
        assert_int_equal(forbidden_derive(&set, &text.scene, text.pack, &text.findings, &text.diag),
                         OK);
        if (set->count != 1 || !text_equal(set->places[0].id, "N8-001") ||
            set->places[0].supplied != rows[i].supplied ||
            set->places[0].outdoor != rows[i].outdoor || set->places[0].view_px_per_m != 62.5 ||
            !text_begins(set->places[0].penalty, "27:"))
            fail_msg("%s: %zu places", rows[i].scene, set->count);
        forbidden_free(set);
        text_close(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_order_799), cmocka_unit_test(reads_tengchong),
        cmocka_unit_test(names_who_must), cmocka_unit_test(forbids_rooms)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
