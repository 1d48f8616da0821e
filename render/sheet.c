#include "render/sheet.h"

#include <math.h>

#include "render/boundary.h"
#include "render/canvas.h"
#include "render/furniture.h"
#include "render/hillshade.h"
#include "render/legend.h"
#include "render/lettering.h"
#include "render/locator.h"
#include "render/map_draw.h"
#include "render/naming.h"
#include "render/symbol.h"
#include "render/title_block.h"

/* Decided once a sheet, then drawn on each of its canvases. */
typedef struct {
    const MapSheet *sheet;
    const MapContent *content;
    MapContent drawn; /* the content with its boundaries merged */
    BoundaryLayers boundaries;
    SheetPlace place;
    MapView view;
    Lettering *lettering;
    MapImage relief, classes;
    LabelSet labels;
    Legend legend;
    double camera_mm;
} Drawing;

static void place_on(SheetPlace *out, const MapSheet *sheet, Box extent, bool portrait)
{
    *out = (SheetPlace){.rotation_deg = sheet->rotation_deg,
                        .center_x = (extent.min_x + extent.max_x) / 2,
                        .center_y = (extent.min_y + extent.max_y) / 2};
    page_layout(&out->page, sheet->paper, portrait);
    out->scale = sheet->scale > 0 ? sheet->scale
                                  : map_view_fit_scale(out->page.map, extent, sheet->rotation_deg);
}

/* How much larger than needed the page's map is: nearer to 1 wastes less. */
static double waste(const SheetPlace *place, Box extent)
{
    return place->scale / map_view_least_scale(place->page.map, extent, place->rotation_deg);
}

Status sheet_place(SheetPlace *out, const MapSheet *sheet, Box extent, Diag *diag)
{
    SheetPlace upright;

    if (!(extent.max_x > extent.min_x) || !(extent.max_y > extent.min_y))
        return diag_fail(diag, ERR_INPUT, "the area to map is empty: give the project an area");
    place_on(out, sheet, extent, sheet->orientation == ORIENT_PORTRAIT);
    if (sheet->orientation == ORIENT_AUTO) {
        place_on(&upright, sheet, extent, true);
        if (upright.scale < out->scale ||
            (sheet->scale > 0 && waste(out, extent) < 1 && waste(&upright, extent) >= 1))
            *out = upright;
    }
    if (waste(out, extent) < 1 - 1e-9)
        return diag_fail(diag, ERR_INPUT,
                         "the area does not fit %s paper at 1:%.0f: it needs 1:%.0f or smaller, or "
                         "larger paper",
                         paper_name(sheet->paper), out->scale,
                         map_view_fit_scale(out->page.map, extent, out->rotation_deg));
    return OK;
}

static Status drawing_prepare(Drawing *drawing, Diag *diag)
{
    const MapContent *content = drawing->content;
    SheetPlace *place = &drawing->place;
    Status status = sheet_place(place, drawing->sheet, content->extent, diag);

    if (status == OK)
        status = lettering_new(&drawing->lettering, diag);
    if (status != OK)
        return status;
    map_view_init(&drawing->view, place->page.map, place->center_x, place->center_y, place->scale,
                  place->rotation_deg);
    /* A wall map is read from further away, but not from as far as its title. */
    drawing->view.lettering = (1 + place->page.type) / 2;
    status = hillshade_new(&drawing->relief, &content->relief, &drawing->view, diag);
    if (status == OK)
        status = map_image_classes(&drawing->classes, &content->classes, &drawing->view, diag);
    if (status != OK)
        return status;
    drawing->camera_mm = symbol_camera_size(content, &drawing->view);
    naming_place(&drawing->labels, content, &drawing->view, drawing->lettering, drawing->camera_mm);
    boundary_layers(&drawing->boundaries, content, &drawing->view);
    drawing->drawn = *content;
    drawing->drawn.layers = drawing->boundaries.layers;
    legend_collect(&drawing->legend, &drawing->drawn, &drawing->view);
    drawing->legend.heading_mm = 4.2 * place->page.type;
    return OK;
}

static void drawing_release(Drawing *drawing)
{
    map_image_release(&drawing->relief);
    map_image_release(&drawing->classes);
    naming_release(&drawing->labels);
    legend_release(&drawing->legend);
    boundary_release(&drawing->boundaries, drawing->content->geos);
    lettering_free(drawing->lettering);
}

