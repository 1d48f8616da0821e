#include <omp.h>

#include "data/zoom.h"
#include "planner/siting/polish.h"
#include "planner/siting/polish_aim.h"
#include "tests/planner/little_town.h"

/* A town whose plan was polished, and what each zone reached before. */
typedef struct {
    LittleTown town;
    double reached[LITTLE_ZONES];
    Plan chosen; /* before; its cameras are gone */
} PolishedTown;

static double random_to(unsigned *seed, double from, double to)
{
    *seed = *seed * 1664525u + 1013904223u;
    return from + (to - from) * (double)(*seed >> 8) / (double)(1u << 24);
}

/* Houses and hotels beside a road, a square that asks more, and one that asks twice. */
static void random_town(LittleTown *town, unsigned seed)
{
    little_town_init(town, 80);
    for (int i = 0; i < 8; i++) {
        double x = random_to(&seed, -70, 50), y = random_to(&seed, 8, 50);
        double w = random_to(&seed, 6, 20), h = random_to(&seed, 6, 20);
        Box box = i % 2 ? (Box){x, y, x + w, y + h} : (Box){x, -y - h, x + w, -y};
        little_town_building(town, box, random_to(&seed, 3, 12));
        if (i < 3)
            little_town_forbid(town, box, i != 1);
    }
    little_scene_zone(&town->little, (Box){-50, 20, -20, 45}, false)->requirement.px_per_m = 40;
    little_scene_zone(&town->little, (Box){25, -35, 50, -10}, false)->requirement.k = 2;
    town->little.zone[2].id = "8.1b-001";
}

static void choose(PolishedTown *polished)
{
    LittleTown *town = &polished->town;
    Diag diag = {0};

    little_town_open(town);
    little_town_candidates(town);
    assert_int_equal(little_town_choose(town, &diag), OK);
    little_town_after(town);
    for (size_t z = 0; z < town->little.zones.zone_count; z++)
        polished->reached[z] = coverage_zone_weight(town->demand, town->after, z);
    polished->chosen = *town->plan;
    coverage_free(town->after);
    free(town->planned);
}

static void polish(PolishedTown *polished, const Prohibit *prohibit)
{
    LittleTown *town = &polished->town;
    const PolishWish wish = {
        .scene = &town->little.scene,
        .prohibit = prohibit,
        .of = {&town->little.project, town->demand, town->candidates, town->sites, town->before}};
    Diag diag = {0};

    assert_int_equal(plan_polish(town->plan, &wish, &diag), OK);
    little_town_after(town);
}

static void release(PolishedTown *polished)
{
    little_town_release(&polished->town);
}

static double target(const LittleTown *town, size_t z)
{
    return compliance_quota(&town->demand->zones->zones[z], &town->little.project) *
           town->demand->zone_weight[z];
}

static double lack(const PolishedTown *polished, bool before)
{
    const LittleTown *town = &polished->town;
    double sum = 0;

    for (size_t z = 0; z < town->little.zones.zone_count; z++)
        sum += fmax(0, target(town, z) -
                           (before ? polished->reached[z]
                                   : coverage_zone_weight(town->demand, town->after, z)));
    return sum;
}

/* By coverage itself, which shares nothing with the polish but the footprint. */
static void assert_zones_keep(const PolishedTown *polished, const char *promise)
{
    const LittleTown *town = &polished->town;

    for (size_t z = 0; z < town->little.zones.zone_count; z++) {
        double least = fmin(target(town, z), polished->reached[z]);
        double got = coverage_zone_weight(town->demand, town->after, z);
        if (got < least - 1e-5 * town->demand->zone_weight[z])
            fail_msg("%s: zone %zu reaches %.2f, not %.2f", promise, z, got, least);
    }
}

static Verdict judged(const Prohibit *prohibit, const Lookout *lookout)
{
    Reach reach = reach_of_ptz(&lookout->optics, lookout->model);
    ProhibitCamera camera = {.optics = &lookout->optics,
                             .reach = lookout->model->class == MODEL_PTZ ? &reach : NULL};
    ProhibitView *view;
    Verdict verdict;
    Diag diag = {0};

    assert_int_equal(prohibit_view_new(&view, prohibit, &lookout->eye, 5000, &diag), OK);
    verdict = prohibit_judge(view, &camera, NULL);
    prohibit_view_free(view);
    return verdict;
}

