#include "planner/siting/quota.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/audit/compliance.h"
#include "planner/coverage/stations.h"

static const double ROUNDING = 1e-6;   /* of a zone's mandated weight */
static const double ENOUGH = 1 - 1e-9; /* as stations.c counts a station's share */

static bool station_covered(const QuotaStation *station)
{
    return station->have > 0 && station->have >= station->need;
}

/* The stations of one line duty, behind those of the zones before it. */
static void zone_stations(Quota *quota, size_t z, const uint8_t *coverable, size_t *capacity)
{
    const Demand *demand = quota->demand;
    const Requirement *wants = &demand->zones->zones[z].requirement;
    const Grid *grid = wants->use == USE_STREET ? &demand->grid : &demand->long_grid;
    StationList list = {.step_m = fmax(grid->dx_m, grid->dy_m)};
    size_t first = quota->station_count;
    double *possible;

    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        size_t at = first + stations_of(&list, &demand->cells[cell]);
        while (quota->station_count <= at) {
            quota->stations = memory_grow(quota->stations, quota->station_count, capacity,
                                          sizeof *quota->stations);
            quota->stations[quota->station_count++] = (QuotaStation){.zone = (uint32_t)z};
        }
        quota->station[cell] = (uint32_t)at;
        quota->stations[at].weight += (double)demand->cells[cell].weight;
        if (quota->have[cell] >= quota->want[cell])
            quota->stations[at].have += (double)demand->cells[cell].weight;
    }
    possible = memory_new(quota->station_count - first + 1, sizeof *possible);
    for (size_t s = first; s < quota->station_count; s++)
        quota->stations[s].need = wants->cross_share * quota->stations[s].weight * ENOUGH;
    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        if (coverable[cell])
            possible[quota->station[cell] - first] += (double)demand->cells[cell].weight;
    }
    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        const QuotaStation *station = &quota->stations[quota->station[cell]];
        double weight = (double)demand->cells[cell].weight;
        double share = wants->cross_share > 0 ? weight / wants->cross_share : station->weight;
        quota->value[cell] = possible[quota->station[cell] - first] >= station->need
                                 ? (float)fmin(share, station->weight)
                                 : 0;
    }
    for (size_t s = first; s < quota->station_count; s++)
        if (station_covered(&quota->stations[s]))
            quota->reached[z] += quota->stations[s].weight;
    free(possible);
}

static void zone_cells(Quota *quota, size_t z)
{
    const Demand *demand = quota->demand;

    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        quota->value[cell] = demand->cells[cell].weight;
        quota->station[cell] = QUOTA_NO_STATION;
        if (quota->have[cell] >= quota->want[cell])
            quota->reached[z] += (double)demand->cells[cell].weight;
    }
}

void quota_init(Quota *out, const Project *project, const Demand *demand,
                const CandidateSet *candidates, const Coverage *existing)
{
    size_t zones = demand->zones->zone_count, capacity = 0;

    *out = (Quota){.demand = demand, .matrix = candidates->matrix};
    out->have = memory_new(demand->cell_count + 1, sizeof *out->have);
    out->want = memory_new(demand->cell_count + 1, sizeof *out->want);
    out->value = memory_new(demand->cell_count + 1, sizeof *out->value);
    out->station = memory_new(demand->cell_count + 1, sizeof *out->station);
    out->target = memory_new(zones + 1, sizeof *out->target);
    out->reached = memory_new(zones + 1, sizeof *out->reached);
    out->zone_sum = memory_new(zones + 1, sizeof *out->zone_sum);
    out->touched = memory_new(zones + 1, sizeof *out->touched);
    out->was_met = memory_new(zones + 1, sizeof *out->was_met);
    for (size_t i = 0; i < demand->cell_count; i++) {
        int k = demand->zones->zones[demand->cells[i].zone].requirement.k;
        out->have[i] = existing->count[i];
        out->want[i] = (uint16_t)(k > 1 ? k : 1);
    }
    compliance_weights(demand, candidates->coverable, out->target);
    for (size_t z = 0; z < zones; z++) {
        double asked = compliance_quota(&demand->zones->zones[z], project) * demand->zone_weight[z];
        out->target[z] = fmin(out->target[z], asked);
        if (stations_apply(demand, z))
            zone_stations(out, z, candidates->coverable, &capacity);
        else
            zone_cells(out, z);
        out->total_reached += out->reached[z];
    }
}

