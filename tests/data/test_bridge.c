#include "data/bridge.h"

#include "tests/data/place.h"

/* A valley: 10 m west of x = 20, 14 m east of x = 40, 0 m between. */
static double valley(double x, double y)
{
    (void)y;
    return x < 20 ? 10 : x > 40 ? 14 : 0;
}

/* The valley, and its western bank unknown south of y = 10. */
static double half_known(double x, double y)
{
    return x < 20 && y < 10 ? NAN : valley(x, y);
}

#define WHOLE "LINESTRING(10 20.5,50 20.5)" /* 10 to 14 m: 0.1 m a metre */
#define WEST "LINESTRING(10 20.5,25 20.5)"
#define EAST "LINESTRING(25 20.5,50 20.5)"
#define BRIDGE "highway=residential|bridge=yes|width=4"

/* Up to three ways; the ground (and top) asked at one cell. */
static const struct {
    const char *promise;
    PlaceHeight terrain;
    const char *shapes[4], *tags[4];
    double x, y, ground;
    size_t decks;
} cases[] = {
    {"a deck is straight between its abutments", valley, {WHOLE}, {BRIDGE}, 30.5, 20.5, 12.05, 1},
    {"at another place too", valley, {WHOLE}, {BRIDGE}, 21.5, 20.5, 11.15, 1},
    {"as wide as the way says", valley, {WHOLE}, {BRIDGE}, 30.5, 22.5, 12.05, 1},
    {"and no wider", valley, {WHOLE}, {BRIDGE}, 30.5, 23.5, 0, 1},
    {"lanes give a width", valley, {WHOLE}, {"bridge=yes|lanes=2"}, 30.5, 24.5, 12.05, 1},
    {"the class gives one", valley, {WHOLE}, {"bridge=yes|highway=primary"}, 30.5, 26.5, 12.05, 1},
    {"a link has its class's",
     valley,
     {WHOLE},
     {"bridge=yes|highway=primary_link"},
     30.5,
     26.5,
     12.05,
     1},
    {"else the default", valley, {WHOLE}, {"bridge=viaduct"}, 30.5, 23.5, 12.05, 1},
    {"where the ground is higher it stays", valley, {WHOLE}, {BRIDGE}, 48.5, 20.5, 14, 1},
    {"the deck's end is straight",
     valley,
     {"LINESTRING(21 20.5,50 20.5)"},
     {BRIDGE},
     20.5,
     20.5,
     0,
     1},
    {"bridge=no is none", valley, {WHOLE}, {"highway=residential|bridge=no"}, 30.5, 20.5, 0, 0},
    {"nor is a road without the tag", valley, {WHOLE}, {"highway=residential"}, 30.5, 20.5, 0, 0},
    {"nor a tunnel", valley, {WHOLE}, {"bridge=yes|tunnel=yes"}, 30.5, 20.5, 0, 0},
    {"tunnel=no changes nothing", valley, {WHOLE}, {"bridge=yes|tunnel=no"}, 30.5, 20.5, 12.05, 1},
    {"a bridge of two ways is one line, west",
     valley,
     {WEST, EAST},
     {BRIDGE, BRIDGE},
     23.5,
     20.5,
     11.35,
     2},
    {"and east", valley, {WEST, EAST}, {BRIDGE, BRIDGE}, 30.5, 20.5, 12.05, 2},
    {"drawn the other way round too",
     valley,
     {WEST, "LINESTRING(50 20.5,25 20.5)"},
     {BRIDGE, BRIDGE},
     30.5,
     20.5,
     12.05,
     2},
    {"a road on the ground makes a common node an abutment",
     valley,
     {WEST, EAST, "LINESTRING(25 0,25 20.5)"},
     {BRIDGE, BRIDGE, "highway=track"},
     30.5,
     20.5,
     14.0 * 5.5 / 25,
     2},
    {"steps do not",
     valley,
     {WEST, EAST, "LINESTRING(25 0,25 20.5)"},
     {BRIDGE, BRIDGE, "highway=steps"},
     30.5,
     20.5,
     12.05,
     2},
    {"a road in two layers is one bridge",
     valley,
     {WHOLE, WHOLE},
     {BRIDGE, BRIDGE},
     30.5,
     20.5,
     12.05,
     1},
    {"a ramp hangs on the deck that it joins",
     valley,
     {"LINESTRING(10 20.5,30 20.5,50 20.5)", "LINESTRING(30 20.5,30 38)"},
     {BRIDGE, BRIDGE},
     30.5,
     36.5,
     NAN,
     2},
    {"of two decks the higher is the ground",
     valley,
     {WHOLE, "LINESTRING(30.5 2,30.5 38)"},
     {BRIDGE, BRIDGE},
     30.5,
     20.5,
     12.05,
     1},
    {"an abutment on nodata leaves it out",
     half_known,
     {"LINESTRING(10 5.5,50 5.5)"},
     {BRIDGE},
     30.5,
     5.5,
     0,
     0},
    {"one off the grid too", valley, {"LINESTRING(-10 20.5,50 20.5)"}, {BRIDGE}, 30.5, 20.5, 0, 0},
    {"a ring without an abutment is left out",
     valley,
     {"LINESTRING(25 15,35 15,35 25,25 25,25 15)"},
     {BRIDGE},
     30.5,
     15.5,
     0,
     0},
};

