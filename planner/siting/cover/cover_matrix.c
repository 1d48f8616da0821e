#include "planner/siting/cover/cover_matrix.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void cover_matrix_free(CoverMatrix *matrix)
{
    if (!matrix)
        return;
    free(matrix->first);
    free(matrix->rows_of);
    free(matrix->row_first);
    free(matrix->columns_of);
    free(matrix);
}

Status cover_matrix_new(CoverMatrix **out, size_t columns, size_t rows, size_t arcs, Diag *diag)
{
    CoverMatrix *matrix = memory_new(1, sizeof *matrix);

    *matrix = (CoverMatrix){.columns = columns, .rows = rows, .arcs = arcs};
    matrix->first = memory_try(columns + 1, sizeof *matrix->first);
    matrix->rows_of = memory_try(arcs + 1, sizeof *matrix->rows_of);
    *out = matrix;
    if (matrix->first && matrix->rows_of)
        return OK;
    cover_matrix_free(matrix);
    *out = NULL;
    return diag_fail(diag, ERR_MEMORY,
                     "out of memory for what %zu candidates cover (%zu MB); use fewer sites "
                     "(sites.spacing_m) or a larger demand.cell_m",
                     columns, (arcs * sizeof *matrix->rows_of + columns * sizeof(size_t)) >> 20);
}

/* `first` holds the count of bin i in first[i + 2]; afterwards bin i is filled from
 * first[i + 1], which in the end is where the bin ends. */
static void starts_from_counts(size_t *first, size_t bins)
{
    for (size_t i = 2; i <= bins; i++)
        first[i] += first[i - 1];
}

/* Counting sort of the arcs by rows. `row_first` has rows + 2 places, all zero. */
static void fill_by_rows(const CoverMatrix *matrix, size_t *row_first, uint32_t *columns_of)
{
    for (size_t a = 0; a < matrix->arcs; a++)
        row_first[(size_t)matrix->rows_of[a] + 2]++;
    starts_from_counts(row_first, matrix->rows + 1);
    for (size_t j = 0; j < matrix->columns; j++)
        for (size_t a = matrix->first[j]; a < matrix->first[j + 1]; a++)
            columns_of[row_first[(size_t)matrix->rows_of[a] + 1]++] = (uint32_t)j;
}

static Status no_room(const CoverMatrix *matrix, Diag *diag)
{
    return diag_fail(diag, ERR_MEMORY,
                     "out of memory for who covers each of %zu demand cells (%zu MB); use fewer "
                     "sites (sites.spacing_m) or a larger demand.cell_m",
                     matrix->rows, (matrix->arcs * sizeof *matrix->columns_of) >> 20);
}

Status cover_matrix_by_rows(CoverMatrix *matrix, Diag *diag)
{
    size_t *row_first;
    uint32_t *columns_of;

    if (matrix->row_first)
        return OK;
    row_first = memory_try(matrix->rows + 2, sizeof *row_first);
    columns_of = memory_try(matrix->arcs + 1, sizeof *columns_of);
    if (!row_first || !columns_of) {
        free(row_first);
        free(columns_of);
        return no_room(matrix, diag);
    }
    fill_by_rows(matrix, row_first, columns_of);
    matrix->row_first = row_first;
    matrix->columns_of = columns_of;
    return OK;
}

Status cover_matrix_transposed(CoverMatrix **out, const CoverMatrix *matrix, Diag *diag)
{
    size_t *first = memory_try(matrix->rows + 2, sizeof *first);
    Status status = cover_matrix_new(out, matrix->rows, matrix->columns, matrix->arcs, diag);

    if (status == OK && !first)
        status = no_room(matrix, diag);
    if (status == OK) {
        fill_by_rows(matrix, first, (*out)->rows_of);
        memcpy((*out)->first, first, (matrix->rows + 1) * sizeof *first);
    } else {
        cover_matrix_free(*out);
        *out = NULL;
    }
    free(first);
    return status;
}
