/* puzzle.h - small placement problems made by chance, and their answers by trying everything. */
#ifndef TESTS_QUOTA_PUZZLE_H
#define TESTS_QUOTA_PUZZLE_H

#include <stdlib.h>

#include "base/random.h"
#include "planner/siting/quota/quota_state.h"
#include "tests/check.h"

typedef struct {
    CoverMatrix *matrix;
    QuotaCover cover;
} QuotaPuzzle;

/* How large: columns must be below 24 where everything is to be tried. */
typedef struct {
    size_t columns, rows, zones, stations, sites;
} PuzzleSize;

static inline void quota_puzzle_matrix(QuotaPuzzle *puzzle, const PuzzleSize *size, Random *random)
{
    Diag diag = {0};
    size_t arcs = 0;

    assert_int_equal(cover_matrix_new(&puzzle->matrix, size->columns, size->rows,
                                      size->columns * size->rows, &diag),
                     OK);
    for (size_t j = 0; j < size->columns; j++) {
        size_t from = random_below(random, (uint32_t)size->rows), length = 2 + size->rows / 5;
        for (size_t i = 0; i < size->rows; i++)
            if ((i + size->rows - from) % size->rows < length && random_below(random, 8))
                puzzle->matrix->rows_of[arcs++] = (uint32_t)i;
        puzzle->matrix->first[j + 1] = arcs;
    }
    puzzle->matrix->arcs = arcs;
    assert_int_equal(cover_matrix_by_rows(puzzle->matrix, &diag), OK);
}

/* The first zones have all the stations. */
static inline void quota_puzzle_rows(QuotaCover *cover, const PuzzleSize *size, Random *random)
{
    for (size_t s = 0; s < size->stations; s++)
        cover->stations[s].zone = (uint32_t)(s * (size->zones / 2 + 1) / size->stations);
    for (size_t i = 0; i < size->rows; i++) {
        cover->weight[i] = 1 + random_below(random, 9);
        cover->want[i] = (uint16_t)(random_below(random, 12) ? 1 : 2 * random_below(random, 2));
        cover->zone[i] = random_below(random, (uint32_t)size->zones);
        if (size->stations && random_below(random, 2)) {
            cover->station[i] = random_below(random, (uint32_t)size->stations);
            cover->zone[i] = cover->stations[cover->station[i]].zone;
            cover->stations[cover->station[i]].weight += cover->weight[i];
        }
    }
    for (size_t s = 0; s < size->stations; s++)
        cover->stations[s].need = 1 + cover->stations[s].weight * 6 / 10;
    /* A zone counts by stations or by rows, never by both. */
    for (size_t i = 0; i < size->rows; i++)
        if (cover->station[i] == QUOTA_NO_STATION && cover->zone[i] <= size->zones / 2 &&
            size->stations)
            cover->want[i] = QUOTA_NEVER;
}

static inline void quota_puzzle_columns(QuotaCover *cover, const PuzzleSize *size, Random *random)
{
    uint32_t slot = 0;

    for (size_t j = 0; j < size->columns; j++) {
        cover->site[j] = (uint32_t)(j * size->sites / size->columns);
        if (j && (cover->site[j] != cover->site[j - 1] || random_below(random, 2)))
            slot++;
        cover->slot[j] = slot;
        cover->cost[j] = 100 + random_below(random, 900);
    }
    cover->slot_count = slot + 1;
    for (size_t s = 0; s < size->sites; s++)
        cover->sites[s] = (QuotaSite){.x = (double)random_below(random, 100),
                                      .y = (double)random_below(random, 100),
                                      .first = 200 + random_below(random, 800),
                                      .again = random_below(random, 300),
                                      .room = (uint16_t)(1 + random_below(random, 3))};
}

