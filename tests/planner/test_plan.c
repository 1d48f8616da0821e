#include <omp.h>

#include "tests/planner/little_town.h"

static void assert_quotas(const LittleTown *town)
{
    const Demand *demand = town->demand;
    double *coverable = memory_new(demand->zones->zone_count + 1, sizeof *coverable);

    compliance_weights(demand, town->candidates->coverable, coverable);
    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        double quota = compliance_quota(&demand->zones->zones[z], &town->little.project);
        double target = fmin(quota * demand->zone_weight[z], coverable[z]);
        double got = coverage_zone_weight(demand, town->after, z);
        if (got < target - 1e-5 * demand->zone_weight[z])
            fail_msg("zone %zu: %.1f of %.1f", z, got, target);
    }
    free(coverable);
}

/* One a slot, n a site, and the costs as plan.h says. */
static void assert_rules(const LittleTown *town)
{
    const Plan *plan = town->plan;
    const CandidateSet *set = town->candidates;
    double cost = 0, last = -1;

    for (size_t i = 0; i < plan->count; i++) {
        const Candidate *c = &set->candidates[plan->cameras[i].candidate];
        size_t same_site = 0, earlier = 0;
        for (size_t j = 0; j < plan->count; j++) {
            const Candidate *d = &set->candidates[plan->cameras[j].candidate];
            same_site += d->site == c->site;
            earlier += d->site == c->site && j < i;
            assert_true(i == j || d->site != c->site || d->slot != c->slot);
        }
        assert_true(same_site <= (size_t)town->little.project.plan.max_per_pole);
        assert_true(plan->cameras[i].cost ==
                    c->cost + (earlier ? set->again_cost[c->site] : set->site_cost[c->site]));
        assert_int_equal(plan->cameras[i].pole_new,
                         earlier == 0 && town->sites->sites[c->site].pole_new);
        assert_true(plan->cameras[i].cumulative >= last - 1e-9);
        assert_true(plan->cameras[i].zone < town->demand->zones->zone_count);
        last = plan->cameras[i].cumulative;
        cost += plan->cameras[i].cost;
    }
    assert_true(fabs(cost - plan->cost) < 1e-6);
}

/* Each planned camera judged again from scratch, out of its lookout alone. */
static void assert_lawful(const LittleTown *town)
{
    for (size_t i = 0; i < town->plan->count; i++) {
        const Lookout *lookout = &town->planned[i];
        const Candidate *c = &town->candidates->candidates[town->plan->cameras[i].candidate];
        ProhibitCamera camera = {.optics = &lookout->optics};
        ProhibitView *view;
        Verdict verdict;
        Diag diag = {0};
        assert_int_equal(prohibit_view_new(&view, town->prohibit, &lookout->eye, 1000, &diag), OK);
        verdict = prohibit_judge(view, &camera, NULL);
        assert_int_not_equal(verdict, VERDICT_VIOLATION);
        assert_int_equal(verdict == VERDICT_CANNOT_DECIDE, c->undecided);
        assert_null(prohibit_at(town->prohibit, town->sites->sites[c->site].x,
                                town->sites->sites[c->site].y, 0));
        prohibit_view_free(view);
    }
}

static void place(LittleTown *town)
{
    Diag diag = {0};

    little_town_open(town);
    little_town_candidates(town);
    assert_int_equal(little_town_choose(town, &diag), OK);
    little_town_after(town);
}

static void a_road_is_covered(void **state)
{
    LittleTown town;

    (void)state;
    little_town_init(&town, 100);
    place(&town);
    assert_true(town.plan->count > 0 && town.plan->quotas_met && !town.plan->budget_bound);
    assert_true(town.plan->lower_bound > 0 && town.plan->lower_bound <= town.plan->cost);
    assert_string_equal(town.planned[0].id, "N-0001");
    assert_quotas(&town);
    assert_rules(&town);
    assert_lawful(&town);
    for (size_t i = 0; i < town.plan->count; i++)
        assert_int_equal(town.plan->cameras[i].phase, 0);
    /* The plan's own tally is what coverage says afterwards. */
    assert_true(fabs(town.plan->cameras[town.plan->count - 1].cumulative -
                     coverage_zone_weight(town.demand, town.after, 0) /
                         town.demand->zone_weight[0]) < 1e-6);
    little_town_release(&town);
}

static double random_to(unsigned *seed, double from, double to)
{
    *seed = *seed * 1664525u + 1013904223u;
    return from + (to - from) * (double)(*seed >> 8) / (double)(1u << 24);
}

