#include "planner/coverage/lookout.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

static void assert_near(double got, double expected, double within)
{
    if (!(fabs(got - expected) <= within))
        fail_msg("got %.9f, expected %.9f", got, expected);
}

static Camera bullet(const char *id, double x, double y)
{
    return (Camera){.id = id,
                    .name = "",
                    .type = "bullet",
                    .fid = 7,
                    .x = x,
                    .y = y,
                    .position_accuracy_m = NAN,
                    .mount_height_m = 4,
                    .azimuth_deg = 90,
                    .tilt_deg = 12,
                    .hfov_deg = 84,
                    .vfov_deg = NAN,
                    .width_px = 1920,
                    .height_px = 1080,
                    .night_range_m = NAN};
}

/* What is changed of a plain bullet camera, and what must come of it. */
static const struct {
    const char *promise;
    unsigned unknown, assumed;
    bool offline, indoor, on_roof, all_round;
    double x, y, tilt_deg, hfov_deg;
    Projection projection;
    bool blind;
    Cause cause;
    const char *code; /* of a finding about it, or NULL */
} cases[] = {
    {"plain", 0, 0, 0, 0, 0, 0, -20, 0, 12, 84, 0, false, 0, NULL},
    {"no azimuth", UNKNOWN_AZIMUTH, 0, 0, 0, 0, 0, -20, 0, 12, 84, 0, true, CAUSE_DATA_MISSING,
     "unknown-azimuth"},
    {"no height", UNKNOWN_HEIGHT, 0, 0, 0, 0, 0, -20, 0, 12, 84, 0, true, CAUSE_DATA_MISSING,
     "unknown-height"},
    {"no lens", UNKNOWN_LENS, 0, 0, 0, 0, 0, -20, 0, 12, NAN, 0, true, CAUSE_DATA_MISSING,
     "unknown-lens"},
    {"no pixels", UNKNOWN_PIXELS, 0, 0, 0, 0, 0, -20, 0, 12, 84, 0, true, CAUSE_DATA_MISSING,
     "unknown-pixels"},
    {"all round needs no azimuth", UNKNOWN_AZIMUTH, 0, 0, 0, 0, 1, -20, 0, NAN, 360, 0, false, 0,
     NULL},
    {"nor does a fisheye that looks down", UNKNOWN_AZIMUTH | UNKNOWN_TILT, 0, 0, 0, 0, 0, -20, 0,
     NAN, 185, PROJECTION_FISHEYE, false, 0, NULL},
    {"no tilt is derived", UNKNOWN_TILT, 0, 0, 0, 0, 0, -20, 0, NAN, 84, 0, false, 0,
     "derived-tilt"},
    {"assumed", 0, UNKNOWN_HEIGHT | UNKNOWN_TILT, 0, 0, 0, 0, -20, 0, 12, 84, 0, false, 0,
     "assumed"},
    {"offline", 0, 0, 1, 0, 0, 0, -20, 0, 12, 84, 0, true, CAUSE_OFFLINE, "offline"},
    {"indoor", 0, 0, 0, 1, 0, 0, 5, 5, 12, 84, 0, true, CAUSE_NO_CAMERA_NEAR, "indoor"},
    {"deep in a building", 0, 0, 0, 0, 0, 0, 5, 5, 12, 84, 0, true, CAUSE_DATA_MISSING,
     "inside-building"},
    {"stuck there", 0, 0, 0, 0, 0, 0, 5, 5, 12, 84, 0, true, CAUSE_DATA_MISSING, "stuck"},
    {"on its roof", 0, 0, 0, 0, 1, 0, 5, 5, 12, 84, 0, false, 0, NULL},
    {"on its wall", 0, 0, 0, 0, 0, 0, 10.7, 5, 12, 84, 0, false, 0, "moved-off-wall"},
    {"in a hole", 0, 0, 0, 0, 0, 0, -20, 20, 12, 84, 0, true, CAUSE_DATA_MISSING, "terrain-hole"},
};

static LittleScene little;
static Feature house;

static int set_up(void **state)
{
    (void)state;
    little_scene_init(&little, 40, 1);
    little_scene_raise(&little, (Box){0, 0, 10, 10}, 9, OBSTACLE_BUILDING);
    little_scene_raise(&little, (Box){-22, 18, -18, 22}, NAN, OBSTACLE_TERRAIN);
    house.shape = shape_new_box(little.scene.geos, (Box){-0.5, -0.5, 10.5, 10.5});
    little.scene.buildings.features = &house;
    little.scene.buildings.count = 1;
    little.scene.cameras.source = "cameras.csv";
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    GEOSGeom_destroy_r(little.scene.geos, house.shape);
    little_scene_release(&little);
    return 0;
}

