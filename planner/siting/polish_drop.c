#include "planner/siting/polish_drop.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/progress.h"

/* As measured on Qingxi (docs/method.md). */
enum { HELPERS = 12, ROUNDS = 3, SWEEPS = 4 };
static const double WORTHWHILE = 0.2; /* of what is missed: so much must the first round give */

/* A camera and how it ranks: by what would be missed, or by how far it is. */
typedef struct {
    size_t camera;
    double rank;
} Ranked;

static int by_rank(const void *left, const void *right)
{
    const Ranked *a = left, *b = right;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->camera > b->camera) - (a->camera < b->camera);
}

static PolishChange missed(PolishWork *work, size_t camera)
{
    const Footprint none = {0};

    return polish_tally_try(&work->tally, &work->tries[0].scratch, polish_work_cells(work, camera),
                            &none);
}

static bool is_needless(const PolishWork *work, const PolishChange *change)
{
    return change->lack == 0 && !(work->beyond && change->reached < 0);
}

static size_t rank_missed(PolishWork *work, Ranked *list)
{
    size_t count = 0;

    for (size_t i = 0; i < work->count; i++)
        if (!work->cameras[i].gone)
            list[count++] = (Ranked){i, (double)missed(work, i).lack};
    if (count)
        qsort(list, count, sizeof *list, by_rank);
    return count;
}

void polish_drop_needless(PolishWork *work)
{
    Ranked *list = memory_new(work->count + 1, sizeof *list);
    size_t count = rank_missed(work, list);

    for (size_t i = 0; i < count && list[i].rank == 0; i++) {
        PolishChange change = missed(work, list[i].camera);
        if (is_needless(work, &change))
            polish_work_drop(work, list[i].camera);
    }
    free(list);
}

/* --- on trial ------------------------------------------------------------------------ */

/* The middle of what a camera covers, from the demand's origin. */
typedef struct {
    double x, y;
} Middle;

static Middle middle_of(const PolishWork *work, size_t camera)
{
    const Footprint *cells = polish_work_cells(work, camera);
    FootprintWalk walk = footprint_walk(cells);
    Middle middle = {0, 0};

    for (uint32_t cell; footprint_next(&walk, &cell);) {
        const DemandPoint *point = &work->demand->points[work->demand->cells[cell].point];
        middle.x += (double)point->x / (double)cells->count;
        middle.y += (double)point->y / (double)cells->count;
    }
    return middle;
}

/* One camera on trial. */
typedef struct {
    PolishWork *work;
    const Middle *middles; /* of all, when the trials began */
    size_t camera;
} Trial;

/* The cameras that cover what lies nearest to what it does; returns how many. */
static size_t find_helpers(const Trial *trial, Ranked helpers[HELPERS])
{
    Middle here = trial->middles[trial->camera];
    size_t count = 0;

    for (size_t i = 0; i < trial->work->count; i++) {
        double dx = trial->middles[i].x - here.x, dy = trial->middles[i].y - here.y;
        Ranked ranked = {i, dx * dx + dy * dy};
        size_t at = count;
        if (i == trial->camera || trial->work->cameras[i].gone)
            continue;
        while (at > 0 && helpers[at - 1].rank > ranked.rank)
            at--;
        if (at == HELPERS)
            continue;
        count += count < HELPERS;
        memmove(helpers + at + 1, helpers + at, (count - at - 1) * sizeof *helpers);
        helpers[at] = ranked;
    }
    return count;
}

static bool as_good(const PolishTally *tally, const int64_t *before)
{
    for (size_t z = 0; z < tally->cover.zone_count; z++)
        if (tally->reached[z] < before[z] && tally->reached[z] < tally->cover.target[z])
            return false;
    return true;
}

static Status help(const Trial *trial, int64_t lack, Diag *diag)
{
    PolishWork *work = trial->work;
    Ranked helpers[HELPERS];
    size_t count = find_helpers(trial, helpers);
    const PolishSearch search = {POLISH_REPAIR, 0};
    int64_t first;
    Status status = OK;

    polish_work_drop(work, trial->camera);
    first = work->tally.lack;
    for (int round = 0; round < ROUNDS && status == OK; round++) {
        for (size_t i = 0; i < count && status == OK && work->tally.lack > lack; i++)
            status = polish_work_aim(work, helpers[i].camera, search, diag);
        if (work->tally.lack <= lack ||
            (double)(first - work->tally.lack) < WORTHWHILE * (double)(first - lack))
            break;
    }
    return status;
}

static Status attempt(const Trial *trial, bool *dropped, Diag *diag)
{
    PolishTally *tally = &trial->work->tally;
    int64_t *before = memory_new(tally->cover.zone_count + 1, sizeof *before), lack = tally->lack;
    Status status;

    memcpy(before, tally->reached, tally->cover.zone_count * sizeof *before);
    polish_work_attempt(trial->work);
    status = help(trial, lack, diag);
    *dropped = status == OK && tally->lack <= lack && as_good(tally, before);
    polish_work_settle(trial->work, *dropped);
    free(before);
    return status;
}

/* Every camera once, those that would be missed least first; `*dropped`: how many went. */
static Status try_dropping(PolishWork *work, size_t *dropped, Diag *diag)
{
    Ranked *list = memory_new(work->count + 1, sizeof *list);
    Middle *middles = memory_new(work->count + 1, sizeof *middles);
    size_t count = rank_missed(work, list);
    Status status = OK;

    *dropped = 0;
    for (size_t i = 0; i < work->count; i++)
        middles[i] = middle_of(work, i);
    for (size_t i = 0; i < count && status == OK; i++) {
        const Trial trial = {work, middles, list[i].camera};
        bool spared = false;
        if (polish_work_over(work))
            break;
        status = attempt(&trial, &spared, diag);
        *dropped += spared;
    }
    free(list);
    free(middles);
    return status;
}

Status polish_drop(PolishWork *work, Diag *diag)
{
    Status status = OK;
    size_t dropped = 1;

    polish_drop_needless(work);
    for (int i = 0; i < SWEEPS && dropped && !work->beyond && status == OK; i++)
        status = try_dropping(work, &dropped, diag);
    polish_drop_needless(work);
    return status;
}
