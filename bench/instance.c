#include "bench/instance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

/* Whole numbers of a text, one after the other. */
typedef struct {
    const char *path, *at, *end;
    bool short_of; /* one was asked for that is not there */
} Numbers;

static size_t next(Numbers *numbers)
{
    size_t value = 0;

    while (numbers->at < numbers->end && (*numbers->at < '0' || *numbers->at > '9'))
        numbers->at++;
    numbers->short_of |= numbers->at == numbers->end;
    while (numbers->at < numbers->end && *numbers->at >= '0' && *numbers->at <= '9')
        value = value * 10 + (size_t)(*numbers->at++ - '0');
    return value;
}

static bool more(Numbers numbers)
{
    next(&numbers);
    return !numbers.short_of;
}

/* Lists of ids from 1, as a matrix whose columns are the lists. */
typedef struct {
    CoverMatrix *matrix;
    size_t capacity;
} Lists;

static Status bad(const Numbers *numbers, const char *what, Diag *diag)
{
    return diag_fail(diag, ERR_INPUT, "%s: %s; is the format right?", numbers->path, what);
}

static Status read_list(Numbers *numbers, Lists *lists, size_t list, size_t count, Diag *diag)
{
    CoverMatrix *m = lists->matrix;

    for (size_t k = 0; k < count; k++) {
        size_t id = next(numbers);
        if (numbers->short_of || id < 1 || id > m->rows)
            return bad(numbers, "a list ends early or has a number out of range", diag);
        m->rows_of = memory_grow(m->rows_of, m->arcs, &lists->capacity, sizeof *m->rows_of);
        m->rows_of[m->arcs++] = (uint32_t)(id - 1);
    }
    m->first[list + 1] = m->arcs;
    return OK;
}

static Status begin(Lists *lists, SetCover *out, size_t count, size_t ids, Diag *diag)
{
    *lists = (Lists){.capacity = 1};
    out->cost = NULL;
    return cover_matrix_new(&lists->matrix, count, ids, 0, diag);
}

static Status read_orlib(SetCover *out, Numbers *numbers, size_t rows, size_t columns, Diag *diag)
{
    Lists lists;
    Status status = begin(&lists, out, rows, columns, diag);

    out->cost = memory_new(columns + 1, sizeof *out->cost);
    for (size_t j = 0; j < columns; j++)
        out->cost[j] = (int64_t)next(numbers);
    for (size_t i = 0; i < rows && status == OK; i++)
        status = read_list(numbers, &lists, i, next(numbers), diag);
    if (status == OK)
        status = cover_matrix_transposed(&out->matrix, lists.matrix, diag);
    cover_matrix_free(lists.matrix);
    return status;
}

static Status read_rail(SetCover *out, Numbers *numbers, size_t rows, size_t columns, Diag *diag)
{
    Lists lists;
    Status status = begin(&lists, out, columns, rows, diag);

    out->cost = memory_new(columns + 1, sizeof *out->cost);
    for (size_t j = 0; j < columns && status == OK; j++) {
        out->cost[j] = (int64_t)next(numbers);
        status = read_list(numbers, &lists, j, next(numbers), diag);
    }
    out->matrix = lists.matrix;
    return status;
}

static Status read_sts(SetCover *out, Numbers *numbers, size_t columns, size_t rows, Diag *diag)
{
    Lists lists;
    Status status = begin(&lists, out, rows, columns, diag);

    out->cost = memory_new(columns + 1, sizeof *out->cost);
    for (size_t j = 0; j < columns; j++)
        out->cost[j] = 1;
    for (size_t i = 0; i < rows && status == OK; i++)
        status = read_list(numbers, &lists, i, 3, diag);
    if (status == OK)
        status = cover_matrix_transposed(&out->matrix, lists.matrix, diag);
    cover_matrix_free(lists.matrix);
    return status;
}

static Status read_as(SetCover *out, Numbers numbers, const char *format, Diag *diag)
{
    size_t first = next(&numbers), second = next(&numbers);
    Status status;

    if (strcmp(format, "orlib") == 0)
        status = read_orlib(out, &numbers, first, second, diag);
    else if (strcmp(format, "rail") == 0)
        status = read_rail(out, &numbers, first, second, diag);
    else
        status = read_sts(out, &numbers, first, second, diag);
    if (status == OK && more(numbers))
        status = bad(&numbers, "numbers are left over", diag);
    if (status != OK)
        set_cover_release(out);
    return status;
}

Status instance_read(SetCover *out, const char *path, const char *format, Diag *diag)
{
    static const char *const FORMATS[] = {"orlib", "rail", "sts"};
    char *text;
    size_t length;
    Status status = file_read(path, &text, &length, diag);

    *out = (SetCover){0};
    if (status != OK)
        return status;
    if (format) {
        status = read_as(out, (Numbers){path, text, text + length, false}, format, diag);
    } else {
        status = ERR_INPUT;
        for (int f = 0; f < 3 && status != OK; f++) {
            *diag = (Diag){0};
            status = read_as(out, (Numbers){path, text, text + length, false}, FORMATS[f], diag);
        }
    }
    free(text);
    if (status == OK)
        status = cover_matrix_by_rows(out->matrix, diag);
    if (status == OK && set_cover_uncoverable(out) < out->matrix->rows)
        status = diag_fail(diag, ERR_INPUT, "%s: no column covers row %zu", path,
                           set_cover_uncoverable(out) + 1);
    return status;
}

void instance_unicost(SetCover *problem)
{
    for (size_t j = 0; j < problem->matrix->columns; j++)
        problem->cost[j] = 1;
}
