/* zone_loss.h - the cells of a table about a zone that loses cover: which, how much, whose. */
#ifndef PLANNER_REPORT_ZONE_LOSS_H
#define PLANNER_REPORT_ZONE_LOSS_H

#include "data/table.h"
#include "planner/audit/failure.h"
#include "planner/report/outcome.h"

/* Their columns, ZONE_LOSS_CELLS of them. */
/* clang-format off */
#define ZONE_LOSS_COLUMNS                                                                     \
    "clause", "category", "zone_id", "zone_name", "key_part", "zone_share", "zone_share_left", \
    "zone_quota", "zone_result", "builder", "supervisor", "duty_clause"
/* clang-format on */
#define ZONE_LOSS_CELLS 12

/* NULL: empty cells. */
void zone_loss_cells(Table *table, const Outcome *outcome, const ZoneLoss *loss);

#endif
