#include "planner/audit/facade.h"
#include "planner/audit/prohibit.h"
#include "tests/planner/little_town.h"

/* An existing camera of the inventory and the lookout it gives. */
static void stand(LittleTown *town, double x, double y, double azimuth_deg, double hfov_deg)
{
    size_t i = town->existing_count++;

    town->cameras[i] = (Camera){.id = i ? "C-2" : "C-1",
                                .x = x,
                                .y = y,
                                .position_accuracy_m = NAN,
                                .mount_height_m = 6,
                                .class = MODEL_FIXED};
    town->little.scene.cameras.count = town->existing_count;
    town->existing[i] =
        little_lookout(&town->little, x, y, 6, little_optics(azimuth_deg, 8, hfov_deg));
}

typedef struct {
    bool violates[2];
    double dwelling_m2[2];
    Consent consents[2];
    FindingList findings;
} Judgement;

static void judge(LittleTown *town, Judgement *out)
{
    Diag diag = {0};

    finding_list_init(&out->findings);
    assert_int_equal(
        prohibit_new(&town->prohibit, &town->little.scene, town->pack, &town->forbidden, &diag),
        OK);
    const ProhibitResult result = {out->violates, out->dwelling_m2, out->consents};
    assert_int_equal(prohibit_existing(town->prohibit, &town->little.scene, town->existing,
                                       town->existing_count, &result, &out->findings, &diag),
                     OK);
    finding_sort(&out->findings);
}

/* What is said of the one camera of each case, and whether it must go. */
static const struct {
    const char *promise;
    double x, y, azimuth_deg, hfov_deg, accuracy_m;
    bool room_known, unknown_azimuth, ptz, indoor;
    bool removed;
    Severity severity;
    const char *code, *words;
} cases[] = {
    {"looking into a hotel's rooms", 0, 0, 0, 84, NAN, true, false, false, false, true,
     SEVERITY_VIOLATION, "forbidden-view", "looks into hotel"},
    {"standing in them", 0, 20, 180, 20, NAN, true, false, false, false, true, SEVERITY_VIOLATION,
     "forbidden-place", "clause 14.1 forbids cameras"},
    {"standing in them, indoors", 0, 20, 180, 20, NAN, true, false, false, true, true,
     SEVERITY_VIOLATION, "forbidden-place", "remove it"},
    {"a PTZ that looks away", 0, 0, 180, 84, NAN, true, false, true, false, true,
     SEVERITY_VIOLATION, "forbidden-view", "looks into hotel"},
    {"rooms that nobody drew, by view", 0, 0, 0, 84, NAN, false, false, false, false, false,
     SEVERITY_WARNING, "forbidden-undecided", "its rooms are not drawn"},
    {"rooms that nobody drew, by place", 0, 20, 180, 20, NAN, false, false, false, false, false,
     SEVERITY_WARNING, "forbidden-undecided", "stands in a forbidden room"},
    {"a position that is hardly known", 0, 14, 180, 20, 10, true, false, false, false, false,
     SEVERITY_WARNING, "forbidden-undecided", "only known to 10.0 m"},
    {"a view that the position decides", 0, 0, 0, 84, 6, true, false, false, false, false,
     SEVERITY_WARNING, "forbidden-undecided", "position is not known well enough"},
    {"a position less known than the place is far", 0, 0, 0, 20, 20, true, false, false, false,
     false, SEVERITY_WARNING, "forbidden-undecided", "position is not known well enough"},
    {"an azimuth that nobody knows", 0, 0, 0, 84, NAN, true, true, false, false, false,
     SEVERITY_WARNING, "forbidden-undecided", "its azimuth is unknown"},
    {"a PTZ turns all round and needs no azimuth", 0, 0, 180, 84, NAN, true, true, true, false,
     true, SEVERITY_VIOLATION, "forbidden-view", "looks into hotel"},
};

static void existing_cameras_are_judged(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LittleTown town;
        Judgement judgement = {0};
        const Finding *first;
        little_town_init(&town, 60);
        little_town_forbid(&town, (Box){-10, 15, 10, 27}, cases[i].room_known);
        stand(&town, cases[i].x, cases[i].y, cases[i].azimuth_deg, cases[i].hfov_deg);
        town.cameras[0].position_accuracy_m = cases[i].accuracy_m;
        town.cameras[0].unknown = cases[i].unknown_azimuth ? UNKNOWN_AZIMUTH : 0;
        town.cameras[0].class = cases[i].ptz ? MODEL_PTZ : MODEL_FIXED;
        town.cameras[0].indoor = cases[i].indoor;
        judge(&town, &judgement);
        first = judgement.findings.items;
        if (judgement.findings.count == 0 || judgement.violates[0] != cases[i].removed ||
            first->severity != cases[i].severity || strcmp(first->code, cases[i].code) ||
            !strstr(first->sentence, cases[i].words))
            fail_msg("%s: %s", cases[i].promise,
                     judgement.findings.count ? first->sentence : "nothing found");
        assert_string_equal(first->clause, "14.1");
        assert_string_equal(first->subject, "camera C-1");
        assert_true((first->penalty != NULL) == cases[i].removed);
        /* What must go covers nothing any more. */
        assert_int_equal(town.existing[0].blind, cases[i].removed);
        finding_list_release(&judgement.findings);
        little_town_release(&town);
    }
}

