#include "tests/check.h"

#include <string.h>

#include "base/text.h"
#include "render/basemap.h"
#include "render/style.h"

static const struct {
    const char *code, *style;
} parcels[] = {{"0101", "landuse/farmland"},
               {"0301", "landuse/forest"},
               {"0810", "landuse/park"},
               {"0803", "landuse/public"},
               {"1101", "water/river"},
               {"1103", "water"},
               {"05", "landuse/commercial"},
               {"9999", NULL},
               {NULL, NULL}};

static void land_use_codes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof parcels / sizeof *parcels; i++)
        assert_true(text_equal(basemap_gbt21010(parcels[i].code), parcels[i].style));
}

static const struct {
    const char *highway, *bridge, *tunnel, *style;
} roads[] = {
    {"primary", NULL, NULL, "road/primary"},
    {"trunk_link", NULL, NULL, "road/trunk"},
    {"primary", "yes", NULL, "road/bridge"},
    {"primary", "no", "no", "road/primary"},
    {"tertiary", NULL, "yes", "road/tunnel"},
    {"footway", "yes", NULL, "road/path"},
    {"raceway", NULL, NULL, "road"},
    {"proposed", NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static void roads_by_class(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof roads / sizeof *roads; i++)
        assert_true(text_equal(basemap_road(roads[i].highway, roads[i].bridge, roads[i].tunnel),
                               roads[i].style));
}

static void tags_and_levels(void **state)
{
    (void)state;
    assert_string_equal(basemap_osm("natural", "water"), "water");
    assert_string_equal(basemap_osm("building", "yes"), "building");
    assert_null(basemap_osm("building", "no"));
    assert_null(basemap_osm("landuse", "unheard_of"));
    assert_null(basemap_osm(NULL, "water"));
    assert_string_equal(basemap_boundary(2), "boundary/nation");
    assert_string_equal(basemap_boundary(8), "boundary/township");
}

static void every_class_has_a_style_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof parcels / sizeof *parcels; i++)
        if (parcels[i].style)
            assert_string_equal(style_find(parcels[i].style)->name, parcels[i].style);
    for (size_t i = 0; i < sizeof roads / sizeof *roads; i++)
        if (roads[i].style)
            assert_string_equal(style_find(roads[i].style)->name, roads[i].style);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(land_use_codes),
        cmocka_unit_test(roads_by_class),
        cmocka_unit_test(tags_and_levels),
        cmocka_unit_test(every_class_has_a_style_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
