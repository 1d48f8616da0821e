#include <math.h>
#include <stdint.h>

#include "planner/coverage/optics.h"
#include "tests/check.h"

static void assert_near(double got, double expected, double within)
{
    if (!(fabs(got - expected) <= within))
        fail_msg("got %.9f, expected %.9f", got, expected);
}

static Optics lens(Projection projection, double hfov_deg, double width_px, double height_px)
{
    Optics optics = {.projection = projection,
                     .hfov_deg = hfov_deg,
                     .width_px = width_px,
                     .height_px = height_px,
                     .max_range_m = 10000};

    optics.vfov_deg = optics_vfov_deg(hfov_deg, width_px, height_px);
    optics_prepare(&optics);
    return optics;
}

static Optics aimed(Optics optics, double azimuth_deg, double tilt_deg)
{
    optics.azimuth_deg = azimuth_deg;
    optics.tilt_deg = tilt_deg;
    optics_prepare(&optics);
    return optics;
}

/* Ranges on axis, from the table of the method. */
static const struct {
    double width_px, hfov_deg, px_per_m, range_m;
} ranges[] = {
    {1920, 84, 25, 42.6},  {1920, 84, 62.5, 17.1}, {1920, 84, 125, 8.5}, {1920, 84, 250, 4.3},
    {2560, 84, 25, 56.9},  {2560, 84, 62.5, 22.7}, {2560, 27, 25, 213},  {2560, 27, 62.5, 85.3},
    {2560, 27, 250, 21.3}, {3840, 54, 25, 151},    {3840, 54, 125, 30},
};

static void reaches_what_the_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        Optics optics = lens(PROJECTION_RECTILINEAR, ranges[i].hfov_deg, ranges[i].width_px,
                             ranges[i].width_px * 9 / 16);
        double reach = optics_reach_m(&optics, ranges[i].px_per_m);
        View at = optics_view(&optics, 0, reach, 0);
        assert_near(reach, ranges[i].range_m, 0.06 + ranges[i].range_m * 0.008);
        assert_int_equal(at.place, VIEW_IN);
        assert_near(at.px_per_m, ranges[i].px_per_m, 1e-9);
    }
}

/* An upright target at 1.6 m under a down-angle of at most 15 or 30 degrees must stand
 * this far from a mount of this height. */
static const struct {
    double mount_m, down_deg, distance_m;
} mounts[] = {{4, 15, 9.0}, {6, 15, 16.4}, {10, 15, 31},
              {4, 30, 4.2}, {6, 30, 7.6},  {10, 30, 14.5}};

static void looks_down_as_the_table_says(void **state)
{
    Optics optics = lens(PROJECTION_RECTILINEAR, 84, 1920, 1080);

    (void)state;
    for (size_t i = 0; i < sizeof mounts / sizeof *mounts; i++)
        assert_near(
            optics_view(&optics, 0, mounts[i].distance_m, 1.6 - mounts[i].mount_m).down_angle_deg,
            mounts[i].down_deg, 0.3);
    assert_near(optics_view(&optics, 0, 10, 10).down_angle_deg, -45, 1e-9);
    assert_near(optics_view(&optics, -10, 0, 0).bearing_deg, 270, 1e-9);
}

/* Places in the view of a camera that looks east, 20 degrees down, through 60 degrees. */
static const struct {
    const char *promise;
    double dx, dy, dz;
    ViewPlace place;
} places[] = {
    {"on the axis", 10, 0, -3.64, VIEW_IN},
    {"inside the left edge", 10, 5.7, -3.64, VIEW_IN},
    {"outside the left edge", 10, 7, -3.64, VIEW_OUTSIDE_FIELD},
    {"outside the right edge", 10, -7, -3.64, VIEW_OUTSIDE_FIELD},
    {"above", 10, 0, 1, VIEW_OUTSIDE_FIELD},
    {"below the lower edge: 20 + 18 degrees", 10, 0, -8.2, VIEW_UNDER_MOUNT},
    {"just inside it", 10, 0, -7.4, VIEW_IN},
    {"nearly under the mount", 0.1, 0, -5, VIEW_UNDER_MOUNT},
    {"just behind the mount's foot", -1, 0, -5, VIEW_UNDER_MOUNT},
    {"behind", -10, 0, -3.64, VIEW_OUTSIDE_FIELD},
    {"too far", 10001, 0, -3.64, VIEW_OUT_OF_RANGE},
};

