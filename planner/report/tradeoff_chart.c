#include "planner/report/tradeoff_chart.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "planner/report/sheet_head.h"
#include "render/chart.h"

static MapSheet sheet_of(const Outcome *outcome, Arena *arena)
{
    MapSheet sheet = sheet_head(outcome, arena);
    Words narrowed = sheet_narrowed(outcome, arena);

    sheet.subtitle_zh =
        narrowed.zh ? arena_printf(arena, "覆盖率与造价 · %s", narrowed.zh) : "覆盖率与造价";
    sheet.subtitle_en = narrowed.en ? arena_printf(arena, "Share against cost · %s", narrowed.en)
                                    : "Share against cost";
    return sheet;
}

/* A unit of money that keeps the figures of the axis short. */
typedef struct {
    double size;
    const char *zh, *en;
} MoneyUnit;

static MoneyUnit unit_of(const Tradeoff *tradeoff)
{
    double most = 0;

    for (size_t i = 0; i < tradeoff->count; i++)
        most = fmax(most, tradeoff->points[i].cost);
    return most >= 1e6   ? (MoneyUnit){1e6, "百万 ", "million "}
           : most >= 1e3 ? (MoneyUnit){1e3, "千 ", "thousand "}
                         : (MoneyUnit){1, "", ""};
}

static ChartPoint *points_of(const Tradeoff *tradeoff, const MoneyUnit *unit, Arena *arena)
{
    ChartPoint *points = memory_new(tradeoff->count + 1, sizeof *points);

    for (size_t i = 0; i < tradeoff->count; i++) {
        const TradeoffPoint *from = &tradeoff->points[i];
        points[i] = (ChartPoint){.x = from->cost / unit->size,
                                 .y = 100 * from->share,
                                 .least_x = from->lower_bound / unit->size,
                                 .marked = from->kind == TRADEOFF_PLAN};
        if (from->kind == TRADEOFF_QUOTA)
            points[i].label = arena_printf(arena, "%g %%", 100 * from->quota);
        if (from->kind == TRADEOFF_PLAN)
            points[i].label = arena_printf(arena, "%.1f %%, %.4g", points[i].y, points[i].x);
    }
    return points;
}

Status tradeoff_chart_write(const Outcome *outcome, OutFolder *out, Diag *diag)
{
    Arena *arena = arena_new();
    const char *currency = outcome->project->costs.currency;
    const MoneyUnit unit = unit_of(outcome->tradeoff);
    MapSheet sheet = sheet_of(outcome, arena);
    ChartPoint *points = points_of(outcome->tradeoff, &unit, arena);
    const Chart chart = {
        .points = points,
        .count = outcome->tradeoff->count,
        .y_most = 100,
        .x_axis = {arena_printf(arena, "造价（%s%s）", unit.zh, currency),
                   arena_printf(arena, "Cost (%s%s)", unit.en, currency)},
        .y_axis = {"应建面积覆盖率（%）", "Mandated weight covered (%)"},
        .curve = {"不同配额下的方案", "Plans by quota of each place"},
        .least = {"已证明的造价下限", "Proven: no plan costs less"},
        .mark = {"本方案", "The project's plan"},
        .note = {"各点旁为每处场所应达到的覆盖率（plan.quota）；100 % 指所有可覆盖之处。数据见 "
                 "tradeoff.csv。",
                 "Beside each point the share that every place must reach (plan.quota); 100 % is "
                 "all that can be covered. Figures: tradeoff.csv."}};
    char *pdf = memory_text(out_folder_file(out, "maps/tradeoff.pdf"));
    char *svg = memory_text(out_folder_file(out, "maps/tradeoff.svg"));
    char *png = memory_text(out_folder_file(out, "maps/tradeoff.png"));
    Status status = chart_write(&sheet, &chart, (SheetFiles){pdf, svg, png}, diag);

    free(pdf);
    free(svg);
    free(png);
    free(points);
    arena_free(arena);
    return status;
}
