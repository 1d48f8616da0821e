/* quota_state.h - a choice of columns, and how far it brings every zone.
 *
 * Adding or dropping a column takes one walk over its rows. Choices are compared by
 * quota_state_energy(): first what all zones lack, then last resorts, then cost; with a price
 * on what lies beyond the targets also that. One thread.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_STATE_H
#define PLANNER_SITING_QUOTA_QUOTA_STATE_H

#include <stdbool.h>

#include "planner/siting/quota/quota_cover.h"

#define QUOTA_NONE UINT32_MAX

/* What makes one choice better than another. */
typedef struct {
    int64_t lack;   /* a weight that some zone lacks costs so much */
    int64_t last;   /* a column of last resort */
    int64_t beyond; /* a weight beyond a target is worth so much; 0: nothing */
    int64_t budget; /* costs may not exceed it; INT64_MAX: they may */
} QuotaAim;

/* What a row would bring its zone: its promise while it is open, else 0. */
typedef struct {
    float worth;
    uint32_t zone;
} QuotaRow;

typedef struct {
    const QuotaCover *cover;
    QuotaRow *row;
    size_t *station_first; /* stations + 1 in `station_rows` */
    uint32_t *station_rows;
    uint16_t *have;        /* a row */
    int64_t *station_have; /* a station */
    int64_t *reached;      /* a zone */
    uint16_t *on_site;
    uint32_t *in_slot; /* the column there, or QUOTA_NONE */
    uint32_t *chosen;  /* in no order */
    size_t chosen_count;
    uint32_t *place; /* of a column in `chosen`, or QUOTA_NONE */
    int64_t lack, beyond, cost;
    size_t last_count;
    /* Scratch of one sum over zones. */
    double *zone_sum;
    uint32_t *touched;
} QuotaState;

/* Nothing chosen. */
void quota_state_init(QuotaState *out, const QuotaCover *cover);
void quota_state_release(QuotaState *state);

/* May it be added: its slot free, room on its site? */
bool quota_state_fits(const QuotaState *state, uint32_t column);
/* What adding it would cost now. */
int64_t quota_state_price(const QuotaState *state, uint32_t column);

void quota_state_add(QuotaState *state, uint32_t column);
void quota_state_drop(QuotaState *state, uint32_t column);

/* What it would bring: of every zone at most what it lacks, times its price; what lies beyond
 * counts `beyond` a weight. */
double quota_state_gain(QuotaState *state, uint32_t column, double beyond);

/* The aim of a cover problem: targets before anything, costs then; nothing beyond. */
QuotaAim quota_aim_cover(const QuotaCover *cover);
/* Of a budget: targets, then as much beyond them as it buys. */
QuotaAim quota_aim_budget(const QuotaCover *cover, int64_t budget);
int64_t quota_state_energy(const QuotaState *state, const QuotaAim *aim);

/* Would the row count for something, now that its zone lacks something? */
static inline bool quota_state_wanted(const QuotaState *state, uint32_t row)
{
    uint32_t zone = state->row[row].zone;

    return state->row[row].worth > 0 && state->reached[zone] < state->cover->target[zone];
}

#endif
