#include "planner/siting/quota/quota_fill.h"

#include <stdlib.h>

#include "base/memory.h"

enum { LOOK_UP_EVERY = 256 };
static const double LEAST_GAIN = 1e-9;

/* One run. */
typedef struct {
    QuotaFill *fill;
    QuotaState *state;
    const QuotaWish *wish;
    bool too_dear;
} Run;

void quota_fill_init(QuotaFill *out, const QuotaCover *cover)
{
    size_t columns = cover->matrix->columns + 1;

    *out = (QuotaFill){.cover = cover};
    out->site_first = memory_new(cover->site_count + 2, sizeof *out->site_first);
    out->gain = memory_new(columns, sizeof *out->gain);
    out->factor = memory_new(columns, sizeof *out->factor);
    out->listed = memory_new(columns, sizeof *out->listed);
    for (size_t j = 0; j < cover->matrix->columns; j++)
        out->site_first[cover->site[j] + 1] = j + 1;
    for (size_t s = 1; s <= cover->site_count; s++)
        if (out->site_first[s] < out->site_first[s - 1])
            out->site_first[s] = out->site_first[s - 1];
}

void quota_fill_release(QuotaFill *fill)
{
    free(fill->site_first);
    free(fill->gain);
    free(fill->factor);
    free(fill->listed);
    free(fill->heap);
    *fill = (QuotaFill){0};
}

/* --- the heap: most gain a cost on top, of equals the lower id ---------------------- */

static bool before(const QuotaOffer *a, const QuotaOffer *b)
{
    return a->ratio != b->ratio ? a->ratio > b->ratio : a->column < b->column;
}

static void sink(QuotaFill *fill, size_t at)
{
    QuotaOffer *heap = fill->heap, offer = heap[at];

    for (size_t child; (child = 2 * at + 1) < fill->heap_count; at = child) {
        if (child + 1 < fill->heap_count && before(&heap[child + 1], &heap[child]))
            child++;
        if (!before(&heap[child], &offer))
            break;
        heap[at] = heap[child];
    }
    heap[at] = offer;
}

static void append(QuotaFill *fill, QuotaOffer offer)
{
    fill->heap = memory_grow(fill->heap, fill->heap_count, &fill->heap_capacity, sizeof offer);
    fill->heap[fill->heap_count++] = offer;
}

static void push(QuotaFill *fill, QuotaOffer offer)
{
    size_t at = fill->heap_count;

    append(fill, offer);
    for (size_t parent; at > 0 && before(&offer, &fill->heap[parent = (at - 1) / 2]); at = parent)
        fill->heap[at] = fill->heap[parent];
    fill->heap[at] = offer;
}

/* --- what may be gained ------------------------------------------------------------ */

static bool may_take(const Run *run, uint32_t column)
{
    return quota_state_fits(run->state, column) &&
           (run->wish->last_resorts || !run->fill->cover->last_resort[column]) &&
           (!run->wish->among || run->wish->among[column]);
}

static double ratio_of(const Run *run, uint32_t column, double gain)
{
    int64_t price = quota_state_price(run->state, column);

    return gain * (double)run->fill->factor[column] / (double)(price > 1 ? price : 1);
}

static double noise_factor(const QuotaWish *wish)
{
    if (wish->noise <= 0)
        return 1;
    return 1 - wish->noise * (double)(random_bits(wish->random) >> 40) / 16777216.0;
}

static bool skipped(const QuotaWish *wish)
{
    return wish->skip > 0 && (double)(random_bits(wish->random) >> 40) < wish->skip * 16777216.0;
}

/* Every column that covers an open row of worth, with what all its open rows are worth. */
static void list_columns(Run *run)
{
    QuotaFill *fill = run->fill;
    const QuotaCover *cover = fill->cover;
    const CoverMatrix *matrix = cover->matrix;
    const QuotaState *state = run->state;

    fill->listed_count = 0;
    for (uint32_t row = 0; row < matrix->rows; row++) {
        uint32_t zone = cover->zone[row];
        double worth = state->reached[zone] < cover->target[zone] ? cover->zone_price[zone] : 0;
        worth = worth > run->wish->beyond ? worth : run->wish->beyond;
        if (worth <= 0 || state->row[row].worth <= 0)
            continue;
        for (size_t a = matrix->row_first[row]; a < matrix->row_first[row + 1]; a++) {
            uint32_t column = matrix->columns_of[a];
            if (fill->gain[column] == 0)
                fill->listed[fill->listed_count++] = column;
            fill->gain[column] += worth * (double)cover->promise[row];
        }
    }
}

