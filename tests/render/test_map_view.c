#include "tests/check.h"

#include "render/map_view.h"
#include "tests/render/shapes.h"

/* A window of 300 x 200 mm. */
static const struct {
    const char *promise;
    double width_m, height_m, rotation_deg, scale;
} fits[] = {
    {"a block", 100, 100, 0, 500},
    {"just over 1:500", 150.1, 10, 0, 750},
    {"exactly 1:500 stays", 150, 100, 0, 500},
    {"no plan is drawn larger than 1:500", 10, 10, 0, 500},
    {"a town", 6000, 4900, 0, 25000},
    {"a tall quarter", 1000, 1450, 0, 7500},
    {"height decides too", 100, 1000, 0, 5000},
    {"turned by a right angle the sides change", 1000, 100, 90, 5000},
    {"a county", 60000, 50000, 0, 250000},
    {"a state", 26500, 24000, 0, 150000},
    {"a continent", 2.9e6, 1e6, 0, 10000000},
};

static void rounds_scale_to_the_convention(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++) {
        Box box = {0, 0, fits[i].width_m, fits[i].height_m};
        double scale = map_view_fit_scale((Rect){0, 0, 300, 200}, box, fits[i].rotation_deg);
        if (scale != fits[i].scale)
            fail_msg("%s: got 1:%.0f", fits[i].promise, scale);
    }
}

static void goes_to_paper_and_back(void **state)
{
    (void)state;
    const double turns[] = {0, 30, 90, 215.5};
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        MapView view;
        double x_mm, y_mm, x, y;
        map_view_init(&view, (Rect){10, 20, 300, 200}, 450000, 2766000, 10000, turns[i]);
        map_view_to_paper(&view, 450123, 2765877, &x_mm, &y_mm);
        map_view_to_world(&view, x_mm, y_mm, &x, &y);
        assert_near(x, 450123, 1e-6);
        assert_near(y, 2765877, 1e-6);
    }
}

static void puts_north_up_and_millimetres_right(void **state)
{
    (void)state;
    MapView view;
    double x_mm, y_mm;
    map_view_init(&view, (Rect){0, 0, 100, 100}, 0, 0, 1000, 0);
    map_view_to_paper(&view, 10, 20, &x_mm, &y_mm); /* 1:1000: a metre is a millimetre */
    assert_near(x_mm, 60, 1e-9);
    assert_near(y_mm, 30, 1e-9);
    map_view_init(&view, (Rect){0, 0, 100, 100}, 0, 0, 1000, 90); /* east is up */
    map_view_to_paper(&view, 10, 0, &x_mm, &y_mm);
    assert_near(x_mm, 50, 1e-9);
    assert_near(y_mm, 40, 1e-9);
}

static void points_along_azimuths(void **state)
{
    (void)state;
    MapView view;
    double dx, dy;
    map_view_init(&view, (Rect){0, 0, 100, 100}, 0, 0, 1000, 0);
    map_view_direction(&view, 90, &dx, &dy);
    assert_near(dx, 1, 1e-9);
    assert_near(dy, 0, 1e-9);
    map_view_init(&view, (Rect){0, 0, 100, 100}, 0, 0, 1000, 90);
    map_view_direction(&view, 90, &dx, &dy);
    assert_near(dy, -1, 1e-9);
}

static void knows_what_a_turned_window_shows(void **state)
{
    (void)state;
    MapView view;
    map_view_init(&view, (Rect){0, 0, 200, 100}, 0, 0, 1000, 90);
    Box box = map_view_box(&view);
    assert_near(box.max_x - box.min_x, 100, 1e-6);
    assert_near(box.max_y - box.min_y, 200, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds_scale_to_the_convention),
        cmocka_unit_test(goes_to_paper_and_back),
        cmocka_unit_test(puts_north_up_and_millimetres_right),
        cmocka_unit_test(points_along_azimuths),
        cmocka_unit_test(knows_what_a_turned_window_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
