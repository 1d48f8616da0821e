#include "tests/check.h"

#include "render/boundary.h"
#include "tests/render/shapes.h"

static GEOSContextHandle_t geos;

static MapView plain_view(void)
{
    MapView view;
    map_view_init(&view, (Rect){0, 0, 200, 200}, 0, 0, 1000, 0);
    return view;
}

static double layer_length(const MapLayer *layer)
{
    double sum = 0;
    for (size_t i = 0; i < layer->count; i++)
        sum += shape_length_m(geos, layer->shapes[i].shape);
    return sum;
}

static void a_common_edge_is_drawn_once(void **state)
{
    (void)state;
    MapShape towns[2] = {named(geos, "POLYGON((0 0,50 0,50 50,0 50,0 0))", "甲"),
                         named(geos, "POLYGON((50 0,90 0,90 50,50 50,50 0))", "乙")};
    MapLayer layer = {"boundary/township", NULL, NULL, towns, 2};
    MapContent content = {.geos = geos, .layers = &layer, .layer_count = 1};
    MapView view = plain_view();
    BoundaryLayers drawn;
    boundary_layers(&drawn, &content, &view);
    assert_near(layer_length(&drawn.layers[0]), 2 * 90 + 3 * 50, 1e-6);
    assert_ptr_equal(content.layers[0].shapes, towns); /* what was given stays */
    boundary_release(&drawn, geos);
    drop_shapes(geos, towns, 2);
}

static void a_higher_level_takes_the_place(void **state)
{
    (void)state;
    MapShape town = named(geos, "POLYGON((0 0,50 0,50 50,0 50,0 0))", NULL);
    MapShape nation = named(geos, "LINESTRING(0.2 -20,0.2 70)", NULL);
    MapShape road = named(geos, "LINESTRING(0 0,50 0)", NULL);
    const MapLayer layers[] = {{"boundary/township", NULL, NULL, &town, 1},
                               {"road/primary", NULL, NULL, &road, 1},
                               {"boundary/nation", NULL, NULL, &nation, 1}};
    MapContent content = {.geos = geos, .layers = layers, .layer_count = 3};
    MapView view = plain_view();
    BoundaryLayers drawn;
    boundary_layers(&drawn, &content, &view);
    assert_near(layer_length(&drawn.layers[0]), 150, 2.5); /* its western edge is the nation's */
    assert_near(layer_length(&drawn.layers[2]), 90, 1e-6);
    assert_ptr_equal(drawn.layers[1].shapes, &road);
    boundary_release(&drawn, geos);
    drop_shapes(geos, &town, 1);
    drop_shapes(geos, &nation, 1);
    drop_shapes(geos, &road, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_common_edge_is_drawn_once),
                                       cmocka_unit_test(a_higher_level_takes_the_place)};
    geos = shape_context();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    GEOS_finish_r(geos);
    return failed;
}
