#include "planner/siting/quota/quota_state.h"

#include <stdlib.h>

#include "base/memory.h"

static void list_station_rows(QuotaState *state)
{
    const QuotaCover *cover = state->cover;
    size_t *first = memory_new(cover->station_count + 2, sizeof *first);

    for (size_t i = 0; i < cover->matrix->rows; i++)
        if (cover->station[i] != QUOTA_NO_STATION)
            first[cover->station[i] + 2]++;
    for (size_t s = 2; s < cover->station_count + 2; s++)
        first[s] += first[s - 1];
    state->station_rows = memory_new(first[cover->station_count + 1] + 1, sizeof(uint32_t));
    for (size_t i = 0; i < cover->matrix->rows; i++)
        if (cover->station[i] != QUOTA_NO_STATION)
            state->station_rows[first[cover->station[i] + 1]++] = (uint32_t)i;
    state->station_first = first;
}

void quota_state_init(QuotaState *out, const QuotaCover *cover)
{
    size_t zones = cover->zone_count + 1, columns = cover->matrix->columns + 1;

    *out = (QuotaState){.cover = cover};
    out->have = memory_new(cover->matrix->rows + 1, sizeof *out->have);
    out->station_have = memory_new(cover->station_count + 1, sizeof *out->station_have);
    out->reached = memory_new(zones, sizeof *out->reached);
    out->on_site = memory_new(cover->site_count + 1, sizeof *out->on_site);
    out->in_slot = memory_new(cover->slot_count + 1, sizeof *out->in_slot);
    out->chosen = memory_new(columns, sizeof *out->chosen);
    out->place = memory_new(columns, sizeof *out->place);
    out->zone_sum = memory_new(zones, sizeof *out->zone_sum);
    out->touched = memory_new(zones, sizeof *out->touched);
    out->row = memory_new(cover->matrix->rows + 1, sizeof *out->row);
    for (size_t i = 0; i < cover->matrix->rows; i++)
        out->row[i] = (QuotaRow){cover->promise[i], cover->zone[i]};
    list_station_rows(out);
    for (size_t k = 0; k < cover->slot_count; k++)
        out->in_slot[k] = QUOTA_NONE;
    for (size_t j = 0; j < columns; j++)
        out->place[j] = QUOTA_NONE;
    for (size_t z = 0; z < cover->zone_count; z++) {
        out->lack += cover->target[z] > 0 ? cover->target[z] : 0;
        out->beyond += cover->target[z] < 0 ? -cover->target[z] : 0;
    }
}

void quota_state_release(QuotaState *state)
{
    free(state->row);
    free(state->station_first);
    free(state->station_rows);
    free(state->have);
    free(state->station_have);
    free(state->reached);
    free(state->on_site);
    free(state->in_slot);
    free(state->chosen);
    free(state->place);
    free(state->zone_sum);
    free(state->touched);
    *state = (QuotaState){0};
}

bool quota_state_fits(const QuotaState *state, uint32_t column)
{
    const QuotaCover *cover = state->cover;
    uint32_t site = cover->site[column];

    return state->in_slot[cover->slot[column]] == QUOTA_NONE &&
           state->on_site[site] < cover->sites[site].room;
}

int64_t quota_state_price(const QuotaState *state, uint32_t column)
{
    const QuotaSite *site = &state->cover->sites[state->cover->site[column]];

    return state->cover->cost[column] +
           (state->on_site[state->cover->site[column]] ? site->again : site->first);
}

static void reach(QuotaState *state, uint32_t zone, int64_t change)
{
    int64_t over = state->reached[zone] - state->cover->target[zone], now = over + change;

    state->reached[zone] += change;
    state->lack += (now < 0 ? -now : 0) - (over < 0 ? -over : 0);
    state->beyond += (now > 0 ? now : 0) - (over > 0 ? over : 0);
}

/* The rows of a station are of no more use, or of use again. */
static void station_turned(QuotaState *state, uint32_t station, bool covered)
{
    const QuotaCover *cover = state->cover;

    for (size_t k = state->station_first[station]; k < state->station_first[station + 1]; k++) {
        uint32_t row = state->station_rows[k];
        bool open = !covered && state->have[row] < cover->want[row];
        state->row[row].worth = open ? cover->promise[row] : 0;
    }
}

/* The row counts now (sign 1), or no longer (-1). */
static void turn(QuotaState *state, uint32_t row, int64_t sign)
{
    const QuotaCover *cover = state->cover;
    int64_t change = sign * cover->weight[row];

    if (cover->station[row] != QUOTA_NO_STATION) {
        const QuotaStation *station = &cover->stations[cover->station[row]];
        int64_t *have = &state->station_have[cover->station[row]];
        bool before = *have >= station->need;
        *have += change;
        state->row[row].worth = sign > 0 || before ? 0 : cover->promise[row];
        if (before == (*have >= station->need))
            return;
        station_turned(state, cover->station[row], !before);
        change = sign * station->weight;
    } else {
        state->row[row].worth = sign > 0 ? 0 : cover->promise[row];
    }
    reach(state, cover->zone[row], change);
}

