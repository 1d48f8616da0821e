#include "planner/siting/quota/quota_budget.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/siting/quota/quota_ascent.h"
#include "planner/siting/quota/quota_prices.h"
#include "planner/siting/quota/quota_whole.h"

enum { PHASES = 5 };
static const double LEAST_TURN = 0.7, MOST_TURN = 1.4;

/* All that the choice reaches, by zones and stations alike. */
static double reached(const QuotaState *choice)
{
    int64_t sum = 0;

    for (size_t z = 0; z < choice->cover->zone_count; z++)
        sum += choice->reached[z];
    return (double)sum;
}

static void round_prices(QuotaBudget *out, QuotaAscent *ascent, double worth)
{
    const QuotaCover *cover = out->cover;
    int64_t most;
    QuotaBudget trial = *out;

    (void)quota_relaxed_value(&ascent->relaxed, ascent->best, ascent->slope);
    trial.worth = (int64_t)floor(worth * PRICE_UNIT);
    trial.row_price = memory_new(cover->matrix->rows + 1, sizeof *trial.row_price);
    trial.station_price = memory_new(cover->station_count + 1, sizeof *trial.station_price);
    for (size_t i = 0; i < cover->matrix->rows; i++)
        trial.row_price[i] = (int64_t)floor(ascent->best[i] * PRICE_UNIT);
    for (size_t s = 0; s < cover->station_count; s++)
        trial.station_price[s] = (int64_t)floor(ascent->relaxed.group_price[s] * PRICE_UNIT);
    most = trial.worth > 0 ? quota_budget_most(&trial) : INT64_MAX;
    trial.most = most;
    if (out->worth == 0 || most < out->most) {
        quota_budget_release(out);
        *out = trial;
    } else {
        quota_budget_release(&trial);
    }
}

/* One phase at one worth of a weight, from the prices so far; returns the next worth. */
static double phase(QuotaBudget *out, const QuotaState *choice, double *price, double worth,
                    const CoverEffort *effort)
{
    size_t rows = choice->cover->matrix->rows;
    double known = (double)choice->cost - worth * reached(choice), turn;
    QuotaAscent ascent;

    quota_ascent_init(&ascent, choice->cover, worth);
    if (out->worth == 0)
        quota_ascent_start(&ascent, price);
    else
        quota_ascent_resume(&ascent, price);
    quota_ascent_run(&ascent, known, effort);
    round_prices(out, &ascent, worth);
    turn = sqrt((double)out->budget / fmax(ascent.mean_cost, 1));
    turn = fmin(MOST_TURN, fmax(LEAST_TURN, turn));
    for (size_t i = 0; i < rows; i++)
        price[i] = ascent.best[i] * turn;
    quota_ascent_release(&ascent);
    return worth * turn;
}

void quota_budget_prove(QuotaBudget *out, const QuotaState *choice, int64_t budget,
                        const CoverEffort *effort)
{
    const CoverEffort part = {effort->steps / PHASES + 1, effort->stop, effort->of};
    double *price = memory_new(choice->cover->matrix->rows + 1, sizeof *price);
    double worth = 1.5 * (double)choice->cost / fmax(reached(choice), 1);

    *out = (QuotaBudget){.cover = choice->cover, .budget = budget};
    quota_first_prices(choice, price);
    for (int k = 0; k < PHASES && reached(choice) > 0 && !cover_effort_over(effort); k++)
        worth = phase(out, choice, price, worth, &part);
    free(price);
}

void quota_budget_release(QuotaBudget *budget)
{
    free(budget->row_price);
    free(budget->station_price);
    budget->row_price = budget->station_price = NULL;
}

/* --- the sum in whole numbers ------------------------------------------------------- */

/* What rows and stations are worth beyond their prices. */
static Whole left_over(const QuotaBudget *budget)
{
    const QuotaCover *cover = budget->cover;
    Whole *cost = memory_new(cover->station_count + 1, sizeof *cost), sum = 0;
    uint8_t *open = memory_new(cover->station_count + 1, sizeof *open);

    for (size_t s = 0; s < cover->station_count; s++)
        cost[s] = (Whole)budget->station_price[s] * cover->stations[s].need;
    for (size_t i = 0; i < cover->matrix->rows; i++) {
        Whole asked = (Whole)budget->row_price[i] * cover->want[i];
        uint32_t station = cover->station[i];
        if (cover->promise[i] <= 0)
            continue;
        if (station == QUOTA_NO_STATION) {
            sum += whole_saving(budget->worth, cover->weight[i], cover->weight[i], asked);
            continue;
        }
        open[station] = 1;
        cost[station] -= whole_saving(budget->station_price[station], cover->weight[i],
                                      cover->stations[station].need, asked);
    }
    for (size_t s = 0; s < cover->station_count; s++)
        if (open[s])
            sum += whole_saving(budget->worth, cover->stations[s].weight, cover->stations[s].weight,
                                cost[s] > 0 ? cost[s] : 0);
    free(cost);
    free(open);
    return sum;
}

int64_t quota_budget_most(const QuotaBudget *budget)
{
    Whole sum = (Whole)budget->budget * PRICE_UNIT + left_over(budget) -
                whole_sites(budget->cover, budget->row_price);
    Whole most = sum / budget->worth + 1;

    return most < INT64_MAX ? (int64_t)most : INT64_MAX;
}
