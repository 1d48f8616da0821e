/* cover_state.h - a choice of columns, and what one more or one less would change.
 *
 * Every row has a weight. gain[j] of a column that is not chosen is the weight of the
 * open (uncovered) rows that it would cover; the loss of a chosen column is the weight of
 * the rows that it alone covers. Losses lie in the order of the chosen list, so that the
 * least is found by one sweep. Of each row are kept the count of the chosen columns that cover it
 * and the XOR of their ids: when one is left, the XOR is its id. So gains change
 * only when a count goes from 0 to 1 or back, losses in constant time between 1 and 2
 * (Su et al. 2021, after Gao et al. 2015). One thread.
 */
#ifndef PLANNER_SITING_COVER_COVER_STATE_H
#define PLANNER_SITING_COVER_COVER_STATE_H

#include <stdbool.h>

#include "planner/siting/cover/cover_matrix.h"

#define COVER_NONE UINT32_MAX

typedef struct {
    uint32_t only; /* 1 + place of the one chosen column that covers the row; 0: none or several */
    int32_t weight;
} CoverRow;

typedef struct {
    const CoverMatrix *matrix; /* with its view by rows */
    CoverRow *row;
    uint32_t *count, *mix; /* a row: chosen columns that cover it, XOR of their ids */
    int32_t *gain;         /* a column; 0 for the chosen */
    uint32_t *chosen;      /* columns, in no order */
    size_t chosen_count;
    int32_t *loss;   /* beside `chosen` */
    int32_t *floors; /* scratch: least losses of blocks of it */
    uint32_t *place; /* of a column in `chosen`, or COVER_NONE */
    uint32_t *open;  /* uncovered rows, in no order */
    size_t open_count;
    uint32_t *open_place;
    uint64_t *moved; /* a column: the step that chose or dropped it last */
    uint64_t step;
    int64_t total_weight; /* of all rows */
} CoverState;

/* Nothing chosen, all weights 1. */
void cover_state_init(CoverState *out, const CoverMatrix *matrix);
void cover_state_release(CoverState *state);

void cover_state_add(CoverState *state, uint32_t column);
void cover_state_drop(CoverState *state, uint32_t column);

/* Weights of all open rows grow by one. Halves all weights before they grow out of range. */
void cover_state_press(CoverState *state);

/* Cover what is open by the column of most gain, the oldest of equals; then drop what is needless.
 * Every row must have a column. */
void cover_state_complete(CoverState *state);
void cover_state_drop_needless(CoverState *state);

/* The chosen column of least loss, the oldest of equals; `but` is left out. COVER_NONE: none. */
uint32_t cover_state_least_loss(const CoverState *state, uint32_t but);

#endif