void quota_release(Quota *quota)
{
    free(quota->have);
    free(quota->want);
    free(quota->value);
    free(quota->station);
    free(quota->stations);
    free(quota->target);
    free(quota->reached);
    free(quota->zone_sum);
    free(quota->touched);
    free(quota->was_met);
    *quota = (Quota){0};
}

double quota_lack(const Quota *quota, size_t zone)
{
    double least = quota->target[zone] - ROUNDING * quota->demand->zone_weight[zone];

    return fmax(0, least - quota->reached[zone]);
}

bool quota_met(const Quota *quota, size_t zone)
{
    return quota_lack(quota, zone) <= 0;
}

size_t quota_unmet(const Quota *quota)
{
    size_t unmet = 0;

    for (size_t z = 0; z < quota->demand->zones->zone_count; z++)
        unmet += !quota_met(quota, z);
    return unmet;
}

static void sum_add(Quota *quota, uint32_t zone, double value)
{
    if (quota->zone_sum[zone] == 0) {
        quota->touched[quota->touched_count++] = zone;
        quota->was_met[zone] = quota_met(quota, zone);
    }
    quota->zone_sum[zone] += value;
}

double quota_gain(Quota *quota, size_t column)
{
    const CoverMatrix *matrix = quota->matrix;
    double gain = 0;

    quota->work++;
    for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++) {
        uint32_t cell = matrix->rows_of[a], station = quota->station[cell];
        if (quota->have[cell] >= quota->want[cell] || quota->value[cell] <= 0 ||
            (station != QUOTA_NO_STATION && station_covered(&quota->stations[station])))
            continue;
        sum_add(quota, quota->demand->cells[cell].zone,
                (double)quota->value[cell] / quota->want[cell]);
    }
    for (size_t i = 0; i < quota->touched_count; i++) {
        uint32_t zone = quota->touched[i];
        double lacks = quota->target[zone] - quota->reached[zone];
        if (quota->uncapped)
            gain += quota->zone_sum[zone];
        else if (!quota_met(quota, zone))
            gain += fmin(quota->zone_sum[zone], lacks);
        quota->zone_sum[zone] = 0;
    }
    quota->touched_count = 0;
    return gain;
}

/* A cell is now seen by enough cameras (or no longer, with `sign` -1). */
static void cell_turned(Quota *quota, uint32_t cell, double sign)
{
    const DemandCell *of = &quota->demand->cells[cell];
    double change = (double)of->weight;

    if (quota->station[cell] != QUOTA_NO_STATION) {
        QuotaStation *station = &quota->stations[quota->station[cell]];
        bool before = station_covered(station);
        station->have += sign * change;
        if (station->have < 0)
            station->have = 0;
        change = before != station_covered(station) ? station->weight : 0;
    }
    quota->reached[of->zone] += sign * change;
    quota->total_reached += sign * change;
}

QuotaChange quota_add(Quota *quota, size_t column)
{
    const CoverMatrix *matrix = quota->matrix;
    QuotaChange change = {0, UINT32_MAX, 0};
    double most = 0;

    for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++) {
        uint32_t cell = matrix->rows_of[a];
        if (++quota->have[cell] != quota->want[cell])
            continue;
        change.new_weight += (double)quota->demand->cells[cell].weight;
        sum_add(quota, quota->demand->cells[cell].zone, (double)quota->demand->cells[cell].weight);
        cell_turned(quota, cell, 1);
    }
    for (size_t i = 0; i < quota->touched_count; i++) {
        uint32_t zone = quota->touched[i];
        double sum = quota->zone_sum[zone];
        if (sum > most || (sum == most && zone < change.zone)) {
            most = sum;
            change.zone = zone;
        }
        change.zones_met += !quota->was_met[zone] && quota_met(quota, zone);
        quota->zone_sum[zone] = 0;
    }
    quota->touched_count = 0;
    return change;
}

void quota_remove(Quota *quota, size_t column)
{
    const CoverMatrix *matrix = quota->matrix;

    for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++) {
        uint32_t cell = matrix->rows_of[a];
        if (quota->have[cell]-- == quota->want[cell])
            cell_turned(quota, cell, -1);
    }
}