static void tells_where_a_target_lies(void **state)
{
    Optics optics = aimed(lens(PROJECTION_RECTILINEAR, 60, 1920, 1080), 90, 20);

    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        View view = optics_view(&optics, places[i].dx, places[i].dy, places[i].dz);
        if (view.place != places[i].place)
            fail_msg("%s: got %d", places[i].promise, view.place);
        assert_true((view.place == VIEW_IN) == (view.px_per_m > 0));
    }
}

static void depth_counts_along_the_axis(void **state)
{
    Optics level = lens(PROJECTION_RECTILINEAR, 84, 1920, 1080);
    double ahead = optics_view(&level, 0, 20, 0).px_per_m;

    (void)state;
    /* Beside the axis at the same depth: as sharp, though further away. */
    assert_near(optics_view(&level, 15, 20, 0).px_per_m, ahead, 1e-9);
    assert_near(ahead, 1920 / (2 * 20 * tan(0.733038)), 1e-3);
    /* An upright target seen at 45 degrees down shows cos 45 of its height. */
    assert_near(optics_view(&(Optics){0}, 0, 0, 0).px_per_m, 0, 1e-9);
    Optics steep = aimed(level, 0, 45);
    assert_near(optics_view(&steep, 0, 10, -10).px_per_m,
                1920 / (2 * 10 * sqrt(2) * tan(0.733038)) * sqrt(0.5), 1e-2);
    /* Fewer rows than the lens would give: the vertical direction decides. */
    Optics squat = level;
    squat.height_px /= 2;
    assert_near(optics_view(&squat, 0, 20, 0).px_per_m, ahead / 2, 1e-9);
}

static void panoramas_share_out_their_pixels(void **state)
{
    Optics half = lens(PROJECTION_PANORAMIC, 180, 5120, 1440), dome;
    double px = 5120 / M_PI;

    (void)state;
    half.vfov_deg = 44;
    half = aimed(half, 90, 10);
    assert_near(optics_view(&half, 20, 0, 0).px_per_m, px / 20, 1e-9);
    assert_int_equal(optics_view(&half, 0.1, 20, 0).place, VIEW_IN);
    assert_int_equal(optics_view(&half, -0.1, 20, 0).place, VIEW_OUTSIDE_FIELD);
    assert_int_equal(optics_view(&half, 20, 0, -13).place, VIEW_UNDER_MOUNT);
    assert_int_equal(optics_view(&half, 20, 0, 5).place, VIEW_OUTSIDE_FIELD);
    assert_near(optics_reach_m(&half, 62.5), px / 62.5, 1e-9);
    dome = lens(PROJECTION_RECTILINEAR, 360, 1920, 1080);
    dome.vfov_deg = 180;
    for (int bearing = 0; bearing < 360; bearing += 30)
        assert_near(
            optics_view(&dome, 10 * sin(bearing * M_PI / 180), 10 * cos(bearing * M_PI / 180), 0)
                .px_per_m,
            1920 / (2 * M_PI * 10), 1e-6);
    assert_near(optics_vfov_deg(360, 1920, 1080), 180, 1e-9);
}

static void fisheyes_share_out_their_disc(void **state)
{
    Optics down = aimed(lens(PROJECTION_FISHEYE, 185, 4000, 3000), 0, 90);
    Optics wide = aimed(lens(PROJECTION_FISHEYE, 360, 3000, 0), 0, 90);
    double px = 3000 / (185 * M_PI / 180);

    (void)state;
    assert_near(optics_view(&down, 3, 0, -4).px_per_m, px / 5 * 0.6, 1e-9);
    assert_int_equal(optics_view(&down, 0, 0, -4).place, VIEW_IN);
    assert_int_equal(optics_view(&down, 10, 0, 0.3).place, VIEW_IN);
    assert_int_equal(optics_view(&down, 10, 0, 2).place, VIEW_OUTSIDE_FIELD);
    assert_near(optics_reach_m(&down, 25), px / 25, 1e-9);
    assert_near(optics_reach_m(&wide, 25), 3000 / M_PI / 25, 1e-9);
}

