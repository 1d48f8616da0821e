#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/siting/cover/set_cover.h"

enum { MOST_SWEEPS = 20, WORTH_A_SWEEP = 64 /* again while one of so many went */ };

/* A problem being reduced: what goes next, and scratch for comparing supports. */
typedef struct {
    CoverReduction *out;
    bool *column_goes, *row_goes;
    uint32_t *met;  /* of a row or column: how many lists in a row it stood in */
    uint32_t *list; /* those that stood in all lists so far */
    size_t gone;
} Sweep;

/* One side of the matrix: items are rows and lists columns, or the other way. */
typedef struct {
    size_t items;
    const size_t *first, *list_first;
    const uint32_t *lists_of, *items_of;
} Side;

static Side rows_side(const CoverMatrix *m)
{
    return (Side){m->rows, m->row_first, m->first, m->columns_of, m->rows_of};
}

static Side columns_side(const CoverMatrix *m)
{
    return (Side){m->columns, m->first, m->row_first, m->rows_of, m->columns_of};
}

void cover_reduction_release(CoverReduction *reduction)
{
    set_cover_release(&reduction->left);
    free(reduction->column_id);
    free(reduction->row_id);
    free(reduction->fixed);
    *reduction = (CoverReduction){0};
}

/* Rows take their new numbers in `number`; returns how many are left. */
static size_t number_rows(Sweep *sweep, uint32_t *number)
{
    CoverReduction *out = sweep->out;
    size_t rows = 0;

    for (size_t i = 0; i < out->left.matrix->rows; i++)
        if (!sweep->row_goes[i]) {
            out->row_id[rows] = out->row_id[i];
            number[i] = (uint32_t)rows++;
        }
    return rows;
}

/* Take out what goes; columns without rows go too. */
static Status compact(Sweep *sweep, Diag *diag)
{
    CoverReduction *out = sweep->out;
    CoverMatrix *m = out->left.matrix;
    uint32_t *number = sweep->list;
    size_t rows = number_rows(sweep, number), columns = 0, at = 0, begin = 0;

    for (size_t j = 0; j < m->columns; j++) {
        size_t end = m->first[j + 1], from = at;
        if (!sweep->column_goes[j])
            for (size_t a = begin; a < end; a++)
                if (!sweep->row_goes[m->rows_of[a]])
                    m->rows_of[at++] = number[m->rows_of[a]];
        begin = end;
        if (at == from)
            continue;
        out->left.cost[columns] = out->left.cost[j];
        out->column_id[columns++] = out->column_id[j];
        m->first[columns] = at;
    }
    sweep->gone += m->rows - rows + m->columns - columns;
    memset(sweep->column_goes, 0, m->columns);
    memset(sweep->row_goes, 0, m->rows);
    m->rows = rows;
    m->columns = columns;
    m->arcs = at;
    free(m->row_first);
    free(m->columns_of);
    m->row_first = NULL;
    m->columns_of = NULL;
    return cover_matrix_by_rows(m, diag);
}

/* Columns that alone cover a row are chosen, and what they cover is done. */
static void fix_alone(Sweep *sweep)
{
    CoverReduction *out = sweep->out;
    const CoverMatrix *m = out->left.matrix;

    for (size_t i = 0; i < m->rows; i++) {
        uint32_t column;
        if (sweep->row_goes[i] || cover_matrix_width(m, i) != 1)
            continue;
        column = m->columns_of[m->row_first[i]];
        sweep->column_goes[column] = true;
        out->fixed[out->fixed_count++] = out->column_id[column];
        out->fixed_cost += out->left.cost[column];
        for (size_t a = m->first[column]; a < m->first[column + 1]; a++)
            sweep->row_goes[m->rows_of[a]] = true;
    }
}

static size_t shortest_list(const Side *side, size_t item)
{
    uint32_t best = side->lists_of[side->first[item]];

    for (size_t a = side->first[item]; a < side->first[item + 1]; a++) {
        uint32_t list = side->lists_of[a];
        if (side->list_first[list + 1] - side->list_first[list] <
            side->list_first[best + 1] - side->list_first[best])
            best = list;
    }
    return best;
}

/* Items that stand in every list that `item` stands in, without itself and without what goes:
 * written to sweep->list. `*work` grows by the arcs read. */
