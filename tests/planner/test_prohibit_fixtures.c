/* Runs the files of tests/fixtures/prohibit: forbidden places that a planner can read.
 *
 *   scene    wall y=.. from x=.. to x=.. height H
 *   scene    building|canopy X1,Y1 to X2,Y2 height H
 *   place    CLAUSE rooms|building X1,Y1 to X2,Y2 [storeys N] [outdoor] [px P] [incidence A]
 *            [expired] [derived] [within X1,Y1 to X2,Y2]
 *   camera   at X,Y height H azimuth A hfov F [tilt T] [px W,H] [ptz NARROWEST] [accuracy M]
 *   expect   clear | measured M2 | cannot decide by place|view | violation by place|view
 *
 * Cells of 1 m, ground 0. `rooms`: the rooms themselves are drawn. A place's threshold
 * is 62.5 px/m under 60 degrees unless said.
 */
#include <glob.h>
#include <stdio.h>

#include "planner/audit/prohibit.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

enum { MOST_PLACES = 4 };

typedef struct {
    LittleScene little;
    Forbidden places[MOST_PLACES];
    Clause clauses[MOST_PLACES];
    char ids[MOST_PLACES][16];
    ForbiddenSet set;
    Prohibit *prohibit; /* made at the first camera */
    ProhibitHit hit;
    ProhibitReport report;
    Verdict verdict;
} Story;

static double after(const char *line, const char *word, double otherwise)
{
    const char *at = strstr(line, word);
    double value;

    return at && sscanf(at + strlen(word), "%lf", &value) == 1 ? value : otherwise;
}

static bool read_box(const char *line, Box *box)
{
    return sscanf(line, "%lf,%lf to %lf,%lf", &box->min_x, &box->min_y, &box->max_x, &box->max_y) ==
           4;
}

static bool read_scene(Story *story, const char *line)
{
    double y, height = after(line, " height ", NAN);
    Box box;

    if (sscanf(line, "wall y=%lf from x=%lf to x=%lf", &y, &box.min_x, &box.max_x) == 3) {
        box.min_y = box.max_y = y;
        little_scene_raise(&story->little, box, height, OBSTACLE_BUILDING);
        return true;
    }
    if (strncmp(line, "building ", 9) == 0 && read_box(line + 9, &box)) {
        little_scene_raise(&story->little, box, height, OBSTACLE_BUILDING);
        return true;
    }
    if (strncmp(line, "canopy ", 7) == 0 && read_box(line + 7, &box)) {
        little_scene_raise(&story->little, box, height, OBSTACLE_CANOPY);
        return true;
    }
    return false;
}

static bool read_place(Story *story, const char *line)
{
    size_t i = story->set.count++;
    Forbidden *place = &story->places[i];
    const char *within = strstr(line, " within ");
    char kind[16];
    int used = 0;
    Box box;

    if (sscanf(line, "%15s %15s %n", story->ids[i], kind, &used) < 2 ||
        !read_box(line + used, &box))
        return false;
    story->clauses[i] = (Clause){.id = story->ids[i]};
    *place = (Forbidden){.id = "14-001",
                         .clause = &story->clauses[i],
                         .name = "",
                         .shape = shape_new_box(story->little.scene.geos, box),
                         .room_known = strcmp(kind, "rooms") == 0,
                         .supplied = !strstr(line, " derived"),
                         .outdoor = strstr(line, " outdoor"),
                         .view_px_per_m = after(line, " px ", 62.5),
                         .max_incidence_deg = after(line, " incidence ", 60),
                         .storeys = after(line, " storeys ", 1),
                         .in_force = !strstr(line, " expired")};
    if (within) {
        if (!read_box(within + strlen(" within "), &box))
            return false;
        place->building = shape_new_box(story->little.scene.geos, box);
    }
    return true;
}

