/* set_cover.h - the set-cover problem: the cheapest columns that together cover every row.
 *
 * Costs are whole numbers (a plan counts in hundredths of the currency), so that totals and bounds
 * are exact. Reduction gives a smaller problem with the same best cost: rows that another
 * row implies go, columns that another covers as cheaply go, columns that alone cover
 * some row are fixed (Beasley 1987). One thread a problem.
 */
#ifndef PLANNER_SITING_COVER_SET_COVER_H
#define PLANNER_SITING_COVER_SET_COVER_H

#include <stdbool.h>

#include "planner/siting/cover/cover_matrix.h"

#define COVER_COST_MOST UINT32_MAX /* a column */

typedef struct {
    CoverMatrix *matrix; /* owned, with its view by rows */
    int64_t *cost;       /* a column; owned; 0 to COVER_COST_MOST */
} SetCover;

void set_cover_release(SetCover *problem);
bool set_cover_is_unit(const SetCover *problem); /* all costs equal */
int64_t set_cover_cost(const SetCover *problem, const uint32_t *columns, size_t count);

/* A row that no column covers, or problem->matrix->rows. */
size_t set_cover_uncoverable(const SetCover *problem);

typedef struct {
    SetCover left;
    uint32_t *column_id, *row_id; /* of what is left, in the problem that was reduced */
    uint32_t *fixed;              /* columns of that problem which every best choice may hold */
    size_t fixed_count;
    int64_t fixed_cost;
} CoverReduction;

/* Stops looking for more after about `work` arcs were read in one sweep. */
MUST_CHECK Status cover_reduce(CoverReduction *out, const SetCover *problem, uint64_t work,
                               Diag *diag);
void cover_reduction_release(CoverReduction *reduction);

#endif
