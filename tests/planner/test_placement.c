/* The choice of cameras against trying every subset, on small matrices made by chance. */
#include "planner/siting/placement.h"
#include "planner/siting/quota/quota_state.h"
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
    free(puzzle->matrix.row_first);
    free(puzzle->matrix.columns_of);
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
            assert_true(fabs(subset_cost(&puzzle, chosen) - plan->cost) < 1e-6);
            assert_true(plan->lower_bound <= best + 1e-6);
            met++;
            best_found += plan->cost <= best + 1e-6;
        }
        plan_free(plan);
        puzzle_release(&puzzle);
    }
    /* Small enough for the search to find the best of all. */
    assert_true(met >= 15);
    assert_int_equal(best_found, met);
}

static Placement placement_of(const Puzzle *puzzle)
{
    return (Placement){&puzzle->town.little.project, puzzle->town.demand, &puzzle->set,
                       &puzzle->site_set, puzzle->town.before};
}

/* What the numbers say is reached agrees with the rule of coverage.h, k and all. */
static void the_tally_is_the_rule(void **state)
{
    (void)state;
    for (unsigned seed = 200; seed < 210; seed++) {
        Puzzle puzzle;
        QuotaCover cover;
        QuotaState choice;
        uint8_t *covered;
        double weights[LITTLE_ZONES];
        puzzle_init(&puzzle, seed);
        const Placement of = placement_of(&puzzle);
        placement_make(&cover, &of, PLACEMENT_TO_CHOOSE);
        quota_state_init(&choice, &cover);
        for (uint32_t j = 0; j < CANDIDATES; j += 2)
            quota_state_add(&choice, j);
        covered = memory_new(puzzle.town.demand->cell_count, 1);
        for (size_t c = 0; c < puzzle.town.demand->cell_count; c++)
            covered[c] = cover.want[c] != QUOTA_NEVER && choice.have[c] >= cover.want[c];
        compliance_weights(puzzle.town.demand, covered, weights);
        for (size_t z = 0; z < puzzle.town.demand->zones->zone_count; z++)
            assert_true(fabs(weights[z] - (double)choice.reached[z] / QUOTA_QUANTUM) < 0.01);
        free(covered);
        quota_state_release(&choice);
        quota_cover_release(&cover);
        puzzle_release(&puzzle);
    }
}

/* To choose asks at least as much as to prove, and offers no more. */
static void rounding_is_on_the_safe_side(void **state)
{
    (void)state;
    for (unsigned seed = 300; seed < 310; seed++) {
        Puzzle puzzle;
        QuotaCover choose, prove;
        puzzle_init(&puzzle, seed);
        const Placement of = placement_of(&puzzle);
        placement_make(&choose, &of, PLACEMENT_TO_CHOOSE);
        placement_make(&prove, &of, PLACEMENT_TO_PROVE);
        for (size_t i = 0; i < choose.matrix->rows; i++)
            assert_true(choose.weight[i] <= prove.weight[i]);
        for (size_t z = 0; z < choose.zone_count; z++)
            assert_true(choose.target[z] >= prove.target[z]);
        for (size_t s = 0; s < choose.station_count; s++)
            assert_true(choose.stations[s].need >= prove.stations[s].need);
        for (size_t j = 0; j < choose.matrix->columns; j++)
            assert_true(choose.cost[j] >= prove.cost[j]);
        quota_cover_release(&choose);
        quota_cover_release(&prove);
        puzzle_release(&puzzle);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_below_the_best),
        cmocka_unit_test(the_tally_is_the_rule),
        cmocka_unit_test(rounding_is_on_the_safe_side),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
