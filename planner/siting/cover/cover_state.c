#include "planner/siting/cover/cover_state.h"

#include <stdlib.h>

#include "base/memory.h"

enum { BLOCK = 32 /* chosen columns whose least loss is noted in between */ };
static const int64_t HEAVY = (int64_t)1 << 30; /* so that no sum of weights leaves 32 bits */

void cover_state_init(CoverState *out, const CoverMatrix *matrix)
{
    size_t rows = matrix->rows + 1, columns = matrix->columns + 1;

    *out = (CoverState){.matrix = matrix};
    out->row = memory_new(rows, sizeof *out->row);
    out->count = memory_new(rows, sizeof *out->count);
    out->mix = memory_new(rows, sizeof *out->mix);
    out->gain = memory_new(columns, sizeof *out->gain);
    out->chosen = memory_new(columns, sizeof *out->chosen);
    out->loss = memory_new(columns, sizeof *out->loss);
    out->floors = memory_new(columns / BLOCK + 1, sizeof *out->floors);
    out->place = memory_new(columns, sizeof *out->place);
    out->open = memory_new(rows, sizeof *out->open);
    out->open_place = memory_new(rows, sizeof *out->open_place);
    out->moved = memory_new(columns, sizeof *out->moved);
    for (size_t i = 0; i < matrix->rows; i++) {
        out->row[i] = (CoverRow){0, 1};
        out->open[i] = out->open_place[i] = (uint32_t)i;
    }
    out->open_count = matrix->rows;
    out->total_weight = (int64_t)matrix->rows;
    for (size_t j = 0; j < matrix->columns; j++) {
        out->place[j] = COVER_NONE;
        out->gain[j] = (int32_t)cover_matrix_height(matrix, j);
    }
}

void cover_state_release(CoverState *state)
{
    free(state->row);
    free(state->count);
    free(state->mix);
    free(state->gain);
    free(state->chosen);
    free(state->loss);
    free(state->floors);
    free(state->place);
    free(state->open);
    free(state->open_place);
    free(state->moved);
    *state = (CoverState){0};
}

static void gains_change(CoverState *state, uint32_t row, int32_t by)
{
    const CoverMatrix *matrix = state->matrix;

    for (size_t a = matrix->row_first[row], end = matrix->row_first[row + 1]; a < end; a++)
        state->gain[matrix->columns_of[a]] += by;
}

static void row_closes(CoverState *state, uint32_t row)
{
    uint32_t last = state->open[--state->open_count], at = state->open_place[row];

    state->open[at] = last;
    state->open_place[last] = at;
    gains_change(state, row, -state->row[row].weight);
}

static void row_opens(CoverState *state, uint32_t row)
{
    state->open_place[row] = (uint32_t)state->open_count;
    state->open[state->open_count++] = row;
    gains_change(state, row, state->row[row].weight);
}

void cover_state_add(CoverState *state, uint32_t column)
{
    const CoverMatrix *matrix = state->matrix;
    uint32_t place = (uint32_t)state->chosen_count++;
    int32_t loss = 0;

    state->chosen[place] = column;
    state->place[column] = place;
    for (size_t a = matrix->first[column], end = matrix->first[column + 1]; a < end; a++) {
        uint32_t row = matrix->rows_of[a], before = state->count[row]++;
        CoverRow *mark = &state->row[row];
        state->mix[row] ^= column;
        if (before == 0) {
            loss += mark->weight;
            mark->only = place + 1;
            row_closes(state, row);
        } else if (before == 1) {
            state->loss[mark->only - 1] -= mark->weight;
            mark->only = 0;
        }
    }
    state->loss[place] = loss;
    state->moved[column] = state->step;
}

/* The rows that a chosen column alone covers follow it to its new place. */
static void rename_only(CoverState *state, uint32_t from, uint32_t to)
{
    const CoverMatrix *matrix = state->matrix;
    uint32_t column = state->chosen[to];

    for (size_t a = matrix->first[column], end = matrix->first[column + 1]; a < end; a++) {
        CoverRow *mark = &state->row[matrix->rows_of[a]];
        if (mark->only == from + 1)
            mark->only = to + 1;
    }
}

