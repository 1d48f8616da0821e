#include "planner/siting/cover/cover_prices.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { BLOCK = 4096, FEW_BLOCKS = 8, PATIENCE = 60, LOOK_UP_EVERY = 8 };
static const double FIRST_STEP = 1.0, SHORTER = 0.6, LEAST_STEP = 1e-6, LEAST_GAIN = 1e-6,
                    NEW_PART = 0.1;

typedef struct {
    const SetCover *problem;
    double *price, *slope, *direction; /* a row */
    double *most;                      /* a row: the cost of its cheapest column */
    double *block_sum;                 /* of min(0, reduced cost) */
    uint32_t *worth_taking;            /* columns of negative reduced cost, block by block */
    size_t *block_count;
    size_t blocks;
} Ascent;

static double price_sum(const CoverMatrix *matrix, const double *price, size_t column)
{
    double sum = 0;

    for (size_t a = matrix->first[column], end = matrix->first[column + 1]; a < end; a++)
        sum += price[matrix->rows_of[a]];
    return sum;
}

static void look_at_block(Ascent *ascent, size_t block)
{
    const SetCover *problem = ascent->problem;
    const CoverMatrix *matrix = problem->matrix;
    size_t first = block * BLOCK, end = first + BLOCK;
    double sum = 0;
    size_t count = 0;

    if (end > matrix->columns)
        end = matrix->columns;
    for (size_t j = first; j < end; j++) {
        double reduced = (double)problem->cost[j] - price_sum(matrix, ascent->price, j);
        if (reduced >= 0)
            continue;
        sum += reduced;
        ascent->worth_taking[first + count++] = (uint32_t)j;
    }
    ascent->block_sum[block] = sum;
    ascent->block_count[block] = count;
}

/* L of the present prices; slope_i = 1 - how many columns worth taking cover row i. */
static double evaluate(Ascent *ascent)
{
    const CoverMatrix *matrix = ascent->problem->matrix;
    double bound = 0;

#pragma omp parallel for schedule(dynamic, 4) if (ascent->blocks > FEW_BLOCKS)
    for (size_t block = 0; block < ascent->blocks; block++)
        look_at_block(ascent, block);
    for (size_t i = 0; i < matrix->rows; i++) {
        bound += ascent->price[i];
        ascent->slope[i] = 1;
    }
    for (size_t block = 0; block < ascent->blocks; block++) {
        const uint32_t *taken = ascent->worth_taking + block * BLOCK;
        bound += ascent->block_sum[block];
        for (size_t k = 0; k < ascent->block_count[block]; k++)
            for (size_t a = matrix->first[taken[k]]; a < matrix->first[taken[k] + 1]; a++)
                ascent->slope[matrix->rows_of[a]] -= 1;
    }
    return bound;
}

/* The next direction, `fresh` of it the present slope; the square of its length. What would only
 * push a price below 0 does not count. */
static double turn(Ascent *ascent, double fresh)
{
    double square = 0;

    for (size_t i = 0; i < ascent->problem->matrix->rows; i++) {
        double slope = ascent->slope[i], *direction = &ascent->direction[i];
        if (ascent->price[i] <= 0 && slope < 0)
            slope = 0;
        *direction = fresh * slope + (1 - fresh) * *direction;
        if (ascent->price[i] <= 0 && *direction < 0)
            *direction = 0;
        square += *direction * *direction;
    }
    return square;
}

/* Dearer than its cheapest column no row is worth: that column would be taken for it. */
static void find_most(Ascent *ascent)
{
    const CoverMatrix *matrix = ascent->problem->matrix;

    for (size_t i = 0; i < matrix->rows; i++) {
        double least = INFINITY;
        for (size_t a = matrix->row_first[i]; a < matrix->row_first[i + 1]; a++)
            least = fmin(least, (double)ascent->problem->cost[matrix->columns_of[a]]);
        ascent->most[i] = isfinite(least) ? least : 0;
    }
}

/* Step along the deflected slope, or along the slope itself where the two cancel out; false when
 * there is none. */
static bool move(Ascent *ascent, double length)
{
    double square = turn(ascent, NEW_PART);

    if (square <= 0)
        square = turn(ascent, 1);
    if (square <= 0)
        return false;
    for (size_t i = 0; i < ascent->problem->matrix->rows; i++)
        ascent->price[i] = fmin(ascent->most[i],
                                fmax(0, ascent->price[i] + length / square * ascent->direction[i]));
    return true;
}

