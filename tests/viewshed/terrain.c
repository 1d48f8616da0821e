#include "tests/viewshed/terrain.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

/* A kind that is added does not change the surfaces of the others. */
enum { KINDS_ONCE = 13 };

static const char *const names[TERRAIN_COUNT] = {
    "city", "fractal", "cliffs", "plain", "stairs",  "spikes", "noise",   "high",
    "tiny", "oblong",  "holes",  "half",  "stripes", "sheer",  "needles", "sea"};

const char *terrain_name(TerrainKind kind)
{
    return names[kind];
}

static size_t cells_of(const Terrain *terrain)
{
    return (size_t)terrain->columns * (size_t)terrain->rows;
}

/* One row of a finer grid: the coarse row between its samples, by cubics. */
static float between(const float *at, long step)
{
    return (float)((9.0 * ((double)at[0] + (double)at[step]) - (double)at[-step] -
                    (double)at[2 * step]) /
                   16.0);
}

typedef struct {
    long columns, rows;
    float *heights;
} Octave;

static Octave octave_new(long columns, long rows)
{
    return (Octave){columns, rows, memory_new((size_t)columns * (size_t)rows, sizeof(float))};
}

/* `coarse` with a sample between each two; its outermost lines serve as neighbours alone. */
static Octave octave_doubled(Octave coarse)
{
    Octave fine = octave_new(2 * (coarse.columns - 3) + 1, 2 * (coarse.rows - 3) + 1);

    for (long y = 0; y < fine.rows; y += 2)
        for (long x = 0; x < fine.columns; x++) {
            const float *at = coarse.heights + (y / 2 + 1) * coarse.columns + x / 2 + 1;
            fine.heights[y * fine.columns + x] = x % 2 == 0 ? *at : between(at, 1);
        }
    /* The rows between need rows on either side; at the border the nearest will do. */
    for (long y = 1; y < fine.rows; y += 2)
        for (long x = 0; x < fine.columns; x++) {
            float *at = fine.heights + y * fine.columns + x;
            long line = fine.columns;
            double outer = (double)at[y >= 3 ? -3 * line : -line] +
                           (double)at[y + 3 < fine.rows ? 3 * line : line];
            *at = (float)((9.0 * ((double)at[-line] + (double)at[line]) - outer) / 16.0);
        }
    free(coarse.heights);
    return fine;
}

/* Random midpoint heights, coarse to fine: each octave is 2^-0.9 of the one before. */
void terrain_hills(Terrain *terrain, double relief_m, Dice *dice)
{
    const double finer = 0.5358867312681466;
    long need = terrain->columns > terrain->rows ? terrain->columns : terrain->rows;
    double size = relief_m;
    long octaves = 0, side_x = terrain->columns, side_y = terrain->rows;
    Octave octave;

    for (; need > 4; need = (need + 1) / 2, octaves++) {
        side_x = (side_x + 1) / 2 + 4;
        side_y = (side_y + 1) / 2 + 4;
        size /= finer;
    }
    octave = octave_new(side_x, side_y);
    for (;; octaves--, size *= finer) {
        size_t count = (size_t)octave.columns * (size_t)octave.rows;
        for (size_t i = 0; i < count; i++)
            octave.heights[i] += (float)(size * dice_normal(dice));
        if (octaves == 0)
            break;
        octave = octave_doubled(octave);
    }
    for (long row = 0; row < terrain->rows; row++)
        for (long column = 0; column < terrain->columns; column++)
            terrain->surface[row * terrain->columns + column] =
                octave.heights[row * octave.columns + column];
    free(octave.heights);
}

/* Discs of up to `lift` metres between ground and surface: raised from the surface, or where it is
 * negative dug under it. */
