#include "planner/siting/plan_prove.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/siting/quota/quota_prices.h"

void certificate_free(Certificate *certificate)
{
    if (!certificate)
        return;
    free(certificate->cell_price);
    free(certificate->zone_target);
    free(certificate->zone_price);
    free(certificate->station_first);
    free(certificate->station_price);
    free(certificate);
}

static int64_t *copy(const int64_t *from, size_t count)
{
    int64_t *to = memory_new(count + 1, sizeof *to);

    memcpy(to, from, count * sizeof *to);
    return to;
}

static Certificate *keep(const QuotaPrices *prices)
{
    const QuotaCover *cover = prices->cover;
    Certificate *out = memory_new(1, sizeof *out);

    *out = (Certificate){.bound = prices->exact,
                         .cells = cover->matrix->rows,
                         .zones = cover->zone_count,
                         .cell_price = copy(prices->row_price, cover->matrix->rows),
                         .zone_target = copy(cover->target, cover->zone_count),
                         .zone_price = copy(prices->zone_price, cover->zone_count),
                         .station_price = copy(prices->station_price, cover->station_count)};
    out->station_first = memory_new(cover->zone_count + 1, sizeof *out->station_first);
    for (size_t s = 0; s < cover->station_count; s++)
        out->station_first[cover->stations[s].zone + 1]++;
    for (size_t z = 0; z < cover->zone_count; z++)
        out->station_first[z + 1] += out->station_first[z];
    return out;
}

Certificate *plan_prove(const Placement *of, const uint32_t *chosen, size_t count,
                        const CoverEffort *effort)
{
    Certificate *out;
    QuotaCover cover;
    QuotaState state;
    QuotaPrices prices;

    placement_make(&cover, of, PLACEMENT_TO_PROVE);
    quota_state_init(&state, &cover);
    for (size_t k = 0; k < count; k++)
        quota_state_add(&state, chosen[k]);
    for (size_t z = 0; z < cover.zone_count; z++)
        if (cover.target[z] > state.reached[z])
            cover.target[z] = state.reached[z];
    quota_prices_init(&prices, &state);
    quota_prices_improve(&prices, state.cost, effort);
    out = keep(&prices);
    quota_prices_release(&prices);
    quota_state_release(&state);
    quota_cover_release(&cover);
    return out;
}
