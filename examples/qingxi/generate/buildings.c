#include "examples/qingxi/generate/buildings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A point of the site's frame: `u` along the street, `v` away from it. */
static Point frame_point(const BuildingSite *site, double u, double v)
{
    /* Facing away from the street, the left hand is u's positive side. */
    return point_move(site->front, site->heading, site->back_m + v, site->aside_m + u);
}

static Line round_ring(const BuildingSite *site)
{
    Line ring = {0};
    double radius = site->width_m / 2;

    for (int i = 0; i < 16; i++)
        line_push(&ring, frame_point(site, radius * cos(i * 0.392699),
                                     radius + radius * sin(i * 0.392699)));
    return ring;
}

Line building_ring(const BuildingSite *site)
{
    static const double slab[][2] = {{-0.5, 0}, {0.5, 0}, {0.5, 1}, {-0.5, 1}};
    static const double ell[][2] = {{-0.5, 0},   {0.5, 0},  {0.5, 0.5},
                                    {-0.1, 0.5}, {-0.1, 1}, {-0.5, 1}};
    static const double you[][2] = {{-0.5, 0},   {0.5, 0},     {0.5, 1},   {0.25, 1},
                                    {0.25, 0.4}, {-0.25, 0.4}, {-0.25, 1}, {-0.5, 1}};
    const double(*corners)[2] = site->form == 'L' ? ell : site->form == 'U' ? you : slab;
    size_t count = site->form == 'L' ? 6 : site->form == 'U' ? 8 : 4;
    Line ring = {0};

    if (site->form == 'o')
        return round_ring(site);
    for (size_t i = 0; i < count; i++)
        line_push(&ring,
                  frame_point(site, corners[i][0] * site->width_m, corners[i][1] * site->depth_m));
    return ring;
}

Building *buildings_add(Buildings *buildings, const BuildingSite *site)
{
    buildings->buildings = memory_grow(buildings->buildings, buildings->count, &buildings->capacity,
                                       sizeof *buildings->buildings);
    Building *building = &buildings->buildings[buildings->count++];

    *building = (Building){
        .ring = building_ring(site),
        .kind = site->kind,
        .name = "",
        .name_en = "",
        .levels = site->levels,
        .height_m = site->levels * 3.1 + 0.8,
        .corner = frame_point(site, -site->width_m / 2, 0),
        .heading = site->heading,
        .width_m = site->width_m,
        .depth_m = site->form == 'U'   ? site->depth_m * 0.4
                   : site->form == 'L' ? site->depth_m * 0.5
                                       : site->depth_m,
    };
    return building;
}

Line building_part(const Building *building, double from, double to, double near, double far)
{
    double u[2] = {from * building->width_m, to * building->width_m};
    double v[2] = {near * building->depth_m, far * building->depth_m};
    Line ring = {0};

    line_push(&ring, point_move(building->corner, building->heading, v[0], u[0]));
    line_push(&ring, point_move(building->corner, building->heading, v[0], u[1]));
    line_push(&ring, point_move(building->corner, building->heading, v[1], u[1]));
    line_push(&ring, point_move(building->corner, building->heading, v[1], u[0]));
    return ring;
}

/* How many storeys a house has here. */
static int storeys(const Road *road, Point p, Dice *dice)
{
    double centre = exp(-pow(point_distance_m(p, (Point){2950, 2780}) / 600, 2));
    double wish = road_is(road, "residential") ? 1.6 + 2.6 * centre : 2 + 5.5 * centre;

    wish += dice_between(dice, -1.2, 1.6);
    if (centre > 0.3 && dice_chance(dice, 0.04))
        wish += 6;
    return wish < 1 ? 1 : (int)(wish + 0.5);
}

static const char *use_of(const Road *road, int levels, Dice *dice)
{
    if (road_is(road, "residential"))
        return levels > 4 ? "apartments" : "house";
    return dice_chance(dice, 0.55) ? "retail" : levels > 3 ? "apartments" : "house";
}

