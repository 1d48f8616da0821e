#include "planner/siting/cover/cover_trade.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { LOOK_UP_EVERY = 256 };

typedef struct {
    const SetCover *problem;
    CoverState state;
    Random random;
    int64_t cost, best_cost;
    uint32_t *best;
    size_t best_count;
    uint64_t *changed; /* a column: the step that last changed something beside it */
    uint64_t stay;     /* columns that came with this step or later stay */
} Trade;

static void add(Trade *trade, uint32_t column)
{
    cover_state_add(&trade->state, column);
    trade->cost += trade->problem->cost[column];
}

static void drop(Trade *trade, uint32_t column)
{
    cover_state_drop(&trade->state, column);
    trade->cost -= trade->problem->cost[column];
}

/* a / b < c / d without dividing; losses stay below 2^30 and costs below 2^32. */
static bool ratio_less(int64_t a, int64_t b, int64_t c, int64_t d)
{
    return a * d < c * b;
}

/* The chosen column that is worth least for its cost, of those that may go. */
static uint32_t worst_chosen(const Trade *trade, bool any)
{
    const CoverState *state = &trade->state;
    const int64_t *cost = trade->problem->cost;
    uint32_t worst = COVER_NONE;
    int32_t worst_loss = 0;

    for (size_t k = 0; k < state->chosen_count; k++) {
        uint32_t column = state->chosen[k];
        int32_t loss = state->loss[k];
        if (!any && state->moved[column] >= trade->stay)
            continue;
        if (worst == COVER_NONE || ratio_less(loss, cost[column], worst_loss, cost[worst]) ||
            (!ratio_less(worst_loss, cost[worst], loss, cost[column]) &&
             state->moved[column] < state->moved[worst])) {
            worst = column;
            worst_loss = loss;
        }
    }
    return worst;
}

/* The column that brings most for its cost to a row, of those that may come. */
static uint32_t best_newcomer(const Trade *trade, uint32_t row)
{
    const CoverState *state = &trade->state;
    const CoverMatrix *matrix = state->matrix;
    const int64_t *cost = trade->problem->cost;
    uint32_t best = COVER_NONE;

    for (size_t a = matrix->row_first[row]; a < matrix->row_first[row + 1]; a++) {
        uint32_t column = matrix->columns_of[a];
        if (state->moved[column] == state->step && state->step > 0)
            continue;
        if (best == COVER_NONE ||
            ratio_less(state->gain[best], cost[best], state->gain[column], cost[column]) ||
            (!ratio_less(state->gain[column], cost[column], state->gain[best], cost[best]) &&
             state->moved[column] < state->moved[best]))
            best = column;
    }
    return best;
}

static void keep_best(Trade *trade)
{
    trade->best_cost = trade->cost;
    trade->best_count = trade->state.chosen_count;
    memcpy(trade->best, trade->state.chosen, trade->best_count * sizeof *trade->best);
}

/* Drop one, then add while the sum stays below the best. */
static void step(Trade *trade)
{
    CoverState *state = &trade->state;
    uint32_t column;

    state->step++;
    column = worst_chosen(trade, false);
    if (column == COVER_NONE)
        column = worst_chosen(trade, true);
    if (column == COVER_NONE)
        return;
    drop(trade, column);
    trade->stay = state->step;
    while (state->open_count) {
        uint32_t row = state->open[random_below(&trade->random, (uint32_t)state->open_count)];
        column = best_newcomer(trade, row);
        if (column == COVER_NONE || trade->cost + trade->problem->cost[column] >= trade->best_cost)
            break;
        add(trade, column);
        cover_state_press(state);
    }
}

static void needless_go(Trade *trade)
{
    CoverState *state = &trade->state;

    for (size_t k = state->chosen_count; k-- > 0;)
        if (k < state->chosen_count && state->loss[k] == 0)
            drop(trade, state->chosen[k]);
}

static uint64_t run(Trade *trade, const CoverEffort *effort)
{
    CoverState *state = &trade->state;
    uint64_t taken = 0, until = effort->steps;

    for (;;) {
        while (state->open_count == 0 && state->chosen_count > 0) {
            needless_go(trade);
            if (trade->cost < trade->best_cost) {
                keep_best(trade);
                until = taken + effort->steps;
            }
            drop(trade, worst_chosen(trade, true));
        }
        if (state->matrix->rows == 0 || taken >= until ||
            (taken % LOOK_UP_EVERY == 0 && cover_effort_over(effort)))
            return taken;
        step(trade);
        taken++;
    }
}

uint64_t cover_trade(const SetCover *problem, uint32_t *chosen, size_t *count, uint64_t seed,
                     const CoverEffort *effort)
{
    Trade trade = {.problem = problem, .random = random_seeded(seed), .best = chosen};
    uint64_t taken;

    cover_state_init(&trade.state, problem->matrix);
    for (size_t k = 0; k < *count; k++)
        add(&trade, chosen[k]);
    trade.best_cost = INT64_MAX;
    keep_best(&trade);
    taken = run(&trade, effort);
    *count = trade.best_count;
    cover_state_release(&trade.state);
    return taken;
}
