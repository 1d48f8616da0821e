#include "planner/coverage/view_work.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/text.h"
#include "planner/coverage/view_group.h"

enum { ROWS_NAMED = 20, STRIPE_ROWS = 256 };

/* Rows of the table that share a fault. */
typedef struct {
    long *rows;
    size_t count, capacity;
} RowList;

static void row_add(RowList *list, long row)
{
    list->rows = memory_grow(list->rows, list->count, &list->capacity, sizeof *list->rows);
    list->rows[list->count++] = row;
}

static int row_order(const void *left, const void *right)
{
    const long *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

/* "rows 2, 5, 9 and 17 more" */
static void name_rows(Text *out, RowList *list)
{
    qsort(list->rows, list->count, sizeof *list->rows, row_order);
    text_add(out, text_by_number(list->count, "row", "rows"));
    for (size_t i = 0; i < list->count && i < ROWS_NAMED; i++)
        text_printf(out, "%s%ld", i ? ", " : " ", list->rows[i]);
    if (list->count > ROWS_NAMED)
        text_printf(out, " and %zu more", list->count - ROWS_NAMED);
}

static Status refuse_places(const ViewWork *work, RowList *off, RowList *empty, Diag *diag)
{
    const char *surface = heights_path(work->terrain->surface);
    const Box box = grid_box(heights_grid(work->terrain->surface));
    Text where = {0};
    Status status;

    if (off->count) {
        if (work->observers)
            name_rows(&where, off);
        text_printf(&where, "%s outside %s (x %.12g to %.12g, y %.12g to %.12g)",
                    work->observers ? "" : "lies", surface, box.min_x, box.max_x, box.min_y,
                    box.max_y);
    }
    if (empty->count) {
        text_add(&where, off->count ? "; " : "");
        if (work->observers)
            name_rows(&where, empty);
        text_printf(&where, "%s where %s%s has no data", work->observers ? "" : "lies", surface,
                    work->terrain->ground ? " or the ground" : "");
    }
    if (work->observers)
        status =
            diag_fail(diag, ERR_INPUT, "%s: %zu %s no height to stand on: %s; move or remove them",
                      work->observers, off->count + empty->count,
                      text_by_number(off->count + empty->count, "observer has", "observers have"),
                      where.text);
    else
        status = diag_fail(diag, ERR_INPUT,
                           "--at: the eye %s: give X,Y of a place on it, in the raster's CRS",
                           where.text);
    text_release(&where);
    return status;
}

/* Find those without ground. In spatial order, so that blocks of the file are read once. */
static Status find_empty(const ViewWork *work, const Viewpoint *points, size_t count,
                         RowList *empty, Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; i < count && status == OK; i++) {
        bool has = false;
        status = interrupt_check(diag);
        if (status == OK)
            status = terrain_has_ground(work->terrain, points[i].eye.column, points[i].eye.row,
                                        &has, diag);
        if (status == OK && !has)
            row_add(empty, points[i].row);
    }
    return status;
}

Status view_work_place(const ViewWork *work, const ObserverList *observers, Viewpoint **out,
                       Diag *diag)
{
    const Grid *grid = heights_grid(work->terrain->surface);
    Viewpoint *points = memory_new(observers->count + 1, sizeof *points);
    RowList off = {0}, empty = {0};
    size_t count = 0;
    Status status;

    for (size_t i = 0; i < observers->count; i++) {
        if (viewpoint_on(&observers->items[i], grid))
            points[count++] = viewpoint_place(&observers->items[i], grid);
        else
            row_add(&off, observers->items[i].row);
    }
    view_group_order(points, &(ViewGroup){.count = count}, STRIPE_ROWS);
    status = find_empty(work, points, count, &empty, diag);
    if (status == OK && (off.count || empty.count))
        status = refuse_places(work, &off, &empty, diag);
    free(off.rows);
    free(empty.rows);
    if (status == OK)
        *out = points;
    else
        free(points);
    return status;
}

Status view_work_room(const ViewWork *work, const CellBox *box, long row, Diag *diag)
{
    const double gib = 1024.0 * 1024.0 * 1024.0;
    size_t bytes = terrain_bytes(work->terrain, box);
    Text who = {0};

    if (bytes <= work->memory)
        return OK;
    if (row)
        text_printf(&who, "%s: row %ld", work->observers, row);
    else
        text_add(&who, "the eye");
    diag_fail(diag, ERR_MEMORY,
              "%s: its range takes the heights of %ld x %ld cells at once, %.3f GB, and --memory "
              "allows %.3f GB: give more, or a smaller --radius",
              who.text, box->columns, box->rows, (double)bytes / gib, (double)work->memory / gib);
    text_release(&who);
    return ERR_MEMORY;
}

Status view_work_canvas(const ViewWork *work, const CellBox *box, DraftCell cell, ViewCanvas *out,
                        Diag *diag)
{
    const bool one_eye = cell == DRAFT_BYTE;
    const DraftShape shape = {
        .cell = cell,
        .grid = grid_window(heights_grid(work->terrain->surface), box),
        .crs = heights_crs(work->terrain->surface),
        .nodata = one_eye ? (double)VIEW_NONE : (double)COUNT_NONE,
        .description = one_eye ? "visible" : "observers that see the cell",
    };

    *out = (ViewCanvas){.box = *box};
    return raster_draft_new(&out->draft, out_file_beside(work->out, "draft.tif"), work->named,
                            &shape, diag);
}

Status view_work_publish(const ViewWork *work, const ViewCanvas *canvas, ViewTotals *totals,
                         Diag *diag)
{
    Status status = view_canvas_totals(canvas, totals, diag);

    return status == OK ? raster_draft_publish(canvas->draft, out_file_temporary(work->out),
                                               omp_get_max_threads(), diag)
                        : status;
}

Status view_work_raise(Viewpoint *point, const Relief *relief, Diag *diag)
{
    double ground = relief_ground_at(relief, point->eye.column, point->eye.row);

    if (isnan(ground))
        return diag_fail(diag, ERR_COMPUTE, "row %ld: the ground under the eye got lost",
                         point->row);
    point->eye.elevation_m = ground + point->height_m;
    return OK;
}

double view_work_farthest_m(const Viewpoint *points, size_t count)
{
    double farthest = 0.0;

    for (size_t i = 0; i < count; i++)
        farthest = fmax(farthest, points[i].eye.range_m);
    return farthest;
}
