#include "planner/siting/quota/quota_window.h"

#include <stdlib.h>

#include "base/memory.h"

/* --- a worker ---------------------------------------------------------------------- */

static uint32_t *numbers_new(size_t count)
{
    uint32_t *numbers = memory_new(count + 1, sizeof *numbers);

    for (size_t i = 0; i <= count; i++)
        numbers[i] = QUOTA_NONE;
    return numbers;
}

void quota_worker_init(QuotaWorker *out, const QuotaCover *cover)
{
    const CoverMatrix *matrix = cover->matrix;

    *out = (QuotaWorker){0};
    quota_state_init(&out->state, cover);
    out->row_number = numbers_new(matrix->rows);
    out->column_number = numbers_new(matrix->columns);
    out->zone_number = numbers_new(cover->zone_count);
    out->station_number = numbers_new(cover->station_count);
    out->site_number = numbers_new(cover->site_count);
    out->slot_number = numbers_new(cover->slot_count);
    out->rows = memory_new(matrix->rows + 1, sizeof *out->rows);
    out->columns = memory_new(matrix->columns + 1, sizeof *out->columns);
    out->zones = memory_new(cover->zone_count + 1, sizeof *out->zones);
    out->stations = memory_new(cover->station_count + 1, sizeof *out->stations);
    out->sites = memory_new(cover->site_count + 1, sizeof *out->sites);
    out->slots = memory_new(cover->slot_count + 1, sizeof *out->slots);
}

void quota_worker_release(QuotaWorker *worker)
{
    quota_state_release(&worker->state);
    free(worker->row_number);
    free(worker->column_number);
    free(worker->zone_number);
    free(worker->station_number);
    free(worker->site_number);
    free(worker->slot_number);
    free(worker->rows);
    free(worker->columns);
    free(worker->zones);
    free(worker->stations);
    free(worker->sites);
    free(worker->slots);
}

/* --- cutting ----------------------------------------------------------------------- */

/* A thing of the large problem and its number in the small one: the next free on first sight. */
static uint32_t number(uint32_t *numbers, uint32_t *list, size_t *count, uint32_t thing)
{
    if (numbers[thing] == QUOTA_NONE) {
        numbers[thing] = (uint32_t)*count;
        list[(*count)++] = thing;
    }
    return numbers[thing];
}

static void forget(uint32_t *numbers, const uint32_t *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        numbers[list[i]] = QUOTA_NONE;
}

static bool wanted(const QuotaWorker *worker, uint32_t row)
{
    return worker->beyond ? worker->state.row[row].worth > 0
                          : quota_state_wanted(&worker->state, row);
}

static bool barred(const QuotaWorker *worker, uint32_t column)
{
    return worker->barred && worker->barred[column];
}

/* What the window's columns leave open, and who could cover it. */
static size_t find_columns(QuotaWorker *worker, const uint32_t *members, size_t count)
{
    const QuotaState *state = &worker->state;
    const CoverMatrix *matrix = state->cover->matrix;
    size_t columns = 0, rows = 0;

    for (size_t k = 0; k < count; k++) {
        if (!barred(worker, members[k]))
            (void)number(worker->column_number, worker->columns, &columns, members[k]);
        for (size_t a = matrix->first[members[k]]; a < matrix->first[members[k] + 1]; a++)
            if (wanted(worker, matrix->rows_of[a]))
                (void)number(worker->row_number, worker->rows, &rows, matrix->rows_of[a]);
    }
    for (size_t i = 0; i < rows; i++) {
        uint32_t row = worker->rows[i];
        for (size_t a = matrix->row_first[row]; a < matrix->row_first[row + 1]; a++)
            if (worker->column_number[matrix->columns_of[a]] == QUOTA_NONE &&
                !barred(worker, matrix->columns_of[a]) &&
                quota_state_fits(state, matrix->columns_of[a]))
                (void)number(worker->column_number, worker->columns, &columns,
                             matrix->columns_of[a]);
    }
    forget(worker->row_number, worker->rows, rows);
    return columns;
}

