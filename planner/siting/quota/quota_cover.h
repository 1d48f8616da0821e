/* quota_cover.h - set cover with quotas: a placement problem as numbers.
 *
 * Columns are candidate cameras, rows demand cells. A row counts for its zone when
 * as many chosen columns cover it as it wants; of a zone with stations a station's weight
 * counts when the rows in it that count weigh what it needs. A zone lacks what is missing to its
 * target. One column a slot, `room` columns a site; the first column of a site pays more than
 * each later one. What existing cameras do is taken off before: wants, needs and targets are
 * what is left to do.
 *     minimise   sum_j cost_j x_j + sum_s first_s [n_s > 0] + again_s max(0, n_s - 1)
 *     such that  every zone reaches its target
 * Costs are whole hundredths of the currency, weights whole QUOTA_QUANTUM-ths of a square metre
 * (times priority), so sums are exact and the same in any order. Read-only once made.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_COVER_H
#define PLANNER_SITING_QUOTA_QUOTA_COVER_H

#include "planner/siting/cover/cover_matrix.h"

#define QUOTA_QUANTUM 1024
#define QUOTA_COST_UNIT 100
#define QUOTA_NO_STATION UINT32_MAX
#define QUOTA_NEVER UINT16_MAX /* a want: this row can never count */

typedef struct {
    int64_t weight, need; /* need > 0 */
    uint32_t zone;
} QuotaStation;

typedef struct {
    double x, y; /* metres, for who is near whom */
    int64_t first, again;
    uint16_t room;
} QuotaSite;

typedef struct {
    const CoverMatrix *matrix; /* with its view by rows; borrowed */
    int64_t *weight;           /* a row */
    uint16_t *want;            /* a row: 0 counts already, QUOTA_NEVER */
    uint32_t *zone, *station;  /* a row */
    float *promise;            /* a row: what it brings its zone, at most */
    size_t zone_count, station_count, site_count, slot_count;
    int64_t *target; /* a zone */
    QuotaStation *stations;
    uint32_t *site, *slot; /* a column */
    int64_t *cost;         /* a column, without its site */
    uint8_t *last_resort;  /* a column: only for what no other covers */
    QuotaSite *sites;
    double *zone_price; /* a zone: cost a weight that it is worth in greedy choices */
} QuotaCover;

/* Room for a problem on this matrix; all numbers 0, all stations none. */
void quota_cover_init(QuotaCover *out, const CoverMatrix *matrix, size_t zones, size_t stations,
                      size_t sites);
void quota_cover_release(QuotaCover *cover);

/* Once wants, weights, stations and targets are set: what each row promises. A row of a station
 * promises its part of the station's weight. */
void quota_cover_promise(QuotaCover *cover);

/* What a choice costs. */
int64_t quota_cover_cost(const QuotaCover *cover, const uint32_t *columns, size_t count);

#endif