static void put_cover(Terrain *terrain, double lift, Dice *dice)
{
    for (size_t i = 0; i < cells_of(terrain); i++)
        terrain->ground[i] = terrain->surface[i];
    for (size_t i = 0; i < cells_of(terrain) / 150 + 1; i++) {
        long radius = dice_from(dice, 0, 4), x0 = dice_from(dice, 0, terrain->columns);
        long y0 = dice_from(dice, 0, terrain->rows);
        float height = (float)dice_between(dice, 0.0, lift);
        for (long y = y0 - radius; y <= y0 + radius; y++)
            for (long x = x0 - radius; x <= x0 + radius; x++)
                if (x >= 0 && y >= 0 && x < terrain->columns && y < terrain->rows) {
                    size_t at = (size_t)(y * terrain->columns + x);
                    if (lift > 0.0)
                        terrain->surface[at] = terrain->ground[at] + height;
                    else
                        terrain->ground[at] = terrain->surface[at] + height;
                }
    }
}

static void make_cliffs(Terrain *terrain, Dice *dice)
{
    for (size_t i = 0; i < cells_of(terrain); i++)
        terrain->surface[i] = 20.0f;
    for (int i = 0; i < 40; i++) {
        double a = dice_between(dice, -1.0, 1.0), b = dice_between(dice, -1.0, 1.0);
        double x = dice_unit(dice) * (double)terrain->columns;
        double y = dice_unit(dice) * (double)terrain->rows;
        float step = (float)dice_between(dice, -15.0, 15.0);
        for (long row = 0; row < terrain->rows; row++)
            for (long column = 0; column < terrain->columns; column++)
                if (a * ((double)column - x) + b * ((double)row - y) > 0.0)
                    terrain->surface[row * terrain->columns + column] += step;
    }
}

static void make_stairs(Terrain *terrain, Dice *dice)
{
    bool by_rows = dice_chance(dice, 0.5);
    long tread = dice_from(dice, 2, 30);
    float riser = dice_chance(dice, 0.5) ? 1.0f : -3.0f;

    for (long row = 0; row < terrain->rows; row++)
        for (long column = 0; column < terrain->columns; column++)
            terrain->surface[row * terrain->columns + column] =
                riser * (float)((by_rows ? row : column) / tread);
}

static void make_samples(Terrain *terrain, TerrainKind kind, Dice *dice)
{
    bool spiky = kind == TERRAIN_SPIKES;
    double sometimes = dice_scale(dice, 0.0005, 0.05);

    for (size_t i = 0; i < cells_of(terrain); i++) {
        double height = 0.0;
        if (kind == TERRAIN_NOISE)
            height = dice_between(dice, 0.0, 8.0);
        else if (spiky && dice_chance(dice, sometimes))
            height = dice_between(dice, -5.0, 60.0);
        terrain->surface[i] = (float)(100.0 + height);
    }
}

/* Where floats are at their worst: heights as large as any beside none at all. */
static void make_extremes(Terrain *terrain, TerrainKind kind, Dice *dice)
{
    size_t columns = (size_t)terrain->columns;

    for (size_t i = 0; i < cells_of(terrain); i++) {
        float height = 0.0f;
        if (kind == TERRAIN_SHEER)
            height = (i / columns + i % columns) % 2 ? 9000.0f : -9000.0f;
        else if (kind == TERRAIN_NEEDLES && dice_chance(dice, 0.0003))
            height = 1000.0f;
        terrain->surface[i] = terrain->ground[i] = height;
    }
}

