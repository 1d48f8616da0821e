#include "planner/siting/cover/cover_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    LOOK_UP_EVERY = 256,  /* steps between questions to `stop` */
    EVEN_EVERY = 20,      /* steps between looks for a cover as large as the best */
    EVEN_MOST_OPEN = 40,  /* open rows that one column may be hoped to close */
    MANY = 8,             /* times as many chosen as a newcomer has rows */
    NEWCOMERS_MOST = 512, /* columns of a row that a step compares; of more a random sample */
};

bool cover_effort_over(const CoverEffort *effort)
{
    return effort->stop && effort->stop(effort->of);
}

void cover_search_init(CoverSearch *out, const CoverMatrix *matrix, uint64_t seed)
{
    *out = (CoverSearch){.random = random_seeded(seed), .came = COVER_NONE, .away = 1};
    cover_state_init(&out->state, matrix);
    out->best = memory_new(matrix->columns + 1, sizeof *out->best);
    out->even = memory_new(matrix->columns + 1, sizeof *out->even);
    out->shared = memory_new(2 * (matrix->columns + 1), sizeof *out->shared);
    out->touched = memory_new(matrix->columns + 1, sizeof *out->touched);
}

void cover_search_release(CoverSearch *search)
{
    cover_state_release(&search->state);
    free(search->best);
    free(search->even);
    free(search->shared);
    free(search->touched);
    *search = (CoverSearch){0};
}

static void keep_best(CoverSearch *search)
{
    search->best_count = search->state.chosen_count;
    search->even_count = 0;
    memcpy(search->best, search->state.chosen, search->best_count * sizeof *search->best);
}

void cover_search_start(CoverSearch *search, const uint32_t *columns, size_t count)
{
    for (size_t k = 0; k < count; k++)
        cover_state_add(&search->state, columns[k]);
    cover_state_complete(&search->state);
    keep_best(search);
}

void cover_search_aim(CoverSearch *search, size_t count)
{
    CoverState *state = &search->state;

    if (count < search->best_count)
        search->best_count = count;
    while (state->chosen_count > 1 && state->chosen_count + 1 > search->best_count)
        cover_state_drop(state, cover_state_least_loss(state, COVER_NONE));
}

/* What a step may do: `in` comes, `out` goes, the weight of open rows changes by `change`. */
typedef struct {
    uint32_t in, out;
    int64_t change;
} Swap;

/* The chosen column whose going costs least once `in` is there, where `in` touches few of many. */
static Swap partner_of_few(CoverSearch *search, uint32_t in, Swap swap)
{
    const CoverState *state = &search->state;
    const CoverMatrix *matrix = state->matrix;
    size_t touched = 0;

    for (size_t a = matrix->first[in], end = matrix->first[in + 1]; a < end; a++) {
        CoverRow row = state->row[matrix->rows_of[a]];
        if (!row.only)
            continue;
        if (!search->shared[row.only])
            search->touched[touched++] = row.only;
        search->shared[row.only] += row.weight;
    }
    for (size_t k = 0; k < touched; k++) {
        uint32_t only = search->touched[k], column = state->chosen[only - 1];
        int64_t loss = state->loss[only - 1] - search->shared[only];
        search->shared[only] = 0;
        if (column != search->came &&
            (loss < swap.change ||
             (loss == swap.change && state->moved[column] < state->moved[swap.out]))) {
            swap.change = loss;
            swap.out = column;
        }
    }
    swap.in = in;
    swap.change -= state->gain[in];
    return swap;
}

/* Into two sums by turns, so that one does not wait for the other. */
static void share(CoverSearch *search, uint32_t in, int32_t *even, int32_t *odd)
{
    const CoverMatrix *matrix = search->state.matrix;
    const CoverRow *rows = search->state.row;
    size_t a = matrix->first[in], end = matrix->first[in + 1];

    for (; a + 1 < end; a += 2) {
        CoverRow one = rows[matrix->rows_of[a]], two = rows[matrix->rows_of[a + 1]];
        even[one.only] += one.weight;
        odd[two.only] += two.weight;
    }
    if (a < end) {
        CoverRow one = rows[matrix->rows_of[a]];
        even[one.only] += one.weight;
    }
}

/* The same by a sweep over all chosen, without a branch: faster where they are not many times as
 * many as the rows of `in`. Gives up where nothing as good as `best` comes out. */
