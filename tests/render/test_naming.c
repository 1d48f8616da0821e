#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/naming.h"
#include "tests/render/shapes.h"

static GEOSContextHandle_t geos;
static Lettering *lettering;
static uint64_t seed;

static double chance(void)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(seed >> 33) / 2147483648.0;
}

/* 1:1000, so that metres are millimetres; (0, 0) is the middle. */
static MapView plain_view(void)
{
    MapView view;
    map_view_init(&view, (Rect){0, 0, 200, 160}, 0, 0, 1000, 0);
    return view;
}

static LabelSet place(const MapLayer *layers, size_t count, const MapCamera *cameras,
                      size_t camera_count)
{
    MapView view = plain_view();
    MapContent content = {.geos = geos,
                          .layers = layers,
                          .layer_count = count,
                          .cameras = cameras,
                          .camera_count = camera_count};
    LabelSet set;
    naming_place(&set, &content, &view, lettering, 2);
    return set;
}

static GEOSGeometry *outline(const LabelBox *box)
{
    double c = cos(box->turn_rad), s = sin(box->turn_rad), xy[10];
    const double corners[5][2] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
    for (int i = 0; i < 5; i++) {
        double u = corners[i][0] * box->width / 2, v = corners[i][1] * box->height / 2;
        xy[2 * i] = box->x + u * c - v * s;
        xy[2 * i + 1] = box->y + u * s + v * c;
    }
    return shape_new_polygon(geos, xy, 5);
}

enum { ROADS = 40, UNITS = 60, VILLAGES = 40, CAMERAS = 60 };

/* A town without a plan: everything everywhere. */
static void crowd(MapShape *roads, MapShape *units, MapShape *villages, MapCamera *cameras)
{
    char text[200];
    for (int i = 0; i < ROADS; i++) {
        double x = chance() * 200 - 100, y = chance() * 160 - 80;
        snprintf(text, sizeof text, "LINESTRING(%g %g,%g %g,%g %g)", x, y, x + 20,
                 y + chance() * 12, x + 50, y + chance() * 30);
        roads[i] = named(geos, text, i % 2 ? "人民路" : "滨江北路");
    }
    for (int i = 0; i < UNITS; i++) {
        double x = chance() * 180 - 90, y = chance() * 140 - 70, w = 2 + chance() * 12;
        snprintf(text, sizeof text, "POLYGON((%g %g,%g %g,%g %g,%g %g))", x, y, x + w, y, x + w,
                 y + w / 2, x, y);
        units[i] = named(geos, text, i % 3 ? "第一中学" : "人民医院住院部");
    }
    for (int i = 0; i < VILLAGES; i++) {
        snprintf(text, sizeof text, "POINT(%g %g)", chance() * 180 - 90, chance() * 140 - 70);
        villages[i] = named(geos, text, "石头村");
    }
    for (int i = 0; i < CAMERAS; i++)
        cameras[i] =
            (MapCamera){chance() * 200 - 100, chance() * 160 - 80, 0, 60, CAMERA_NEW, "N001"};
}

