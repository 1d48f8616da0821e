#include "planner/siting/quota/quota_relaxed.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

enum { SITES_A_BLOCK = 64, FEW_BLOCKS = 8, ROOM_MOST = 64 };

/* --- who belongs to whom ------------------------------------------------------------ */

/* A row's group: its station, or its zone behind all stations. */
static size_t group_of(const QuotaCover *cover, size_t row)
{
    return cover->station[row] != QUOTA_NO_STATION ? cover->station[row]
                                                   : cover->station_count + cover->zone[row];
}

static bool counts(const QuotaRelaxed *relaxed, size_t row)
{
    const QuotaCover *cover = relaxed->cover;

    return cover->promise[row] > 0 && (relaxed->beyond > 0 || cover->target[cover->zone[row]] > 0);
}

static void group_rows(QuotaRelaxed *relaxed)
{
    const QuotaCover *cover = relaxed->cover;
    size_t groups = cover->station_count + cover->zone_count, rows = cover->matrix->rows;
    size_t *first = memory_new(groups + 2, sizeof *first);

    for (size_t i = 0; i < rows; i++)
        if (counts(relaxed, i))
            first[group_of(cover, i) + 1]++;
    for (size_t g = 0; g < groups; g++)
        first[g + 1] += first[g];
    relaxed->group_first = memory_new(groups + 2, sizeof *relaxed->group_first);
    for (size_t g = 0; g <= groups; g++)
        relaxed->group_first[g] = first[g];
    relaxed->group_rows = memory_new(first[groups] + 1, sizeof *relaxed->group_rows);
    for (size_t i = 0; i < rows; i++)
        if (counts(relaxed, i))
            relaxed->group_rows[first[group_of(cover, i)]++] = (uint32_t)i;
    relaxed->items = memory_new(relaxed->group_first[groups] + 1, sizeof *relaxed->items);
    relaxed->station_items = memory_new(groups + 1, sizeof *relaxed->station_items);
    free(first);
}

/* Stations of a zone lie side by side. */
static void zone_groups(QuotaRelaxed *relaxed)
{
    const QuotaCover *cover = relaxed->cover;

    relaxed->zone_first = memory_new(cover->zone_count + 1, sizeof *relaxed->zone_first);
    relaxed->zone_end = memory_new(cover->zone_count + 1, sizeof *relaxed->zone_end);
    for (size_t s = 0; s < cover->station_count; s++) {
        uint32_t zone = cover->stations[s].zone;
        if (relaxed->zone_end[zone] == 0)
            relaxed->zone_first[zone] = s;
        relaxed->zone_end[zone] = s + 1;
    }
}

void quota_relaxed_init(QuotaRelaxed *out, const QuotaCover *cover, double beyond)
{
    size_t groups = cover->station_count + cover->zone_count;

    *out = (QuotaRelaxed){
        .cover = cover, .beyond = beyond, .blocks = cover->site_count / SITES_A_BLOCK + 1};
    group_rows(out);
    zone_groups(out);
    out->site_first = memory_new(cover->site_count + 2, sizeof *out->site_first);
    for (size_t j = 0; j < cover->matrix->columns; j++)
        out->site_first[cover->site[j] + 1] = j + 1;
    for (size_t s = 1; s <= cover->site_count; s++)
        if (out->site_first[s] < out->site_first[s - 1])
            out->site_first[s] = out->site_first[s - 1];
    out->group_price = memory_new(groups + 1, sizeof *out->group_price);
    out->zone_price = memory_new(cover->zone_count + 1, sizeof *out->zone_price);
    out->block_cost = memory_new(out->blocks, sizeof *out->block_cost);
    out->block_sum = memory_new(out->blocks, sizeof *out->block_sum);
    out->block_count = memory_new(out->blocks, sizeof *out->block_count);
    out->taken = memory_new(cover->matrix->columns + 1, sizeof *out->taken);
}

void quota_relaxed_release(QuotaRelaxed *relaxed)
{
    free(relaxed->site_first);
    free(relaxed->group_first);
    free(relaxed->group_rows);
    free(relaxed->zone_first);
    free(relaxed->zone_end);
    free(relaxed->items);
    free(relaxed->station_items);
    free(relaxed->group_price);
    free(relaxed->zone_price);
    free(relaxed->block_sum);
    free(relaxed->block_cost);
    free(relaxed->block_count);
    free(relaxed->taken);
    *relaxed = (QuotaRelaxed){0};
}

