/* What a lens shows between its widest and its narrowest. */
#include <math.h>

#include "data/zoom.h"
#include "tests/check.h"

static void assert_near(double got, double expected, double within)
{
    if (!(fabs(got - expected) <= within))
        fail_msg("got %.9f, expected %.9f", got, expected);
}

/* 90 to 2 atan(1/4) degrees wide, so half the zoom is 2 atan(1/2); focal 3 to 12 mm. */
static CameraModel zoom_model(void)
{
    return (CameraModel){.id = "z",
                         .class = MODEL_VARIFOCAL,
                         .width_px = 1920,
                         .height_px = 1080,
                         .hfov_wide_deg = 90,
                         .hfov_tele_deg = 28.072486935852957,
                         .vfov_wide_deg = NAN,
                         .vfov_tele_deg = NAN,
                         .focal_wide_mm = 3,
                         .focal_tele_mm = 12,
                         .sensors = 1,
                         .sensor_step_deg = NAN};
}

static void half_way_is_half_the_tangents(void **state)
{
    CameraModel model = zoom_model();
    double middle = zoom_hfov_deg(&model, 0.5);

    (void)state;
    assert_near(middle, 53.13010235415598, 1e-9);
    assert_near(zoom_share(&model, middle), 0.5, 1e-9);
    assert_near(zoom_focal_mm(&model, middle), 6, 1e-9);
    /* Rows in the image's aspect: tan(v/2) = tan(h/2) 1080 / 1920. */
    assert_near(zoom_vfov_deg(&model, middle), 2 * atan(0.5 * 1080 / 1920) * 180 / M_PI, 1e-9);
    assert_near(zoom_vfov_deg(&model, 90), 2 * atan(1080.0 / 1920) * 180 / M_PI, 1e-9);
}

static void both_ends_are_the_makers(void **state)
{
    CameraModel model = zoom_model();

    (void)state;
    model.vfov_wide_deg = 60;
    model.vfov_tele_deg = 15;
    assert_near(zoom_vfov_deg(&model, model.hfov_wide_deg), 60, 0);
    assert_near(zoom_vfov_deg(&model, model.hfov_tele_deg), 15, 0);
    assert_near(zoom_vfov_deg(&model, zoom_hfov_deg(&model, 0.5)),
                2 * atan(sqrt(tan(M_PI / 6) * tan(M_PI / 24))) * 180 / M_PI, 1e-9);
    assert_near(zoom_hfov_deg(&model, 0), 90, 0);
    assert_near(zoom_hfov_deg(&model, 1), model.hfov_tele_deg, 0);
}

static const struct {
    const char *promise;
    double hfov_deg;
    bool holds;
} settings[] = {
    {"the widest", 90, true}, {"as makers round it", 90.05, true},
    {"wider", 90.1, false},   {"the narrowest", 28.072486935852957, true},
    {"narrower", 28, false},  {"between", 50, true},
    {"nothing", NAN, false},
};

static void takes_what_lies_within(void **state)
{
    CameraModel model = zoom_model(), fixed = zoom_model();

    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (zoom_holds(&model, settings[i].hfov_deg) != settings[i].holds)
            fail_msg("%s", settings[i].promise);
    fixed.hfov_tele_deg = 90;
    assert_true(zoom_varies(&model) && !zoom_varies(&fixed));
    assert_true(zoom_holds(&fixed, 90) && !zoom_holds(&fixed, 89));
    assert_near(zoom_hfov_deg(&fixed, 1), 90, 0);
}

static const struct {
    const char *promise;
    int sensors;
    double said_deg, hfov_deg, step_deg;
} fans[] = {
    {"one sensor has no neighbour", 1, NAN, 90, 0},
    {"the catalogue's word counts", 4, 45, 90, 45},
    {"edge to edge", 4, NAN, 60, 60},
    {"or evenly around", 4, NAN, 93, 90},
};

static void sensors_stand_edge_to_edge(void **state)
{
    CameraModel model = zoom_model();

    (void)state;
    for (size_t i = 0; i < sizeof fans / sizeof *fans; i++) {
        model.sensors = fans[i].sensors;
        model.sensor_step_deg = fans[i].said_deg;
        if (zoom_sensor_step_deg(&model, fans[i].hfov_deg) != fans[i].step_deg)
            fail_msg("%s", fans[i].promise);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_way_is_half_the_tangents),
        cmocka_unit_test(both_ends_are_the_makers),
        cmocka_unit_test(takes_what_lies_within),
        cmocka_unit_test(sensors_stand_edge_to_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
