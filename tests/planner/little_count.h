/* little_count.h - choices of a little town's candidates counted by hand: what they cost, and how
 * much of each zone they cover. Shares nothing with the optimiser but the matrix. */
#ifndef TESTS_PLANNER_LITTLE_COUNT_H
#define TESTS_PLANNER_LITTLE_COUNT_H

#include "tests/planner/little_town.h"

/* The first camera of a site pays for the pole, each later one for its share. */
static inline double count_cost(const LittleTown *town, const uint32_t *chosen, size_t count)
{
    const CandidateSet *set = town->candidates;
    double cost = 0;

    for (size_t i = 0; i < count; i++) {
        const Candidate *c = &set->candidates[chosen[i]];
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first = first && set->candidates[chosen[j]].site != c->site;
        cost += c->cost + (first ? set->site_cost[c->site] : set->again_cost[c->site]);
    }
    return cost;
}

/* The covered weight of each zone, with the existing cameras. */
static inline void count_weights(const LittleTown *town, const uint32_t *chosen, size_t count,
                                 double weights[LITTLE_ZONES])
{
    const Demand *demand = town->demand;
    const CoverMatrix *m = town->candidates->matrix;
    uint16_t *seen = memory_new(demand->cell_count + 1, sizeof *seen);
    uint8_t *covered = memory_new(demand->cell_count + 1, 1);

    for (size_t c = 0; c < demand->cell_count; c++)
        seen[c] = town->before->count[c];
    for (size_t i = 0; i < count; i++)
        for (size_t a = m->first[chosen[i]]; a < m->first[chosen[i] + 1]; a++)
            seen[m->rows_of[a]]++;
    for (size_t c = 0; c < demand->cell_count; c++) {
        int k = demand->zones->zones[demand->cells[c].zone].requirement.k;
        covered[c] = seen[c] >= (k > 1 ? k : 1);
    }
    compliance_weights(demand, covered, weights);
    free(seen);
    free(covered);
}

/* What a quota asks of each zone, as far as it can be covered. */
static inline void count_targets(const LittleTown *town, double quota, double targets[LITTLE_ZONES])
{
    const Demand *demand = town->demand;

    compliance_weights(demand, town->candidates->coverable, targets);
    for (size_t z = 0; z < demand->zones->zone_count; z++)
        targets[z] = fmin(targets[z], quota * demand->zone_weight[z]);
}

static inline double count_share(const LittleTown *town, const double weights[LITTLE_ZONES])
{
    double sum = 0, mandated = 0;

    for (size_t z = 0; z < town->demand->zones->zone_count; z++) {
        sum += weights[z];
        mandated += town->demand->zone_weight[z];
    }
    return sum / mandated;
}

static inline double little_random(unsigned *seed, double from, double to)
{
    *seed = *seed * 1664525u + 1013904223u;
    return from + (to - from) * (double)(*seed >> 8) / (double)(1u << 24);
}

/* Houses, hotels and squares beside the road, anywhere; placed. */
static inline void little_random_town(LittleTown *town, unsigned seed)
{
    Diag diag = {0};

    little_town_init(town, 100);
    for (int i = 0; i < 8; i++) {
        double x = little_random(&seed, -90, 70), y = little_random(&seed, 8, 60);
        double w = little_random(&seed, 6, 20), h = little_random(&seed, 6, 20);
        Box box = i % 2 ? (Box){x, y, x + w, y + h} : (Box){x, -y - h, x + w, -y};
        little_town_building(town, box, little_random(&seed, 3, 12));
        if (i < 3)
            little_town_forbid(town, box, i != 1);
    }
    little_scene_zone(&town->little, (Box){-60, 20, -20, 50}, false)->requirement.px_per_m = 40;
    little_scene_zone(&town->little, (Box){30, -40, 60, -10}, false)->requirement.k = 2;
    town->little.zone[2].id = "8.1b-001";
    little_town_open(town);
    little_town_candidates(town);
    assert_int_equal(little_town_choose(town, &diag), OK);
}

static inline Placement little_placement(const LittleTown *town)
{
    return (Placement){&town->little.project, town->demand, town->candidates, town->sites,
                       town->before};
}

#endif
