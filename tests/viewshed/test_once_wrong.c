/* Eyes for which the engine was wrong once, or might be: test_exact prints new ones as lines of
 * this table. */
#include "tests/check.h"
#include "tests/viewshed/trial.h"

static const TrialEye once_wrong[] = {
    /* A line between a sample and the next row's hole, 1e-12 of a cell off the sample's row. */
    {TERRAIN_STRIPES,
     1020,
     145,
     74,
     false,
     {0.13, false, false},
     {95.000000099999994, 59.000000000001002, -21.808649837375619, 33.174106865939933, 1.7, 45.0,
      298.1303262921557, false, 0.0, 0.0}},
    /* Its neighbour seen from below, 1e-12 off the row of both. */
    {TERRAIN_CITY,
     1031,
     59,
     47,
     false,
     {0.13, false, false},
     {52.995901803939141, 32.999999999998998, -18.309383841949774, 59.670463102822602, 0.0, 90.0,
      360.0, false, 0.0, 0.0}},
    /* A cell outside the window by 3e-8 degrees. */
    {TERRAIN_STRIPES,
     1000014,
     144,
     125,
     true,
     {0.13, false, false},
     {140.00000000093132, 0.0, -13.184310911769671, 14.0, 42.520546723997732, 360.0, 270.0, false,
      0.0, 0.0}},
    /* Lines that leave the raster though all of it has data: an eye beyond its samples. */
    {TERRAIN_CITY,
     1006,
     158,
     103,
     false,
     {0.13, true, true},
     {-0.5, 91.999999900000006, 10.198175304596912, 13.0, 1.7, 0.0, 360.0, false, 0.0, 0.0}},
    /* Hidden by the next cell, 1e-12 off a row. */
    {TERRAIN_CLIFFS,
     10,
     7,
     5,
     true,
     {0.13, true, true},
     {1.939010268870349, 0.99999999999900002, 40.748202885724361, 6.7171551277290682, 1.7,
      -176.54023148004626, 285.5315531656841, false, 0.0, 0.0}},
    /* A line crossed beside a strip was asked by the strip's own segment, drawn out beyond its end.
     */
    {TERRAIN_SHEER,
     0,
     23,
     7,
     false,
     {0.13, true, false},
     {0.0, 5.0000099999999996, 9000.0010000000002, 0.52000219205825804, 0.001, 0.0, 360.0, false,
      0.0, 0.0}},
    /* Level with the datum, nothing has a size to err by: a surface at its target is no roof. */
    {TERRAIN_SEA,
     0,
     40,
     40,
     true,
     {0.13, true, false},
     {20.25, 19.5, 0.0, 18.0, 0.0, 0.0, 360.0, false, 0.0, 0.0}},
    /* A float beyond a sample knew nothing of the spike on its other side. */
    {TERRAIN_NEEDLES,
     0,
     600,
     600,
     false,
     {0.13, true, false},
     {112.99999, 110.0001, 0.056284635378395231, 1200.0, 0.0, 0.0, 360.0, false, 0.0, 0.0}},
};

static void is_right_now(void **state)
{
    Tally all = {0};

    (void)state;
    for (size_t i = 0; i < sizeof once_wrong / sizeof *once_wrong; i++) {
        Tally tally = {0};
        trial_run_eye(&once_wrong[i], &tally, stderr);
        tally_add(&all, &tally);
    }
    assert_true(all.cells > 1000);
    assert_true(all.differences == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_right_now),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