static const Finding *find(const FindingList *findings, const char *code)
{
    for (size_t i = 0; i < findings->count; i++)
        if (strcmp(findings->items[i].code, code) == 0)
            return &findings->items[i];
    return NULL;
}

static void each_unknown_is_reported(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Camera camera = bullet("C-17", cases[i].x, cases[i].y);
        FindingList findings;
        Diag diag = {0};
        Lookout *lookouts;
        camera.unknown = cases[i].unknown;
        camera.assumed = cases[i].assumed;
        camera.offline = cases[i].offline;
        camera.indoor = cases[i].indoor;
        camera.on_roof = cases[i].on_roof;
        camera.all_round = cases[i].all_round;
        camera.tilt_deg = cases[i].tilt_deg;
        camera.hfov_deg = cases[i].hfov_deg;
        camera.projection = cases[i].projection;
        if (camera.unknown & UNKNOWN_AZIMUTH)
            camera.azimuth_deg = NAN;
        if (camera.unknown & UNKNOWN_HEIGHT)
            camera.mount_height_m = NAN;
        little.scene.cameras.cameras = &camera;
        little.scene.cameras.count = 1;
        finding_list_init(&findings);
        assert_int_equal(lookouts_existing(&lookouts, &little.scene, &findings, &diag), OK);
        if (lookouts[0].blind != cases[i].blind)
            fail_msg("%s: blind is %d", cases[i].promise, lookouts[0].blind);
        if (lookouts[0].blind)
            assert_int_equal(lookouts[0].blind_cause, cases[i].cause);
        else
            assert_true(lookouts[0].optics.tan_half_h > 0);
        if (cases[i].code && !find(&findings, cases[i].code))
            fail_msg("%s: no finding %s", cases[i].promise, cases[i].code);
        if (!cases[i].code && findings.count != 1) /* the summary alone */
            fail_msg("%s: finding %s", cases[i].promise, findings.items[0].code);
        assert_non_null(find(&findings, "cameras"));
        finding_list_release(&findings);
        free(lookouts);
    }
}

/* What a model says of its camera, and the condition of the run. */
static const struct {
    const char *promise;
    double hfov_deg, wide_deg, tele_deg, night_range_m;
    int sensors;
    double step_deg;
    bool night;
    const char *code, *words; /* of the one finding, or NULL */
} models[] = {
    {"a setting of its zoom", 60, 90, 30, NAN, 1, NAN, false, NULL, NULL},
    {"its widest", 90, 90, 30, NAN, 1, NAN, false, NULL, NULL},
    {"its narrowest", 30, 90, 30, NAN, 1, NAN, false, NULL, NULL},
    {"wider than it can", 91, 90, 30, NAN, 1, NAN, false, "lens-range",
     "zoom-1 can take, 90 to 30"},
    {"narrower than it can", 29, 90, 30, NAN, 1, NAN, false, "lens-range", "field of view of 29"},
    {"another than a fixed lens has", 60, 84, 84, NAN, 1, NAN, false, "lens-range", "84 to 84"},
    {"sensors whose turns are known", 60, 90, 30, NAN, 4, 45, false, NULL, NULL},
    {"sensors that are aimed alone", 60, 90, 30, NAN, 4, NAN, false, "assumed-sensors",
     "4 sensors of its model zoom-1 is aimed alone; taken side by side, 60 degrees apart"},
    {"at night, with infra-red", 60, 90, 30, 30, 1, NAN, true, NULL, NULL},
    {"at night, and nobody knows", 60, 90, 30, NAN, 1, NAN, true, "night-range",
     "give night_range_m"},
};

