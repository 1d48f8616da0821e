/* The choice of cameras against trying every subset, on small matrices made by chance. */
#include "planner/siting/bound.h"
#include "planner/siting/greedy.h"
#include "tests/planner/little_town.h"

enum { CANDIDATES = 10, SITES = 4, MOST_A_SITE = 2 };

typedef struct {
    LittleTown town;
    Candidate candidates[CANDIDATES];
    double site_cost[SITES], again_cost[SITES];
    Site sites[SITES];
    CoverMatrix matrix;
    CandidateSet set;
    SiteSet site_set;
    double coverable[LITTLE_ZONES];
} Puzzle;

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void puzzle_init(Puzzle *puzzle, unsigned seed)
{
    LittleTown *town = &puzzle->town;
    size_t cells, at = 0;

    memset(puzzle, 0, sizeof *puzzle);
    little_town_init(town, 20);
    little_scene_zone(&town->little, (Box){-12, 8, -4, 12}, false)->requirement.k =
        1 + (int)(next(&seed) % 2);
    little_scene_zone(&town->little, (Box){4, 8, 12, 12}, false)->requirement.quota = 0.6;
    town->little.project.plan.max_per_pole = MOST_A_SITE;
    little_town_open(town);
    cells = town->demand->cell_count;
    puzzle->matrix = (CoverMatrix){.columns = CANDIDATES, .rows = cells};
    puzzle->matrix.first = memory_new(CANDIDATES + 1, sizeof(size_t));
    puzzle->matrix.rows_of = memory_new(CANDIDATES * cells, sizeof(uint32_t));
    puzzle->set.coverable = memory_new(cells, 1);
    for (size_t j = 0; j < CANDIDATES; j++) {
        size_t from = next(&seed) % cells, length = cells / 5 + next(&seed) % (cells / 2);
        puzzle->candidates[j] = (Candidate){.site = (uint32_t)(j * SITES / CANDIDATES),
                                            .slot = (uint16_t)(30 * (j % 3 / 2)),
                                            .cost = 100 + next(&seed) % 900};
        for (size_t c = 0; c < cells; c++)
            if ((c + cells - from) % cells < length && next(&seed) % 8) {
                puzzle->matrix.rows_of[at++] = (uint32_t)c;
                puzzle->set.coverable[c]++;
            }
        puzzle->matrix.first[j + 1] = at;
    }
    for (size_t c = 0; c < cells; c++)
        puzzle->set.coverable[c] = puzzle->set.coverable[c] >=
                                   town->little.zone[town->demand->cells[c].zone].requirement.k;
    for (size_t s = 0; s < SITES; s++) {
        puzzle->site_cost[s] = 500 + next(&seed) % 500;
        puzzle->again_cost[s] = next(&seed) % 100;
        puzzle->sites[s].pole_new = true;
    }
    puzzle->matrix.arcs = at;
    puzzle->set.candidates = puzzle->candidates;
    puzzle->set.count = CANDIDATES;
    puzzle->set.site_cost = puzzle->site_cost;
    puzzle->set.again_cost = puzzle->again_cost;
    puzzle->set.matrix = &puzzle->matrix;
    puzzle->site_set = (SiteSet){.sites = puzzle->sites, .count = SITES};
    compliance_weights(town->demand, puzzle->set.coverable, puzzle->coverable);
}

static void puzzle_release(Puzzle *puzzle)
{
    free(puzzle->matrix.first);
    free(puzzle->matrix.rows_of);
    free(puzzle->set.coverable);
    little_town_release(&puzzle->town);
}

/* What a subset costs; INFINITY when it breaks a rule or misses a target. */
static double subset_cost(const Puzzle *puzzle, unsigned subset)
{
    const Demand *demand = puzzle->town.demand;
    int on_site[SITES] = {0};
    double cost = 0, weights[LITTLE_ZONES];
    uint8_t *seen = memory_new(demand->cell_count, 1);

    for (unsigned j = 0; j < CANDIDATES; j++) {
        const Candidate *c = &puzzle->candidates[j];
        if (!(subset >> j & 1))
            continue;
        for (unsigned i = 0; i < j; i++)
            if ((subset >> i & 1) && puzzle->candidates[i].site == c->site &&
                puzzle->candidates[i].slot == c->slot)
                cost = INFINITY;
        cost +=
            c->cost + (on_site[c->site] ? puzzle->again_cost[c->site] : puzzle->site_cost[c->site]);
        if (++on_site[c->site] > MOST_A_SITE)
            cost = INFINITY;
        for (size_t a = puzzle->matrix.first[j]; a < puzzle->matrix.first[j + 1]; a++)
            seen[puzzle->matrix.rows_of[a]]++;
    }
    for (size_t c = 0; c < demand->cell_count; c++)
        seen[c] = seen[c] >= puzzle->town.little.zone[demand->cells[c].zone].requirement.k;
    compliance_weights(demand, seen, weights);
    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        double quota = compliance_quota(&demand->zones->zones[z], &puzzle->town.little.project);
        double target = fmin(quota * demand->zone_weight[z], puzzle->coverable[z]);
        if (weights[z] < target - 1e-6 * demand->zone_weight[z])
            cost = INFINITY;
    }
    free(seen);
    return cost;
}

