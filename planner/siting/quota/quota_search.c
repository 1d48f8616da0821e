#include "planner/siting/quota/quota_search.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A window at work: its members, and what they become. */
typedef struct {
    uint32_t *members, *better;
    size_t member_count, better_count;
    uint64_t seed;
    bool found;
    Status status;
    Diag diag;
} Task;

typedef struct {
    QuotaState *state;
    const QuotaAim *aim;
    const QuotaSearch *search;
    Random random;
    QuotaWorker *workers;
    size_t worker_count;
    Task tasks[QUOTA_BATCH];
    size_t task_count;
    uint8_t *taken;   /* a byte a column: in a window of this batch */
    double *distance; /* scratch, beside `chosen` */
} Batch;

static void batch_init(Batch *batch, QuotaState *state, const QuotaAim *aim,
                       const QuotaSearch *search)
{
    size_t columns = state->cover->matrix->columns + 1;

    *batch = (Batch){.state = state,
                     .aim = aim,
                     .search = search,
                     .random = random_seeded(search->seed),
                     .worker_count = (size_t)omp_get_max_threads()};
    batch->workers = memory_new(batch->worker_count, sizeof *batch->workers);
    for (size_t w = 0; w < batch->worker_count; w++) {
        quota_worker_init(&batch->workers[w], state->cover);
        for (size_t k = 0; k < state->chosen_count; k++)
            quota_state_add(&batch->workers[w].state, state->chosen[k]);
    }
    for (size_t t = 0; t < QUOTA_BATCH; t++)
        batch->tasks[t].members = memory_new(search->window + 1, sizeof(uint32_t));
    batch->taken = memory_new(columns, sizeof *batch->taken);
    batch->distance = memory_new(columns, sizeof *batch->distance);
}

static void batch_release(Batch *batch)
{
    for (size_t w = 0; w < batch->worker_count; w++)
        quota_worker_release(&batch->workers[w]);
    for (size_t t = 0; t < QUOTA_BATCH; t++) {
        free(batch->tasks[t].members);
        free(batch->tasks[t].better);
    }
    free(batch->workers);
    free(batch->taken);
    free(batch->distance);
}

/* --- choosing windows -------------------------------------------------------------- */

/* A random chosen column that no window has yet and its nearest such neighbours. */
static bool gather(Batch *batch, Task *task)
{
    const QuotaState *state = batch->state;
    const QuotaCover *cover = state->cover;
    uint32_t anchor = state->chosen[random_below(&batch->random, (uint32_t)state->chosen_count)];
    const QuotaSite *middle = &cover->sites[cover->site[anchor]];

    task->member_count = 0;
    if (batch->taken[anchor])
        return false;
    for (size_t k = 0; k < state->chosen_count; k++) {
        const QuotaSite *site = &cover->sites[cover->site[state->chosen[k]]];
        double dx = site->x - middle->x, dy = site->y - middle->y;
        batch->distance[k] = batch->taken[state->chosen[k]] ? 1e300 : dx * dx + dy * dy;
    }
    while (task->member_count < batch->search->window) {
        size_t nearest = 0;
        for (size_t k = 1; k < state->chosen_count; k++)
            if (batch->distance[k] < batch->distance[nearest])
                nearest = k;
        if (batch->distance[nearest] >= 1e300)
            break;
        batch->distance[nearest] = 1e300;
        task->members[task->member_count++] = state->chosen[nearest];
    }
    for (size_t k = 0; k < task->member_count; k++)
        batch->taken[task->members[k]] = 1;
    return true;
}

static void choose_windows(Batch *batch)
{
    batch->task_count = 0;
    for (int t = 0; t < QUOTA_BATCH; t++) {
        Task *task = &batch->tasks[batch->task_count];
        if (!gather(batch, task))
            continue;
        task->seed = random_bits(&batch->random);
        task->found = false;
        task->status = OK;
        batch->task_count++;
    }
    for (size_t t = 0; t < batch->task_count; t++)
        for (size_t k = 0; k < batch->tasks[t].member_count; k++)
            batch->taken[batch->tasks[t].members[k]] = 0;
}