/* How many look into a forbidden room. */
static size_t trespassers(const LittleTown *town, const Prohibit *prohibit)
{
    size_t count = 0;

    for (size_t i = 0; i < town->plan->count; i++)
        count += judged(prohibit, &town->planned[i]) == VERDICT_VIOLATION;
    return count;
}

static void assert_lawful(const PolishedTown *polished, const char *promise)
{
    const LittleTown *town = &polished->town;

    for (size_t i = 0; i < town->plan->count; i++) {
        const PlannedCamera *camera = &town->plan->cameras[i];
        bool was = town->candidates->candidates[camera->candidate].undecided;
        Verdict verdict = judged(town->prohibit, &town->planned[i]);
        if (verdict == VERDICT_VIOLATION || (verdict == VERDICT_CANNOT_DECIDE && !was))
            fail_msg("%s: camera %zu", promise, i);
        assert_int_equal(verdict == VERDICT_CANNOT_DECIDE, camera->built.undecided);
    }
}

static bool is_tenth(double deg)
{
    return fabs(deg * 10 - rint(deg * 10)) < 1e-6;
}

/* Tilt and zoom of the model, an arm of its own, and settings that can be read. */
static void assert_settings(const PolishedTown *polished, const char *promise)
{
    const Plan *plan = polished->town.plan;

    for (size_t i = 0; i < plan->count; i++) {
        const Candidate *c = &plan->cameras[i].built;
        const Candidate *was = &polished->town.candidates->candidates[plan->cameras[i].candidate];
        bool ok = c->model == was->model && c->site == was->site && c->cost == was->cost &&
                  zoom_holds(c->model, c->optics.hfov_deg) && is_tenth(c->optics.azimuth_deg) &&
                  is_tenth(c->optics.tilt_deg) && c->optics.azimuth_deg >= 0 &&
                  c->optics.azimuth_deg < 360;
        if (c->optics.tilt_deg != was->optics.tilt_deg)
            ok = ok && !(c->optics.tilt_deg > c->model->tilt_lowest_deg) &&
                 !(c->optics.tilt_deg < c->model->tilt_highest_deg) && c->optics.tilt_deg <= 90;
        if (c->optics.hfov_deg != was->optics.hfov_deg)
            ok = ok && (isnan(c->focal_mm) || is_tenth(c->focal_mm) ||
                        zoom_share(c->model, c->optics.hfov_deg) <= 0 ||
                        zoom_share(c->model, c->optics.hfov_deg) >= 1);
        for (size_t k = 0; k < i; k++)
            ok = ok &&
                 (plan->cameras[k].built.site != c->site || plan->cameras[k].built.slot != c->slot);
        if (!ok)
            fail_msg("%s: camera %zu at %.3f, %.3f, %.3f", promise, i, c->optics.azimuth_deg,
                     c->optics.tilt_deg, c->optics.hfov_deg);
    }
}

/* Costs as plan.h says, and what run.json is told. */
static void assert_account(const PolishedTown *polished, const char *promise)
{
    const LittleTown *town = &polished->town;
    const Plan *plan = town->plan;
    const PlanPolish *tells = &plan->polish;
    double cost = 0;

    for (size_t i = 0; i < plan->count; i++) {
        uint32_t site = plan->cameras[i].built.site;
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first = first && plan->cameras[k].built.site != site;
        cost += plan->cameras[i].built.cost +
                (first ? town->candidates->site_cost[site] : town->candidates->again_cost[site]);
    }
    if (fabs(cost - plan->cost) > 1e-6 || plan->cost > polished->chosen.cost ||
        tells->cost_before != polished->chosen.cost || tells->lack_after > tells->lack_before ||
        plan->count + tells->dropped != polished->chosen.count ||
        (tells->dropped == 0 && tells->lack_after == tells->lack_before &&
         tells->outside_after_m2 > tells->outside_before_m2) ||
        fabs(tells->lack_after - lack(polished, false)) > 1 ||
        fabs(tells->lack_before - lack(polished, true)) > 1)
        fail_msg("%s: cost %.0f of %.0f, %zu dropped of %zu, lack %.1f of %.1f", promise,
                 plan->cost, polished->chosen.cost, tells->dropped, polished->chosen.count,
                 tells->lack_after, tells->lack_before);
}

