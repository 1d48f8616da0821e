/* Runs the files of tests/fixtures/coverage: scenes that a planner can read.
 *
 *   scene    wall x=10 from y=-5 to y=5 height 3      (or wall y=.. from x=.. to x=..)
 *   scene    building|canopy|hill X1,Y1 to X2,Y2 height H
 *   scene    hole X1,Y1 to X2,Y2
 *   scene    slope east|north RISE                    metres a metre, from x or y = 0
 *   require  px 25 target 1.7 down 90 cameras 1 [facing A] [lit] [thermal CYCLES on METRES]
 *   camera   at X,Y height H azimuth A hfov F [vfov V] [tilt T] [range R] [px W,H] [roof] [offline]
 *            [sensors N step S] [thermal] [night LIGHT_RANGE] [fog VISIBILITY]
 *   expect   covered|seen X,Y
 *   expect   hidden X,Y [by building]
 *   expect   uncovered X,Y because CAUSE
 *   expect   moved METRES | stuck                     of the last camera
 *
 * Cells of 1 m with centres on whole metres, ground 0, a target asked for on each.
 * "seen" is sight alone, whatever the lens; "covered" is all of it.
 */
#include <glob.h>
#include <stdio.h>

#include "base/progress.h"
#include "planner/coverage/coverage.h"
#include "planner/coverage/visibility.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

enum { MOST_CAMERAS = 16, HALF_M = 100 };

typedef struct {
    LittleScene little;
    Zone *zone;
    Lookout lookouts[MOST_CAMERAS];
    size_t count;
    Demand *demand; /* made at the first expectation */
    Coverage *coverage;
} Story;

/* The number after ` word`, or `otherwise`. */
static double after(const char *line, const char *word, double otherwise)
{
    const char *at = strstr(line, word);
    double value;

    return at && sscanf(at + strlen(word), "%lf", &value) == 1 ? value : otherwise;
}

static bool read_scene(Story *story, const char *line)
{
    static const struct {
        const char *word;
        Obstacle kind;
    } kinds[] = {{"building", OBSTACLE_BUILDING},
                 {"canopy", OBSTACLE_CANOPY},
                 {"hill", OBSTACLE_TERRAIN},
                 {"hole", OBSTACLE_TERRAIN}};
    Surface *surface = &story->little.scene.surfaces[USE_STREET];
    double at, from, to, rise, height = after(line, " height ", NAN);
    Box box;

    if (sscanf(line, "wall x=%lf from y=%lf to y=%lf", &at, &from, &to) == 3) {
        little_scene_raise(&story->little, (Box){at, from, at, to}, height, OBSTACLE_BUILDING);
        return !isnan(height);
    }
    if (sscanf(line, "wall y=%lf from x=%lf to x=%lf", &at, &from, &to) == 3) {
        little_scene_raise(&story->little, (Box){from, at, to, at}, height, OBSTACLE_BUILDING);
        return !isnan(height);
    }
    bool east = sscanf(line, "slope east %lf", &rise) == 1;
    if (east || sscanf(line, "slope north %lf", &rise) == 1) {
        for (size_t i = 0; i < grid_cells(&surface->grid); i++) {
            int column = (int)(i % (size_t)surface->grid.width);
            int row = (int)(i / (size_t)surface->grid.width);
            double along = east ? grid_x(&surface->grid, column) : grid_y(&surface->grid, row);
            surface->ground[i] += (float)(rise * along);
            surface->top[i] += (float)(rise * along);
        }
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(line, kinds[i].word, strlen(kinds[i].word)) == 0 &&
            sscanf(line + strlen(kinds[i].word), " %lf,%lf to %lf,%lf", &box.min_x, &box.min_y,
                   &box.max_x, &box.max_y) == 4) {
            little_scene_raise(&story->little, box, height, kinds[i].kind);
            return isnan(height) == (strcmp(kinds[i].word, "hole") == 0);
        }
    return false;
}

static bool read_camera(Story *story, const char *line)
{
    double x, y, height, azimuth, hfov, wide, high;
    const char *px = strstr(line, " px ");
    ProjectConditions conditions = {.least_contrast = 0.05, .thermal_fog_factor = 1};
    Optics optics;
    Lookout *lookout = &story->lookouts[story->count++];

    if (sscanf(line, "at %lf,%lf height %lf azimuth %lf hfov %lf", &x, &y, &height, &azimuth,
               &hfov) != 5)
        return false;
    optics = little_optics(azimuth, after(line, " tilt ", 10), hfov);
    if (px && sscanf(px, " px %lf,%lf", &wide, &high) == 2) {
        optics.width_px = wide;
        optics.height_px = high;
        optics.vfov_deg = optics_vfov_deg(hfov, wide, high);
    }
    optics.vfov_deg = after(line, " vfov ", optics.vfov_deg);
    optics.max_range_m = after(line, " range ", optics.max_range_m);
    optics.sensors = (int)after(line, " sensors ", 1);
    optics.sensor_step_deg = after(line, " step ", 0);
    optics.thermal = strstr(line, " thermal");
    optics_prepare(&optics);
    conditions.night = strstr(line, " night ");
    conditions.visibility_m = after(line, " fog ", 0);
    visibility_apply(&optics, &conditions, after(line, " night ", NAN));
    lookout->optics = optics;
    lookout->eye = lookout->long_eye =
        sight_eye(&story->little.scene.surfaces[USE_STREET], x, y, height, strstr(line, " roof"));
    lookout->blind = strstr(line, " offline");
    lookout->blind_cause = CAUSE_OFFLINE;
    return true;
}

