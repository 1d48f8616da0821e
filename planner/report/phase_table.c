/* phase_table.c - phases.csv: what each phase of the build order costs, builds and brings. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "planner/coverage/cover_tally.h"
#include "planner/report/camera_groups.h"
#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"

enum { ALL_PHASES = 0 };

typedef struct {
    double covered; /* weight */
    size_t met;     /* zones that reach their quota */
} Standing;

typedef struct {
    const Outcome *outcome;
    const CameraRow *rows; /* of the planned cameras, in build order */
    Words *payers;         /* by name */
    size_t payer_count, capacity;
    int phases;
    Standing *after; /* each phase; [0]: before the first */
    double *gained;  /* weight that each camera brings in build order */
    uint32_t *seen;  /* by site: the last row that counted it */
    uint32_t row;
} PhaseList;

static int phase_of(const PhaseList *list, size_t camera)
{
    int phase = list->outcome->plan->cameras[camera].phase;

    return phase > 0 ? phase : 1;
}

static Words payer_of(const CameraRow *row)
{
    return camera_row_duty(row).payer;
}

/* --- what stands after each phase ----------------------------------------------------- */

static Standing standing_of(const Outcome *outcome, const CoverTally *tally)
{
    Standing standing = {.covered = cover_tally_total(tally)};

    for (size_t z = 0; z < outcome->zones->zone_count; z++) {
        double mandated = outcome->demand->zone_weight[z];
        double quota = compliance_quota(&outcome->zones->zones[z], outcome->project);
        standing.met +=
            mandated > 0 && compliance_reached(cover_tally_zone(tally, z), quota, mandated);
    }
    return standing;
}

/* Build it camera by camera on what stands. */
static void build(PhaseList *list)
{
    const Outcome *outcome = list->outcome;
    size_t existing = outcome->scene->cameras.count, count = outcome->plan->count, i = 0;
    CoverTally *tally = cover_tally_new(outcome->demand);

    for (size_t e = 0; e < existing; e++)
        cover_tally_add(tally, &outcome->after->footprints[e]);
    list->after[0] = standing_of(outcome, tally);
    for (int phase = 1; phase <= list->phases; phase++) {
        for (; i < count && phase_of(list, i) <= phase; i++) {
            double before = cover_tally_total(tally);
            cover_tally_add(tally, &outcome->after->footprints[existing + i]);
            list->gained[i] = cover_tally_total(tally) - before;
        }
        list->after[phase] = standing_of(outcome, tally);
    }
    cover_tally_free(tally);
}

/* --- who pays ------------------------------------------------------------------------- */

static int by_name(const void *left, const void *right)
{
    const Words *a = left, *b = right;
    int order = text_order(a->zh, b->zh);

    return order ? order : text_order(a->en, b->en);
}

static bool same_payer(Words a, Words b)
{
    return text_equal(a.zh, b.zh) && text_equal(a.en, b.en);
}

static void list_payers(PhaseList *list)
{
    for (size_t i = 0; i < list->outcome->plan->count; i++) {
        Words payer = payer_of(&list->rows[i]);
        bool known = false;
        for (size_t p = 0; p < list->payer_count && !known; p++)
            known = same_payer(list->payers[p], payer);
        if (known)
            continue;
        list->payers =
            memory_grow(list->payers, list->payer_count, &list->capacity, sizeof *list->payers);
        list->payers[list->payer_count++] = payer;
    }
    if (list->payer_count)
        qsort(list->payers, list->payer_count, sizeof *list->payers, by_name);
}

/* --- rows ----------------------------------------------------------------------------- */

typedef struct {
    double cost, gained;
    size_t cameras, poles, poles_new;
} PhaseSum;

/* Of one phase or all, and of one payer or (NULL) all. */
static PhaseSum sum_of(PhaseList *list, int phase, const Words *payer)
{
    PhaseSum sum = {0};

    list->row++;
    for (size_t i = 0; i < list->outcome->plan->count; i++) {
        const PlannedCamera *camera = &list->outcome->plan->cameras[i];
        uint32_t site = list->outcome->candidates->candidates[camera->candidate].site;
        if ((phase != ALL_PHASES && phase_of(list, i) != phase) ||
            (payer && !same_payer(*payer, payer_of(&list->rows[i]))))
            continue;
        sum.cost += camera->cost;
        sum.gained += list->gained[i];
        sum.cameras++;
        sum.poles += list->seen[site] != list->row;
        sum.poles_new += camera->pole_new;
        list->seen[site] = list->row;
    }
    return sum;
}