static void decks_are_laid(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ProjectSurface as = place_project();
        SurfaceSources sources = place_sources(&as);
        Layer roads = place_layer(cases[i].shapes, cases[i].tags);
        const Layer *layers[] = {&roads};
        Surface surface;
        Diag diag = {0};
        size_t cell;
        double got;
        as.terrain = place_raster("valley.tif", cases[i].terrain, 1);
        sources.roads = layers;
        sources.road_layers = 1;
        assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
        cell = grid_at(&surface.grid, grid_column(&surface.grid, cases[i].x),
                       grid_row(&surface.grid, cases[i].y));
        got = (double)surface.ground[cell];
        if (!isnan(cases[i].ground) && !(fabs(got - cases[i].ground) < 1e-3))
            fail_msg("%s: the ground is %g", cases[i].promise, got);
        if (surface.decks != cases[i].decks)
            fail_msg("%s: %zu decks", cases[i].promise, surface.decks);
        assert_true(surface.top[cell] == surface.ground[cell]);
        assert_int_equal(surface.kind[cell], OBSTACLE_TERRAIN);
        surface_release(&surface);
        place_layer_release(&roads);
    }
}

/* The ramp's height falls from the deck's 12 m at y = 20.5 to the ground's 0 m at y = 38. */
static void a_ramp_begins_at_the_deck(void **state)
{
    ProjectSurface as = place_project();
    SurfaceSources sources = place_sources(&as);
    Layer roads = place_layer((const char *const[]){"LINESTRING(10 20.5,30 20.5,50 20.5)",
                                                    "LINESTRING(30 20.5,30 38)", NULL},
                              (const char *const[]){BRIDGE, BRIDGE, NULL});
    const Layer *layers[] = {&roads};
    Surface surface;
    Diag diag = {0};
    /* Abutments 10 m at 20 m, 14 m at 20 m, 0 m at 17.5 m: weights 1/length. */
    double joint = (10 / 20.0 + 14 / 20.0 + 0 / 17.5) / (1 / 20.0 + 1 / 20.0 + 1 / 17.5);

    (void)state;
    as.terrain = place_raster("valley.tif", valley, 1);
    sources.roads = layers;
    sources.road_layers = 1;
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
    assert_true(fabs(surface_ground_at(&surface, 29.5, 20.5) - (joint + 0.5 / 20 * (10 - joint))) <
                1e-3);
    assert_true(fabs(surface_ground_at(&surface, 29.5, 30.5) - joint * 7.5 / 17.5) < 1e-3);
    surface_release(&surface);
    place_layer_release(&roads);
}

static void a_building_through_the_deck_stays(void **state)
{
    ProjectSurface as = place_project();
    SurfaceSources sources = place_sources(&as);
    Layer roads =
        place_layer((const char *const[]){WHOLE, NULL}, (const char *const[]){BRIDGE, NULL});
    Layer buildings =
        place_layer((const char *const[]){"POLYGON((28 18,30 18,30 23,28 23,28 18))",
                                          "POLYGON((34 18,36 18,36 23,34 23,34 18))", NULL},
                    (const char *const[]){"building=yes|height=20", "building=yes|height=5", NULL});
    const Layer *layers[] = {&roads};
    Surface surface;
    Diag diag = {0};

    (void)state;
    as.terrain = place_raster("valley.tif", valley, 1);
    sources.roads = layers;
    sources.road_layers = 1;
    sources.buildings = &buildings;
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
    assert_true(surface_top_at(&surface, 28.5, 20.5) == 20);
    assert_true(surface_ground_at(&surface, 28.5, 20.5) == 0);
    /* One of 5 m lies below it. */
    assert_true(fabs(surface_top_at(&surface, 34.5, 20.5) - 12.45) < 1e-3);
    surface_release(&surface);
    place_layer_release(&roads);
    place_layer_release(&buildings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(decks_are_laid),
                                       cmocka_unit_test(a_ramp_begins_at_the_deck),
                                       cmocka_unit_test(a_building_through_the_deck_stays)};
    place_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    place_end();
    return failed;
}
