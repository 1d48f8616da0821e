#include "examples/qingxi/generate/town.h"

#include <stdlib.h>

#include "examples/qingxi/generate/drawn.h"

static void draw_area(Town *town)
{
    Line border = line_spline(drawn_border.at, drawn_border.count, 20);
    Point controls[64];
    size_t count = drawn_limit.count;
    size_t north = line_nearest_vertex(&border, drawn_limit.at[0], NULL);
    size_t south = line_nearest_vertex(&border, drawn_limit.at[count - 1], NULL);

    for (size_t i = 0; i < count; i++)
        controls[i] = drawn_limit.at[i];
    controls[count - 1] = border.at[south];
    town->area = line_spline(controls, count, 40);
    for (size_t i = south - 1; i > north; i--)
        line_push(&town->area, border.at[i]);
    town->border = line_part(&border, north, south);
    line_release(&border);
}

static void mark_network(Town *town)
{
    for (size_t r = 0; r < town->roads.count; r++) {
        const Road *road = &town->roads.roads[r];

        if (!road->tunnel)
            ground_mark_line(&town->ground, &road->line, road->width_m / 2 + 1.2, GROUND_ROAD);
    }
}

static void mark_water(Town *town)
{
    for (int i = 0; i < 3; i++) {
        const River *river = &town->water.rivers[i];

        for (size_t k = 1; k < river->line.count; k++) {
            Line segment = {.at = &river->line.at[k - 1], .count = 2};

            ground_mark_line(&town->ground, &segment, river->half_m[k] + 5, GROUND_WATER);
        }
    }
    ground_mark_ring(&town->ground, &town->water.reservoir, GROUND_WATER);
    ground_mark_line(&town->ground, &town->water.dam, 30, GROUND_WATER);
    /* Nothing stands on the border strip. */
    ground_mark_line(&town->ground, &town->border, 25, GROUND_WATER);
}

static bool parcel_near(const void *context, Point p, double margin)
{
    const Ground *ground = context;
    int flags = ground_at(ground, p);

    for (int i = 0; i < 8; i++)
        flags |= ground_at(ground, point_move(p, i * 0.785398, margin, 0));
    return flags & (GROUND_PARCEL | GROUND_OUTSIDE | GROUND_WATER);
}

static void bed_roads(Town *town)
{
    TerrainBeds beds = terrain_beds_new(&town->terrain);
    Point below = {2610, 3900};

    for (size_t r = 0; r < town->roads.count; r++) {
        const Road *road = &town->roads.roads[r];
        bool wild = road_is(road, "path");

        if (!road->bridge && !road->tunnel && !wild)
            terrain_bed_add(&beds, &town->terrain, &road->line, road->width_m / 2 + 1,
                            road_is(road, "track") ? 40 : 110);
    }
    town->water.reservoir_level_m = terrain_height_m(&town->terrain, below) + 16;
    terrain_settle(&town->terrain, &beds, &town->water);
}

bool town_lay_out(Town *town, uint64_t seed)
{
    Dice lanes = dice_new(seed), houses = dice_new(seed + 1), trees = dice_new(seed + 2);
    bool all;

    *town = (Town){0};
    draw_area(town);
    town->water = water_new();
    town->terrain = terrain_new(&town->water);
    town->roads = roads_drawn(&town->water);
    town->ground = ground_new(&town->area);
    mark_network(town);
    mark_water(town);
    all = places_set(&town->places, &town->ground, &town->roads, &town->terrain);
    roads_grow_lanes(&town->roads, &lanes, &town->terrain, &town->water, parcel_near,
                     &town->ground);
    mark_network(town);
    places_build(&town->places, &town->buildings, &town->ground);
    buildings_line_streets(&town->buildings, &town->ground, &town->roads, &houses, &town->terrain);
    bed_roads(town);
    canopy_grow(town, &trees);
    return all;
}

void town_release(Town *town)
{
    line_release(&town->area);
    line_release(&town->border);
    water_release(&town->water);
    terrain_release(&town->terrain);
    roads_release(&town->roads);
    ground_release(&town->ground);
    places_release(&town->places);
    buildings_release(&town->buildings);
    free(town->canopy_m);
}
