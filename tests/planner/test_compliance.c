#include "planner/audit/compliance.h"
#include "tests/planner/little_town.h"

enum { ROAD, SQUARE, YARD };

/* A road, a square and a yard under two departments; four clauses looked for. */
typedef struct {
    LittleTown town;
    Clause market, vans, penalty, closed;
    ClausePart area;
    ClauseTrace traces[6];
    FindingList findings;
    Compliance *compliance;
    uint8_t *coverable, *cause;
} Court;

static void duty(Zone *zone, const Clause *clause, const char *id, const char *supervisor)
{
    zone->clause = clause;
    zone->id = id;
    zone->duty = (Duty){.builder = {"b", "police"}, .supervisor = {"s", supervisor}};
}

static void court_init(Court *court)
{
    LittleScene *little = &court->town.little;
    Zone *zone;

    memset(court, 0, sizeof *court);
    little_town_init(&court->town, 60);
    finding_list_init(&court->findings);
    court->market = (Clause){.id = "8.2", .article = "8", .kind = CLAUSE_ZONE, .penalty = "own"};
    court->vans = (Clause){.id = "8.9", .article = "8", .kind = CLAUSE_MOBILE};
    court->closed = (Clause){.id = "8.13", .article = "8", .kind = CLAUSE_REGISTRY};
    court->penalty = (Clause){.id = "30", .article = "30", .kind = CLAUSE_PENALTY};
    little->clause.penalty = "article 30";
    court->area = (ClausePart){.name = "area", .derive = DERIVE_AREA};
    duty(&little->zone[ROAD], &little->clause, "8.1a-001", "transport");
    zone = little_scene_zone(little, (Box){-20, 10, 0, 30}, false);
    zone->part = &court->area;
    zone->name = "market";
    zone->requirement.quota = 0.5;
    duty(zone, &court->market, "8.2-001", "trade");
    zone = little_scene_zone(little, (Box){10, 10, 30, 30}, false);
    zone->part = &court->area;
    duty(zone, &court->market, "8.2-002", "education");
    court->traces[0] = (ClauseTrace){&little->clause, 1, 1, 0, true, NULL};
    court->traces[1] = (ClauseTrace){&court->market, 2, 2, 0, true, NULL};
    court->traces[2] = (ClauseTrace){&court->vans, 1, 0, 3, true, NULL};
    court->traces[3] = (ClauseTrace){&court->closed, 0, 0, 0, false, "no layer has 8.13"};
    court->traces[4] = (ClauseTrace){&court->penalty, 0, 0, 0, true, NULL};
    court->traces[5] = (ClauseTrace){&court->town.forbidding, 0, 0, 0, true, NULL};
    little->zones.traces = court->traces;
    little->zones.trace_count = 6;
    little_town_open(&court->town);
    court->coverable = memory_new(court->town.demand->cell_count, 1);
    court->cause = memory_new(court->town.demand->cell_count, 1);
}

static void court_release(Court *court)
{
    compliance_free(court->compliance);
    finding_list_release(&court->findings);
    free(court->coverable);
    free(court->cause);
    little_town_release(&court->town);
}

/* Cover the first `share` of a zone's cells. */
static void cover(const Court *court, Coverage *coverage, size_t zone, double share)
{
    const Demand *demand = court->town.demand;
    uint32_t from = demand->zone_first[zone], to = demand->zone_first[zone + 1];

    for (uint32_t i = from; i < to; i++)
        if (i - from < share * (to - from)) {
            coverage->cause[demand->zone_cells[i]] = CAUSE_COVERED;
            coverage->count[demand->zone_cells[i]] = 1;
        }
}

static void judge(Court *court, const Coverage *after, bool with_coverable)
{
    Diag diag = {0};
    const ComplianceEvidence evidence = {.demand = court->town.demand,
                                         .project = &court->town.little.project,
                                         .before = court->town.before,
                                         .after = after,
                                         .coverable = with_coverable ? court->coverable : NULL,
                                         .rest_cause = with_coverable ? court->cause : NULL};

    assert_int_equal(compliance_judge(&court->compliance, &evidence, &court->findings, &diag), OK);
}

static const Finding *finding_of(const Court *court, const char *subject)
{
    for (size_t i = 0; i < court->findings.count; i++)
        if (strcmp(court->findings.items[i].subject, subject) == 0)
            return &court->findings.items[i];
    return NULL;
}

static void existing_cameras_alone(void **state)
{
    Court court;
    const ZoneCompliance *zones;

    (void)state;
    court_init(&court);
    cover(&court, court.town.before, SQUARE, 0.6);
    judge(&court, NULL, false);
    zones = court.compliance->zones;
    assert_true(zones[SQUARE].pass_before && zones[SQUARE].pass_after);
    assert_true(fabs(zones[SQUARE].before / zones[SQUARE].mandated - 0.6) < 0.01);
    assert_true(zones[SQUARE].after == zones[SQUARE].before && zones[SQUARE].quota == 0.5);
    assert_true(isnan(zones[SQUARE].coverable) && isnan(zones[SQUARE].longest_run_before_m));
    assert_false(zones[ROAD].pass_before || zones[YARD].pass_before);
    assert_true(zones[ROAD].quota == 0.95 && zones[ROAD].longest_run_before_m > 100);
    assert_int_equal(zones[ROAD].rest_cause, CAUSE_NO_CAMERA_NEAR);
    assert_null(finding_of(&court, "zone 8.2-001"));
    assert_non_null(finding_of(&court, "zone 8.2-002"));
    assert_string_equal(finding_of(&court, "zone 8.2-002")->penalty, "own");
    assert_string_equal(finding_of(&court, "zone 8.1a-001")->penalty, "article 30");
    assert_int_equal(finding_of(&court, "zone 8.1a-001")->severity, SEVERITY_VIOLATION);
    assert_non_null(
        strstr(finding_of(&court, "zone 8.1a-001")->sentence, "0.0 % of it is covered"));
    assert_non_null(strstr(finding_of(&court, "zone 8.1a-001")->sentence, "no camera near"));
    court_release(&court);
}

