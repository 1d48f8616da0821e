#include "planner/siting/quota/quota_prices.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/siting/quota/quota_ascent.h"
#include "planner/siting/quota/quota_whole.h"

/* --- first prices ------------------------------------------------------------------- */

/* What one chosen column costs with its part of its pole. */
static double column_share(const QuotaState *choice, uint32_t column)
{
    const QuotaCover *cover = choice->cover;
    const QuotaSite *site = &cover->sites[cover->site[column]];
    uint16_t on = choice->on_site[cover->site[column]];

    return (double)cover->cost[column] +
           ((double)site->first + (double)(on - 1) * (double)site->again) / on;
}

/* The weight that a column covers, shared with the others that cover the same rows. */
static double column_weight(const QuotaState *choice, uint32_t column)
{
    const QuotaCover *cover = choice->cover;
    double weight = 0;

    for (size_t a = cover->matrix->first[column]; a < cover->matrix->first[column + 1]; a++) {
        uint32_t row = cover->matrix->rows_of[a];
        weight += (double)cover->promise[row] / choice->have[row];
    }
    return weight;
}

/* Of each zone the dearest that a covered weight came to, for rows that nothing covers. */
static void uncovered_prices(const QuotaState *choice, const double *zone_most, double *price)
{
    const QuotaCover *cover = choice->cover;

    for (size_t i = 0; i < cover->matrix->rows; i++)
        if (cover->promise[i] > 0 && choice->have[i] == 0)
            price[i] = zone_most[cover->zone[i]] * (double)cover->promise[i];
}

void quota_first_prices(const QuotaState *choice, double *price)
{
    const QuotaCover *cover = choice->cover;
    double *zone_most = memory_new(cover->zone_count + 1, sizeof *zone_most);

    for (size_t k = 0; k < choice->chosen_count; k++) {
        uint32_t column = choice->chosen[k];
        double weight = column_weight(choice, column);
        double ratio = weight > 0 ? column_share(choice, column) / weight : 0;
        for (size_t a = cover->matrix->first[column]; a < cover->matrix->first[column + 1]; a++) {
            uint32_t row = cover->matrix->rows_of[a], zone = cover->zone[row];
            if (cover->promise[row] <= 0)
                continue;
            price[row] += ratio * (double)cover->promise[row] /
                          ((double)choice->have[row] * choice->have[row]);
            zone_most[zone] = fmax(zone_most[zone], ratio);
        }
    }
    uncovered_prices(choice, zone_most, price);
    free(zone_most);
}

void quota_prices_init(QuotaPrices *out, const QuotaState *choice)
{
    const QuotaCover *cover = choice->cover;
    size_t rows = cover->matrix->rows + 1;

    *out = (QuotaPrices){.cover = cover, .bound = 0};
    out->best = memory_new(rows, sizeof *out->best);
    out->row_price = memory_new(rows, sizeof *out->row_price);
    out->station_price = memory_new(cover->station_count + 1, sizeof *out->station_price);
    out->zone_price = memory_new(cover->zone_count + 1, sizeof *out->zone_price);
    quota_first_prices(choice, out->best);
}

void quota_prices_release(QuotaPrices *prices)
{
    free(prices->best);
    free(prices->row_price);
    free(prices->station_price);
    free(prices->zone_price);
    *prices = (QuotaPrices){0};
}

/* --- whole prices ------------------------------------------------------------------- */

static void round_prices(QuotaAscent *ascent, QuotaPrices *out)
{
    const QuotaCover *cover = out->cover;

    /* Once more at the best prices, for those of the last weights. */
    (void)quota_relaxed_value(&ascent->relaxed, out->best, ascent->slope);
    for (size_t i = 0; i < cover->matrix->rows; i++)
        out->row_price[i] = (int64_t)floor(out->best[i] * PRICE_UNIT);
    for (size_t s = 0; s < cover->station_count; s++)
        out->station_price[s] = (int64_t)floor(ascent->relaxed.group_price[s] * PRICE_UNIT);
    for (size_t z = 0; z < cover->zone_count; z++)
        out->zone_price[z] = (int64_t)floor(ascent->relaxed.zone_price[z] * PRICE_UNIT);
    out->exact = quota_prices_exact(out);
}

void quota_prices_improve(QuotaPrices *prices, int64_t known_cost, const CoverEffort *effort)
{
    size_t rows = prices->cover->matrix->rows;
    QuotaAscent ascent;

    quota_ascent_init(&ascent, prices->cover, 0);
    if (prices->rounds == 0)
        quota_ascent_start(&ascent, prices->best);
    else
        quota_ascent_resume(&ascent, prices->best);
    quota_ascent_run(&ascent, (double)known_cost, effort);
    prices->rounds += ascent.rounds;
    prices->bound = fmax(ascent.value, 0);
    memcpy(prices->best, ascent.best, rows * sizeof *prices->best);
    round_prices(&ascent, prices);
    quota_ascent_release(&ascent);
}

/* --- the sum in whole numbers -------------------------------------------------------- */

/* The lower bounds of all groups: stations, then zones without them. `open` marks stations that
 * have a row which can count. */
static void group_bounds(const QuotaPrices *prices, Whole *bound, uint8_t *open)
{
    const QuotaCover *cover = prices->cover;

    for (size_t s = 0; s < cover->station_count; s++)
        bound[s] = (Whole)prices->station_price[s] * cover->stations[s].need;
    for (size_t i = 0; i < cover->matrix->rows; i++) {
        Whole asked = (Whole)prices->row_price[i] * cover->want[i];
        uint32_t station = cover->station[i];
        if (cover->promise[i] <= 0)
            continue;
        if (station != QUOTA_NO_STATION) {
            open[station] = 1;
            bound[station] -= whole_saving(prices->station_price[station], cover->weight[i],
                                           cover->stations[station].need, asked);
        } else {
            bound[cover->station_count + cover->zone[i]] -=
                whole_saving(prices->zone_price[cover->zone[i]], cover->weight[i],
                             cover->target[cover->zone[i]], asked);
        }
    }
}

static Whole zones_sum(const QuotaPrices *prices)
{
    const QuotaCover *cover = prices->cover;
    Whole *bound = memory_new(cover->station_count + cover->zone_count + 1, sizeof *bound), sum = 0;
    uint8_t *open = memory_new(cover->station_count + 1, sizeof *open);

    group_bounds(prices, bound, open);
    for (size_t s = 0; s < cover->station_count; s++) {
        uint32_t zone = cover->stations[s].zone;
        Whole cost = bound[s] > 0 ? bound[s] : 0;
        if (open[s])
            bound[cover->station_count + zone] -= whole_saving(
                prices->zone_price[zone], cover->stations[s].weight, cover->target[zone], cost);
    }
    for (size_t z = 0; z < cover->zone_count; z++) {
        Whole value = bound[cover->station_count + z];
        if (cover->target[z] <= 0)
            continue;
        value += (Whole)prices->zone_price[z] * cover->target[z];
        sum += value > 0 ? value : 0;
    }
    free(bound);
    free(open);
    return sum;
}

int64_t quota_prices_exact(const QuotaPrices *prices)
{
    Whole sum = zones_sum(prices) + whole_sites(prices->cover, prices->row_price);

    return sum > 0 ? (int64_t)(sum / PRICE_UNIT) : 0;
}