/* Houses, hotels and squares beside the road, anywhere. */
static void random_town(LittleTown *town, unsigned seed)
{
    little_town_init(town, 100);
    for (int i = 0; i < 8; i++) {
        double x = random_to(&seed, -90, 70), y = random_to(&seed, 8, 60);
        double w = random_to(&seed, 6, 20), h = random_to(&seed, 6, 20);
        Box box = i % 2 ? (Box){x, y, x + w, y + h} : (Box){x, -y - h, x + w, -y};
        little_town_building(town, box, random_to(&seed, 3, 12));
        if (i < 3)
            little_town_forbid(town, box, i != 1);
    }
    little_scene_zone(&town->little, (Box){-60, 20, -20, 50}, false)->requirement.px_per_m = 40;
    little_scene_zone(&town->little, (Box){30, -40, 60, -10}, false)->requirement.k = 2;
    town->little.zone[2].id = "8.1b-001";
}

static void random_towns_are_lawful(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 4; seed++) {
        LittleTown town;
        random_town(&town, seed);
        place(&town);
        assert_true(town.plan->count > 0);
        assert_true(town.plan->lower_bound <= town.plan->cost);
        assert_quotas(&town);
        assert_rules(&town);
        assert_lawful(&town);
        little_town_release(&town);
    }
}

/* No planned camera can be left out without a zone falling below its target. */
static void nothing_is_needless(void **state)
{
    LittleTown town;

    (void)state;
    random_town(&town, 5);
    place(&town);
    for (size_t out = 0; out < town.plan->count; out++) {
        uint16_t *count = memory_new(town.demand->cell_count, sizeof *count);
        uint8_t *covered = memory_new(town.demand->cell_count, 1);
        double weights[LITTLE_ZONES], coverable[LITTLE_ZONES];
        bool falls = false;
        for (size_t i = 0; i < town.plan->count; i++) {
            const CoverMatrix *m = town.candidates->matrix;
            uint32_t j = town.plan->cameras[i].candidate;
            for (size_t a = m->first[j]; i != out && a < m->first[j + 1]; a++)
                count[m->rows_of[a]]++;
        }
        for (size_t c = 0; c < town.demand->cell_count; c++)
            covered[c] = count[c] >= town.little.zone[town.demand->cells[c].zone].requirement.k;
        compliance_weights(town.demand, covered, weights);
        compliance_weights(town.demand, town.candidates->coverable, coverable);
        for (size_t z = 0; z < town.little.zones.zone_count; z++)
            falls = falls || weights[z] < fmin(0.95 * town.demand->zone_weight[z], coverable[z]) -
                                              2e-6 * town.demand->zone_weight[z];
        assert_true(falls);
        free(count);
        free(covered);
    }
    little_town_release(&town);
}

static void threads_do_not_matter(void **state)
{
    LittleTown one, two;
    int threads = omp_get_max_threads();

    (void)state;
    random_town(&one, 6);
    random_town(&two, 6);
    omp_set_num_threads(1);
    place(&one);
    omp_set_num_threads(3);
    place(&two);
    omp_set_num_threads(threads);
    assert_int_equal(one.candidates->count, two.candidates->count);
    assert_int_equal(one.candidates->matrix->arcs, two.candidates->matrix->arcs);
    assert_memory_equal(one.candidates->matrix->rows_of, two.candidates->matrix->rows_of,
                        one.candidates->matrix->arcs * sizeof(uint32_t));
    assert_memory_equal(one.candidates->cause, two.candidates->cause, one.demand->cell_count);
    assert_int_equal(one.plan->count, two.plan->count);
    for (size_t i = 0; i < one.plan->count; i++)
        assert_int_equal(one.plan->cameras[i].candidate, two.plan->cameras[i].candidate);
    little_town_release(&one);
    little_town_release(&two);
}

static void a_budget_is_kept(void **state)
{
    static const struct {
        const char *promise;
        PlanObjective objective;
        double budget;
    } cases[] = {{"a cover plan stops at its budget", OBJECTIVE_COVER, 12000},
                 {"a budget plan stops at its budget", OBJECTIVE_BUDGET, 12000},
                 {"a budget plan spends more than quotas need", OBJECTIVE_BUDGET, 500000}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LittleTown town;
        little_town_init(&town, 100);
        town.little.project.plan.objective = cases[i].objective;
        town.little.project.plan.budget = cases[i].budget;
        place(&town);
        if (town.plan->cost > cases[i].budget || town.plan->count == 0)
            fail_msg("%s: %.0f", cases[i].promise, town.plan->cost);
        assert_int_equal(town.plan->quotas_met, cases[i].budget > 100000);
        assert_int_equal(town.plan->budget_bound, cases[i].budget < 100000);
        assert_int_equal(isnan(town.plan->lower_bound), cases[i].objective == OBJECTIVE_BUDGET);
        assert_false(town.plan->lower_bound > town.plan->cost);
        assert_rules(&town);
        if (cases[i].budget > 100000)
            assert_true(coverage_zone_weight(town.demand, town.after, 0) >
                        0.97 * town.demand->zone_weight[0]);
        little_town_release(&town);
    }
}

