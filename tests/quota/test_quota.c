/* Placement in numbers: the choice, its search and its bound against trying everything. */
#include <omp.h>
#include <string.h>

#include "planner/siting/quota/quota_budget.h"
#include "planner/siting/quota/quota_knapsack.h"
#include "planner/siting/quota/quota_prices.h"
#include "planner/siting/quota/quota_search.h"
#include "tests/quota/puzzle.h"

static const PuzzleSize SMALL = {.columns = 10, .rows = 40, .zones = 3, .stations = 5, .sites = 5};
static const PuzzleSize FLAT = {.columns = 10, .rows = 40, .zones = 3, .stations = 0, .sites = 12};
static const PuzzleSize LARGE = {
    .columns = 200, .rows = 400, .zones = 8, .stations = 30, .sites = 45};

static void fill(QuotaState *state, const QuotaCover *cover)
{
    QuotaFill greed;
    QuotaWish wish = {.budget = INT64_MAX, .last_resorts = true};
    QuotaAim aim = quota_aim_cover(cover);

    quota_fill_init(&greed, cover);
    assert_false(quota_fill_run(&greed, state, &wish));
    quota_fill_trim(&greed, state, &aim, NULL);
    quota_fill_release(&greed);
}

static void search(QuotaState *state, uint64_t seed, uint64_t steps)
{
    QuotaAim aim = quota_aim_cover(state->cover);
    Diag diag = {0};
    QuotaSearch how = {.seed = seed,
                       .window = 12,
                       .trial = {.steps = 60, .ruin_most = 5, .noise = 0.5, .heat = 300},
                       .effort = {.steps = steps}};

    assert_int_equal(quota_search(state, &aim, &how, &diag), OK);
}

static void mark(const QuotaState *state, uint8_t *chosen)
{
    memset(chosen, 0, state->cover->matrix->columns);
    for (size_t k = 0; k < state->chosen_count; k++)
        chosen[state->chosen[k]] = 1;
}

/* The state's own sums are those of the definition, after any adding and dropping. */
static void the_state_counts_right(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        QuotaPuzzle puzzle;
        QuotaState choice;
        Random random = random_seeded(seed + 100);
        uint8_t chosen[200];
        quota_puzzle_init(&puzzle, &LARGE, seed);
        quota_state_init(&choice, &puzzle.cover);
        for (int step = 0; step < 3000; step++) {
            uint32_t j = random_below(&random, 200);
            if (choice.place[j] != QUOTA_NONE)
                quota_state_drop(&choice, j);
            else if (quota_state_fits(&choice, j))
                quota_state_add(&choice, j);
        }
        mark(&choice, chosen);
        assert_int_equal(choice.lack == 0, quota_puzzle_solves(&puzzle, chosen));
        assert_int_equal(choice.cost, quota_puzzle_cost(&puzzle, chosen));
        /* A gain is never less than what adding then brings. */
        for (uint32_t j = 0; j < 200; j++) {
            int64_t lack = choice.lack;
            double gain;
            if (choice.place[j] != QUOTA_NONE || !quota_state_fits(&choice, j))
                continue;
            gain = quota_state_gain(&choice, j, 0);
            quota_state_add(&choice, j);
            if (puzzle.cover.station_count == 0)
                assert_true((double)(lack - choice.lack) <= gain + 1e-6);
            quota_state_drop(&choice, j);
            assert_int_equal(choice.lack, lack);
            assert_true(quota_state_gain(&choice, j, 0) == gain);
        }
        while (choice.chosen_count)
            quota_state_drop(&choice, choice.chosen[0]);
        assert_int_equal(choice.cost, 0);
        quota_state_release(&choice);
        quota_puzzle_release(&puzzle);
    }
}

