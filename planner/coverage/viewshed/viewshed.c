#include "planner/coverage/viewshed/viewshed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/coverage/viewshed/bits_turn.h"
#include "planner/coverage/viewshed/field.h"
#include "planner/coverage/viewshed/relief_parts.h"
#include "planner/coverage/viewshed/sightline.h"
#include "planner/coverage/viewshed/sweep.h"

#define NOWHERE 1e-18 /* cells */

enum { MARGIN = 64 }; /* bits round the range that whole words may touch */

struct Viewshed {
    const Relief *relief;
    ViewshedRules rules;
    double drop_per_m;
    Sweep *sweep;
    VisibleCells cells;
    uint8_t *turned; /* bits of the eastern and western wedges: rows are columns */
    long reach_x, reach_y;
    size_t turned_words; /* a row */
};

/* Words that hold `cells` and the margins. */
static size_t words_for(long cells)
{
    return (size_t)((cells + 2 * MARGIN) / 64 + 2);
}

/* Cells on either side of an eye that a range may touch: no more than there are. */
static long reach_cells(double range_cells, long cells)
{
    return (range_cells < (double)cells ? (long)ceil(range_cells) : cells) + 2;
}

/* How far from an eye anything lies: in metres no farther than the raster, and in cells. */
typedef struct {
    double range_m;
    long x, y;
} Reach;

static Reach reach_of(const ReliefShape *shape, double range_m)
{
    double diagonal_m = hypot((double)(shape->columns + 1) * shape->cell_width_m,
                              (double)(shape->rows + 1) * shape->cell_height_m);
    Reach reach = {.range_m = fmin(range_m, diagonal_m)};

    reach.x = reach_cells(reach.range_m / shape->cell_width_m, shape->columns);
    reach.y = reach_cells(reach.range_m / shape->cell_height_m, shape->rows);
    return reach;
}

static long reach_rows(const Reach *reach)
{
    return (reach->x > reach->y ? reach->x : reach->y) + 1;
}

/* Words of the answer to any eye, and of its turned half. */
static size_t words_of(const Reach *reach)
{
    return words_for(2 * reach->x) * (size_t)(2 * reach->y + 2 * MARGIN);
}

static size_t turned_words_of(const Reach *reach)
{
    return words_for(2 * reach->y) * (size_t)(2 * reach->x + 2 * MARGIN);
}

size_t viewshed_bytes(const ReliefShape *shape, double max_range_m)
{
    const Reach reach = reach_of(shape, max_range_m);

    return (words_of(&reach) + turned_words_of(&reach)) * sizeof(uint64_t) +
           sweep_bytes(simd_set(), reach_rows(&reach));
}

Status viewshed_new(Viewshed **out, const Relief *relief, const ViewshedRules *rules,
                    double max_range_m, Diag *diag)
{
    Viewshed *viewshed = memory_new(1, sizeof *viewshed);
    const Reach reach = reach_of(&relief->shape, max_range_m);

    viewshed->relief = relief;
    viewshed->rules = *rules;
    viewshed->reach_x = reach.x;
    viewshed->reach_y = reach.y;
    viewshed->drop_per_m =
        rules->flat ? 0.0 : (1.0 - rules->refraction) / (2.0 * VIEWSHED_EARTH_RADIUS_M);
    viewshed->cells.words = memory_try(words_of(&reach), sizeof(uint64_t));
    viewshed->turned = memory_try(turned_words_of(&reach), sizeof(uint64_t));
    if (viewshed->cells.words && viewshed->turned)
        viewshed->sweep = sweep_new(simd_set(), reach_rows(&reach));
    if (viewshed->sweep) {
        *out = viewshed;
        return OK;
    }
    viewshed_free(viewshed);
    return diag_fail(diag, ERR_MEMORY, "no room to sweep a range of %.0f m; use a smaller radius",
                     max_range_m);
}

void viewshed_free(Viewshed *viewshed)
{
    if (!viewshed)
        return;
    sweep_free(viewshed->sweep);
    free(viewshed->turned);
    free(viewshed->cells.words);
    free(viewshed);
}

/* --- one eye -------------------------------------------------------------------------- */

typedef struct {
    Viewshed *viewshed;
    const ViewshedEye *eye;
    Field field;
    long first_row, rows;            /* of the answer, in the whole raster; may lie beyond it */
    long first_column, turned_first; /* bit 0 of a row, and of a turned row; multiples of 8 */
    long turned_row;                 /* the first turned row: a multiple of 8 */
    long turned_rows;
} Look;