/* Of a place that is no room: a building with or without drawn rooms, or a point. */
static const struct {
    const char *promise;
    double y;
    bool rooms_drawn, point;
    const char *words; /* NULL: nothing is said */
} unknowns[] = {
    {"a building without rooms", 20, false, false, "a forbidden room of hotel"},
    {"beside the drawn rooms of a building nothing is undecided", 20, true, false, NULL},
    {"by view they may not be all", 0, true, false, "its drawn rooms may not be all"},
    {"a point, by place", 20, false, true,
     "stands in hotel (14.1-001): its position is only a point"},
    {"a point, by view", 0, false, true, "its position is only a point; supply its polygon"},
};

static void what_is_unknown_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unknowns / sizeof *unknowns; i++) {
        LittleTown town;
        Judgement judgement = {0};
        little_town_init(&town, 60);
        Forbidden *place = little_town_forbid(&town, (Box){-10, 15, 10, 27}, false);
        place->rooms_drawn = unknowns[i].rooms_drawn;
        place->point = unknowns[i].point;
        stand(&town, 0, unknowns[i].y, unknowns[i].y > 0 ? 180 : 0, 20);
        judge(&town, &judgement);
        const char *said =
            judgement.findings.count ? judgement.findings.items->sentence : "nothing";
        if (unknowns[i].words ? !strstr(said, unknowns[i].words) : judgement.findings.count > 0)
            fail_msg("%s: %s", unknowns[i].promise, said);
        finding_list_release(&judgement.findings);
        little_town_release(&town);
    }
}

static void harmless_cameras_are_left_alone(void **state)
{
    LittleTown town;
    Judgement judgement = {0};

    (void)state;
    little_town_init(&town, 60);
    little_town_forbid(&town, (Box){-10, 15, 10, 27}, true);
    little_town_forbid(&town, (Box){-10, -27, 10, -15}, true)->supplied = false;
    stand(&town, 0, 0, 90, 40);
    stand(&town, 0, 0, 180, 84);
    town.existing[0].optics.hfov_deg = 0; /* an unknown lens sees nothing that we know of */
    judge(&town, &judgement);
    assert_int_equal(judgement.findings.count, 0);
    assert_true(!judgement.violates[0] && !judgement.violates[1]);
    assert_true(judgement.dwelling_m2[0] == 0 && judgement.dwelling_m2[1] > 0);
    assert_false(town.existing[0].blind || town.existing[1].blind);
    finding_list_release(&judgement.findings);
    little_town_release(&town);
}

/* A PTZ of a model is judged by the narrow end of its zoom. */
static void zoom_reaches_further(void **state)
{
    static const CameraModel zooming = {
        .id = "ptz", .class = MODEL_PTZ, .hfov_wide_deg = 84, .hfov_tele_deg = 3};

    (void)state;
    for (int zooms = 0; zooms < 2; zooms++) {
        LittleTown town;
        Judgement judgement = {0};
        little_town_init(&town, 100);
        little_town_forbid(&town, (Box){-10, 80, 10, 90}, true);
        stand(&town, 0, -20, 180, 84);
        town.cameras[0].class = MODEL_PTZ;
        town.cameras[0].model = zooms ? &zooming : NULL;
        judge(&town, &judgement);
        assert_int_equal(judgement.violates[0], zooms);
        finding_list_release(&judgement.findings);
        little_town_release(&town);
    }
}

static void a_point_is_asked_for(void **state)
{
    LittleTown town;
    Diag diag = {0};
    Forbidden *place;

    (void)state;
    little_town_init(&town, 60);
    place = little_town_forbid(&town, (Box){-10, 15, 10, 27}, true);
    little_town_forbid(&town, (Box){-10, -27, 10, -15}, true)->supplied = false;
    assert_int_equal(
        prohibit_new(&town.prohibit, &town.little.scene, town.pack, &town.forbidden, &diag), OK);
    assert_ptr_equal(prohibit_at(town.prohibit, 0, 20, 0), place);
    assert_null(prohibit_at(town.prohibit, 0, 14, 0));
    assert_ptr_equal(prohibit_at(town.prohibit, 0, 14, 2), place);
    assert_null(prohibit_at(town.prohibit, 0, -20, 0)); /* derived */
    prohibit_free(NULL);
    prohibit_view_free(NULL);
    little_town_release(&town);
}

static GEOSGeometry *wkt(GEOSContextHandle_t geos, const char *text)
{
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
    GEOSGeometry *shape = GEOSWKTReader_read_r(geos, reader, text);

    GEOSWKTReader_destroy_r(geos, reader);
    return shape;
}