static bool read_requirement(Story *story, const char *line)
{
    Requirement *wants = &story->zone->requirement;
    char padded[256];

    snprintf(padded, sizeof padded, " %s", line);
    wants->px_per_m = after(padded, " px ", wants->px_per_m);
    wants->target_height_m = after(padded, " target ", wants->target_height_m);
    wants->max_down_angle_deg = after(padded, " down ", wants->max_down_angle_deg);
    wants->k = (int)after(padded, " cameras ", wants->k);
    story->zone->facing_deg = after(padded, " facing ", NAN);
    wants->facing = !isnan(story->zone->facing_deg);
    wants->lit = strstr(padded, " lit");
    wants->thermal_ok = strstr(padded, " thermal ");
    wants->thermal.cycles = after(padded, " thermal ", 1);
    wants->thermal.critical_m = after(padded, " on ", 0.75);
    return true;
}

static void compute(Story *story)
{
    Diag diag = {0};

    if (story->coverage)
        return;
    assert_int_equal(
        demand_build(&story->demand, &story->little.scene, &story->little.zones, &diag), OK);
    assert_int_equal(coverage_compute(&story->coverage, story->demand, story->lookouts,
                                      story->count, "coverage", &diag),
                     OK);
}

/* Does any camera see the place, whatever its lens? Else what hides it from the last. */
static Sight sight_of(const Story *story, double x, double y)
{
    const Surface *surface = &story->little.scene.surfaces[USE_STREET];
    SightRules rules = sight_rules_default();
    Sight sight = {0};

    for (size_t i = 0; i < story->count && !sight.visible; i++)
        sight = sight_to_cell(surface, &rules, story->lookouts[i].eye.at,
                              grid_column(&surface->grid, x), grid_row(&surface->grid, y),
                              story->zone->requirement.target_height_m);
    return sight;
}

static bool expect_sight(const Story *story, const char *line, double x, double y)
{
    static const char *const kinds[] = {"terrain", "building", "canopy", "other"};
    Sight sight = sight_of(story, x, y);
    const char *by = strstr(line, " by ");

    if (strncmp(line, "seen", 4) == 0)
        return sight.visible;
    return !sight.visible && (!by || strcmp(by + 4, kinds[sight.by]) == 0);
}

static bool expect_coverage(const Story *story, const char *line, double x, double y)
{
    uint32_t cell = little_cell(story->demand, 0, x, y);
    const char *because = strstr(line, " because ");
    Cause cause;

    if (cell == UINT32_MAX)
        return false;
    cause = (Cause)story->coverage->cause[cell];
    if (strncmp(line, "covered", 7) == 0)
        return cause == CAUSE_COVERED;
    if (because && strcmp(because + 9, cause_name(cause)) != 0)
        print_message("    the cause is: %s\n", cause_name(cause));
    return cause != CAUSE_COVERED && because && strcmp(because + 9, cause_name(cause)) == 0;
}

static bool expect(Story *story, const char *line)
{
    double x, y;
    const Eye *eye = &story->lookouts[story->count ? story->count - 1 : 0].eye;

    compute(story);
    if (strcmp(line, "stuck") == 0)
        return eye->stuck;
    if (sscanf(line, "moved %lf", &x) == 1)
        return fabs(eye->moved_m - x) < 1e-6;
    if (sscanf(line, "%*s %lf,%lf", &x, &y) != 2)
        return false;
    if (strncmp(line, "seen ", 5) == 0 || strncmp(line, "hidden ", 7) == 0)
        return expect_sight(story, line, x, y);
    return (strncmp(line, "covered ", 8) == 0 || strncmp(line, "uncovered ", 10) == 0) &&
           expect_coverage(story, line, x, y);
}

static bool run_line(Story *story, char *line)
{
    char *rest = line + strcspn(line, " ");
    size_t length = (size_t)(rest - line);

    rest += strspn(rest, " ");
    if (*line == '#' || *line == '\0')
        return true;
    if (length == 5 && strncmp(line, "scene", 5) == 0)
        return read_scene(story, rest);
    if (length == 6 && strncmp(line, "camera", 6) == 0)
        return story->count < MOST_CAMERAS && read_camera(story, rest);
    if (length == 7 && strncmp(line, "require", 7) == 0)
        return read_requirement(story, rest);
    return length == 6 && strncmp(line, "expect", 6) == 0 && expect(story, rest);
}

static size_t run_file(const char *path)
{
    FILE *file = fopen(path, "r");
    Story story = {0};
    char line[256];
    size_t broken = 0;

    assert_non_null(file);
    little_scene_init(&story.little, HALF_M, 1);
    story.zone = little_scene_zone(
        &story.little, (Box){-HALF_M - 0.5, -HALF_M - 0.5, HALF_M + 0.5, HALF_M + 0.5}, false);
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        line[strcspn(line, "\r\n")] = '\0';
        if (!run_line(&story, line)) {
            print_error("%s:%d: %s\n", path, number, line);
            broken++;
        }
    }
    fclose(file);
    assert_non_null(story.coverage); /* a file that expects nothing tests nothing */
    coverage_free(story.coverage);
    demand_free(story.demand);
    little_scene_release(&story.little);
    return broken;
}

static void every_story_holds(void **state)
{
    glob_t files;
    size_t broken = 0;

    (void)state;
    progress_mode(PROGRESS_NONE);
    assert_int_equal(glob("tests/fixtures/coverage/*.txt", 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= 8);
    for (size_t i = 0; i < files.gl_pathc; i++)
        broken += run_file(files.gl_pathv[i]);
    globfree(&files);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_story_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
