#include "tests/check.h"

#include <math.h>
#include <string.h>

#include "render/style.h"

static const struct {
    const char *asked, *found;
} names[] = {
    {"road/primary", "road/primary"},
    {"road/bridleway", "road"},
    {"coverage/62.5", "coverage/62.5"},
    {"no such thing", "other"},
    {"landuse/x/y", "landuse"},
    {"", "other"},
    {"zone/14", "zone/14"},
    {"zone/17", "zone"},
    {"zone/N7-2-1", "zone"},
};

static void finds_the_nearest_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_string_equal(style_find(names[i].asked)->name, names[i].found);
    assert_string_equal(style_find(NULL)->name, "other");
}

static void every_style_can_be_explained(void **state)
{
    (void)state;
    size_t count;
    const Style *all = style_all(&count);
    assert_true(count > 50);
    for (size_t i = 0; i < count; i++) {
        assert_non_null(all[i].zh);
        assert_ptr_equal(style_find(all[i].name), &all[i]); /* no name twice */
        assert_true(all[i].fill.opaque > 0 || all[i].line.opaque > 0);
    }
}

/* Rec. 709 luma, 0 to 255: what grey print leaves of a colour on white paper. */
static double grey(Colour colour)
{
    double luma = 0.2126 * ((colour.rgb >> 16) & 0xFF) + 0.7152 * ((colour.rgb >> 8) & 0xFF) +
                  0.0722 * (colour.rgb & 0xFF);
    return 255 - (255 - luma) * colour.opaque;
}

static void coverage_classes_differ_in_grey(void **state)
{
    (void)state;
    const char *const ladder[] = {"coverage/250", "coverage/125", "coverage/62.5", "coverage/25",
                                  "coverage/12.5"};
    assert_true(fabs(grey(style_find("coverage/pass")->fill) -
                     grey(style_find("coverage/fail")->fill)) > 25);
    for (size_t i = 0; i + 1 < sizeof ladder / sizeof *ladder; i++)
        assert_true(grey(style_find(ladder[i + 1])->fill) - grey(style_find(ladder[i])->fill) > 15);
}

static void what_must_not_be_confused_differs_by_pattern(void **state)
{
    (void)state;
    assert_int_not_equal(style_find("gap")->hatch, style_find("prohibited")->hatch);
    assert_int_not_equal(style_find("gap")->hatch, HATCH_NONE);
    assert_int_not_equal(style_find("prohibited")->hatch, HATCH_NONE);
    /* Where consent is needed cameras are not forbidden: an outline, no hatching. */
    assert_string_equal(style_find("consent")->name, "consent");
    assert_int_equal(style_find("consent")->hatch, HATCH_NONE);
    assert_true(style_find("consent")->dash_mm[0] > 0);
    assert_true(style_find("boundary/nation")->line_mm > style_find("boundary/county")->line_mm);
    assert_true(style_find("boundary/county")->line_mm > style_find("boundary/township")->line_mm);
}

static void taller_buildings_are_darker(void **state)
{
    (void)state;
    const Style *building = style_find("building");
    assert_true(grey(style_shade(building, 6)) > grey(style_shade(building, 20)));
    assert_true(grey(style_shade(building, 20)) > grey(style_shade(building, 50)));
    assert_int_equal(style_shade(building, NAN).rgb, building->fill.rgb);
    assert_int_equal(style_shade(style_find("water"), 50).rgb, style_find("water")->fill.rgb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_nearest_name),
        cmocka_unit_test(every_style_can_be_explained),
        cmocka_unit_test(coverage_classes_differ_in_grey),
        cmocka_unit_test(what_must_not_be_confused_differs_by_pattern),
        cmocka_unit_test(taller_buildings_are_darker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
