#include "planner/siting/cover/cover_solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/siting/cover/cover_core.h"
#include "planner/siting/cover/cover_exact.h"
#include "planner/siting/cover/cover_greedy.h"
#include "planner/siting/cover/cover_trade.h"
#include "planner/siting/cover/cover_window.h"

enum {
    PRICE_ROUNDS = 3500,
    FIRST_STEPS = 50000, /* of the first round; each cycle of cores has twice as many */
    CORES = 4,           /* in a cycle */
    AWAY_FOR = 1200,     /* of so many columns one that was dropped waits 6 and 7 steps in turn */
    WINDOW_COLUMNS = 40,
    WINDOW_STEPS = 3000,
    WINDOW_AGAIN = 3, /* cycles until windows that found nothing are tried again */
    CLOSE_NODES = 20000,
    CLOSE_COLUMNS = 4000, /* that the bound leaves over: few enough to try to close */
};
static const uint64_t REDUCE_WORK = 3000000000u;
static const double CLOSE_SECONDS = 20, CLOSE_GAP = 0.03; /* where the bound is this near */
/* Columns a row of the cores of a cycle; 0: all columns. Equal costs ask for larger ones. */
static const size_t UNIT_CORES[CORES] = {8, 4, 2, 0}, COST_CORES[CORES] = {2, 4, 8, 0};
enum { ALL_AT_MOST = 16 }; /* columns a row: where there are more, all are too many */

/* One core of the cycle. */
typedef struct {
    bool open;
    CoverCore core;
    CoverSearch search; /* equal costs only */
} Arena;

typedef struct {
    const SetCover *problem; /* reduced */
    const CoverReduction *reduction;
    const CoverWish *wish;
    CoverPrices prices;
    bool unit, optimal;
    bool windows_fail; /* they found nothing when they were tried last */
    Arena arenas[CORES];
    uint32_t *best, *drift;
    size_t best_count;
    int64_t best_cost, priced_at; /* the cost that the prices were found with */
    uint64_t steps;
} Solve;

void cover_answer_release(CoverAnswer *answer)
{
    free(answer->chosen);
    free(answer->prices);
    *answer = (CoverAnswer){0};
}

/* Keep a cover if it is the best; columns through `id` (NULL: as they are) and `fixed` beside. */
static bool offer(Solve *solve, const uint32_t *columns, size_t count, const CoverReduction *core)
{
    int64_t cost = 0;

    for (size_t k = 0; k < count; k++)
        cost += solve->problem->cost[core ? core->column_id[columns[k]] : columns[k]];
    if (core)
        cost += core->fixed_cost;
    if (solve->best_count && cost >= solve->best_cost)
        return false;
    solve->best_cost = cost;
    solve->best_count = 0;
    for (size_t k = 0; k < count; k++)
        solve->best[solve->best_count++] = core ? core->column_id[columns[k]] : columns[k];
    for (size_t k = 0; core && k < core->fixed_count; k++)
        solve->best[solve->best_count++] = core->fixed[k];
    if (solve->wish->told)
        solve->wish->told(solve->wish->told_of, cost + solve->reduction->fixed_cost,
                          (double)solve->prices.numerator / PRICE_UNIT +
                              (double)solve->reduction->fixed_cost);
    return true;
}

static void find_prices(Solve *solve)
{
    CoverEffort effort = solve->wish->effort;

    effort.steps = PRICE_ROUNDS;
    if (solve->prices.best && solve->priced_at == solve->best_cost)
        return;
    cover_prices_improve(&solve->prices, solve->best_cost, &effort);
    solve->priced_at = solve->best_cost;
    solve->optimal = cover_prices_bound(&solve->prices) >= solve->best_cost;
}

static bool over(const Solve *solve)
{
    return solve->optimal || solve->steps >= solve->wish->effort.steps ||
           cover_effort_over(&solve->wish->effort);
}

