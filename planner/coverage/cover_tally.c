#include "planner/coverage/cover_tally.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double ENOUGH = 1 - 1e-9; /* as stations.c counts a station's share */
static const double NOTHING = 1e-9;    /* of a station: what sums that came and went may leave */

#define NO_STATION UINT32_MAX

typedef struct {
    double weight, covered;
    uint32_t zone;
} LineStation;

struct CoverTally {
    const Demand *demand;
    uint32_t *cameras;     /* that cover each cell */
    uint32_t *station;     /* of each cell, or NO_STATION */
    LineStation *stations; /* of all line duties, zone after zone */
    size_t station_count, capacity;
    double *zone, *settled; /* covered weight, now and at the last cover_tally_settle() */
    double total;
    uint32_t *touched;
    uint8_t *is_touched;
    size_t touched_count;
};

static uint32_t wanted(const CoverTally *tally, uint32_t zone)
{
    int k = tally->demand->zones->zones[zone].requirement.k;

    return k > 1 ? (uint32_t)k : 1;
}

static void make_stations(CoverTally *tally, size_t z)
{
    const Demand *demand = tally->demand;
    const Requirement *wants = &demand->zones->zones[z].requirement;
    const Grid *grid = wants->use == USE_STREET ? &demand->grid : &demand->long_grid;
    const StationList list = {.step_m = fmax(grid->dx_m, grid->dy_m)};
    size_t first = tally->station_count;

    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        size_t at = first + stations_of(&list, &demand->cells[cell]);
        while (tally->station_count <= at) {
            tally->stations = memory_grow(tally->stations, tally->station_count, &tally->capacity,
                                          sizeof *tally->stations);
            tally->stations[tally->station_count++] = (LineStation){.zone = (uint32_t)z};
        }
        tally->station[cell] = (uint32_t)at;
        tally->stations[at].weight += (double)demand->cells[cell].weight;
    }
}

CoverTally *cover_tally_new(const Demand *demand)
{
    CoverTally *tally = memory_new(1, sizeof *tally);
    size_t zones = demand->zones->zone_count;

    tally->demand = demand;
    tally->cameras = memory_new(demand->cell_count + 1, sizeof *tally->cameras);
    tally->station = memory_new(demand->cell_count + 1, sizeof *tally->station);
    tally->zone = memory_new(zones + 1, sizeof *tally->zone);
    tally->settled = memory_new(zones + 1, sizeof *tally->settled);
    tally->touched = memory_new(zones + 1, sizeof *tally->touched);
    tally->is_touched = memory_new(zones + 1, sizeof *tally->is_touched);
    for (size_t i = 0; i < demand->cell_count; i++)
        tally->station[i] = NO_STATION;
    for (size_t z = 0; z < zones; z++)
        if (stations_apply(demand, z))
            make_stations(tally, z);
    return tally;
}

void cover_tally_free(CoverTally *tally)
{
    if (!tally)
        return;
    free(tally->cameras);
    free(tally->station);
    free(tally->stations);
    free(tally->zone);
    free(tally->settled);
    free(tally->touched);
    free(tally->is_touched);
    free(tally);
}

static bool station_covered(const CoverTally *tally, const LineStation *station)
{
    double share = tally->demand->zones->zones[station->zone].requirement.cross_share;

    return station->covered > NOTHING * station->weight &&
           station->covered >= share * station->weight * ENOUGH;
}

/* A cell is now seen by enough cameras (or no longer, with `sign` -1). */
static void cell_turned(CoverTally *tally, uint32_t cell, double sign)
{
    const DemandCell *of = &tally->demand->cells[cell];
    double change = (double)of->weight;

    if (tally->station[cell] != NO_STATION) {
        LineStation *station = &tally->stations[tally->station[cell]];
        bool before = station_covered(tally, station);
        station->covered += sign * change;
        change = before != station_covered(tally, station) ? station->weight : 0;
    }
    if (!tally->is_touched[of->zone]) {
        tally->is_touched[of->zone] = 1;
        tally->touched[tally->touched_count++] = of->zone;
    }
    tally->zone[of->zone] += sign * change;
    tally->total += sign * change;
}

void cover_tally_add(CoverTally *tally, const Footprint *footprint)
{
    FootprintWalk walk = footprint_walk(footprint);

    for (uint32_t cell; footprint_next(&walk, &cell);)
        if (++tally->cameras[cell] == wanted(tally, tally->demand->cells[cell].zone))
            cell_turned(tally, cell, 1);
}

void cover_tally_remove(CoverTally *tally, const Footprint *footprint)
{
    FootprintWalk walk = footprint_walk(footprint);

    for (uint32_t cell; footprint_next(&walk, &cell);)
        if (tally->cameras[cell]-- == wanted(tally, tally->demand->cells[cell].zone))
            cell_turned(tally, cell, -1);
}

double cover_tally_zone(const CoverTally *tally, size_t zone)
{
    return tally->zone[zone];
}

double cover_tally_total(const CoverTally *tally)
{
    return tally->total;
}

size_t cover_tally_touched(const CoverTally *tally, const uint32_t **zones)
{
    *zones = tally->touched;
    return tally->touched_count;
}

double cover_tally_lost(const CoverTally *tally, size_t zone)
{
    return tally->settled[zone] - tally->zone[zone];
}

void cover_tally_settle(CoverTally *tally)
{
    for (size_t i = 0; i < tally->touched_count; i++) {
        uint32_t zone = tally->touched[i];
        tally->settled[zone] = tally->zone[zone];
        tally->is_touched[zone] = 0;
    }
    tally->touched_count = 0;
}
