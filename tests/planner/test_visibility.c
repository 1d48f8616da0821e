/* How far one sees at night and in fog. */
#include <math.h>

#include "planner/coverage/visibility.h"
#include "tests/check.h"

static const struct {
    const char *promise;
    ProjectConditions conditions; /* night, lit, visibility, contrast, thermal factor */
    bool thermal;
    double light_m;
    double range_m, unlit_m, lit_m; /* caps: of all, and of places that are not lit, or are */
} cases[] = {
    {"a clear day caps nothing", {false, false, 0, 0.05, 1}, false, NAN, 1000, INFINITY, INFINITY},
    {"by night its own light reaches so far",
     {true, false, 0, 0.05, 1},
     false,
     80,
     1000,
     80,
     INFINITY},
    {"without one it sees lit places alone",
     {true, false, 0, 0.05, 1},
     false,
     NAN,
     1000,
     0,
     INFINITY},
    {"a project may say that all is lit",
     {true, true, 0, 0.05, 1},
     false,
     NAN,
     1000,
     INFINITY,
     INFINITY},
    {"heat needs no light", {true, false, 0, 0.05, 1}, true, NAN, 1000, INFINITY, INFINITY},
    {"fog: 5 % of the contrast are left at the visibility",
     {false, false, 300, 0.05, 1},
     false,
     NAN,
     300,
     INFINITY,
     INFINITY},
    /* ln(0.2) / ln(0.05) = 0.537244 */
    {"a picture that needs 20 %",
     {false, false, 300, 0.2, 1},
     false,
     NAN,
     161.173072,
     INFINITY,
     INFINITY},
    /* ln(0.02) / ln(0.05) = 1.305865 */
    {"or 2 %", {false, false, 300, 0.02, 1}, false, NAN, 391.759608, INFINITY, INFINITY},
    {"thermal cameras are hindered alike",
     {false, false, 300, 0.05, 1},
     true,
     NAN,
     300,
     INFINITY,
     INFINITY},
    {"unless the project knows better",
     {false, false, 300, 0.05, 3},
     true,
     NAN,
     900,
     INFINITY,
     INFINITY},
    {"which does not help the others",
     {false, false, 300, 0.05, 3},
     false,
     NAN,
     300,
     INFINITY,
     INFINITY},
    {"both at once", {true, false, 50, 0.05, 1}, false, 80, 50, 80, INFINITY},
    {"light fog caps less than the search",
     {false, false, 20000, 0.05, 1},
     false,
     NAN,
     1000,
     INFINITY,
     INFINITY},
};

static void caps_are_as_the_conditions_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Optics optics = {.max_range_m = 1000, .thermal = cases[i].thermal};
        double unlit = cases[i].unlit_m, beyond;
        visibility_apply(&optics, &cases[i].conditions, cases[i].light_m);
        if (fabs(optics.max_range_m - cases[i].range_m) > 1e-5)
            fail_msg("%s: %.9f m", cases[i].promise, optics.max_range_m);
        beyond = isinf(unlit) ? 1e6 : unlit;
        if (!optics_lit_enough(&optics, beyond, false) ||
            (!isinf(unlit) && optics_lit_enough(&optics, beyond + 0.001, false)))
            fail_msg("%s: unlit at %g m", cases[i].promise, beyond);
        assert_true(optics_lit_enough(&optics, fmin(cases[i].lit_m, 1e6), true));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(caps_are_as_the_conditions_say)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