/* --- sites -------------------------------------------------------------------------- */

/* The best columns of a site, the best of each slot, ascending by reduced cost. */
typedef struct {
    double reduced[ROOM_MOST];
    uint32_t column[ROOM_MOST];
    size_t count, room;
} SiteBest;

static void put(SiteBest *best, double reduced, uint32_t column)
{
    size_t at = best->count;

    if (best->count == best->room) {
        if (reduced >= best->reduced[best->room - 1])
            return;
        at--;
    } else {
        best->count++;
    }
    for (; at > 0 && best->reduced[at - 1] > reduced; at--) {
        best->reduced[at] = best->reduced[at - 1];
        best->column[at] = best->column[at - 1];
    }
    best->reduced[at] = reduced;
    best->column[at] = column;
}

static double column_reduced(const QuotaCover *cover, const double *price, size_t column)
{
    const CoverMatrix *matrix = cover->matrix;
    double sum = 0;

    for (size_t a = matrix->first[column], end = matrix->first[column + 1]; a < end; a++)
        sum += price[matrix->rows_of[a]];
    return (double)(cover->cost[column] + cover->sites[cover->site[column]].again) - sum;
}

/* What the site's best columns come to, 0 for none; those are appended to `taken`. */
static double site_value(const QuotaRelaxed *relaxed, const double *price, size_t site,
                         uint32_t *taken, size_t *count)
{
    const QuotaCover *cover = relaxed->cover;
    const QuotaSite *of = &cover->sites[site];
    SiteBest best = {.room = of->room < ROOM_MOST ? of->room : ROOM_MOST};
    double sum = (double)(of->first - of->again);
    size_t end = relaxed->site_first[site + 1], used = 0;

    for (size_t j = relaxed->site_first[site]; best.room && j < end;) {
        uint32_t slot = cover->slot[j], least = (uint32_t)j;
        double reduced = INFINITY;
        for (; j < end && cover->slot[j] == slot; j++) {
            double of_j = column_reduced(cover, price, j);
            if (of_j < reduced) {
                reduced = of_j;
                least = (uint32_t)j;
            }
        }
        put(&best, reduced, least);
    }
    while (used < best.count && (used == 0 || best.reduced[used] < 0))
        sum += best.reduced[used++];
    if (used == 0 || sum >= 0)
        return 0;
    for (size_t k = 0; k < used; k++)
        taken[(*count)++] = best.column[k];
    return sum;
}

/* What the taken columns cost with their poles; those of a site lie side by side. */
static double block_cost(const QuotaRelaxed *relaxed, size_t first_site, size_t count)
{
    const QuotaCover *cover = relaxed->cover;
    const uint32_t *taken = relaxed->taken + relaxed->site_first[first_site];
    int64_t cost = 0;

    for (size_t k = 0; k < count; k++) {
        const QuotaSite *site = &cover->sites[cover->site[taken[k]]];
        bool first = k == 0 || cover->site[taken[k]] != cover->site[taken[k - 1]];
        cost += cover->cost[taken[k]] + (first ? site->first : site->again);
    }
    return (double)cost;
}

static void block_value(QuotaRelaxed *relaxed, const double *price, size_t block)
{
    size_t first = block * SITES_A_BLOCK, end = first + SITES_A_BLOCK, count = 0;
    double sum = 0;

    if (end > relaxed->cover->site_count)
        end = relaxed->cover->site_count;
    for (size_t site = first; site < end; site++)
        sum +=
            site_value(relaxed, price, site, relaxed->taken + relaxed->site_first[first], &count);
    relaxed->block_sum[block] = sum;
    relaxed->block_cost[block] = block_cost(relaxed, first, count);
    relaxed->block_count[block] = count;
}

/* --- zones -------------------------------------------------------------------------- */

/* The cheapest rows of a group that weigh `need`. */
static double group_value(QuotaRelaxed *relaxed, const double *price, size_t group, double need)
{
    const QuotaCover *cover = relaxed->cover;
    KnapsackItem *items = relaxed->items + relaxed->group_first[group];
    size_t count = relaxed->group_first[group + 1] - relaxed->group_first[group];

    for (size_t k = 0; k < count; k++) {
        uint32_t row = relaxed->group_rows[relaxed->group_first[group] + k];
        items[k] = (KnapsackItem){.cost = price[row] * cover->want[row],
                                  .weight = fmin((double)cover->weight[row], need),
                                  .of = row};
    }
    return quota_knapsack(items, count, need, &relaxed->group_price[group]);
}

