#include "planner/coverage/view_one.h"

#include "base/progress.h"

static Status sweep(const ViewWork *work, const Relief *relief, Viewpoint *point,
                    ViewCanvas *canvas, Diag *diag)
{
    Viewshed *viewshed = NULL;
    const VisibleCells *cells;
    Status status;

    progress_begin("viewsheds", 1);
    status = viewshed_new(&viewshed, relief, &work->rules, point->eye.range_m, diag);
    if (status == OK) {
        cells = viewshed_sweep(viewshed, &point->eye);
        point->visible = cells->visible;
        point->nodata_lines = cells->nodata_lines;
        progress_step();
        status = view_canvas_show(canvas, cells, &point->eye, diag);
    }
    viewshed_free(viewshed);
    progress_end();
    return status;
}

Status view_one(const ViewWork *work, Viewpoint *point, ViewTotals *totals, Diag *diag)
{
    const CellBox box = viewpoint_margin(point->reach, heights_grid(work->terrain->surface));
    ViewCanvas canvas = {0};
    Relief *relief = NULL;
    Status status = view_work_room(work, &box, point->row, diag);

    if (status == OK)
        status = view_work_canvas(work, &point->reach, DRAFT_BYTE, &canvas, diag);
    if (status == OK) {
        progress_begin("reading", terrain_strips(work->terrain, &box));
        status = terrain_load(&relief, work->terrain, &box,
                              &(StripTaker){view_canvas_mark, &canvas}, diag);
        progress_end();
    }
    if (status == OK)
        status = view_work_raise(point, relief, diag);
    if (status == OK)
        status = sweep(work, relief, point, &canvas, diag);
    relief_free(relief);
    if (status == OK)
        status = view_work_publish(work, &canvas, totals, diag);
    raster_draft_free(canvas.draft);
    return status;
}
