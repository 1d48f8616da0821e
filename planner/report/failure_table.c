/* failure_table.c - failures.csv: what is lost with a camera, a pole, a township's link. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "planner/report/camera_groups.h"
#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"
#include "planner/report/zone_loss.h"

/* Zones that fall are listed as long as a cell can be read. */
enum { FALLING_SHOWN = 100 };

typedef enum { FAILING_CAMERA, FAILING_POLE, FAILING_LINK, FAILING_KINDS } FailingKind;

typedef struct {
    FailingKind kind;
    uint32_t leader;      /* its first camera, a lookout of the last coverage */
    const CameraRow *row; /* the first camera of it that the run lists */
    size_t cameras;       /* of it that the run lists */
    const Failure *failure;
} Failing;

typedef struct {
    const Outcome *outcome;
    const CameraRow **row_of; /* by lookout; NULL: not listed */
    CameraGroups groups[FAILING_KINDS];
    FailureSet *sets[FAILING_KINDS];
    Failing *items;
    size_t count;
} FailingList;

static const CameraRow **rows_by_lookout(const Outcome *outcome, const CameraRow *rows,
                                         size_t count)
{
    const CameraRow **row_of = memory_new(outcome_coverage(outcome)->lookouts + 1, sizeof *row_of);
    size_t existing = outcome->scene->cameras.count;

    for (size_t i = 0; i < count; i++)
        row_of[rows[i].planned ? existing + (size_t)(rows[i].planned - outcome->plan->cameras)
                               : (size_t)(rows[i].camera - outcome->scene->cameras.cameras)] =
            &rows[i];
    return row_of;
}

/* The groups of one kind that hold a camera of the run's list; of poles those with several
 * cameras, since the others fail with their only one. */
static void add_kind(FailingList *list, FailingKind kind)
{
    const CameraGroups *groups = &list->groups[kind];
    const CameraRow **row = memory_new(groups->count + 1, sizeof *row);
    size_t *cameras = memory_new(groups->count + 1, sizeof *cameras);

    for (size_t i = 0; i < groups->lookouts; i++) {
        uint32_t g = groups->group_of[i];
        if (g == FAILURE_NO_GROUP || !list->row_of[i])
            continue;
        row[g] = row[g] ? row[g] : list->row_of[i];
        cameras[g]++;
    }
    for (size_t g = 0; g < groups->count; g++) {
        const Failure *failure = &list->sets[kind]->items[g];
        if (row[g] && !(kind == FAILING_POLE && failure->cameras < 2))
            list->items[list->count++] =
                (Failing){kind, groups->leader[g], row[g], cameras[g], failure};
    }
    free(row);
    free(cameras);
}

/* The most weight first, then the most zones that fall, then by kind and camera. */
static int worst_first(const void *left, const void *right)
{
    const Failing *a = left, *b = right;

    if (a->failure->lost != b->failure->lost)
        return a->failure->lost > b->failure->lost ? -1 : 1;
    if (a->failure->falling != b->failure->falling)
        return a->failure->falling > b->failure->falling ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->leader > b->leader) - (a->leader < b->leader);
}

static FailingList failing_list(const Outcome *outcome, const CameraRow *rows, size_t count)
{
    FailingList list = {.outcome = outcome, .row_of = rows_by_lookout(outcome, rows, count)};
    size_t most = 0;

    list.groups[FAILING_CAMERA] = camera_groups_alone(outcome);
    list.groups[FAILING_POLE] = camera_groups_poles(outcome);
    list.groups[FAILING_LINK] = camera_groups_links(outcome);
    for (int k = 0; k < FAILING_KINDS; k++) {
        list.sets[k] = failures_find(outcome->demand, outcome->project, outcome_coverage(outcome),
                                     list.groups[k].group_of, list.groups[k].count);
        most += list.groups[k].count;
    }
    list.items = memory_new(most + 1, sizeof *list.items);
    for (int k = 0; k < FAILING_KINDS; k++)
        add_kind(&list, (FailingKind)k);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, worst_first);
    return list;
}

static void failing_list_release(FailingList *list)
{
    for (int k = 0; k < FAILING_KINDS; k++) {
        failures_free(list->sets[k]);
        camera_groups_release(&list->groups[k]);
    }
    free(list->items);
    free(list->row_of);
}

