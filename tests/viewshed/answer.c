/* What the reference says of all cells of a range, and what differs from it. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "tests/viewshed/trial.h"

static void span(double at, double reach, long count, long *first, long *length)
{
    long low = (long)floor(at - reach) - 1, high = (long)ceil(at + reach) + 1;

    low = low < 0 ? 0 : low;
    high = high >= count ? count - 1 : high;
    *first = low;
    *length = high < low ? 0 : high - low + 1;
}

Answer answer_of(const Reference *reference)
{
    const Terrain *terrain = reference->terrain;
    const ViewshedEye *eye = &reference->eye;
    Answer answer;
    uint8_t *at;

    span(eye->column, eye->range_m / terrain->cell_width_m, terrain->columns, &answer.first_column,
         &answer.columns);
    span(eye->row, eye->range_m / terrain->cell_height_m, terrain->rows, &answer.first_row,
         &answer.rows);
    at = answer.cells = memory_new((size_t)(answer.columns * answer.rows) + 1, 1);
    for (long y = 0; y < answer.rows; y++)
        for (long x = 0; x < answer.columns; x++)
            *at++ =
                (uint8_t)reference_sees(reference, answer.first_column + x, answer.first_row + y);
    return answer;
}

void answer_release(Answer *answer)
{
    free(answer->cells);
    *answer = (Answer){0};
}

uint64_t answer_differences(const Answer *answer, const VisibleCells *cells, Cell *where)
{
    uint64_t differences = 0, seen = 0, set = 0;
    const uint8_t *at = answer->cells;

    for (long y = 0; y < answer->rows; y++)
        for (long x = 0; x < answer->columns; x++, at++) {
            Cell cell = {answer->first_column + x, answer->first_row + y};
            bool bit = visible_cell(cells, cell.column, cell.row);
            seen += bit;
            if (*at == SIGHTED_TIE || bit == (*at == SIGHTED_VISIBLE))
                continue;
            if (differences++ == 0 && where)
                *where = cell;
        }
    for (size_t i = 0; i < (size_t)cells->rows * cells->row_words; i++)
        set += (uint64_t)__builtin_popcountll(cells->words[i]);
    /* A wrong count is one difference, and so is each bit where nothing can be seen. */
    return differences + (set - seen) + (set != cells->visible);
}
