#include "data/raster.h"

#include <gdal.h>
#include <math.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "data/raster_source.h"

enum { LATTICE = 32 }; /* cells between two exactly transformed positions */

/* Nearer than this to a sample (in cells) is on it: rounding, not distance. */
static const double SAMPLE_SNAP = 1e-6;
static const double HIGHEST_M = 12000;

/* A part of the source in memory; no data is NaN. */
typedef struct {
    float *cells;
    int column, row, width, height;
    bool nearest; /* take the sample next to a place, do not mix four */
} Window;

Status raster_measure(const SourceRef *ref, const Crs *crs, Box near, const char *what,
                      RasterMeasure *out, Diag *diag)
{
    RasterSource source;
    Status status = raster_source_open(&source, ref, crs, what, diag);

    if (status == OK)
        *out = (RasterMeasure){raster_source_cell_m(&source, (near.min_x + near.max_x) / 2,
                                                    (near.min_y + near.max_y) / 2),
                               raster_source_covers(&source)};
    raster_source_close(&source);
    return status;
}

/* Turn what is no height into NaN; apply scale and offset. */
static void window_clean(const RasterSource *source, Window *window, const unsigned char *mask)
{
    size_t count = (size_t)window->width * (size_t)window->height;
    const bool scaled = source->scale != 1 || source->offset != 0;

    for (size_t i = 0; i < count; i++) {
        double height = (double)window->cells[i];
        if (scaled)
            height = height * source->scale + source->offset;
        if ((mask && !mask[i]) || !(fabs(height) <= HIGHEST_M))
            window->cells[i] = NAN;
        else if (scaled)
            window->cells[i] = (float)height;
    }
}

/* Read the window's place in the source; `window->cells` is then to free. */
static Status window_read(const RasterSource *source, Window *window, Diag *diag)
{
    size_t count = (size_t)window->width * (size_t)window->height;
    unsigned char *mask = source->mask ? memory_try(count, 1) : NULL;
    Status status = OK;

    window->cells = memory_try(count, sizeof *window->cells);
    if (!window->cells || (source->mask && !mask)) {
        status = diag_fail(diag, ERR_MEMORY, "%s: no room for %d x %d of its cells", source->name,
                           window->width, window->height);
    } else if (GDALRasterIO(source->band, GF_Read, window->column, window->row, window->width,
                            window->height, window->cells, window->width, window->height,
                            GDT_Float32, 0, 0) != CE_None ||
               (mask && GDALRasterIO(source->mask, GF_Read, window->column, window->row,
                                     window->width, window->height, mask, window->width,
                                     window->height, GDT_Byte, 0, 0) != CE_None)) {
        status = diag_fail(
            diag, ERR_INPUT,
            "%s: a block in rows %d to %d cannot be read, the file is damaged or cut "
            "short: %s",
            source->name, window->row, window->row + window->height - 1, raster_source_reason());
    } else {
        window_clean(source, window, mask);
    }
    free(mask);
    return status;
}

/* One axis of a position: the sample before it, the share of the one after it.
 * False outside the source. */
static inline bool sample_axis(double at, int count, int *first, double *share)
{
    double nearest;

    if (!(at >= -0.5 - SAMPLE_SNAP && at <= count - 0.5 + SAMPLE_SNAP))
        return false;
    nearest = (int)(at + 0.5 + SAMPLE_SNAP); /* never negative here: truncation is floor */
    if (fabs(at - nearest) <= SAMPLE_SNAP)
        at = nearest;
    at = at < 0 ? 0 : at > count - 1 ? count - 1 : at;
    *first = (int)at;
    *share = at - *first;
    return true;
}

static inline float window_sample(const RasterSource *source, const Window *window, double column,
                                  double row)
{
    int c, r;
    double fx, fy, above, below;
    const float *near;
    size_t right, down;

    if (!sample_axis(column, source->width, &c, &fx) || !sample_axis(row, source->height, &r, &fy))
        return NAN;
    if (window->nearest) {
        c += fx >= 0.5;
        r += fy >= 0.5;
        fx = fy = 0;
    }
    /* A neighbour of no weight is not asked, so its nodata does not spread. */
    right = fx > 0 ? 1 : 0;
    down = fy > 0 ? (size_t)window->width : 0;
    near = window->cells + (size_t)(r - window->row) * (size_t)window->width + (c - window->column);
    above = (double)near[0] + fx * ((double)near[right] - (double)near[0]);
    below = (double)near[down] + fx * ((double)near[down + right] - (double)near[down]);
    return (float)(above + fy * (below - above));
}

/* Exact source positions along two lines of the grid, LATTICE rows apart. */
typedef struct {
    int first_column, first_row; /* of the grid; may lie before it */
    bool nearest;
    size_t count;         /* positions a line */
    double *column, *row; /* 2 * count: the upper line, then the lower */
} Lattice;

/* How far before the grid the lattice begins, so that its positions are the same
 * whatever the grid's extent. */
static int lattice_phase(double corner, double cell)
{
    double phase = fmod(floor(corner / cell + 0.5), LATTICE);

    return (int)(phase < 0 ? phase + LATTICE : phase);
}