static void fill_heap(Run *run)
{
    QuotaFill *fill = run->fill;

    list_columns(run);
    fill->heap_count = 0;
    fill->round = 1;
    for (size_t k = 0; k < fill->listed_count; k++) {
        uint32_t column = fill->listed[k];
        double gain = fill->gain[column];
        fill->gain[column] = 0;
        if (skipped(run->wish))
            continue;
        fill->factor[column] = (float)noise_factor(run->wish);
        if (may_take(run, column))
            append(fill, (QuotaOffer){ratio_of(run, column, gain), column, 0});
    }
    for (size_t at = fill->heap_count / 2; at-- > 0;)
        sink(fill, at);
}

static void offer(Run *run, uint32_t column)
{
    QuotaFill *fill = run->fill;
    double gain;

    if (!may_take(run, column))
        return;
    gain = quota_state_gain(run->state, column, run->wish->beyond);
    fill->work++;
    if (gain > LEAST_GAIN)
        push(fill, (QuotaOffer){ratio_of(run, column, gain), column, fill->round});
}

/* --- choosing ---------------------------------------------------------------------- */

static void take(Run *run, uint32_t column)
{
    QuotaFill *fill = run->fill;
    uint32_t site = fill->cover->site[column];
    int64_t price = quota_state_price(run->state, column);
    const QuotaSite *of = &fill->cover->sites[site];

    quota_state_add(run->state, column);
    fill->round++;
    if (run->wish->added)
        run->wish->added(run->wish->added_of, column, price);
    if (run->state->on_site[site] != 1 || of->again >= of->first)
        return;
    for (size_t j = fill->site_first[site]; j < fill->site_first[site + 1]; j++)
        if (fill->factor[j] > 0)
            offer(run, (uint32_t)j);
}

static bool enough(const Run *run)
{
    return run->state->lack == 0 && run->wish->beyond <= 0;
}

static void choose(Run *run)
{
    QuotaFill *fill = run->fill;
    const CoverEffort *effort = run->wish->effort;
    uint64_t looked = 0;

    while (fill->heap_count && !enough(run)) {
        QuotaOffer top = fill->heap[0];
        if (effort && looked++ % LOOK_UP_EVERY == 0 && cover_effort_over(effort))
            return;
        fill->heap[0] = fill->heap[--fill->heap_count];
        if (fill->heap_count)
            sink(fill, 0);
        if (!may_take(run, top.column))
            continue;
        if (top.round != fill->round) {
            offer(run, top.column);
        } else if (run->state->cost + quota_state_price(run->state, top.column) >
                   run->wish->budget) {
            run->too_dear = true; /* a later one may be cheaper */
        } else {
            take(run, top.column);
        }
    }
}

bool quota_fill_run(QuotaFill *fill, QuotaState *state, const QuotaWish *wish)
{
    Run run = {fill, state, wish, false};

    if (enough(&run))
        return false;
    fill_heap(&run);
    choose(&run);
    for (size_t k = 0; k < fill->listed_count; k++)
        fill->factor[fill->listed[k]] = 0;
    return run.too_dear;
}

/* --- dropping ---------------------------------------------------------------------- */

typedef struct {
    int64_t cost;
    uint32_t column;
    bool last_resort;
} Dear;

static int dear_order(const void *left, const void *right)
{
    const Dear *a = left, *b = right;

    if (a->last_resort != b->last_resort)
        return a->last_resort ? -1 : 1;
    if (a->cost != b->cost)
        return a->cost > b->cost ? -1 : 1;
    return (a->column < b->column) - (a->column > b->column);
}

void quota_fill_trim(QuotaFill *fill, QuotaState *state, const QuotaAim *aim, const uint8_t *among)
{
    Dear *order = memory_new(state->chosen_count + 1, sizeof *order);
    size_t count = 0;

    for (size_t k = 0; k < state->chosen_count; k++) {
        uint32_t column = state->chosen[k];
        const QuotaSite *site = &fill->cover->sites[fill->cover->site[column]];
        int64_t pole = state->on_site[fill->cover->site[column]] > 1 ? site->again : site->first;
        if (!among || among[column])
            order[count++] =
                (Dear){fill->cover->cost[column] + pole, column, fill->cover->last_resort[column]};
    }
    if (count)
        qsort(order, count, sizeof *order, dear_order);
    for (size_t k = 0; k < count; k++) {
        int64_t before = quota_state_energy(state, aim);
        quota_state_drop(state, order[k].column);
        if (quota_state_energy(state, aim) >= before)
            quota_state_add(state, order[k].column);
    }
    free(order);
}