static void nothing_beyond_the_limit_is_sharp(void **state)
{
    static const Projection kinds[] = {PROJECTION_RECTILINEAR, PROJECTION_PANORAMIC,
                                       PROJECTION_FISHEYE};
    size_t sharp = 0;

    (void)state;
    for (int kind = 0; kind < 3; kind++)
        for (int tilt = -20; tilt <= 60; tilt += 20) {
            Optics optics = aimed(lens(kinds[kind], kind ? 190 : 84, 1920, 1080), 30, tilt);
            double limit = optics_limit_m(&optics, 25);
            for (int i = 0; i < 20000; i++) {
                double dx = (i % 200 - 100) * 1.3, dy = (i / 200 % 100 - 50) * 2.1;
                View view = optics_view(&optics, dx, dy, i % 7 - 5);
                if (view.px_per_m < 25)
                    continue;
                sharp++;
                assert_true(hypot(dx, dy) <= limit * (1 + 1e-9));
            }
        }
    assert_true(sharp > 1000);
}

static const struct {
    double bearing_deg, facing_deg;
    bool faces;
} facings[] = {{0, 180, true},       {0, 0, false},   {90, 270, true},      {90, 315, true},
               {90, 315.001, false}, {90, 225, true}, {90, 224.999, false}, {350, 170, true},
               {10, 145, true},      {10, 140, false}};

static void faces_within_45_degrees(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof facings / sizeof *facings; i++)
        assert_int_equal(optics_faces(facings[i].bearing_deg, facings[i].facing_deg),
                         facings[i].faces);
}

/* Bounds belong to the view: the target on the very edge, and just beyond it. */
static const struct {
    const char *promise;
    double hfov_deg, width_px, height_px, tilt_deg, dx, dy, dz;
    ViewPlace place;
    double px_per_m;
} bounds[] = {
    {"the right edge of 90 degrees", 90, 1000, 1000, 0, 10, 10, 0, VIEW_IN, 50},
    {"beyond the right edge", 90, 1000, 1000, 0, 10.00001, 10, 0, VIEW_OUTSIDE_FIELD, 0},
    {"the lower edge: at 45 degrees down the dead zone begins", 90, 1000, 1000, 0, 0, 10, -10,
     VIEW_IN, 50 * M_SQRT1_2},
    {"below it", 90, 1000, 1000, 0, 0, 10, -10.00001, VIEW_UNDER_MOUNT, 0},
    {"the upper edge, foreshortened as well", 90, 1000, 1000, 0, 0, 10, 10, VIEW_IN,
     50 * M_SQRT1_2},
    {"above it", 90, 1000, 1000, 0, 0, 10, 10.00001, VIEW_OUTSIDE_FIELD, 0},
    {"the range's end", 90, 1e6, 1e6, 0, 0, 10000, 0, VIEW_IN, 50},
    {"a corner is as sharp as the axis at that depth, but for its height", 90, 1000, 1000, 0, 10,
     10, -10, VIEW_IN, 50 * M_SQRT2 / 1.7320508075688772},
    {"uphill, on the axis: 30 degrees up", 60, 1000, 600, -30, 0, 8.660254037844386, 5, VIEW_IN,
     1000 / (20 * 0.5773502691896257) * 0.8660254037844386},
};

static void bounds_are_inclusive(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        Optics optics = aimed(lens(PROJECTION_RECTILINEAR, bounds[i].hfov_deg, bounds[i].width_px,
                                   bounds[i].height_px),
                              0, bounds[i].tilt_deg);
        View view = optics_view(&optics, bounds[i].dx, bounds[i].dy, bounds[i].dz);
        if (view.place != bounds[i].place || fabs(view.px_per_m - bounds[i].px_per_m) > 1e-6)
            fail_msg("%s: place %d, %.9f px/m", bounds[i].promise, view.place, view.px_per_m);
    }
}

