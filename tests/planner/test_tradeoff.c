#include <omp.h>

#include "planner/siting/tradeoff.h"
#include "tests/planner/little_count.h"

static Tradeoff *tradeoff_of(const LittleTown *town)
{
    const Placement of = little_placement(town);
    Tradeoff *tradeoff;
    Diag diag = {0};

    assert_int_equal(tradeoff_find(&tradeoff, &of, town->plan, &diag), OK);
    return tradeoff;
}

/* What a point says, against what its cameras cost and cover. */
static void assert_point(const LittleTown *town, const TradeoffPoint *point)
{
    double weights[LITTLE_ZONES], targets[LITTLE_ZONES];
    bool met = true;

    count_weights(town, point->chosen, point->cameras, weights);
    count_targets(town, point->quota, targets);
    for (size_t z = 0; z < town->demand->zones->zone_count; z++)
        met = met && weights[z] >= targets[z] - 1e-5 * town->demand->zone_weight[z];
    if (fabs(point->cost - count_cost(town, point->chosen, point->cameras)) > 1)
        fail_msg("quota %g says %.2f and costs %.2f", point->quota, point->cost,
                 count_cost(town, point->chosen, point->cameras));
    if (fabs(point->share - count_share(town, weights)) > 1e-5)
        fail_msg("quota %g says %.6f and covers %.6f", point->quota, point->share,
                 count_share(town, weights));
    if (point->met && !met)
        fail_msg("quota %g is not reached", point->quota);
    assert_true(point->met);
}

static void points_cost_and_cover_what_they_say(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 3; seed++) {
        LittleTown town;
        size_t own = 0;
        little_random_town(&town, seed);
        Tradeoff *tradeoff = tradeoff_of(&town);
        assert_int_equal(tradeoff->points[0].kind, TRADEOFF_EXISTING);
        assert_true(tradeoff->points[0].cost == 0 && tradeoff->points[0].cameras == 0);
        for (size_t i = 1; i < tradeoff->count; i++) {
            assert_point(&town, &tradeoff->points[i]);
            own += tradeoff->points[i].kind == TRADEOFF_PLAN;
        }
        assert_int_equal(own, 1);
        tradeoff_free(tradeoff);
        little_town_release(&town);
    }
}

/* Costs never fall with the quota, and no plan for as much or more lies below a bound. */
static void costs_rise_and_bounds_hold(void **state)
{
    (void)state;
    for (unsigned seed = 4; seed <= 6; seed++) {
        LittleTown town;
        little_random_town(&town, seed);
        Tradeoff *tradeoff = tradeoff_of(&town);
        const TradeoffPoint *points = tradeoff->points;
        bool some = false;
        for (size_t i = 1; i < tradeoff->count; i++)
            for (size_t j = i; j < tradeoff->count; j++) {
                if (points[i].kind != TRADEOFF_QUOTA)
                    continue;
                assert_true(points[j].quota >= points[i].quota - 1e-9);
                if (points[j].kind == TRADEOFF_QUOTA && points[j].cost < points[i].cost - 1e-6)
                    fail_msg("%g costs %.0f, %g only %.0f", points[i].quota, points[i].cost,
                             points[j].quota, points[j].cost);
                if (points[j].cost < points[i].lower_bound - 1e-6)
                    fail_msg("%g costs %.0f, below the bound %.0f of %g", points[j].quota,
                             points[j].cost, points[i].lower_bound, points[i].quota);
                some = some || points[i].lower_bound > 0;
            }
        assert_true(some);
        assert_true(points[1].cost < points[tradeoff->count - 1].cost);
        tradeoff_free(tradeoff);
        little_town_release(&town);
    }
}

static void threads_do_not_matter(void **state)
{
    LittleTown town;
    Tradeoff *of[2];
    int threads = omp_get_max_threads();

    (void)state;
    little_random_town(&town, 7);
    for (int k = 0; k < 2; k++) {
        omp_set_num_threads(k ? 3 : 1);
        of[k] = tradeoff_of(&town);
    }
    omp_set_num_threads(threads);
    assert_int_equal(of[0]->count, of[1]->count);
    for (size_t i = 0; i < of[0]->count; i++) {
        const TradeoffPoint *a = &of[0]->points[i], *b = &of[1]->points[i];
        assert_int_equal(a->cameras, b->cameras);
        assert_true(i == 0 || a->lower_bound == b->lower_bound);
        for (size_t k = 0; k < a->cameras; k++)
            assert_int_equal(a->chosen[k], b->chosen[k]);
    }
    tradeoff_free(of[0]);
    tradeoff_free(of[1]);
    little_town_release(&town);
}

/* How much of all mandated weight the first cameras of an order cover. */
static double share_of_first(const LittleTown *town, const uint32_t *order, size_t count)
{
    double weights[LITTLE_ZONES];

    count_weights(town, order, count, weights);
    return count_share(town, weights);
}

/* The build order: after the first cameras at least as much is covered as in the mean of orders
 * drawn by chance, and more somewhere. */
static void prefixes_of_the_build_order_are_good(void **state)
{
    enum { ORDERS = 6, EACH = 5 };

    (void)state;
    for (unsigned seed = 1; seed <= 2; seed++) {
        LittleTown town;
        unsigned random = seed;
        double better = 0;
        little_random_town(&town, seed);
        size_t count = town.plan->count;
        uint32_t *own = memory_new(count + 1, sizeof *own);
        uint32_t *other = memory_new(count + 1, sizeof *other);
        double *mean = memory_new(count + 1, sizeof *mean);
        for (size_t i = 0; i < count; i++)
            other[i] = own[i] = town.plan->cameras[i].candidate;
        for (int draw = 0; draw < ORDERS; draw++) {
            for (size_t i = count; i-- > 1;) {
                size_t j = (size_t)little_random(&random, 0, (double)i + 0.999);
                uint32_t kept = other[i];
                other[i] = other[j];
                other[j] = kept;
            }
            for (size_t i = 1; i <= count; i += EACH)
                mean[i] += share_of_first(&town, other, i) / ORDERS;
        }
        for (size_t i = 1; i <= count; i += EACH) {
            double share = share_of_first(&town, own, i);
            if (share < mean[i] - 1e-9)
                fail_msg("town %u: %zu cameras cover %.4f, by chance %.4f", seed, i, share,
                         mean[i]);
            better = fmax(better, share - mean[i]);
        }
        assert_true(better > 0.02);
        free(own);
        free(other);
        free(mean);
        little_town_release(&town);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_cost_and_cover_what_they_say),
        cmocka_unit_test(costs_rise_and_bounds_hold),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(prefixes_of_the_build_order_are_good),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