static void clauses_and_departments(void **state)
{
    Court court;
    const ClauseCompliance *rows;

    (void)state;
    court_init(&court);
    cover(&court, court.town.before, SQUARE, 1);
    judge(&court, NULL, false);
    rows = court.compliance->rows;
    assert_int_equal(court.compliance->row_count, 5);
    assert_string_equal(rows[0].clause->id, "8.1a");
    assert_string_equal(rows[0].result, "fail");
    assert_string_equal(rows[0].reason, cause_name(CAUSE_NO_CAMERA_NEAR));
    /* One row a department, in their order. */
    assert_string_equal(rows[1].supervisor_en, "education");
    assert_string_equal(rows[1].result, "fail");
    assert_string_equal(rows[2].supervisor_en, "trade");
    assert_string_equal(rows[2].result, "pass");
    assert_int_equal(rows[2].zones, 1);
    assert_int_equal(rows[2].passed_before, 1);
    /* Inventory lines are no share; what was not looked for says why. */
    assert_string_equal(rows[3].clause->id, "8.9");
    assert_string_equal(rows[3].result, "not evaluated");
    assert_non_null(strstr(rows[3].reason, "3 inventory lines"));
    assert_string_equal(rows[4].reason, "no layer has 8.13");
    court_release(&court);
}

static void the_plan_is_judged_by_what_is_mandated(void **state)
{
    Court court;
    Coverage *after;
    const Finding *finding;
    Diag diag = {0};
    const ZoneCompliance *yard;

    (void)state;
    court_init(&court);
    assert_int_equal(coverage_compute(&after, court.town.demand, NULL, 0, "coverage", &diag), OK);
    for (size_t i = 0; i < court.town.demand->cell_count; i++) {
        court.coverable[i] = court.town.demand->cells[i].zone != YARD || i % 4 != 0;
        court.cause[i] = court.coverable[i] ? CAUSE_COVERED : CAUSE_CANOPY;
    }
    cover(&court, after, ROAD, 1);
    cover(&court, after, SQUARE, 1);
    cover(&court, after, YARD, 0.7);
    judge(&court, after, true);
    yard = &court.compliance->zones[YARD];
    assert_true(court.compliance->zones[ROAD].pass_after);
    assert_false(court.compliance->zones[ROAD].pass_before);
    assert_true(court.compliance->zones[ROAD].longest_run_after_m == 0);
    assert_false(yard->pass_after);
    assert_true(yard->coverable < 0.8 * yard->mandated && yard->coverable > 0.7 * yard->mandated);
    assert_int_equal(yard->rest_cause, CAUSE_CANOPY);
    finding = finding_of(&court, "zone 8.2-002");
    assert_non_null(strstr(finding->sentence, "after the plan"));
    assert_non_null(strstr(finding->sentence, "is coverable"));
    assert_non_null(strstr(finding->sentence, "trim the trees"));
    assert_null(finding_of(&court, "zone 8.1a-001"));
    assert_true(fabs(court.compliance->after - court.compliance->zones[ROAD].after -
                     court.compliance->zones[SQUARE].after - yard->after) < 1e-6);
    coverage_free(after);
    court_release(&court);
}

/* What could be covered and is not asks for money, not for other sites. */
static void a_plan_cut_short_asks_for_budget(void **state)
{
    Court court;

    (void)state;
    court_init(&court);
    memset(court.coverable, 1, court.town.demand->cell_count);
    memset(court.cause, CAUSE_COVERED, court.town.demand->cell_count);
    court.town.little.project.plan.budget = 1000;
    judge(&court, court.town.before, true);
    assert_int_equal(court.compliance->zones[YARD].rest_cause, CAUSE_COVERED);
    assert_non_null(strstr(finding_of(&court, "zone 8.2-002")->sentence, "raise the budget"));
    assert_string_equal(court.compliance->rows[0].reason, "not built");
    court_release(&court);
}

/* A narrowed run does not speak of clauses that it was not asked for. */
static void narrowed_runs_are_quiet(void **state)
{
    static const struct {
        const char *department, *township, *clause;
        size_t rows;
    } cases[] = {{NULL, NULL, NULL, 2},
                 {"x", NULL, NULL, 0},
                 {NULL, "x", NULL, 0},
                 {NULL, NULL, "8.9", 1},
                 {NULL, NULL, "8.13", 1}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Court court;
        size_t quiet = 0;
        court_init(&court);
        court.town.little.project.only_department = cases[i].department;
        court.town.little.project.only_township = cases[i].township;
        court.town.little.project.only_clause = cases[i].clause;
        judge(&court, NULL, false);
        for (size_t r = 0; r < court.compliance->row_count; r++)
            quiet += court.compliance->rows[r].zones == 0;
        assert_int_equal(quiet, cases[i].rows);
        court_release(&court);
    }
    compliance_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(existing_cameras_alone),
        cmocka_unit_test(clauses_and_departments),
        cmocka_unit_test(the_plan_is_judged_by_what_is_mandated),
        cmocka_unit_test(a_plan_cut_short_asks_for_budget),
        cmocka_unit_test(narrowed_runs_are_quiet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
