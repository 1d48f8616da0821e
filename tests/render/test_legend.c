#include "tests/check.h"

#include "base/text.h"
#include "render/legend.h"
#include "tests/render/shapes.h"

static GEOSContextHandle_t geos;

static bool has(const Legend *legend, const char *zh)
{
    for (size_t i = 0; i < legend->count; i++)
        if (text_equal(legend->entries[i].words.zh, zh))
            return true;
    return false;
}

static Legend collect(const MapContent *content)
{
    MapView view;
    Legend legend;
    map_view_init(&view, (Rect){0, 0, 100, 100}, 0, 0, 1000, 0); /* +-50 m */
    legend_collect(&legend, content, &view);
    return legend;
}

static void explains_what_is_seen_and_nothing_else(void **state)
{
    (void)state;
    MapShape seen = named(geos, "LINESTRING(-10 0,10 0)", NULL);
    MapShape away = named(geos, "LINESTRING(80 0,90 0)", NULL);
    MapShape across = named(geos, "POLYGON((40 0,90 0,90 10,40 10,40 0))", NULL);
    const MapLayer layers[] = {
        {"road/primary", NULL, NULL, &seen, 1}, {"road/trunk", NULL, NULL, &away, 1},
        {"gap", NULL, NULL, &across, 1},        {"zone/5", "医院", "Hospitals", &across, 1},
        {"zone/6", NULL, NULL, &away, 1},       {"prohibited", NULL, NULL, NULL, 0},
        {"outside", "", "", &seen, 1}}; /* drawn, but nothing that words would explain */
    const MapCamera cameras[] = {{.x = 1, .y = 1, .state = CAMERA_NEW},
                                 {.x = 2, .y = 1, .state = CAMERA_NEW},
                                 {.x = 90, .y = 90, .state = CAMERA_MOVED}};
    uint8_t cells[4] = {1, 255, 1, 255};
    const char *const classes[] = {"coverage/fail", "coverage/pass"};
    MapContent content = {.geos = geos,
                          .layers = layers,
                          .layer_count = 7,
                          .cameras = cameras,
                          .camera_count = 3,
                          .classes = {{-10, 10, 10, 10, 2, 2}, cells, classes, 2}};
    Legend legend = collect(&content);
    assert_int_equal(legend.count, 5);
    assert_true(has(&legend, "新建摄像机"));
    assert_true(has(&legend, "覆盖达标"));
    assert_false(has(&legend, "未达标"));
    assert_true(has(&legend, "覆盖缺口"));
    assert_true(has(&legend, "医院")); /* the caller's words */
    assert_true(has(&legend, "主干路"));
    assert_null(legend.entries[0].style); /* the plan's cameras first, the base map last */
    assert_string_equal(legend.entries[4].style->name, "road/primary");
    legend_release(&legend);
    drop_shapes(geos, &seen, 1);
    drop_shapes(geos, &away, 1);
    drop_shapes(geos, &across, 1);
}

static void one_entry_for_layers_that_look_and_read_the_same(void **state)
{
    (void)state;
    MapShape bank = named(geos, "POLYGON((0 0,9 0,9 9,0 9,0 0))", NULL);
    MapShape middle = named(geos, "LINESTRING(0 5,9 5)", NULL);
    const MapLayer layers[] = {{"water/river", NULL, NULL, &bank, 1},
                               {"water/river", NULL, NULL, &middle, 1},
                               {"water/river", NULL, NULL, &bank, 1}};
    MapContent content = {.geos = geos, .layers = layers, .layer_count = 3};
    Legend legend = collect(&content);
    assert_int_equal(legend.count, 1);
    legend_release(&legend);
    drop_shapes(geos, &bank, 1);
    drop_shapes(geos, &middle, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explains_what_is_seen_and_nothing_else),
        cmocka_unit_test(one_entry_for_layers_that_look_and_read_the_same),
    };
    geos = shape_context();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    GEOS_finish_r(geos);
    return failed;
}
