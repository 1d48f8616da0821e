#include "planner/siting/polish_work.h"

#include <math.h>

#include "base/clock.h"
#include "base/interrupt.h"

/* Views kept at most: some hundred MB. The one that was used longest ago goes first. */
enum { VIEWS_MOST = 600, MOVES_A_LEVEL = 12 };

bool polish_work_over(PolishWork *work)
{
    if (!isinf(work->deadline_s) && !work->limited)
        work->limited = clock_s() > work->deadline_s;
    return work->limited || work->tried >= work->tries_most || interrupt_requested();
}

/* --- masts --------------------------------------------------------------------------- */

/* What dwellings a camera sees is measured again, by the same view as what is tried. */
static Status look_first(PolishWork *work, size_t index, Glance *glance, Diag *diag)
{
    PolishMast *mast = &work->masts[index];
    size_t first = (size_t)(mast->hung - work->hung);
    Status status = polish_mast_look(mast, glance, diag);

    for (size_t i = first; i < first + mast->hung_count && status == OK; i++) {
        PolishVerdict judged;
        footprint_compute(&work->cameras[i].cells, work->demand, &mast->view.seen,
                          &work->hung[i].optics, false);
        status = polish_mast_judge(&judged, mast, &work->hung[i], diag);
        if (status == OK)
            work->hung[i].dwelling_m2 = (float)judged.dwelling_m2;
    }
    mast->used = 1;
    if (index >= VIEWS_MOST)
        polish_mast_forget(mast);
    return status;
}

Status polish_work_look(PolishWork *work, Diag *diag)
{
    Status worst = OK;

#pragma omp parallel
    {
        Glance *glance = glance_new();
        Diag own = {0};
#pragma omp for schedule(dynamic)
        for (size_t i = 0; i < work->mast_count; i++) {
            Status status = interrupt_requested() ? OK : look_first(work, i, glance, &own);
            if (status == OK)
                continue;
#pragma omp critical(polish_failed)
            worst = diag_fail(diag, status, "%s", own.message);
        }
        glance_free(glance);
    }
    work->looked = work->mast_count < VIEWS_MOST ? work->mast_count : VIEWS_MOST;
    return worst == OK ? interrupt_check(diag) : worst;
}

static void forget_oldest(PolishWork *work)
{
    PolishMast *oldest = NULL;

    for (size_t i = 0; i < work->mast_count; i++) {
        PolishMast *mast = &work->masts[i];
        if (mast->used && (!oldest || mast->used < oldest->used))
            oldest = mast;
    }
    if (oldest)
        polish_mast_forget(oldest);
    work->looked -= oldest != NULL;
}

static Status mast_ready(PolishWork *work, PolishMast *mast, Diag *diag)
{
    Status status = OK;

    if (!mast->used) {
        if (work->looked >= VIEWS_MOST)
            forget_oldest(work);
        status = polish_mast_look(mast, work->glance, diag);
        work->looked++;
    }
    mast->used = ++work->clock + 1;
    return status;
}

/* --- changes ------------------------------------------------------------------------- */

/* What the camera is now is kept for the case that the attempt fails. */
static void save(PolishWork *work, size_t index)
{
    PolishCamera *camera = &work->cameras[index];

    if (!work->attempt || camera->saved)
        return;
    camera->saved = true;
    camera->saved_gone = camera->gone;
    camera->saved_moved = camera->moved;
    camera->saved_hung = work->hung[index];
    camera->saved_cells = camera->cells;
    camera->cells = (Footprint){0};
}

const Footprint *polish_work_cells(const PolishWork *work, size_t index)
{
    static const Footprint none = {0};

    return work->cameras[index].gone ? &none : &work->cameras[index].cells;
}

static void take(PolishWork *work, size_t index, PolishTry *try)
{
    PolishCamera *camera = &work->cameras[index];
    Footprint before;

    polish_tally_make(&work->tally, &try->scratch, polish_work_cells(work, index), &try->cells);
    save(work, index);
    before = camera->cells;
    camera->cells = try->cells;
    try->cells = before;
    camera->moved = true;
    work->taken++;
    work->hung[index] = try->aimed;
}

void polish_work_drop(PolishWork *work, size_t index)
{
    PolishCamera *camera = &work->cameras[index];
    const Footprint none = {0};

    polish_tally_make(&work->tally, &work->tries[0].scratch, polish_work_cells(work, index), &none);
    save(work, index);
    camera->gone = true;
}

void polish_work_attempt(PolishWork *work)
{
    work->attempt = true;
}

static void take_back(PolishWork *work, size_t index)
{
    PolishCamera *camera = &work->cameras[index];
    const Footprint none = {0};

    polish_tally_make(&work->tally, &work->tries[0].scratch, camera->gone ? &none : &camera->cells,
                      camera->saved_gone ? &none : &camera->saved_cells);
    footprint_release(&camera->cells);
    camera->cells = camera->saved_cells;
    camera->saved_cells = (Footprint){0};
    camera->gone = camera->saved_gone;
    camera->moved = camera->saved_moved;
    work->hung[index] = camera->saved_hung;
}

