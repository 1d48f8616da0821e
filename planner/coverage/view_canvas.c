#include "planner/coverage/view_canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "planner/coverage/viewshed/field.h"

enum { STRIP_ROWS = 256 }; /* rows of tiles of the draft */

static size_t cell_bytes(const ViewCanvas *canvas)
{
    return raster_draft_shape(canvas->draft)->cell == DRAFT_BYTE ? sizeof(uint8_t)
                                                                 : sizeof(uint32_t);
}

/* `part` as the draft counts its cells. */
static CellBox on_draft(const ViewCanvas *canvas, CellBox part)
{
    part.column -= canvas->box.column;
    part.row -= canvas->box.row;
    return part;
}

/* The next strip of `box` that ends where tiles of the draft do. False after the last. */
static bool next_strip(const ViewCanvas *canvas, const CellBox *box, CellBox *strip)
{
    long end = box->row + box->rows, tile_row;

    strip->row = strip->rows ? strip->row + strip->rows : box->row;
    strip->column = box->column;
    strip->columns = box->columns;
    tile_row = (strip->row - canvas->box.row) % STRIP_ROWS;
    strip->rows = STRIP_ROWS - tile_row;
    if (strip->row + strip->rows > end)
        strip->rows = end - strip->row;
    return strip->rows > 0;
}

/* The next strip of the whole canvas and its cells. False after the last, or with `*status`. */
static bool read_strip(const ViewCanvas *canvas, CellBox *strip, void *cells, Status *status,
                       Diag *diag)
{
    CellBox there;

    if (*status != OK || !next_strip(canvas, &canvas->box, strip))
        return false;
    there = on_draft(canvas, *strip);
    *status = interrupt_check(diag);
    if (*status == OK)
        *status = raster_draft_read(canvas->draft, &there, cells, diag);
    return *status == OK;
}

static void *strip_cells(const ViewCanvas *canvas, const CellBox *box)
{
    return memory_new((size_t)box->columns * STRIP_ROWS, cell_bytes(canvas));
}

/* Is there a cell without data in `part` of the strip? */
static bool has_holes(const CellBox *part, const CellBox *strip, const float *heights)
{
    for (long row = part->row; heights && row < part->row + part->rows; row++) {
        const float *line = heights + (row - strip->row) * strip->columns - strip->column;
        for (long column = part->column; column < part->column + part->columns; column++)
            if (isnan(line[column]))
                return true;
    }
    return false;
}

static void put_holes(const ViewCanvas *canvas, const CellBox *part, const CellBox *strip,
                      const float *heights, void *cells)
{
    uint8_t *bytes = cells;
    uint32_t *counts = cells;
    const bool one_eye = cell_bytes(canvas) == 1;
    size_t at = 0;

    for (long row = part->row; heights && row < part->row + part->rows; row++) {
        const float *line = heights + (row - strip->row) * strip->columns - strip->column;
        for (long column = part->column; column < part->column + part->columns; column++, at++) {
            if (isnan(line[column]) && one_eye)
                bytes[at] = VIEW_NONE;
            else if (isnan(line[column]))
                counts[at] = COUNT_NONE;
        }
    }
}

Status view_canvas_mark(void *context, const CellBox *strip, const float *surface,
                        const float *ground, Diag *diag)
{
    ViewCanvas *canvas = context;
    CellBox part = cell_box_meet(*strip, canvas->box), there = on_draft(canvas, part);
    void *cells;
    Status status;

    progress_step();
    canvas->holes |= has_holes(strip, strip, surface) || has_holes(strip, strip, ground);
    if (!cell_box_cells(&part) ||
        !(has_holes(&part, strip, surface) || has_holes(&part, strip, ground)))
        return OK;
    cells = memory_new(cell_box_cells(&part), cell_bytes(canvas));
    status = raster_draft_read(canvas->draft, &there, cells, diag);
    if (status == OK) {
        put_holes(canvas, &part, strip, surface, cells);
        put_holes(canvas, &part, strip, ground, cells);
        status = raster_draft_write(canvas->draft, &there, cells, diag);
    }
    free(cells);
    return status;
}