static void never_below_the_best(void **state)
{
    size_t met = 0, best_found = 0;

    (void)state;
    for (unsigned seed = 1; seed <= 25; seed++) {
        Puzzle puzzle;
        Diag diag = {0};
        Plan *plan;
        double best = INFINITY;
        unsigned chosen = 0;
        puzzle_init(&puzzle, seed);
        for (unsigned subset = 0; subset < 1u << CANDIDATES; subset++)
            best = fmin(best, subset_cost(&puzzle, subset));
        assert_int_equal(plan_choose(&plan, &puzzle.town.little.scene, puzzle.town.demand,
                                     &puzzle.set, &puzzle.site_set, puzzle.town.before, &diag),
                         OK);
        for (size_t i = 0; i < plan->count; i++)
            chosen |= 1u << plan->cameras[i].candidate;
        assert_int_equal(plan->quotas_met, !isinf(subset_cost(&puzzle, chosen)));
        if (plan->quotas_met) {
            assert_true(plan->cost >= best - 1e-6);
            assert_true(fabs(subset_cost(&puzzle, chosen) - plan->cost) < 500 * SITES);
            assert_true(plan->lower_bound <= best + 1e-6);
            met++;
            best_found += plan->cost <= best * 1.25;
        }
        plan_free(plan);
        puzzle_release(&puzzle);
    }
    /* Greedy has no promise of being best, but it must not be bad on average. */
    assert_true(met >= 15 && best_found * 2 >= met);
}

/* Adding and removing cameras leads back to where it began. */
static void quotas_come_back(void **state)
{
    Puzzle puzzle;
    Quota quota;
    double before[LITTLE_ZONES], total;

    (void)state;
    puzzle_init(&puzzle, 99);
    quota_init(&quota, &puzzle.town.little.project, puzzle.town.demand, &puzzle.set,
               puzzle.town.before);
    memcpy(before, quota.reached, sizeof *before * puzzle.town.demand->zones->zone_count);
    total = quota.total_reached;
    assert_true(quota_unmet(&quota) > 0);
    for (size_t j = 0; j < CANDIDATES; j++) {
        double gain = quota_gain(&quota, j);
        QuotaChange change = quota_add(&quota, j);
        assert_true(gain >= 0 && change.new_weight >= 0);
        assert_true(quota_gain(&quota, j) <= gain + 1e-9);
    }
    for (size_t j = CANDIDATES; j-- > 0;)
        quota_remove(&quota, j);
    for (size_t z = 0; z < puzzle.town.demand->zones->zone_count; z++)
        assert_true(fabs(quota.reached[z] - before[z]) < 1e-9);
    assert_true(fabs(quota.total_reached - total) < 1e-9);
    quota_release(&quota);
    puzzle_release(&puzzle);
}

/* The tally while choosing agrees with the rule of coverage.h. */
static void the_tally_is_the_rule(void **state)
{
    (void)state;
    for (unsigned seed = 200; seed < 210; seed++) {
        Puzzle puzzle;
        Quota quota;
        uint8_t *covered;
        double weights[LITTLE_ZONES];
        puzzle_init(&puzzle, seed);
        quota_init(&quota, &puzzle.town.little.project, puzzle.town.demand, &puzzle.set,
                   puzzle.town.before);
        for (size_t j = 0; j < CANDIDATES; j += 2)
            (void)quota_add(&quota, j);
        covered = memory_new(puzzle.town.demand->cell_count, 1);
        for (size_t c = 0; c < puzzle.town.demand->cell_count; c++)
            covered[c] = quota.have[c] >= quota.want[c];
        compliance_weights(puzzle.town.demand, covered, weights);
        for (size_t z = 0; z < puzzle.town.demand->zones->zone_count; z++)
            assert_true(fabs(weights[z] - quota.reached[z]) < 1e-6);
        free(covered);
        quota_release(&quota);
        puzzle_release(&puzzle);
    }
}

static void deadlines_and_masks(void **state)
{
    static const uint8_t none[CANDIDATES] = {0};
    Puzzle puzzle;
    Quota quota;
    Greedy *greedy;
    const GreedyStep *steps;
    bool limited = false, dear = false;
    Diag diag = {0};
    GreedyRun run = {.among = none, .budget = INFINITY, .deadline_s = INFINITY};

    (void)state;
    puzzle_init(&puzzle, 3);
    quota_init(&quota, &puzzle.town.little.project, puzzle.town.demand, &puzzle.set,
               puzzle.town.before);
    greedy = greedy_new(&puzzle.set, SITES, 0, &quota);
    assert_int_equal(greedy_run(greedy, &run, &limited, &dear, &diag), OK);
    assert_int_equal(greedy_steps(greedy, &steps), 0);
    run.among = NULL;
    run.deadline_s = greedy_clock_s() - 1;
    assert_int_equal(greedy_run(greedy, &run, &limited, &dear, &diag), OK);
    assert_true(limited && greedy_steps(greedy, &steps) == 0);
    /* At most one a site where the project says nothing sensible. */
    limited = false;
    run.deadline_s = INFINITY;
    assert_int_equal(greedy_run(greedy, &run, &limited, &dear, &diag), OK);
    assert_true(greedy_steps(greedy, &steps) <= SITES && !limited && !dear);
    assert_true(bound_cost(&quota, &puzzle.set, 0) >= 0);
    greedy_free(greedy);
    greedy_free(NULL);
    quota_release(&quota);
    puzzle_release(&puzzle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_below_the_best),
        cmocka_unit_test(quotas_come_back),
        cmocka_unit_test(the_tally_is_the_rule),
        cmocka_unit_test(deadlines_and_masks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
