#include "planner/siting/polish_drop.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/progress.h"

enum { HELPERS = 6, ROUNDS = 2, FAILURES = 30, FAILURES_A_CAMERA = 10 /* one in so many */ };
static const double WORTHWHILE = 0.4; /* of what is missed: so much must the first round give */

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
static void middle(const PolishWork *work, size_t camera, double at[2])
{
    const Footprint *cells = polish_work_cells(work, camera);
    FootprintWalk walk = footprint_walk(cells);

    at[0] = at[1] = 0;
    for (uint32_t cell; footprint_next(&walk, &cell);) {
        const DemandPoint *point = &work->demand->points[work->demand->cells[cell].point];
        at[0] += (double)point->x / (double)cells->count;
        at[1] += (double)point->y / (double)cells->count;
    }
}

/* The cameras that cover what lies nearest to what it does; returns how many. */
static size_t find_helpers(const PolishWork *work, size_t camera, Ranked helpers[HELPERS])
{
    double here[2], there[2];
    size_t count = 0;

    middle(work, camera, here);
    for (size_t i = 0; i < work->count; i++) {
        size_t at = count;
        Ranked ranked;
        if (i == camera || work->cameras[i].gone)
            continue;
        middle(work, i, there);
        ranked = (Ranked){i, (there[0] - here[0]) * (there[0] - here[0]) +
                                 (there[1] - here[1]) * (there[1] - here[1])};
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

static Status help(PolishWork *work, size_t camera, int64_t lack, Diag *diag)
{
    Ranked helpers[HELPERS];
    size_t count = find_helpers(work, camera, helpers);
    const PolishSearch search = {POLISH_REPAIR, 0};
    Status status = OK;

    polish_work_drop(work, camera);
    for (int64_t round = 0, first = work->tally.lack; round < ROUNDS; round++) {
        for (size_t i = 0; i < count && status == OK && work->tally.lack > lack; i++)
            status = polish_work_aim(work, helpers[i].camera, search, diag);
        if (status != OK || work->tally.lack <= lack ||
            (double)(first - work->tally.lack) < WORTHWHILE * (double)(first - lack))
            break;
    }
    return status;
}

static Status attempt(PolishWork *work, size_t camera, bool *dropped, Diag *diag)
{
    PolishTally *tally = &work->tally;
    int64_t *before = memory_new(tally->cover.zone_count + 1, sizeof *before), lack = tally->lack;
    Status status;

    memcpy(before, tally->reached, tally->cover.zone_count * sizeof *before);
    polish_work_attempt(work);
    status = help(work, camera, lack, diag);
    *dropped = status == OK && tally->lack <= lack && as_good(tally, before);
    polish_work_settle(work, *dropped);
    free(before);
    return status;
}

Status polish_drop(PolishWork *work, Diag *diag)
{
    Ranked *list = memory_new(work->count + 1, sizeof *list);
    size_t failures = 0, most = FAILURES + work->count / FAILURES_A_CAMERA, count;
    Status status = OK;

    polish_drop_needless(work);
    count = work->beyond ? 0 : rank_missed(work, list);
    for (size_t i = 0; i < count && failures < most && status == OK; i++) {
        bool dropped;
        if (polish_work_over(work))
            break;
        status = attempt(work, list[i].camera, &dropped, diag);
        failures += !dropped;
    }
    polish_drop_needless(work);
    free(list);
    return status;
}
