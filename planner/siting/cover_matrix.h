/* cover_matrix.h - which candidate covers which demand cell: column CSR, 32-bit ids.
 *
 * Columns are candidates, rows demand cells. 4 bytes an arc. Read-only once made.
 */
#ifndef PLANNER_SITING_COVER_MATRIX_H
#define PLANNER_SITING_COVER_MATRIX_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t columns, rows, arcs;
    size_t *first;     /* columns + 1 */
    uint32_t *rows_of; /* arcs; ascending within a column */
} CoverMatrix;

void cover_matrix_free(CoverMatrix *matrix);

#endif
