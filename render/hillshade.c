#include "render/hillshade.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

/* Mean of the cells under one pixel; NaN cells do not count. */
static float mean_ground(const MapRelief *relief, const ImageWindow *window, int px, int py)
{
    double sum = 0, cells = 0;
    int row0 = window->row + py * window->step, column0 = window->column + px * window->step;

    for (int row = row0; row < row0 + window->step && row < relief->grid.height; row++)
        for (int column = column0; column < column0 + window->step && column < relief->grid.width;
             column++) {
            float z = relief->ground[grid_at(&relief->grid, column, row)];
            if (!isnan(z)) {
                sum += z;
                cells++;
            }
        }
    return cells > 0 ? (float)(sum / cells) : NAN;
}

typedef struct {
    const float *z;
    int width, height;
    double dx_m, dy_m, exaggeration;
} Ground;

static double ground_at(const Ground *ground, int x, int y)
{
    x = x < 0 ? 0 : x >= ground->width ? ground->width - 1 : x;
    y = y < 0 ? 0 : y >= ground->height ? ground->height - 1 : y;
    return ground->z[(size_t)y * (size_t)ground->width + (size_t)x];
}

/* 0 (shadow) to 1 (facing the light); 0.5 on level ground. NaN beside nodata. */
static double shade_at(const Ground *g, int x, int y)
{
    /* Sine and cosine of azimuths 315, 360 and 270, and their shares. */
    static const struct {
        double sine, cosine, share;
    } suns[] = {{-0.70710678118654752, 0.70710678118654752, 0.7}, {0, 1, 0.15}, {-1, 0, 0.15}};
    double east =
        (ground_at(g, x + 1, y - 1) + 2 * ground_at(g, x + 1, y) + ground_at(g, x + 1, y + 1) -
         ground_at(g, x - 1, y - 1) - 2 * ground_at(g, x - 1, y) - ground_at(g, x - 1, y + 1)) /
        (8 * g->dx_m) * g->exaggeration;
    double north =
        (ground_at(g, x - 1, y - 1) + 2 * ground_at(g, x, y - 1) + ground_at(g, x + 1, y - 1) -
         ground_at(g, x - 1, y + 1) - 2 * ground_at(g, x, y + 1) - ground_at(g, x + 1, y + 1)) /
        (8 * g->dy_m) * g->exaggeration;
    double shade = 0, length = sqrt(east * east + north * north + 1);

    if (isnan(ground_at(g, x, y)) || isnan(east) || isnan(north))
        return NAN;
    for (size_t i = 0; i < sizeof suns / sizeof *suns; i++) {
        double lit = (1 - east * suns[i].sine - north * suns[i].cosine) / length;
        shade += suns[i].share * fmax(0, lit);
    }
    return shade / 2;
}

/* Few tones: what the eye cannot tell apart would only make files larger. */
static uint32_t grey_of(double shade, double strength)
{
    const double darkest = 150, level = 246, steps = 48;
    double tone;

    if (isnan(shade))
        return 0xFFFFFF;
    if (shade <= 0.5)
        tone = darkest + (level - darkest) * shade / 0.5;
    else
        tone = level + (255 - level) * fmin(1, (shade - 0.5) / 0.15);
    tone = 255 - round((255 - tone) * strength / 105 * steps) * 105 / steps;
    uint32_t grey = (uint32_t)lround(fmin(255, fmax(0, tone)));
    return grey << 16 | grey << 8 | grey;
}

/* Gentle country needs stretching to be seen, mountains do not: aim at a mean
 * slope of about one in four. */
static double exaggeration_for(const Ground *ground)
{
    double sum = 0, samples = 0;

    for (int y = 0; y < ground->height; y++)
        for (int x = 1; x < ground->width; x++) {
            double rise = fabs(ground_at(ground, x, y) - ground_at(ground, x - 1, y));
            if (!isnan(rise)) {
                sum += rise / ground->dx_m;
                samples++;
            }
        }
    if (!(sum > 0))
        return 1;
    return fmin(4, fmax(0.6, 0.22 / (sum / samples)));
}

/* Where the ground ends within the frame, the relief fades to paper instead of breaking off. */
static double fade_at(const MapRelief *relief, const ImageWindow *window, const MapView *view,
                      const int pixel[2])
{
    const double fade_mm = 9;
    double column = window->column + (pixel[0] + 0.5) * window->step;
    double row = window->row + (pixel[1] + 0.5) * window->step;
    double across_m = fmin(column, relief->grid.width - column) * relief->grid.dx_m;
    double along_m = fmin(row, relief->grid.height - row) * relief->grid.dy_m;
    double share = fmin(1, fmax(0, fmin(across_m, along_m)) * view->mm_per_m / fade_mm);

    return share * share * (3 - 2 * share);
}

Status hillshade_new(MapImage *out, const MapRelief *relief, const MapView *view, Diag *diag)
{
    ImageWindow window;

    *out = (MapImage){0};
    if (!relief->ground || !map_image_window(&window, &relief->grid, view, 0.25))
        return OK;
    size_t pixels = (size_t)window.out_width * (size_t)window.out_height;
    float *mean = memory_try(pixels, sizeof *mean);
    out->image =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, window.out_width, window.out_height);
    if (!mean || cairo_surface_status(out->image) != CAIRO_STATUS_SUCCESS) {
        free(mean);
        map_image_release(out);
        return diag_fail(diag, ERR_MEMORY, "no memory to shade %d x %d pixels of relief",
                         window.out_width, window.out_height);
    }
    for (int py = 0; py < window.out_height; py++)
        for (int px = 0; px < window.out_width; px++)
            mean[(size_t)py * (size_t)window.out_width + (size_t)px] =
                mean_ground(relief, &window, px, py);

    Ground ground = {.z = mean,
                     .width = window.out_width,
                     .height = window.out_height,
                     .dx_m = window.out.dx_m,
                     .dy_m = window.out.dy_m};
    ground.exaggeration = exaggeration_for(&ground);
    unsigned char *data = cairo_image_surface_get_data(out->image);
    int stride = cairo_image_surface_get_stride(out->image);
    for (int py = 0; py < window.out_height; py++) {
        uint32_t *line = (uint32_t *)(void *)(data + (ptrdiff_t)py * stride);
        for (int px = 0; px < window.out_width; px++)
            line[px] =
                grey_of(shade_at(&ground, px, py), fade_at(relief, &window, view, (int[]){px, py}));
    }
    cairo_surface_mark_dirty(out->image);
    out->grid = window.out;
    out->smooth = true;
    free(mean);
    return OK;
}