void cover_state_drop(CoverState *state, uint32_t column)
{
    const CoverMatrix *matrix = state->matrix;
    uint32_t place = state->place[column], last = (uint32_t)--state->chosen_count;

    state->place[column] = COVER_NONE;
    if (place != last) {
        state->chosen[place] = state->chosen[last];
        state->loss[place] = state->loss[last];
        state->place[state->chosen[place]] = place;
        rename_only(state, last, place);
    }
    for (size_t a = matrix->first[column], end = matrix->first[column + 1]; a < end; a++) {
        uint32_t row = matrix->rows_of[a], left = --state->count[row];
        CoverRow *mark = &state->row[row];
        state->mix[row] ^= column;
        if (left == 0) {
            mark->only = 0;
            row_opens(state, row);
        } else if (left == 1) {
            mark->only = state->place[state->mix[row]] + 1;
            state->loss[mark->only - 1] += mark->weight;
        }
    }
    state->moved[column] = state->step;
}

/* Gains and losses are sums of weights: they are made anew. */
static void halve_weights(CoverState *state)
{
    state->total_weight = 0;
    for (size_t i = 0; i < state->matrix->rows; i++) {
        state->row[i].weight = (state->row[i].weight + 1) / 2;
        state->total_weight += state->row[i].weight;
    }
    for (size_t j = 0; j < state->matrix->columns; j++)
        state->gain[j] = 0;
    for (size_t k = 0; k < state->chosen_count; k++)
        state->loss[k] = 0;
    for (size_t i = 0; i < state->matrix->rows; i++) {
        if (state->count[i] == 0)
            gains_change(state, (uint32_t)i, state->row[i].weight);
        else if (state->count[i] == 1)
            state->loss[state->row[i].only - 1] += state->row[i].weight;
    }
}

void cover_state_press(CoverState *state)
{
    if (state->total_weight + (int64_t)state->open_count > HEAVY)
        halve_weights(state);
    for (size_t k = 0; k < state->open_count; k++) {
        state->row[state->open[k]].weight++;
        gains_change(state, state->open[k], 1);
    }
    state->total_weight += (int64_t)state->open_count;
}

/* Least losses of blocks of the chosen; `hidden` does not count. */
static int32_t block_floors(const CoverState *state, size_t hidden)
{
    int32_t least = INT32_MAX;

    for (size_t first = 0, block = 0; first < state->chosen_count; first += BLOCK, block++) {
        size_t end = first + BLOCK < state->chosen_count ? first + BLOCK : state->chosen_count;
        const int32_t *loss = state->loss;
        int32_t floor = INT32_MAX;
        if (hidden >= first && hidden < end)
            for (size_t k = first; k < end; k++)
                floor = k != hidden && loss[k] < floor ? loss[k] : floor;
        else
            for (size_t k = first; k < end; k++)
                floor = loss[k] < floor ? loss[k] : floor;
        state->floors[block] = floor;
        least = floor < least ? floor : least;
    }
    return least;
}

uint32_t cover_state_least_loss(const CoverState *state, uint32_t but)
{
    size_t hidden = but == COVER_NONE ? COVER_NONE : state->place[but];
    int32_t least = block_floors(state, hidden);
    uint32_t best = COVER_NONE;

    if (least == INT32_MAX)
        return COVER_NONE;
    for (size_t first = 0, block = 0; first < state->chosen_count; first += BLOCK, block++) {
        size_t end = first + BLOCK < state->chosen_count ? first + BLOCK : state->chosen_count;
        if (state->floors[block] != least)
            continue;
        for (size_t k = first; k < end; k++) {
            uint32_t column = state->chosen[k];
            if (state->loss[k] == least && k != hidden &&
                (best == COVER_NONE || state->moved[column] < state->moved[best]))
                best = column;
        }
    }
    return best;
}

void cover_state_drop_needless(CoverState *state)
{
    for (size_t k = state->chosen_count; k-- > 0;)
        if (k < state->chosen_count && state->loss[k] == 0)
            cover_state_drop(state, state->chosen[k]);
}

void cover_state_complete(CoverState *state)
{
    const CoverMatrix *matrix = state->matrix;

    while (state->open_count) {
        uint32_t row = state->open[0], best = COVER_NONE;
        for (size_t a = matrix->row_first[row]; a < matrix->row_first[row + 1]; a++) {
            uint32_t column = matrix->columns_of[a];
            if (best == COVER_NONE || state->gain[column] > state->gain[best] ||
                (state->gain[column] == state->gain[best] &&
                 state->moved[column] < state->moved[best]))
                best = column;
        }
        cover_state_add(state, best);
    }
    cover_state_drop_needless(state);
}