/* --- the promises -------------------------------------------------------------------- */

static void every_promise_holds_in_any_town(void **state)
{
    static const struct {
        const char *town;
        unsigned seed;
        double quota;
        PlanObjective objective;
        double budget;
    } cases[] = {{"quotas that can be met", 1, 0.9, OBJECTIVE_COVER, NAN},
                 {"other houses", 2, 0.95, OBJECTIVE_COVER, NAN},
                 {"all is asked for", 3, 1, OBJECTIVE_COVER, NAN},
                 {"a small budget", 4, 0.95, OBJECTIVE_COVER, 40000},
                 {"as much as a budget buys", 5, 0.5, OBJECTIVE_BUDGET, 90000}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PolishedTown polished = {0};
        random_town(&polished.town, cases[i].seed);
        polished.town.little.project.plan.quota = cases[i].quota;
        polished.town.little.project.plan.objective = cases[i].objective;
        polished.town.little.project.plan.budget = cases[i].budget;
        choose(&polished);
        polish(&polished, polished.town.prohibit);
        assert_zones_keep(&polished, cases[i].town);
        assert_lawful(&polished, cases[i].town);
        assert_settings(&polished, cases[i].town);
        assert_account(&polished, cases[i].town);
        assert_true(polished.town.plan->polish.polished > 0);
        release(&polished);
    }
}

/* One narrow lens, and few places for it. */
static void narrow_lenses(Project *project)
{
    static const char *models[] = {"generic-4k-30"};

    project->sites.models = models;
    project->sites.model_count = 1;
    project->sites.spacing_m = 60;
}

/* All that the plan could do with candidates it did: no candidate covers the rest, or no budget
 * pays for it. */
static void gaps_that_candidates_leave_become_less(void **state)
{
    static const struct {
        const char *promise;
        unsigned seed;
        double quota, budget, px_per_m; /* the last of the square */
    } cases[] = {{"what no candidate covers", 21, 1, NAN, 500},
                 {"what the budget does not reach", 22, 0.95, 16000, 40},
                 {"with other houses", 23, 0.95, 12000, 40}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PolishedTown polished = {0};
        double before, after;
        random_town(&polished.town, cases[i].seed);
        polished.town.little.project.plan.quota = cases[i].quota;
        polished.town.little.project.plan.budget = cases[i].budget;
        polished.town.little.zone[1].requirement.px_per_m = cases[i].px_per_m;
        if (isnan(cases[i].budget))
            narrow_lenses(&polished.town.little.project);
        choose(&polished);
        polish(&polished, polished.town.prohibit);
        before = lack(&polished, true);
        after = lack(&polished, false);
        if (!(before > 1 && after < before - 1))
            fail_msg("%s: %.1f m2 lack, %.1f before, %zu", cases[i].promise, after, before,
                     polished.town.plan->count);
        assert_zones_keep(&polished, cases[i].promise);
        release(&polished);
    }
}

static void a_camera_that_neighbours_replace_is_dropped(void **state)
{
    size_t dropped = 0;

    (void)state;
    for (unsigned seed = 11; seed <= 13; seed++) {
        PolishedTown polished = {0};
        random_town(&polished.town, seed);
        polished.town.little.project.plan.quota = 0.8;
        polished.town.little.project.plan.work_limit = 1;
        choose(&polished);
        polish(&polished, polished.town.prohibit);
        if (polished.town.plan->polish.dropped)
            assert_true(polished.town.plan->cost < polished.chosen.cost);
        dropped += polished.town.plan->polish.dropped;
        assert_zones_keep(&polished, "fewer cameras");
        release(&polished);
    }
    assert_true(dropped > 0);
}

