#include <math.h>

#include "data/camera_model.h"
#include "data/shipped.h"
#include "tests/data/vector.h"

#define HEAD "camplan_catalogue: 1\nmodels:\n"
#define MODEL "id: m, class: fixed, projection: rectilinear, width_px: 1920, height_px: 1080"

static void test_words(void **state)
{
    static const struct {
        const char *promise, *text, *words[2];
    } cases[] = {
        {"the least model reads", HEAD "  - {" MODEL ", hfov_deg: 84}\n", {NULL}},
        {"its first line is wanted", "models: []\n", {"camplan_catalogue: 1", NULL}},
        {"an unknown key is named",
         HEAD "  - {" MODEL ", hfov_deg: 84, widht_px: 3}\n",
         {"widht_px", "width_px"}},
        {"a field of view must be there", HEAD "  - {" MODEL "}\n", {"hfov_deg", "model m"}},
        {"a zoom has two ends",
         HEAD "  - {" MODEL ", hfov_deg: [84]}\n",
         {"hfov_deg", "[wide, tele]"}},
        {"from the widest on", HEAD "  - {" MODEL ", hfov_deg: [3, 60]}\n", {"widest", NULL}},
        {"a rectilinear lens sees less than half around",
         HEAD "  - {" MODEL ", hfov_deg: 200}\n",
         {"rectilinear", "panoramic"}},
        {"a class is one of seven",
         HEAD "  - {id: m, class: dome, projection: rectilinear, hfov_deg: 84}\n",
         {"class", "varifocal"}},
        {"a cost is not negative",
         HEAD "  - {" MODEL ", hfov_deg: 84, cost: {value: -1, currency: CNY}}\n",
         {"value must not be negative", "models.yaml:3:"}},
        {"a zoom has a vertical field at both ends",
         HEAD "  - {" MODEL ", hfov_deg: [60, 3], vfov_deg: 36}\n",
         {"vfov_deg must be [wide, tele] too", "model m"}},
        {"from the widest on, rows too",
         HEAD "  - {" MODEL ", hfov_deg: [60, 3], vfov_deg: [2, 36]}\n",
         {"vfov_deg runs from the widest", NULL}},
        {"what is planned has pixels",
         HEAD "  - {id: m, class: fixed, projection: rectilinear, hfov_deg: 84, plan: true}\n",
         {"plan: true needs width_px", "models.yaml:3:"}},
        {"sensors are a multi's",
         HEAD "  - {" MODEL ", hfov_deg: 84, sensors: 4}\n",
         {"class: multi", "stitches"}},
        {"and not too many",
         HEAD "  - {id: m, class: multi, projection: rectilinear, hfov_deg: 84, sensors: 40}\n",
         {"sensors must be from 1 to 16", NULL}},
        {"only a PTZ turns",
         HEAD "  - {" MODEL ", hfov_deg: 84, pan_range_deg: 180}\n",
         {"class: ptz", "pan_range_deg"}},
        {"tilt runs downwards",
         HEAD "  - {id: m, class: ptz, projection: rectilinear, hfov_deg: [60, 3], "
              "tilt_range_deg: [90, -10]}\n",
         {"highest to the lowest", "models.yaml:3:"}},
        {"a tilt range has two ends",
         HEAD "  - {id: m, class: ptz, projection: rectilinear, hfov_deg: [60, 3], "
              "tilt_range_deg: 90}\n",
         {"[highest, lowest]", NULL}},
        {"ids differ",
         HEAD "  - {" MODEL ", hfov_deg: 84}\n  - {" MODEL ", hfov_deg: 84}\n",
         {"m stands twice", "models.yaml:4:"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Catalogue *catalogue = NULL;
        Diag diag = {0};
        Status status =
            catalogue_read(&catalogue, vector_text("models.yaml", cases[i].text), &diag);
        if (status != (cases[i].words[0] ? ERR_INPUT : OK))
            fail_msg("%s: %d %s", cases[i].promise, (int)status, diag.message);
        for (int w = 0; w < 2 && cases[i].words[w]; w++)
            if (!strstr(diag.message, cases[i].words[w]))
                fail_msg("%s: no \"%s\" in: %s", cases[i].promise, cases[i].words[w], diag.message);
        catalogue_free(catalogue);
    }
}

static void test_shipped_catalogue(void **state)
{
    char *path = shipped_path("data/catalogue.yaml");
    Catalogue *catalogue = NULL;
    Diag diag = {0};
    const CameraModel *models = NULL;
    size_t count, real = 0, planned = 0, classes[7] = {0};

    (void)state;
    if (catalogue_read(&catalogue, path, &diag) != OK)
        fail_msg("%s", diag.message);
    count = catalogue_models(catalogue, &models);
    for (size_t i = 0; i < count; i++) {
        real += !models[i].generic;
        planned += models[i].plan;
        classes[models[i].class]++;
        assert_non_null(models[i].source);
        assert_true(models[i].cost > 0);
        assert_ptr_equal(catalogue_find(catalogue, models[i].id), &models[i]);
    }
    assert_true(real >= 20);
    assert_true(planned > 0);
    assert_true(classes[MODEL_FIXED] && classes[MODEL_VARIFOCAL] && classes[MODEL_PTZ] &&
                classes[MODEL_PANORAMIC] && classes[MODEL_THERMAL]);
    assert_null(catalogue_find(catalogue, "no such model"));
    assert_string_equal(model_class_name(MODEL_PTZ), "ptz");
    catalogue_free(catalogue);
    free(path);
}

static void test_values(void **state)
{
    Catalogue *catalogue = NULL;
    Diag diag = {0};
    const CameraModel *model;

    (void)state;
    vector_text("models.yaml",
                HEAD "  - {id: z, maker: M, model: Z, class: ptz, projection: rectilinear, "
                     "width_px: 1920, height_px: 1080, hfov_deg: [60, 3], vfov_deg: [36, 2], "
                     "vfov_basis: computed, focal_mm: [5, 100], ir_range_m: null, plan: true, "
                     "cost: {value: 900, currency: CNY, indicative: true, basis: ours}}\n");
    assert_int_equal(catalogue_read(&catalogue, scratch_path("models.yaml"), &diag), OK);
    model = catalogue_find(catalogue, "z");
    assert_true(model->sensors == 1 && isnan(model->sensor_step_deg));
    assert_true(isnan(model->pan_range_deg) && isnan(model->tilt_highest_deg));
    assert_true(model->hfov_wide_deg == 60 && model->hfov_tele_deg == 3);
    assert_true(model->vfov_tele_deg == 2 && model->vfov_computed);
    assert_true(model->focal_tele_mm == 100 && isnan(model->ir_range_m));
    assert_true(model->cost == 900 && model->plan && !model->generic);
    assert_string_equal(model->cost_basis, "ours");
    catalogue_free(catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_shipped_catalogue),
        cmocka_unit_test(test_values),
    };

    return scratch_run(tests);
}