void polish_work_settle(PolishWork *work, bool keep)
{
    for (size_t i = 0; i < work->count; i++) {
        PolishCamera *camera = &work->cameras[i];
        if (!camera->saved)
            continue;
        if (!keep)
            take_back(work, i);
        footprint_release(&camera->saved_cells);
        camera->saved = false;
    }
    work->attempt = false;
}

/* --- one camera ---------------------------------------------------------------------- */

static bool has_arm(const PolishWork *work, size_t index, const Candidate *aimed)
{
    const PolishMast *mast = &work->masts[work->cameras[index].mast];
    size_t first = (size_t)(mast->hung - work->hung);

    for (size_t k = first; k < first + mast->hung_count; k++)
        if (k != index && !work->cameras[k].gone &&
            !polish_aim_own_arm(aimed, &work->hung[index], &work->hung[k]))
            return false;
    return true;
}

static void try_all(PolishWork *work, size_t index, int level)
{
    const PolishCamera *camera = &work->cameras[index];
    const MastView *view = &work->masts[camera->mast].view;
    const Footprint *now = polish_work_cells(work, index);

    for (int m = 0; m < POLISH_MOVES; m++) {
        PolishTry *try = &work->tries[m];
        try->open =
            polish_aim_step(&try->aimed, &work->hung[index], &work->lenses, (PolishMove)m, level) &&
            has_arm(work, index, &try->aimed);
        work->tried += try->open;
    }
    for (int m = 0; m < POLISH_MOVES; m++) {
        PolishTry *try = &work->tries[m];
        if (!try->open)
            continue;
        footprint_compute(&try->cells, work->demand, &view->seen, &try->aimed.optics, false);
        try->change = polish_tally_try(&work->tally, &try->scratch, now, &try->cells);
        try->aimed.outside_m2 = (float)mast_view_outside_m2(view, &try->aimed.optics);
    }
}

/* Is it good enough, as far as is known before it is judged? */
static bool is_wanted(const PolishWork *work, const PolishTry *try, const Candidate *now,
                      PolishGoal goal)
{
    const PolishChange *change = &try->change;

    if (!try->open || (goal != POLISH_REPAIR && change->worse))
        return false;
    if (change->lack != 0 || goal != POLISH_MILDER)
        return change->lack < 0;
    if (work->beyond && change->reached != 0)
        return change->reached > 0;
    return change->reached >= 0 &&
           (try->aimed.outside_m2 < now->outside_m2 ||
            (try->aimed.outside_m2 == now->outside_m2 && now->dwelling_m2 > 0));
}

/* Only dwellings are left to tell them apart. */
static bool is_even(const PolishWork *work, const PolishTry *try, const Candidate *now)
{
    return try->change.lack == 0 && !(work->beyond && try->change.reached > 0) &&
           try->aimed.outside_m2 == now->outside_m2;
}

static bool is_better(const PolishWork *work, const PolishTry *a, const PolishTry *b)
{
    if (a->change.lack != b->change.lack)
        return a->change.lack < b->change.lack;
    if (work->beyond && a->change.reached != b->change.reached)
        return a->change.reached > b->change.reached;
    return a->aimed.outside_m2 < b->aimed.outside_m2;
}

static PolishTry *best_of(PolishWork *work, const Candidate *now, PolishGoal goal)
{
    PolishTry *best = NULL;

    for (int m = 0; m < POLISH_MOVES; m++) {
        PolishTry *try = &work->tries[m];
        if (is_wanted(work, try, now, goal) && (!best || is_better(work, try, best)))
            best = try;
    }
    return best;
}

/* A view that nobody can decide about is taken only by a camera that had one. */
static Status judge(PolishWork *work, size_t index, PolishTry *try, Diag *diag)
{
    const Candidate *now = &work->hung[index];
    PolishVerdict judged;
    Status status =
        polish_mast_judge(&judged, &work->masts[work->cameras[index].mast], &try->aimed, diag);

    if (status != OK)
        return status;
    try->aimed.undecided = judged.verdict == VERDICT_CANNOT_DECIDE;
    try->aimed.dwelling_m2 = (float)judged.dwelling_m2;
    try->open = judged.verdict != VERDICT_VIOLATION && (!try->aimed.undecided || now->undecided) &&
                (!is_even(work, try, now) || try->aimed.dwelling_m2 < now->dwelling_m2);
    return OK;
}

/* One step of the search's level. */
static Status step(PolishWork *work, size_t index, PolishSearch search, bool *moved, Diag *diag)
{
    PolishTry *try;

    *moved = false;
    try_all(work, index, search.level);
    while ((try = best_of(work, &work->hung[index], search.goal)) != NULL) {
        Status status = judge(work, index, try, diag);
        if (status != OK)
            return status;
        if (!try->open)
            continue;
        take(work, index, try);
        *moved = true;
        break;
    }
    return OK;
}

Status polish_work_aim(PolishWork *work, size_t index, PolishSearch search, Diag *diag)
{
    Status status = mast_ready(work, &work->masts[work->cameras[index].mast], diag);

    for (; search.level < POLISH_LEVELS && status == OK; search.level++) {
        bool moved = true;
        for (int i = 0; i < MOVES_A_LEVEL && moved && status == OK; i++)
            status = step(work, index, search, &moved, diag);
    }
    return status;
}