static void less_is_seen_that_nobody_asks_for(void **state)
{
    PolishedTown polished = {0};
    const PlanPolish *tells;

    (void)state;
    little_town_init(&polished.town, 100);
    choose(&polished);
    polish(&polished, polished.town.prohibit);
    tells = &polished.town.plan->polish;
    if (!(tells->outside_after_m2 < tells->outside_before_m2))
        fail_msg("%.0f of %.0f m2", tells->outside_after_m2, tells->outside_before_m2);
    assert_zones_keep(&polished, "less in view");
    release(&polished);
}

/* Hotels on both sides of the road: a plan that does not know of them looks into windows, one that
 * does looks into none, however it is polished. */
static void no_window_is_looked_into(void **state)
{
    (void)state;
    for (int known = 0; known < 2; known++) {
        PolishedTown polished = {0};
        LittleTown *town = &polished.town;
        Prohibit *all;
        Diag diag = {0};
        size_t looks;
        little_town_init(town, 80);
        for (int i = 0; i < TOWN_PLACES; i++) {
            Box box = {i % 2 ? 2 : -42, i < 2 ? 7 : -20, i % 2 ? 42 : -2, i < 2 ? 20 : -7};
            little_town_building(town, box, 8);
            little_town_forbid(town, box, true)->view_px_per_m = 20;
        }
        town->forbidden.count = known ? TOWN_PLACES : 0;
        choose(&polished);
        polish(&polished, town->prohibit);
        town->forbidden.count = TOWN_PLACES;
        assert_int_equal(
            prohibit_new(&all, &town->little.scene, town->pack, &town->forbidden, &diag), OK);
        looks = trespassers(town, all);
        if (known ? looks != 0 : looks == 0)
            fail_msg("%zu of %zu cameras look into windows", looks, town->plan->count);
        prohibit_free(all);
        release(&polished);
    }
}

static void threads_do_not_matter(void **state)
{
    PolishedTown one = {0}, four = {0};
    int threads = omp_get_max_threads();

    (void)state;
    random_town(&one.town, 6);
    random_town(&four.town, 6);
    omp_set_num_threads(1);
    choose(&one);
    polish(&one, one.town.prohibit);
    omp_set_num_threads(4);
    choose(&four);
    polish(&four, four.town.prohibit);
    omp_set_num_threads(threads);
    assert_int_equal(one.town.plan->count, four.town.plan->count);
    for (size_t i = 0; i < one.town.plan->count; i++) {
        const PlannedCamera *a = &one.town.plan->cameras[i], *b = &four.town.plan->cameras[i];
        assert_int_equal(a->candidate, b->candidate);
        assert_memory_equal(&a->built.optics, &b->built.optics, sizeof a->built.optics);
        assert_true(a->cost == b->cost && a->cumulative == b->cumulative);
    }
    release(&one);
    release(&four);
}

/* Of two cameras on a pole neither comes onto the other's arm, nor past it. */
static void arms_keep_their_order(void **state)
{
    static const struct {
        const char *promise;
        double from_deg, tried_deg, other_deg;
        bool own;
    } cases[] = {{"a free arm", 10, 20, 40, true},
                 {"onto the other's", 10, 40, 40, false},
                 {"within half a degree of it", 10, 39.6, 40, false},
                 {"past it", 10, 50, 40, false},
                 {"past it the other way", 40, 5, 10, false},
                 {"over north", 350, 5, 10, true},
                 {"past it over north", 350, 15, 10, false},
                 {"onto it over north", 10, 359.7, 0, false},
                 {"away from it", 10, 350, 40, true},
                 {"one that hangs behind", 10, 30, 200, true}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double deg[3] = {cases[i].from_deg, cases[i].tried_deg, cases[i].other_deg};
        Candidate c[3];
        for (int k = 0; k < 3; k++) {
            c[k] = (Candidate){.slot = (uint16_t)lround(deg[k])};
            c[k].optics.azimuth_deg = deg[k];
        }
        if (polish_aim_own_arm(&c[1], &c[0], &c[2]) != cases[i].own)
            fail_msg("%s", cases[i].promise);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_promise_holds_in_any_town),
        cmocka_unit_test(gaps_that_candidates_leave_become_less),
        cmocka_unit_test(a_camera_that_neighbours_replace_is_dropped),
        cmocka_unit_test(less_is_seen_that_nobody_asks_for),
        cmocka_unit_test(no_window_is_looked_into),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(arms_keep_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