/* Where the bound rules out all but a few columns, the rest may be closed. */
static Status close_exactly(Solve *solve, Diag *diag)
{
    CoverCore core;
    ExactLimits limits = {.nodes = CLOSE_NODES, .seconds = CLOSE_SECONDS};
    double gap = (double)solve->best_cost - 1 - solve->prices.bound + 1e-6;
    Status status = cover_core_make(&core, &solve->prices, gap, SIZE_MAX, diag);
    uint32_t *chosen;
    size_t count;
    ExactVerdict verdict;

    if (status != OK)
        return status;
    if (core.impossible) {
        solve->optimal = true;
    } else if (core.reduction.left.matrix->columns <= CLOSE_COLUMNS) {
        chosen = memory_new(core.reduction.left.matrix->columns + 1, sizeof *chosen);
        limits.below = solve->best_cost - core.reduction.fixed_cost;
        verdict = cover_exact(&core.reduction.left, &limits, chosen, &count);
        if (count || (verdict == EXACT_BEST && core.reduction.left.matrix->rows == 0))
            offer(solve, chosen, count, &core.reduction);
        solve->optimal = verdict != EXACT_UNDECIDED;
        free(chosen);
    }
    cover_core_release(&core);
    return OK;
}

/* --- rounds of search ------------------------------------------------------------------ */

/* The core of this round's size is made once and its search goes on where it was. */
static Status open_arena(Solve *solve, int which, size_t columns, Diag *diag)
{
    Arena *arena = &solve->arenas[which];
    const CoverReduction *core = &arena->core.reduction;
    Status status = cover_core_make(&arena->core, &solve->prices, INFINITY, columns, diag);
    uint32_t *chosen;
    size_t count;

    if (status != OK)
        return status;
    arena->open = true;
    chosen = memory_new(core->left.matrix->columns + core->left.matrix->rows + 1, sizeof *chosen);
    count = cover_greedy(&core->left, chosen);
    offer(solve, chosen, count, core);
    if (solve->unit) {
        cover_search_init(&arena->search, core->left.matrix,
                          solve->wish->seed * CORES + (uint64_t)which);
        cover_search_start(&arena->search, chosen, count);
    }
    free(chosen);
    return OK;
}

static void close_arena(Arena *arena, bool unit)
{
    if (!arena->open)
        return;
    if (unit)
        cover_search_release(&arena->search);
    cover_core_release(&arena->core);
}

static void swap_round(Solve *solve, Arena *arena, int cycle, uint64_t steps)
{
    const CoverReduction *core = &arena->core.reduction;
    CoverEffort effort = solve->wish->effort;
    size_t aim = solve->best_count > core->fixed_count ? solve->best_count - core->fixed_count : 0;

    effort.steps = steps;
    arena->search.away = 1 + solve->best_count * (6 + (size_t)cycle % 2) / AWAY_FOR;
    cover_search_aim(&arena->search, aim);
    aim = arena->search.best_count;
    solve->steps += cover_search_run(&arena->search, &effort, false);
    if (arena->search.best_count < aim)
        offer(solve, arena->search.best, arena->search.best_count, core);
}

/* Large covers also get smaller window by window; what moved sideways stays moved. */
static Status window_round(Solve *solve, uint64_t steps, Diag *diag)
{
    CoverWindows windows = {WINDOW_COLUMNS, WINDOW_STEPS, solve->wish->effort,
                            solve->wish->seed * CORES + solve->steps};
    size_t count = solve->best_count;
    uint64_t taken;
    Status status;

    windows.effort.steps = solve->windows_fail ? steps / 4 : 2 * steps;
    memcpy(solve->drift, solve->best, count * sizeof *solve->best);
    status =
        cover_windows_run(solve->problem->matrix, solve->drift, &count, &windows, &taken, diag);
    solve->steps += taken;
    if (status != OK)
        return status;
    solve->windows_fail = !offer(solve, solve->drift, count, NULL);
    memcpy(solve->best, solve->drift, count * sizeof *solve->best);
    return OK;
}

static void trade_round(Solve *solve, const CoverReduction *core, uint64_t steps)
{
    CoverEffort effort = solve->wish->effort;
    uint32_t *chosen =
        memory_new(core->left.matrix->columns + core->left.matrix->rows + 1, sizeof *chosen);
    size_t count = cover_greedy(&core->left, chosen);

    effort.steps = steps;
    solve->steps +=
        cover_trade(&core->left, chosen, &count, solve->wish->seed * CORES + solve->steps, &effort);
    offer(solve, chosen, count, core);
    free(chosen);
}

