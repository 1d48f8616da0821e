/* gap_table.c - gaps.csv: what existing cameras leave, and what remains after the plan.
 *
 * nearest_candidate is the planned camera that closes most of the gap, or else the site
 * nearest to it.
 */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"

#define NOBODY UINT32_MAX

/* For each demand cell the first planned camera that covers it, and a tally to
 * count them by gap. */
typedef struct {
    uint32_t *first;
    size_t *tally;
} Closers;

static Closers closers_make(const Outcome *outcome)
{
    size_t existing = outcome->scene->cameras.count, cells = outcome->demand->cell_count;
    size_t planned = outcome->plan ? outcome->plan->count : 0;
    Closers closers = {memory_new(cells + 1, sizeof *closers.first),
                       memory_new(planned + 1, sizeof *closers.tally)};

    for (size_t c = 0; c < cells; c++)
        closers.first[c] = NOBODY;
    for (size_t i = planned; i-- > 0;) {
        const Footprint *footprint = &outcome->after->footprints[existing + i];
        FootprintWalk walk = footprint_walk(footprint);
        for (uint32_t cell; footprint_next(&walk, &cell);)
            closers.first[cell] = (uint32_t)i;
    }
    return closers;
}

/* The planned camera that covers most of a gap, and how much of it any do. */
static uint32_t closer_of(const Closers *closers, const Gap *gap, double *closed_share)
{
    uint32_t best = NOBODY;
    size_t closed = 0;

    for (size_t i = 0; i < gap->cell_count; i++) {
        uint32_t camera = closers->first[gap->cells[i]];
        if (camera == NOBODY)
            continue;
        closed++;
        closers->tally[camera]++;
        if (best == NOBODY || closers->tally[camera] > closers->tally[best])
            best = camera;
    }
    for (size_t i = 0; i < gap->cell_count; i++)
        if (closers->first[gap->cells[i]] != NOBODY)
            closers->tally[closers->first[gap->cells[i]]] = 0;
    *closed_share = gap->cell_count ? (double)closed / (double)gap->cell_count : 0.0;
    return best;
}

static const char *lookout_name(const Outcome *outcome, uint32_t index)
{
    size_t existing = outcome->scene->cameras.count;

    if (index == NOBODY)
        return NULL;
    if (index < existing)
        return outcome->existing[index].id;
    return outcome->planned[index - existing].id;
}

/* Where the next camera could stand: the site nearest to a gap that no planned camera closes. */
static const char *nearest_site(const Outcome *outcome, const Gap *gap)
{
    const char *id = NULL;
    double least = INFINITY;

    for (size_t i = 0; outcome->sites && i < outcome->sites->count; i++) {
        const Site *site = &outcome->sites->sites[i];
        double away = hypot(site->x - gap->x, site->y - gap->y);
        if (away < least) {
            least = away;
            id = site->id;
        }
    }
    return id;
}

static void gap_row(Table *table, const Outcome *outcome, const Gap *gap, const Closers *closers)
{
    const Zone *zone = &outcome->zones->zones[gap->zone];
    double closed = 0.0;
    uint32_t closer = closers ? closer_of(closers, gap, &closed) : NOBODY;

    table_text(table, closers ? "before" : "after");
    table_text(table, gap->id);
    table_text(table, zone->id);
    table_text(table, zone->clause->id);
    table_words(table, zone->clause->title);
    table_text(table, zone->name);
    table_text(table, zone->part->name);
    table_text(table, zone->township ? zone->township->name : NULL);
    table_number(table, gap->area_m2, 1);
    table_number(table, gap->from_m / 1000.0, 3);
    table_number(table, gap->to_m / 1000.0, 3);
    table_number(table, zone->requirement.px_per_m, 1);
    table_text(table, zone->requirement.ladder);
    table_number(table, gap->achieved_px_per_m, 1);
    table_number(table, gap->longest_run_m, 1);
    table_text(table, cause_name(gap->cause));
    table_text(table, cause_name_zh(gap->cause));
    table_text(table, lookout_name(outcome, gap->nearest));
    table_text(table, closer == NOBODY ? nearest_site(outcome, gap) : outcome->planned[closer].id);
    table_number(table, closers && outcome->plan ? closed : NAN, 3);
    table_words(table, zone->duty.builder);
    table_words(table, zone->duty.supervisor);
    table_number(table, gap->weight, 1);
    table_number(table, gap->x, 2);
    table_number(table, gap->y, 2);
    table_text(table, zone_restricted(zone) ? "restricted" : NULL);
    table_text(table, figure_marks_density(outcome->marks, zone));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

Status gap_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {"stage",
                                          "gap_id",
                                          "zone_id",
                                          "clause",
                                          "category",
                                          "name",
                                          "key_part",
                                          "township",
                                          "measure_m2",
                                          "from_km",
                                          "to_km",
                                          "px_per_m_required",
                                          "ladder",
                                          "px_per_m_achieved",
                                          "longest_uncovered_m",
                                          "cause",
                                          "cause_zh",
                                          "nearest_camera",
                                          "nearest_candidate",
                                          "closed_share",
                                          "builder",
                                          "supervisor",
                                          "priority",
                                          "x",
                                          "y",
                                          "restricted",
                                          "planning_parameters",
                                          "rule_pack",
                                          NULL};
    Table *table = table_new(columns);
    Closers closers = closers_make(outcome);
    Status status;

    for (size_t i = 0; i < outcome->gaps_before->count; i++)
        gap_row(table, outcome, &outcome->gaps_before->gaps[i], &closers);
    for (size_t i = 0; outcome->gaps_after && i < outcome->gaps_after->count; i++)
        gap_row(table, outcome, &outcome->gaps_after->gaps[i], NULL);
    status = table_write_csv(table, path, diag);
    free(closers.first);
    free(closers.tally);
    table_free(table);
    return status;
}