/* Targets that the greatest choice allowed by slots and sites can just or nearly reach. */
static inline void quota_puzzle_init(QuotaPuzzle *puzzle, const PuzzleSize *size, uint64_t seed)
{
    Random random = random_seeded(seed);
    QuotaState state;

    quota_puzzle_matrix(puzzle, size, &random);
    quota_cover_init(&puzzle->cover, puzzle->matrix, size->zones, size->stations, size->sites);
    quota_puzzle_rows(&puzzle->cover, size, &random);
    quota_puzzle_columns(&puzzle->cover, size, &random);
    quota_cover_promise(&puzzle->cover);
    quota_state_init(&state, &puzzle->cover);
    for (uint32_t j = 0; j < size->columns; j++)
        if (quota_state_fits(&state, j))
            quota_state_add(&state, j);
    for (size_t z = 0; z < size->zones; z++)
        puzzle->cover.target[z] = state.reached[z] * (6 + (int64_t)random_below(&random, 4)) / 10;
    quota_state_release(&state);
}

static inline void quota_puzzle_release(QuotaPuzzle *puzzle)
{
    quota_cover_release(&puzzle->cover);
    cover_matrix_free(puzzle->matrix);
}

/* Counted from nothing, by the definition: does this subset keep the rules and reach all targets?
 */
static inline bool quota_puzzle_solves(const QuotaPuzzle *puzzle, const uint8_t *chosen)
{
    const QuotaCover *cover = &puzzle->cover;
    const CoverMatrix *matrix = puzzle->matrix;
    int64_t *reached = calloc(cover->zone_count + 1, sizeof *reached);
    int64_t *filled = calloc(cover->station_count + 1, sizeof *filled);
    uint16_t *seen = calloc(matrix->rows + 1, sizeof *seen);
    uint16_t *on = calloc(cover->site_count + 1, sizeof *on);
    uint16_t *in = calloc(cover->slot_count + 1, sizeof *in);
    bool good = true;

    for (size_t j = 0; j < matrix->columns; j++) {
        if (!chosen[j])
            continue;
        good = good && ++on[cover->site[j]] <= cover->sites[cover->site[j]].room &&
               ++in[cover->slot[j]] <= 1;
        for (size_t a = matrix->first[j]; a < matrix->first[j + 1]; a++)
            seen[matrix->rows_of[a]]++;
    }
    for (size_t i = 0; i < matrix->rows; i++) {
        if (cover->want[i] == 0 || cover->want[i] == QUOTA_NEVER || seen[i] < cover->want[i])
            continue;
        if (cover->station[i] == QUOTA_NO_STATION)
            reached[cover->zone[i]] += cover->weight[i];
        else
            filled[cover->station[i]] += cover->weight[i];
    }
    for (size_t s = 0; s < cover->station_count; s++)
        if (filled[s] >= cover->stations[s].need)
            reached[cover->stations[s].zone] += cover->stations[s].weight;
    for (size_t z = 0; z < cover->zone_count; z++)
        good = good && reached[z] >= cover->target[z];
    free(reached);
    free(filled);
    free(seen);
    free(on);
    free(in);
    return good;
}

static inline int64_t quota_puzzle_cost(const QuotaPuzzle *puzzle, const uint8_t *chosen)
{
    uint32_t columns[512];
    size_t count = 0;

    assert_true(puzzle->matrix->columns <= 512);

    for (uint32_t j = 0; j < puzzle->matrix->columns; j++)
        if (chosen[j])
            columns[count++] = j;
    return quota_cover_cost(&puzzle->cover, columns, count);
}

/* The least cost of all subsets that solve it; INT64_MAX: none does. */
static inline int64_t quota_puzzle_best(const QuotaPuzzle *puzzle)
{
    int64_t best = INT64_MAX;
    uint8_t chosen[24];

    for (uint32_t subset = 0; subset < 1u << puzzle->matrix->columns; subset++) {
        int64_t cost;
        for (size_t j = 0; j < puzzle->matrix->columns; j++)
            chosen[j] = subset >> j & 1;
        cost = quota_puzzle_cost(puzzle, chosen);
        if (cost < best && quota_puzzle_solves(puzzle, chosen))
            best = cost;
    }
    return best;
}

#endif
