#include "render/map_image.h"

#include <math.h>

#include "render/style.h"

bool map_image_window(ImageWindow *out, const Grid *grid, const MapView *view, double pixel_mm)
{
    Box box = map_view_box(view);
    int left = (int)fmax(0, floor((box.min_x - grid->x0) / grid->dx_m) - 1);
    int right = (int)fmin(grid->width, ceil((box.max_x - grid->x0) / grid->dx_m) + 1);
    int top = (int)fmax(0, floor((grid->y0 - box.max_y) / grid->dy_m) - 1);
    int bottom = (int)fmin(grid->height, ceil((grid->y0 - box.min_y) / grid->dy_m) + 1);

    if (left >= right || top >= bottom)
        return false;
    *out = (ImageWindow){.column = left, .row = top, .width = right - left, .height = bottom - top};
    out->step = (int)fmax(1, floor(pixel_mm / (grid->dx_m * view->mm_per_m)));
    out->out_width = (out->width + out->step - 1) / out->step;
    out->out_height = (out->height + out->step - 1) / out->step;
    out->out = (Grid){.x0 = grid->x0 + left * grid->dx_m,
                      .y0 = grid->y0 - top * grid->dy_m,
                      .dx_m = grid->dx_m * out->step,
                      .dy_m = grid->dy_m * out->step,
                      .width = out->out_width,
                      .height = out->out_height};
    return true;
}

/* A class's colour, premultiplied by its opacity: alpha, red, green, blue of 255. */
typedef struct {
    uint32_t band[4];
} Premultiplied;

static Premultiplied premultiply(Colour colour)
{
    Premultiplied out = {{(uint32_t)lround(255 * colour.opaque)}};

    for (int band = 0; band < 3; band++)
        out.band[band + 1] =
            (uint32_t)lround(colour.opaque * ((colour.rgb >> (16 - 8 * band)) & 0xFF));
    return out;
}

/* Mean of the colours of the cells of one pixel. */
static uint32_t mean_pixel(const MapClasses *classes, const ImageWindow *window,
                           const Premultiplied palette[256], int px, int py)
{
    uint32_t sum[4] = {0}, cells = 0, pixel = 0;
    int from_row = window->row + py * window->step;
    int from_column = window->column + px * window->step;

    for (int row = from_row; row < from_row + window->step && row < classes->grid.height; row++)
        for (int column = from_column;
             column < from_column + window->step && column < classes->grid.width; column++) {
            const Premultiplied *colour =
                &palette[classes->cells[grid_at(&classes->grid, column, row)]];
            cells++;
            for (int band = 0; band < 4; band++)
                sum[band] += colour->band[band];
        }
    for (int band = 0; band < 4; band++)
        pixel |= (sum[band] + cells / 2) / (cells ? cells : 1) << (24 - 8 * band);
    return pixel;
}

Status map_image_classes(MapImage *out, const MapClasses *classes, const MapView *view, Diag *diag)
{
    ImageWindow window;
    Premultiplied palette[256] = {{{0}}};

    *out = (MapImage){0};
    for (size_t i = 0; i < classes->style_count && i < 256; i++)
        palette[i] = premultiply(style_find(classes->styles[i])->fill);
    if (!classes->cells || !map_image_window(&window, &classes->grid, view, 0.12))
        return OK;
    out->image =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, window.out_width, window.out_height);
    if (cairo_surface_status(out->image) != CAIRO_STATUS_SUCCESS) {
        map_image_release(out);
        return diag_fail(diag, ERR_MEMORY, "no memory to draw a raster of %d x %d pixels",
                         window.out_width, window.out_height);
    }
    out->grid = window.out;
    unsigned char *data = cairo_image_surface_get_data(out->image);
    int stride = cairo_image_surface_get_stride(out->image);
    for (int py = 0; py < window.out_height; py++) {
        uint32_t *line = (uint32_t *)(void *)(data + (ptrdiff_t)py * stride);
        for (int px = 0; px < window.out_width; px++)
            line[px] = mean_pixel(classes, &window, palette, px, py);
    }
    cairo_surface_mark_dirty(out->image);
    return OK;
}

void map_image_draw(const MapImage *image, cairo_t *cr, const MapView *view)
{
    double origin[2], right[2], down[2];
    cairo_matrix_t place;
    const Grid *grid = &image->grid;

    if (!image->image)
        return;
    map_view_to_paper(view, grid->x0, grid->y0, &origin[0], &origin[1]);
    map_view_to_paper(view, grid->x0 + grid->dx_m, grid->y0, &right[0], &right[1]);
    map_view_to_paper(view, grid->x0, grid->y0 - grid->dy_m, &down[0], &down[1]);
    cairo_matrix_init(&place, right[0] - origin[0], right[1] - origin[1], down[0] - origin[0],
                      down[1] - origin[1], origin[0], origin[1]);
    cairo_save(cr);
    cairo_transform(cr, &place);
    cairo_set_source_surface(cr, image->image, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr),
                             image->smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST);
    cairo_paint(cr);
    cairo_restore(cr);
}

void map_image_release(MapImage *image)
{
    if (image->image)
        cairo_surface_destroy(image->image);
    *image = (MapImage){0};
}
