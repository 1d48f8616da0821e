#include "tests/check.h"

#include <string.h>

#include "render/furniture.h"
#include "tests/render/shapes.h"

static const struct {
    double scale, step_m;
} grids[] = {{500, 20},     {1000, 50},    {2000, 100},    {5000, 200},    {10000, 500},
             {25000, 1000}, {50000, 2000}, {100000, 5000}, {250000, 10000}};

static void grid_lines_are_round_and_not_too_dense(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof grids / sizeof *grids; i++) {
        double step = furniture_grid_step_m(grids[i].scale);
        assert_near(step, grids[i].step_m, 1e-9);
        double apart_mm = step * 1000 / grids[i].scale;
        assert_true(apart_mm >= 24 && apart_mm <= 60);
    }
}

static const struct {
    double scale, width_mm;
    int parts;
    double part_m;
} bars[] = {
    {25000, 79, 3, 500}, /* 60 mm: longer than 4 x 200 or 5 x 200 */
    {10000, 80, 4, 200}, /* 80 mm, not a part of a millimetre over */
    {1000, 80, 4, 20},   {5000, 60, 3, 100}, {100000, 90, 4, 2000},
};

static void scale_bars_fill_their_room(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        ScaleBar bar = furniture_bar(bars[i].scale, bars[i].width_mm);
        assert_int_equal(bar.parts, bars[i].parts);
        assert_near(bar.part_m, bars[i].part_m, 1e-9);
        assert_true(bar.parts * bar.part_m * 1000 / bars[i].scale <= bars[i].width_mm + 1e-9);
    }
}

static const struct {
    double value;
    const char *text;
} numbers[] = {{0, "0"},          {500, "500"},           {1000, "1 000"},
               {25000, "25 000"}, {2766147, "2 766 147"}, {-1500, "-1 500"},
               {-100, "-100"}};

static void numbers_are_grouped_by_three(void **state)
{
    (void)state;
    char text[32];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        furniture_number(numbers[i].value, text, sizeof text);
        assert_string_equal(text, numbers[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grid_lines_are_round_and_not_too_dense),
        cmocka_unit_test(scale_bars_fill_their_room),
        cmocka_unit_test(numbers_are_grouped_by_three),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