static size_t supersets(Sweep *sweep, const Side *side, const bool *goes, size_t item,
                        uint64_t *work)
{
    size_t size = side->first[item + 1] - side->first[item], count = 0;
    size_t shortest = shortest_list(side, item);
    uint32_t round = 1;

    for (size_t a = side->list_first[shortest]; a < side->list_first[shortest + 1]; a++) {
        uint32_t other = side->items_of[a];
        if (other == item || goes[other] || side->first[other + 1] - side->first[other] < size)
            continue;
        sweep->list[count++] = other;
        sweep->met[other] = round;
    }
    *work += size + side->list_first[shortest + 1] - side->list_first[shortest];
    for (size_t a = side->first[item]; a < side->first[item + 1] && count; a++) {
        size_t list = side->lists_of[a], kept = 0;
        if (list == shortest)
            continue;
        for (size_t b = side->list_first[list]; b < side->list_first[list + 1]; b++)
            sweep->met[side->items_of[b]] += sweep->met[side->items_of[b]] == round;
        *work += side->list_first[list + 1] - side->list_first[list];
        round++;
        for (size_t k = 0; k < count; k++) {
            if (sweep->met[sweep->list[k]] == round)
                sweep->list[kept++] = sweep->list[k];
            else
                sweep->met[sweep->list[k]] = 0;
        }
        count = kept;
    }
    for (size_t k = 0; k < count; k++)
        sweep->met[sweep->list[k]] = 0;
    return count;
}

/* A row that is covered whenever another one is need not be asked for. */
static void drop_rows(Sweep *sweep, uint64_t work)
{
    Side side = rows_side(sweep->out->left.matrix);
    uint64_t done = 0;

    for (size_t i = 0; i < side.items && done < work; i++) {
        size_t count = 0;
        if (!sweep->row_goes[i])
            count = supersets(sweep, &side, sweep->row_goes, i, &done);
        for (size_t k = 0; k < count; k++)
            sweep->row_goes[sweep->list[k]] = true;
    }
}

/* A column goes whose rows another covers at no higher cost. */
static void drop_columns(Sweep *sweep, uint64_t work)
{
    const int64_t *cost = sweep->out->left.cost;
    Side side = columns_side(sweep->out->left.matrix);
    uint64_t done = 0;

    for (size_t j = 0; j < side.items && done < work; j++) {
        size_t count = supersets(sweep, &side, sweep->column_goes, j, &done);
        for (size_t k = 0; k < count && !sweep->column_goes[j]; k++)
            sweep->column_goes[j] = cost[sweep->list[k]] <= cost[j];
    }
}

static Status copy_problem(CoverReduction *out, const SetCover *problem, Diag *diag)
{
    const CoverMatrix *m = problem->matrix;
    Status status = cover_matrix_new(&out->left.matrix, m->columns, m->rows, m->arcs, diag);

    out->left.cost = memory_new(m->columns + 1, sizeof *out->left.cost);
    out->column_id = memory_new(m->columns + 1, sizeof *out->column_id);
    out->row_id = memory_new(m->rows + 1, sizeof *out->row_id);
    out->fixed = memory_new(m->columns + 1, sizeof *out->fixed);
    if (status != OK)
        return status;
    memcpy(out->left.matrix->first, m->first, (m->columns + 1) * sizeof *m->first);
    memcpy(out->left.matrix->rows_of, m->rows_of, m->arcs * sizeof *m->rows_of);
    memcpy(out->left.cost, problem->cost, m->columns * sizeof *problem->cost);
    for (size_t j = 0; j < m->columns; j++)
        out->column_id[j] = (uint32_t)j;
    for (size_t i = 0; i < m->rows; i++)
        out->row_id[i] = (uint32_t)i;
    return cover_matrix_by_rows(out->left.matrix, diag);
}

Status cover_reduce(CoverReduction *out, const SetCover *problem, uint64_t work, Diag *diag)
{
    size_t most = 1 + (problem->matrix->rows > problem->matrix->columns ? problem->matrix->rows
                                                                        : problem->matrix->columns);
    Sweep sweep = {.out = out,
                   .column_goes = memory_new(most, sizeof *sweep.column_goes),
                   .row_goes = memory_new(most, sizeof *sweep.row_goes),
                   .met = memory_new(most, sizeof *sweep.met),
                   .list = memory_new(most, sizeof *sweep.list),
                   .gone = 1};
    Status status;

    *out = (CoverReduction){0};
    status = copy_problem(out, problem, diag);
    for (int i = 0; i < MOST_SWEEPS && status == OK && sweep.gone; i++) {
        size_t before = out->left.matrix->rows + out->left.matrix->columns;
        sweep.gone = 0;
        fix_alone(&sweep);
        status = compact(&sweep, diag);
        if (status == OK) {
            drop_rows(&sweep, work);
            status = compact(&sweep, diag);
        }
        if (status == OK) {
            drop_columns(&sweep, work);
            status = compact(&sweep, diag);
        }
        if (sweep.gone < before / WORTH_A_SWEEP)
            break;
    }
    free(sweep.column_goes);
    free(sweep.row_goes);
    free(sweep.met);
    free(sweep.list);
    if (status != OK)
        cover_reduction_release(out);
    return status;
}
