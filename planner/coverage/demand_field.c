#include "planner/coverage/demand_field.h"

#include <math.h>

#include "data/shape.h"

static int step_of(double wished_m, double cell_m)
{
    double step = rint(wished_m / cell_m);

    return step < 1 ? 1 : (int)step;
}

static int clamp_int(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

void demand_field_lay(DemandField *field, const Surface *surface, Box box, double cell_m)
{
    const Grid *from = &surface->grid;
    int last_column, last_row;

    field->surface = surface;
    field->step_x = step_of(cell_m, from->dx_m);
    field->step_y = step_of(cell_m, from->dy_m);
    field->first_column = clamp_int(grid_column(from, box.min_x), 0, from->width - 1);
    field->first_row = clamp_int(grid_row(from, box.max_y), 0, from->height - 1);
    last_column = clamp_int(grid_column(from, box.max_x), 0, from->width - 1);
    last_row = clamp_int(grid_row(from, box.min_y), 0, from->height - 1);
    field->first_column -= field->first_column % field->step_x;
    field->first_row -= field->first_row % field->step_y;
    field->grid = (Grid){
        .dx_m = from->dx_m * field->step_x,
        .dy_m = from->dy_m * field->step_y,
        .width = (last_column - field->first_column) / field->step_x + 1,
        .height = (last_row - field->first_row) / field->step_y + 1,
    };
    field->grid.x0 = grid_x(from, field->first_column) - field->grid.dx_m / 2;
    field->grid.y0 = grid_y(from, field->first_row) + field->grid.dy_m / 2;
}

size_t demand_field_sample(const DemandField *field, int column, int row)
{
    return grid_at(&field->surface->grid, field->first_column + column * field->step_x,
                   field->first_row + row * field->step_y);
}

static void open_span(int row, int from, int to, void *context)
{
    DemandField *field = context;

    for (int column = from; column < to; column++) {
        size_t sample = demand_field_sample(field, column, row);
        if (!isnan(field->surface->ground[sample]) && !isnan(field->surface->top[sample]) &&
            field->surface->kind[sample] != OBSTACLE_BUILDING)
            bitset_put(&field->open, grid_at(&field->grid, column, row));
    }
}

void demand_field_open(DemandField *field, const Scene *scene)
{
    bitset_init(&field->open, grid_cells(&field->grid));
    if (scene->area)
        shape_burn(scene->geos, scene->area, &field->grid, open_span, field);
    else
        for (int row = 0; row < field->grid.height; row++)
            open_span(row, 0, field->grid.width, field);
}