static void models_have_their_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        CameraModel model = {.id = "zoom-1",
                             .class = MODEL_VARIFOCAL,
                             .hfov_wide_deg = models[i].wide_deg,
                             .hfov_tele_deg = models[i].tele_deg,
                             .sensors = models[i].sensors,
                             .sensor_step_deg = models[i].step_deg};
        Camera camera = bullet("C-17", -20, 0);
        FindingList findings;
        Diag diag = {0};
        Lookout *lookouts;
        camera.model = &model;
        camera.hfov_deg = models[i].hfov_deg;
        camera.night_range_m = models[i].night_range_m;
        little.project.conditions.night = models[i].night;
        little.scene.cameras.cameras = &camera;
        little.scene.cameras.count = 1;
        finding_list_init(&findings);
        assert_int_equal(lookouts_existing(&lookouts, &little.scene, &findings, &diag), OK);
        if (findings.count != (models[i].code ? 2 : 1) ||
            (models[i].code &&
             (!find(&findings, models[i].code) ||
              !strstr(find(&findings, models[i].code)->sentence, models[i].words))))
            fail_msg("%s: %s", models[i].promise, findings.items[0].sentence);
        /* It is looked through as the inventory says. */
        assert_false(lookouts[0].blind);
        assert_true(lookouts[0].optics.hfov_deg == models[i].hfov_deg);
        assert_int_equal(lookouts[0].optics.dark, models[i].night);
        assert_true(lookouts[0].optics.sensors == (models[i].sensors > 1 ? 4 : 0));
        finding_list_release(&findings);
        free(lookouts);
    }
    little.project.conditions.night = false;
}

static void a_derived_tilt_meets_the_ground(void **state)
{
    Camera camera = bullet("C-17", -20, 0);
    FindingList findings;
    Diag diag = {0};
    Lookout *lookouts;

    (void)state;
    camera.tilt_deg = NAN;
    little.scene.cameras.cameras = &camera;
    little.scene.cameras.count = 1;
    finding_list_init(&findings);
    assert_int_equal(lookouts_existing(&lookouts, &little.scene, &findings, &diag), OK);
    /* 1920 px over 84 degrees observe to 17.06 m: 4 m down at 11.4 m. */
    assert_near(lookouts[0].optics.tilt_deg, 19.4, 0.1);
    assert_near(lookouts[0].optics.vfov_deg, 53.7, 0.1);
    finding_list_release(&findings);
    free(lookouts);
}

static void the_summary_counts(void **state)
{
    Camera cameras[4];
    FindingList findings;
    Diag diag = {0};
    Lookout *lookouts;

    (void)state;
    for (int i = 0; i < 4; i++) {
        cameras[i] = bullet("C", i < 3 ? 4 + i : -20, 4);
        cameras[i].unknown = i < 2 ? UNKNOWN_AZIMUTH : 0;
        cameras[i].type = i ? "dome" : NULL;
        cameras[i].assumed = i == 3 ? UNKNOWN_LENS : 0;
    }
    little.scene.cameras.cameras = cameras;
    little.scene.cameras.count = 4;
    finding_list_init(&findings);
    assert_int_equal(lookouts_existing(&lookouts, &little.scene, &findings, &diag), OK);
    assert_string_equal(find(&findings, "cameras")->sentence,
                        "cameras.csv: of 4 existing cameras 2 have no azimuth, 0 no mount height, "
                        "0 no field of view, 0 no image size, and 3 lie inside buildings; 3 cover "
                        "nothing for such reasons");
    assert_non_null(strstr(find(&findings, "assumed")->sentence, "hfov_deg"));
    assert_non_null(strstr(find(&findings, "assumed")->sentence, "cameras.assume.dome"));
    finding_list_release(&findings);
    free(lookouts);
    little.scene.cameras.count = 0;
    finding_list_init(&findings);
    assert_int_equal(lookouts_existing(&lookouts, &little.scene, &findings, &diag), OK);
    assert_int_equal(findings.count, 0);
    finding_list_release(&findings);
    free(lookouts);
}

static void a_camera_outside_the_terrain_is_an_error(void **state)
{
    Camera cameras[2] = {bullet("C-1", 0, 20), bullet("C-17", 63.25, 5)};
    FindingList findings;
    Diag diag = {0};
    Lookout *lookouts;

    (void)state;
    little.scene.cameras.cameras = cameras;
    little.scene.cameras.count = 2;
    finding_list_init(&findings);
    assert_int_equal(lookouts_existing(&lookouts, &little.scene, &findings, &diag), ERR_INPUT);
    assert_null(lookouts);
    assert_string_equal(diag.message,
                        "cameras.csv: camera C-17 (row 7) at x 63.2, y 5.0 lies outside the "
                        "terrain, which spans x -40.5 to 40.5 and y -40.5 to 40.5: correct its "
                        "coordinates or give a terrain that holds it");
    finding_list_release(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_unknown_is_reported),
        cmocka_unit_test(models_have_their_say),
        cmocka_unit_test(a_derived_tilt_meets_the_ground),
        cmocka_unit_test(the_summary_counts),
        cmocka_unit_test(a_camera_outside_the_terrain_is_an_error),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