static long down_to_8(long cells)
{
    return cells & ~7L;
}

/* How many cells towards a bearing the eye looks, no more than `most`. */
static long look_reach(const Look *look, double bearing_deg, double cell_m, long most)
{
    double cells = field_extent_m(&look->field, bearing_deg) / cell_m;

    return cells < (double)(most - 2) ? reach_cells(cells, most) : most;
}

/* Place the answer round the eye, no larger than its view, and clear it. */
static void look_begin(Look *look)
{
    Viewshed *viewshed = look->viewshed;
    const ReliefShape *shape = &viewshed->relief->shape;
    long column = (long)floor(look->eye->column), row = (long)floor(look->eye->row);
    long north = look_reach(look, 0.0, shape->cell_height_m, viewshed->reach_y);
    long south = look_reach(look, 180.0, shape->cell_height_m, viewshed->reach_y);
    long west = look_reach(look, 270.0, shape->cell_width_m, viewshed->reach_x);
    long east = look_reach(look, 90.0, shape->cell_width_m, viewshed->reach_x);

    look->first_row = down_to_8(row - north + 1);
    look->rows = down_to_8(row + south + 7) - look->first_row;
    look->first_column = down_to_8(column - west - MARGIN / 2);
    look->turned_row = down_to_8(column - west + 1);
    look->turned_rows = down_to_8(column + east + 7) - look->turned_row;
    look->turned_first = down_to_8(row - north - MARGIN / 2);
    viewshed->cells.row_words = words_for(west + east);
    viewshed->turned_words = words_for(north + south);
    memset(viewshed->cells.words, 0,
           (size_t)look->rows * viewshed->cells.row_words * sizeof(uint64_t));
    memset(viewshed->turned, 0,
           (size_t)look->turned_rows * viewshed->turned_words * sizeof(uint64_t));
}

/* Single lines of sight of the eye. */
static Sightline look_line(const Look *look)
{
    return (Sightline){
        look->viewshed->relief, look->eye->column,          look->eye->row,
        look->eye->elevation_m, look->eye->target_height_m, look->viewshed->drop_per_m};
}

/* The eye's own cell, when it stands on the sample: no line, so nothing hides it. */
static void look_below(const Look *look)
{
    const Relief *relief = look->viewshed->relief;
    const ReliefShape *shape = &relief->shape;
    Sightline line = look_line(look);
    long column = (long)floor(look->eye->column), row = (long)floor(look->eye->row);
    long bit = column - look->first_column;
    VisibleCells *cells = &look->viewshed->cells;

    if ((double)column != look->eye->column || (double)row != look->eye->row ||
        column < shape->first_column || row < shape->first_row ||
        column >= shape->first_column + shape->columns || row >= shape->first_row + shape->rows)
        return;
    if (sightline_sees(&line, column, row))
        cells->words[(size_t)(row - look->first_row) * cells->row_words + (size_t)(bit >> 6)] |=
            (uint64_t)1 << (bit & 63);
}

static bool look_along(const Look *look, WedgeSide side)
{
    Viewshed *viewshed = look->viewshed;
    Wedge wedge = wedge_of(viewshed->relief, look->eye, &look->field, viewshed->drop_per_m, side);

    if (wedge.turned)
        wedge.out =
            (WedgeBits){viewshed->turned, look->turned_row + wedge.row_offset,
                        look->turned_first + wedge.v_offset, (long)viewshed->turned_words * 8};
    else
        wedge.out =
            (WedgeBits){(uint8_t *)viewshed->cells.words, look->first_row + wedge.row_offset,
                        look->first_column + wedge.v_offset, (long)viewshed->cells.row_words * 8};
    sweep_wedge(viewshed->sweep, &wedge);
    return wedge.turned && wedge.windows;
}

/* Lay what the eastern and western wedges saw into the rows. Both pictures begin at multiples
 * of 8, so that squares of 8 x 8 bits turn into such. */
static void look_merge(const Look *look)
{
    Viewshed *viewshed = look->viewshed;
    BitPicture into = {(uint8_t *)viewshed->cells.words +
                           (look->turned_row - look->first_column) / 8,
                       (long)viewshed->cells.row_words * 8};
    BitPicture from = {viewshed->turned + (look->first_row - look->turned_first) / 8,
                       (long)viewshed->turned_words * 8};

    bits_turn(into, from, 0, look->rows, 0, look->turned_rows);
}

