#include "planner/siting/cover/cover_window.h"

#include <stdlib.h>

#include "base/memory.h"

enum { HOPS = 24, LEAST_STEPS = 100 /* a window counts for at least so many */ };
static const uint64_t REDUCE_WORK = 10000000;

/* The cover being improved, and scratch that one window leaves clean for the next. */
typedef struct {
    const CoverMatrix *matrix;
    Random random;
    uint32_t *chosen, *place; /* of columns in `chosen`, or COVER_NONE */
    size_t count;
    uint32_t *times; /* a row: chosen columns that cover it */
    uint32_t *row_mark, *column_mark, mark;
    uint32_t *queue;   /* rows to look around from */
    uint32_t *inside;  /* chosen columns of the window */
    uint32_t *rows;    /* covered by them alone; */
    uint32_t *number;  /* of a row in the window */
    uint32_t *columns; /* that cover any of these */
    uint64_t steps;    /* taken in all windows so far */
} Work;

static void work_init(Work *work, const CoverMatrix *matrix, uint64_t seed)
{
    size_t rows = matrix->rows + 1, columns = matrix->columns + 1;

    *work = (Work){.matrix = matrix, .random = random_seeded(seed)};
    work->place = memory_new(columns, sizeof *work->place);
    work->times = memory_new(rows, sizeof *work->times);
    work->row_mark = memory_new(rows, sizeof *work->row_mark);
    work->column_mark = memory_new(columns, sizeof *work->column_mark);
    work->queue = memory_new(rows, sizeof *work->queue);
    work->inside = memory_new(columns, sizeof *work->inside);
    work->rows = memory_new(rows, sizeof *work->rows);
    work->number = memory_new(rows, sizeof *work->number);
    work->columns = memory_new(columns, sizeof *work->columns);
}

static void work_release(Work *work)
{
    free(work->place);
    free(work->times);
    free(work->row_mark);
    free(work->column_mark);
    free(work->queue);
    free(work->inside);
    free(work->rows);
    free(work->number);
    free(work->columns);
}

static void count_column(Work *work, uint32_t column, uint32_t by)
{
    const CoverMatrix *m = work->matrix;

    for (size_t a = m->first[column]; a < m->first[column + 1]; a++)
        work->times[m->rows_of[a]] += by;
}

static void choose(Work *work, uint32_t column)
{
    work->place[column] = (uint32_t)work->count;
    work->chosen[work->count++] = column;
    count_column(work, column, 1);
}

static void unchoose(Work *work, uint32_t column)
{
    uint32_t place = work->place[column], last = work->chosen[--work->count];

    work->chosen[place] = last;
    work->place[last] = place;
    work->place[column] = COVER_NONE;
    count_column(work, column, UINT32_MAX);
}

/* Chosen columns around a random row, breadth first over random rows that its columns cover. */
static size_t grow(Work *work, size_t most)
{
    const CoverMatrix *m = work->matrix;
    size_t head = 0, tail = 0, inside = 0;

    work->mark++;
    work->queue[tail++] = random_below(&work->random, (uint32_t)m->rows);
    work->row_mark[work->queue[0]] = work->mark;
    while (head < tail && inside < most) {
        uint32_t row = work->queue[head++];
        size_t first = m->row_first[row], width = cover_matrix_width(m, row);
        for (size_t a = first; a < first + width && inside < most; a++) {
            uint32_t column = m->columns_of[a];
            if (work->place[column] == COVER_NONE || work->column_mark[column] == work->mark)
                continue;
            work->column_mark[column] = work->mark;
            work->inside[inside++] = column;
        }
        for (int hop = 0; hop < HOPS; hop++) {
            uint32_t column = m->columns_of[first + random_below(&work->random, (uint32_t)width)];
            uint32_t at = random_below(&work->random, (uint32_t)cover_matrix_height(m, column));
            uint32_t next = m->rows_of[m->first[column] + at];
            if (work->row_mark[next] == work->mark)
                continue;
            work->row_mark[next] = work->mark;
            work->queue[tail++] = next;
        }
    }
    return inside;
}

/* The rows that nobody outside covers, numbered; the window's columns are taken out. */
static size_t take_rows(Work *work, size_t inside)
{
    const CoverMatrix *m = work->matrix;
    size_t rows = 0;

    for (size_t k = 0; k < inside; k++)
        unchoose(work, work->inside[k]);
    work->mark++;
    for (size_t k = 0; k < inside; k++)
        for (size_t a = m->first[work->inside[k]]; a < m->first[work->inside[k] + 1]; a++) {
            uint32_t row = m->rows_of[a];
            if (work->times[row] || work->row_mark[row] == work->mark)
                continue;
            work->row_mark[row] = work->mark;
            work->number[row] = (uint32_t)rows;
            work->rows[rows++] = row;
        }
    return rows;
}

