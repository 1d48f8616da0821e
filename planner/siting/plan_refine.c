#include "planner/siting/plan_refine.h"

#include <stdlib.h>

#include "base/memory.h"

enum { PASSES = 5 };

static int by_id(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

/* Less of what nobody asks for in view. */
static bool milder(const Candidate *a, const Candidate *b)
{
    return a->outside_m2 != b->outside_m2 ? a->outside_m2 < b->outside_m2
                                          : a->dwelling_m2 < b->dwelling_m2;
}

/* The mildest candidate of the pole that can stand in for `column`, which is not chosen now;
 * `energy` is what the plan had with it. */
static uint32_t mildest(QuotaState *state, const QuotaAim *aim, const CandidateSet *set,
                        uint32_t column, int64_t energy)
{
    const QuotaCover *cover = state->cover;
    uint32_t site = cover->site[column], best = column, first = column, end = column;

    while (first > 0 && cover->site[first - 1] == site)
        first--;
    while (end < cover->matrix->columns && cover->site[end] == site)
        end++;
    for (uint32_t j = first; j < end; j++) {
        if (cover->cost[j] > cover->cost[column] || !quota_state_fits(state, j) ||
            !milder(&set->candidates[j], &set->candidates[best]))
            continue;
        quota_state_add(state, j);
        if (quota_state_energy(state, aim) <= energy)
            best = j;
        quota_state_drop(state, j);
    }
    return best;
}

static size_t pass(QuotaState *state, const QuotaAim *aim, const CandidateSet *set,
                   uint32_t *columns)
{
    size_t count = state->chosen_count, changed = 0;

    for (size_t k = 0; k < count; k++)
        columns[k] = state->chosen[k];
    qsort(columns, count, sizeof *columns, by_id);
    for (size_t k = 0; k < count; k++) {
        int64_t energy = quota_state_energy(state, aim);
        uint32_t best;
        quota_state_drop(state, columns[k]);
        best = mildest(state, aim, set, columns[k], energy);
        quota_state_add(state, best);
        changed += best != columns[k];
    }
    return changed;
}

size_t plan_refine(QuotaState *state, const QuotaAim *aim, const CandidateSet *candidates)
{
    uint32_t *columns = memory_new(state->chosen_count + 1, sizeof *columns);
    size_t changed = 0;

    for (int round = 0; round < PASSES && state->chosen_count; round++) {
        size_t now = pass(state, aim, candidates, columns);
        changed += now;
        if (now == 0)
            break;
    }
    free(columns);
    return changed;
}