static void draw_map(Drawing *drawing, cairo_t *cr)
{
    const Rect *map = &drawing->place.page.map;

    cairo_save(cr);
    cairo_rectangle(cr, map->x, map->y, map->width, map->height);
    cairo_clip(cr);
    map_draw_layers(cr, drawing->drawn.geos, drawing->drawn.layers, drawing->drawn.layer_count,
                    &drawing->view, (MapImages){&drawing->relief, &drawing->classes});
    symbol_cameras(cr, drawing->content, &drawing->view, drawing->camera_mm);
    naming_draw(&drawing->labels, cr, drawing->lettering);
    cairo_restore(cr);
}

static void draw_panel(Drawing *drawing, cairo_t *cr)
{
    const MapSheet *sheet = drawing->sheet;
    const Page *page = &drawing->place.page;
    Lettering *lettering = drawing->lettering;
    Rect panel = page->panel;
    double t = page->type, gap = 4 * t;
    bool wide = panel.width > panel.height; /* below the map: three columns */
    double column = wide ? (panel.width - 2 * gap) / 3 : panel.width;
    double top = fmin(wide ? panel.height : panel.height * 0.2, column * 0.62);
    bool located = drawing->content->locator_count > 0;
    double north = fmin(top * 0.5, 24 * t);

    if (located)
        locator_draw(cr, lettering, sheet->language, drawing->content, &drawing->view,
                     (Rect){panel.x, panel.y, column - north * 0.75 - gap, top});
    symbol_north(cr, lettering, &drawing->view,
                 (Rect){located ? panel.x + column - north * 0.7 : panel.x + (column - north) / 2,
                        panel.y + (located ? (top - north) / 2 : 0), north * 0.7, north});
    double used = (located ? top : north) + gap;

    Rect legend = {panel.x, panel.y + used, column, panel.height - used};
    Rect block = {panel.x, panel.y, column, panel.height};
    if (wide) {
        legend = (Rect){panel.x + column + gap, panel.y, column, panel.height};
        block = (Rect){panel.x + 2 * (column + gap), panel.y, column, panel.height};
    }
    double table = title_block_table(cr, lettering, sheet, page, block);
    double figures = title_block_figures(NULL, lettering, sheet, page, block);
    block.y = wide ? block.y : block.y + block.height - table - figures - gap;
    title_block_figures(cr, lettering, sheet, page, block);
    if (!wide)
        legend.height -= table + figures + (figures > 0 ? 2 * gap : gap);
    legend_draw(&drawing->legend, cr, lettering, sheet->language, legend);
}

static void draw_sheet(Drawing *drawing, cairo_t *cr)
{
    const Page *page = &drawing->place.page;

    draw_map(drawing, cr);
    furniture_frame(cr, drawing->lettering, page, &drawing->view);
    title_block_band(cr, drawing->lettering, drawing->sheet, page);
    title_block_foot(cr, drawing->lettering, drawing->sheet, page, &drawing->view);
    draw_panel(drawing, cr);
}

/* A PNG over this would need more memory than a sheet may have. */
static double bounded_dpi(const MapSheet *sheet, const Page *page)
{
    const double most_pixels = 40e6;
    double dpi = sheet->dpi > 0 ? sheet->dpi : 200;
    double inches2 = page->width_mm * page->height_mm / (25.4 * 25.4);

    return fmin(dpi, floor(sqrt(most_pixels / inches2)));
}

static Status write_canvas(Drawing *drawing, CanvasKind kind, const char *path, Diag *diag)
{
    const MapSheet *sheet = drawing->sheet;
    const Page *page = &drawing->place.page;
    CanvasOptions options = {.kind = kind,
                             .path = path,
                             .width_mm = page->width_mm,
                             .height_mm = page->height_mm,
                             .dpi = bounded_dpi(sheet, page),
                             .title = sheet->title_zh ? sheet->title_zh : sheet->title_en,
                             .date = sheet->data_date};
    Canvas *canvas;

    if (!path)
        return OK;
    Status status = canvas_open(&canvas, &options, diag);
    if (status != OK)
        return status;
    draw_sheet(drawing, canvas_cairo(canvas));
    status = lettering_check(drawing->lettering, diag);
    if (status != OK) {
        canvas_drop(canvas);
        return status;
    }
    return canvas_close(canvas, diag);
}

Status sheet_write(const MapSheet *sheet, const MapContent *content, SheetFiles files, Diag *diag)
{
    Drawing drawing = {.sheet = sheet, .content = content};
    Status status = drawing_prepare(&drawing, diag);

    if (status == OK)
        status = lettering_check(drawing.lettering, diag);
    if (status == OK)
        status = write_canvas(&drawing, CANVAS_PDF, files.pdf, diag);
    if (status == OK)
        status = write_canvas(&drawing, CANVAS_SVG, files.svg, diag);
    if (status == OK)
        status = write_canvas(&drawing, CANVAS_PNG, files.png, diag);
    drawing_release(&drawing);
    return status;
}
