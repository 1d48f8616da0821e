#include "planner/coverage/viewshed/relief.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"
#include "planner/coverage/viewshed/relief_parts.h"

enum { LANE_CELLS = 16, LARGE_PAGE = 1 << 21 };

static long padded(long cells)
{
    return (cells + 2 * RELIEF_PAD + LANE_CELLS - 1) / LANE_CELLS * LANE_CELLS;
}

static size_t plane_bytes(long stride, long lines)
{
    size_t bytes = (size_t)stride * (size_t)(lines + 2 * RELIEF_PAD) * sizeof(float);

    return (bytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
}

static size_t summit_count(const ReliefShape *shape)
{
    return (size_t)(padded(shape->columns) / RELIEF_TILE) *
           (size_t)(padded(shape->rows) / RELIEF_TILE);
}

size_t relief_bytes(const ReliefShape *shape)
{
    size_t plane = plane_bytes(padded(shape->columns), shape->rows);
    size_t turned = plane_bytes(padded(shape->rows), shape->columns);
    size_t planes = shape->ground_apart ? 2 : 1;

    return planes * (plane + 2 * summit_count(shape) * sizeof(float)) + turned;
}

/* A plane without data. On large pages, or each row of an eye's window costs a page walk. */
static float *plane_new(long stride, long lines)
{
    size_t bytes = plane_bytes(stride, lines);
    float *plane = aligned_alloc(LARGE_PAGE, bytes);

    if (!plane)
        return NULL;
    madvise(plane, bytes, MADV_HUGEPAGE);
#pragma omp parallel for schedule(static)
    for (long line = 0; line < lines + 2 * RELIEF_PAD; line++)
        for (long i = 0; i < stride; i++)
            plane[line * stride + i] = RELIEF_NODATA;
    return plane;
}

static bool summits_new(float *summits[2], const ReliefShape *shape)
{
    summits[0] = memory_try(summit_count(shape), sizeof(float));
    summits[1] = memory_try(summit_count(shape), sizeof(float));
    return summits[0] && summits[1];
}

Status relief_new(Relief **out, const ReliefShape *shape, Diag *diag)
{
    Relief *relief = memory_new(1, sizeof *relief);
    bool room;

    relief->shape = *shape;
    relief->stride = padded(shape->columns);
    relief->turned_stride = padded(shape->rows);
    relief->tile_columns = relief->stride / RELIEF_TILE;
    relief->tile_rows = relief->turned_stride / RELIEF_TILE;
    relief->surface = plane_new(relief->stride, shape->rows);
    relief->turned = plane_new(relief->turned_stride, shape->columns);
    relief->patch_columns = shape->columns / RELIEF_PATCH + 1;
    relief->patch_rows = shape->rows / RELIEF_PATCH + 1;
    relief->holes = memory_new((size_t)(relief->patch_columns * relief->patch_rows), 1);
    room = relief->surface && relief->turned && summits_new(relief->summits, shape);
    if (room && shape->ground_apart) {
        relief->ground = plane_new(relief->stride, shape->rows);
        room = relief->ground && summits_new(relief->ground_summits, shape);
    } else {
        relief->ground_summits[0] = relief->summits[0];
        relief->ground_summits[1] = relief->summits[1];
    }
    if (room) {
        *out = relief;
        return OK;
    }
    relief_free(relief);
    return diag_fail(
        diag, ERR_MEMORY,
        "no room for the heights of %ld x %ld cells (%.1f GB); use a smaller raster or "
        "less memory at a time (--memory)",
        shape->columns, shape->rows, (double)relief_bytes(shape) / 1e9);
}

void relief_free(Relief *relief)
{
    if (!relief)
        return;
    for (int turned = 0; turned < 2; turned++) {
        if (relief->ground_summits[turned] != relief->summits[turned])
            free(relief->ground_summits[turned]);
        free(relief->summits[turned]);
    }
    free(relief->holes);
    free(relief->ground);
    free(relief->turned);
    free(relief->surface);
    free(relief);
}

static float clean(float height)
{
    return fabsf(height) <= RELIEF_LIMIT_M ? height : RELIEF_NODATA; /* NaN too */
}

static void lay_row(Relief *relief, long row, const float *surface, const float *ground)
{
    size_t at = relief_at(relief, RELIEF_PAD, RELIEF_PAD + row);

    for (long i = 0; i < relief->shape.columns; i++) {
        float top = clean(surface[i]);
        float low = ground ? clean(ground[i]) : top;
        bool data = relief_is_data(top) && relief_is_data(low);
        relief->surface[at + (size_t)i] = data ? top : RELIEF_NODATA;
        if (relief->ground)
            relief->ground[at + (size_t)i] = data ? low : RELIEF_NODATA;
    }
}

void relief_lay(Relief *relief, long first, long count, const float *surface, const float *ground)
{
#pragma omp parallel for schedule(static)
    for (long row = 0; row < count; row++)
        lay_row(relief, first + row, surface + row * relief->shape.columns,
                ground ? ground + row * relief->shape.columns : NULL);
}

/* Copy the 16 rows from `row0` of the padded window into the columns of `turned`. */
static void turn_band(Relief *relief, long row0)
{
    long lines = relief->shape.columns + 2 * RELIEF_PAD;
    long end = row0 + LANE_CELLS;
    long rows = relief->shape.rows + 2 * RELIEF_PAD;

    if (end > rows)
        end = rows;
    for (long column0 = 0; column0 < lines; column0 += LANE_CELLS)
        for (long column = column0; column < column0 + LANE_CELLS && column < lines; column++)
            for (long row = row0; row < end; row++)
                relief->turned[column * relief->turned_stride + row] =
                    relief->surface[row * relief->stride + column];
}

/* The summit of each tile of one row of tiles. */
static void find_summits(const Relief *relief, const float *plane, float *summits, long tile_row)
{
    long rows = relief->shape.rows + 2 * RELIEF_PAD, end = (tile_row + 1) * RELIEF_TILE;
    float *out = summits + tile_row * relief->tile_columns;

    for (long i = 0; i < relief->tile_columns; i++)
        out[i] = RELIEF_NODATA;
    for (long row = tile_row * RELIEF_TILE; row < end && row < rows; row++)
        for (long column = 0; column < relief->stride; column++) {
            float height = plane[row * relief->stride + column];
            float *summit = &out[column / RELIEF_TILE];
            if (height > *summit)
                *summit = height;
        }
}

/* The highest of `tiles` tiles from each on, `step` apart, `count` in a line, in place. */
static void widen(float *summits, long count, long step, long tiles)
{
    for (long i = 0; i < count; i++)
        for (long j = 1; j < tiles && i + j < count; j++)
            summits[i * step] = fmaxf(summits[i * step], summits[(i + j) * step]);
}

/* From the summits of single tiles in [0] to those that wedges ask for. */
static void widen_summits(const Relief *relief, float *summits[2])
{
    size_t count = summit_count(&relief->shape);

    memcpy(summits[1], summits[0], count * sizeof(float));
    for (int turned = 0; turned < 2; turned++) {
        for (long row = 0; row < relief->tile_rows; row++)
            widen(summits[turned] + row * relief->tile_columns, relief->tile_columns, 1,
                  turned ? 2 : 4);
        for (long column = 0; column < relief->tile_columns; column++)
            widen(summits[turned] + column, relief->tile_rows, relief->tile_columns,
                  turned ? 4 : 2);
    }
}

/* What one row of the window adds to the largest height; its holes are marked. */
static float measure_row(const Relief *relief, const float *plane, long row)
{
    uint8_t *holes = relief->holes + row / RELIEF_PATCH * relief->patch_columns;
    const float *heights = plane + relief_at(relief, RELIEF_PAD, RELIEF_PAD + row);
    float highest = 0.0f;

    for (long i = 0; i < relief->shape.columns; i++) {
        if (!relief_is_data(heights[i]))
            holes[i / RELIEF_PATCH] = 1;
        else if (fabsf(heights[i]) > highest)
            highest = fabsf(heights[i]);
    }
    return highest;
}

void relief_finish(Relief *relief)
{
    float highest = 0.0f;

#pragma omp parallel for schedule(static) reduction(max : highest)
    for (long patch = 0; patch < relief->patch_rows; patch++)
        for (long row = patch * RELIEF_PATCH;
             row < (patch + 1) * RELIEF_PATCH && row < relief->shape.rows; row++) {
            highest = fmaxf(highest, measure_row(relief, relief->surface, row));
            if (relief->ground)
                highest = fmaxf(highest, measure_row(relief, relief->ground, row));
        }
#pragma omp parallel for schedule(static)
    for (long row = 0; row < relief->shape.rows + 2 * RELIEF_PAD; row += LANE_CELLS)
        turn_band(relief, row);
#pragma omp parallel for schedule(static)
    for (long row = 0; row < relief->tile_rows; row++) {
        find_summits(relief, relief->surface, relief->summits[0], row);
        if (relief->ground)
            find_summits(relief, relief->ground, relief->ground_summits[0], row);
    }
    widen_summits(relief, relief->summits);
    if (relief->ground)
        widen_summits(relief, relief->ground_summits);
    relief->highest_abs = highest;
}

const ReliefShape *relief_shape(const Relief *relief)
{
    return &relief->shape;
}

bool relief_has_holes(const Relief *relief, double column, double row, double range_m)
{
    double reach_x = range_m / relief->shape.cell_width_m + 2.0;
    double reach_y = range_m / relief->shape.cell_height_m + 2.0;
    double x = column - (double)relief->shape.first_column;
    double y = row - (double)relief->shape.first_row;
    long x0 = (long)fmax(0.0, floor((x - reach_x) / RELIEF_PATCH));
    long y0 = (long)fmax(0.0, floor((y - reach_y) / RELIEF_PATCH));
    long x1 = (long)fmin((double)(relief->patch_columns - 1), floor((x + reach_x) / RELIEF_PATCH));
    long y1 = (long)fmin((double)(relief->patch_rows - 1), floor((y + reach_y) / RELIEF_PATCH));

    for (long j = y0; j <= y1; j++)
        for (long i = x0; i <= x1; i++)
            if (relief->holes[j * relief->patch_columns + i])
                return true;
    return false;
}

static double within(double value, double last)
{
    return value < 0.0 ? 0.0 : value > last ? last : value;
}

double relief_ground_at(const Relief *relief, double column, double row)
{
    const ReliefShape *shape = &relief->shape;
    const float *plane = relief->ground ? relief->ground : relief->surface;
    double x = column - (double)shape->first_column, y = row - (double)shape->first_row;
    double last_x = (double)(shape->columns - 1), last_y = (double)(shape->rows - 1), ground = 0.0;
    long x0, y0;

    if (!(x >= -0.5 && y >= -0.5 && x <= last_x + 0.5 && y <= last_y + 0.5))
        return NAN;
    x = within(x, last_x);
    y = within(y, last_y);
    x0 = (long)x;
    y0 = (long)y;
    for (int corner = 0; corner < 4; corner++) {
        int right = corner & 1, below = corner >> 1;
        double weight = (right ? x - (double)x0 : 1.0 - (x - (double)x0)) *
                        (below ? y - (double)y0 : 1.0 - (y - (double)y0));
        float height = plane[relief_at(relief, RELIEF_PAD + x0 + right, RELIEF_PAD + y0 + below)];
        if (weight > 0.0 && !relief_is_data(height))
            return NAN;
        if (weight > 0.0)
            ground += weight * (double)height;
    }
    return ground;
}