static size_t take_columns(Work *work, size_t rows, size_t *arcs)
{
    const CoverMatrix *m = work->matrix;
    size_t columns = 0;

    *arcs = 0;
    for (size_t i = 0; i < rows; i++) {
        uint32_t row = work->rows[i];
        *arcs += cover_matrix_width(m, row);
        for (size_t a = m->row_first[row]; a < m->row_first[row + 1]; a++) {
            uint32_t column = m->columns_of[a];
            if (work->column_mark[column] == work->mark)
                continue;
            work->column_mark[column] = work->mark;
            work->columns[columns++] = column;
        }
    }
    return columns;
}

/* The window as a problem of its own. */
static Status make_problem(Work *work, size_t rows, SetCover *out, Diag *diag)
{
    const CoverMatrix *m = work->matrix;
    size_t arcs, columns = take_columns(work, rows, &arcs), at = 0;
    Status status = cover_matrix_new(&out->matrix, columns, rows, arcs, diag);

    out->cost = memory_new(columns + 1, sizeof *out->cost);
    if (status != OK)
        return status;
    for (size_t j = 0; j < columns; j++) {
        uint32_t column = work->columns[j];
        out->cost[j] = 1;
        for (size_t a = m->first[column]; a < m->first[column + 1]; a++)
            if (work->row_mark[m->rows_of[a]] == work->mark)
                out->matrix->rows_of[at++] = work->number[m->rows_of[a]];
        out->matrix->first[j + 1] = at;
    }
    return cover_matrix_by_rows(out->matrix, diag);
}

/* What of the window's old columns the reduction has left. */
static size_t old_columns(const Work *work, const CoverReduction *small, uint32_t *old)
{
    size_t count = 0;

    for (size_t j = 0; j < small->left.matrix->columns; j++)
        if (work->column_mark[work->columns[small->column_id[j]]] == work->mark + 1)
            old[count++] = (uint32_t)j;
    return count;
}

/* Search the reduced window and choose the better columns, or the old ones again. */
static void search_window(Work *work, const CoverReduction *small, size_t inside,
                          const CoverWindows *windows)
{
    CoverSearch search;
    CoverEffort effort = windows->effort;
    const uint32_t *found;
    size_t count;

    cover_search_init(&search, small->left.matrix, random_bits(&work->random));
    for (size_t k = 0; k < inside; k++)
        work->column_mark[work->inside[k]] = work->mark + 1;
    count = old_columns(work, small, search.touched);
    work->mark++;
    cover_search_start(&search, search.touched, count);
    effort.steps = windows->steps;
    if (small->left.matrix->rows > 0)
        work->steps += cover_search_run(&search, &effort, true);
    found = search.best;
    count = search.best_count;
    if (count + small->fixed_count == inside && search.even_count)
        found = search.even;
    if (count + small->fixed_count <= inside) {
        for (size_t k = 0; k < count; k++)
            choose(work, work->columns[small->column_id[found[k]]]);
        for (size_t k = 0; k < small->fixed_count; k++)
            choose(work, work->columns[small->fixed[k]]);
    } else {
        for (size_t k = 0; k < inside; k++)
            choose(work, work->inside[k]);
    }
    cover_search_release(&search);
}

static Status one_window(Work *work, const CoverWindows *windows, Diag *diag)
{
    SetCover problem = {0};
    CoverReduction small = {0};
    size_t inside = grow(work, windows->columns), rows;
    Status status;

    work->steps += LEAST_STEPS;
    if (inside < 2)
        return OK;
    rows = take_rows(work, inside);
    status = make_problem(work, rows, &problem, diag);
    if (status == OK)
        status = cover_reduce(&small, &problem, REDUCE_WORK, diag);
    if (status == OK)
        search_window(work, &small, inside, windows);
    cover_reduction_release(&small);
    set_cover_release(&problem);
    return status;
}

Status cover_windows_run(const CoverMatrix *matrix, uint32_t *chosen, size_t *count,
                         const CoverWindows *windows, uint64_t *taken, Diag *diag)
{
    Work work;
    Status status = OK;
    uint64_t until = windows->effort.steps;

    *taken = 0;
    if (matrix->rows == 0)
        return OK;
    work_init(&work, matrix, windows->seed);
    work.chosen = chosen;
    for (size_t j = 0; j < matrix->columns; j++)
        work.place[j] = COVER_NONE;
    for (size_t k = 0, given = *count; k < given; k++)
        choose(&work, chosen[k]);
    while (status == OK && work.steps < until && !cover_effort_over(&windows->effort)) {
        size_t before = work.count;
        status = one_window(&work, windows, diag);
        if (work.count < before)
            until = work.steps + windows->effort.steps;
    }
    *count = work.count;
    *taken = work.steps;
    work_release(&work);
    return status;
}
