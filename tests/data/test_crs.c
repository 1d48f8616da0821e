#include <math.h>
#include <string.h>

#include "data/crs.h"
#include "tests/check.h"

static Crs *open_crs(const char *definition)
{
    Diag diag = {0};
    Crs *crs = NULL;

    if (crs_open(&crs, definition, "a test", &diag) != OK)
        fail_msg("%s", diag.message);
    return crs;
}

/* Of regulation notes: 98.5E 25.0N is E 449524.54, N 2766147.25 in EPSG:4542. */
static void test_axis_order_is_east_north(void **state)
{
    Crs *from = open_crs("EPSG:4490"), *to = open_crs("EPSG:4542");
    CrsTransform *transform = NULL;
    Diag diag = {0};
    double x = 98.5, y = 25;

    (void)state;
    assert_int_equal(crs_transform_open(&transform, from, to, "a test", &diag), OK);
    assert_int_equal(crs_transform(transform, &x, &y, 1, &diag), OK);
    assert_true(fabs(x - 449524.54) < 0.01);
    assert_true(fabs(y - 2766147.25) < 0.01);
    crs_transform_close(transform);
    crs_close(from);
    crs_close(to);
}

static void test_convergence(void **state)
{
    static const struct {
        const char *promise, *crs;
        double lon, lat, expected_deg;
    } cases[] = {
        {"on the central meridian there is none", "EPSG:4542", 99, 25, 0},
        /* dL sin(lat): west of the meridian grid north lies west of true north. */
        {"west of it, grid north lies west of true north", "EPSG:4542", 98.5, 25, -0.2113},
        {"at the county's west edge", "EPSG:4542", 98.1, 25.2, -0.3832},
        {"east of it, east", "EPSG:4542", 99.5, 25, 0.2113},
        {"in UTM too", "EPSG:32635", 24.94, 60.17, -1.7871},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Crs *crs = open_crs(cases[i].crs), *geographic = open_crs("EPSG:4326");
        CrsTransform *transform = NULL;
        Diag diag = {0};
        double x = cases[i].lon, y = cases[i].lat, lon, lat, convergence;
        assert_int_equal(crs_transform_open(&transform, geographic, crs, "a test", &diag), OK);
        assert_int_equal(crs_transform(transform, &x, &y, 1, &diag), OK);
        assert_int_equal(crs_geographic(crs, x, y, &lon, &lat, &convergence, &diag), OK);
        if (fabs(convergence - cases[i].expected_deg) > 5e-4)
            fail_msg("%s: %.5f", cases[i].promise, convergence);
        assert_true(fabs(lon - cases[i].lon) < 1e-8 && fabs(lat - cases[i].lat) < 1e-8);
        crs_transform_close(transform);
        crs_close(crs);
        crs_close(geographic);
    }
}

static void test_ballpark_is_refused(void **state)
{
    static const struct {
        const char *promise, *from, *to;
        Status expected;
        const char *words;
    } cases[] = {
        {"WGS 84 to CGCS2000 is accepted", "EPSG:4326", "EPSG:4542", OK, NULL},
        {"CGCS2000 to UTM on WGS 84 too", "EPSG:4490", "EPSG:32647", OK, NULL},
        {"Xian 80 is refused by name", "EPSG:4610", "EPSG:4542", ERR_INPUT, "Xian 1980"},
        {"Beijing 54 is refused by name", "EPSG:4214", "EPSG:4542", ERR_INPUT, "Beijing 1954"},
        {"and its grid", "EPSG:2415", "EPSG:4542", ERR_INPUT, "Beijing 1954"},
        {"published parameters are used", "EPSG:4230", "EPSG:32635", OK, NULL},
        {"the same datum is no question", "EPSG:4610", "EPSG:2381", OK, NULL},
        {"parameters supplied are used", "+proj=longlat +ellps=krass +towgs84=15.8,-154.4,-82.3",
         "EPSG:32647", OK, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Crs *from = open_crs(cases[i].from), *to = open_crs(cases[i].to);
        CrsTransform *transform = NULL;
        Diag diag = {0};
        Status status = crs_transform_open(&transform, from, to, "layer old", &diag);
        if (status != cases[i].expected)
            fail_msg("%s: %s", cases[i].promise, diag.message);
        if (cases[i].words) {
            assert_non_null(strstr(diag.message, cases[i].words));
            assert_non_null(strstr(diag.message, "layer old"));
            assert_non_null(strstr(diag.message, "ballpark"));
        }
        crs_transform_close(transform);
        crs_close(from);
        crs_close(to);
    }
}

static void test_project_crs(void **state)
{
    static const struct {
        const char *promise, *crs;
        Status expected;
        const char *words;
    } cases[] = {
        {"projected metres are fine", "EPSG:4542", OK, NULL},
        {"a compound CRS loses its heights", "EPSG:4542+5737", OK, NULL},
        {"degrees are refused", "EPSG:4326", ERR_INPUT, "geographic"},
        {"feet are refused", "EPSG:2227", ERR_INPUT, "not projected in metres"},
        {"earth-centred is refused", "EPSG:4978", ERR_INPUT, "not projected in metres"},
        {"nonsense is refused", "EPSG:99999999", ERR_INPUT, "is not known"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Crs *crs = NULL;
        Diag diag = {0};
        Status status = crs_open_project(&crs, cases[i].crs, "p.yaml:4", &diag);
        if (status != cases[i].expected)
            fail_msg("%s: %s", cases[i].promise, diag.message);
        if (cases[i].words &&
            (!strstr(diag.message, cases[i].words) || !strstr(diag.message, "p.yaml:4")))
            fail_msg("%s: %s", cases[i].promise, diag.message);
        crs_close(crs);
    }
}

static void test_names(void **state)
{
    Crs *crs = open_crs("EPSG:4542"), *own = open_crs("+proj=utm +zone=47 +ellps=krass");

    (void)state;
    assert_string_equal(crs_code(crs), "EPSG:4542");
    assert_non_null(strstr(crs_name(crs), "CM 99E"));
    assert_non_null(strstr(crs_wkt(crs), "China_2000"));
    assert_string_equal(crs_code(own), "");
    crs_close(crs);
    crs_close(own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_axis_order_is_east_north),
        cmocka_unit_test(test_convergence),
        cmocka_unit_test(test_ballpark_is_refused),
        cmocka_unit_test(test_project_crs),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
