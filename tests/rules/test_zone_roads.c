/* What roads, junctions, bridges, tunnels and boundaries give. */
#include "tests/rules/scene_text.h"

static const ZoneCase cases[] = {
    {"a main road is its carriageway and footways, with its centre line",
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=primary; name=Main Street",
     "8.1b", "8.1b-001 carriageway Main Street: 2100 m2, line 100 m\n"},
    {"ways of one name and class that touch are one section",
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=primary; name=Main Street\n"
     "LINESTRING(100 0,250 0) highway=primary; name=Main Street",
     "8.1b", "8.1b-001 carriageway Main Street: 5250 m2, line 250 m\n"},
    {"a long road is cut into equal sections",
     "layer roads osm\n"
     "LINESTRING(0 0,3000 0) highway=primary; name=Long Road",
     "8.1b",
     "8.1b-001 carriageway Long Road (1/2): 31500 m2, line 1500 m\n"
     "8.1b-002 carriageway Long Road (2/2): 31500 m2, line 1500 m\n"},
    {"sections are numbered along the line, whichever way it runs",
     "layer roads osm\n"
     "LINESTRING(4000 0,0 0) highway=primary; name=Long Road",
     "8.1b",
     "8.1b-001 carriageway Long Road (1/3): 28000 m2, line 1333 m\n"
     "8.1b-002 carriageway Long Road (2/3): 28000 m2, line 1333 m\n"
     "8.1b-003 carriageway Long Road (3/3): 28000 m2, line 1333 m\n"},
    {"a road is cut where a township ends",
     "area POLYGON((0 -500,1000 -500,1000 500,0 500,0 -500))\n"
     "town 001 West POLYGON((0 -500,400 -500,400 500,0 500,0 -500))\n"
     "town 002 East POLYGON((400 -500,1000 -500,1000 500,400 500,400 -500))\n"
     "layer roads osm\n"
     "LINESTRING(0 0,1000 0) highway=primary; name=Main Street",
     "8.1b",
     "8.1b-001 carriageway Main Street: 8400 m2, line 400 m\n"
     "8.1b-002 carriageway Main Street: 12600 m2, line 600 m\n"},
    {"two carriageways of one road are one zone, stationed along one line",
     "layer roads osm\n"
     "LINESTRING(0 0,500 0) highway=primary; name=Ring; oneway=yes\n"
     "LINESTRING(490 25,10 25) highway=primary; name=Ring; oneway=yes",
     "8.1b", "8.1b-001 carriageway Ring: 20580 m2, line 500 m\n"},
    {"where a road is drawn as a polygon, that is its carriageway",
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=primary; name=Main Street\n"
     "POLYGON((20 -20,80 -20,80 20,20 20,20 -20)) highway=primary; area=yes; name=Main Street",
     "8.1b", "8.1b-001 carriageway Main Street: 3240 m2, line 100 m\n"},
    {"a polygon that no centre line runs through is a carriageway of its own",
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=primary; name=Main Street\n"
     "POLYGON((20 100,80 100,80 140,20 140,20 100)) highway=primary; area=yes; name=Yard",
     "8.1b",
     "8.1b-001 carriageway Main Street: 2100 m2, line 100 m\n"
     "8.1b-002 carriageway Yard: 2400 m2\n"},
    {"what lies in a building is no carriageway",
     "building POLYGON((40 -50,60 -50,60 50,40 50,40 -50)) building=yes\n"
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=primary; name=Main Street",
     "8.1b", "8.1b-001 carriageway Main Street: 1680 m2, line 100 m\n"},
    {"a roof on posts hides no carriageway",
     "building POLYGON((40 -50,60 -50,60 50,40 50,40 -50)) building=roof\n"
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=primary; name=Main Street",
     "8.1b", "8.1b-001 carriageway Main Street: 2100 m2, line 100 m\n"},
    {"what lies outside the area is dropped",
     "area POLYGON((0 -50,60 -50,60 50,0 50,0 -50))\n"
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=primary; name=Main Street\n"
     "LINESTRING(0 200,100 200) highway=primary; name=Far Street",
     "8.1b", "8.1b-001 carriageway Main Street: 1260 m2, line 60 m\n"},
    {"a side street is no main road",
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=residential; name=Lane",
     "8.1b", ""},
    {"a tunnel has no demand on the surface",
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=primary; name=Main Street; tunnel=yes",
     "8.1b", ""},
    {"a road that ends in a junction of main roads has one view an arm",
     "layer roads osm\n"
     "LINESTRING(-200 0,0 0,200 0) highway=primary; name=East Road\n"
     "LINESTRING(0 0,0 200) highway=primary; name=North Road",
     "8.1c",
     "8.1c-001 arm East Road x North Road, west arm: 422 m2\n"
     "8.1c-002 arm East Road x North Road, north arm: 428 m2\n"
     "8.1c-003 arm East Road x North Road, east arm: 422 m2\n"
     "8.1c-004 centre East Road x North Road: 438 m2\n"},
    {"an end that stops just before the other road is joined to it",
     "layer roads osm\n"
     "LINESTRING(-200 0,200 0) highway=primary; name=East Road\n"
     "LINESTRING(0 0.3,0 200) highway=primary; name=North Road",
     "8.1c",
     "8.1c-001 arm East Road x North Road, west arm: 422 m2\n"
     "8.1c-002 arm East Road x North Road, north arm: 428 m2\n"
     "8.1c-003 arm East Road x North Road, east arm: 422 m2\n"
     "8.1c-004 centre East Road x North Road: 438 m2\n"},
    {"a side street alone makes no important junction",
     "layer roads osm\n"
     "LINESTRING(-200 0,0 0,200 0) highway=primary; name=East Road\n"
     "LINESTRING(0 0,0 200) highway=residential; name=Lane",
     "8.1c", ""},
    {"a bend of two ways is no junction",
     "layer roads osm\n"
     "LINESTRING(-200 0,0 0) highway=primary; name=East Road\n"
     "LINESTRING(0 0,0 200) highway=primary; name=North Road",
     "8.1c", ""},
    {"both ends of a large bridge, and its deck",
     "layer roads osm\n"
     "LINESTRING(0 0,60 0) highway=primary; name=Bridge Road; bridge=yes\n"
     "LINESTRING(60 0,120 0) highway=primary; name=Bridge Road; bridge=yes",
     "8.8c",
     "8.8c-001 deck Bridge Road: 2520 m2, line 120 m\n"
     "8.8c-002 end Bridge Road: 312 m2\n"
     "8.8c-003 end Bridge Road: 312 m2\n"},
    {"a short bridge is no large one",
     "layer roads osm\n"
     "LINESTRING(0 0,60 0) highway=primary; name=Bridge Road; bridge=yes",
     "8.8c", ""},
    {"a tunnel has portals outside and a linear duty inside",
     "layer roads osm\n"
     "LINESTRING(0 0,250 0) highway=primary; name=Hill Road; tunnel=yes",
     "8.8b",
     "8.8b-001 portal Hill Road: 312 m2\n"
     "8.8b-002 portal Hill Road: 312 m2\n"
     "8.8b-i001 inside the tunnel, Hill Road: 3 x 1\n"},
    {"an expressway and the gates of its service area",
     "layer roads osm\n"
     "LINESTRING(0 0,200 0) highway=motorway; name=G56\n"
     "layer places osm\n"
     "POLYGON((50 20,150 20,150 80,50 80,50 20)) highway=services; name=Stop",
     "8.8a",
     "8.8a-001 carriageway G56: 5800 m2, line 200 m\n"
     "8.8a-002 services Stop: 50 m2\n"},
    {"a commercial street and both of its ends",
     "layer roads osm\n"
     "LINESTRING(0 0,100 0) highway=pedestrian; name=Market Row",
     "8.5i",
     "8.5i-001 street Market Row: 1300 m2, line 100 m\n"
     "8.5i-002 end Market Row: 312 m2\n"
     "8.5i-003 end Market Row: 312 m2\n"},
    {"a road enters at a township's boundary and at the area's",
     "area POLYGON((0 -500,1000 -500,1000 500,0 500,0 -500))\n"
     "town 001 West POLYGON((0 -500,400 -500,400 500,0 500,0 -500))\n"
     "town 002 East POLYGON((400 -500,1000 -500,1000 500,400 500,400 -500))\n"
     "layer roads osm\n"
     "LINESTRING(-100 0,900 0) highway=primary; name=Main Street",
     "8.1d",
     "8.1d-001 boundary Main Street: 225 m2\n"
     "8.1d-002 boundary Main Street: 449 m2\n"},
    {"the edge of a mere box is no boundary",
     "box\n"
     "area POLYGON((0 -500,1000 -500,1000 500,0 500,0 -500))\n"
     "layer roads osm\n"
     "LINESTRING(-100 0,900 0) highway=primary; name=Main Street",
     "8.1d", ""},
    {"a toll booth is an entrance",
     "layer points osm\n"
     "POINT(10 10) barrier=toll_booth; name=Toll",
     "8.1d", "8.1d-001 entrance Toll: 50 m2\n"},
    {"a bus stop is its waiting area",
     "layer points osm\n"
     "POINT(10 10) highway=bus_stop; name=Square",
     "8.8e", "8.8e-001 stop Square: 112 m2\n"},
    {"a stop and its platform are one, the platform across the road another",
     "layer roads osm\n"
     "LINESTRING(-100 0,100 0) highway=residential\n"
     "layer stops osm\n"
     "POINT(0 6) highway=bus_stop; name=Square\n"
     "POINT(6 6) highway=bus_stop; name=Square\n"
     "POLYGON((-10 5,8 5,8 8,-10 8,-10 5)) public_transport=platform\n"
     "POINT(2 -6) highway=bus_stop; name=Square south\n"
     "LINESTRING(-20 -7,0 -7) public_transport=platform\n"
     "POINT(0 40) highway=bus_stop; name=Other",
     "8.8e",
     "8.8e-001 stop Square: 54 m2\n"
     "8.8e-002 stop Square south: 120 m2\n"
     "8.8e-003 stop Other: 112 m2\n"},
    {"a stop on the road itself has two sides, unless one beside it is known",
     "layer roads osm\n"
     "LINESTRING(-1000 0,1000 0) highway=primary\n"
     "layer stops osm\n"
     "POINT(-500 0) highway=bus_stop; name=Alone\n"
     "POINT(500 0) highway=bus_stop; name=Pair\n"
     "POINT(505 10) highway=bus_stop; name=Pair north",
     "8.8e",
     "8.8e-001 stop Alone: 112 m2\n"
     "8.8e-002 stop Alone: 112 m2\n"
     "8.8e-003 stop Pair north: 112 m2\n"},
    {"a platform of trains is a station's, one of trams a stop",
     "layer stops osm\n"
     "POLYGON((0 0,50 0,50 5,0 5,0 0)) public_transport=platform; railway=platform; train=yes\n"
     "POLYGON((0 90,50 90,50 95,0 95,0 90)) public_transport=platform; railway=platform; tram=yes",
     "8.8e", "8.8e-001 stop -: 250 m2\n"},
};

