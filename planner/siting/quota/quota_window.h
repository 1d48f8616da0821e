/* quota_window.h - a few neighbouring chosen columns and all that could replace them, as a
 * problem of its own.
 *
 * The rows that count for nothing without the window's columns, for zones that then lack
 * something; the columns that cover any of these and fit beside what stays. Small enough to lie in
 * the cache, and any number of windows can be worked at at once, each by its own worker.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_WINDOW_H
#define PLANNER_SITING_QUOTA_QUOTA_WINDOW_H

#include "planner/siting/quota/quota_fill.h"

/* A thread's own copy of the choice, and scratch. */
typedef struct {
    QuotaState state;
    bool beyond;           /* of the window being cut */
    const uint8_t *barred; /* a byte a column: not in any window; NULL: all may be */
    uint32_t *row_number, *column_number, *zone_number, *station_number, *site_number, *slot_number;
    uint32_t *rows, *columns, *zones, *stations, *sites, *slots;
} QuotaWorker;

void quota_worker_init(QuotaWorker *out, const QuotaCover *cover);
void quota_worker_release(QuotaWorker *worker);

typedef struct {
    QuotaCover cover; /* the small problem */
    CoverMatrix *matrix;
    uint32_t *columns; /* its columns in the large problem, ascending */
    uint32_t *start;   /* the window's columns in the small problem */
    size_t start_count;
    int64_t outside_cost; /* of what stays */
} QuotaWindow;

/* Cut a window out of the worker's choice, which is left as it was. With `beyond` rows whose zones
 * lack nothing come along too. Of a barred member only what it leaves open does: the window starts
 * without it. ERR_MEMORY. */
MUST_CHECK Status quota_window_cut(QuotaWindow *out, QuotaWorker *worker, const uint32_t *members,
                                   size_t count, bool beyond, Diag *diag);
void quota_window_release(QuotaWindow *window);

#endif