static Swap partner_of_all(CoverSearch *search, uint32_t in, const Swap *best)
{
    const CoverState *state = &search->state;
    size_t count = state->chosen_count;
    int32_t *even = search->shared, *odd = even + count + 1, least = INT32_MAX;
    Swap swap = {in, COVER_NONE, INT64_MAX};

    share(search, in, even, odd);
    if (search->came != COVER_NONE && state->place[search->came] != COVER_NONE) {
        uint32_t stays = state->place[search->came];
        even[stays + 1] = state->loss[stays] - INT32_MAX;
        odd[stays + 1] = 0;
    }
    for (size_t k = 0; k < count; k++) {
        int32_t loss = state->loss[k] - even[k + 1] - odd[k + 1];
        even[k + 1] = loss;
        least = loss < least ? loss : least;
    }
    if (least < INT32_MAX && (int64_t)least - state->gain[in] <= best->change)
        for (size_t k = 0; k < count; k++)
            if (even[k + 1] == least && (swap.out == COVER_NONE ||
                                         state->moved[state->chosen[k]] < state->moved[swap.out])) {
                swap.out = state->chosen[k];
                swap.change = (int64_t)least - state->gain[in];
            }
    memset(even, 0, 2 * (count + 1) * sizeof *even);
    return swap;
}

static bool older(const CoverState *state, const Swap *a, const Swap *b)
{
    return state->moved[a->in] + state->moved[a->out] < state->moved[b->in] + state->moved[b->out];
}

static Swap best_swap(CoverSearch *search, uint32_t row)
{
    const CoverState *state = &search->state;
    const CoverMatrix *matrix = state->matrix;
    size_t first = matrix->row_first[row], width = cover_matrix_width(matrix, row);
    size_t looks = width > NEWCOMERS_MOST ? NEWCOMERS_MOST : width;
    Swap best = {COVER_NONE, COVER_NONE, INT64_MAX}, rest = best;

    rest.out = cover_state_least_loss(state, search->came);
    if (rest.out == COVER_NONE)
        return best;
    rest.change = state->loss[state->place[rest.out]];
    for (size_t k = 0; k < looks; k++) {
        size_t at = looks < width ? random_below(&search->random, (uint32_t)width) : k;
        uint32_t in = matrix->columns_of[first + at];
        Swap swap;
        bool waits = state->moved[in] && state->moved[in] + search->away >= state->step;
        if (waits || -(int64_t)state->gain[in] > best.change)
            continue;
        if (state->chosen_count > MANY * cover_matrix_height(matrix, in))
            swap = partner_of_few(search, in, rest);
        else
            swap = partner_of_all(search, in, &best);
        if (swap.out == COVER_NONE)
            continue;
        if (swap.change < best.change || (swap.change == best.change && older(state, &swap, &best)))
            best = swap;
    }
    return best;
}

/* Nothing where all that could come have just left: another row's turn, or theirs again later. */
static void step(CoverSearch *search)
{
    CoverState *state = &search->state;
    Swap swap;

    state->step++;
    swap =
        best_swap(search, state->open[random_below(&search->random, (uint32_t)state->open_count)]);
    if (swap.in == COVER_NONE)
        return;
    cover_state_add(state, swap.in);
    cover_state_drop(state, swap.out);
    search->came = swap.in;
    cover_state_press(state);
}

/* Would one column close all that is open? Then there is another cover of the best size. */
static void note_even(CoverSearch *search)
{
    const CoverState *state = &search->state;
    const CoverMatrix *matrix = state->matrix;
    int64_t open = 0;

    if (state->open_count == 0 || state->open_count > EVEN_MOST_OPEN ||
        state->chosen_count + 1 != search->best_count)
        return;
    for (size_t k = 0; k < state->open_count; k++)
        open += state->row[state->open[k]].weight;
    for (size_t a = matrix->row_first[state->open[0]]; a < matrix->row_first[state->open[0] + 1];
         a++) {
        uint32_t column = matrix->columns_of[a];
        if (state->gain[column] != open)
            continue;
        search->even_count = state->chosen_count;
        memcpy(search->even, state->chosen, state->chosen_count * sizeof *search->even);
        search->even[search->even_count++] = column;
        return;
    }
}

uint64_t cover_search_run(CoverSearch *search, const CoverEffort *effort, bool sideways)
{
    CoverState *state = &search->state;
    uint64_t taken = 0, until = effort->steps;

    for (;;) {
        while (state->open_count == 0 && state->chosen_count > 0) {
            if (state->chosen_count < search->best_count) {
                keep_best(search);
                until = taken + effort->steps;
            }
            cover_state_drop(state, cover_state_least_loss(state, COVER_NONE));
        }
        if (state->open_count == 0 || state->chosen_count == 0 || taken >= until)
            return taken;
        if (taken % LOOK_UP_EVERY == 0 && cover_effort_over(effort))
            return taken;
        step(search);
        taken++;
        if (sideways && taken % EVEN_EVERY == 0)
            note_even(search);
    }
}