/* Every row first pays its part of the cheapest column that covers it. */
static void first_prices(const SetCover *problem, double *price)
{
    const CoverMatrix *matrix = problem->matrix;

    for (size_t i = 0; i < matrix->rows; i++) {
        double least = INFINITY;
        for (size_t a = matrix->row_first[i]; a < matrix->row_first[i + 1]; a++) {
            size_t j = matrix->columns_of[a];
            least = fmin(least, (double)problem->cost[j] / (double)cover_matrix_height(matrix, j));
        }
        price[i] = isfinite(least) ? least : 0;
    }
}

static void ascend(Ascent *ascent, CoverPrices *out, int64_t known_cost, const CoverEffort *effort)
{
    size_t rows = ascent->problem->matrix->rows;
    double length = FIRST_STEP;
    uint64_t until = out->rounds + effort->steps;
    int idle = 0;

    for (; out->rounds < until && length > LEAST_STEP; out->rounds++) {
        double bound = evaluate(ascent);
        idle = bound > out->bound + LEAST_GAIN * fabs(out->bound) ? 0 : idle + 1;
        if (bound > out->bound) {
            out->bound = bound;
            memcpy(out->best, ascent->price, rows * sizeof *ascent->price);
        }
        if (idle >= PATIENCE) {
            length *= SHORTER;
            idle = 0;
        }
        if (!move(ascent, length * fmax((double)known_cost - bound, 1e-9 * (double)known_cost)))
            break;
        if (out->rounds % LOOK_UP_EVERY == 0 && cover_effort_over(effort))
            break;
    }
}

void cover_prices_init(CoverPrices *out, const SetCover *problem)
{
    size_t rows = problem->matrix->rows + 1;

    *out = (CoverPrices){.problem = problem, .bound = -INFINITY};
    out->best = memory_new(rows, sizeof *out->best);
    out->whole = memory_new(rows, sizeof *out->whole);
    first_prices(problem, out->best);
}

void cover_prices_improve(CoverPrices *prices, int64_t known_cost, const CoverEffort *effort)
{
    const SetCover *problem = prices->problem;
    const CoverMatrix *matrix = problem->matrix;
    size_t rows = matrix->rows + 1, blocks = matrix->columns / BLOCK + 1;
    Ascent ascent = {.problem = problem,
                     .price = memory_new(rows, sizeof *ascent.price),
                     .slope = memory_new(rows, sizeof *ascent.slope),
                     .direction = memory_new(rows, sizeof *ascent.direction),
                     .most = memory_new(rows, sizeof *ascent.most),
                     .block_sum = memory_new(blocks, sizeof *ascent.block_sum),
                     .worth_taking = memory_new(blocks * BLOCK, sizeof *ascent.worth_taking),
                     .block_count = memory_new(blocks, sizeof *ascent.block_count),
                     .blocks = blocks};

    memcpy(ascent.price, prices->best, matrix->rows * sizeof *ascent.price);
    find_most(&ascent);
    ascend(&ascent, prices, known_cost, effort);
    for (size_t i = 0; i < matrix->rows; i++)
        prices->whole[i] = (int64_t)floor(prices->best[i] * PRICE_UNIT);
    prices->numerator = cover_prices_exact(problem, prices->whole);
    free(ascent.price);
    free(ascent.slope);
    free(ascent.direction);
    free(ascent.most);
    free(ascent.block_sum);
    free(ascent.worth_taking);
    free(ascent.block_count);
}

void cover_prices_release(CoverPrices *prices)
{
    free(prices->best);
    free(prices->whole);
    *prices = (CoverPrices){0};
}

int64_t cover_prices_exact(const SetCover *problem, const int64_t *whole)
{
    const CoverMatrix *matrix = problem->matrix;
    int64_t sum = 0;

    for (size_t i = 0; i < matrix->rows; i++)
        sum += whole[i];
    for (size_t j = 0; j < matrix->columns; j++) {
        int64_t reduced = problem->cost[j] * PRICE_UNIT;
        for (size_t a = matrix->first[j]; a < matrix->first[j + 1]; a++)
            reduced -= whole[matrix->rows_of[a]];
        sum += reduced < 0 ? reduced : 0;
    }
    return sum;
}

int64_t cover_prices_bound(const CoverPrices *prices)
{
    int64_t whole = prices->numerator / PRICE_UNIT;

    return prices->numerator > whole * PRICE_UNIT ? whole + 1 : whole;
}

double cover_prices_reduced(const CoverPrices *prices, size_t column)
{
    return (double)prices->problem->cost[column] -
           price_sum(prices->problem->matrix, prices->best, column);
}
