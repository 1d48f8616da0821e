#include "planner/siting/placement.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/audit/compliance.h"
#include "planner/coverage/stations.h"

static const double FORGIVEN = 1e-6;   /* of a zone's mandated weight, as compliance does */
static const double ENOUGH = 1 - 1e-9; /* of a station's need, as stations.c does */
static const double NOISE = 1e-3;      /* quanta: what sums of doubles may be off */

typedef struct {
    const Placement *of;
    PlacementPurpose purpose;
    QuotaCover *cover;
    size_t *first_station; /* a zone */
    double *possible;      /* a station: the weight that could be covered */
} Making;

/* A weight that the plan has: less of it to choose, more of it to prove. */
static int64_t had(const Making *making, double weight)
{
    double quanta = weight * QUOTA_QUANTUM;

    return (int64_t)(making->purpose == PLACEMENT_TO_CHOOSE ? floor(quanta + NOISE)
                                                            : ceil(quanta - NOISE));
}

/* A weight that the plan owes. */
static int64_t owed(const Making *making, double weight)
{
    double quanta = weight * QUOTA_QUANTUM;

    return (int64_t)(making->purpose == PLACEMENT_TO_CHOOSE ? ceil(quanta - NOISE)
                                                            : floor(quanta + NOISE));
}

static int64_t cost_of(const Making *making, double cost)
{
    double units = cost * QUOTA_COST_UNIT;

    return (int64_t)(making->purpose == PLACEMENT_TO_CHOOSE ? floor(units + 0.5)
                                                            : floor(units + NOISE));
}

/* --- rows ---------------------------------------------------------------------------- */

static void rows(const Making *making)
{
    const Demand *demand = making->of->demand;

    for (size_t i = 0; i < demand->cell_count; i++) {
        const DemandCell *cell = &demand->cells[i];
        int k = demand->zones->zones[cell->zone].requirement.k;
        int left = (k > 1 ? k : 1) - making->of->existing->count[i];
        making->cover->zone[i] = cell->zone;
        making->cover->weight[i] = had(making, (double)cell->weight);
        making->cover->want[i] = (uint16_t)(left > 0 ? left : 0);
        if (!making->of->candidates->coverable[i] && left > 0)
            making->cover->want[i] = QUOTA_NEVER;
    }
}

static double station_step(const Demand *demand, size_t zone)
{
    const Grid *grid = demand->zones->zones[zone].requirement.use == USE_STREET
                           ? &demand->grid
                           : &demand->long_grid;

    return fmax(grid->dx_m, grid->dy_m);
}

/* Where the stations of each line duty begin; returns how many there are in all. */
static size_t number_stations(const Demand *demand, size_t *first_station)
{
    size_t count = 0;

    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        size_t most = 0;
        StationList list = {.step_m = station_step(demand, z)};
        first_station[z] = count;
        if (!stations_apply(demand, z))
            continue;
        for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
            size_t at = stations_of(&list, &demand->cells[demand->zone_cells[i]]) + 1;
            most = at > most ? at : most;
        }
        count += most;
    }
    first_station[demand->zones->zone_count] = count;
    return count;
}