/* --- a row -------------------------------------------------------------------------- */

static const char *pole_name(const CameraRow *row)
{
    if (row->site)
        return row->site->id;
    return row->camera->pole && *row->camera->pole ? row->camera->pole : NULL;
}

/* fails .. township */
static void thing_cells(Table *table, const Failing *failing)
{
    static const char *const kinds[] = {"camera", "pole", "township link"};
    const CameraRow *row = failing->row;
    const Township *township = row->township;
    char unnamed[160];

    table_text(table, kinds[failing->kind]);
    if (failing->kind == FAILING_LINK) {
        table_text(table, township->code[0] ? township->code : township->name);
    } else if (failing->kind == FAILING_POLE && !pole_name(row)) {
        snprintf(unnamed, sizeof unnamed, "pole of %s", row->id);
        table_text(table, unnamed);
    } else {
        table_text(table, failing->kind == FAILING_POLE ? pole_name(row) : row->id);
    }
    table_text(table, failing->kind == FAILING_CAMERA ? camera_row_status(row) : NULL);
    table_integer(table, (long long)failing->cameras);
    table_text(table, failing->kind == FAILING_CAMERA              ? row->name
                      : failing->kind == FAILING_POLE && row->site ? row->site->on
                                                                   : NULL);
    table_text(table, township ? township->name : NULL);
}

static void falling_cell(Table *table, const Outcome *outcome, const Failure *failure)
{
    Text list = {0};
    size_t shown = failure->falling < FALLING_SHOWN ? failure->falling : FALLING_SHOWN;

    for (size_t i = 0; i < shown; i++)
        text_printf(&list, "%s%s", i ? "; " : "",
                    outcome->zones->zones[failure->losses[i].zone].id);
    if (failure->falling > shown)
        text_printf(&list, "; and %zu more", failure->falling - shown);
    table_text(table, list.text);
    text_release(&list);
}

static bool any_restricted(const Outcome *outcome, const Failing *failing)
{
    bool restricted = failing->kind == FAILING_CAMERA && camera_row_restricted(failing->row);

    for (size_t i = 0; i < failing->failure->count && !restricted; i++)
        restricted = zone_restricted(&outcome->zones->zones[failing->failure->losses[i].zone]);
    return restricted;
}

static void failing_row(Table *table, const FailingList *list, const Failing *failing)
{
    const Outcome *outcome = list->outcome;
    const Failure *failure = failing->failure;
    const ZoneLoss *worst = failure->count ? &failure->losses[0] : NULL;
    double mandated = outcome->compliance->mandated;
    double covered = list->sets[failing->kind]->covered;

    thing_cells(table, failing);
    table_number(table, mandated > 0 ? failure->lost / mandated : NAN, 6);
    table_number(table, failure->lost, 1);
    table_number(table, mandated > 0 ? (covered - failure->lost) / mandated : NAN, 4);
    table_integer(table, (long long)failure->count);
    table_integer(table, (long long)failure->falling);
    falling_cell(table, outcome, failure);
    zone_loss_cells(table, outcome, worst);
    table_text(table, any_restricted(outcome, failing) ? "restricted" : NULL);
    table_text(table, worst
                          ? figure_marks_asked(outcome->marks, &outcome->zones->zones[worst->zone])
                          : NULL);
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

Status failure_table_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                           const char *path, Diag *diag)
{
    static const char *const columns[] = {"fails",
                                          "id",
                                          "status",
                                          "cameras",
                                          "name",
                                          "township",
                                          "share_lost",
                                          "weight_lost_m2",
                                          "covered_share_left",
                                          "zones_losing",
                                          "zones_falling",
                                          "falling_zones",
                                          ZONE_LOSS_COLUMNS,
                                          "restricted",
                                          "planning_parameters",
                                          "rule_pack",
                                          NULL};
    Table *table = table_new(columns);
    FailingList list = failing_list(outcome, rows, count);
    Status status;

    for (size_t i = 0; i < list.count; i++)
        failing_row(table, &list, &list.items[i]);
    status = table_write_csv(table, path, diag);
    failing_list_release(&list);
    table_free(table);
    return status;
}