/* Crossings of dual carriageways, signals and roundabouts: how many zones of each part. */
static const struct {
    const char *promise, *scene;
    size_t arms, centres;
} junctions[] = {
    {"a crossing of two dual carriageways is one junction with four arms",
     "layer roads osm\n"
     "LINESTRING(-200 0,0 0,20 0,200 0) highway=primary; name=A; oneway=yes\n"
     "LINESTRING(200 20,20 20,0 20,-200 20) highway=primary; name=A; oneway=yes\n"
     "LINESTRING(0 200,0 20,0 0,0 -200) highway=secondary; name=B; oneway=yes\n"
     "LINESTRING(20 -200,20 0,20 20,20 200) highway=secondary; name=B; oneway=yes",
     4, 1},
    {"signals make a crossing with a side street important",
     "layer roads osm\n"
     "LINESTRING(-200 0,0 0,200 0) highway=primary; name=A\n"
     "LINESTRING(0 0,0 200) highway=residential; name=Lane\n"
     "layer points osm\n"
     "POINT(8 3) highway=traffic_signals",
     3, 1},
    {"a roundabout is one junction with as many arms as roads leave it",
     "layer roads osm\n"
     "LINESTRING(20 0,14 14,0 20,-14 14,-20 0,-14 -14,0 -20,14 -14,20 0) highway=primary; "
     "junction=roundabout; oneway=yes\n"
     "LINESTRING(20 0,300 0) highway=primary; name=East\n"
     "LINESTRING(0 20,0 300) highway=primary; name=North\n"
     "LINESTRING(-20 0,-300 0) highway=primary; name=West\n"
     "LINESTRING(0 -20,0 -300) highway=residential; name=South",
     4, 1},
    {"crossings farther apart than the merge distance are two junctions",
     "layer roads osm\n"
     "LINESTRING(-200 0,0 0,100 0,300 0) highway=primary; name=A\n"
     "LINESTRING(0 0,0 200) highway=primary; name=B\n"
     "LINESTRING(100 0,100 200) highway=primary; name=C",
     6, 2},
    {"where a road only divides into two carriageways there is no junction",
     "layer roads osm\n"
     "LINESTRING(-200 0,0 0) highway=primary; name=A\n"
     "LINESTRING(0 0,30 8,300 8) highway=primary; name=A; oneway=yes\n"
     "LINESTRING(300 -8,30 -8,0 0) highway=primary; name=A; oneway=yes",
     0, 0},
    {"a junction that a list names is one even where no roads are known",
     "layer list none category=8.1c\n"
     "POINT(10 10) name=Five Ways",
     0, 1},
    {"a listed junction that the network has is not there twice",
     "layer roads osm\n"
     "LINESTRING(-200 0,0 0,200 0) highway=primary; name=A\n"
     "LINESTRING(0 0,0 200) highway=primary; name=B\n"
     "layer list none category=8.1c\n"
     "POINT(5 5) name=Five Ways",
     3, 1},
};