static bool read_camera(Story *story, const char *line)
{
    double x, y, height, azimuth, hfov, wide = 1920, high = 1080;
    double narrowest = after(line, " ptz ", NAN);
    const char *px = strstr(line, " px ");
    ProhibitCamera camera = {.accuracy_m = after(line, " accuracy ", 0)};
    ProhibitView *view;
    Diag diag = {0};
    CameraModel model;
    Optics optics;
    Reach reach;
    Eye eye;

    if (sscanf(line, "at %lf,%lf height %lf azimuth %lf hfov %lf", &x, &y, &height, &azimuth,
               &hfov) != 5)
        return false;
    if (px && sscanf(px, " px %lf,%lf", &wide, &high) != 2)
        return false;
    if (!story->prohibit)
        assert_int_equal(
            prohibit_new(&story->prohibit, &story->little.scene, NULL, &story->set, &diag), OK);
    optics = little_optics(azimuth, after(line, " tilt ", 5), hfov);
    optics.projection = PROJECTION_RECTILINEAR;
    optics.width_px = wide;
    optics.height_px = high;
    optics.vfov_deg = optics_vfov_deg(optics.hfov_deg, wide, high);
    optics.max_range_m = 10; /* fog: protects nobody */
    optics_prepare(&optics);
    model = (CameraModel){.hfov_wide_deg = hfov,
                          .hfov_tele_deg = narrowest,
                          .vfov_wide_deg = NAN,
                          .vfov_tele_deg = NAN,
                          .width_px = wide,
                          .height_px = high,
                          .pan_range_deg = after(line, " pan ", NAN),
                          .tilt_highest_deg = after(line, " highest ", NAN),
                          .tilt_lowest_deg = after(line, " lowest ", NAN)};
    reach = reach_of_ptz(&optics, &model);
    if (!isnan(narrowest))
        camera.reach = &reach;
    camera.optics = &optics;
    eye = sight_eye(&story->little.scene.surfaces[USE_STREET], x, y, height, false);
    assert_int_equal(prohibit_view_new(
                         &view, story->prohibit, &eye,
                         prohibit_range_m(story->prohibit, &reach.tele) + camera.accuracy_m, &diag),
                     OK);
    story->report = (ProhibitReport){.hits = &story->hit, .capacity = 1, .measure = true};
    story->verdict = prohibit_judge(view, &camera, &story->report);
    assert_int_equal(prohibit_judge(view, &camera, NULL),
                     story->verdict == VERDICT_MEASURED ? VERDICT_CLEAR : story->verdict);
    prohibit_view_free(view);
    return true;
}

static bool expectation_holds(const Story *story, const char *line)
{
    bool by_place = strstr(line, " by place");
    double m2;

    if (strncmp(line, "clear", 5) == 0)
        return story->verdict == VERDICT_CLEAR && story->report.count == 0;
    if (sscanf(line, "measured %lf", &m2) == 1)
        return story->verdict == VERDICT_MEASURED && fabs(story->report.dwelling_m2 - m2) < 1e-6;
    if (strncmp(line, "violation", 9) == 0)
        return story->verdict == VERDICT_VIOLATION && story->hit.inside == by_place;
    if (strncmp(line, "cannot decide", 13) == 0)
        return story->verdict == VERDICT_CANNOT_DECIDE && story->hit.inside == by_place;
    return false;
}

static void run_file(const char *path)
{
    static const char *const verdicts[] = {"clear", "measured", "cannot decide", "violation"};
    FILE *file = fopen(path, "r");
    char line[256];
    size_t expected = 0;
    Story story = {0};

    assert_non_null(file);
    little_scene_init(&story.little, 100, 1);
    story.set.geos = story.little.scene.geos;
    story.set.places = story.places;
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        bool fine = true;
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "scene    ", 9) == 0)
            fine = read_scene(&story, line + 9);
        else if (strncmp(line, "place    ", 9) == 0)
            fine = read_place(&story, line + 9);
        else if (strncmp(line, "camera   ", 9) == 0)
            fine = read_camera(&story, line + 9);
        else if (strncmp(line, "expect   ", 9) == 0) {
            expected++;
            if (!expectation_holds(&story, line + 9))
                fail_msg("%s:%d: %s: got %s, %.0f m2, %zu hits (%s, %.1f px/m)", path, number, line,
                         verdicts[story.verdict], story.report.dwelling_m2, story.report.count,
                         story.hit.inside ? "by place" : "by view", story.hit.px_per_m);
        } else if (line[0] && line[0] != '#')
            fine = false;
        if (!fine)
            fail_msg("%s:%d: cannot be read: %s", path, number, line);
    }
    fclose(file);
    assert_true(expected > 0);
    prohibit_free(story.prohibit);
    for (size_t i = 0; i < story.set.count; i++) {
        GEOSGeom_destroy_r(story.little.scene.geos, story.places[i].shape);
        if (story.places[i].building)
            GEOSGeom_destroy_r(story.little.scene.geos, story.places[i].building);
    }
    little_scene_release(&story.little);
}

static void files_hold(void **state)
{
    glob_t files;

    (void)state;
    assert_int_equal(glob("tests/fixtures/prohibit/*.txt", 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= 10);
    for (size_t i = 0; i < files.gl_pathc; i++)
        run_file(files.gl_pathv[i]);
    globfree(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(files_hold)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
