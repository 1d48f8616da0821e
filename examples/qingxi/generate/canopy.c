/* Trees: forest on slopes that nobody ploughs, galleries along the water, a row in some streets. */
#include <math.h>

#include "base/memory.h"
#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/town.h"

bool forest_at(const Town *town, Point p)
{
    double slope = terrain_slope(&town->terrain, p);
    double patch = noise_fractal(p.x / 420, p.y / 420, 3, 101);
    double high = smooth_step(1230, 1420, terrain_height_m(&town->terrain, p));
    double wish =
        0.9 * smooth_step(0.10, 0.30, slope) + 0.45 * high + 0.75 * patch - 1.1 * urban_density(p);

    return wish > 0.62;
}

static int crown_m(Point p)
{
    /* Whole even metres: crowns vary slowly, and the raster stays small. */
    return 2 * (int)(5 + 2.4 * noise_fractal(p.x / 110, p.y / 110, 2, 111));
}

/* Metres of clear ground that a kind of road keeps beside its carriageway. */
static double verge_m(const Road *road)
{
    if (road_is(road, "path"))
        return 1.5;
    return road_is(road, "residential") ? 4 : 7;
}

static void clear_line(Town *town, const Line *line, double half_m)
{
    for (size_t i = 1; i < line->count; i++) {
        Line segment = {.at = &line->at[i - 1], .count = 2};
        double reach = half_m + TERRAIN_CELL_M;
        int left = (int)((fmin(segment.at[0].x, segment.at[1].x) - reach - TERRAIN_WEST_M) /
                         TERRAIN_CELL_M);
        int right = (int)((fmax(segment.at[0].x, segment.at[1].x) + reach - TERRAIN_WEST_M) /
                          TERRAIN_CELL_M);
        int top = (int)((TERRAIN_NORTH_M - fmax(segment.at[0].y, segment.at[1].y) - reach) /
                        TERRAIN_CELL_M);
        int bottom = (int)((TERRAIN_NORTH_M - fmin(segment.at[0].y, segment.at[1].y) + reach) /
                           TERRAIN_CELL_M);

        for (int row = top < 0 ? 0 : top; row <= bottom && row < town->terrain.rows; row++)
            for (int column = left < 0 ? 0 : left;
                 column <= right && column < town->terrain.columns; column++)
                if (line_distance_m(&segment, terrain_centre(column, row), NULL) < half_m)
                    town->canopy_m[row * town->terrain.columns + column] = 0;
    }
}

/* Nobody plants a tree before a gate. */
static bool before_gate(const Town *town, Point p)
{
    for (size_t i = 0; i < town->places.count; i++)
        if (point_distance_m(town->places.places[i].front, p) < 26)
            return true;
    return false;
}

static void plant(Town *town, Point p, int height)
{
    int column = (int)((p.x - TERRAIN_WEST_M) / TERRAIN_CELL_M);
    int row = (int)((TERRAIN_NORTH_M - p.y) / TERRAIN_CELL_M);

    if (!(ground_at(&town->ground, p) & (GROUND_BUILDING | GROUND_ROAD)) && !before_gate(town, p))
        town->canopy_m[row * town->terrain.columns + column] = (uint8_t)height;
}

static void plant_streets(Town *town, Dice *dice)
{
    for (size_t r = 0; r < town->roads.count; r++) {
        const Road *road = &town->roads.roads[r];
        double length = line_length_m(&road->line), gap = dice_between(dice, 18, 34);

        if (!road_is_street(road) || road->bridge || road->tunnel)
            continue;
        for (double along = 10; along < length - 10; along += gap) {
            double heading = 0;
            Point p = line_at(&road->line, along, &heading);

            if (urban_density(p) > 0.2 && dice_chance(dice, 0.6))
                plant(town, point_move(p, heading, 0, -(road->width_m / 2 + 4.5)),
                      6 + 2 * dice_below(dice, 2));
        }
    }
}

static void plant_parks(Town *town, Dice *dice)
{
    for (size_t i = 0; i < town->places.count; i++) {
        const Place *place = &town->places.places[i];
        char leisure[48];

        tag_value(place->wish->tags, "leisure", leisure, sizeof leisure);
        if (leisure[0] != 'p')
            continue;
        for (int k = 0; k < 60; k++) {
            double along = dice_between(dice, -0.46, 0.46) * place->wish->width_m;
            double back = dice_between(dice, 0.35, 0.95) * place->wish->depth_m;

            plant(town, point_move(place->front, place->heading, back, along), 8);
        }
    }
}

void canopy_grow(Town *town, Dice *dice)
{
    int columns = town->terrain.columns;

    town->canopy_m = memory_new((size_t)columns * (size_t)town->terrain.rows, 1);
    for (int row = 0; row < town->terrain.rows; row++)
        for (int column = 0; column < columns; column++) {
            Point p = terrain_centre(column, row);
            double bank = water_bank_m(&town->water, p);
            bool gallery = bank > 3 && bank < 16 && noise_at(p.x / 60, p.y / 60, 121) > 0.18;
            int taken = ground_at(&town->ground, p) & ~GROUND_OUTSIDE;

            if ((forest_at(town, p) || gallery) && bank > 2 && !taken)
                town->canopy_m[row * columns + column] = (uint8_t)crown_m(p);
        }
    for (size_t r = 0; r < town->roads.count; r++) {
        const Road *road = &town->roads.roads[r];

        if (!road->tunnel)
            clear_line(town, &road->line, road->width_m / 2 + verge_m(road));
    }
    for (size_t i = 0; i < town->places.count; i++) { /* fences stand free */
        Line fence = line_copy(&town->places.places[i].ring);

        line_push(&fence, fence.at[0]);
        clear_line(town, &fence, 10);
        line_release(&fence);
    }
    clear_line(town, &town->water.dam, 30);
    clear_line(town, &town->border, 60); /* the vista that border guards keep open */
    plant_streets(town, dice);
    plant_parks(town, dice);
}