static int by_id(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

/* What the small problem has of each kind. */
typedef struct {
    size_t columns, rows, zones, stations, sites, slots, arcs;
} Extent;

/* Number everything that the columns touch, in order of the columns. */
static Extent number_all(QuotaWorker *worker, size_t columns)
{
    const QuotaCover *cover = worker->state.cover;
    const CoverMatrix *matrix = cover->matrix;
    Extent n = {.columns = columns};

    qsort(worker->columns, columns, sizeof *worker->columns, by_id);
    for (size_t j = 0; j < columns; j++) {
        uint32_t column = worker->columns[j];
        worker->column_number[column] = (uint32_t)j;
        (void)number(worker->site_number, worker->sites, &n.sites, cover->site[column]);
        (void)number(worker->slot_number, worker->slots, &n.slots, cover->slot[column]);
        for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++) {
            uint32_t row = matrix->rows_of[a];
            if (!wanted(worker, row))
                continue;
            n.arcs++;
            (void)number(worker->row_number, worker->rows, &n.rows, row);
            (void)number(worker->zone_number, worker->zones, &n.zones, cover->zone[row]);
            if (cover->station[row] != QUOTA_NO_STATION)
                (void)number(worker->station_number, worker->stations, &n.stations,
                             cover->station[row]);
        }
    }
    return n;
}

/* Rows of a zone side by side, as gains are counted zone by zone. */
static void sort_rows(QuotaWorker *worker, const Extent *n)
{
    const QuotaCover *cover = worker->state.cover;
    size_t *first = memory_new(n->zones + 2, sizeof *first);
    uint32_t *rows = memory_new(n->rows + 1, sizeof *rows);

    for (size_t i = 0; i < n->rows; i++)
        first[worker->zone_number[cover->zone[worker->rows[i]]] + 1]++;
    for (size_t z = 0; z < n->zones; z++)
        first[z + 1] += first[z];
    for (size_t i = 0; i < n->rows; i++)
        rows[first[worker->zone_number[cover->zone[worker->rows[i]]]]++] = worker->rows[i];
    for (size_t i = 0; i < n->rows; i++) {
        worker->rows[i] = rows[i];
        worker->row_number[rows[i]] = (uint32_t)i;
    }
    free(first);
    free(rows);
}

static void copy_matrix(QuotaWindow *window, const QuotaWorker *worker, size_t columns)
{
    const CoverMatrix *matrix = worker->state.cover->matrix;
    size_t at = 0;

    for (size_t j = 0; j < columns; j++) {
        uint32_t column = worker->columns[j];
        window->columns[j] = column;
        for (size_t a = matrix->first[column]; a < matrix->first[column + 1]; a++)
            if (worker->row_number[matrix->rows_of[a]] != QUOTA_NONE)
                window->matrix->rows_of[at++] = worker->row_number[matrix->rows_of[a]];
        window->matrix->first[j + 1] = at;
    }
}

/* The rows of every column ascending, by way of the view by rows. */
static void sort_columns(CoverMatrix *matrix)
{
    size_t *next = memory_new(matrix->columns + 1, sizeof *next);

    for (size_t j = 0; j < matrix->columns; j++)
        next[j] = matrix->first[j];
    for (size_t i = 0; i < matrix->rows; i++)
        for (size_t a = matrix->row_first[i]; a < matrix->row_first[i + 1]; a++)
            matrix->rows_of[next[matrix->columns_of[a]]++] = (uint32_t)i;
    free(next);
}

