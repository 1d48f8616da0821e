#include "planner/siting/cover/cover_core.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

enum { LEAST_A_ROW = 3 };
static const uint64_t REDUCE_WORK = 300000000;

typedef struct {
    double reduced;
    uint32_t column;
} Rank;

static int least_first(const void *left, const void *right)
{
    const Rank *a = left, *b = right;

    if (a->reduced != b->reduced)
        return a->reduced < b->reduced ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* In the order of reduced costs: what is within the limits, or what a row still lacks. */
static void mark(const CoverPrices *prices, double reduced_most, size_t columns_most, bool *keep)
{
    const CoverMatrix *m = prices->problem->matrix;
    Rank *ranks = memory_new(m->columns + 1, sizeof *ranks);
    uint8_t *of_row = memory_new(m->rows + 1, sizeof *of_row);

    for (size_t j = 0; j < m->columns; j++)
        ranks[j] = (Rank){cover_prices_reduced(prices, j), (uint32_t)j};
    qsort(ranks, m->columns, sizeof *ranks, least_first);
    for (size_t k = 0; k < m->columns; k++) {
        uint32_t j = ranks[k].column;
        bool wanted = k < columns_most && ranks[k].reduced <= reduced_most;
        for (size_t a = m->first[j]; a < m->first[j + 1] && !wanted && isinf(reduced_most); a++)
            wanted = of_row[m->rows_of[a]] < LEAST_A_ROW;
        keep[j] = wanted;
        for (size_t a = m->first[j]; a < m->first[j + 1] && wanted; a++)
            if (of_row[m->rows_of[a]] < LEAST_A_ROW)
                of_row[m->rows_of[a]]++;
    }
    free(of_row);
    free(ranks);
}

static Status sub_problem(SetCover *out, const SetCover *whole, const bool *keep, Diag *diag)
{
    const CoverMatrix *m = whole->matrix;
    size_t columns = 0, arcs = 0;
    Status status;

    for (size_t j = 0; j < m->columns; j++)
        if (keep[j]) {
            columns++;
            arcs += cover_matrix_height(m, j);
        }
    *out = (SetCover){.cost = memory_new(columns + 1, sizeof *out->cost)};
    status = cover_matrix_new(&out->matrix, columns, m->rows, arcs, diag);
    if (status != OK)
        return status;
    columns = arcs = 0;
    for (size_t j = 0; j < m->columns; j++) {
        if (!keep[j])
            continue;
        for (size_t a = m->first[j]; a < m->first[j + 1]; a++)
            out->matrix->rows_of[arcs++] = m->rows_of[a];
        out->cost[columns++] = whole->cost[j];
        out->matrix->first[columns] = arcs;
    }
    return cover_matrix_by_rows(out->matrix, diag);
}

/* The reduction speaks of the kept columns; say it in those of the whole problem. */
static void rename_columns(CoverReduction *reduction, const bool *keep, size_t columns)
{
    uint32_t *of = memory_new(columns + 1, sizeof *of);
    size_t count = 0;

    for (size_t j = 0; j < columns; j++)
        if (keep[j])
            of[count++] = (uint32_t)j;
    for (size_t j = 0; j < reduction->left.matrix->columns; j++)
        reduction->column_id[j] = of[reduction->column_id[j]];
    for (size_t k = 0; k < reduction->fixed_count; k++)
        reduction->fixed[k] = of[reduction->fixed[k]];
    free(of);
}

Status cover_core_make(CoverCore *out, const CoverPrices *prices, double reduced_most,
                       size_t columns_most, Diag *diag)
{
    const SetCover *whole = prices->problem;
    bool *keep = memory_new(whole->matrix->columns + 1, sizeof *keep);
    SetCover sub;
    Status status;

    *out = (CoverCore){0};
    mark(prices, reduced_most, columns_most, keep);
    status = sub_problem(&sub, whole, keep, diag);
    if (status == OK) {
        out->impossible = set_cover_uncoverable(&sub) < sub.matrix->rows;
        if (!out->impossible)
            status = cover_reduce(&out->reduction, &sub, REDUCE_WORK, diag);
        if (!out->impossible && status == OK)
            rename_columns(&out->reduction, keep, whole->matrix->columns);
    }
    set_cover_release(&sub);
    free(keep);
    return status;
}

void cover_core_release(CoverCore *core)
{
    cover_reduction_release(&core->reduction);
}
