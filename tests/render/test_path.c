#include "tests/check.h"

#include <cairo.h>

#include "render/path.h"
#include "tests/render/shapes.h"

static GEOSContextHandle_t geos;

/* At 1:1000 a metre is a millimetre; paper's (50, 50) is the world's (0, 0). */
static MapView plain_view(void)
{
    MapView view;
    map_view_init(&view, (Rect){0, 0, 100, 100}, 0, 0, 1000, 0);
    return view;
}

static const struct {
    const char *promise, *shape;
    size_t parts;
    Rect bounds; /* on paper */
} clips[] = {
    {"inside stays", "POLYGON((-10 -10,10 -10,10 10,-10 10,-10 -10))", 1, {40, 40, 20, 20}},
    {"what sticks out is cut", "POLYGON((40 -10,90 -10,90 10,40 10,40 -10))", 1, {90, 40, 10, 20}},
    {"around the window it is the window",
     "POLYGON((-500 -500,500 -500,500 500,-500 500,-500 -500))",
     1,
     {0, 0, 100, 100}},
    {"outside is nothing", "POLYGON((60 60,70 60,70 70,60 70,60 60))", 0, {0, 0, 0, 0}},
    {"a hole is a part",
     "POLYGON((-40 -40,40 -40,40 40,-40 40,-40 -40),"
     "(-5 -5,5 -5,5 5,-5 5,-5 -5))",
     2,
     {10, 10, 80, 80}},
    {"a line is cut where it leaves", "LINESTRING(0 0,100 0)", 1, {50, 50, 50, 0}},
    {"a line that comes back has two parts",
     "LINESTRING(0 0,60 0,60 10,0 10)",
     2,
     {50, 40, 50, 10}},
    {"a line that only passes by is nothing", "LINESTRING(60 -90,60 90)", 0, {0, 0, 0, 0}},
    {"points outside are dropped", "MULTIPOINT((0 0),(60 0),(10 10))", 2, {50, 40, 10, 10}},
    {"empty is nothing", "POLYGON EMPTY", 0, {0, 0, 0, 0}},
};

static void clips_to_the_window(void **state)
{
    (void)state;
    MapView view = plain_view();
    Path path = {0};
    for (size_t i = 0; i < sizeof clips / sizeof *clips; i++) {
        GEOSGeometry *shape = wkt(geos, clips[i].shape);
        Rect bounds;
        path_from_shape(&path, geos, shape, &view, view.window);
        if (path.part_count != clips[i].parts)
            fail_msg("%s: %zu parts", clips[i].promise, path.part_count);
        bool any = path_bounds(&path, &bounds);
        assert_int_equal(any, clips[i].parts > 0);
        if (any && (fabs(bounds.x - clips[i].bounds.x) > 1e-9 ||
                    fabs(bounds.y - clips[i].bounds.y) > 1e-9 ||
                    fabs(bounds.width - clips[i].bounds.width) > 1e-9 ||
                    fabs(bounds.height - clips[i].bounds.height) > 1e-9))
            fail_msg("%s: %g %g %g %g", clips[i].promise, bounds.x, bounds.y, bounds.width,
                     bounds.height);
        GEOSGeom_destroy_r(geos, shape);
    }
    path_release(&path);
}

static void leaves_out_what_print_cannot_show(void **state)
{
    (void)state;
    MapView view = plain_view();
    Path path = {0};
    double xy[2 * 2001];
    for (int i = 0; i <= 2000; i++) {
        xy[2 * i] = i * 0.01;
        xy[2 * i + 1] = 0;
    }
    GEOSGeometry *line = shape_new_line(geos, xy, 2001);
    path_from_shape(&path, geos, line, &view, view.window);
    assert_true(path.count < 600);
    assert_near(path_part_length(&path, 0), 20, 1e-9); /* its ends stay */
    GEOSGeom_destroy_r(geos, line);
    path_release(&path);
}

/* Length of the hatch lines, and whether all their middles lie in the shape. */
static double hatched(const char *text, double gap_mm, double angle_deg, bool *inside)
{
    MapView view = plain_view();
    Path path = {0};
    GEOSGeometry *shape = wkt(geos, text);
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, NULL);
    cairo_t *cr = cairo_create(surface);
    double length = 0, from[2] = {0};
    path_from_shape(&path, geos, shape, &view, view.window);
    path_hatch(&path, cr, gap_mm, angle_deg);
    cairo_path_t *drawn = cairo_copy_path(cr);
    *inside = true;
    for (int i = 0; i < drawn->num_data; i += drawn->data[i].header.length) {
        const cairo_path_data_t *to = &drawn->data[i + 1];
        if (drawn->data[i].header.type == CAIRO_PATH_LINE_TO) {
            double x, y, away = 1;
            length += hypot(to->point.x - from[0], to->point.y - from[1]);
            map_view_to_world(&view, (to->point.x + from[0]) / 2, (to->point.y + from[1]) / 2, &x,
                              &y);
            GEOSGeometry *middle = shape_new_point(geos, x, y);
            GEOSDistance_r(geos, shape, middle, &away);
            *inside &= away < 1e-6;
            GEOSGeom_destroy_r(geos, middle);
        }
        from[0] = to->point.x;
        from[1] = to->point.y;
    }
    cairo_path_destroy(drawn);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    GEOSGeom_destroy_r(geos, shape);
    path_release(&path);
    return length;
}

static void hatch_fills_the_shape_and_nothing_else(void **state)
{
    (void)state;
    const char *ring = "POLYGON((-20 -20,20 -20,20 20,-20 20,-20 -20),"
                       "(-10 -10,-10 10,10 10,10 -10,-10 -10))";
    const double angles[] = {0, 45, 135, 17};
    for (size_t i = 0; i < 4; i++) {
        bool inside;
        double length = hatched(ring, 0.5, angles[i], &inside);
        assert_true(inside);
        /* Lines a gap apart: their length is the area over the gap. */
        assert_near(length, (40 * 40 - 20 * 20) / 0.5, 60);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clips_to_the_window),
        cmocka_unit_test(leaves_out_what_print_cannot_show),
        cmocka_unit_test(hatch_fills_the_shape_and_nothing_else),
    };
    geos = shape_context();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    GEOS_finish_r(geos);
    return failed;
}