static void labels_overlap_nothing(void **state)
{
    (void)state;
    for (seed = 1; seed < 6; seed++) {
        uint64_t start = seed;
        MapShape roads[ROADS], units[UNITS], villages[VILLAGES];
        MapCamera cameras[CAMERAS];
        crowd(roads, units, villages, cameras);
        const MapLayer layers[] = {{"road/primary", NULL, NULL, roads, ROADS},
                                   {"landuse/public", NULL, NULL, units, UNITS},
                                   {"place/village", NULL, NULL, villages, VILLAGES}};
        LabelSet set = place(layers, 3, cameras, CAMERAS);
        assert_true(set.placed > 20 && set.dropped > 0);
        for (size_t i = 0; i < set.count; i++) {
            GEOSGeometry *one = outline(&set.labels[i].box);
            Box box = shape_box(geos, one);
            assert_true(box.min_x >= 0 && box.min_y >= 0 && box.max_x <= 200 && box.max_y <= 160);
            for (size_t k = 0; k < i; k++) {
                /* Letters of one bent label may touch. */
                if (k + 1 == i && strlen(set.labels[k].text) < 5)
                    continue;
                GEOSGeometry *other = outline(&set.labels[k].box);
                if (GEOSDistance_r(geos, one, other, &(double){0}) &&
                    GEOSOverlaps_r(geos, one, other))
                    fail_msg("\"%s\" lies on \"%s\"", set.labels[i].text, set.labels[k].text);
                GEOSGeom_destroy_r(geos, other);
            }
            for (size_t c = 0; c < CAMERAS; c++) {
                GEOSGeometry *at = shape_new_point(geos, cameras[c].x + 100, 80 - cameras[c].y);
                double distance = 0;
                GEOSDistance_r(geos, one, at, &distance);
                if (distance < 1)
                    fail_msg("\"%s\" lies on a camera", set.labels[i].text);
                GEOSGeom_destroy_r(geos, at);
            }
            GEOSGeom_destroy_r(geos, one);
        }
        naming_release(&set);
        drop_shapes(geos, roads, ROADS);
        drop_shapes(geos, units, UNITS);
        drop_shapes(geos, villages, VILLAGES);
        seed = start;
    }
}

static void the_more_important_name_stays(void **state)
{
    (void)state;
    /* Both want the same place; the layer order is against the town. */
    MapShape village = named(geos, "POINT(0 0)", "石头村"),
             town = named(geos, "POINT(0 0)", "青溪镇");
    MapShape units[30];
    char text[120];
    for (int i = 0; i < 30; i++) { /* no room but beside the dot */
        int column = i % 6, row = i / 6;
        snprintf(text, sizeof text, "POLYGON((%d %d,%d %d,%d %d,%d %d))", column * 30 - 90,
                 row * 30 - 75, column * 30 - 85, row * 30 - 75, column * 30 - 85, row * 30 - 70,
                 column * 30 - 90, row * 30 - 75);
        units[i] = named(geos, text, "单位");
    }
    const MapLayer layers[] = {{"landuse/public", NULL, NULL, units, 30},
                               {"place/village", NULL, NULL, &village, 1},
                               {"place/town", NULL, NULL, &town, 1}};
    LabelSet set = place(layers, 3, NULL, 0);
    assert_true(set.count > 0);
    assert_string_equal(set.labels[0].text, "青溪镇");
    naming_release(&set);
    drop_shapes(geos, units, 30);
    drop_shapes(geos, &village, 1);
    drop_shapes(geos, &town, 1);
}

static const struct {
    const char *promise, *line;
    double turn_deg; /* of the label, clockwise; right way up */
} lines[] = {
    {"level", "LINESTRING(-50 0,50 0)", 0},
    {"drawn from right to left, read from left to right", "LINESTRING(50 0,-50 0)", 0},
    {"rising", "LINESTRING(-50 -50,50 50)", -45},
    {"falling", "LINESTRING(-50 50,50 -50)", 45},
    {"upright reads downwards", "LINESTRING(0 -50,0 50)", 90},
};

static void names_follow_their_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        MapShape road = named(geos, lines[i].line, "迎宾大道");
        MapLayer layer = {"road/primary", NULL, NULL, &road, 1};
        LabelSet set = place(&layer, 1, NULL, 0);
        assert_int_equal(set.placed, 1);
        double turn = set.labels[0].box.turn_rad * 180 / 3.14159265358979;
        if (fabs(turn - lines[i].turn_deg) > 0.5)
            fail_msg("%s: turned by %g", lines[i].promise, turn);
        naming_release(&set);
        drop_shapes(geos, &road, 1);
    }
}