/* Four sensors of 90 degrees and 2688 pixels, 45 degrees apart: at bearings -67.5, -22.5,
 * 22.5 and 67.5 from the camera's own; 225 degrees in all. */
static const struct {
    const char *promise;
    double bearing_deg;
    ViewPlace place;
    double px_per_m; /* at 20 m, level */
} fan[] = {
    {"between the middle two: 22.5 degrees off the axis of each", 0, VIEW_IN,
     2688 / (40 * 0.9238795325112867)},
    {"on the axis of one, 45 degrees off the next one's: that is sharper", 22.5, VIEW_IN,
     2688 / (40 * M_SQRT1_2)},
    {"the outermost edge", 112.5, VIEW_IN, 2688 / (40 * M_SQRT1_2)},
    {"beyond it", 113, VIEW_OUTSIDE_FIELD, 0},
    {"beyond the other", -113, VIEW_OUTSIDE_FIELD, 0},
};

static void sensors_stand_side_by_side(void **state)
{
    Optics four = lens(PROJECTION_RECTILINEAR, 90, 2688, 1520);

    (void)state;
    four.sensors = 4;
    four.sensor_step_deg = 45;
    four = aimed(four, 30, 0);
    assert_near(optics_span_deg(&four), 225, 1e-9);
    assert_false(optics_is_pinhole(&four));
    for (size_t i = 0; i < sizeof fan / sizeof *fan; i++) {
        double bearing = (30 + fan[i].bearing_deg) * M_PI / 180;
        View view = optics_view(&four, 20 * sin(bearing), 20 * cos(bearing), 0);
        if (view.place != fan[i].place || fabs(view.px_per_m - fan[i].px_per_m) > 1e-5)
            fail_msg("%s: place %d, %.9f px/m", fan[i].promise, view.place, view.px_per_m);
    }
    assert_int_equal(optics_view(&four, 1, 1, -10).place, VIEW_UNDER_MOUNT);
    four.sensor_step_deg = 90;
    assert_near(optics_span_deg(&four), 360, 1e-9);
}

/* An equidistant fisheye of 180 degrees and 3000 pixels shows 3000 / pi pixels a radian. */
static void fisheyes_agree_with_the_hand(void **state)
{
    Optics down = aimed(lens(PROJECTION_FISHEYE, 180, 4000, 3000), 0, 90);
    Optics ahead = aimed(lens(PROJECTION_FISHEYE, 180, 4000, 3000), 0, 0);
    double radian = 3000 / M_PI;

    (void)state;
    /* 3 m below and 4 m away: 5 m of slant, cos(down) = 0.8. */
    assert_near(optics_view(&down, 0, 4, -3).px_per_m, radian / 5 * 0.8, 1e-9);
    /* Straight ahead of a wall mount, and 60 degrees beside its axis: as sharp. */
    assert_near(optics_view(&ahead, 0, 10, 0).px_per_m, radian / 10, 1e-9);
    assert_near(optics_view(&ahead, 10 * 0.8660254037844386, 5, 0).px_per_m, radian / 10, 1e-9);
    assert_int_equal(optics_view(&ahead, 10, 0, 0).place, VIEW_IN);
    assert_int_equal(optics_view(&ahead, 10, -0.01, 0).place, VIEW_OUTSIDE_FIELD);
    /* Straight below nothing upright shows. */
    assert_near(optics_view(&down, 0, 0, -4).px_per_m, 0, 1e-9);
}

/* --- properties: random cameras ------------------------------------------------------ */

static double random_between(uint64_t *seed, double least, double most)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return least + (most - least) * (double)(*seed >> 11) / 9007199254740992.0;
}

/* Where a pinhole shows a point, in pixels from the centre of the image: by turning the
 * point about two axes, not by unit vectors. Returns the depth. */