static void add_slope(const QuotaRelaxed *relaxed, size_t group, double part, double *slope)
{
    for (size_t k = relaxed->group_first[group]; k < relaxed->group_first[group + 1]; k++)
        slope[relaxed->items[k].of] +=
            part * relaxed->items[k].part * relaxed->cover->want[relaxed->items[k].of];
}

static double station_zone_value(QuotaRelaxed *relaxed, const double *price, size_t zone,
                                 double *slope)
{
    const QuotaCover *cover = relaxed->cover;
    double target = (double)cover->target[zone], value;
    KnapsackItem *items = relaxed->station_items + relaxed->zone_first[zone];
    size_t count = 0;

    for (size_t s = relaxed->zone_first[zone]; s < relaxed->zone_end[zone]; s++) {
        const QuotaStation *station = &cover->stations[s];
        if (relaxed->group_first[s] == relaxed->group_first[s + 1])
            continue;
        items[count].cost = group_value(relaxed, price, s, (double)station->need);
        items[count].weight = fmin((double)station->weight, target);
        items[count++].of = (uint32_t)s;
    }
    value = quota_knapsack(items, count, target, &relaxed->zone_price[zone]);
    for (size_t k = 0; k < count; k++)
        if (items[k].part > 0)
            add_slope(relaxed, items[k].of, items[k].part, slope);
    return value;
}

/* Take what costs less than it is worth. */
static double worth_value(QuotaRelaxed *relaxed, const double *price, size_t zone, double *slope)
{
    const QuotaCover *cover = relaxed->cover;
    size_t group = cover->station_count + zone;
    double value = 0;

    for (size_t k = relaxed->group_first[group]; k < relaxed->group_first[group + 1]; k++) {
        uint32_t row = relaxed->group_rows[k];
        double left = price[row] * cover->want[row] - relaxed->beyond * (double)cover->weight[row];
        if (left >= 0)
            continue;
        value += left;
        slope[row] += cover->want[row];
    }
    for (size_t s = relaxed->zone_first[zone]; s < relaxed->zone_end[zone]; s++) {
        const QuotaStation *station = &cover->stations[s];
        double left;
        if (relaxed->group_first[s] == relaxed->group_first[s + 1])
            continue;
        left = group_value(relaxed, price, s, (double)station->need) -
               relaxed->beyond * (double)station->weight;
        if (left >= 0)
            continue;
        value += left;
        add_slope(relaxed, s, 1, slope);
    }
    return value;
}

static double zone_value(QuotaRelaxed *relaxed, const double *price, size_t zone, double *slope)
{
    const QuotaCover *cover = relaxed->cover;
    size_t group = cover->station_count + zone;
    double value;

    relaxed->zone_price[zone] = 0;
    if (relaxed->beyond > 0)
        return worth_value(relaxed, price, zone, slope);
    if (cover->target[zone] <= 0)
        return 0;
    if (relaxed->zone_end[zone])
        return station_zone_value(relaxed, price, zone, slope);
    value = group_value(relaxed, price, group, (double)cover->target[zone]);
    relaxed->zone_price[zone] = relaxed->group_price[group];
    add_slope(relaxed, group, 1, slope);
    return value;
}

double quota_relaxed_value(QuotaRelaxed *relaxed, const double *price, double *slope)
{
    const QuotaCover *cover = relaxed->cover;
    const CoverMatrix *matrix = cover->matrix;
    double value = 0;

    relaxed->cost = 0;
#pragma omp parallel for schedule(dynamic, 1) if (relaxed->blocks > FEW_BLOCKS)
    for (size_t block = 0; block < relaxed->blocks; block++)
        block_value(relaxed, price, block);
    for (size_t i = 0; i < matrix->rows; i++)
        slope[i] = 0;
    for (size_t zone = 0; zone < cover->zone_count; zone++)
        value += zone_value(relaxed, price, zone, slope);
    for (size_t block = 0; block < relaxed->blocks; block++) {
        const uint32_t *taken = relaxed->taken + relaxed->site_first[block * SITES_A_BLOCK];
        value += relaxed->block_sum[block];
        relaxed->cost += relaxed->block_cost[block];
        for (size_t k = 0; k < relaxed->block_count[block]; k++)
            for (size_t a = matrix->first[taken[k]]; a < matrix->first[taken[k] + 1]; a++)
                slope[matrix->rows_of[a]] -= 1;
    }
    return value;
}
