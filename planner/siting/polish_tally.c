#include "planner/siting/polish_tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

Status polish_tally_init(PolishTally *out, const Placement *of, Diag *diag)
{
    size_t cells = of->demand->cell_count;
    uint8_t *all = memory_new(cells + 1, sizeof *all);
    CandidateSet none = {.site_cost = of->candidates->site_cost,
                         .again_cost = of->candidates->again_cost,
                         .coverable = all};
    Placement placed = *of;
    Status status;

    *out = (PolishTally){0};
    status = cover_matrix_new(&out->nothing, 0, cells, 0, diag);
    if (status == OK)
        status = cover_matrix_by_rows(out->nothing, diag);
    if (status == OK) {
        none.matrix = out->nothing;
        placed.candidates = &none;
        memset(all, 1, cells);
        placement_make(&out->cover, &placed, PLACEMENT_TO_CHOOSE);
        out->have = memory_new(cells + 1, sizeof *out->have);
        out->station_have = memory_new(out->cover.station_count + 1, sizeof *out->station_have);
        out->reached = memory_new(out->cover.zone_count + 1, sizeof *out->reached);
        for (size_t z = 0; z < out->cover.zone_count; z++)
            out->lack += out->cover.target[z] > 0 ? out->cover.target[z] : 0;
    }
    free(all);
    return status;
}

void polish_tally_release(PolishTally *tally)
{
    quota_cover_release(&tally->cover);
    cover_matrix_free(tally->nothing);
    free(tally->have);
    free(tally->station_have);
    free(tally->reached);
    *tally = (PolishTally){0};
}

void polish_scratch_init(PolishScratch *out, const PolishTally *tally)
{
    size_t zones = tally->cover.zone_count + 1, stations = tally->cover.station_count + 1;

    *out = (PolishScratch){
        .zone = memory_new(zones, sizeof *out->zone),
        .station = memory_new(stations, sizeof *out->station),
        .zone_mark = memory_new(zones, sizeof *out->zone_mark),
        .station_mark = memory_new(stations, sizeof *out->station_mark),
        .zones = memory_new(zones, sizeof *out->zones),
        .stations = memory_new(stations, sizeof *out->stations),
    };
}

void polish_scratch_release(PolishScratch *scratch)
{
    free(scratch->zone);
    free(scratch->station);
    free(scratch->zone_mark);
    free(scratch->station_mark);
    free(scratch->zones);
    free(scratch->stations);
    *scratch = (PolishScratch){0};
}

/* --- one trial ----------------------------------------------------------------------- */

static void add_zone(PolishScratch *scratch, uint32_t zone, int64_t weight)
{
    if (!scratch->zone_mark[zone])
        scratch->zones[scratch->zone_count++] = zone;
    scratch->zone_mark[zone] = 1;
    scratch->zone[zone] += weight;
}

/* One camera less (`sign` -1) or more sees the cell: does it count no longer, or now? */
static void turn_cell(const PolishTally *tally, PolishScratch *scratch, uint32_t cell, int sign)
{
    const QuotaCover *cover = &tally->cover;
    uint32_t station = cover->station[cell];

    if (cover->want[cell] == 0 || cover->want[cell] == QUOTA_NEVER ||
        tally->have[cell] + (sign > 0) != cover->want[cell])
        return;
    if (station == QUOTA_NO_STATION) {
        add_zone(scratch, cover->zone[cell], sign * cover->weight[cell]);
        return;
    }
    if (!scratch->station_mark[station])
        scratch->stations[scratch->station_count++] = station;
    scratch->station_mark[station] = 1;
    scratch->station[station] += sign * cover->weight[cell];
}

/* The cells of one of them alone. */
static void turn_cells(const PolishTally *tally, PolishScratch *scratch, const Footprint *left,
                       const Footprint *right)
{
    FootprintWalk gone = footprint_walk(left), come = footprint_walk(right);
    uint32_t a = 0, b = 0;
    bool has_a = footprint_next(&gone, &a), has_b = footprint_next(&come, &b);

    while (has_a || has_b) {
        bool take_a = has_a && (!has_b || a <= b), take_b = has_b && (!has_a || b <= a);
        if (take_a != take_b)
            turn_cell(tally, scratch, take_a ? a : b, take_a ? -1 : 1);
        if (take_a)
            has_a = footprint_next(&gone, &a);
        if (take_b)
            has_b = footprint_next(&come, &b);
    }
}

/* What stations gain or lose, their zones do. */
static void turn_stations(const PolishTally *tally, PolishScratch *scratch, int64_t *keep)
{
    const QuotaCover *cover = &tally->cover;

    for (size_t i = 0; i < scratch->station_count; i++) {
        uint32_t at = scratch->stations[i];
        const QuotaStation *station = &cover->stations[at];
        int64_t before = tally->station_have[at], after = before + scratch->station[at];
        int turned = (after >= station->need) - (before >= station->need);
        if (turned)
            add_zone(scratch, station->zone, turned * station->weight);
        if (keep)
            keep[at] = after;
        scratch->station[at] = 0;
        scratch->station_mark[at] = 0;
    }
    scratch->station_count = 0;
}

static int64_t lack_of(const PolishTally *tally, uint32_t zone, int64_t more)
{
    int64_t lack = tally->cover.target[zone] - tally->reached[zone] - more;

    return lack > 0 ? lack : 0;
}

static PolishChange settle(const PolishTally *tally, PolishScratch *scratch, int64_t *keep)
{
    PolishChange change = {0};

    for (size_t i = 0; i < scratch->zone_count; i++) {
        uint32_t zone = scratch->zones[i];
        int64_t more = scratch->zone[zone];
        int64_t lack = lack_of(tally, zone, more) - lack_of(tally, zone, 0);
        change.reached += more;
        change.lack += lack;
        change.worse |= lack > 0;
        if (keep)
            keep[zone] += more;
        scratch->zone[zone] = 0;
        scratch->zone_mark[zone] = 0;
    }
    scratch->zone_count = 0;
    return change;
}

PolishChange polish_tally_try(const PolishTally *tally, PolishScratch *scratch,
                              const Footprint *gone, const Footprint *come)
{
    turn_cells(tally, scratch, gone, come);
    turn_stations(tally, scratch, NULL);
    return settle(tally, scratch, NULL);
}

void polish_tally_make(PolishTally *tally, PolishScratch *scratch, const Footprint *gone,
                       const Footprint *come)
{
    FootprintWalk walk;
    uint32_t cell;

    turn_cells(tally, scratch, gone, come);
    turn_stations(tally, scratch, tally->station_have);
    tally->lack += settle(tally, scratch, tally->reached).lack;
    for (walk = footprint_walk(gone); footprint_next(&walk, &cell);)
        tally->have[cell]--;
    for (walk = footprint_walk(come); footprint_next(&walk, &cell);)
        tally->have[cell]++;
}
