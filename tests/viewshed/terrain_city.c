#include <stdlib.h>

#include "base/memory.h"
#include "tests/viewshed/terrain.h"

typedef struct {
    long x0, y0, x1, y1; /* cells; x1 and y1 excluded */
} Plot;

/* Where streets run along one axis, 50 to 140 cells apart; the last lies beyond `cells`. */
static long *lay_streets(long cells, Dice *dice, long *count)
{
    long *at = memory_new((size_t)cells / 50 + 2, sizeof *at);

    *count = 1;
    while (at[*count - 1] < cells) {
        at[*count] = at[*count - 1] + dice_from(dice, 50, 140);
        ++*count;
    }
    return at;
}

static long smaller(long a, long b)
{
    return a < b ? a : b;
}

/* Raise a plot to its mean ground and a height: a few storeys, seldom a tower. */
static void put_building(Terrain *terrain, Plot plot, Dice *dice)
{
    double mean = 0.0, height;

    for (long y = plot.y0; y < plot.y1; y++)
        for (long x = plot.x0; x < plot.x1; x++)
            mean += (double)terrain->ground[y * terrain->columns + x];
    mean /= (double)((plot.x1 - plot.x0) * (plot.y1 - plot.y0));
    if (dice_chance(dice, 0.03))
        height = dice_between(dice, 30.0, 90.0);
    else
        height =
            3.0 + 3.2 * (dice_exponential(dice) + dice_exponential(dice) + dice_exponential(dice));
    for (long y = plot.y0; y < plot.y1; y++)
        for (long x = plot.x0; x < plot.x1; x++)
            terrain->surface[y * terrain->columns + x] = (float)(mean + height);
}

static void put_block(Terrain *terrain, Plot block, Dice *dice)
{
    for (long y = block.y0; y < block.y1 - 6;) {
        long depth = dice_from(dice, 10, 30), end_y = smaller(y + depth, block.y1);
        for (long x = block.x0; x < block.x1 - 6;) {
            long width = dice_from(dice, 8, 28), end_x = smaller(x + width, block.x1);
            if (end_y > y && end_x > x && dice_chance(dice, 0.7))
                put_building(terrain, (Plot){x, y, end_x, end_y}, dice);
            x = end_x + (dice_chance(dice, 0.5) ? dice_from(dice, 2, 8) : 0);
        }
        y = end_y + (dice_chance(dice, 0.6) ? dice_from(dice, 4, 14) : 0);
    }
}

static void put_tree(Terrain *terrain, Dice *dice)
{
    long row = dice_from(dice, 4, terrain->rows - 5);
    long column = dice_from(dice, 4, terrain->columns - 5), radius = dice_from(dice, 1, 4);
    double height = dice_between(dice, 3.0, 12.0);
    size_t foot = (size_t)(row * terrain->columns + column);
    float top = (float)((double)terrain->ground[foot] + height);

    if (terrain->surface[foot] > terrain->ground[foot] + 0.1f)
        return;
    for (long y = -radius; y <= radius; y++)
        for (long x = -radius; x <= radius; x++) {
            float *cell = terrain->surface + (row + y) * terrain->columns + column + x;
            if (x * x + y * y <= radius * radius && *cell < top)
                *cell = top;
        }
}

void terrain_city(Terrain *terrain, Dice *dice)
{
    long across, down;
    long *xs = lay_streets(terrain->columns, dice, &across);
    long *ys = lay_streets(terrain->rows, dice, &down);
    size_t cells = (size_t)terrain->columns * (size_t)terrain->rows;

    terrain_hills(terrain, 0.008, dice);
    for (long row = 0; row < terrain->rows; row++)
        for (long column = 0; column < terrain->columns; column++) {
            size_t at = (size_t)(row * terrain->columns + column);
            terrain->surface[at] += (float)(0.01 * (double)column + 0.006 * (double)row);
            terrain->ground[at] = terrain->surface[at];
        }
    for (long i = 0; i + 1 < down; i++)
        for (long j = 0; j + 1 < across; j++) {
            long street = dice_from(dice, 8, 18) / 2;
            Plot block = {xs[j] + street, ys[i] + street,
                          smaller(terrain->columns, xs[j + 1] - street),
                          smaller(terrain->rows, ys[i + 1] - street)};
            if (!dice_chance(dice, 0.08)) /* else a park */
                put_block(terrain, block, dice);
        }
    for (size_t i = 0; terrain->columns > 10 && terrain->rows > 10 && i < cells / 2500; i++)
        put_tree(terrain, dice);
    free(ys);
    free(xs);
}