static void copy_rows(QuotaCover *small, const QuotaWorker *worker, const Extent *n)
{
    const QuotaState *state = &worker->state;
    const QuotaCover *cover = state->cover;

    for (size_t i = 0; i < n->rows; i++) {
        uint32_t row = worker->rows[i];
        small->weight[i] = cover->weight[row];
        small->want[i] = (uint16_t)(cover->want[row] - state->have[row]);
        small->zone[i] = worker->zone_number[cover->zone[row]];
        if (cover->station[row] != QUOTA_NO_STATION)
            small->station[i] = worker->station_number[cover->station[row]];
    }
    for (size_t z = 0; z < n->zones; z++) {
        small->target[z] = cover->target[worker->zones[z]] - state->reached[worker->zones[z]];
        small->zone_price[z] = cover->zone_price[worker->zones[z]];
    }
    for (size_t s = 0; s < n->stations; s++) {
        const QuotaStation *station = &cover->stations[worker->stations[s]];
        small->stations[s] = (QuotaStation){
            station->weight, station->need - state->station_have[worker->stations[s]],
            worker->zone_number[station->zone]};
    }
}

static void copy_columns(QuotaCover *small, const QuotaWorker *worker, const Extent *n)
{
    const QuotaState *state = &worker->state;
    const QuotaCover *cover = state->cover;

    small->slot_count = n->slots;
    for (size_t j = 0; j < n->columns; j++) {
        uint32_t column = worker->columns[j];
        small->cost[j] = cover->cost[column];
        small->last_resort[j] = cover->last_resort[column];
        small->site[j] = worker->site_number[cover->site[column]];
        small->slot[j] = worker->slot_number[cover->slot[column]];
    }
    for (size_t s = 0; s < n->sites; s++) {
        QuotaSite site = cover->sites[worker->sites[s]];
        uint16_t there = state->on_site[worker->sites[s]];
        if (there)
            site.first = site.again;
        site.room = (uint16_t)(site.room - there);
        small->sites[s] = site;
    }
}

static void forget_all(QuotaWorker *worker, const Extent *n)
{
    forget(worker->column_number, worker->columns, n->columns);
    forget(worker->row_number, worker->rows, n->rows);
    forget(worker->zone_number, worker->zones, n->zones);
    forget(worker->station_number, worker->stations, n->stations);
    forget(worker->site_number, worker->sites, n->sites);
    forget(worker->slot_number, worker->slots, n->slots);
}

Status quota_window_cut(QuotaWindow *out, QuotaWorker *worker, const uint32_t *members,
                        size_t count, bool beyond, Diag *diag)
{
    Extent n;
    Status status;

    *out = (QuotaWindow){.start = memory_new(count + 1, sizeof *out->start)};
    worker->beyond = beyond;
    for (size_t k = 0; k < count; k++)
        quota_state_drop(&worker->state, members[k]);
    out->outside_cost = worker->state.cost;
    n = number_all(worker, find_columns(worker, members, count));
    sort_rows(worker, &n);
    status = cover_matrix_new(&out->matrix, n.columns, n.rows, n.arcs, diag);
    if (status == OK) {
        out->columns = memory_new(n.columns + 1, sizeof *out->columns);
        copy_matrix(out, worker, n.columns);
        status = cover_matrix_by_rows(out->matrix, diag);
        if (status == OK)
            sort_columns(out->matrix);
    }
    if (status == OK) {
        quota_cover_init(&out->cover, out->matrix, n.zones, n.stations, n.sites);
        copy_rows(&out->cover, worker, &n);
        copy_columns(&out->cover, worker, &n);
        quota_cover_promise(&out->cover);
        for (size_t k = 0; k < count; k++)
            if (!barred(worker, members[k]))
                out->start[out->start_count++] = worker->column_number[members[k]];
    }
    forget_all(worker, &n);
    for (size_t k = 0; k < count; k++)
        quota_state_add(&worker->state, members[k]);
    return status;
}

void quota_window_release(QuotaWindow *window)
{
    quota_cover_release(&window->cover);
    cover_matrix_free(window->matrix);
    free(window->columns);
    free(window->start);
    *window = (QuotaWindow){0};
}