static Status lattice_locate(Lattice *lattice, const RasterSource *source, const Grid *grid,
                             Diag *diag)
{
    for (size_t i = 0; i < lattice->count; i++) {
        size_t low = lattice->count + i;
        lattice->column[i] = lattice->column[low] =
            grid_x(grid, lattice->first_column + (int)i * LATTICE);
        lattice->row[i] = grid_y(grid, lattice->first_row);
        lattice->row[low] = grid_y(grid, lattice->first_row + LATTICE);
    }
    return raster_source_locate(source, lattice->column, lattice->row, 2 * lattice->count, diag);
}

/* The part of the source that the lattice's cells need; false when none. */
static bool lattice_window(const Lattice *lattice, const RasterSource *source, Window *window)
{
    double west = HUGE_VAL, east = -HUGE_VAL, top = HUGE_VAL, bottom = -HUGE_VAL;

    for (size_t i = 0; i < 2 * lattice->count; i++) {
        west = fmin(west, lattice->column[i]);
        east = fmax(east, lattice->column[i]);
        top = fmin(top, lattice->row[i]);
        bottom = fmax(bottom, lattice->row[i]);
    }
    west = fmax(0, floor(west) - 1);
    top = fmax(0, floor(top) - 1);
    east = fmin(source->width - 1, ceil(east) + 1);
    bottom = fmin(source->height - 1, ceil(bottom) + 1);
    if (!(west <= east && top <= bottom))
        return false;
    *window = (Window){.column = (int)west, .row = (int)top, .nearest = lattice->nearest};
    window->width = (int)east - window->column + 1;
    window->height = (int)bottom - window->row + 1;
    return true;
}

/* One row of the grid, from the lattice's two lines. */
static void lattice_fill(const Lattice *lattice, const RasterSource *source, const Window *window,
                         double share, float *out, int width)
{
    const double *column = lattice->column, *row = lattice->row;

    for (size_t k = 0; k + 1 < lattice->count; k++) {
        size_t low = lattice->count + k;
        double c0 = column[k] + share * (column[low] - column[k]);
        double c1 = column[k + 1] + share * (column[low + 1] - column[k + 1]);
        double r0 = row[k] + share * (row[low] - row[k]);
        double r1 = row[k + 1] + share * (row[low + 1] - row[k + 1]);
        int first = lattice->first_column + (int)k * LATTICE;
        for (int i = first < 0 ? -first : 0; i < LATTICE && first + i < width; i++) {
            double part = (double)i / LATTICE;
            out[first + i] =
                window_sample(source, window, c0 + part * (c1 - c0), r0 + part * (r1 - r0));
        }
    }
}

/* The grid's rows below one lattice line. */
static Status raster_fill(const RasterSource *source, const Grid *grid, Lattice *lattice,
                          float *out, Diag *diag)
{
    Window window = {0};
    Status status = lattice_locate(lattice, source, grid, diag);
    bool inside = status == OK && lattice_window(lattice, source, &window);

    if (inside)
        status = window_read(source, &window, diag);
    for (int i = 0; status == OK && i < LATTICE; i++) {
        int row = lattice->first_row + i;
        if (row < 0 || row >= grid->height)
            continue;
        float *line = out + grid_at(grid, 0, row);
        if (inside)
            lattice_fill(lattice, source, &window, (double)i / LATTICE, line, grid->width);
        for (int c = 0; !inside && c < grid->width; c++)
            line[c] = NAN;
    }
    free(window.cells);
    return status;
}

static Status raster_resample(RasterSource *source, const Grid *grid, bool nearest, float *out,
                              Diag *diag)
{
    Lattice lattice = {.first_column = -lattice_phase(grid->x0, grid->dx_m),
                       .first_row = -lattice_phase(-grid->y0, grid->dy_m),
                       .nearest = nearest};
    Status status = OK;

    lattice.count = (size_t)(grid->width - lattice.first_column) / LATTICE + 2;
    lattice.column = memory_new(2 * lattice.count, sizeof *lattice.column);
    lattice.row = memory_new(2 * lattice.count, sizeof *lattice.row);
    for (; status == OK && lattice.first_row < grid->height; lattice.first_row += LATTICE) {
        status = interrupt_check(diag);
        if (status == OK)
            status = raster_fill(source, grid, &lattice, out, diag);
    }
    free(lattice.column);
    free(lattice.row);
    return status;
}

Status raster_read(const SourceRef *ref, const Crs *crs, const Grid *grid, const char *what,
                   float *out, double *cell_m, Box *covers, Diag *diag)
{
    const Box box = grid_box(grid);
    RasterSource source;
    Status status = raster_source_open(&source, ref, crs, what, diag);

    if (status == OK)
        status = raster_resample(&source, grid, false, out, diag);
    if (status == OK && cell_m)
        *cell_m =
            raster_source_cell_m(&source, (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2);
    if (status == OK && covers)
        *covers = raster_source_covers(&source);
    raster_source_close(&source);
    return status;
}

Status raster_read_nearest(const SourceRef *ref, const Crs *crs, const Grid *grid, const char *what,
                           float *out, Diag *diag)
{
    RasterSource source;
    Status status = raster_source_open(&source, ref, crs, what, diag);

    if (status == OK)
        status = raster_resample(&source, grid, true, out, diag);
    raster_source_close(&source);
    return status;
}
