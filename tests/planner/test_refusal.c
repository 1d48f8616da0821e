#include <omp.h>

#include "planner/siting/refusal.h"
#include "tests/planner/little_count.h"

static RefusalSet *refusals_of(const LittleTown *town)
{
    const Placement of = little_placement(town);
    RefusalSet *set;
    Diag diag = {0};

    assert_int_equal(refusals_find(&set, &of, town->plan, &diag), OK);
    assert_int_equal(set->count, 2 * town->plan->count);
    return set;
}

static bool refused(const LittleTown *town, const Refusal *refusal, uint32_t candidate)
{
    const Candidate *c = &town->candidates->candidates[candidate];
    const Candidate *camera =
        &town->candidates->candidates[town->plan->cameras[refusal->camera].candidate];

    return c->site == camera->site && (refusal->thing == REFUSED_SITE || c->slot == camera->slot);
}

static bool has(const uint32_t *list, size_t count, uint32_t thing)
{
    for (size_t k = 0; k < count; k++)
        if (list[k] == thing)
            return true;
    return false;
}

/* The plan without what is refused and, where asked, with its repair. */
static size_t rest_of(const LittleTown *town, const Refusal *refusal, bool repaired, uint32_t *out)
{
    size_t count = 0;

    for (size_t i = 0; i < town->plan->count; i++) {
        uint32_t candidate = town->plan->cameras[i].candidate;
        if (!refused(town, refusal, candidate) &&
            !(repaired && has(refusal->dropped, refusal->dropped_count, candidate)))
            out[count++] = candidate;
    }
    for (size_t k = 0; repaired && k < refusal->added_count; k++)
        out[count++] = refusal->added[k];
    return count;
}

/* One a slot, n a site, nothing that was refused. */
static void assert_buildable(const LittleTown *town, const Refusal *refusal, const uint32_t *chosen,
                             size_t count)
{
    const Candidate *candidates = town->candidates->candidates;

    for (size_t i = 0; i < count; i++) {
        size_t on_site = 0;
        assert_false(refused(town, refusal, chosen[i]));
        for (size_t j = 0; j < count; j++) {
            on_site += candidates[chosen[j]].site == candidates[chosen[i]].site;
            assert_true(i == j || candidates[chosen[j]].site != candidates[chosen[i]].site ||
                        candidates[chosen[j]].slot != candidates[chosen[i]].slot);
        }
        assert_true(on_site <= (size_t)town->little.project.plan.max_per_pole);
    }
}

/* What the plan owes each zone: its quota, as far as the plan reaches it. */
static void owed_by(const LittleTown *town, uint32_t *chosen, double owed[LITTLE_ZONES])
{
    double weights[LITTLE_ZONES];

    for (size_t i = 0; i < town->plan->count; i++)
        chosen[i] = town->plan->cameras[i].candidate;
    count_weights(town, chosen, town->plan->count, weights);
    count_targets(town, town->little.project.plan.quota, owed);
    for (size_t z = 0; z < town->demand->zones->zone_count; z++)
        owed[z] = fmin(owed[z], weights[z]);
}

/* What of that these lack, in weight. */
static double lack_of(const LittleTown *town, const double *owed, const uint32_t *chosen,
                      size_t count)
{
    double weights[LITTLE_ZONES], lack = 0;

    count_weights(town, chosen, count, weights);
    for (size_t z = 0; z < town->demand->zones->zone_count; z++)
        lack += fmax(0, owed[z] - 3e-6 * town->demand->zone_weight[z] - weights[z]);
    return lack;
}

static void assert_repair(const LittleTown *town, const Refusal *refusal, const double *owed,
                          uint32_t *chosen)
{
    double weights[LITTLE_ZONES], lack;
    size_t count = rest_of(town, refusal, true, chosen);

    assert_buildable(town, refusal, chosen, count);
    if (fabs(count_cost(town, chosen, count) - town->plan->cost - refusal->added_cost) > 1)
        fail_msg("N-%04u says %.2f and adds %.2f", refusal->camera + 1, refusal->added_cost,
                 count_cost(town, chosen, count) - town->plan->cost);
    count_weights(town, chosen, count, weights);
    assert_true(fabs(count_share(town, weights) - refusal->share) < 1e-5);
    lack = lack_of(town, owed, chosen, count);
    if (fabs(lack - refusal->lost) > 0.01 + 1e-3 * refusal->lost)
        fail_msg("N-%04u says that %.3f is lost and %.3f is", refusal->camera + 1, refusal->lost,
                 lack);
    assert_int_equal(refusal->zones_lost > 0, refusal->lost > 0);
}

/* The cheapest plan that puts one candidate in the place of what is refused; INFINITY: none. */
static double best_single(const LittleTown *town, const Refusal *refusal, const double *owed,
                          uint32_t *chosen)
{
    size_t count = rest_of(town, refusal, false, chosen);
    double least = INFINITY;

    if (lack_of(town, owed, chosen, count) <= 0)
        return count_cost(town, chosen, count);
    for (uint32_t j = 0; j < town->candidates->count; j++) {
        bool fits = !refused(town, refusal, j) && !town->candidates->candidates[j].undecided;
        size_t on_site = 0;
        for (size_t k = 0; k < count; k++) {
            const Candidate *c = &town->candidates->candidates[chosen[k]];
            bool same = c->site == town->candidates->candidates[j].site;
            on_site += same;
            fits = fits && !(same && c->slot == town->candidates->candidates[j].slot);
        }
        if (!fits || on_site >= (size_t)town->little.project.plan.max_per_pole)
            continue;
        chosen[count] = j;
        if (count_cost(town, chosen, count + 1) < least &&
            lack_of(town, owed, chosen, count + 1) <= 0)
            least = count_cost(town, chosen, count + 1);
    }
    return least;
}

