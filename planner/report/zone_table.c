/* zone_table.c - zones.csv: one row a mandated place, with its share, cameras and cost. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"

typedef struct {
    size_t cameras; /* planned ones that serve the zone first */
    double cost;
} ZoneCost;

static ZoneCost *zone_costs(const Outcome *outcome, const CameraRow *rows, size_t count)
{
    ZoneCost *costs = memory_new(outcome->zones->zone_count + 1, sizeof *costs);

    for (size_t i = 0; i < count; i++) {
        if (!rows[i].planned || !rows[i].zone)
            continue;
        size_t z = (size_t)(rows[i].zone - outcome->zones->zones);
        costs[z].cameras++;
        costs[z].cost += rows[i].planned->cost;
    }
    return costs;
}

static void zone_row(Table *table, const Outcome *outcome, size_t z, const ZoneCost *cost)
{
    const Zone *zone = &outcome->zones->zones[z];
    const ZoneCompliance *judged = &outcome->compliance->zones[z];
    double mandated = judged->mandated;
    bool placed = outcome->after != NULL;

    table_text(table, zone->id);
    table_text(table, zone->clause->id);
    table_words(table, zone->clause->title);
    table_text(table, zone->name);
    table_text(table, zone->part->name);
    table_text(table, zone->township ? zone->township->name : NULL);
    table_text(table, zone->derived ? "derived" : "supplied");
    table_text(table, zone->how);
    table_number(table, zone->requirement.px_per_m, 1);
    table_text(table, zone->requirement.ladder);
    table_number(
        table, zone->requirement.thermal_ok ? requirement_px_per_m(&zone->requirement, true) : NAN,
        2);
    table_integer(table, zone->requirement.k);
    table_number(table, mandated, 1);
    table_number(table, judged->quota, 3);
    table_number(table, judged->before / mandated, 4);
    table_number(table, placed ? judged->after / mandated : NAN, 4);
    table_number(table, outcome->candidates ? judged->coverable / mandated : NAN, 4);
    table_text(table, (placed ? judged->pass_after : judged->pass_before) ? "pass" : "fail");
    table_text(table, judged->rest_cause == CAUSE_COVERED ? NULL : cause_name(judged->rest_cause));
    table_number(table, judged->longest_run_before_m, 1);
    table_number(table, placed ? judged->longest_run_after_m : NAN, 1);
    table_integer(table, (long long)cost->cameras);
    table_number(table, cost->cost, 2);
    table_text(table, zone->papers);
    table_clauses(table, zone->also, zone->also_count);
    table_words(table, zone->duty.builder);
    table_words(table, zone->duty.payer);
    table_words(table, zone->duty.supervisor);
    table_words(table, zone->duty.coordinators);
    table_text(table, zone->duty.clause->id);
    table_text(table, zone->duty.fallback ? zone->duty.fallback->id : NULL);
    table_text(table, zone->layer);
    table_integer(table, zone->fid);
    table_text(table, zone_restricted(zone) ? "restricted" : NULL);
    table_text(table, figure_marks_zone(outcome->marks, zone));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

Status zone_table_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                        const char *path, Diag *diag)
{
    static const char *const columns[] = {"zone_id",
                                          "clause",
                                          "category",
                                          "name",
                                          "key_part",
                                          "township",
                                          "source",
                                          "derived_from",
                                          "px_per_m_required",
                                          "ladder",
                                          "thermal_px_per_m_required",
                                          "k",
                                          "mandated_weight_m2",
                                          "quota",
                                          "covered_share_before",
                                          "covered_share",
                                          "coverable_share",
                                          "result",
                                          "cause_of_rest",
                                          "longest_uncovered_m_before",
                                          "longest_uncovered_m",
                                          "cameras",
                                          "cost",
                                          "stated_basis",
                                          "also_clauses",
                                          "builder",
                                          "payer",
                                          "supervisor",
                                          "coordinators",
                                          "duty_clause",
                                          "fallback",
                                          "source_layer",
                                          "source_feature",
                                          "restricted",
                                          "planning_parameters",
                                          "rule_pack",
                                          NULL};
    Table *table = table_new(columns);
    ZoneCost *costs = zone_costs(outcome, rows, count);
    Status status;

    for (size_t z = 0; z < outcome->zones->zone_count; z++)
        if (outcome->compliance->zones[z].mandated > 0.0)
            zone_row(table, outcome, z, &costs[z]);
    status = table_write_csv(table, path, diag);
    free(costs);
    table_free(table);
    return status;
}
