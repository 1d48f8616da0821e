/* puzzle.h - small seeded set-cover problems, and their best cost by trying everything. */
#ifndef TESTS_COVER_PUZZLE_H
#define TESTS_COVER_PUZZLE_H

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "planner/siting/cover/set_cover.h"
#include "tests/check.h"

typedef struct {
    size_t rows, columns;
    uint32_t one_in; /* a column covers a row with this chance */
    int64_t cost_most;
} PuzzleShape;

/* Every row gets at least one column. */
static inline SetCover puzzle_make(const PuzzleShape *shape, uint64_t seed)
{
    Random random = random_seeded(seed);
    SetCover p = {0};
    Diag diag = {0};
    size_t arcs = 0;

    assert_int_equal(cover_matrix_new(&p.matrix, shape->columns, shape->rows,
                                      shape->columns * shape->rows, &diag),
                     OK);
    p.cost = calloc(shape->columns + 1, sizeof *p.cost);
    for (size_t j = 0; j < shape->columns; j++) {
        p.cost[j] = 1 + random_below(&random, (uint32_t)shape->cost_most);
        for (size_t i = 0; i < shape->rows; i++)
            if (i % shape->columns == j || random_below(&random, shape->one_in) == 0)
                p.matrix->rows_of[arcs++] = (uint32_t)i;
        p.matrix->first[j + 1] = arcs;
    }
    p.matrix->arcs = arcs;
    assert_int_equal(cover_matrix_by_rows(p.matrix, &diag), OK);
    return p;
}

static inline bool puzzle_covered(const SetCover *p, const uint32_t *chosen, size_t count)
{
    const CoverMatrix *m = p->matrix;
    bool *covered = calloc(m->rows + 1, sizeof *covered), all = true;

    for (size_t k = 0; k < count; k++)
        for (size_t a = m->first[chosen[k]]; a < m->first[chosen[k] + 1]; a++)
            covered[m->rows_of[a]] = true;
    for (size_t i = 0; i < m->rows; i++)
        all = all && covered[i];
    free(covered);
    return all;
}

/* Up to 20 columns and 64 rows. */
static inline int64_t puzzle_best_cost(const SetCover *p)
{
    const CoverMatrix *m = p->matrix;
    uint64_t all = m->rows == 64 ? UINT64_MAX : ((uint64_t)1 << m->rows) - 1, set[20] = {0};
    int64_t best = INT64_MAX;

    for (size_t j = 0; j < m->columns; j++)
        for (size_t a = m->first[j]; a < m->first[j + 1]; a++)
            set[j] |= (uint64_t)1 << m->rows_of[a];
    for (uint32_t some = 0; some < (uint32_t)1 << m->columns; some++) {
        uint64_t covered = 0;
        int64_t cost = 0;
        for (size_t j = 0; j < m->columns; j++)
            if (some >> j & 1) {
                covered |= set[j];
                cost += p->cost[j];
            }
        if (covered == all && cost < best)
            best = cost;
    }
    return best;
}

#endif
