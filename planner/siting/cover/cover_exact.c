#include "planner/siting/cover/cover_exact.h"

#ifdef CAMPLAN_HAVE_CBC
#include <coin/Cbc_C_Interface.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

/* Costs are whole: a cover that is better at all is better by one. */
static const double LESS = 0.5;

static void load(Cbc_Model *model, const SetCover *problem)
{
    const CoverMatrix *m = problem->matrix;
    int *start = memory_new(m->columns + 1, sizeof *start);
    double *one = memory_new(m->arcs + 1, sizeof *one);
    double *cost = memory_new(m->columns + 1, sizeof *cost);
    double *most = memory_new(m->columns + 1, sizeof *most);
    double *least_sum = memory_new(m->rows + 1, sizeof *least_sum);
    double *most_sum = memory_new(m->rows + 1, sizeof *most_sum);

    for (size_t j = 0; j < m->columns; j++) {
        start[j + 1] = (int)m->first[j + 1];
        cost[j] = (double)problem->cost[j];
        most[j] = 1;
    }
    for (size_t a = 0; a < m->arcs; a++)
        one[a] = 1;
    for (size_t i = 0; i < m->rows; i++) {
        least_sum[i] = 1;
        most_sum[i] = (double)m->columns;
    }
    Cbc_loadProblem(model, (int)m->columns, (int)m->rows, start, (const int *)m->rows_of, one, NULL,
                    most, cost, least_sum, most_sum);
    for (size_t j = 0; j < m->columns; j++)
        Cbc_setInteger(model, (int)j);
    free(start);
    free(one);
    free(cost);
    free(most);
    free(least_sum);
    free(most_sum);
}

/* What CBC rounds to 1, if it is indeed a cover and cheap enough. */
static bool take_solution(Cbc_Model *model, const SetCover *problem, int64_t below,
                          uint32_t *chosen, size_t *count)
{
    const CoverMatrix *m = problem->matrix;
    const double *value = Cbc_bestSolution(model);
    bool *covered = memory_new(m->rows + 1, sizeof *covered), whole = value != NULL;

    *count = 0;
    for (size_t j = 0; value && j < m->columns; j++) {
        if (value[j] < 0.5)
            continue;
        chosen[(*count)++] = (uint32_t)j;
        for (size_t a = m->first[j]; a < m->first[j + 1]; a++)
            covered[m->rows_of[a]] = true;
    }
    for (size_t i = 0; i < m->rows; i++)
        whole = whole && covered[i];
    free(covered);
    whole = whole && set_cover_cost(problem, chosen, *count) < below;
    if (!whole)
        *count = 0;
    return whole;
}

ExactVerdict cover_exact(const SetCover *problem, const ExactLimits *limits, uint32_t *chosen,
                         size_t *count)
{
    Cbc_Model *model;
    ExactVerdict verdict = EXACT_UNDECIDED;

    *count = 0;
    if (problem->matrix->rows == 0)
        return limits->below > 0 ? EXACT_BEST : EXACT_NONE;
    if (problem->matrix->columns > EXACT_COLUMNS_MOST)
        return EXACT_UNDECIDED;
    model = Cbc_newModel();
    load(model, problem);
    Cbc_setLogLevel(model, 0);
    Cbc_setParameter(model, "increment", "0.999");
    Cbc_setCutoff(model, (double)limits->below - LESS);
    Cbc_setMaximumNodes(model, limits->nodes);
    if (isfinite(limits->seconds))
        Cbc_setMaximumSeconds(model, limits->seconds);
    Cbc_solve(model);
    if (take_solution(model, problem, limits->below, chosen, count))
        verdict = Cbc_isProvenOptimal(model) ? EXACT_BEST : EXACT_UNDECIDED;
    else if (Cbc_isProvenInfeasible(model) ||
             (Cbc_isProvenOptimal(model) && !Cbc_isNodeLimitReached(model)))
        verdict = EXACT_NONE;
    Cbc_deleteModel(model);
    return verdict;
}

#else

ExactVerdict cover_exact(const SetCover *problem, const ExactLimits *limits, uint32_t *chosen,
                         size_t *count)
{
    (void)limits;
    (void)chosen;
    *count = 0;
    return problem->matrix->rows ? EXACT_UNDECIDED : EXACT_BEST;
}

#endif