static double picture(const Optics *optics, const double at[3], double pixel[2])
{
    double a = optics->azimuth_deg * M_PI / 180, t = optics->tilt_deg * M_PI / 180;
    double ahead = at[0] * sin(a) + at[1] * cos(a), right = at[0] * cos(a) - at[1] * sin(a);
    double depth = ahead * cos(t) - at[2] * sin(t), up = ahead * sin(t) + at[2] * cos(t);

    pixel[0] = right / depth * optics->width_px / 2 / tan(optics->hfov_deg * M_PI / 360);
    pixel[1] = -up / depth * optics->height_px / 2 / tan(optics->vfov_deg * M_PI / 360);
    return depth;
}

static double moved_px(const Optics *optics, const double from[3], const double by[3], double step)
{
    double a[2], b[2];

    picture(optics,
            (double[]){from[0] - by[0] * step, from[1] - by[1] * step, from[2] - by[2] * step}, a);
    picture(optics,
            (double[]){from[0] + by[0] * step, from[1] + by[1] * step, from[2] + by[2] * step}, b);
    return hypot(a[0] - b[0], a[1] - b[1]) / (2 * step);
}

static void agrees_with_the_projection_itself(void **state)
{
    uint64_t seed = 2021;
    size_t inside = 0, outside = 0, axis = 0;

    (void)state;
    for (int i = 0; i < 40000; i++) {
        Optics optics =
            aimed(lens(PROJECTION_RECTILINEAR, random_between(&seed, 2, 120),
                       random_between(&seed, 640, 4000), random_between(&seed, 480, 3000)),
                  random_between(&seed, 0, 360), random_between(&seed, -45, 89));
        double across[3] = {optics.right[0], optics.right[1], 0}, pixel[2], px_per_m, lying,
               upright;
        double at[3] = {random_between(&seed, -60, 60), random_between(&seed, -60, 60),
                        random_between(&seed, -15, 8)};
        bool on_axis = i % 4 == 0;
        for (int k = 0; k < 3 && on_axis; k++)
            at[k] = optics.forward[k] * (5 + i % 50);
        double depth = picture(&optics, at, pixel);
        bool in_view = depth > 0 && fabs(pixel[0]) <= optics.width_px / 2 &&
                       fabs(pixel[1]) <= optics.height_px / 2;
        ViewPlace place = optics_place(&optics, at[0], at[1], at[2], &px_per_m);
        /* Within rounding of the edge either answer will do. */
        if (depth > 0 && fmin(fabs(fabs(pixel[0]) - optics.width_px / 2),
                              fabs(fabs(pixel[1]) - optics.height_px / 2)) < 1e-4)
            continue;
        assert_int_equal(place == VIEW_IN, in_view);
        outside += !in_view;
        if (!in_view)
            continue;
        inside++;
        lying = moved_px(&optics, at, across, 1e-4);
        upright = moved_px(&optics, at, (double[]){0, 0, 1}, 1e-4);
        /* Never sharper than the picture is, and exactly as sharp on the axis. */
        assert_true(px_per_m <= fmin(lying, upright) * (1 + 1e-6));
        if (on_axis) {
            assert_near(px_per_m / fmin(lying, upright), 1, 1e-5);
            axis++;
        }
    }
    assert_true(inside > 5000 && outside > 5000 && axis > 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reaches_what_the_table_says),
        cmocka_unit_test(looks_down_as_the_table_says),
        cmocka_unit_test(tells_where_a_target_lies),
        cmocka_unit_test(depth_counts_along_the_axis),
        cmocka_unit_test(panoramas_share_out_their_pixels),
        cmocka_unit_test(fisheyes_share_out_their_disc),
        cmocka_unit_test(nothing_beyond_the_limit_is_sharp),
        cmocka_unit_test(faces_within_45_degrees),
        cmocka_unit_test(bounds_are_inclusive),
        cmocka_unit_test(sensors_stand_side_by_side),
        cmocka_unit_test(fisheyes_agree_with_the_hand),
        cmocka_unit_test(agrees_with_the_projection_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
