/* Consent by place and by view, of what exists and of what is planned; and who may install where.
 */
#include "planner/audit/consent.h"
#include "planner/audit/remarks.h"
#include "planner/audit/reserved.h"
#include "tests/planner/little_town.h"

static const Clause consent_clause = {.id = "N10", .article = "10", .kind = CLAUSE_CONSENT};

/* A barracks of 20 m by 12 m north of the road, with 30 m around it; its south edge is y = 15. */
static Forbidden *put_barracks(LittleTown *town, const char *doubt)
{
    Forbidden *place = little_town_forbid(town, (Box){-10, 15, 10, 27}, true);

    place->id = "N10-001";
    place->clause = &consent_clause;
    place->name = "Barracks";
    place->layer = "units";
    place->fid = 4;
    place->outdoor = true;
    place->buffer_m = 30;
    place->doubt = doubt;
    place->penalty = "article 28";
    return place;
}

static void stand(LittleTown *town, double x, double y, double azimuth_deg, double hfov_deg)
{
    town->cameras[0] = (Camera){.id = "C-1",
                                .x = x,
                                .y = y,
                                .position_accuracy_m = NAN,
                                .mount_height_m = 6,
                                .class = MODEL_FIXED};
    town->existing_count = town->little.scene.cameras.count = 1;
    town->existing[0] =
        little_lookout(&town->little, x, y, 6, little_optics(azimuth_deg, 8, hfov_deg));
}

#define DOUBT "the tag does not say it"

/* One existing camera each. `words` NULL: nothing is found. */
static const struct {
    const char *promise;
    double x, y, azimuth_deg, hfov_deg, accuracy_m;
    const char *doubt, *doc;
    bool unaimed, indoor;
    const char *code, *words, *needed;
} cases[] = {
    {"in it", 0, 20, 180, 20, NAN, NULL, NULL, false, false, "consent-place", "stands in Barracks",
     "yes: N10 missing"},
    {"in it, indoors", 0, 20, 180, 20, NAN, NULL, NULL, false, true, "consent-place",
     "stands in Barracks", "yes: N10 missing"},
    {"29 m away", 0, -14, 180, 20, NAN, NULL, NULL, false, false, "consent-place",
     "stands 29.0 m from Barracks (N10-001; layer units, feature 4)", "yes: N10 missing"},
    {"at its corner the surroundings are round", 31, -7, 180, 20, NAN, NULL, NULL, false, false,
     NULL, NULL, "no"},
    {"31 m away, looking elsewhere", 0, -16, 180, 20, NAN, NULL, NULL, false, false, NULL, NULL,
     "no"},
    {"31 m away, looking in", 0, -16, 0, 40, NAN, NULL, NULL, false, false, "consent-view",
     "looks into Barracks", "yes: N10 missing"},
    {"29 m away by a position known to 2 m", 0, -14, 180, 20, 2, NULL, NULL, false, false,
     "consent-undecided", "only known to 2.0 m; measure it", "to check: N10 missing"},
    {"31 m away by the same", 0, -16, 180, 20, 2, NULL, NULL, false, false, "consent-undecided",
     "only known to 2.0 m", "to check: N10 missing"},
    {"25 m away by the same", 0, -10, 180, 20, 2, NULL, NULL, false, false, "consent-place",
     "stands 25.0 m", "yes: N10 missing"},
    {"within the place itself a bad position is good enough", 0, 21, 180, 20, 10, NULL, NULL, false,
     false, "consent-place", "stands in Barracks", "yes: N10 missing"},
    {"with the document", 0, -14, 0, 40, NAN, NULL, "letter 7", false, false, NULL, NULL,
     "yes: N10 letter 7"},
    {"a doubtful place, by place", 0, -14, 180, 20, NAN, DOUBT, NULL, false, false,
     "consent-undecided", "cannot decide whether it needs the consent|" DOUBT,
     "to check: N10 missing"},
    {"a doubtful place, by view", 0, -16, 0, 40, NAN, DOUBT, NULL, false, false,
     "consent-undecided", "perhaps looks into|" DOUBT, "to check: N10 missing"},
    {"a doubtful place, with the document", 0, -14, 180, 20, NAN, DOUBT, "letter 7", false, false,
     NULL, NULL, "yes: N10 letter 7"},
    {"an unknown azimuth", 0, -16, 180, 40, NAN, NULL, NULL, true, false, "consent-undecided",
     "its azimuth is unknown", "to check: N10 missing"},
};

