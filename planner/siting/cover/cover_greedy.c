#include "planner/siting/cover/cover_greedy.h"

#include <math.h>
#include <stdlib.h>

#include "base/bitset.h"
#include "base/memory.h"

typedef struct {
    double worth; /* rows a cost, when it was counted last */
    uint32_t column;
} Entry;

typedef struct {
    const SetCover *problem;
    Bitset covered;
    Entry *heap; /* most worth on top */
    size_t count;
} Greed;

static bool before(const Entry *a, const Entry *b)
{
    return a->worth != b->worth ? a->worth > b->worth : a->column < b->column;
}

static void sink(Greed *greed, size_t at)
{
    Entry *heap = greed->heap, entry = heap[at];

    for (size_t child; (child = 2 * at + 1) < greed->count; at = child) {
        if (child + 1 < greed->count && before(&heap[child + 1], &heap[child]))
            child++;
        if (!before(&heap[child], &entry))
            break;
        heap[at] = heap[child];
    }
    heap[at] = entry;
}

static double worth(const SetCover *problem, size_t column, size_t gain)
{
    return problem->cost[column] > 0 ? (double)gain / (double)problem->cost[column]
                                     : (gain > 0 ? INFINITY : 0);
}

static size_t gain(const Greed *greed, size_t column)
{
    const CoverMatrix *matrix = greed->problem->matrix;
    size_t open = 0;

    for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++)
        open += !bitset_get(&greed->covered, matrix->rows_of[a]);
    return open;
}

static size_t choose_all(Greed *greed, uint32_t *chosen)
{
    const SetCover *problem = greed->problem;
    const CoverMatrix *matrix = problem->matrix;
    size_t count = 0;

    while (greed->count && greed->heap[0].worth > 0) {
        uint32_t column = greed->heap[0].column;
        double now = worth(problem, column, gain(greed, column));
        if (now < greed->heap[0].worth) {
            greed->heap[0].worth = now;
            sink(greed, 0);
            continue;
        }
        chosen[count++] = column;
        for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++)
            bitset_put(&greed->covered, matrix->rows_of[a]);
        greed->heap[0] = greed->heap[--greed->count];
        sink(greed, 0);
    }
    return count;
}

/* The last chosen first: what came early is needed more. */
static size_t drop_needless(const CoverMatrix *matrix, uint32_t *chosen, size_t count)
{
    uint32_t *times = memory_new(matrix->rows + 1, sizeof *times);
    size_t kept = 0;

    for (size_t k = 0; k < count; k++)
        for (size_t a = matrix->first[chosen[k]]; a < matrix->first[chosen[k] + 1]; a++)
            times[matrix->rows_of[a]]++;
    for (size_t k = count; k-- > 0;) {
        size_t first = matrix->first[chosen[k]], end = matrix->first[chosen[k] + 1], a = first;
        while (a < end && times[matrix->rows_of[a]] > 1)
            a++;
        if (a < end)
            continue;
        for (a = first; a < end; a++)
            times[matrix->rows_of[a]]--;
        chosen[k] = UINT32_MAX;
    }
    for (size_t k = 0; k < count; k++)
        if (chosen[k] != UINT32_MAX)
            chosen[kept++] = chosen[k];
    free(times);
    return kept;
}

size_t cover_greedy(const SetCover *problem, uint32_t *chosen)
{
    const CoverMatrix *matrix = problem->matrix;
    Greed greed = {.problem = problem, .count = matrix->columns};
    size_t count;

    bitset_init(&greed.covered, matrix->rows);
    greed.heap = memory_new(matrix->columns + 1, sizeof *greed.heap);
    for (size_t j = 0; j < matrix->columns; j++)
        greed.heap[j] = (Entry){worth(problem, j, cover_matrix_height(matrix, j)), (uint32_t)j};
    for (size_t k = greed.count / 2; k-- > 0;)
        sink(&greed, k);
    count = choose_all(&greed, chosen);
    bitset_release(&greed.covered);
    free(greed.heap);
    return drop_needless(matrix, chosen, count);
}
