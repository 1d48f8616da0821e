#include "planner/siting/cover_matrix.h"

#include <stdlib.h>

void cover_matrix_free(CoverMatrix *matrix)
{
    if (!matrix)
        return;
    free(matrix->first);
    free(matrix->rows_of);
    free(matrix);
}
