#include "planner/siting/bound.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

/* Rounding of sums may not lift the bound above the truth. */
static const double SAFE = 1 - 1e-6;

typedef struct {
    uint32_t candidate, zone;
    double gain;
} Worth;

typedef struct {
    Worth *items; /* by candidate */
    size_t count, capacity;
} WorthList;

/* What covering one more cell can bring at most to the zone's reached weight. */
static double cell_worth(const Quota *quota, uint32_t cell)
{
    double weight = (double)quota->demand->cells[cell].weight, lack;
    double share = 1.0 / (quota->want[cell] - quota->have[cell]);
    const QuotaStation *station;

    if (quota->station[cell] == QUOTA_NO_STATION)
        return weight * share;
    station = &quota->stations[quota->station[cell]];
    lack = station->need - station->have;
    if (!(lack > 0))
        return station->weight * share;
    return fmin(1, weight / lack) * station->weight * share;
}

static void candidate_worth(WorthList *list, Quota *quota, uint32_t candidate)
{
    const CoverMatrix *matrix = quota->matrix;

    for (size_t a = matrix->first[candidate]; a < matrix->first[candidate + 1]; a++) {
        uint32_t cell = matrix->rows_of[a], zone = quota->demand->cells[cell].zone;
        if (quota->have[cell] >= quota->want[cell] || quota->value[cell] <= 0 ||
            quota_met(quota, zone) ||
            (quota->station[cell] != QUOTA_NO_STATION &&
             quota->stations[quota->station[cell]].have > 0 &&
             quota->stations[quota->station[cell]].have >=
                 quota->stations[quota->station[cell]].need))
            continue;
        if (quota->zone_sum[zone] == 0)
            quota->touched[quota->touched_count++] = zone;
        quota->zone_sum[zone] += cell_worth(quota, cell);
    }
    for (size_t i = 0; i < quota->touched_count; i++) {
        uint32_t zone = quota->touched[i];
        double lack = quota_lack(quota, zone);
        list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
        list->items[list->count++] = (Worth){candidate, zone, fmin(quota->zone_sum[zone], lack)};
        quota->zone_sum[zone] = 0;
    }
    quota->touched_count = 0;
}

static int by_zone(const void *left, const void *right)
{
    const Worth *a = left, *b = right;

    if (a->zone != b->zone)
        return a->zone < b->zone ? -1 : 1;
    return (a->candidate > b->candidate) - (a->candidate < b->candidate);
}

static double least_cost(const CandidateSet *set, size_t j, int most_a_site)
{
    const Candidate *c = &set->candidates[j];
    double first = set->site_cost[c->site], again = set->again_cost[c->site];

    return c->cost + (first > again ? again + (first - again) / most_a_site : first);
}

/* Raise the price of one zone after the other as far as every candidate allows. */
static double ascend(const WorthList *list, const Quota *quota, double *slack, bool backwards)
{
    double bound = 0;

    for (size_t i = 0; i < list->count;) {
        size_t from = backwards ? list->count - 1 - i : i, count = 0;
        uint32_t zone = list->items[from].zone;
        double price = INFINITY;
        for (size_t k = from; k < list->count && list->items[k].zone == zone;
             k = backwards ? k - 1 : k + 1, count++)
            price = fmin(price, slack[list->items[k].candidate] / list->items[k].gain);
        for (size_t k = 0; k < count; k++) {
            const Worth *worth = &list->items[backwards ? from - k : from + k];
            slack[worth->candidate] = fmax(0, slack[worth->candidate] - price * worth->gain);
        }
        bound += price * quota_lack(quota, zone);
        i += count;
    }
    return bound;
}

double bound_cost(Quota *quota, const CandidateSet *candidates, int most_a_site)
{
    WorthList list = {0};
    double *slack = memory_new(candidates->count + 1, sizeof *slack), best = 0;

    for (size_t j = 0; j < candidates->count; j++)
        candidate_worth(&list, quota, (uint32_t)j);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_zone);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t j = 0; j < candidates->count; j++)
            slack[j] = fmax(0, least_cost(candidates, j, most_a_site > 0 ? most_a_site : 1));
        best = fmax(best, ascend(&list, quota, slack, pass == 1));
    }
    free(list.items);
    free(slack);
    return best * SAFE;
}
