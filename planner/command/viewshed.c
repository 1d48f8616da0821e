/* viewshed.c - the viewsheds of one eye or of many, without a project. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/gdal_quiet.h"
#include "data/table.h"
#include "planner/command/viewshed_wish.h"
#include "planner/coverage/view_many.h"
#include "planner/coverage/view_one.h"

enum { CACHE_BYTES = 16 << 20 }; /* of blocks of the files; the heights are read once */

/* One run, from files to files. */
typedef struct {
    const ViewshedWish *wish;
    Terrain terrain;
    ObserverList observers;
    Viewpoint *points;
    OutFile *out, *counts;
    ViewTotals totals;
} ViewshedRun;

static Status read_terrain(ViewshedRun *run, Diag *diag)
{
    const ViewshedWish *wish = run->wish;
    Status status = terrain_open(&run->terrain, wish->surface, wish->ground, diag);

    if (status == OK && !heights_crs(run->terrain.surface))
        log_warning("%s: the raster has no coordinate reference system; its coordinates are "
                    "taken as metres",
                    wish->surface);
    return status;
}

/* Complete what the table, or --at, says of each observer. */
static Status read_observers(ViewshedRun *run, Diag *diag)
{
    const ViewshedWish *wish = run->wish;
    Status status = OK;

    if (!wish->observers) {
        run->observers.items = memory_new(1, sizeof *run->observers.items);
        run->observers.items[run->observers.count++] = wish->usual;
        return OK;
    }
    status = observers_read(&run->observers, wish->observers, wish->layer,
                            heights_crs(run->terrain.surface), diag);
    for (size_t i = 0; i < run->observers.count && status == OK; i++) {
        Text where = {0};
        observer_complete(&run->observers.items[i], &wish->usual);
        text_printf(&where, "%s: row %ld", wish->observers, run->observers.items[i].row);
        status = observer_check_whole(&run->observers.items[i], where.text, diag);
        text_release(&where);
    }
    return status;
}

static int row_order(const void *left, const void *right)
{
    const Viewpoint *a = left, *b = right;

    return (a->row > b->row) - (a->row < b->row);
}

static double cell_area_m2(const ViewshedRun *run)
{
    const Grid *grid = heights_grid(run->terrain.surface);

    return grid->dx_m * grid->dy_m;
}

/* As many decimals as the area of a cell has, six at most. */
static int area_decimals(double area_m2)
{
    int decimals = 0;
    double scaled = area_m2;

    while (decimals < 6 && fabs(scaled - round(scaled)) > 1e-6 * scaled) {
        scaled *= 10.0;
        decimals++;
    }
    return decimals;
}

static Status write_counts(ViewshedRun *run, Diag *diag)
{
    static const char *const columns[] = {"index", "visible_cells", "visible_area_m2", NULL};
    const double area_m2 = cell_area_m2(run);
    const int decimals = area_decimals(area_m2);
    Table *table;
    Status status;

    if (!run->counts)
        return OK;
    table = table_new(columns);
    for (size_t i = 0; i < run->observers.count; i++) {
        const Viewpoint *point = &run->points[i];
        table_integer(table, point->row);
        table_integer(table, (long long)point->visible);
        table_number(table, (double)point->visible * area_m2, decimals);
        table_end_row(table);
    }
    status = table_write_csv(table, out_file_temporary(run->counts), diag);
    table_free(table);
    return status;
}

static void note_holes(const ViewshedRun *run)
{
    size_t lines = 0, seen = 0, eyes = 0;

    for (size_t i = 0; i < run->observers.count; i++) {
        lines += run->points[i].nodata_lines;
        seen += run->points[i].visible;
        eyes += run->points[i].nodata_lines > 0;
    }
    if (lines && run->wish->observers)
        log_note("note: %zu of %zu lines of sight to visible cells crossed cells without data, "
                 "from %zu of %zu observers; what has no data hides nothing",
                 lines, seen, eyes, run->observers.count);
    else if (lines)
        log_note("note: %zu of %zu lines of sight to visible cells crossed cells without data; "
                 "what has no data hides nothing",
                 lines, seen);
}

