#include "render/canvas.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "render/svg_ids.h"

struct Canvas {
    CanvasKind kind;
    char *path;
    cairo_surface_t *surface;
    cairo_t *cr;
    char *bytes; /* what Cairo has written so far */
    size_t count, capacity;
};

static cairo_status_t canvas_receive(void *closure, const unsigned char *data, unsigned length)
{
    Canvas *canvas = closure;

    while (canvas->count + length > canvas->capacity) {
        canvas->capacity = canvas->capacity ? canvas->capacity * 2 : 1 << 16;
        canvas->bytes = memory_resize(canvas->bytes, canvas->capacity, 1);
    }
    memcpy(canvas->bytes + canvas->count, data, length);
    canvas->count += length;
    return CAIRO_STATUS_SUCCESS;
}

static void pdf_metadata(cairo_surface_t *surface, const CanvasOptions *options)
{
    char date[32];

    /* Without a date Cairo asks the clock. */
    snprintf(date, sizeof date, "%.10sT00:00:00Z", options->date ? options->date : "2000-01-01");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "camplan");
    if (options->title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, options->title);
}

static cairo_surface_t *surface_new(Canvas *canvas, const CanvasOptions *options)
{
    const double points = 72 / 25.4;
    double width = options->width_mm * points, height = options->height_mm * points;
    cairo_surface_t *surface;

    switch (options->kind) {
    case CANVAS_PDF:
        surface = cairo_pdf_surface_create_for_stream(canvas_receive, canvas, width, height);
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
        pdf_metadata(surface, options);
        return surface;
    case CANVAS_SVG:
        surface = cairo_svg_surface_create_for_stream(canvas_receive, canvas, width, height);
        cairo_svg_surface_restrict_to_version(surface, CAIRO_SVG_VERSION_1_2);
        return surface;
    case CANVAS_PNG:
    default:
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                          (int)lround(options->width_mm * options->dpi / 25.4),
                                          (int)lround(options->height_mm * options->dpi / 25.4));
    }
}

Status canvas_open(Canvas **out, const CanvasOptions *options, Diag *diag)
{
    Canvas *canvas = memory_new(1, sizeof *canvas);
    double units_per_mm = (options->kind == CANVAS_PNG ? options->dpi : 72) / 25.4;

    *out = NULL;
    canvas->kind = options->kind;
    canvas->path = memory_text(options->path);
    canvas->surface = surface_new(canvas, options);
    canvas->cr = cairo_create(canvas->surface);
    if (cairo_status(canvas->cr) != CAIRO_STATUS_SUCCESS) {
        Status status = diag_fail(diag, ERR_OUTPUT, "%s: cannot draw a sheet of %.0f x %.0f mm: %s",
                                  options->path, options->width_mm, options->height_mm,
                                  cairo_status_to_string(cairo_status(canvas->cr)));
        canvas_drop(canvas);
        return status;
    }
    cairo_scale(canvas->cr, units_per_mm, units_per_mm);
    cairo_set_source_rgb(canvas->cr, 1, 1, 1);
    cairo_paint(canvas->cr);
    *out = canvas;
    return OK;
}

cairo_t *canvas_cairo(Canvas *canvas)
{
    return canvas->cr;
}

static Status canvas_save(const Canvas *canvas, Diag *diag)
{
    FILE *file = fopen(canvas->path, "wb");
    bool written = file && fwrite(canvas->bytes, 1, canvas->count, file) == canvas->count;
    int error = errno;

    if (file && fclose(file) != 0 && written) {
        written = false;
        error = errno;
    }
    if (!written)
        return diag_fail(diag, ERR_OUTPUT, "%s: cannot write the map: %s", canvas->path,
                         strerror(error));
    return OK;
}

Status canvas_close(Canvas *canvas, Diag *diag)
{
    Status status;

    cairo_show_page(canvas->cr);
    cairo_status_t drawn = cairo_status(canvas->cr);
    if (canvas->kind == CANVAS_PNG && drawn == CAIRO_STATUS_SUCCESS)
        drawn = cairo_surface_write_to_png_stream(canvas->surface, canvas_receive, canvas);
    cairo_surface_finish(canvas->surface);
    if (drawn == CAIRO_STATUS_SUCCESS)
        drawn = cairo_surface_status(canvas->surface);
    if (canvas->kind == CANVAS_SVG && drawn == CAIRO_STATUS_SUCCESS)
        svg_ids_renumber(&canvas->bytes, &canvas->count);
    if (drawn != CAIRO_STATUS_SUCCESS)
        status = diag_fail(diag, ERR_OUTPUT, "%s: cannot draw the map: %s", canvas->path,
                           cairo_status_to_string(drawn));
    else
        status = canvas_save(canvas, diag);
    canvas_drop(canvas);
    return status;
}

void canvas_drop(Canvas *canvas)
{
    if (!canvas)
        return;
    cairo_destroy(canvas->cr);
    cairo_surface_destroy(canvas->surface);
    free(canvas->bytes);
    free(canvas->path);
    free(canvas);
}