/* No bound above the best of all; the search finds the best. */
static void bounds_and_searches_hold(const PuzzleSize *size, double gap_most)
{
    double gaps = 0;

    for (uint64_t seed = 1; seed <= 30; seed++) {
        const CoverEffort effort = {.steps = 300};
        QuotaPuzzle puzzle;
        QuotaState choice;
        QuotaPrices prices;
        uint8_t chosen[24];
        int64_t best;
        quota_puzzle_init(&puzzle, size, seed);
        best = quota_puzzle_best(&puzzle);
        quota_state_init(&choice, &puzzle.cover);
        fill(&choice, &puzzle.cover);
        search(&choice, seed, 3000);
        mark(&choice, chosen);
        assert_int_equal(choice.lack == 0, quota_puzzle_solves(&puzzle, chosen));
        if (choice.lack == 0) {
            assert_true(best < INT64_MAX && choice.cost >= best);
            assert_true((double)choice.cost <= 1.02 * (double)best);
            quota_prices_init(&prices, &choice);
            quota_prices_improve(&prices, choice.cost, &effort);
            assert_true(prices.exact <= best);
            assert_true((double)prices.exact <= prices.bound + 1);
            if ((double)prices.exact < prices.bound * 0.999 - 2)
                fail_msg("seed %d: exact %.1f, bound %.3f", (int)seed, (double)prices.exact,
                         prices.bound);
            gaps += best ? 1 - (double)prices.exact / (double)best : 0;
            quota_prices_release(&prices);
        }
        quota_state_release(&choice);
        quota_puzzle_release(&puzzle);
    }
    if (gaps / 30 > gap_most)
        fail_msg("a mean gap of %.3f", gaps / 30);
}

static void nothing_is_below_the_bound(void **state)
{
    (void)state;
    bounds_and_searches_hold(&SMALL, 0.4);
    bounds_and_searches_hold(&FLAT, 0.25);
}

/* Any whole prices prove something true, however they were made up. */
static void any_prices_are_a_proof(void **state)
{
    (void)state;
    for (uint64_t seed = 50; seed < 80; seed++) {
        QuotaPuzzle puzzle;
        QuotaState choice;
        QuotaPrices prices;
        Random random = random_seeded(seed);
        int64_t best;
        quota_puzzle_init(&puzzle, &SMALL, seed);
        best = quota_puzzle_best(&puzzle);
        quota_state_init(&choice, &puzzle.cover);
        quota_prices_init(&prices, &choice);
        for (int trial = 0; trial < 200; trial++) {
            uint32_t most = 1 + random_below(&random, 200);
            for (size_t i = 0; i < SMALL.rows; i++)
                prices.row_price[i] = (int64_t)random_below(&random, most) * PRICE_UNIT;
            for (size_t s = 0; s < SMALL.stations; s++)
                prices.station_price[s] = (int64_t)random_below(&random, most) * PRICE_UNIT;
            for (size_t z = 0; z < SMALL.zones; z++)
                prices.zone_price[z] = (int64_t)random_below(&random, most) * PRICE_UNIT;
            assert_true(quota_prices_exact(&prices) <= best);
        }
        quota_prices_release(&prices);
        quota_state_release(&choice);
        quota_puzzle_release(&puzzle);
    }
}

/* The same choice on any number of threads, a cheaper one than greed's, and still a solution. */
static void threads_change_nothing(void **state)
{
    QuotaPuzzle puzzle;
    QuotaState one, four;
    uint8_t a[200], b[200];
    int64_t greedy;
    int threads = omp_get_max_threads();

    (void)state;
    quota_puzzle_init(&puzzle, &LARGE, 7);
    quota_state_init(&one, &puzzle.cover);
    quota_state_init(&four, &puzzle.cover);
    fill(&one, &puzzle.cover);
    fill(&four, &puzzle.cover);
    greedy = one.cost;
    omp_set_num_threads(1);
    search(&one, 3, 4000);
    omp_set_num_threads(4);
    search(&four, 3, 4000);
    omp_set_num_threads(threads);
    mark(&one, a);
    mark(&four, b);
    assert_memory_equal(a, b, 200);
    assert_true(one.cost < greedy);
    assert_true(quota_puzzle_solves(&puzzle, a));
    quota_state_release(&one);
    quota_state_release(&four);
    quota_puzzle_release(&puzzle);
}