/* Take the data away where the kind has none. */
static void put_holes(Terrain *terrain, TerrainKind kind, Dice *dice)
{
    long period = dice_from(dice, 5, 60), width = dice_from(dice, 1, 6);
    double a = dice_between(dice, -1.0, 1.0), b = dice_between(dice, -1.0, 1.0);
    double x = (double)terrain->columns / 2.0, y = (double)terrain->rows / 2.0;
    bool upright = dice_chance(dice, 0.5), in_ground = dice_chance(dice, 0.2);
    float *plane = in_ground ? terrain->ground : terrain->surface;

    for (long row = 0; row < terrain->rows; row++)
        for (long column = 0; column < terrain->columns; column++) {
            float *cell = plane + row * terrain->columns + column;
            if (kind == TERRAIN_HALF && a * ((double)column - x) + b * ((double)row - y) > 0.0)
                *cell = NAN;
            if (kind == TERRAIN_STRIPES && (upright ? column : row) % period < width)
                *cell = NAN;
            if (kind == TERRAIN_HOLES && dice_chance(dice, 0.005))
                *cell = dice_chance(dice, 0.5) ? NAN : -32768.0f;
        }
    for (int i = 0; kind == TERRAIN_HOLES && i < 12; i++) {
        long x0 = dice_from(dice, 0, terrain->columns), y0 = dice_from(dice, 0, terrain->rows);
        long radius = dice_from(dice, 1, 12);
        for (long row = y0 - radius; row <= y0 + radius; row++)
            for (long column = x0 - radius; column <= x0 + radius; column++)
                if (row >= 0 && column >= 0 && row < terrain->rows && column < terrain->columns &&
                    (row - y0) * (row - y0) + (column - x0) * (column - x0) <= radius * radius)
                    plane[row * terrain->columns + column] = NAN;
    }
}

static void make_surface(Terrain *terrain, TerrainKind kind, Dice *dice)
{
    switch (kind) {
    case TERRAIN_CITY:
    case TERRAIN_TINY:
    case TERRAIN_HOLES:
        terrain_city(terrain, dice);
        break;
    case TERRAIN_CLIFFS:
        make_cliffs(terrain, dice);
        put_cover(terrain, 20.0, dice);
        break;
    case TERRAIN_STAIRS:
        make_stairs(terrain, dice);
        put_cover(terrain, 3.0, dice);
        break;
    case TERRAIN_PLAIN:
        for (size_t i = 0; i < cells_of(terrain); i++) {
            terrain->surface[i] = 12.5f;
            terrain->ground[i] = 12.5f - (float)dice_from(dice, 0, 3);
        }
        break;
    case TERRAIN_SPIKES:
    case TERRAIN_NOISE:
        make_samples(terrain, kind, dice);
        for (size_t i = 0; i < cells_of(terrain); i++)
            terrain->ground[i] = terrain->surface[i] - (float)dice_between(dice, -1.0, 5.0);
        break;
    case TERRAIN_SHEER:
    case TERRAIN_NEEDLES:
    case TERRAIN_SEA:
        make_extremes(terrain, kind, dice);
        break;
    default:
        terrain_hills(terrain, 0.345, dice);
        put_cover(terrain, kind == TERRAIN_FRACTAL ? -15.0 : 15.0, dice);
    }
}

Terrain terrain_of(TerrainKind kind, long columns, long rows, uint64_t seed)
{
    Terrain terrain = {columns, rows, 1.0, 1.0, NULL, NULL};
    Dice dice = dice_new(seed * KINDS_ONCE + kind);

    terrain.surface = memory_new(cells_of(&terrain), sizeof(float));
    terrain.ground = memory_new(cells_of(&terrain), sizeof(float));
    if (kind == TERRAIN_FRACTAL)
        terrain.cell_width_m = terrain.cell_height_m = 5.0;
    if (kind == TERRAIN_TINY || kind == TERRAIN_SHEER)
        terrain.cell_width_m = terrain.cell_height_m = 0.05;
    if (kind == TERRAIN_OBLONG) {
        terrain.cell_width_m = dice_chance(&dice, 0.5) ? 3.0 : 7.0;
        terrain.cell_height_m = 10.0 - terrain.cell_width_m;
    }
    make_surface(&terrain, kind, &dice);
    for (size_t i = 0; kind == TERRAIN_HIGH && i < cells_of(&terrain); i++) {
        terrain.surface[i] += 5000.0f;
        terrain.ground[i] += 5000.0f;
    }
    if (kind == TERRAIN_HOLES || kind == TERRAIN_HALF || kind == TERRAIN_STRIPES)
        put_holes(&terrain, kind, &dice);
    return terrain;
}

void terrain_release(Terrain *terrain)
{
    free(terrain->surface);
    free(terrain->ground);
    *terrain = (Terrain){0};
}
