/* What units, doors, perimeters, waters, forests and supplied lists give. */
#include "tests/rules/scene_text.h"

#define SCHOOL "POLYGON((0 0,100 0,100 100,0 100,0 0)) amenity=school; name=Hillside"
#define HOTEL "building POLYGON((0 0,20 0,20 20,0 20,0 0)) building=hotel\n"
#define STREET "layer roads osm\nLINESTRING(-50 -10,150 -10) highway=residential; name=South Lane\n"

static const ZoneCase cases[] = {
    {"a gate is where a road crosses the unit's edge, facing outward; the fence is a ring",
     "layer roads osm\n"
     "LINESTRING(50 -50,50 50) highway=service; name=Drive\n"
     "layer places osm\n" SCHOOL,
     "8.5b",
     "8.5b-001 gate Hillside: 50 m2, facing 180\n"
     "8.5b-002 perimeter Hillside: 1536 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"},
    {"a road and its footway through one edge are one gate",
     "layer roads osm\n"
     "LINESTRING(50 -50,50 50) highway=service; name=Drive\n"
     "LINESTRING(54 -50,54 50) highway=footway\n"
     "LINESTRING(50 90,50 150) highway=footway\n"
     "layer places osm\n" SCHOOL,
     "8.5b",
     "8.5b-001 gate Hillside: 50 m2, facing 180\n"
     "8.5b-002 gate Hillside: 50 m2, facing 0\n"
     "8.5b-003 perimeter Hillside: 1536 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"},
    {"where no road crosses the edge the gate is its point nearest a road",
     STREET "layer places osm\n" SCHOOL, "8.5b",
     "8.5b-001 gate Hillside: 50 m2, facing 180\n"
     "8.5b-002 perimeter Hillside: 1536 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"},
    {"a mapped gate beside the edge stands for the road that crosses there",
     "layer roads osm\n"
     "LINESTRING(50 -50,50 50) highway=service; name=Drive\n"
     "LINESTRING(50 90,50 150) highway=footway\n"
     "layer points osm\n"
     "POINT(56 6) barrier=lift_gate; name=South Gate\n"
     "layer places osm\n" SCHOOL,
     "8.5b",
     "8.5b-001 gate Hillside: 50 m2, facing 0\n"
     "8.5b-002 gate Hillside, South Gate: 50 m2, facing 180\n"
     "8.5b-003 perimeter Hillside: 1536 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"},
    {"a mapped gate on the edge is one without a road, and none is guessed then",
     STREET "layer points osm\n"
            "POINT(100 70) barrier=gate\n"
            "layer places osm\n" SCHOOL,
     "8.5b",
     "8.5b-001 gate Hillside: 50 m2, facing 90\n"
     "8.5b-002 perimeter Hillside: 1536 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"},
    {"a gate across the lane is the neighbour's, a door that of its building",
     "building POLYGON((90 40,99 40,99 60,90 60,90 40)) building=yes\n" STREET "layer points osm\n"
     "POINT(112 70) barrier=gate\n"
     "POINT(99 50) entrance=main\n"
     "layer places osm\n" SCHOOL,
     "8.5b",
     "8.5b-001 gate Hillside: 50 m2, facing 180\n"
     "8.5b-002 perimeter Hillside: 1476 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"},
    {"a gate that a list gives moves to the edge and is no place of its own",
     STREET "layer places osm\n" SCHOOL "\n"
            "layer list none category=8.5b\n"
            "POINT(10 111) name=Hillside north gate",
     "8.5b",
     "8.5b-001 gate Hillside north gate: 50 m2, facing 0\n"
     "8.5b-002 perimeter Hillside: 1536 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"},
    {"another unit that a list gives beside the edge stays a place",
     STREET "layer places osm\n" SCHOOL "\n"
            "layer list none category=8.5b\n"
            "POINT(10 111) name=Riverside",
     "8.5b",
     "8.5b-001 gate Hillside: 50 m2, facing 180\n"
     "8.5b-002 gate Riverside: 78 m2\n"
     "8.5b-003 perimeter Hillside: 1536 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"
     "8.5b-i002 survey inside: key parts indoors, Riverside: 1 x nan\n"},
    {"without any road near no gate is guessed", "layer places osm\n" SCHOOL, "8.5b",
     "8.5b-001 perimeter Hillside: 1536 m2, line 384 m\n"
     "8.5b-i001 survey inside: key parts indoors, Hillside: 1 x nan\n"},
    {"a fence round a narrow plot is the whole plot",
     "layer places osm\n"
     "POLYGON((0 0,100 0,100 3,0 3,0 0)) amenity=school; name=Strip",
     "8.5b",
     "8.5b-001 perimeter Strip: 300 m2, line 206 m\n"
     "8.5b-i001 survey inside: key parts indoors, Strip: 1 x nan\n"},
    {"a point inside a building is its door: 3 m at the edge nearest a road",
     HOTEL STREET "layer points osm\n"
                  "POINT(10 10) amenity=bank; name=Branch",
     "8.6c",
     "8.6c-001 door Branch: 14 m2, facing 180\n"
     "8.6c-i001 survey inside: key parts indoors, Branch: 1 x nan\n"},
    {"a polygon that is its building is a door too, and has no fence",
     HOTEL STREET "layer places osm\n"
                  "POLYGON((0 0,20 0,20 20,0 20,0 0)) amenity=school; name=Small",
     "8.5b",
     "8.5b-001 gate Small: 14 m2, facing 180\n"
     "8.5b-i001 survey inside: key parts indoors, Small: 1 x nan\n"},
    {"a point outside any building is a disc",
     "layer points osm\nPOINT(200 200) amenity=atm; name=Cash", "8.6c",
     "8.6c-001 door Cash: 78 m2\n"},
    {"a door with no road near is not guessed",
     HOTEL "layer points osm\nPOINT(10 10) amenity=bank; name=Branch", "8.6c",
     "8.6c-i001 survey inside: key parts indoors, Branch: 1 x nan\n"},
    {"a known point gives one zone a clause, not one a part",
     "layer points osm\nPOINT(200 200) amenity=fuel; name=Pumps", "8.4e",
     "8.4e-001 vehicle_gate Pumps: 78 m2\n"
     "8.4e-i001 survey inside: key parts indoors, Pumps: 1 x nan\n"},
    {"a car park has gates and bays; street parking is none",
     "layer roads osm\n"
     "LINESTRING(20 -50,20 10) highway=service\n"
     "layer places osm\n"
     "POLYGON((0 0,40 0,40 30,0 30,0 0)) amenity=parking; name=P1\n"
     "POLYGON((0 200,40 200,40 205,0 205,0 200)) amenity=parking; parking=street_side",
     "8.7b",
     "8.7b-001 vehicle_gate P1: 50 m2, facing 180\n"
     "8.7b-002 aisles P1: 1200 m2\n"},
    {"a building in a square is no ground to see",
     "building POLYGON((10 10,30 10,30 30,10 30,10 10)) building=yes\n"
     "layer places osm\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) place=square; name=Main",
     "8.5g", "8.5g-001 gathering Main: 9600 m2\n"},
    {"a small square is no large one",
     "layer places osm\n"
     "POLYGON((0 0,50 0,50 50,0 50,0 0)) place=square; name=Little",
     "8.5g", ""},
    {"of a park the gates and what a survey finds, not every lawn",
     "layer roads osm\n"
     "LINESTRING(50 -50,50 150) highway=footway\n"
     "layer places osm\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) leisure=park; name=Green",
     "8.5g",
     "8.5g-001 gate Green: 50 m2\n"
     "8.5g-002 gate Green: 50 m2\n"
     "8.5g-i001 survey inside: main paths, gathering places and waterside, Green: 1 x nan\n"},
    {"a dam has its crest and both ends; a reservoir its shore",
     "layer water osm\n"
     "LINESTRING(0 0,200 0) waterway=dam; name=Dam\n"
     "POLYGON((0 0,200 0,200 200,0 200,0 0)) natural=water; water=reservoir; name=Lake",
     "8.10",
     "8.10-001 crest Dam: 1600 m2, line 200 m\n"
     "8.10-002 crest_end Dam: 312 m2\n"
     "8.10-003 crest_end Dam: 312 m2\n"
     "8.10-004 shore Lake: 7600 m2, line 760 m\n"},
    {"an embankment is a line duty",
     "layer water osm\n"
     "LINESTRING(0 0,200 0) man_made=dyke; name=Bank",
     "8.10", "8.10-001 embankment Bank: 2000 m2, line 200 m\n"},
    {"a track into a forest is an access; a tower on it a fire facility",
     "layer roads osm\n"
     "LINESTRING(-50 50,50 50) highway=track; name=Ride\n"
     "layer land osm\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) natural=wood\n"
     "POINT(80 80) man_made=tower; tower:type=observation; name=Lookout",
     "8.11a",
     "8.11a-001 access Ride: 702 m2\n"
     "8.11a-002 tower Lookout: 312 m2\n"},
    {"forests come from land-use codes too",
     "layer roads osm\n"
     "LINESTRING(-50 50,50 50) highway=track; name=Ride\n"
     "layer land gbt21010 code=DLBM\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) DLBM=0301",
     "8.11a", "8.11a-001 access Ride: 702 m2\n"},
    {"adjoining parcels are one forest: the edges between them are no accesses",
     "layer roads osm\n"
     "LINESTRING(-50 50,450 50) highway=track; name=Ride\n"
     "layer land osm\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) natural=wood\n"
     "POLYGON((100 0,200 0,200 100,100 100,100 0)) natural=wood\n"
     "POLYGON((210 0,300 0,300 100,210 100,210 0)) landuse=forest",
     "8.11a",
     "8.11a-001 access Ride: 702 m2\n"
     "8.11a-002 access Ride: 702 m2\n"},
    {"a track between two parcels runs in the forest",
     "layer roads osm\n"
     "LINESTRING(50 -50,50 90) highway=track; name=Ride\n"
     "layer land osm\n"
     "POLYGON((0 0,47 0,47 250,0 250,0 0)) natural=wood\n"
     "POLYGON((53 0,100 0,100 250,53 250,53 0)) natural=wood",
     "8.11a", "8.11a-001 access Ride: 702 m2\n"},
    {"a road that weaves in and out enters once at each end",
     "layer roads osm\n"
     "LINESTRING(-50 50,50 50,50 150,150 150,150 50,400 50) highway=track; name=Ride\n"
     "layer land osm\n"
     "POLYGON((0 0,300 0,300 100,0 100,0 0)) natural=wood",
     "8.11a",
     "8.11a-001 access Ride: 702 m2\n"
     "8.11a-002 access Ride: 702 m2\n"},
    {"a road that leaves a forest for long enters it again",
     "layer roads osm\n"
     "LINESTRING(-50 50,50 50,50 600,150 600,150 50,200 50) highway=track; name=Ride\n"
     "layer land osm\n"
     "POLYGON((0 0,300 0,300 100,0 100,0 0)) natural=wood",
     "8.11a",
     "8.11a-001 access Ride: 702 m2\n"
     "8.11a-002 access Ride: 702 m2\n"
     "8.11a-003 access Ride: 702 m2\n"},
    {"ways joined end to end are one road, and what begins in a clearing enters nowhere",
     "layer roads osm\n"
     "LINESTRING(-50 50,80 50) highway=track; name=Ride\n"
     "LINESTRING(80 50,150 50) highway=track; name=Ride\n"
     "LINESTRING(60 180,60 110) highway=track; name=Cut\n"
     "layer land osm\n"
     "POLYGON((0 0,200 0,200 200,0 200,0 0),(40 150,90 150,90 190,40 190,40 150)) natural=wood",
     "8.11a", "8.11a-001 access Ride: 702 m2\n"},
    {"a way that begins at the forest's edge enters there, one that begins inside does not",
     "layer roads osm\n"
     "LINESTRING(-50 50,0 50) highway=residential; name=Lane\n"
     "LINESTRING(5 50,90 50) highway=track; name=Ride\n"
     "LINESTRING(30 90,90 90) highway=track; name=Inner\n"
     "layer land osm\n"
     "POLYGON((0 0,200 0,200 200,0 200,0 0)) natural=wood",
     "8.11a", "8.11a-001 access Ride: 702 m2\n"},
    {"a road that only touches a forest, and one into a grove, enter none",
     "layer roads osm\n"
     "LINESTRING(-50 -10,0 20,-50 50) highway=track; name=Bend\n"
     "LINESTRING(500 50,590 50) highway=track; name=Grove Way\n"
     "layer land osm\n"
     "POLYGON((-10 0,200 0,200 200,-10 200,-10 0)) natural=wood\n"
     "POLYGON((550 0,600 0,600 90,550 90,550 0)) natural=wood",
     "8.11a", ""},
    {"a post that a list gives on the road is its access",
     "layer roads osm\n"
     "LINESTRING(-50 50,90 50) highway=track; name=Ride\n"
     "LINESTRING(-50 150,90 150) highway=track; name=Other\n"
     "layer land osm\n"
     "POLYGON((0 0,200 0,200 200,0 200,0 0)) natural=wood\n"
     "layer list none category=8.11a\n"
     "POINT(-30 52) name=Post",
     "8.11a",
     "8.11a-001 access Other: 702 m2\n"
     "8.11a-002 access Post: 702 m2\n"},
    {"a layer's category says which clause its features are under",
     "layer units none category=8.13a\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=Plant",
     "8.13a",
     "8.13a-001 perimeter Plant: 1536 m2, line 384 m\n"
     "8.13a-i001 survey inside: key parts indoors, Plant: 1 x nan\n"},
    {"a feature's category says so for itself",
     "layer units none category_field=cat\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=Fringe; cat=8.1a\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=Other; cat=8.13a",
     "8.1a", "8.1a-001 fringe Fringe: 10000 m2\n"},
    {"a dated area with window and method counts until it expires",
     "asof 2021-06-01\n"
     "layer areas none category=8.14\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=A; window=2020; method=count; "
     "valid_to=2022-01-01\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=B; window=2019; method=count; "
     "valid_to=2021-01-01\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=C; valid_to=2022-01-01\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=D; window=2020; method=count",
     "8.14", "8.14-001 area A: 10000 m2\n"},
    {"a duty under other law needs its citation",
     "layer areas none category=8.15\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=A; citation=Some Law, article 5\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) name=B",
     "8.15", "8.15-001 area A: 10000 m2\n"},
    {"fleets are inventory lines, with or without a place",
     "layer fleet none category_field=cat count=vehicles\n"
     "- cat=8.9; name=Line 1; vehicles=12; cameras_each=6\n"
     "POINT(10 10) cat=8.9; name=Line 2; vehicles=3; type=coach",
     "8.9",
     "8.9-i001 buses, coaches and other public transport, Line 1: 12 x 6\n"
     "8.9-i002 coach, Line 2: 3 x 4\n"},
    {"a number that is no count is left out, and halves are none",
     "layer fleet none category_field=cat count=vehicles\n"
     "- cat=8.9; name=Line 1; vehicles=many\n"
     "- cat=8.9; name=Line 2; vehicles=-3; cameras_each=-1\n"
     "- cat=8.9; name=Line 3; vehicles=10.6",
     "8.9",
     "8.9-i001 buses, coaches and other public transport, Line 1: nan x 4\n"
     "8.9-i002 buses, coaches and other public transport, Line 2: nan x nan\n"
     "8.9-i003 buses, coaches and other public transport, Line 3: nan x 4\n"},
    {"a unit listed as a point is the smallest place of its name that holds it",
     "layer roads osm\n"
     "LINESTRING(50 -50,50 50) highway=residential\n"
     "layer places osm\n"
     "POLYGON((-50 0,150 0,150 150,-50 150,-50 0)) amenity=school; name=Hill\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) amenity=hospital; name=Hill\n"
     "POLYGON((30 0,70 0,70 60,30 60,30 0)) amenity=hospital; name=Dale\n"
     "layer list none category=8.13b\n"
     "POINT(50 40) name=Hill\nPOINT(50 41) name=Glen\nPOINT(500 0) name=Hill",
     "8.13b",
     "8.13b-001 gate Hill: 50 m2, facing 180\n"
     "8.13b-002 gate Glen: 78 m2\n"
     "8.13b-003 gate Hill: 78 m2\n"
     "8.13b-004 perimeter Hill: 1536 m2, line 384 m\n"
     "8.13b-i001 survey inside: key parts indoors, Hill: 1 x nan\n"
     "8.13b-i002 survey inside: key parts indoors, Glen: 1 x nan\n"
     "8.13b-i003 survey inside: key parts indoors, Hill: 1 x nan\n"},
    {"a compound has gates at number-plate height, a fence and lifts",
     "layer roads osm\n"
     "LINESTRING(50 -50,50 50) highway=residential\n"
     "layer places osm\n"
     "POLYGON((0 0,100 0,100 100,0 100,0 0)) landuse=residential; barrier=wall; name=Court",
     "8.7a",
     "8.7a-001 gate Court: 50 m2, facing 180\n"
     "8.7a-002 perimeter Court: 1536 m2, line 384 m\n"
     "8.7a-i001 survey inside: car park, lifts and other key parts indoors, Court: 1 x nan\n"},
};

