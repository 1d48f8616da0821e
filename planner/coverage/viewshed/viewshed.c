#include "planner/coverage/viewshed/viewshed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/coverage/viewshed/field.h"
#include "planner/coverage/viewshed/relief_parts.h"
#include "planner/coverage/viewshed/sightline.h"

struct Viewshed {
    const Relief *relief;
    ViewshedRules rules;
    VisibleCells cells;
    size_t capacity;
};

Status viewshed_new(Viewshed **out, const Relief *relief, const ViewshedRules *rules,
                    double max_range_m, Diag *diag)
{
    Viewshed *v = memory_new(1, sizeof *v);
    long rows = (long)ceil(max_range_m / relief->shape.cell_height_m) * 2 + 4;
    long columns = (long)ceil(max_range_m / relief->shape.cell_width_m) * 2 + 4;

    (void)diag;
    v->relief = relief;
    v->rules = *rules;
    v->cells.row_words = (size_t)columns / 64 + 2;
    v->capacity = (size_t)rows * v->cells.row_words;
    v->cells.words = memory_new(v->capacity, sizeof *v->cells.words);
    *out = v;
    return OK;
}

void viewshed_free(Viewshed *viewshed)
{
    if (!viewshed)
        return;
    free(viewshed->cells.words);
    free(viewshed);
}

const VisibleCells *viewshed_sweep(Viewshed *v, const ViewshedEye *eye)
{
    const ReliefShape *shape = &v->relief->shape;
    Field field = field_of(eye);
    double drop =
        v->rules.flat ? 0.0 : (1.0 - v->rules.refraction) / (2.0 * VIEWSHED_EARTH_RADIUS_M);
    Sightline line = {v->relief,        eye->column,          eye->row,
                      eye->elevation_m, eye->target_height_m, drop};
    long reach_y = (long)ceil(eye->range_m / shape->cell_height_m) + 1;
    long reach_x = (long)ceil(eye->range_m / shape->cell_width_m) + 1;
    long row0 = (long)floor(eye->row) - reach_y, row1 = (long)ceil(eye->row) + reach_y;
    long column0 = (long)floor(eye->column) - reach_x, column1 = (long)ceil(eye->column) + reach_x;

    v->cells.visible = v->cells.nodata_lines = 0;
    v->cells.first_column = column0;
    if (row0 < shape->first_row)
        row0 = shape->first_row;
    if (column0 < shape->first_column)
        column0 = shape->first_column;
    if (row1 >= shape->first_row + shape->rows)
        row1 = shape->first_row + shape->rows - 1;
    if (column1 >= shape->first_column + shape->columns)
        column1 = shape->first_column + shape->columns - 1;
    v->cells.first_row = row0;
    v->cells.rows = row1 - row0 + 1;
    memset(v->cells.words, 0, v->capacity * sizeof *v->cells.words);
    for (long row = row0; row <= row1; row++)
        for (long column = column0; column <= column1; column++) {
            double east = ((double)column - eye->column) * shape->cell_width_m;
            double north = -(((double)row - eye->row) * shape->cell_height_m);
            size_t at = relief_at(v->relief, RELIEF_PAD + column - shape->first_column,
                                  RELIEF_PAD + row - shape->first_row);
            double ground =
                (double)(v->relief->ground ? v->relief->ground[at] : v->relief->surface[at]);
            double up = ground + eye->target_height_m - drop * (east * east + north * north) -
                        eye->elevation_m;
            if (!field_in_range(&field, east, north) || !field_in_window(&field, east, north) ||
                !field_in_frustum(&field, east, north, up) || !sightline_sees(&line, column, row))
                continue;
            long bit = column - v->cells.first_column;
            v->cells.words[(size_t)(row - row0) * v->cells.row_words + (size_t)(bit / 64)] |=
                (uint64_t)1 << (bit & 63);
            v->cells.visible++;
            v->cells.nodata_lines +=
                v->rules.count_nodata && sightline_crosses_nodata(&line, column, row);
        }
    return &v->cells;
}