static void check_words(const char *promise, const char *sentence, const char *words)
{
    char list[256], *rest = list, *word;

    snprintf(list, sizeof list, "%s", words);
    while ((word = strsep(&rest, "|")))
        if (!strstr(sentence, word))
            fail_msg("%s: no \"%s\" in: %s", promise, word, sentence);
}

static void existing_cameras_need_consent(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LittleTown town;
        FindingList findings;
        Diag diag = {0};
        bool violates[1];
        double dwelling_m2[1];
        Consent consents[1];
        const ProhibitResult result = {violates, dwelling_m2, consents};
        const Finding *first;

        little_town_init(&town, 60);
        put_barracks(&town, cases[i].doubt);
        stand(&town, cases[i].x, cases[i].y, cases[i].azimuth_deg, cases[i].hfov_deg);
        town.cameras[0].position_accuracy_m = cases[i].accuracy_m;
        town.cameras[0].consent_doc = cases[i].doc;
        town.cameras[0].indoor = cases[i].indoor;
        town.cameras[0].unknown = cases[i].unaimed ? UNKNOWN_AZIMUTH : 0;
        finding_list_init(&findings);
        assert_int_equal(
            prohibit_new(&town.prohibit, &town.little.scene, town.pack, &town.forbidden, &diag),
            OK);
        assert_int_equal(prohibit_existing(town.prohibit, &town.little.scene, town.existing, 1,
                                           &result, &findings, &diag),
                         OK);
        first = findings.items;
        if (!cases[i].code != !findings.count || (first && strcmp(first->code, cases[i].code) != 0))
            fail_msg("%s: %s", cases[i].promise, first ? first->sentence : "nothing found");
        if (first) {
            bool sure = strcmp(first->code, "consent-undecided") != 0;
            check_words(cases[i].promise, first->sentence, cases[i].words);
            assert_int_equal(first->severity, sure ? SEVERITY_VIOLATION : SEVERITY_WARNING);
            assert_int_equal(first->penalty != NULL, sure);
            assert_string_equal(first->clause, "N10");
        }
        if (strcmp(consent_words(&consents[0], town.arena), cases[i].needed) != 0)
            fail_msg("%s: %s", cases[i].promise, consent_words(&consents[0], town.arena));
        /* It stays: a document mends it. */
        assert_false(violates[0] || town.existing[0].blind);
        finding_list_release(&findings);
        little_town_release(&town);
    }
}

/* Where consent is missing nothing may be planned, where it is given everything, where nobody knows
 * only what nothing else covers. */
static const struct {
    const char *promise, *doubt, *doc;
    bool dropped, undecided;
} plans[] = {
    {"without consent", NULL, NULL, true, false},
    {"with it", NULL, "letter 7", false, false},
    {"where nobody knows", DOUBT, NULL, false, true},
    {"where it was asked for all the same", DOUBT, "letter 7", false, false},
};

static bool is_near(const Site *site)
{
    return hypot(fmax(fabs(site->x) - 10, 0), fmax(15 - site->y, 0)) < 30;
}

/* Every planned camera that lacks a consent, or may, has its finding. */
static void check_planned(LittleTown *town, const char *promise)
{
    Consent *consents = memory_new(town->plan->count + 1, sizeof *consents);
    FindingList findings;
    Diag diag = {0};
    size_t lacking = 0;

    finding_list_init(&findings);
    assert_int_equal(remarks_on_planned(&findings, town->prohibit, town->planned, town->plan->count,
                                        consents, &diag),
                     OK);
    for (size_t k = 0; k < town->plan->count; k++) {
        const Candidate *candidate =
            &town->candidates->candidates[town->plan->cameras[k].candidate];
        lacking += consents[k].place && !consents[k].doc;
        assert_true(!consents[k].place || consents[k].doc || !consents[k].sure);
        if (is_near(&town->sites->sites[candidate->site]))
            assert_non_null(consents[k].place);
    }
    if (findings.count != lacking)
        fail_msg("%s: %zu findings, %zu cameras lack consent", promise, findings.count, lacking);
    finding_list_release(&findings);
    free(consents);
}