/* What the project gives for a phase; NaN: nothing said. */
static double budget_of(const ProjectPlan *wants, int phase)
{
    double all = 0;

    if (wants->phase_count == 0)
        return wants->budget;
    for (size_t i = 0; i < wants->phase_count; i++)
        all += wants->phases[i];
    if (phase == ALL_PHASES)
        return all;
    return (size_t)phase <= wants->phase_count ? wants->phases[phase - 1] : NAN;
}

static double share_of(const Outcome *outcome, double weight)
{
    return outcome->compliance->mandated > 0 ? weight / outcome->compliance->mandated : NAN;
}

/* covered_share_before .. zones_met: of a phase, whoever pays */
static void standing_cells(Table *table, const PhaseList *list, int phase)
{
    const Standing *before = &list->after[phase == ALL_PHASES ? 0 : phase - 1];
    const Standing *after = &list->after[phase == ALL_PHASES ? list->phases : phase];
    size_t zones = 0;

    for (size_t z = 0; z < list->outcome->zones->zone_count; z++)
        zones += list->outcome->demand->zone_weight[z] > 0;
    table_number(table, share_of(list->outcome, before->covered), 4);
    table_number(table, share_of(list->outcome, after->covered), 4);
    table_integer(table, (long long)zones);
    table_integer(table, (long long)before->met);
    table_integer(table, (long long)after->met);
}

static void phase_row(Table *table, PhaseList *list, int phase, const Words *payer)
{
    const Outcome *outcome = list->outcome;
    const PhaseSum sum = sum_of(list, phase, payer);
    double budget = payer ? (double)NAN : budget_of(&outcome->project->plan, phase);

    if (payer && sum.cameras == 0)
        return;
    if (phase == ALL_PHASES)
        table_text(table, "total");
    else
        table_integer(table, phase);
    table_words(table, payer ? *payer : (Words){"全部", "all"});
    table_number(table, budget, 2);
    table_number(table, sum.cost, 2);
    table_number(table, budget - sum.cost, 2);
    table_number(table, sum.cost * outcome->project->costs.opex_share_year, 2);
    table_integer(table, (long long)sum.cameras);
    table_integer(table, (long long)sum.poles);
    table_integer(table, (long long)sum.poles_new);
    table_number(table, share_of(outcome, sum.gained), 6);
    if (payer)
        for (int cell = 0; cell < 5; cell++)
            table_text(table, NULL);
    else
        standing_cells(table, list, phase);
    table_text(table, figure_marks_quota(outcome->marks));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

static void phase_rows(Table *table, PhaseList *list, int phase)
{
    phase_row(table, list, phase, NULL);
    for (size_t p = 0; p < list->payer_count; p++)
        phase_row(table, list, phase, &list->payers[p]);
}

static PhaseList phase_list(const Outcome *outcome, const CameraRow *rows)
{
    const Plan *plan = outcome->plan;
    PhaseList list = {.outcome = outcome, .rows = rows};

    list.phases = outcome->project->plan.phase_count ? (int)outcome->project->plan.phase_count : 1;
    for (size_t i = 0; i < plan->count; i++)
        if (phase_of(&list, i) > list.phases)
            list.phases = phase_of(&list, i);
    list.after = memory_new((size_t)list.phases + 1, sizeof *list.after);
    list.gained = memory_new(plan->count + 1, sizeof *list.gained);
    list.seen = memory_new(outcome->sites->count + 1, sizeof *list.seen);
    list_payers(&list);
    build(&list);
    return list;
}

static void phase_list_release(PhaseList *list)
{
    free(list->payers);
    free(list->after);
    free(list->gained);
    free(list->seen);
}

Status phase_table_write(const Outcome *outcome, const CameraRow *rows, const char *path,
                         Diag *diag)
{
    static const char *const columns[] = {"phase",
                                          "payer",
                                          "budget",
                                          "cost",
                                          "budget_left",
                                          "opex_year",
                                          "cameras",
                                          "poles",
                                          "poles_new",
                                          "share_gained",
                                          "covered_share_before",
                                          "covered_share",
                                          "zones",
                                          "zones_met_before",
                                          "zones_met",
                                          "planning_parameters",
                                          "rule_pack",
                                          NULL};
    Table *table = table_new(columns);
    Status status;

    if (outcome->plan) {
        PhaseList list = phase_list(outcome, rows);
        for (int phase = 1; phase <= list.phases; phase++)
            phase_rows(table, &list, phase);
        phase_rows(table, &list, ALL_PHASES);
        phase_list_release(&list);
    }
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
