#include "planner/siting/quota/quota_cover.h"

#include <stdlib.h>

#include "base/memory.h"

void quota_cover_init(QuotaCover *out, const CoverMatrix *matrix, size_t zones, size_t stations,
                      size_t sites)
{
    size_t rows = matrix->rows + 1, columns = matrix->columns + 1;

    *out = (QuotaCover){
        .matrix = matrix, .zone_count = zones, .station_count = stations, .site_count = sites};
    out->weight = memory_new(rows, sizeof *out->weight);
    out->want = memory_new(rows, sizeof *out->want);
    out->zone = memory_new(rows, sizeof *out->zone);
    out->station = memory_new(rows, sizeof *out->station);
    out->promise = memory_new(rows, sizeof *out->promise);
    out->target = memory_new(zones + 1, sizeof *out->target);
    out->zone_price = memory_new(zones + 1, sizeof *out->zone_price);
    out->stations = memory_new(stations + 1, sizeof *out->stations);
    out->site = memory_new(columns, sizeof *out->site);
    out->slot = memory_new(columns, sizeof *out->slot);
    out->cost = memory_new(columns, sizeof *out->cost);
    out->last_resort = memory_new(columns, sizeof *out->last_resort);
    out->sites = memory_new(sites + 1, sizeof *out->sites);
    for (size_t i = 0; i < matrix->rows; i++)
        out->station[i] = QUOTA_NO_STATION;
    for (size_t z = 0; z < zones; z++)
        out->zone_price[z] = 1;
}

void quota_cover_release(QuotaCover *cover)
{
    free(cover->weight);
    free(cover->want);
    free(cover->zone);
    free(cover->station);
    free(cover->promise);
    free(cover->target);
    free(cover->zone_price);
    free(cover->stations);
    free(cover->site);
    free(cover->slot);
    free(cover->cost);
    free(cover->last_resort);
    free(cover->sites);
    *cover = (QuotaCover){0};
}

void quota_cover_promise(QuotaCover *cover)
{
    for (size_t i = 0; i < cover->matrix->rows; i++) {
        double worth = (double)cover->weight[i];
        if (cover->want[i] == 0 || cover->want[i] == QUOTA_NEVER) {
            cover->promise[i] = 0;
            continue;
        }
        if (cover->station[i] != QUOTA_NO_STATION) {
            const QuotaStation *station = &cover->stations[cover->station[i]];
            worth = worth < (double)station->need
                        ? worth / (double)station->need * (double)station->weight
                        : (double)station->weight;
        }
        cover->promise[i] = (float)(worth / cover->want[i]);
    }
}

int64_t quota_cover_cost(const QuotaCover *cover, const uint32_t *columns, size_t count)
{
    uint16_t *on = memory_new(cover->site_count + 1, sizeof *on);
    int64_t cost = 0;

    for (size_t k = 0; k < count; k++) {
        uint32_t site = cover->site[columns[k]];
        cost += cover->cost[columns[k]];
        cost += on[site]++ ? cover->sites[site].again : cover->sites[site].first;
    }
    free(on);
    return cost;
}
