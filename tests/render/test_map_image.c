#include "tests/check.h"

#include "render/hillshade.h"
#include "render/map_image.h"
#include "render/style.h"
#include "tests/render/shapes.h"

static uint32_t pixel(const MapImage *image, int x, int y)
{
    const unsigned char *data = cairo_image_surface_get_data(image->image);
    int stride = cairo_image_surface_get_stride(image->image);
    return ((const uint32_t *)(const void *)(data + y * stride))[x];
}

static MapView view_of(double scale, double center_x, double center_y)
{
    MapView view;
    map_view_init(&view, (Rect){0, 0, 100, 100}, center_x, center_y, scale, 0);
    return view;
}

static void crops_to_the_view_and_averages_to_print(void **state)
{
    (void)state;
    Grid grid = {0, 1000, 1, 1, 1000, 1000};
    ImageWindow window;
    MapView all = view_of(10000, 500, 500), part = view_of(1000, 500, 500);
    MapView away = view_of(1000, 5000, 5000);
    assert_true(map_image_window(&window, &grid, &all, 0.25)); /* a cell is 0.1 mm */
    assert_int_equal(window.step, 2);
    assert_int_equal(window.out_width, 500);
    assert_true(map_image_window(&window, &grid, &part, 0.25)); /* a cell is 1 mm */
    assert_int_equal(window.step, 1);
    assert_true(window.width >= 100 && window.width <= 104);
    assert_near(window.out.x0, window.column, 1e-9);
    assert_false(map_image_window(&window, &grid, &away, 0.25));
}

static void classes_take_the_fill_of_their_style(void **state)
{
    (void)state;
    uint8_t cells[4] = {0, 1, 9, 1};
    const char *const styles[] = {"coverage/pass", "coverage/fail"};
    MapClasses classes = {{0, 2, 1, 1, 2, 2}, cells, styles, 2};
    MapView view = view_of(100, 1, 1);
    MapImage image;
    Diag diag = {0};
    assert_int_equal(map_image_classes(&image, &classes, &view, &diag), OK);
    Colour fill = style_find("coverage/pass")->fill;
    uint32_t got = pixel(&image, 0, 0);
    assert_near(got >> 24, fill.opaque * 255, 1);
    assert_near((got >> 16) & 0xFF, ((fill.rgb >> 16) & 0xFF) * fill.opaque, 1);
    assert_int_equal(pixel(&image, 0, 1), 0); /* no such class: nothing */
    assert_int_equal(pixel(&image, 1, 0), pixel(&image, 1, 1));
    map_image_release(&image);
}

static void light_comes_from_the_north_west(void **state)
{
    (void)state;
    enum { SIDE = 41 };
    static float ground[SIDE * SIDE];
    Grid grid = {0, SIDE, 1, 1, SIDE, SIDE};
    MapView view = view_of(500, SIDE / 2.0, SIDE / 2.0);
    MapImage image;
    Diag diag = {0};
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) /* a cone */
            ground[row * SIDE + column] = (float)(20 - 0.4 * hypot(column - 20, row - 20));
    ground[5 * SIDE + 35] = NAN;
    assert_int_equal(hillshade_new(&image, &(MapRelief){grid, ground}, &view, &diag), OK);
    assert_int_equal(cairo_image_surface_get_width(image.image), SIDE);
    assert_true((pixel(&image, 10, 10) & 0xFF) > (pixel(&image, 30, 30) & 0xFF) + 30);
    assert_int_equal(pixel(&image, 35, 5) & 0xFF, 0xFF); /* no data stays white */
    map_image_release(&image);
    assert_int_equal(hillshade_new(&image, &(MapRelief){0}, &view, &diag), OK);
    assert_null(image.image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crops_to_the_view_and_averages_to_print),
        cmocka_unit_test(classes_take_the_fill_of_their_style),
        cmocka_unit_test(light_comes_from_the_north_west),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