static void gives_zones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        text_check(&cases[i]);
}

/* Article 11(2): only where the project asks for it. */
static void surrounds_units(void **state)
{
    static const char scene[] = "layer places osm\n" SCHOOL "\n"
                                "POINT(500 500) amenity=school; name=Point\n"
                                "POLYGON((0 300,9 300,9 309,0 309,0 300)) amenity=townhall\n"
                                "POLYGON((100 -50,200 -50,200 150,100 150,100 -50)) "
                                "landuse=industrial; hazard=gas\n"
                                "POLYGON((-90 0,-10 0,-10 100,-90 100,-90 0)) place=square";
    ProjectOverride asked = {"surroundings_wanted", 1, "project.yaml:9:3", "project.yaml:9"};
    SceneText text;
    Text got = {0};

    (void)state;
    text_open(&text, scene);
    text.project.requirements = &asked;
    for (size_t wanted = 0; wanted <= 1; wanted++) {
        text.project.requirement_count = wanted;
        assert_int_equal(pack_override(text.pack, &text.project, &text.diag), OK);
        ZoneSet *set = text_derive(&text);
        text_zones(set, "11.2", &got);
        if (wanted == 0)
            assert_null(got.text);
        zones_free(set);
    }
    /* enterprises and institutions with a known plot, not state organs */
    /* on public ground: a square beside it counts, a works does not, which has its own */
    assert_string_equal(got.text, "11.2-001 surroundings Hillside: 10405 m2\n"
                                  "11.2-002 surroundings -: 17809 m2\n");
    text_release(&got);
    text_close(&text);
}