/* Keep of the visible cells those in the camera's frustum. */
static void look_through(const Look *look)
{
    const Relief *relief = look->viewshed->relief;
    const ReliefShape *shape = &relief->shape;
    const float *plane = relief->ground ? relief->ground : relief->surface;
    VisibleCells *cells = &look->viewshed->cells;

    for (size_t i = 0; i < (size_t)look->rows * cells->row_words; i++) {
        uint64_t left = cells->words[i];
        long row = look->first_row + (long)(i / cells->row_words);
        for (; left; left &= left - 1) {
            long column =
                look->first_column + (long)(i % cells->row_words) * 64 + __builtin_ctzll(left);
            double east_m = ((double)column - look->eye->column) * shape->cell_width_m;
            double north_m = -(((double)row - look->eye->row) * shape->cell_height_m);
            double ground =
                (double)plane[relief_at(relief, RELIEF_PAD + column - shape->first_column,
                                        RELIEF_PAD + row - shape->first_row)];
            double up_m = ground + look->eye->target_height_m -
                          look->viewshed->drop_per_m * (east_m * east_m + north_m * north_m) -
                          look->eye->elevation_m;
            if (!field_in_frustum(&look->field, east_m, north_m, up_m))
                cells->words[i] &= ~((uint64_t)1 << __builtin_ctzll(left));
        }
    }
}

/* Can any line of sight cross what has no data? Off the raster's samples nothing has. */
static bool look_has_holes(const Look *look)
{
    const ReliefShape *shape = &look->viewshed->relief->shape;
    double column = look->eye->column - (double)shape->first_column;
    double row = look->eye->row - (double)shape->first_row;

    return relief_has_holes(look->viewshed->relief, look->eye->column, look->eye->row,
                            look->eye->range_m) ||
           column < 0.0 || row < 0.0 || column > (double)(shape->columns - 1) ||
           row > (double)(shape->rows - 1);
}

/* Of the visible cells, those whose line of sight crossed cells without data. */
static size_t look_across_holes(const Look *look)
{
    Sightline line = look_line(look);
    const VisibleCells *cells = &look->viewshed->cells;
    size_t lines = 0;

    for (size_t i = 0; i < (size_t)cells->rows * cells->row_words; i++)
        for (uint64_t left = cells->words[i]; left; left &= left - 1)
            lines += sightline_crosses_nodata(
                &line,
                cells->first_column + (long)(i % cells->row_words) * 64 + __builtin_ctzll(left),
                cells->first_row + (long)(i / cells->row_words));
    return lines;
}

/* Ask for the samples round the eye: sweeps fetch the rest ahead of themselves. */
static void look_prefetch(const Look *look)
{
    enum { NEAR = 2 * SWEEP_BLOCK };
    const Relief *relief = look->viewshed->relief;
    long column = (long)look->eye->column - relief->shape.first_column + RELIEF_PAD;
    long row = (long)look->eye->row - relief->shape.first_row + RELIEF_PAD;

    for (long i = -NEAR; i <= NEAR; i++)
        for (long j = -NEAR; j <= NEAR; j += NEAR) {
            __builtin_prefetch(relief->surface + (row + i) * relief->stride + column + j);
            __builtin_prefetch(relief->turned + (column + i) * relief->turned_stride + row + j);
        }
}

const VisibleCells *viewshed_sweep(Viewshed *viewshed, const ViewshedEye *eye)
{
    ViewshedEye at = *eye;
    Look look = {.viewshed = viewshed, .eye = &at, .field = field_of(eye)};
    VisibleCells *cells = &viewshed->cells;
    bool turned = false;

    /* So near to a row or column a distance has no inverse in floats. */
    at.column = fabs(at.column) < NOWHERE ? 0.0 : at.column;
    at.row = fabs(at.row) < NOWHERE ? 0.0 : at.row;
    look_prefetch(&look);
    look_begin(&look);
    look_below(&look);
    for (int side = 0; side < WEDGE_COUNT; side++)
        turned |= look_along(&look, (WedgeSide)side);
    if (turned)
        look_merge(&look);
    if (eye->camera)
        look_through(&look);
    cells->first_column = look.first_column;
    cells->first_row = look.first_row;
    cells->rows = look.rows;
    cells->visible = 0;
    for (size_t i = 0; i < (size_t)look.rows * cells->row_words; i++)
        if (cells->words[i])
            cells->visible += (size_t)__builtin_popcountll(cells->words[i]);
    cells->nodata_lines =
        viewshed->rules.count_nodata && look_has_holes(&look) ? look_across_holes(&look) : 0;
    return cells;
}
