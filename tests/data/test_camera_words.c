/* What inventories write in words: types, tilts, directions, sizes. */
#include "tests/data/inventory.h"

static void an_assumed_type_is_a_type(void **state)
{
    static const struct {
        const char *promise, *inventory, *type, *words; /* NULL: a type */
    } rows[] = {
        {"as the inventory writes it", "x,y,type\n98.5,25,Old Eye\n", "old eye", NULL},
        {"as the word for that", "x,y,type\n98.5,25,半球\n", "dome", NULL},
        {"a known word that no camera has", "x,y,type\n98.5,25,bullet\n", "dome", NULL},
        {"every type", "x,y,type\n98.5,25,bullet\n", "*", NULL},
        {"a slip", "x,y,type\n98.5,25,bullet\n", "domme",
         "p.yaml:9:13: cameras.assume: no camera of |is of the type 'domme'; did you mean 'dome'?"},
        {"a slip in the inventory's own word", "x,y,type\n98.5,25,Old Eye\n", "Old Eyes",
         "did you mean 'Old Eye'?"},
        {"nothing like it", "x,y,type\n98.5,25,b\n98.5,25,q\n98.5,25,b\n", "something",
         "one of its types: b, q"},
        {"an inventory without types", "x,y\n98.5,25\n", "something", "it says no types"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ProjectCameras as = table(rows[i].inventory, CAMERAS_FIELDS);
        ProjectAssume assume = {rows[i].type, 360, NAN, 3, NAN, NAN, NAN, NAN, "p.yaml:9:13"};
        as.assume = &assume;
        as.assume_count = 1;
        Read read = read_as(&as, NULL);
        char words[200] = "";
        if (read.status != (rows[i].words ? ERR_INPUT : OK))
            fail_msg("%s: %s", rows[i].promise, read.diag.message);
        snprintf(words, sizeof words, "%s", rows[i].words ? rows[i].words : "");
        for (char *rest = words, *word; (word = strtok_r(rest, "|", &rest));)
            if (!strstr(read.diag.message, word))
                fail_msg("%s: no \"%s\" in: %s", rows[i].promise, word, read.diag.message);
        arena_free(read.arena);
    }
}

static void test_words(void **state)
{
    static const struct {
        const char *promise, *text, *words[3];
    } cases[] = {
        {"duplicate ids name both rows",
         "id,x,y\na,98.5,25\nb,98.5,25\na,98.5,25\n",
         {"the camera id a", "line 2", "line 4"}},
        {"20-digit ids are never cut to be equal",
         "id,x,y\n53058100001310000001,98.5,25\n53058100001310000002,98.5,25\n",
         {NULL}},
        {"a bad number names row and column",
         "id,x,y,height_m\na,98.5,25,tall\n",
         {"line 2", "height_m", "\"tall\""}},
        {"a bad azimuth too",
         "id,x,y,azimuth_deg\na,98.5,25,left\n",
         {"line 2", "azimuth_deg", "clockwise"}},
        {"a field of view of 400 degrees is refused",
         "id,x,y,hfov_deg\na,98.5,25,400\n",
         {"line 2", "hfov_deg", "360"}},
        {"a missing coordinate column lists those there are",
         "id,lon,lat\na,98.5,25\n",
         {"no column x", "id, lon, lat", NULL}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ProjectCameras as = table(cases[i].text, CAMERAS_FIELDS);
        Read read = read_as(&as, NULL);
        if (read.status != (cases[i].words[0] ? ERR_INPUT : OK))
            fail_msg("%s: %d %s", cases[i].promise, (int)read.status, read.diag.message);
        for (int w = 0; w < 3 && cases[i].words[w]; w++)
            if (!strstr(read.diag.message, cases[i].words[w]))
                fail_msg("%s: no \"%s\" in: %s", cases[i].promise, cases[i].words[w],
                         read.diag.message);
        arena_free(read.arena);
    }
}

static void test_directions(void **state)
{
    static const struct {
        const char *text;
        bool code, read;
        double azimuth_deg, span_deg;
    } cases[] = {
        {"90", false, true, 90, NAN},     {"-90", false, true, 270, NAN},
        {"360", false, true, 0, NAN},     {"NE", false, true, 45, NAN},
        {"nnw", false, true, 337.5, NAN}, {"90-270", false, true, 180, 180},
        {"270-90", false, true, 0, 180},  {"350 - 10", false, true, 0, 20},
        {"0-360", false, true, 180, 360}, {"45°", false, true, 45, NAN},
        {"90;270", false, false, 0, 0},   {"north", false, false, 0, 0},
        {"", false, false, 0, 0},         {"10-10", false, false, 0, 0},
        {"1", true, true, 90, NAN},       {"2", true, true, 270, NAN},
        {"3", true, true, 180, NAN},      {"4", true, true, 0, NAN},
        {"5", true, true, 135, NAN},      {"6", true, true, 45, NAN},
        {"7", true, true, 225, NAN},      {"8", true, true, 315, NAN},
        {"9", true, true, 0, 360},        {"西北", true, true, 315, NAN},
        {"123", true, true, 123, NAN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double azimuth = -1, span = -1;
        bool read = cases[i].code ? camera_profile_code_direction(cases[i].text, &azimuth, &span)
                                  : camera_profile_direction(cases[i].text, &azimuth, &span);
        if (read != cases[i].read)
            fail_msg("%s: %s", cases[i].text, read ? "read" : "not read");
        if (read &&
            (!near(azimuth, cases[i].azimuth_deg, 1e-9) || !near(span, cases[i].span_deg, 1e-9)))
            fail_msg("%s: %g %g", cases[i].text, azimuth, span);
    }
}

static void test_sizes(void **state)
{
    double a = 0, b = 0;

    (void)state;
    assert_true(camera_profile_pixels("1920*1080", &a, &b) && a == 1920 && b == 1080);
    assert_true(camera_profile_pixels("2688×1520", &a, &b) && a == 2688 && b == 1520);
    assert_true(camera_profile_pixels("1280 x 720", &a, &b) && a == 1280 && b == 720);
    assert_true(camera_profile_pixels("1080p", &a, &b) && a == 1920);
    assert_false(camera_profile_pixels("6", &a, &b));
    assert_true(camera_profile_metres("6.5米", &a) && a == 6.5);
    assert_true(camera_profile_metres("6 m", &a) && a == 6);
    assert_false(camera_profile_metres("6 ft", &a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_assumed_type_is_a_type),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_directions),
        cmocka_unit_test(test_sizes),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