/* With a budget nothing is ever dearer, and more money never reaches less. */
static void budgets_hold(void **state)
{
    QuotaPuzzle puzzle;
    int64_t last_lack = INT64_MAX;

    (void)state;
    quota_puzzle_init(&puzzle, &LARGE, 11);
    for (int64_t budget = 4000; budget <= 64000; budget *= 2) {
        QuotaAim aim = quota_aim_budget(&puzzle.cover, budget);
        QuotaSearch how = {.seed = 5,
                           .window = 12,
                           .trial = {.steps = 60, .ruin_most = 5, .noise = 0.5, .heat = 300},
                           .effort = {.steps = 3000}};
        QuotaWish wish = {.budget = budget};
        QuotaState choice;
        QuotaFill greed;
        int64_t energy;
        Diag diag = {0};
        quota_state_init(&choice, &puzzle.cover);
        quota_fill_init(&greed, &puzzle.cover);
        (void)quota_fill_run(&greed, &choice, &wish);
        energy = quota_state_energy(&choice, &aim);
        assert_int_equal(quota_search(&choice, &aim, &how, &diag), OK);
        assert_true(choice.cost <= budget);
        assert_true(quota_state_energy(&choice, &aim) <= energy);
        assert_true(choice.lack <= last_lack);
        last_lack = choice.lack;
        quota_fill_release(&greed);
        quota_state_release(&choice);
    }
    quota_puzzle_release(&puzzle);
}

static int64_t reached(const QuotaState *choice)
{
    int64_t sum = 0;

    for (size_t z = 0; z < choice->cover->zone_count; z++)
        sum += choice->reached[z];
    return sum;
}

/* The most that any subset of the budget reaches is never above the bound. */
static void no_budget_buys_more(void **state)
{
    double gaps = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        const CoverEffort effort = {.steps = 300};
        const int64_t budget = 1500 + 100 * (int64_t)seed;
        QuotaPuzzle puzzle;
        QuotaState choice, best;
        QuotaBudget proof;
        int64_t most = 0;
        quota_puzzle_init(&puzzle, &SMALL, seed);
        quota_state_init(&best, &puzzle.cover);
        for (uint32_t subset = 0; subset < 1u << SMALL.columns; subset++) {
            bool good = true;
            quota_state_init(&choice, &puzzle.cover);
            for (uint32_t j = 0; j < SMALL.columns && good; j++) {
                good = !(subset >> j & 1) || quota_state_fits(&choice, j);
                if (subset >> j & 1 && good)
                    quota_state_add(&choice, j);
            }
            if (good && choice.cost <= budget && reached(&choice) > most) {
                most = reached(&choice);
                quota_state_release(&best);
                best = choice;
            } else {
                quota_state_release(&choice);
            }
        }
        quota_budget_prove(&proof, &best, budget, &effort);
        if (most > 0)
            assert_true(proof.worth > 0 && proof.most >= most);
        gaps += most > 0 ? (double)proof.most / (double)most - 1 : 0;
        quota_budget_release(&proof);
        quota_state_release(&best);
        quota_puzzle_release(&puzzle);
    }
    if (gaps / 20 > 1.2)
        fail_msg("a mean gap of %.3f", gaps / 20);
}

static int by_ratio(const void *left, const void *right)
{
    const KnapsackItem *a = left, *b = right;
    double one = a->cost * b->weight, two = b->cost * a->weight;

    return (one > two) - (one < two);
}

static void knapsacks_are_cheapest(void **state)
{
    Random random = random_seeded(9);

    (void)state;
    for (int trial = 0; trial < 500; trial++) {
        KnapsackItem items[60], sorted[60];
        size_t count = 1 + random_below(&random, 60);
        double need = random_below(&random, 200), price, cost, expected = 0, left = need, got = 0;
        for (size_t i = 0; i < count; i++)
            items[i] = (KnapsackItem){.cost = random_below(&random, 50),
                                      .weight = 1 + random_below(&random, 20),
                                      .of = (uint32_t)i};
        memcpy(sorted, items, sizeof items);
        qsort(sorted, count, sizeof *sorted, by_ratio);
        for (size_t i = 0; i < count && left > 0; i++) {
            double part = sorted[i].weight > left ? left / sorted[i].weight : 1;
            expected += part * sorted[i].cost;
            left -= part * sorted[i].weight;
        }
        cost = quota_knapsack(items, count, need, &price);
        assert_true(cost > expected - 1e-9 && cost < expected + 1e-9);
        for (size_t i = 0; i < count; i++)
            got += items[i].part * items[i].weight;
        assert_true(left > 0 ? got < need : got > need - 1e-9 && got < need + 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_state_counts_right), cmocka_unit_test(nothing_is_below_the_bound),
        cmocka_unit_test(any_prices_are_a_proof), cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(budgets_hold),           cmocka_unit_test(knapsacks_are_cheapest),
        cmocka_unit_test(no_budget_buys_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
