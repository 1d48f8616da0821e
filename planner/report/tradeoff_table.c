/* tradeoff_table.c - tradeoff.csv: what one more percent costs. */
#include <math.h>

#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"

static const char *const kind_names[] = {
    [TRADEOFF_EXISTING] = "existing", [TRADEOFF_QUOTA] = "quota", [TRADEOFF_PLAN] = "plan"};

/* A percentage point more than the row before; NaN where it covers no more. */
static double cost_of_one_more(const TradeoffPoint *point, const TradeoffPoint *before)
{
    double points = 100 * (point->share - before->share);

    return points > 1e-6 ? (point->cost - before->cost) / points : (double)NAN;
}

static void tradeoff_row(Table *table, const Outcome *outcome, const TradeoffPoint *point,
                         const TradeoffPoint *before)
{
    table_text(table, kind_names[point->kind]);
    table_number(table, point->quota, 3);
    table_text(table, point->kind == TRADEOFF_EXISTING ? NULL : point->met ? "yes" : "no");
    table_number(table, point->share, 6);
    table_number(table, point->cost, 2);
    table_number(table, before ? cost_of_one_more(point, before) : (double)NAN, 2);
    table_number(table, point->lower_bound, 2);
    table_number(
        table, point->cost > 0 ? (point->cost - point->lower_bound) / point->cost : (double)NAN, 4);
    table_integer(table, (long long)point->cameras);
    table_integer(table, (long long)point->poles);
    table_text(table, figure_marks_quota(outcome->marks));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

Status tradeoff_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {"point",
                                          "quota",
                                          "quotas_met",
                                          "covered_share",
                                          "cost",
                                          "cost_of_one_point_more",
                                          "lower_bound",
                                          "gap",
                                          "cameras",
                                          "poles",
                                          "planning_parameters",
                                          "rule_pack",
                                          NULL};
    Table *table = table_new(columns);
    const Tradeoff *tradeoff = outcome->tradeoff;
    Status status;

    for (size_t i = 0; tradeoff && i < tradeoff->count; i++)
        tradeoff_row(table, outcome, &tradeoff->points[i], i ? &tradeoff->points[i - 1] : NULL);
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