static void planned_cameras_need_it_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        LittleTown town;
        Diag diag = {0};
        size_t near = 0, undecided = 0;

        little_town_init(&town, 80);
        put_barracks(&town, plans[i].doubt)->consent_doc = plans[i].doc;
        little_town_open(&town);
        little_town_candidates(&town);
        assert_int_equal(little_town_choose(&town, &diag), OK);
        little_town_after(&town);
        for (size_t k = 0; k < town.candidates->count; k++) {
            const Candidate *candidate = &town.candidates->candidates[k];
            bool is_it = is_near(&town.sites->sites[candidate->site]);
            near += is_it;
            undecided += is_it && candidate->undecided;
        }
        assert_int_equal(town.sites->prohibited, 0);
        if ((town.sites->without_consent > 0) != plans[i].dropped ||
            (near == 0) != plans[i].dropped || undecided != (plans[i].undecided ? near : 0))
            fail_msg("%s: %zu sites dropped, %zu candidates near, %zu of them undecided",
                     plans[i].promise, town.sites->without_consent, near, undecided);
        check_planned(&town, plans[i].promise);
        little_town_release(&town);
    }
}

/* Sites stand along the road alone, so that no place is refused. */
static void put_yard(LittleTown *town)
{
    static const ClausePart centre = {.name = "centre", .derive = DERIVE_JUNCTIONS};
    Zone *zone = little_scene_zone(&town->little, (Box){-6, 16, 6, 20}, false);

    zone->part = &centre;
    zone->requirement.px_per_m = 62.5;
    town->little.project.sites.at_junctions = false;
}

/* By view too: a candidate that looks in is dropped, and counted apart from prohibitions. What only
 * such a one covers says that consent is missing, and nothing else does. */
static const struct {
    const char *promise, *doubt, *doc;
    bool prohibited, dropped;
} views[] = {
    {"without consent", NULL, NULL, false, true},
    {"with it", NULL, "letter 7", false, false},
    {"where nobody knows", DOUBT, NULL, false, false},
    {"where consent would not help", NULL, NULL, true, false},
};

static void check_causes(const LittleTown *town, const char *promise, bool forbids, bool dropped)
{
    size_t open = 0, told = 0;

    for (size_t c = 0; c < town->demand->cell_count; c++) {
        bool says = town->candidates->cause[c] == CAUSE_CONSENT;
        open += !town->candidates->coverable[c];
        told += says;
        if (says && (town->candidates->coverable[c] || town->demand->cells[c].zone != 1))
            fail_msg("%s: a cell asks for consent that needs none", promise);
    }
    if ((open > 0) != (forbids || dropped) || told != (dropped ? open : 0))
        fail_msg("%s: %zu of %zu open cells ask for consent", promise, told, open);
}

static void candidates_are_dropped_by_view(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        LittleTown town;
        Forbidden *place;

        little_town_init(&town, 80);
        put_yard(&town);
        place = put_barracks(&town, views[i].doubt);
        place->buffer_m = 0;
        place->consent_doc = views[i].doc;
        if (views[i].prohibited)
            place->clause = &town.forbidding;
        little_town_open(&town);
        little_town_candidates(&town);
        assert_int_equal(town.sites->without_consent, 0);
        if ((town.candidates->without_consent > 0) != views[i].dropped ||
            (town.candidates->forbidden > 0) != views[i].prohibited)
            fail_msg("%s: %zu candidates without consent, %zu forbidden", views[i].promise,
                     town.candidates->without_consent, town.candidates->forbidden);
        check_causes(&town, views[i].promise, views[i].prohibited, views[i].dropped);
        little_town_release(&town);
    }
}

/* --- who may install ------------------------------------------------------------------------ */

