#include "planner/siting/cover/set_cover.h"

#include <stdlib.h>

void set_cover_release(SetCover *problem)
{
    cover_matrix_free(problem->matrix);
    free(problem->cost);
    *problem = (SetCover){0};
}

bool set_cover_is_unit(const SetCover *problem)
{
    for (size_t j = 1; j < problem->matrix->columns; j++)
        if (problem->cost[j] != problem->cost[0])
            return false;
    return true;
}

int64_t set_cover_cost(const SetCover *problem, const uint32_t *columns, size_t count)
{
    int64_t sum = 0;

    for (size_t k = 0; k < count; k++)
        sum += problem->cost[columns[k]];
    return sum;
}

size_t set_cover_uncoverable(const SetCover *problem)
{
    size_t row = 0;

    while (row < problem->matrix->rows && cover_matrix_width(problem->matrix, row) > 0)
        row++;
    return row;
}