/* What a strip of the raster counts, by rows; false when all are 0. */
static bool count_strip(const ViewCount *count, const CellBox *strip, uint32_t *counts)
{
    bool any = false;

    for (long i = 0; i < strip->rows; i++) {
        uint32_t *line = counts + i * strip->columns;
        if (view_count_row(count, strip->row + i - view_count_box(count)->row, line))
            any = true;
        else
            memset(line, 0, (size_t)strip->columns * sizeof *line);
    }
    return any;
}

Status view_canvas_add(ViewCanvas *canvas, const ViewCount *count, Diag *diag)
{
    const CellBox *box = view_count_box(count);
    uint32_t *counts = strip_cells(canvas, box), *sums = strip_cells(canvas, box);
    CellBox strip = {0};
    Status status = OK;

    while (status == OK && next_strip(canvas, box, &strip)) {
        CellBox there = on_draft(canvas, strip);
        if (!count_strip(count, &strip, counts))
            continue;
#pragma omp critical(view_canvas)
        {
            status = raster_draft_read(canvas->draft, &there, sums, diag);
            for (size_t i = 0; i < cell_box_cells(&strip); i++)
                sums[i] += counts[i];
            if (status == OK)
                status = raster_draft_write(canvas->draft, &there, sums, diag);
        }
    }
    free(counts);
    free(sums);
    return status;
}

/* One row of what one eye sees, over what has been marked. */
static void show_row(const ViewCanvas *canvas, const VisibleCells *cells, const ViewshedEye *eye,
                     long row, uint8_t *line)
{
    const Grid *grid = &raster_draft_shape(canvas->draft)->grid;
    const Field field = field_of(eye);
    double north = (eye->row - (double)row) * grid->dy_m;

    for (long i = 0; i < canvas->box.columns; i++) {
        long column = canvas->box.column + i;
        double east = ((double)column - eye->column) * grid->dx_m;
        if (line[i] == VIEW_NONE)
            continue;
        if (visible_cell(cells, column, row))
            line[i] = VIEW_SEEN;
        else
            line[i] = field_in_range(&field, east, north) ? VIEW_HIDDEN : VIEW_NONE;
    }
}

Status view_canvas_show(ViewCanvas *canvas, const VisibleCells *cells, const ViewshedEye *eye,
                        Diag *diag)
{
    uint8_t *lines = strip_cells(canvas, &canvas->box);
    CellBox strip = {0};
    Status status = OK;

    while (read_strip(canvas, &strip, lines, &status, diag)) {
        CellBox there = on_draft(canvas, strip);
#pragma omp parallel for schedule(static)
        for (long i = 0; i < strip.rows; i++)
            show_row(canvas, cells, eye, strip.row + i, lines + i * strip.columns);
        status = raster_draft_write(canvas->draft, &there, lines, diag);
    }
    free(lines);
    return status;
}

static void count_cells(const ViewCanvas *canvas, const void *cells, size_t count, ViewTotals *out)
{
    const uint8_t *bytes = cells;
    const uint32_t *counts = cells;
    const bool one_eye = cell_bytes(canvas) == 1;

    for (size_t i = 0; i < count; i++) {
        uint32_t value = one_eye ? bytes[i] : counts[i];
        if (value == (one_eye ? VIEW_NONE : COUNT_NONE))
            continue;
        out->cells++;
        out->seen += value > 0;
        out->most = value > out->most ? value : out->most;
    }
}

Status view_canvas_totals(const ViewCanvas *canvas, ViewTotals *out, Diag *diag)
{
    void *cells = strip_cells(canvas, &canvas->box);
    CellBox strip = {0};
    Status status = OK;

    *out = (ViewTotals){0};
    while (read_strip(canvas, &strip, cells, &status, diag))
        count_cells(canvas, cells, cell_box_cells(&strip), out);
    free(cells);
    return status;
}
