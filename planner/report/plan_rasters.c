#include "planner/report/plan_rasters.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/raster.h"

#define NOTHING 65535

/* Call `paint` with each cell of the demand grid that a point stands for: one for
 * street demand, a block for the coarser long-range demand. */
typedef void (*Paint)(size_t at, const DemandPoint *point, void *context);

static void each_cell(const Demand *demand, Paint paint, void *context)
{
    const Grid *grid = &demand->grid;

    for (size_t i = 0; i < demand->point_count; i++) {
        const DemandPoint *point = &demand->points[i];
        double x = demand->origin_x + (double)point->x, y = demand->origin_y + (double)point->y;
        double half =
            point->use == USE_STREET ? 0.0 : fmax(0.0, (demand->long_grid.dx_m - grid->dx_m) / 2);
        int c0 = grid_column(grid, x - half + 1e-6), c1 = grid_column(grid, x + half + 1e-6);
        int r0 = grid_row(grid, y + half + 1e-6), r1 = grid_row(grid, y - half + 1e-6);
        for (int r = r0; r <= r1; r++)
            for (int c = c0; c <= c1; c++)
                if (grid_has(grid, c, r))
                    paint(grid_at(grid, c, r), point, context);
    }
}

typedef struct {
    const Outcome *outcome;
    const Coverage *last;
    float *best;
    uint16_t *count;
    uint8_t *classes;
} Canvas;

static void paint_values(size_t at, const DemandPoint *point, void *context)
{
    Canvas *canvas = context;

    for (uint32_t c = point->first; c < point->first + point->count; c++) {
        float px = canvas->last->best_px_per_m[c];
        if (isnan(canvas->best[at]) || px > canvas->best[at])
            canvas->best[at] = px;
        if (canvas->last->count[c] < canvas->count[at])
            canvas->count[at] = canvas->last->count[c];
    }
}

/* What its cells are; that the figure behind them is no law; and whether the pack is in force. */
static char *description_of(const Outcome *outcome, const char *what)
{
    Text out = {0};

    text_add(&out, what);
    if (outcome_remark(outcome))
        text_printf(&out, "; rule pack %s", outcome_remark(outcome));
    return out.text;
}

static void paint_class(size_t at, const DemandPoint *point, void *context)
{
    Canvas *canvas = context;

    for (uint32_t c = point->first; c < point->first + point->count; c++) {
        uint8_t class = canvas->outcome->before->cause[c] == CAUSE_COVERED ? 0
                        : canvas->last->cause[c] == CAUSE_COVERED          ? 1
                                                                           : 2;
        if (canvas->classes[at] == 255 || class > canvas->classes[at])
            canvas->classes[at] = class;
    }
}

Status plan_rasters_write(const Outcome *outcome, const char *coverage_path, const char *count_path,
                          Diag *diag)
{
    const Grid *grid = &outcome->demand->grid;
    size_t cells = grid_cells(grid);
    Canvas canvas = {.outcome = outcome,
                     .last = outcome->after ? outcome->after : outcome->before,
                     .best = memory_try(cells, sizeof *canvas.best),
                     .count = memory_try(cells, sizeof *canvas.count)};
    char *coverage_words = description_of(outcome, "best pixel density, px/m");
    char *count_words = description_of(outcome, "cameras that meet the requirement: px/m of the "
                                                "zones, planning parameters, not law");
    Status status = OK;

    if (canvas.best && canvas.count)
        for (size_t i = 0; i < cells; i++) {
            canvas.best[i] = NAN;
            canvas.count[i] = NOTHING;
        }
    else
        status = diag_fail(diag, ERR_MEMORY,
                           "no memory for coverage.tif of %d x %d cells; raise demand.cell_m",
                           grid->width, grid->height);
    if (status == OK) {
        each_cell(outcome->demand, paint_values, &canvas);
        status = raster_write_float(coverage_path, grid, outcome->scene->crs, canvas.best,
                                    coverage_words, diag);
    }
    if (status == OK)
        status = raster_write_count(count_path, grid, outcome->scene->crs, canvas.count, NOTHING,
                                    count_words, diag);
    free(canvas.best);
    free(canvas.count);
    free(coverage_words);
    free(count_words);
    return status;
}

uint8_t *plan_classes_make(const Outcome *outcome)
{
    size_t cells = grid_cells(&outcome->demand->grid);
    Canvas canvas = {.outcome = outcome,
                     .last = outcome->after ? outcome->after : outcome->before,
                     .classes = memory_new(cells, 1)};

    for (size_t i = 0; i < cells; i++)
        canvas.classes[i] = 255;
    each_cell(outcome->demand, paint_class, &canvas);
    return canvas.classes;
}