void quota_state_add(QuotaState *state, uint32_t column)
{
    const QuotaCover *cover = state->cover;
    const CoverMatrix *matrix = cover->matrix;

    state->cost += quota_state_price(state, column);
    state->last_count += cover->last_resort[column];
    state->on_site[cover->site[column]]++;
    state->in_slot[cover->slot[column]] = column;
    state->place[column] = (uint32_t)state->chosen_count;
    state->chosen[state->chosen_count++] = column;
    for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++) {
        uint32_t row = matrix->rows_of[a];
        if (++state->have[row] == cover->want[row])
            turn(state, row, 1);
    }
}

void quota_state_drop(QuotaState *state, uint32_t column)
{
    const QuotaCover *cover = state->cover;
    const CoverMatrix *matrix = cover->matrix;
    uint32_t place = state->place[column], moved = state->chosen[--state->chosen_count];

    state->on_site[cover->site[column]]--;
    state->cost -= quota_state_price(state, column);
    state->last_count -= cover->last_resort[column];
    state->in_slot[cover->slot[column]] = QUOTA_NONE;
    state->chosen[place] = moved;
    state->place[moved] = place;
    state->place[column] = QUOTA_NONE;
    for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++) {
        uint32_t row = matrix->rows_of[a];
        if (state->have[row]-- == cover->want[row])
            turn(state, row, -1);
    }
}

/* Add what a run of rows of one zone brings to the zone's sum. */
static size_t note(QuotaState *state, uint32_t zone, double sum, size_t touched)
{
    if (sum > 0 && state->zone_sum[zone] == 0)
        state->touched[touched++] = zone;
    if (sum > 0)
        state->zone_sum[zone] += sum;
    return touched;
}

double quota_state_gain(QuotaState *state, uint32_t column, double beyond)
{
    const QuotaCover *cover = state->cover;
    const CoverMatrix *matrix = cover->matrix;
    const QuotaRow *rows = state->row;
    size_t touched = 0, a = matrix->first[column], end = matrix->first[column + 1];
    double gain = 0;

    while (a < end) {
        uint32_t zone = rows[matrix->rows_of[a]].zone;
        double sum = 0;
        for (; a < end && rows[matrix->rows_of[a]].zone == zone; a++)
            sum += (double)rows[matrix->rows_of[a]].worth;
        touched = note(state, zone, sum, touched);
    }
    for (size_t k = 0; k < touched; k++) {
        uint32_t zone = state->touched[k];
        double lack = (double)(cover->target[zone] - state->reached[zone]);
        double sum = state->zone_sum[zone], needed = lack > 0 ? (sum < lack ? sum : lack) : 0;
        gain += cover->zone_price[zone] * needed + beyond * (sum - needed);
        state->zone_sum[zone] = 0;
    }
    return gain;
}

/* --- what is better ---------------------------------------------------------------- */

QuotaAim quota_aim_cover(const QuotaCover *cover)
{
    QuotaAim aim = {.lack = 1, .last = 1, .budget = INT64_MAX};
    int64_t target = 1;

    for (size_t j = 0; j < cover->matrix->columns; j++) {
        const QuotaSite *site = &cover->sites[cover->site[j]];
        int64_t most = cover->cost[j] + (site->first > site->again ? site->first : site->again);
        aim.last = most >= aim.last ? most + 1 : aim.last;
    }
    for (size_t z = 0; z < cover->zone_count; z++)
        target += cover->target[z] > 0 ? cover->target[z] : 0;
    aim.lack = 2 * aim.last;
    if (aim.lack > INT64_MAX / 4 / target)
        aim.lack = INT64_MAX / 4 / target;
    return aim;
}

QuotaAim quota_aim_budget(const QuotaCover *cover, int64_t budget)
{
    QuotaAim aim = quota_aim_cover(cover);

    /* Beyond a target a square metre outweighs a camera, yet far less than a square metre
     * that some zone lacks. */
    aim.beyond = aim.lack / QUOTA_QUANTUM;
    aim.beyond = aim.beyond > 0 ? aim.beyond : 1;
    aim.budget = budget;
    return aim;
}

int64_t quota_state_energy(const QuotaState *state, const QuotaAim *aim)
{
    return state->lack * aim->lack + (int64_t)state->last_count * aim->last -
           state->beyond * aim->beyond + state->cost;
}