static void print_json(const ViewshedRun *run)
{
    const ViewTotals *totals = &run->totals;
    JsonWriter json = {0};

    json_object(&json, NULL);
    json_text(&json, "surface", run->wish->surface);
    json_text(&json, "out", run->wish->out);
    json_integer(&json, "observers", (long long)run->observers.count);
    json_integer(&json, "cells", (long long)totals->cells);
    json_integer(&json, "visible_cells", (long long)totals->seen);
    json_number(&json, "visible_area_m2", (double)totals->seen * cell_area_m2(run));
    if (run->wish->observers)
        json_integer(&json, "most_observers", totals->most);
    json_end(&json);
    printf("%s\n", json.out.text);
    text_release(&json.out);
}

static void print_text(const ViewshedRun *run)
{
    const ViewTotals *totals = &run->totals;
    const double area_m2 = cell_area_m2(run);
    const int decimals = area_decimals(area_m2);
    const bool many = run->wish->observers != NULL;

    if (many)
        printf("observers     %zu\n", run->observers.count);
    printf("visible       %zu cells, %.*f m2: %.1f %% of the %zu cells with data%s\n", totals->seen,
           decimals, (double)totals->seen * area_m2,
           totals->cells ? 100.0 * (double)totals->seen / (double)totals->cells : 0.0,
           totals->cells, many ? "" : " in range");
    if (many)
        printf("most          %u %s on one cell\n", totals->most,
               text_by_number(totals->most, "observer", "observers"));
    printf("wrote         %s\n", run->wish->out);
    if (run->wish->counts)
        printf("wrote         %s\n", run->wish->counts);
}

static Status compute(ViewshedRun *run, Diag *diag)
{
    const ViewshedWish *wish = run->wish;
    const ViewWork work = {
        .terrain = &run->terrain,
        .rules = {.refraction = wish->refraction, .flat = wish->flat, .count_nodata = true},
        .memory = wish->memory,
        .observers = wish->observers,
        .out = run->out,
        .named = wish->out};
    Status status = view_work_place(&work, &run->observers, &run->points, diag);

    if (status == OK && wish->observers)
        status = view_many(&work, run->points, run->observers.count, &run->totals, diag);
    else if (status == OK)
        status = view_one(&work, run->points, &run->totals, diag);
    if (status == OK)
        qsort(run->points, run->observers.count, sizeof *run->points, row_order);
    return status;
}

static Status run_all(ViewshedRun *run, Diag *diag)
{
    const ViewshedWish *wish = run->wish;
    Status status = out_file_begin(&run->out, wish->out, wish->common.overwrite, diag);

    if (status == OK && wish->counts)
        status = out_file_begin(&run->counts, wish->counts, wish->common.overwrite, diag);
    if (status == OK)
        status = read_terrain(run, diag);
    if (status == OK)
        status = read_observers(run, diag);
    if (status == OK)
        status = compute(run, diag);
    if (status == OK)
        status = write_counts(run, diag);
    if (status == OK && run->counts)
        status = out_file_commit(run->counts, diag);
    if (status == OK)
        status = out_file_commit(run->out, diag);
    return status;
}

static void run_release(ViewshedRun *run)
{
    out_file_free(run->out);
    out_file_free(run->counts);
    free(run->points);
    observers_release(&run->observers);
    terrain_close(&run->terrain);
}

int command_viewshed(int argc, char *const argv[])
{
    ViewshedWish wish;
    ViewshedRun run = {.wish = &wish};
    Diag diag = {0};
    bool done;
    Status status = viewshed_wish_parse(&wish, argc, argv, &done, &diag);

    if (status == OK && !done) {
        gdal_cache_limit(CACHE_BYTES);
        status = run_all(&run, &diag);
        if (status == OK) {
            note_holes(&run);
            if (text_equal(wish.common.format, "json"))
                print_json(&run);
            else
                print_text(&run);
        }
    }
    run_release(&run);
    viewshed_wish_release(&wish);
    return command_end(status, &diag);
}