static bool free_ground(const Ground *ground, const BuildingSite *site, const Terrain *terrain)
{
    /* A metre more on each side, so that neighbours keep their walls. */
    BuildingSite wide = *site;

    wide.width_m += 1.6;
    wide.depth_m += 1.6;
    wide.back_m -= 0.8;
    wide.form = '-';
    Line ring = building_ring(&wide);
    bool yes = ground_under(ground, &ring) == 0 && terrain_slope(terrain, ring.at[2]) < 0.2;

    line_release(&ring);
    return yes;
}

/* One house of the row, and sometimes one behind it; returns the frontage taken. */
static double add_house(Buildings *buildings, Ground *ground, const Road *road, Dice *dice,
                        BuildingSite *site, const Terrain *terrain)
{
    double frontage = site->width_m;

    site->levels = storeys(road, site->front, dice);
    site->kind = use_of(road, site->levels, dice);
    if (!free_ground(ground, site, terrain))
        return 5;
    for (int row = 0; row < 2; row++) {
        Building *house = buildings_add(buildings, site);

        ground_mark_ring(ground, &house->ring, GROUND_BUILDING);
        house->height_m += dice_between(dice, -0.4, 0.9);
        if (dice_chance(dice, 0.14))
            house->height_m = 0;
        else if (dice_chance(dice, 0.12))
            house->levels = 0;
        if (house->height_m <= 0 && dice_chance(dice, 0.2))
            house->levels = 0;
        site->back_m += site->depth_m + dice_between(dice, 4, 9);
        site->width_m *= dice_between(dice, 0.7, 1);
        site->depth_m = dice_between(dice, 8, 12);
        site->levels = site->levels > 3 ? 2 + dice_below(dice, 2) : 1 + dice_below(dice, 2);
        if (!dice_chance(dice, 0.42) || !free_ground(ground, site, terrain))
            break;
    }
    return frontage;
}

static void line_road(Buildings *buildings, Ground *ground, const Road *road, Dice *dice,
                      const Terrain *terrain)
{
    bool lane = road_is(road, "residential");
    double length = line_length_m(&road->line);

    for (int side = -1; side <= 1; side += 2)
        for (double along = 8; along < length - 6;) {
            double heading = 0;
            Point p = line_at(&road->line, along, &heading);
            double density = urban_density(p);
            bool build = density > 0.3 ? dice_chance(dice, 0.8)
                                       : dice_chance(dice, density * 0.8) && density > 0.06;

            if (!build) {
                along += dice_between(dice, 8, 24);
                continue;
            }
            BuildingSite site = {
                .front = p,
                .heading = heading + side * 1.570796 + dice_between(dice, -0.03, 0.03),
                .back_m = road->width_m / 2 +
                          (lane ? dice_between(dice, 1.6, 4) : dice_between(dice, 4.5, 8)),
                .width_m = lane ? dice_between(dice, 8, 17) : dice_between(dice, 10, 28),
                .depth_m = lane ? dice_between(dice, 8, 14) : dice_between(dice, 10, 17),
                .form = '-',
            };
            if (site.width_m > 12 && dice_chance(dice, 0.3))
                site.form = 'L';
            else if (site.width_m > 16 && dice_chance(dice, 0.25))
                site.form = 'U';
            if (site.form != '-')
                site.depth_m *= 1.5;
            along += add_house(buildings, ground, road, dice, &site, terrain) +
                     (lane ? dice_between(dice, 2, 7) : dice_between(dice, 1.8, 5));
        }
}

void buildings_line_streets(Buildings *buildings, Ground *ground, const Roads *roads, Dice *dice,
                            const Terrain *terrain)
{
    for (size_t r = 0; r < roads->count; r++) {
        const Road *road = &roads->roads[r];

        if (!road->bridge && !road->tunnel &&
            (road_is_street(road) || road_is(road, "residential") || road_is(road, "pedestrian")))
            line_road(buildings, ground, road, dice, terrain);
    }
}

void buildings_release(Buildings *buildings)
{
    for (size_t i = 0; i < buildings->count; i++)
        line_release(&buildings->buildings[i].ring);
    free(buildings->buildings);
    *buildings = (Buildings){0};
}
