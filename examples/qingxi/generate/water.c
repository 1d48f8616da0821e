#include "examples/qingxi/generate/water.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "examples/qingxi/generate/dice.h"
#include "examples/qingxi/generate/drawn.h"

double river_half_m(const River *river, double along_m)
{
    double t = along_m / river->length_m;
    double vary = 1 + 0.18 * noise_at(along_m / 260, 0.5, 71);

    if (river->class[0] == 's')
        return (5 + 3 * t) * vary;
    return (21 + 18 * smooth_step(0.15, 0.75, t)) * vary;
}

static River river_new(const Drawn *drawn, const char *name, const char *name_en, const char *class)
{
    River river = {.name = name, .name_en = name_en, .class = class};
    double along = 0;

    river.line = line_spline(drawn->at, drawn->count, 30);
    river.length_m = line_length_m(&river.line);
    river.half_m = memory_new(river.line.count, sizeof *river.half_m);
    for (size_t i = 0; i < river.line.count; i++) {
        if (i)
            along += point_distance_m(river.line.at[i - 1], river.line.at[i]);
        river.half_m[i] = river_half_m(&river, along);
    }
    return river;
}

#define BANK_CELL_M 50.0
#define BANK_COLUMNS ((int)((TERRAIN_EAST_M - TERRAIN_WEST_M) / BANK_CELL_M))
#define BANK_ROWS ((int)((TERRAIN_NORTH_M - TERRAIN_SOUTH_M) / BANK_CELL_M))

static double exact_bank_m(const Water *water, Point point)
{
    double best = INFINITY;

    for (int i = 0; i < 3; i++) {
        double along = 0, d = line_distance_m(&water->rivers[i].line, point, &along);

        best = fmin(best, d - river_half_m(&water->rivers[i], along));
    }
    return best;
}

static void measure_banks(Water *water)
{
    water->bank_m = memory_new((size_t)BANK_COLUMNS * (size_t)BANK_ROWS, sizeof *water->bank_m);
    for (int row = 0; row < BANK_ROWS; row++)
        for (int column = 0; column < BANK_COLUMNS; column++)
            water->bank_m[row * BANK_COLUMNS + column] =
                (float)exact_bank_m(water, (Point){TERRAIN_WEST_M + (column + 0.5) * BANK_CELL_M,
                                                   TERRAIN_SOUTH_M + (row + 0.5) * BANK_CELL_M});
}

Water water_new(void)
{
    Water water = {0};

    water.rivers[0] = river_new(&drawn_river, "青溪河", "Qingxi River", "river");
    water.rivers[0].start_m = 1238;
    water.rivers[0].end_m = 1190;
    water.rivers[0].flat_m = 430;
    water.rivers[1] = river_new(&drawn_border_river, "界河", "Jie River", "river");
    water.rivers[1].start_m = 1204;
    water.rivers[1].end_m = 1176;
    water.rivers[1].flat_m = 150;
    water.rivers[2] = river_new(&drawn_stream, "南溪", "Nanxi Stream", "stream");
    water.rivers[2].start_m = 1282;
    water.rivers[2].end_m = 1207;
    water.rivers[2].flat_m = 190;
    water.reservoir = line_spline_ring(drawn_reservoir.at, drawn_reservoir.count, 20);
    water.dam = line_spline(drawn_dam.at, drawn_dam.count, 10);
    measure_banks(&water);
    return water;
}

void water_release(Water *water)
{
    for (int i = 0; i < 3; i++) {
        line_release(&water->rivers[i].line);
        free(water->rivers[i].half_m);
    }
    line_release(&water->reservoir);
    line_release(&water->dam);
    free(water->bank_m);
}

double water_bank_m(const Water *water, Point point)
{
    int column = (int)floor((point.x - TERRAIN_WEST_M) / BANK_CELL_M);
    int row = (int)floor((point.y - TERRAIN_SOUTH_M) / BANK_CELL_M);

    if (column >= 0 && row >= 0 && column < BANK_COLUMNS && row < BANK_ROWS) {
        double coarse = (double)water->bank_m[row * BANK_COLUMNS + column];

        if (coarse > 100 + BANK_CELL_M)
            return coarse;
    }
    return exact_bank_m(water, point);
}
