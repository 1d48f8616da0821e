/* The poles layer: posts that stand and that a camera may use. */
#include <stdio.h>

#include "examples/qingxi/generate/write_layers.h"

typedef struct {
    OGRLayerH layer;
    const Town *town;
    const char *prefix, *kind;
    double height_m;
    int number;
} Posts;

static void add_post(Posts *posts, Point at)
{
    OGRFeatureH feature;
    char code[32];

    if (ground_at(&posts->town->ground, at) & (GROUND_BUILDING | GROUND_OUTSIDE))
        return;
    snprintf(code, sizeof code, "%s-%04d", posts->prefix, ++posts->number);
    feature = book_feature(posts->layer, book_point(at));
    book_text(feature, "code", code);
    book_text(feature, "kind", posts->kind);
    book_real(feature, "height_m", posts->height_m);
    book_add(posts->layer, feature);
}

/* Lamp posts on the main streets, on both sides by turns. */
static void add_lamps(Posts *posts)
{
    const Roads *roads = &posts->town->roads;
    int side = 1;

    for (size_t r = 0; r < roads->count; r++) {
        const Road *road = &roads->roads[r];
        double length = line_length_m(&road->line);

        if (!(road_is(road, "trunk") || road_is(road, "primary")) || road->bridge || road->tunnel)
            continue;
        for (double along = 20; along < length; along += 75, side = -side) {
            double heading = 0;
            Point p = line_at(&road->line, along, &heading);

            p = point_move(p, heading, 0, side * (road->width_m / 2 + 2.2));
            if (urban_density(p) > 0.3)
                add_post(posts, p);
        }
    }
}

/* Tower sites along the border, on the own side and off the water. */
static void add_towers(Posts *posts)
{
    const Line *border = &posts->town->border;

    for (double along = 110; along < line_length_m(border) - 60; along += 220) {
        double heading = 0, inland = 34;
        Point p = line_at(border, along, &heading);

        while (water_bank_m(&posts->town->water, point_move(p, heading, 0, inland)) < 8)
            inland += 4;
        add_post(posts, point_move(p, heading, 0, inland));
    }
}

/* Gauging posts round the reservoir and lamps on the dyke. */
static void add_water_posts(Posts *posts)
{
    const Water *water = &posts->town->water;
    const River *river = &water->rivers[0];
    Line shore = line_copy(&water->reservoir);
    double from = 0, to = 0;

    line_push(&shore, shore.at[0]);
    for (double along = 40; along < line_length_m(&shore); along += 110) {
        double heading = 0;
        Point p = line_at(&shore, along, &heading);

        for (int side = -1; side <= 1; side += 2)
            if (!ring_contains(&water->reservoir, point_move(p, heading, 0, side * 7)))
                add_post(posts, point_move(p, heading, 0, side * 7));
    }
    line_release(&shore);
    line_distance_m(&river->line, (Point){3500, 2330}, &from);
    line_distance_m(&river->line, (Point){2200, 2120}, &to);
    for (double along = from + 30; along < to; along += 90) {
        double heading = 0;
        Point p = line_at(&river->line, along, &heading);

        add_post(posts, point_move(p, heading, 0, -(river_half_m(river, along) + 12)));
    }
}

void write_poles(GDALDatasetH dataset, OGRSpatialReferenceH crs, const Town *town)
{
    OGRLayerH layer = book_layer(dataset, "poles", wkbPoint, "code:s kind:s height_m:r", crs, NULL);
    Posts lamps = {layer, town, "LD", "路灯杆", 8, 0};
    Posts towers = {layer, town, "BF", "边防监控塔位", 15, 0};
    Posts gauges = {layer, town, "SL", "水利立杆", 8, 0};

    add_lamps(&lamps);
    add_towers(&towers);
    add_water_posts(&gauges);
    book_commit(layer);
}