/* No candidate that is left would bring back anything of what is said to be lost. */
static void assert_lost(const LittleTown *town, const Refusal *refusal, const double *owed,
                        uint32_t *chosen)
{
    size_t count = rest_of(town, refusal, true, chosen);
    double lack = lack_of(town, owed, chosen, count);

    for (uint32_t j = 0; j < town->candidates->count && refusal->lost > 0; j++) {
        const Candidate *c = &town->candidates->candidates[j];
        size_t on_site = 0;
        bool fits = !refused(town, refusal, j);
        for (size_t k = 0; k < count; k++) {
            const Candidate *d = &town->candidates->candidates[chosen[k]];
            on_site += d->site == c->site;
            fits = fits && !(d->site == c->site && d->slot == c->slot);
        }
        if (!fits || on_site >= (size_t)town->little.project.plan.max_per_pole)
            continue;
        chosen[count] = j;
        if (lack_of(town, owed, chosen, count + 1) < lack - 0.05)
            fail_msg("candidate %u would bring %.2f back", j,
                     lack - lack_of(town, owed, chosen, count + 1));
    }
}

/* So few sites that a lost one cannot be made good. */
static void sparse_town(LittleTown *town)
{
    Diag diag = {0};

    little_town_init(town, 100);
    town->little.project.sites.spacing_m = 400;
    town->little.project.sites.azimuth_step_deg = 90;
    town->little.zone[0].requirement.px_per_m = 125;
    town->little.project.plan.max_per_pole = 1;
    little_town_open(town);
    little_town_candidates(town);
    assert_int_equal(little_town_choose(town, &diag), OK);
}

static void repairs_are_what_they_say(void **state)
{
    size_t replaced = 0, lost = 0;

    (void)state;
    for (unsigned seed = 1; seed <= 3; seed++) {
        LittleTown town;
        if (seed < 3)
            little_random_town(&town, seed);
        else
            sparse_town(&town);
        RefusalSet *set = refusals_of(&town);
        uint32_t *chosen = memory_new(2 * town.candidates->count + 1, sizeof *chosen);
        double owed[LITTLE_ZONES];
        owed_by(&town, chosen, owed);
        for (size_t i = 0; i < set->count; i++) {
            const Refusal *refusal = &set->items[i];
            assert_int_equal(refusal->camera, i / 2);
            assert_int_equal(refusal->thing, i % 2 ? REFUSED_SITE : REFUSED_CAMERA);
            assert_repair(&town, refusal, owed, chosen);
            assert_lost(&town, refusal, owed, chosen);
            double single = best_single(&town, refusal, owed, chosen) - town.plan->cost;
            if (refusal->added_cost > single + 1)
                fail_msg("town %u, N-%04u: %.0f more, and one camera does for %.0f", seed,
                         refusal->camera + 1, refusal->added_cost, single);
            replaced += refusal->added_count > 0 && refusal->lost <= 0;
            lost += refusal->lost > 0;
        }
        free(chosen);
        refusals_free(set);
        little_town_release(&town);
    }
    assert_true(replaced > 0);
    assert_true(lost > 0);
}

/* What a camera alone holds, counted by leaving it out. */
static void what_it_alone_holds_is_counted(void **state)
{
    LittleTown town;
    double with[LITTLE_ZONES], without[LITTLE_ZONES];

    (void)state;
    little_random_town(&town, 5);
    RefusalSet *set = refusals_of(&town);
    uint32_t *chosen = memory_new(town.plan->count + 1, sizeof *chosen);
    for (size_t i = 0; i < town.plan->count; i++)
        chosen[i] = town.plan->cameras[i].candidate;
    count_weights(&town, chosen, town.plan->count, with);
    for (size_t i = 0; i < set->count; i++) {
        double alone = 0;
        size_t rest = rest_of(&town, &set->items[i], false, chosen);
        count_weights(&town, chosen, rest, without);
        for (size_t z = 0; z < town.demand->zones->zone_count; z++)
            alone += with[z] - without[z];
        assert_int_equal(set->items[i].refused, town.plan->count - rest);
        assert_true(fabs(alone - set->items[i].alone) < 0.05 + 1e-4 * alone);
        /* The plan has no needless camera. */
        assert_true(set->items[i].zones_alone > 0);
    }
    free(chosen);
    refusals_free(set);
    little_town_release(&town);
}

static void threads_do_not_matter(void **state)
{
    LittleTown town;
    RefusalSet *of[2];
    int threads = omp_get_max_threads();

    (void)state;
    little_random_town(&town, 6);
    for (int k = 0; k < 2; k++) {
        omp_set_num_threads(k ? 3 : 1);
        of[k] = refusals_of(&town);
    }
    omp_set_num_threads(threads);
    for (size_t i = 0; i < of[0]->count; i++) {
        const Refusal *a = &of[0]->items[i], *b = &of[1]->items[i];
        assert_int_equal(a->added_count, b->added_count);
        assert_int_equal(a->dropped_count, b->dropped_count);
        assert_memory_equal(a->added, b->added, a->added_count * sizeof *a->added);
        assert_memory_equal(a->dropped, b->dropped, a->dropped_count * sizeof *a->dropped);
        assert_true(a->added_cost == b->added_cost && a->lost == b->lost);
    }
    refusals_free(of[0]);
    refusals_free(of[1]);
    little_town_release(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repairs_are_what_they_say),
        cmocka_unit_test(what_it_alone_holds_is_counted),
        cmocka_unit_test(threads_do_not_matter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
