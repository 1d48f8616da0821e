/* cover_matrix.h - which column covers which row, by columns and by rows.
 *
 * In a plan columns are candidates and rows demand cells. Compressed sparse columns, and
 * on request compressed sparse rows; ids of 32 bits, so 4 bytes an arc and direction.
 * Read-only once made; then any number of threads may read it.
 */
#ifndef PLANNER_SITING_COVER_COVER_MATRIX_H
#define PLANNER_SITING_COVER_COVER_MATRIX_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct {
    size_t columns, rows, arcs;
    size_t *first;        /* columns + 1 */
    uint32_t *rows_of;    /* arcs; ascending within a column */
    size_t *row_first;    /* rows + 1; NULL before cover_matrix_by_rows() */
    uint32_t *columns_of; /* arcs; ascending within a row */
} CoverMatrix;

/* Room for so many arcs, columns not yet bounded. ERR_MEMORY says for what. */
MUST_CHECK Status cover_matrix_new(CoverMatrix **out, size_t columns, size_t rows, size_t arcs,
                                   Diag *diag);
void cover_matrix_free(CoverMatrix *matrix); /* NULL is allowed */

/* Make the view by rows from that by columns. ERR_MEMORY. */
MUST_CHECK Status cover_matrix_by_rows(CoverMatrix *matrix, Diag *diag);

/* The same arcs with rows and columns exchanged: for files that list rows. No view by rows yet. */
MUST_CHECK Status cover_matrix_transposed(CoverMatrix **out, const CoverMatrix *matrix, Diag *diag);

static inline size_t cover_matrix_height(const CoverMatrix *matrix, size_t column)
{
    return matrix->first[column + 1] - matrix->first[column];
}

static inline size_t cover_matrix_width(const CoverMatrix *matrix, size_t row)
{
    return matrix->row_first[row + 1] - matrix->row_first[row];
}

#endif