static const char *const only_unit[] = {"operator"}, *const both[] = {"government", "operator"};
static const Clause exclusive = {.id = "N7-3",
                                 .kind = CLAUSE_EXCLUSIVE,
                                 .allowed = both,
                                 .allowed_count = 2,
                                 .penalty = "article 26"},
                    conditional = {.id = "N9",
                                   .kind = CLAUSE_CONDITIONAL,
                                   .allowed = only_unit,
                                   .allowed_count = 1,
                                   .needs_necessity = true,
                                   .penalty = "article 26"};

/* The school lies at x 0 to 20, the bank at x 40 to 60, a forest over all. */
static const struct {
    const char *promise;
    double x, accuracy_m;
    const char *builder, *necessity, *owner, *doubt;
    const char *code, *clause, *words; /* NULL: nothing is found */
} builders[] = {
    {"the school itself", 10, NAN, "Security of TOWN SCHOOL", NULL, NULL, NULL, NULL, NULL, NULL},
    {"in short", 10, NAN, "School", NULL, NULL, NULL, NULL, NULL, NULL},
    {"by its owner", 10, NAN, "Education Trust", NULL, "Education Trust", NULL, NULL, NULL, NULL},
    {"the government", 10, NAN, "某镇人民政府", NULL, NULL, NULL, NULL, NULL, NULL},
    {"somebody, where the owner is known", 10, NAN, "Quick Alarm", NULL, "Education Trust", NULL,
     "reserved-builder", "N7-3", "its builder is Quick Alarm; let one of them take it over"},
    {"somebody, where he is not", 10, NAN, "Quick Alarm", NULL, NULL, NULL, "reserved-undecided",
     "N7-3", "cannot decide|state the owner of the place in layer places"},
    {"nobody knows who", 10, NAN, NULL, NULL, NULL, NULL, "reserved-undecided", "N7-3",
     "its builder is not known"},
    {"somebody at the fence, by a bad position", 1, 5, "Quick Alarm", NULL, "Education Trust", NULL,
     "reserved-undecided", "N7-3", "perhaps stands in|only known to 5.0 m"},
    {"somebody well inside, by the same", 10, 5, "Quick Alarm", NULL, "Education Trust", NULL,
     "reserved-builder", "N7-3", "stands in Town School"},
    {"somebody, in what may be none", 10, NAN, "Quick Alarm", NULL, "Education Trust", DOUBT,
     "reserved-undecided", "N7-3", DOUBT},
    {"the bank itself, for a reason", 50, NAN, "Town Bank", "report 3", NULL, NULL, NULL, NULL,
     NULL},
    {"the bank itself, for none", 50, NAN, "Town Bank", NULL, NULL, NULL, "reserved-undecided",
     "N9", "add necessity_doc"},
    {"the police, for a reason", 50, NAN, "某县公安局", "report 3", NULL, NULL, "reserved-builder",
     "N9", "lets only these install, and only where necessary"},
    {"outside all", 100, NAN, "Quick Alarm", NULL, NULL, NULL, NULL, NULL, NULL},
};