/* --- working at them --------------------------------------------------------------- */

static void work_at(const Batch *batch, Task *task, QuotaWorker *worker)
{
    QuotaWindow window;
    QuotaTrial trial = batch->search->trial;

    trial.effort = &batch->search->effort;
    task->status = quota_window_cut(&window, worker, task->members, task->member_count,
                                    batch->aim->beyond > 0, &task->diag);
    if (task->status == OK) {
        free(task->better);
        task->better = memory_new(window.matrix->columns + 1, sizeof *task->better);
        task->found = quota_ruin_search(&window, batch->aim, &trial, task->seed, task->better,
                                        &task->better_count);
        for (size_t k = 0; k < task->better_count; k++)
            task->better[k] = window.columns[task->better[k]];
    }
    quota_window_release(&window);
}

static void work(Batch *batch)
{
#pragma omp parallel for schedule(dynamic, 1)
    for (size_t t = 0; t < batch->task_count; t++)
        if (!cover_effort_over(&batch->search->effort))
            work_at(batch, &batch->tasks[t], &batch->workers[omp_get_thread_num()]);
}

/* --- taking over what they found ---------------------------------------------------- */

static void exchange(QuotaState *state, const uint32_t *out, size_t out_count, const uint32_t *in,
                     size_t in_count)
{
    for (size_t k = 0; k < out_count; k++)
        quota_state_drop(state, out[k]);
    for (size_t k = 0; k < in_count; k++)
        quota_state_add(state, in[k]);
}

/* Do all of them fit, once the members are gone? Adds those that do. */
static bool try_add(QuotaState *state, const Task *task)
{
    for (size_t k = 0; k < task->better_count; k++) {
        if (!quota_state_fits(state, task->better[k])) {
            while (k-- > 0)
                quota_state_drop(state, task->better[k]);
            return false;
        }
        quota_state_add(state, task->better[k]);
    }
    return true;
}

static bool take_over(Batch *batch, const Task *task)
{
    QuotaState *state = batch->state;
    int64_t before = quota_state_energy(state, batch->aim);

    for (size_t k = 0; k < task->member_count; k++)
        quota_state_drop(state, task->members[k]);
    if (!try_add(state, task)) {
        exchange(state, NULL, 0, task->members, task->member_count);
        return false;
    }
    if (quota_state_energy(state, batch->aim) < before && state->cost <= batch->aim->budget)
        return true;
    exchange(state, task->better, task->better_count, task->members, task->member_count);
    return false;
}

static Status commit(Batch *batch, Diag *diag)
{
    for (size_t t = 0; t < batch->task_count; t++) {
        const Task *task = &batch->tasks[t];
        if (task->status != OK)
            return diag_fail(diag, task->status, "%s", task->diag.message);
        if (!task->found || !take_over(batch, task))
            continue;
        for (size_t w = 0; w < batch->worker_count; w++)
            exchange(&batch->workers[w].state, task->members, task->member_count, task->better,
                     task->better_count);
    }
    return OK;
}

Status quota_search(QuotaState *state, const QuotaAim *aim, const QuotaSearch *search, Diag *diag)
{
    Batch batch;
    uint64_t steps = 0;
    Status status = OK;

    if (state->chosen_count == 0)
        return OK;
    batch_init(&batch, state, aim, search);
    while (steps < search->effort.steps && !cover_effort_over(&search->effort) && status == OK) {
        choose_windows(&batch);
        work(&batch);
        if (cover_effort_over(&search->effort))
            break;
        status = commit(&batch, diag);
        steps += search->trial.steps * batch.task_count;
        if (search->told)
            search->told(search->told_of, state, steps);
    }
    batch_release(&batch);
    return status;
}
