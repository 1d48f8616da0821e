#include "planner/verify/reference_bound.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double NOISE = 1e-3;      /* of a whole weight */
static const double ENOUGH = 1 - 1e-9; /* of a station's need */

/* How a cell stands before any candidate is chosen. */
typedef enum { CELL_OPEN, CELL_COVERED, CELL_NEVER } CellState;

typedef struct {
    int64_t weight, need, most; /* most: what its open cells weigh */
    double whole, have, possible;
    Whole bound;
    bool closed;
} Stretch;

/* One zone being summed, with ties (REFERENCE_PERHAPS) or without. */
typedef struct {
    const ReferenceDemand *demand;
    const Zone *zone;
    const PricedCell *cells, *end;
    const WrittenZonePrice *prices;
    int certainty;
    double weight;
    Stretch *stretches;
    size_t stretch_count;
} ZoneSum;

static int64_t rounded_up(double weight)
{
    return (int64_t)ceil(weight * REFERENCE_WEIGHTS - NOISE);
}

static int64_t rounded_down(double weight)
{
    return (int64_t)floor(weight * REFERENCE_WEIGHTS + NOISE);
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Cameras that the cell still wants: few with ties, many without. */
static unsigned wanted(const ZoneSum *sum, const PricedCell *cell)
{
    unsigned all = reference_wanted_cameras(sum->zone), have = cell->before[sum->certainty];

    if (have >= all)
        return cell->before[REFERENCE_SURE] >= all ? 0 : 1;
    return all - have;
}

/* With ties a cell is rather open and never covered or out of reach. */
static CellState state_of(const ZoneSum *sum, const PricedCell *cell)
{
    unsigned all = reference_wanted_cameras(sum->zone);
    int other = sum->certainty == REFERENCE_PERHAPS ? REFERENCE_SURE : REFERENCE_PERHAPS;

    if (cell->before[other] >= all)
        return CELL_COVERED;
    if (cell->before[sum->certainty] + cell->arms[sum->certainty] < all)
        return CELL_NEVER;
    return CELL_OPEN;
}

/* --- stations ------------------------------------------------------------------------ */

static void weigh_stretches(ZoneSum *sum)
{
    for (const PricedCell *cell = sum->cells; cell < sum->end; cell++)
        if (cell->station >= sum->stretch_count)
            sum->stretch_count = cell->station + 1;
    sum->stretches = memory_new(sum->stretch_count + 1, sizeof *sum->stretches);
    for (const PricedCell *cell = sum->cells; cell < sum->end; cell++) {
        Stretch *stretch = &sum->stretches[cell->station];
        CellState state = state_of(sum, cell);
        stretch->whole += sum->weight;
        stretch->have += state == CELL_COVERED ? sum->weight : 0;
        stretch->possible += state != CELL_NEVER ? sum->weight : 0;
        stretch->most += state == CELL_OPEN ? rounded_up(sum->weight) : 0;
    }
}

/* What is covered already or never can be counts for nothing. */
static void need_stretches(ZoneSum *sum)
{
    for (size_t s = 0; s < sum->stretch_count; s++) {
        Stretch *stretch = &sum->stretches[s];
        double need = sum->zone->requirement.cross_share * stretch->whole * ENOUGH;
        stretch->weight = rounded_up(stretch->whole);
        stretch->need = rounded_down(need - stretch->have);
        if (stretch->need < 1)
            stretch->need = 1;
        if (stretch->need > stretch->most)
            stretch->need = stretch->most;
        stretch->closed = (stretch->have > 0 && stretch->have >= need) ||
                          stretch->possible < need || stretch->most == 0;
    }
}

static int64_t *stretch_prices(const ZoneSum *sum)
{
    int64_t *price = memory_new(sum->stretch_count + 1, sizeof *price);

    for (size_t i = sum->prices[0].first_station; i < sum->prices[1].first_station; i++) {
        const WrittenStationPrice *written = &sum->demand->certificate->stations[i];
        if (written->station < sum->stretch_count)
            price[written->station] = written->price;
    }
    return price;
}

/* What weight at the price of the last weight saves beyond what it asks. */
static Whole saving(int64_t price, int64_t weight, Whole asked)
{
    Whole saved = (Whole)price * weight - asked;

    return saved > 0 ? saved : 0;
}

static Whole stretches_savings(ZoneSum *sum)
{
    int64_t *price;
    Whole savings = 0;

    weigh_stretches(sum);
    need_stretches(sum);
    price = stretch_prices(sum);
    for (size_t s = 0; s < sum->stretch_count; s++)
        sum->stretches[s].bound = (Whole)price[s] * sum->stretches[s].need;
    for (const PricedCell *cell = sum->cells; cell < sum->end; cell++) {
        Stretch *stretch = &sum->stretches[cell->station];
        if (state_of(sum, cell) == CELL_OPEN)
            stretch->bound -=
                saving(price[cell->station], least(rounded_up(sum->weight), stretch->need),
                       (Whole)cell->price * wanted(sum, cell));
    }
    for (size_t s = 0; s < sum->stretch_count; s++) {
        const Stretch *stretch = &sum->stretches[s];
        if (!stretch->closed)
            savings += saving(sum->prices->price, least(stretch->weight, sum->prices->target),
                              stretch->bound > 0 ? stretch->bound : 0);
    }
    free(price);
    free(sum->stretches);
    return savings;
}

/* --- zones --------------------------------------------------------------------------- */

static ZoneSum zone_sum(const ReferenceDemand *demand, size_t z, int certainty)
{
    return (ZoneSum){.demand = demand,
                     .zone = &demand->zones->zones[z],
                     .cells = demand->cells + demand->first[z],
                     .end = demand->cells + demand->first[z + 1],
                     .prices = demand->prices[z],
                     .certainty = certainty,
                     .weight = demand->weight[z]};
}

static Whole zone_bound(const ReferenceDemand *demand, size_t z, int certainty)
{
    ZoneSum sum = zone_sum(demand, z, certainty);
    Whole value;

    if (!sum.prices || sum.prices->target <= 0)
        return 0;
    value = (Whole)sum.prices->price * sum.prices->target;
    if (sum.zone->line)
        value -= stretches_savings(&sum);
    for (const PricedCell *cell = sum.cells; !sum.zone->line && cell < sum.end; cell++)
        if (state_of(&sum, cell) == CELL_OPEN)
            value -= saving(sum.prices->price, least(rounded_up(sum.weight), sum.prices->target),
                            (Whole)cell->price * wanted(&sum, cell));
    return value > 0 ? value : 0;
}

Status reference_bound(ReferenceBound *out, ReferenceDemand *demand, Diag *diag)
{
    ReferenceArcs arcs;
    Whole value[2];
    Status status = reference_arcs(&arcs, demand, diag);

    *out = (ReferenceBound){.arcs = arcs.arcs, .ties = arcs.ties};
    if (status != OK)
        return status;
    for (int certainty = 0; certainty < 2; certainty++) {
        value[certainty] = arcs.sum[certainty];
        for (size_t z = 0; z < demand->zones->zone_count; z++)
            value[certainty] += zone_bound(demand, z, certainty);
        if (value[certainty] < 0)
            value[certainty] = 0;
    }
    out->least = (int64_t)(value[REFERENCE_PERHAPS] / REFERENCE_PRICES);
    out->most = (int64_t)(value[REFERENCE_SURE] / REFERENCE_PRICES);
    /* Mostly more sights prove less, but a station that they fill asks for more. */
    if (out->least > out->most) {
        int64_t kept = out->least;
        out->least = out->most;
        out->most = kept;
    }
    return OK;
}

/* --- targets ------------------------------------------------------------------------- */

typedef struct {
    double before;  /* surely covered by existing cameras */
    int64_t gained; /* by new ones, at most */
} Reach;

static Reach area_reach(const ZoneSum *sum)
{
    unsigned all = reference_wanted_cameras(sum->zone);
    Reach reach = {0};

    for (const PricedCell *cell = sum->cells; cell < sum->end; cell++) {
        reach.before += cell->before[REFERENCE_SURE] >= all ? sum->weight : 0;
        reach.gained +=
            cell->before[REFERENCE_SURE] < all && cell->after >= all ? rounded_up(sum->weight) : 0;
    }
    return reach;
}

static Reach line_reach(const ZoneSum *sum)
{
    unsigned all = reference_wanted_cameras(sum->zone);
    size_t count = 0;
    double *weights; /* a station: all of it, covered before, after */
    Reach reach = {0};

    for (const PricedCell *cell = sum->cells; cell < sum->end; cell++)
        count = cell->station >= count ? cell->station + 1 : count;
    weights = memory_new(3 * count + 1, sizeof *weights);
    for (const PricedCell *cell = sum->cells; cell < sum->end; cell++) {
        double *of = &weights[(size_t)3 * cell->station];
        of[0] += sum->weight;
        of[1] += cell->before[REFERENCE_SURE] >= all ? sum->weight : 0;
        of[2] += cell->after >= all ? sum->weight : 0;
    }
    for (size_t s = 0; s < count; s++) {
        const double *of = &weights[3 * s];
        double need = sum->zone->requirement.cross_share * of[0] * ENOUGH;
        if (of[1] > 0 && of[1] >= need)
            reach.before += of[0];
        else if (of[2] > 0 && of[2] >= need)
            reach.gained += rounded_up(of[0]);
    }
    free(weights);
    return reach;
}

int64_t reference_target_most(const ReferenceDemand *demand, size_t zone)
{
    const ZoneSum sum = zone_sum(demand, zone, REFERENCE_PERHAPS);
    double quota = sum.zone->requirement.quota;
    double mandated = (double)(sum.end - sum.cells) * sum.weight;
    Reach reach = sum.zone->line ? line_reach(&sum) : area_reach(&sum);

    if (isnan(quota))
        quota = demand->scene->project->plan.quota;
    return least(reach.gained, rounded_down(quota * mandated - reach.before));
}