/* The ground of a place in the open is looked at every 2 m; of great grounds, by as many points as
 * suffice. */
static void great_grounds_have_enough_points(void **state)
{
    static const struct {
        double side_m;
        size_t rim, inside;
    } grounds[] = {{40, 80, 400}, {1000, 2000, 40000}};

    (void)state;
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
        LittleTown town;
        FacadeSet set;
        double side_m = grounds[i].side_m;
        little_town_init(&town, 510);
        little_town_forbid(&town, (Box){-side_m / 2, -side_m / 2, side_m / 2, side_m / 2}, true)
            ->outdoor = true;
        facade_build(&set, &town.little.scene.surfaces[USE_STREET], &town.forbidden);
        assert_int_equal(set.point_count, grounds[i].rim + grounds[i].inside);
        facade_release(&set);
        little_town_release(&town);
    }
}

/* Points stand 0.3 m outside the wall, in courtyards too, whichever way a ring is drawn. */
static void facades_face_outwards(void **state)
{
    static const struct {
        const char *promise, *wkt;
        size_t points;
    } shapes[] = {
        {"anticlockwise", "POLYGON((-10 -5,10 -5,10 5,-10 5,-10 -5))", 30},
        {"clockwise", "POLYGON((-10 -5,-10 5,10 5,10 -5,-10 -5))", 30},
        {"with a courtyard",
         "POLYGON((-10 -5,10 -5,10 5,-10 5,-10 -5),(-4 -2,4 -2,4 2,-4 2,-4 -2))", 42},
        {"with a courtyard drawn the other way",
         "POLYGON((-10 -5,10 -5,10 5,-10 5,-10 -5),(-4 -2,-4 2,4 2,4 -2,-4 -2))", 42},
    };

    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        LittleTown town;
        FacadeSet set;
        Forbidden *place;
        little_town_init(&town, 60);
        place = little_town_forbid(&town, (Box){0, 0, 1, 1}, true);
        GEOSGeom_destroy_r(town.little.scene.geos, place->shape);
        place->shape = wkt(town.little.scene.geos, shapes[i].wkt);
        place->storeys = 1;
        facade_build(&set, &town.little.scene.surfaces[USE_STREET], &town.forbidden);
        if (set.point_count != shapes[i].points)
            fail_msg("%s: %zu points", shapes[i].promise, set.point_count);
        for (size_t p = 0; p < set.point_count; p++) {
            const FacadePoint *point = &set.points[p];
            double edge_m, x = set.origin_x + (double)point->x, y = set.origin_y + (double)point->y;
            bool inside = facade_inside(&set.places[0], x, y, &edge_m);
            assert_true(!inside && fabs(edge_m - 0.3) < 1e-4);
            facade_inside(&set.places[0], x + 0.1 * (double)point->normal_x,
                          y + 0.1 * (double)point->normal_y, &edge_m);
            assert_true(fabs(edge_m - 0.4) < 1e-4);
            assert_true(fabs((double)point->z - 1.5) < 1e-6);
        }
        facade_release(&set);
        little_town_release(&town);
    }
}

/* The worst hits are kept, in order, and all are counted. */
static void hits_are_sorted(void **state)
{
    LittleTown town;
    ProhibitHit hits[2];
    ProhibitReport report = {.hits = hits, .capacity = 2};
    Optics optics = little_optics(0, 5, 110);
    ProhibitCamera camera = {.optics = &optics};
    ProhibitView *view;
    Diag diag = {0};
    Eye eye;

    (void)state;
    little_town_init(&town, 60);
    little_town_forbid(&town, (Box){-4, 8, -1, 20}, true);
    little_town_forbid(&town, (Box){1, 5, 4, 20}, true);
    little_town_forbid(&town, (Box){-9, 7, -6, 20}, false);
    assert_int_equal(
        prohibit_new(&town.prohibit, &town.little.scene, town.pack, &town.forbidden, &diag), OK);
    eye = sight_eye(&town.little.scene.surfaces[USE_STREET], 0, 0, 3, false);
    assert_int_equal(prohibit_view_new(&view, town.prohibit, &eye, 100, &diag), OK);
    assert_int_equal(prohibit_judge(view, &camera, &report), VERDICT_VIOLATION);
    assert_int_equal(report.count, 3);
    assert_ptr_equal(hits[0].place, &town.places[1]);
    assert_ptr_equal(hits[1].place, &town.places[0]);
    assert_true(hits[0].px_per_m > hits[1].px_per_m && hits[0].points_seen > 0);
    prohibit_view_free(view);
    little_town_release(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(existing_cameras_are_judged),
        cmocka_unit_test(what_is_unknown_is_said),
        cmocka_unit_test(harmless_cameras_are_left_alone),
        cmocka_unit_test(zoom_reaches_further),
        cmocka_unit_test(a_point_is_asked_for),
        cmocka_unit_test(facades_face_outwards),
        cmocka_unit_test(great_grounds_have_enough_points),
        cmocka_unit_test(hits_are_sorted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