static void says_why_a_place_is_derived(void **state)
{
    static const struct {
        const char *promise, *scene, *clause, *how;
        bool derived;
    } whys[] = {
        {"a gate on a named road",
         "layer roads osm\nLINESTRING(50 -50,50 50) highway=service; name=Drive\n"
         "layer places osm\n" SCHOOL,
         "8.5b", "gate: edge of Hillside (places 1) x Drive", true},
        {"a gate on a road without a name",
         "layer roads osm\nLINESTRING(50 -50,50 50) highway=service\n"
         "layer places osm\n" SCHOOL,
         "8.5b", "gate: edge of Hillside (places 1) x service roads 1", true},
        {"a gate that a map gives on the edge",
         "layer points osm\nPOINT(100 70) barrier=gate\n"
         "layer places osm\n" SCHOOL,
         "8.5b", "gate: points 1, on the edge of Hillside (places 1)", false},
        {"a gate that a list gives",
         "layer list none category=8.5b\nPOINT(104 70) barrier=gate\n"
         "layer places osm\n" SCHOOL,
         "8.5b", "gate: list 1, moved 4 m to the edge of Hillside (places 1)", false},
        {"a gate that is guessed", STREET "layer places osm\n" SCHOOL, "8.5b",
         "gate: edge of Hillside (places 1) nearest a road, since none crosses it", true},
        {"what a layer draws is not derived",
         "layer a none category=8.1a\nPOLYGON((0 0,9 0,9 9,0 9,0 0)) name=A", "8.1a", "", false},
        {"a code that says less than the article",
         STREET "layer l gbt21010 code=c\nPOLYGON((0 0,9 0,9 9,0 9,0 0)) c=0604", "8.8d",
         "gate: edge of l 1 nearest a road, since none crosses it", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof whys / sizeof *whys; i++) {
        SceneText text;
        text_open(&text, whys[i].scene);
        ZoneSet *set = text_derive(&text);
        const Zone *found = NULL;
        for (size_t z = 0; z < set->zone_count && !found; z++)
            if (text_equal(set->zones[z].clause->id, whys[i].clause))
                found = &set->zones[z];
        if (!found || !text_equal(found->how, whys[i].how) || found->derived != whys[i].derived)
            fail_msg("%s: '%s'", whys[i].promise, found ? found->how : "no zone");
        zones_free(set);
        text_close(&text);
    }
}

/* A place that each clause selects, and the kind of thing that it must give. */
static void selects_every_clause(void **state)
{
    static const struct {
        const char *clause, *feature;
    } places[] = {
        {"8.1b", "LINESTRING(0 0,100 0) highway=trunk"},
        {"8.1d", "POINT(0 0) barrier=gate"},
        {"8.2a", "POLYGON((0 0,99 0,99 99,0 99,0 0)) landuse=military; military=ammunition"},
        {"8.2b", "POLYGON((0 0,99 0,99 99,0 99,0 0)) landuse=industrial; hazard=chemical"},
        {"8.2c", "POINT(0 0) healthcare=laboratory"},
        {"8.3a", "POINT(0 0) office=government"},
        {"8.3a", "POINT(0 0) amenity=courthouse"},
        {"8.3b", "POINT(0 0) amenity=research_institute"},
        {"8.3c", "POINT(0 0) tourism=museum"},
        {"8.4a", "POINT(0 0) amenity=studio"},
        {"8.4b", "POINT(0 0) telecom=exchange"},
        {"8.4c", "POINT(0 0) amenity=post_office"},
        {"8.4d", "POLYGON((0 0,99 0,99 99,0 99,0 0)) power=substation"},
        {"8.4e", "POINT(0 0) amenity=fuel"},
        {"8.4f", "POINT(0 0) amenity=charging_station"},
        {"8.5a", "POINT(0 0) amenity=hospital"},
        {"8.5c", "POINT(0 0) aeroway=terminal"},
        {"8.5d", "POINT(0 0) railway=station"},
        {"8.5e", "POINT(0 0) leisure=stadium"},
        {"8.5f", "POINT(0 0) amenity=theatre"},
        {"8.5h", "POINT(0 0) shop=mall"},
        {"8.5j", "POINT(0 0) industrial=food"},
        {"8.6d", "POINT(0 0) office=financial; telecom=data_center"},
        {"8.7c", "POINT(0 0) tourism=hotel"},
        {"8.8d", "POLYGON((0 0,99 0,99 99,0 99,0 0)) landuse=depot"},
        {"8.11b", "POINT(0 0) none=none"},
        {"8.11c", "POINT(0 0) shop=trade; trade=timber"},
        {"8.12a", "POINT(0 0) barrier=border_control"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char scene[256];
        SceneText text;
        size_t zones = 0;
        bool none = strstr(places[i].feature, "none=none") != NULL;
        snprintf(scene, sizeof scene, "layer l osm\n%s", places[i].feature);
        text_open(&text, scene);
        ZoneSet *set = text_derive(&text);
        for (size_t t = 0; t < set->trace_count; t++)
            if (text_equal(set->traces[t].clause->id, places[i].clause))
                zones = set->traces[t].zones;
        if ((zones == 0) != none)
            fail_msg("clause %s, %s: %zu zones", places[i].clause, places[i].feature, zones);
        zones_free(set);
        text_close(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zones), cmocka_unit_test(surrounds_units),
        cmocka_unit_test(says_why_a_place_is_derived), cmocka_unit_test(selects_every_clause)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
