/* reason_table.c - refusals.csv: why each planned camera is there, and what is lost without it. */
#include <stdlib.h>

#include "base/memory.h"
#include "planner/report/camera_groups.h"
#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"
#include "planner/report/zone_loss.h"

/* Of a zone that it does not hold alone it says only what is more than this. */
static const double LEAST_SHARE = 0.1;

typedef struct {
    ZoneLoss loss;
    double seen; /* weight of the zone's cells that the camera covers, alone or not */
    bool first;  /* the zone that it serves most */
} Reason;

typedef struct {
    const Outcome *outcome;
    CameraGroups groups;
    FailureSet *failures;
    double *seen; /* by zone, of the camera at hand */
    Reason *reasons;
    size_t count;
} ReasonSheet;

static int by_weight(const void *left, const void *right)
{
    const Reason *a = left, *b = right;

    if (a->first != b->first)
        return a->first ? -1 : 1;
    if (a->loss.lost != b->loss.lost)
        return a->loss.lost > b->loss.lost ? -1 : 1;
    if (a->seen != b->seen)
        return a->seen > b->seen ? -1 : 1;
    return (a->loss.zone > b->loss.zone) - (a->loss.zone < b->loss.zone);
}

static void add(ReasonSheet *sheet, const CameraRow *row, ZoneLoss loss)
{
    const Zone *zone = &sheet->outcome->zones->zones[loss.zone];

    sheet->reasons[sheet->count++] = (Reason){loss, sheet->seen[loss.zone], zone == row->zone};
    sheet->seen[loss.zone] = 0;
}

/* The zones that it alone holds something of, the one that it serves most, and those of which it
 * sees enough. */
static void find_reasons(ReasonSheet *sheet, const CameraRow *row, const Failure *failure)
{
    const Outcome *outcome = sheet->outcome;
    const Demand *demand = outcome->demand;
    FootprintWalk walk = footprint_walk(row->footprint);
    uint32_t cell;

    sheet->count = 0;
    while (footprint_next(&walk, &cell))
        sheet->seen[demand->cells[cell].zone] += (double)demand->cells[cell].weight;
    for (size_t i = 0; i < failure->count; i++)
        add(sheet, row, failure->losses[i]);
    for (walk = footprint_walk(row->footprint); footprint_next(&walk, &cell);) {
        uint32_t z = demand->cells[cell].zone;
        if (sheet->seen[z] > 0 && (&outcome->zones->zones[z] == row->zone ||
                                   sheet->seen[z] >= LEAST_SHARE * demand->zone_weight[z]))
            add(sheet, row, (ZoneLoss){.zone = z, .left = outcome->compliance->zones[z].after});
        sheet->seen[z] = 0;
    }
    if (sheet->count)
        qsort(sheet->reasons, sheet->count, sizeof *sheet->reasons, by_weight);
}

static void reason_row(Table *table, const Outcome *outcome, const CameraRow *row,
                       const Reason *reason)
{
    const Zone *zone = &outcome->zones->zones[reason->loss.zone];
    double mandated = outcome->demand->zone_weight[reason->loss.zone];

    table_text(table, row->id);
    zone_loss_cells(table, outcome, &reason->loss);
    table_text(table, reason->first ? "yes" : "no");
    table_number(table, reason->seen, 1);
    table_number(table, reason->loss.lost, 1);
    table_number(table, reason->loss.lost / mandated, 4);
    table_text(table, zone_restricted(zone) ? "restricted" : NULL);
    table_text(table, figure_marks_asked(outcome->marks, zone));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

static void reason_rows(Table *table, const Outcome *outcome, const CameraRow *rows)
{
    size_t zones = outcome->zones->zone_count, existing = outcome->scene->cameras.count;
    ReasonSheet sheet = {.outcome = outcome,
                         .groups = camera_groups_alone(outcome),
                         .seen = memory_new(zones + 1, sizeof *sheet.seen),
                         .reasons = memory_new(zones + 1, sizeof *sheet.reasons)};

    sheet.failures = failures_find(outcome->demand, outcome->project, outcome->after,
                                   sheet.groups.group_of, sheet.groups.count);
    for (size_t i = 0; i < outcome->plan->count; i++) {
        uint32_t group = sheet.groups.group_of[existing + i];
        find_reasons(&sheet, &rows[i], &sheet.failures->items[group]);
        for (size_t r = 0; r < sheet.count; r++)
            reason_row(table, outcome, &rows[i], &sheet.reasons[r]);
    }
    failures_free(sheet.failures);
    camera_groups_release(&sheet.groups);
    free(sheet.seen);
    free(sheet.reasons);
}

Status reason_table_write(const Outcome *outcome, const CameraRow *rows, const char *path,
                          Diag *diag)
{
    static const char *const columns[] = {"camera_id",       ZONE_LOSS_COLUMNS,
                                          "serves_most",     "weight_seen_m2",
                                          "weight_alone_m2", "share_alone",
                                          "restricted",      "planning_parameters",
                                          "rule_pack",       NULL};
    Table *table = table_new(columns);
    Status status;

    if (outcome->plan)
        reason_rows(table, outcome, rows);
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
