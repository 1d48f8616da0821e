#include "planner/siting/polish_result.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/siting/plan_order.h"
#include "planner/siting/quota/quota_state.h"

/* The cameras that stay, as if they were all candidates there are. */
typedef struct {
    CandidateSet set;
    uint32_t *source; /* the candidate that each was */
    uint16_t *seen;   /* a cell: cameras, existing ones too */
} Result;

static void result_release(Result *result)
{
    free(result->set.candidates);
    free(result->set.coverable);
    cover_matrix_free(result->set.matrix);
    free(result->source);
    free(result->seen);
}

static void mark_covered(Result *result, const PolishWork *work, size_t camera)
{
    FootprintWalk walk = footprint_walk(polish_work_cells(work, camera));
    const ZoneSet *zones = work->demand->zones;

    for (uint32_t cell; footprint_next(&walk, &cell);) {
        int k = zones->zones[work->demand->cells[cell].zone].requirement.k;
        if (++result->seen[cell] >= (k > 1 ? k : 1))
            result->set.coverable[cell] = 1;
    }
}

static void fill_column(Result *result, const PolishWork *work, size_t camera)
{
    CoverMatrix *matrix = result->set.matrix;
    FootprintWalk walk = footprint_walk(polish_work_cells(work, camera));
    size_t at = result->set.count++, arc = matrix->first[at];

    result->set.candidates[at] = work->hung[camera];
    result->source[at] = work->cameras[camera].source;
    for (uint32_t cell; footprint_next(&walk, &cell);)
        matrix->rows_of[arc++] = cell;
    matrix->first[at + 1] = arc;
    mark_covered(result, work, camera);
}

/* No two of a site have one slot (polish_aim.h), so they stand in order as they are. */
static Status fill(Result *result, const PolishWork *work, const Placement *of, Diag *diag)
{
    size_t cells = of->demand->cell_count, arcs = 0, count = 0;
    Status status;

    for (size_t i = 0; i < work->count; i++) {
        arcs += polish_work_cells(work, i)->count;
        count += !work->cameras[i].gone;
    }
    result->set = *of->candidates;
    result->set.count = 0;
    result->set.candidates = memory_new(count + 1, sizeof *result->set.candidates);
    result->set.coverable = memory_new(cells + 1, sizeof *result->set.coverable);
    memcpy(result->set.coverable, of->candidates->coverable, cells);
    result->source = memory_new(count + 1, sizeof *result->source);
    result->seen = memory_new(cells + 1, sizeof *result->seen);
    memcpy(result->seen, of->existing->count, cells * sizeof *result->seen);
    status = cover_matrix_new(&result->set.matrix, count, cells, arcs, diag);
    for (size_t i = 0; i < work->count && status == OK; i++)
        if (!work->cameras[i].gone)
            fill_column(result, work, i);
    return status == OK ? cover_matrix_by_rows(result->set.matrix, diag) : status;
}

static void rewrite(Plan *plan, const Result *result, const Placement *of)
{
    Placement now = *of;
    QuotaCover cover;
    QuotaState state;
    uint32_t *all = memory_new(result->set.count + 1, sizeof *all);

    now.candidates = &result->set;
    placement_make(&cover, &now, PLACEMENT_TO_CHOOSE);
    quota_state_init(&state, &cover);
    for (uint32_t j = 0; j < result->set.count; j++) {
        all[j] = j;
        quota_state_add(&state, j);
    }
    free(plan->cameras);
    plan->cost = 0;
    plan->count = 0;
    plan_order(plan, &now, &cover, all, result->set.count);
    plan->quotas_met |= state.lack == 0;
    for (size_t i = 0; i < plan->count; i++)
        plan->cameras[i].candidate = result->source[plan->cameras[i].candidate];
    plan_phases(plan, &of->project->plan);
    free(all);
    quota_state_release(&state);
    quota_cover_release(&cover);
}

double polish_result_weight(const PolishWork *work, const Placement *of)
{
    double *existing = placement_reached(of), sum = 0;

    for (size_t z = 0; z < work->tally.cover.zone_count; z++)
        sum += existing[z] + (double)work->tally.reached[z] / QUOTA_QUANTUM;
    free(existing);
    return sum;
}

void polish_result_sum(const PolishWork *work, double *outside_m2, double *dwelling_m2)
{
    *outside_m2 = *dwelling_m2 = 0;
    for (size_t i = 0; i < work->count; i++)
        if (!work->cameras[i].gone) {
            *outside_m2 += (double)work->hung[i].outside_m2;
            *dwelling_m2 += (double)work->hung[i].dwelling_m2;
        }
}

Status polish_result_write(Plan *plan, const PolishWork *work, const Placement *of, Diag *diag)
{
    PlanPolish *polish = &plan->polish;
    Result result = {0};
    Status status = fill(&result, work, of, diag);

    if (status == OK)
        rewrite(plan, &result, of);
    for (size_t i = 0; i < work->count; i++) {
        polish->dropped += work->cameras[i].gone;
        polish->polished += !work->cameras[i].gone && work->cameras[i].moved;
    }
    polish->lack_after = (double)work->tally.lack / QUOTA_QUANTUM;
    polish_result_sum(work, &polish->outside_after_m2, &polish->dwelling_after_m2);
    plan->limited |= work->limited;
    result_release(&result);
    return status;
}