static void only_some_may_install(void **state)
{
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(pack_read(&pack, "cn-799-2025", &diag), OK);
    for (size_t i = 0; i < sizeof builders / sizeof *builders; i++) {
        GEOSContextHandle_t geos = shape_context();
        Project project = {.as_of = 20250601};
        Camera camera = {.id = "C-1",
                         .x = builders[i].x,
                         .y = 10,
                         .position_accuracy_m = builders[i].accuracy_m,
                         .builder = builders[i].builder,
                         .necessity_doc = builders[i].necessity};
        Scene scene = {.project = &project, .cameras = {.cameras = &camera, .count = 1}};
        Reserved places[] = {{"N7-3-001", &exclusive, "Town School", "places", 1,
                              shape_new_box(geos, (Box){0, 0, 20, 20}), builders[i].owner,
                              builders[i].doubt},
                             {"N9-001", &conditional, "Town Bank", "places", 2,
                              shape_new_box(geos, (Box){40, 0, 60, 20}), NULL, NULL},
                             {"N9-002", &conditional, "Wood", "places", 3,
                              shape_new_box(geos, (Box){-50, -50, 30, 50}), "Forestry", NULL}};
        const ReservedSet set = {.geos = geos, .places = places, .count = 3};
        const Clause *broken[1] = {NULL};
        FindingList findings;
        const Finding *first;

        finding_list_init(&findings);
        reserved_existing(&set, &scene, pack, broken, &findings);
        first = findings.items;
        if (findings.count > 1 || !builders[i].code != !findings.count ||
            (first && (strcmp(first->code, builders[i].code) != 0 ||
                       strcmp(first->clause, builders[i].clause) != 0)))
            fail_msg("%s: %zu findings: %s", builders[i].promise, findings.count,
                     first ? first->sentence : "");
        if (first) {
            bool wrong = strcmp(first->code, "reserved-builder") == 0;
            check_words(builders[i].promise, first->sentence, builders[i].words);
            assert_int_equal(first->severity, wrong ? SEVERITY_VIOLATION : SEVERITY_WARNING);
            assert_int_equal(first->penalty != NULL, wrong);
            assert_int_equal(broken[0] != NULL, wrong);
        }
        finding_list_release(&findings);
        for (size_t p = 0; p < 3; p++)
            GEOSGeom_destroy_r(geos, places[p].shape);
        GEOS_finish_r(geos);
    }
    pack_free(pack);
}

/* Cameras of nobody knows whom, in a row from x = 1 on; the fence of the school lies at x = 0. */
static void unknown_builders_are_told_once(void **state)
{
    static const struct {
        const char *promise;
        size_t cameras;
        double accuracy_m;
        const char *subject, *words;
    } rows[] = {
        {"one is told by its name", 1, NAN, "camera C-1", "its builder is not known; add it"},
        {"two together", 2, NAN, "cameras",
         "whether 2 cameras may stay: they|clause N7-3 lets|inventory: C-1, C-2"},
        {"of many the first", 7, NAN, "cameras",
         "whether 7 cameras|inventory: C-1, C-2, C-3, C-4, C-5, ..."},
        {"and how many are in doubt besides", 3, 2, "cameras",
         "3 cameras may stay (of 1 of them the place or the position is in doubt too)"},
    };
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(pack_read(&pack, "cn-799-2025", &diag), OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static const char *const ids[] = {"C-1", "C-2", "C-3", "C-4", "C-5", "C-6", "C-7"};
        GEOSContextHandle_t geos = shape_context();
        Project project = {.as_of = 20250601};
        Camera cameras[7] = {{0}};
        const Clause *broken[7] = {NULL};
        for (size_t c = 0; c < rows[i].cameras; c++)
            cameras[c] = (Camera){.id = ids[c],
                                  .x = 1 + 2 * (double)c,
                                  .y = 10,
                                  .position_accuracy_m = rows[i].accuracy_m};
        Scene scene = {.project = &project,
                       .cameras = {.cameras = cameras, .count = rows[i].cameras}};
        Reserved places[] = {{"N7-3-001", &exclusive, "Town School", "places", 1,
                              shape_new_box(geos, (Box){0, 0, 20, 20}), NULL, NULL}};
        const ReservedSet set = {.geos = geos, .places = places, .count = 1};
        FindingList findings;
        finding_list_init(&findings);
        reserved_existing(&set, &scene, pack, broken, &findings);
        if (findings.count != 1 || strcmp(findings.items[0].subject, rows[i].subject) != 0)
            fail_msg("%s: %zu findings: %s", rows[i].promise, findings.count,
                     findings.count ? findings.items[0].subject : "");
        check_words(rows[i].promise, findings.items[0].sentence, rows[i].words);
        assert_string_equal(findings.items[0].code, "reserved-undecided");
        assert_string_equal(findings.items[0].clause, "N7-3");
        finding_list_release(&findings);
        GEOSGeom_destroy_r(geos, places[0].shape);
        GEOS_finish_r(geos);
    }
    pack_free(pack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(existing_cameras_need_consent),
        cmocka_unit_test(planned_cameras_need_it_too),
        cmocka_unit_test(candidates_are_dropped_by_view),
        cmocka_unit_test(only_some_may_install),
        cmocka_unit_test(unknown_builders_are_told_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
