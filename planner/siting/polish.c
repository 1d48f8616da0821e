#include "planner/siting/polish.h"

#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "planner/siting/polish_drop.h"
#include "planner/siting/polish_result.h"
#include "planner/siting/polish_work.h"

/* As measured on Qingxi (docs/method.md). Time: of the search's limit. */
enum { TRIES_A_CAMERA = 3000, PASSES = 4 };
static const double POLISH_TIME = 0.25;

/* --- what there is ------------------------------------------------------------------- */

/* By site, then azimuth: the order of the candidates. */
static int by_candidate(const void *left, const void *right)
{
    uint32_t a = (*(const PlannedCamera *const *)left)->candidate;
    uint32_t b = (*(const PlannedCamera *const *)right)->candidate;

    return (a > b) - (a < b);
}

static void set_cameras(PolishWork *work, const Plan *plan)
{
    const PlannedCamera **sorted = memory_new(plan->count + 1, sizeof *sorted);

    work->count = plan->count;
    work->hung = memory_new(plan->count + 1, sizeof *work->hung);
    work->cameras = memory_new(plan->count + 1, sizeof *work->cameras);
    work->order = memory_new(plan->count + 1, sizeof *work->order);
    for (size_t i = 0; i < plan->count; i++)
        sorted[i] = &plan->cameras[i];
    if (plan->count)
        qsort(sorted, plan->count, sizeof *sorted, by_candidate);
    for (size_t i = 0; i < plan->count; i++) {
        work->hung[i] = sorted[i]->built;
        work->cameras[i].source = sorted[i]->candidate;
        work->order[sorted[i] - plan->cameras] = i;
    }
    free(sorted);
}

static void set_masts(PolishWork *work, const SiteSet *sites)
{
    work->masts = memory_new(work->count + 1, sizeof *work->masts);
    for (size_t i = 0; i < work->count; i++) {
        if (i == 0 || work->hung[i].site != work->hung[i - 1].site)
            work->masts[work->mast_count++] =
                (PolishMast){.world = &work->world,
                             .site = &sites->sites[work->hung[i].site],
                             .hung = &work->hung[i]};
        work->masts[work->mast_count - 1].hung_count++;
        work->cameras[i].mast = work->mast_count - 1;
    }
}

static void set_tally(PolishWork *work)
{
    const Footprint none = {0};

    for (size_t i = 0; i < work->count; i++)
        polish_tally_make(&work->tally, &work->tries[0].scratch, &none, &work->cameras[i].cells);
}

static double deadline_s(const ProjectPlan *wants)
{
    return wants->time_limit_s > 0 ? clock_s() + POLISH_TIME * wants->time_limit_s : INFINITY;
}

static Status open_work(PolishWork *work, const Plan *plan, const PolishWish *wish, Diag *diag)
{
    const Placement *of = &wish->of;
    Status status = lenses_make(&work->lenses, wish->scene, of->demand, diag);

    work->demand = of->demand;
    work->deadline_s = deadline_s(&of->project->plan);
    work->beyond = of->project->plan.objective == OBJECTIVE_BUDGET;
    work->tries_most = (uint64_t)TRIES_A_CAMERA * plan->count;
    work->glance = glance_new();
    if (status != OK)
        return status;
    mast_world_init(&work->world, wish->scene, of->demand, wish->prohibit, &work->lenses,
                    of->existing);
    set_cameras(work, plan);
    set_masts(work, of->sites);
    status = polish_tally_init(&work->tally, of, diag);
    for (int m = 0; m < POLISH_MOVES && status == OK; m++)
        polish_scratch_init(&work->tries[m].scratch, &work->tally);
    return status;
}

static void close_work(PolishWork *work)
{
    for (size_t i = 0; i < work->mast_count; i++)
        polish_mast_forget(&work->masts[i]);
    for (size_t i = 0; i < work->count; i++)
        footprint_release(&work->cameras[i].cells);
    for (int m = 0; m < POLISH_MOVES; m++) {
        polish_scratch_release(&work->tries[m].scratch);
        footprint_release(&work->tries[m].cells);
    }
    polish_tally_release(&work->tally);
    mast_world_release(&work->world);
    lenses_release(&work->lenses);
    glance_free(work->glance);
    free(work->masts);
    free(work->hung);
    free(work->cameras);
    free(work->order);
}

/* --- the search ---------------------------------------------------------------------- */

/* Every camera once, in build order. */
static Status pass(PolishWork *work, PolishSearch search, Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; i < work->count && status == OK && !polish_work_over(work); i++) {
        size_t camera = work->order[i];
        if (!work->cameras[camera].gone)
            status = polish_work_aim(work, camera, search, diag);
        progress_step();
    }
    return status;
}

static Status search(PolishWork *work, Diag *diag)
{
    Status status = OK;
    uint64_t before;

    if (work->tally.lack > 0)
        status = pass(work, (PolishSearch){POLISH_CLOSE, 0}, diag);
    if (status == OK)
        status = polish_drop(work, diag);
    for (int i = 0; i < PASSES && status == OK; i++) {
        before = work->taken;
        status = pass(work, (PolishSearch){POLISH_MILDER, 1}, diag);
        if (work->taken == before)
            break;
    }
    if (status == OK)
        polish_drop_needless(work);
    return status;
}

Status plan_polish(Plan *plan, const PolishWish *wish, Diag *diag)
{
    PolishWork work = {0};
    Status status;

    if (plan->count == 0)
        return OK;
    progress_begin("polish", (PASSES + 1) * plan->count);
    status = open_work(&work, plan, wish, diag);
    if (status == OK)
        status = polish_work_look(&work, diag);
    if (status == OK) {
        set_tally(&work);
        plan->polish = (PlanPolish){.cost_before = plan->cost,
                                    .weight_before = polish_result_weight(&work, &wish->of)};
        plan->polish.lack_before = (double)work.tally.lack / QUOTA_QUANTUM;
        polish_result_sum(&work, &plan->polish.outside_before_m2, &plan->polish.dwelling_before_m2);
        status = search(&work, diag);
    }
    if (status == OK)
        status = interrupt_check(diag);
    if (status == OK)
        status = polish_result_write(plan, &work, &wish->of, diag);
    plan->polish.done = status == OK;
    close_work(&work);
    progress_end();
    return status;
}