static void gives_zones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        text_check(&cases[i]);
}

static void merges_junctions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof junctions / sizeof *junctions; i++) {
        SceneText text;
        size_t arms = 0, centres = 0;
        text_open(&text, junctions[i].scene);
        ZoneSet *set = text_derive(&text);
        for (size_t z = 0; z < set->zone_count; z++) {
            const Zone *zone = &set->zones[z];
            if (!text_equal(zone->clause->id, "8.1c"))
                continue;
            arms += text_equal(zone->part->name, "arm");
            centres += text_equal(zone->part->name, "centre");
        }
        if (arms != junctions[i].arms || centres != junctions[i].centres)
            fail_msg("%s: %zu arms, %zu centres", junctions[i].promise, arms, centres);
        zones_free(set);
        text_close(&text);
    }
}

static void widens_by_class(void **state)
{
    static const struct {
        const char *promise, *scene;
        double area_m2;
    } widths[] = {
        {"carriageways are widened by class, without footways",
         "layer roads osm\nLINESTRING(0 0,100 0) highway=primary", 1600},
        {"paths are no carriageways", "layer roads osm\nLINESTRING(0 0,100 0) highway=path", 0},
        {"service ways are", "layer roads osm\nLINESTRING(0 0,100 0) highway=service", 400},
        {"a carriageway drawn as a polygon is one",
         "layer roads osm\nPOLYGON((0 0,50 0,50 20,0 20,0 0)) highway=residential; area=yes", 1000},
        {"a pedestrian square is none",
         "layer roads osm\nPOLYGON((0 0,50 0,50 20,0 20,0 0)) highway=pedestrian; area=yes", 0},
        {"tunnels are not", "layer roads osm\nLINESTRING(0 0,100 0) highway=primary; tunnel=yes",
         0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        SceneText text;
        text_open(&text, widths[i].scene);
        ZoneSet *set = text_derive(&text);
        double area_m2 = shape_area_m2(set->geos, set->carriageways);
        if (fabs(area_m2 - widths[i].area_m2) > 0.01)
            fail_msg("%s: %g m2", widths[i].promise, area_m2);
        zones_free(set);
        text_close(&text);
    }
}

static void along_layer_needs_no_class(void **state)
{
    SceneText text;

    (void)state;
    text_open(&text, "layer roads none\nLINESTRING(0 0,100 0) name=Any");
    text.project.sites.along = "roads";
    ZoneSet *set = text_derive(&text);
    /* every line of the layer that sites go along is a road of the default width */
    assert_true(fabs(shape_area_m2(set->geos, set->carriageways) - 600) < 0.01);
    zones_free(set);
    text_close(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zones), cmocka_unit_test(merges_junctions),
        cmocka_unit_test(widens_by_class), cmocka_unit_test(along_layer_needs_no_class)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