/* The weights of one line duty's stations: all of it, what existing cameras have, what could be. */
static void fill_stations(const Making *making, size_t zone, double *weight, double *have)
{
    const Demand *demand = making->of->demand;
    StationList list = {.step_m = station_step(demand, zone)};

    for (uint32_t i = demand->zone_first[zone]; i < demand->zone_first[zone + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        size_t at = making->first_station[zone] + stations_of(&list, &demand->cells[cell]);
        double of_cell = (double)demand->cells[cell].weight;
        making->cover->station[cell] = (uint32_t)at;
        weight[at] += of_cell;
        have[at] += making->cover->want[cell] == 0 ? of_cell : 0;
        making->possible[at] += making->of->candidates->coverable[cell] ? of_cell : 0;
    }
}

/* A station that is covered already, or never can be, leaves its rows without use. */
static void close_station(const Making *making, size_t station)
{
    QuotaStation *of = &making->cover->stations[station];

    of->weight = 0;
    of->need = 1;
}

static void stations_of_zone(const Making *making, size_t zone, double *weight, double *have)
{
    const Demand *demand = making->of->demand;
    double share = demand->zones->zones[zone].requirement.cross_share;

    fill_stations(making, zone, weight, have);
    for (size_t s = making->first_station[zone]; s < making->first_station[zone + 1]; s++) {
        double need = share * weight[s] * ENOUGH;
        QuotaStation *station = &making->cover->stations[s];
        station->zone = (uint32_t)zone; /* also of a stretch that no cell lies nearest to */
        station->weight = had(making, weight[s]);
        station->need = owed(making, need - have[s]);
        if (station->need < 1)
            station->need = 1;
        if ((have[s] > 0 && have[s] >= need) || making->possible[s] < need)
            close_station(making, s);
    }
    for (uint32_t i = demand->zone_first[zone]; i < demand->zone_first[zone + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        if (making->cover->stations[making->cover->station[cell]].weight == 0 &&
            making->cover->want[cell] > 0)
            making->cover->want[cell] = QUOTA_NEVER;
    }
}

/* What the rounded weights of a station come to at most: more it cannot need. */
static void cap_needs(const Making *making)
{
    QuotaCover *cover = making->cover;
    int64_t *most = memory_new(cover->station_count + 1, sizeof *most);

    for (size_t i = 0; i < cover->matrix->rows; i++)
        if (cover->station[i] != QUOTA_NO_STATION && cover->want[i] > 0 &&
            cover->want[i] != QUOTA_NEVER)
            most[cover->station[i]] += cover->weight[i];
    for (size_t s = 0; s < cover->station_count; s++)
        if (most[s] > 0 && cover->stations[s].need > most[s])
            cover->stations[s].need = most[s];
    free(most);
}

/* --- zones --------------------------------------------------------------------------- */

double *placement_reached(const Placement *of)
{
    double *reached = memory_new(of->demand->zones->zone_count + 1, sizeof *reached);

    for (size_t z = 0; z < of->demand->zones->zone_count; z++)
        reached[z] = coverage_zone_weight(of->demand, of->existing, z);
    return reached;
}

/* What a zone's rows and stations could still bring at most, as rounded. */
static void attainable(const QuotaCover *cover, int64_t *most)
{
    uint8_t *open = memory_new(cover->station_count + 1, sizeof *open);

    for (size_t i = 0; i < cover->matrix->rows; i++) {
        if (cover->want[i] == 0 || cover->want[i] == QUOTA_NEVER)
            continue;
        if (cover->station[i] == QUOTA_NO_STATION)
            most[cover->zone[i]] += cover->weight[i];
        else
            open[cover->station[i]] = 1;
    }
    for (size_t s = 0; s < cover->station_count; s++)
        if (open[s])
            most[cover->stations[s].zone] += cover->stations[s].weight;
    free(open);
}

static void targets(const Making *making)
{
    const Placement *of = making->of;
    size_t zones = of->demand->zones->zone_count;
    double *coverable = memory_new(zones + 1, sizeof *coverable), *reached = placement_reached(of);
    int64_t *most = memory_new(zones + 1, sizeof *most);

    compliance_weights(of->demand, of->candidates->coverable, coverable);
    attainable(making->cover, most);
    for (size_t z = 0; z < zones; z++) {
        double mandated = of->demand->zone_weight[z];
        double asked = compliance_quota(&of->demand->zones->zones[z], of->project) * mandated;
        double target = fmin(coverable[z], asked) - FORGIVEN * mandated - reached[z];
        making->cover->target[z] = owed(making, target);
        if (making->cover->target[z] > most[z])
            making->cover->target[z] = most[z];
    }
    free(coverable);
    free(reached);
    free(most);
}

/* --- columns ------------------------------------------------------------------------- */

static void columns(const Making *making)
{
    const CandidateSet *set = making->of->candidates;
    QuotaCover *cover = making->cover;
    uint32_t slot = 0;

    for (size_t j = 0; j < set->count; j++) {
        const Candidate *c = &set->candidates[j];
        if (j && (c[-1].site != c->site || c[-1].slot != c->slot))
            slot++;
        cover->site[j] = c->site;
        cover->slot[j] = slot;
        cover->cost[j] = cost_of(making, c->cost);
        cover->last_resort[j] = c->undecided;
    }
    cover->slot_count = set->count ? slot + 1 : 0;
}

static void sites(const Making *making)
{
    const Placement *of = making->of;
    int most = of->project->plan.max_per_pole;

    for (size_t s = 0; s < of->sites->count; s++)
        making->cover->sites[s] =
            (QuotaSite){.x = of->sites->sites[s].x,
                        .y = of->sites->sites[s].y,
                        .first = cost_of(making, of->candidates->site_cost[s]),
                        .again = cost_of(making, of->candidates->again_cost[s]),
                        .room = (uint16_t)(most > 0 ? fmin(most, UINT16_MAX) : 1)};
}

void placement_make(QuotaCover *out, const Placement *of, PlacementPurpose purpose)
{
    size_t zones = of->demand->zones->zone_count;
    Making making = {of, purpose, out, memory_new(zones + 1, sizeof(size_t)), NULL};
    size_t stations = number_stations(of->demand, making.first_station);
    double *weight = memory_new(stations + 1, sizeof *weight);
    double *have = memory_new(stations + 1, sizeof *have);

    making.possible = memory_new(stations + 1, sizeof *making.possible);
    quota_cover_init(out, of->candidates->matrix, zones, stations, of->sites->count);
    rows(&making);
    for (size_t z = 0; z < zones; z++)
        if (stations_apply(of->demand, z))
            stations_of_zone(&making, z, weight, have);
    cap_needs(&making);
    targets(&making);
    columns(&making);
    sites(&making);
    quota_cover_promise(out);
    free(making.first_station);
    free(making.possible);
    free(weight);
    free(have);
}