static void a_winding_line_bends_its_name(void **state)
{
    (void)state;
    double xy[2 * 41];
    for (int i = 0; i <= 40; i++) { /* a third of a circle of 14 mm */
        double angle = 0.5 + 2.1 * i / 40;
        xy[2 * i] = 14 * cos(angle);
        xy[2 * i + 1] = 14 * sin(angle);
    }
    MapShape river = {.shape = shape_new_line(geos, xy, 41), .label = "青溪小江大河"};
    MapLayer layer = {"water/river", NULL, NULL, &river, 1};
    LabelSet set = place(&layer, 1, NULL, 0);
    assert_int_equal(set.placed, 1);
    assert_int_equal(set.count, 6);
    char read[64] = "";
    for (size_t i = 0; i < set.count; i++) {
        const LabelBox *box = &set.labels[i].box;
        strncat(read, set.labels[i].text, sizeof read - strlen(read) - 1);
        assert_near(hypot(box->x - 100, box->y - 80), 14, 0.4); /* on the river */
        assert_true(i == 0 || box->x > set.labels[i - 1].box.x);
    }
    assert_string_equal(read, "青溪小江大河");
    naming_release(&set);
    drop_shapes(geos, &river, 1);
}

static void pieces_of_a_street_have_one_name(void **state)
{
    (void)state;
    MapShape pieces[3] = {named(geos, "LINESTRING(-15 0,-5 0)", "建设路"),
                          named(geos, "LINESTRING(5 0,15 0)", "建设路"),
                          named(geos, "LINESTRING(-5 0,5 0)", "建设路")};
    MapLayer layer = {"road/residential", NULL, NULL, pieces, 3};
    LabelSet set = place(&layer, 1, NULL, 0);
    assert_int_equal(set.count, 1);
    assert_near(set.labels[0].box.x, 100, 0.1); /* in the middle of the whole street */
    naming_release(&set);
    drop_shapes(geos, pieces, 3);
}

/* A stream is a line, and an area of its banks along a part of it. */
static void a_stream_is_named_once_a_stretch(void **state)
{
    static const struct {
        const char *promise, *line, *banks, *style, *banks_style;
        size_t placed;
    } rows[] = {
        {"once where its line and its banks are 80 mm apart", "LINESTRING(-50 0,0 0)",
         "POLYGON((30 -4,90 -4,90 4,30 4,30 -4))", "water/stream", "water", 1},
        {"again where they are far enough", "LINESTRING(-98 0,-78 0)",
         "POLYGON((30 -4,90 -4,90 4,30 4,30 -4))", "water/stream", "water", 2},
        {"things on land are two things", "LINESTRING(-50 0,0 0)",
         "POLYGON((30 -4,90 -4,90 4,30 4,30 -4))", "road/primary", "landuse/public", 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        MapShape line = named(geos, rows[i].line, "南溪"),
                 banks = named(geos, rows[i].banks, "南溪");
        const MapLayer layers[] = {{rows[i].banks_style, NULL, NULL, &banks, 1},
                                   {rows[i].style, NULL, NULL, &line, 1}};
        LabelSet set = place(layers, 2, NULL, 0);
        if (set.placed != rows[i].placed || set.placed + set.dropped != 2)
            fail_msg("%s: %zu placed, %zu dropped", rows[i].promise, set.placed, set.dropped);
        naming_release(&set);
        drop_shapes(geos, &line, 1);
        drop_shapes(geos, &banks, 1);
    }
}

static void a_map_without_names_has_none(void **state)
{
    LabelSet set = place(NULL, 0, NULL, 0);

    (void)state;
    assert_int_equal(set.placed, 0);
    assert_int_equal(set.dropped, 0);
    naming_release(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_without_names_has_none),
        cmocka_unit_test(labels_overlap_nothing),
        cmocka_unit_test(the_more_important_name_stays),
        cmocka_unit_test(names_follow_their_lines),
        cmocka_unit_test(a_winding_line_bends_its_name),
        cmocka_unit_test(pieces_of_a_street_have_one_name),
        cmocka_unit_test(a_stream_is_named_once_a_stretch),
    };
    Diag diag = {0};
    geos = shape_context();
    if (lettering_new(&lettering, &diag) != OK) {
        fprintf(stderr, "%s\n", diag.message);
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lettering_free(lettering);
    GEOS_finish_r(geos);
    return failed;
}
