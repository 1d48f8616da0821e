#include "planner/siting/quota/quota_prices.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/siting/quota/quota_relaxed.h"

enum { PATIENCE = 10, LOOK_UP_EVERY = 4 };
static const double FIRST_STEP = 0.1, SHORTER = 0.7, LEAST_STEP = 1e-4, LEAST_GAIN = 1e-6,
                    NEW_PART = 0.1;

typedef struct {
    QuotaRelaxed relaxed;
    double *price, *slope, *direction; /* a row */
} Ascent;

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

static void first_prices(const QuotaState *choice, double *price)
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
    first_prices(choice, out->best);
}

void quota_prices_release(QuotaPrices *prices)
{
    free(prices->best);
    free(prices->row_price);
    free(prices->station_price);
    free(prices->zone_price);
    *prices = (QuotaPrices){0};
}

/* --- raising them ------------------------------------------------------------------- */

static double turn(Ascent *ascent, double fresh)
{
    double square = 0;

    for (size_t i = 0; i < ascent->relaxed.cover->matrix->rows; i++) {
        double slope = ascent->slope[i], *direction = &ascent->direction[i];
        if (ascent->price[i] <= 0 && slope < 0)
            slope = 0;
        *direction = fresh * slope + (1 - fresh) * *direction;
        if (ascent->price[i] <= 0 && *direction < 0)
            *direction = 0;
        square += *direction * *direction;
    }
    return square;
}

static bool move(Ascent *ascent, double length)
{
    double square = turn(ascent, NEW_PART);

    if (square <= 0)
        square = turn(ascent, 1);
    if (square <= 0)
        return false;
    for (size_t i = 0; i < ascent->relaxed.cover->matrix->rows; i++)
        ascent->price[i] = fmax(0, ascent->price[i] + length / square * ascent->direction[i]);
    return true;
}

/* The first prices are all too high or too low: the best multiple of them. */
static void scale(Ascent *ascent, const double *first)
{
    size_t rows = ascent->relaxed.cover->matrix->rows;
    double best = -INFINITY, best_scale = 1;

    for (double factor = 0.2; factor < 1.25; factor += 0.1) {
        double value;
        for (size_t i = 0; i < rows; i++)
            ascent->price[i] = factor * first[i];
        value = quota_relaxed_value(&ascent->relaxed, ascent->price, ascent->slope);
        if (value > best) {
            best = value;
            best_scale = factor;
        }
    }
    for (size_t i = 0; i < rows; i++)
        ascent->price[i] = best_scale * first[i];
}

static void ascend(Ascent *ascent, QuotaPrices *out, int64_t known_cost, const CoverEffort *effort)
{
    size_t rows = out->cover->matrix->rows;
    double length = FIRST_STEP;
    uint64_t until = out->rounds + effort->steps;
    int idle = 0;

    for (; out->rounds < until && length > LEAST_STEP; out->rounds++) {
        double bound = quota_relaxed_value(&ascent->relaxed, ascent->price, ascent->slope);
        idle = bound > out->bound + LEAST_GAIN * fabs(out->bound) ? 0 : idle + 1;
        if (bound > out->bound || out->rounds == 0) {
            out->bound = fmax(bound, 0);
            memcpy(out->best, ascent->price, rows * sizeof *ascent->price);
        }
        if (idle >= PATIENCE) {
            length *= SHORTER;
            idle = 0;
        }
        if (!move(ascent, length * fmax((double)known_cost - bound, 1e-9 * (double)known_cost)))
            break;
        if (out->rounds % LOOK_UP_EVERY == 0 && cover_effort_over(effort))
            break;
    }
}

/* --- whole prices ------------------------------------------------------------------- */

static void round_prices(Ascent *ascent, QuotaPrices *out)
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
    size_t rows = prices->cover->matrix->rows + 1;
    Ascent ascent = {.price = memory_new(rows, sizeof *ascent.price),
                     .slope = memory_new(rows, sizeof *ascent.slope),
                     .direction = memory_new(rows, sizeof *ascent.direction)};

    quota_relaxed_init(&ascent.relaxed, prices->cover);
    if (prices->rounds == 0)
        scale(&ascent, prices->best);
    else
        memcpy(ascent.price, prices->best, (rows - 1) * sizeof *ascent.price);
    ascend(&ascent, prices, known_cost, effort);
    round_prices(&ascent, prices);
    quota_relaxed_release(&ascent.relaxed);
    free(ascent.price);
    free(ascent.slope);
    free(ascent.direction);
}

/* --- the sum in whole numbers -------------------------------------------------------- */

__extension__ typedef __int128 Whole;

static Whole least(Whole a, Whole b)
{
    return a < b ? a : b;
}

/* What `weight` at the price of the last weight saves beyond what the row asks. */
static Whole saving(Whole price, int64_t weight, int64_t need, Whole cost)
{
    Whole saved = price * least(weight, need) - cost;

    return saved > 0 ? saved : 0;
}

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
            bound[station] -= saving(prices->station_price[station], cover->weight[i],
                                     cover->stations[station].need, asked);
        } else {
            bound[cover->station_count + cover->zone[i]] -=
                saving(prices->zone_price[cover->zone[i]], cover->weight[i],
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
            bound[cover->station_count + zone] -= saving(
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

/* The least of a site's slots, ascending, as many as it has room for. */
static Whole site_sum(const QuotaPrices *prices, size_t *column, size_t site)
{
    const QuotaCover *cover = prices->cover;
    const CoverMatrix *matrix = cover->matrix;
    const QuotaSite *of = &cover->sites[site];
    Whole best[256], sum = (Whole)(of->first - of->again) * PRICE_UNIT;
    size_t count = 0, room = of->room < 256 ? of->room : 256;

    for (size_t j = *column; j < matrix->columns && cover->site[j] == site; *column = j) {
        uint32_t slot = cover->slot[j];
        Whole slot_least = 0;
        bool any = false;
        for (; j < matrix->columns && cover->site[j] == site && cover->slot[j] == slot; j++) {
            Whole reduced = (Whole)(cover->cost[j] + of->again) * PRICE_UNIT;
            for (size_t a = matrix->first[j]; a < matrix->first[j + 1]; a++)
                reduced -= prices->row_price[matrix->rows_of[a]];
            slot_least = any ? least(slot_least, reduced) : reduced;
            any = true;
        }
        for (size_t k = 0; k < count; k++)
            if (slot_least < best[k]) {
                Whole kept = best[k];
                best[k] = slot_least;
                slot_least = kept;
            }
        if (count < room)
            best[count++] = slot_least;
    }
    for (size_t k = 0; k < count && (k == 0 || best[k] < 0); k++)
        sum += best[k];
    return count ? least(sum, 0) : 0;
}

int64_t quota_prices_exact(const QuotaPrices *prices)
{
    Whole sum = zones_sum(prices);
    size_t column = 0;

    for (size_t site = 0; site < prices->cover->site_count; site++)
        sum += site_sum(prices, &column, site);
    return sum > 0 ? (int64_t)(sum / PRICE_UNIT) : 0;
}
