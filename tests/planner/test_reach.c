/* Everything that a camera which turns and zooms can look at, and models at a setting. */
#include <math.h>
#include <string.h>

#include "planner/coverage/optics_model.h"
#include "planner/coverage/reach.h"
#include "tests/check.h"

/* 2000 x 1000 pixels, 90 degrees to 2 atan(0.1), pan 180 in all, tilt 0 to 60. */
static CameraModel ptz_model(void)
{
    return (CameraModel){.id = "turner",
                         .class = MODEL_PTZ,
                         .width_px = 2000,
                         .height_px = 1000,
                         .hfov_wide_deg = 90,
                         .hfov_tele_deg = 2 * atan(0.1) * 180 / M_PI,
                         .vfov_wide_deg = NAN,
                         .vfov_tele_deg = NAN,
                         .focal_wide_mm = NAN,
                         .focal_tele_mm = NAN,
                         .sensors = 1,
                         .sensor_step_deg = NAN,
                         .pan_range_deg = 180,
                         .tilt_highest_deg = 0,
                         .tilt_lowest_deg = 60};
}

static Optics home_of(const CameraModel *model, double hfov_deg)
{
    Optics optics;
    Diag diag = {0};

    if (optics_of_model(&optics, model, hfov_deg, &diag) != OK)
        fail_msg("%s", diag.message);
    optics.azimuth_deg = 90;
    optics.tilt_deg = 10;
    optics.max_range_m = 5; /* night and fog protect nobody */
    optics_prepare(&optics);
    return optics;
}

static const struct {
    const char *promise;
    double dx, dy, dz, px_per_m;
} looks[] = {
    {"at its home azimuth, fully zoomed", 100, 0, 0, 100},
    {"turned, it is as sharp", 0, 100, 0, 100},
    {"the end of the pan is in it", 0, -100, 0, 100},
    {"tilted to 45 degrees down, an upright target foreshortened", 10, 0, -10, 500},
    {"just behind the end of the pan: zoomed out until it is on the edge", -30, 100, 0,
     2000 / (2 * 100 * 0.3)},
    {"too far behind it", -101, 100, 0, 0},
    {"behind", -100, 0, 0, 0},
    {"above the highest tilt, zoomed out: 0.2 of the depth is half the height", 100, 0, 20,
     1000 / (2 * 100 * 0.2) * 0.9805806756909201},
    {"higher than the widest shows", 100, 0, 51, 0},
    {"steeper than its tilt and field", 1, 0, -40, 0},
};

static void sees_all_that_it_can_turn_to(void **state)
{
    CameraModel model = ptz_model();
    Optics home = home_of(&model, 60);
    Reach reach = reach_of_ptz(&home, &model);

    (void)state;
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        double px = reach_px_per_m(&reach, looks[i].dx, looks[i].dy, looks[i].dz);
        if (fabs(px - looks[i].px_per_m) > 1e-6 * (1 + looks[i].px_per_m))
            fail_msg("%s: %.6f px/m, expected %.6f", looks[i].promise, px, looks[i].px_per_m);
    }
}

static void unknown_limits_are_none(void **state)
{
    CameraModel model = ptz_model();
    Optics home = home_of(&model, 60);
    Reach reach;

    (void)state;
    model.pan_range_deg = model.tilt_highest_deg = model.tilt_lowest_deg = NAN;
    reach = reach_of_ptz(&home, &model);
    for (int bearing = 0; bearing < 360; bearing += 15)
        assert_true(fabs(reach_px_per_m(&reach, 100 * sin(bearing * M_PI / 180),
                                        100 * cos(bearing * M_PI / 180), 0) -
                         100) < 1e-6);
    /* Without a model it zooms no further than at home; a camera of unknown azimuth neither. */
    reach = reach_of_ptz(&home, NULL);
    assert_true(fabs(reach_px_per_m(&reach, -100, 0, 0) - 2000 / (200 * tan(M_PI / 6))) < 1e-6);
    reach = reach_anywhere(&home);
    assert_true(reach_px_per_m(&reach, -100, 0, -30) > 0);
}

/* Whatever one setting shows, the reach shows. */
static void no_setting_shows_more(void **state)
{
    CameraModel model = ptz_model();
    Optics home = home_of(&model, 60);
    Reach reach = reach_of_ptz(&home, &model);
    size_t seen = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        double at[3] = {(i * 37 % 201 - 100) * 0.7, (i * 53 % 199 - 99) * 0.7, i % 41 - 30}, px;
        Optics set = home_of(&model, 12 + i % 79);
        set.azimuth_deg = i * 7 % 181;
        set.tilt_deg = i % 61;
        set.max_range_m = INFINITY;
        optics_prepare(&set);
        if (optics_place(&set, at[0], at[1], at[2], &px) != VIEW_IN)
            continue;
        seen++;
        /* Beside the axis a place is a little sharper than on it, by the cosine of the field. */
        if (reach_px_per_m(&reach, at[0], at[1], at[2]) < px * 0.99)
            fail_msg("%g %g %g: %g px/m at %g degrees, its reach %g", at[0], at[1], at[2], px,
                     set.hfov_deg, reach_px_per_m(&reach, at[0], at[1], at[2]));
    }
    assert_true(seen > 1000);
}

static const struct {
    const char *promise;
    double hfov_deg;
    const char *words[3];
} settings[] = {
    {"the widest", 90, {NULL}},
    {"the narrowest", 11.421186274999286, {NULL}},
    {"between", 40, {NULL}},
    {"wider than it can", 100, {"turner", "100 degrees", "90 to 11.4"}},
    {"narrower than it can", 5, {"turner", "5 degrees", "90 to 11.4"}},
};

static void a_model_takes_its_range(void **state)
{
    CameraModel model = ptz_model(), blank = ptz_model();
    Optics optics;

    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        Diag diag = {0};
        Status status = optics_of_model(&optics, &model, settings[i].hfov_deg, &diag);
        if (status != (settings[i].words[0] ? ERR_INPUT : OK))
            fail_msg("%s: %d %s", settings[i].promise, (int)status, diag.message);
        for (int w = 0; w < 3 && settings[i].words[w]; w++)
            if (!strstr(diag.message, settings[i].words[w]))
                fail_msg("%s: no \"%s\" in: %s", settings[i].promise, settings[i].words[w],
                         diag.message);
    }
    /* Density and reach at both ends: 2000 / (2 tan(h/2)) pixels at one metre. */
    Diag diag = {0};
    assert_int_equal(optics_of_model(&optics, &model, 90, &diag), OK);
    assert_true(fabs(optics_reach_m(&optics, 25) - 40) < 1e-9);
    assert_int_equal(optics_of_model(&optics, &model, model.hfov_tele_deg, &diag), OK);
    assert_true(fabs(optics_reach_m(&optics, 25) - 400) < 1e-9);
    blank.width_px = NAN;
    assert_int_equal(optics_of_model(&optics, &blank, 90, &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "width_px"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sees_all_that_it_can_turn_to),
        cmocka_unit_test(unknown_limits_are_none),
        cmocka_unit_test(no_setting_shows_more),
        cmocka_unit_test(a_model_takes_its_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