static void a_budget_below_one_camera_is_refused(void **state)
{
    LittleTown town;
    Diag diag = {0};

    (void)state;
    little_town_init(&town, 60);
    town.little.project.plan.budget = 100;
    little_town_open(&town);
    little_town_candidates(&town);
    assert_int_equal(little_town_choose(&town, &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "plan.budget 100"));
    assert_non_null(strstr(diag.message, "raise the budget"));
    assert_null(town.plan);
    little_town_release(&town);
}

static void phases_follow_their_budgets(void **state)
{
    static double phases[] = {9500, 8500};
    LittleTown town;
    double spent[4] = {0};

    (void)state;
    little_town_init(&town, 200);
    town.little.project.plan.phases = phases;
    town.little.project.plan.phase_count = 2;
    place(&town);
    for (size_t i = 0; i < town.plan->count; i++) {
        int phase = town.plan->cameras[i].phase;
        assert_true(phase >= 1 && phase <= 3);
        assert_true(i == 0 || phase >= town.plan->cameras[i - 1].phase);
        spent[phase] += town.plan->cameras[i].cost;
    }
    if (!(spent[1] > 0 && spent[1] <= 9500 && spent[2] <= 8500 && spent[3] > 0))
        fail_msg("phases of %.0f, %.0f and %.0f", spent[1], spent[2], spent[3]);
    little_town_release(&town);
}

/* Steps of the search, not seconds: the quotas are met with the first step already, more steps cost
 * no more, and a limit that is reached is no cut. */
static void a_work_limit_counts_steps(void **state)
{
    static const long limits[] = {1, 2000, 20000};
    double last = INFINITY;

    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        LittleTown town;
        little_town_init(&town, 100);
        town.little.project.plan.work_limit = limits[i];
        place(&town);
        assert_true(!town.plan->limited && town.plan->quotas_met);
        assert_true(town.plan->cost <= last);
        assert_true(town.plan->lower_bound <= town.plan->cost);
        last = town.plan->cost;
        little_town_release(&town);
    }
}

/* A plan that stands needs no other; without its first camera, little more than that. */
static void existing_cameras_save_new_ones(void **state)
{
    (void)state;
    for (size_t missing = 0; missing < 2; missing++) {
        LittleTown built, again;
        Lookout *planned;
        little_town_init(&built, 60);
        little_town_init(&again, 60);
        place(&built);
        planned = built.planned;
        assert_true(built.plan->count >= 2 && built.plan->count - missing <= 8);
        again.existing_count = built.plan->count - missing;
        memcpy(again.existing, planned + missing, again.existing_count * sizeof *planned);
        place(&again);
        assert_quotas(&again);
        if (missing)
            assert_true(again.plan->count > 0 && again.plan->cost <= built.plan->cost);
        else
            assert_true(again.plan->count == 0 && again.plan->quotas_met);
        little_town_release(&again);
        little_town_release(&built);
    }
}

/* Both sides of the road are hotels whose rooms nobody drew: taken only as a last resort. */
static void undecided_views_come_last(void **state)
{
    LittleTown town;
    size_t undecided = 0;

    (void)state;
    little_town_init(&town, 60);
    little_town_forbid(&town, (Box){-50, 8, 50, 20}, false);
    little_town_forbid(&town, (Box){-50, -20, 50, -8}, false);
    place(&town);
    assert_true(town.candidates->undecided > 0);
    for (size_t i = 0; i < town.plan->count; i++)
        undecided += town.candidates->candidates[town.plan->cameras[i].candidate].undecided;
    assert_quotas(&town);
    assert_lawful(&town);
    assert_true(undecided < town.plan->count);
    little_town_release(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_road_is_covered),
        cmocka_unit_test(random_towns_are_lawful),
        cmocka_unit_test(nothing_is_needless),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(a_budget_is_kept),
        cmocka_unit_test(a_budget_below_one_camera_is_refused),
        cmocka_unit_test(phases_follow_their_budgets),
        cmocka_unit_test(a_work_limit_counts_steps),
        cmocka_unit_test(existing_cameras_save_new_ones),
        cmocka_unit_test(undecided_views_come_last),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