static Status search_round(Solve *solve, int round, Diag *diag)
{
    int which = round % CORES, cycle = round / CORES;
    size_t a_row = (solve->unit ? UNIT_CORES : COST_CORES)[which];
    size_t rows = solve->problem->matrix->rows, columns = solve->problem->matrix->columns;
    uint64_t steps = (uint64_t)FIRST_STEPS << (cycle < 20 ? cycle : 20);
    uint64_t remaining = solve->wish->effort.steps - solve->steps;
    Arena *arena = &solve->arenas[which];
    Status status = OK;

    steps = steps < remaining ? steps : remaining;
    if (a_row ? rows * a_row >= columns : columns > rows * ALL_AT_MOST)
        return OK;
    if (!arena->open)
        status = open_arena(solve, which, a_row ? rows * a_row : columns, diag);
    if (status != OK || arena->core.reduction.left.matrix->rows == 0)
        return status;
    if (!solve->unit) {
        trade_round(solve, &arena->core.reduction, steps);
        return OK;
    }
    swap_round(solve, arena, cycle, steps);
    if (solve->best_count < 2 * WINDOW_COLUMNS || (solve->windows_fail && cycle % WINDOW_AGAIN))
        return OK;
    return window_round(solve, steps, diag);
}

static bool near(const Solve *solve)
{
    return (double)solve->best_cost - solve->prices.bound <
           1 + CLOSE_GAP * (double)solve->best_cost;
}

static Status search(Solve *solve, Diag *diag)
{
    const SetCover *problem = solve->problem;
    uint32_t *chosen =
        memory_new(problem->matrix->columns + problem->matrix->rows + 1, sizeof *chosen);
    size_t count = cover_greedy(problem, chosen);
    int64_t closed_at = INT64_MAX;
    Status status = OK;

    offer(solve, chosen, count, NULL);
    free(chosen);
    find_prices(solve);
    for (int round = 0; status == OK && !over(solve); round++) {
        status = search_round(solve, round, diag);
        find_prices(solve);
        if (status == OK && !solve->optimal && solve->best_cost < closed_at && near(solve) &&
            round % CORES == CORES - 1) {
            closed_at = solve->best_cost;
            status = close_exactly(solve, diag);
        }
    }
    return status;
}

/* --- in the words of the whole problem ------------------------------------------------ */

static int ascending(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

/* Rows that the reduction dropped are priced 0: the prices then prove of the whole problem
 * what its fixed columns leave of the bound. */
static void answer(CoverAnswer *out, const Solve *solve, const SetCover *whole)
{
    const CoverReduction *reduction = solve->reduction;

    out->chosen = memory_new(whole->matrix->columns + 1, sizeof *out->chosen);
    for (size_t k = 0; k < solve->best_count; k++)
        out->chosen[out->count++] = reduction->column_id[solve->best[k]];
    for (size_t k = 0; k < reduction->fixed_count; k++)
        out->chosen[out->count++] = reduction->fixed[k];
    qsort(out->chosen, out->count, sizeof *out->chosen, ascending);
    out->cost = set_cover_cost(whole, out->chosen, out->count);
    out->prices = memory_new(whole->matrix->rows + 1, sizeof *out->prices);
    for (size_t i = 0; i < solve->problem->matrix->rows; i++)
        out->prices[reduction->row_id[i]] = solve->prices.whole[i];
    out->bound = (double)reduction->fixed_cost;
    if (solve->problem->matrix->rows)
        out->bound += (double)solve->prices.numerator / PRICE_UNIT;
    out->optimal = solve->optimal;
    out->steps = solve->steps;
}

Status cover_solve(CoverAnswer *out, const SetCover *problem, const CoverWish *wish, Diag *diag)
{
    CoverReduction reduction;
    Solve solve = {.reduction = &reduction, .wish = wish, .unit = set_cover_is_unit(problem)};
    size_t row = set_cover_uncoverable(problem);
    Status status;

    *out = (CoverAnswer){0};
    if (row < problem->matrix->rows)
        return diag_fail(diag, ERR_INPUT, "no column covers row %zu", row + 1);
    status = cover_reduce(&reduction, problem, REDUCE_WORK, diag);
    if (status != OK)
        return status;
    solve.problem = &reduction.left;
    solve.best = memory_new(reduction.left.matrix->columns + 1, sizeof *solve.best);
    solve.drift = memory_new(reduction.left.matrix->columns + 1, sizeof *solve.drift);
    solve.optimal = reduction.left.matrix->rows == 0;
    if (!solve.optimal) {
        cover_prices_init(&solve.prices, &reduction.left);
        status = search(&solve, diag);
    }
    if (status == OK)
        answer(out, &solve, problem);
    for (int which = 0; which < CORES; which++)
        close_arena(&solve.arenas[which], solve.unit);
    free(solve.best);
    free(solve.drift);
    cover_prices_release(&solve.prices);
    cover_reduction_release(&reduction);
    return status;
}
