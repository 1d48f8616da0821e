#include "examples/qingxi/generate/places.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define FRONT_GAP_M 4.0

/* A parcel whose front edge, square to `heading`, is centred on `front`; far corners bend a little,
 * as surveyed parcels do. */
static Line parcel_ring(Point front, double heading, const PlaceWish *wish)
{
    double half = wish->width_m / 2, depth = wish->depth_m;
    double bend = 0.06 * noise_at(front.x / 50, front.y / 50, 5);
    Line ring = {0};

    line_push(&ring, point_move(front, heading, 0, -half));
    line_push(&ring, point_move(front, heading, 0, half));
    line_push(&ring, point_move(front, heading, depth * (1 + bend), half * (1 - bend)));
    line_push(&ring, point_move(front, heading, depth * (1 - bend), -half * (1 + bend)));
    return ring;
}

static double steepest(const Line *ring, const Terrain *terrain)
{
    double low = INFINITY, high = -INFINITY;

    for (size_t i = 0; i < ring->count; i++) {
        double z = terrain_height_m(terrain, ring->at[i]);

        low = fmin(low, z);
        high = fmax(high, z);
    }
    return (high - low) / fmax(40, sqrt(ring_area_m2(ring)));
}

/* Remote parcels are cut into the hill, those in town are level. */
static double steepness_allowed(const PlaceWish *wish)
{
    return strchr(wish->key, '!') || strstr(wish->tags, "highway=services") ? 0.22 : 0.12;
}

/* Try the front at a vertex of a road, on one side. */
static bool try_parcel(Place *place, const Ground *ground, const Terrain *terrain, const Road *road,
                       size_t vertex, int side)
{
    const Line *line = &road->line;
    Point a = line->at[vertex ? vertex - 1 : 0];
    Point b = line->at[vertex + 1 < line->count ? vertex + 1 : vertex];
    double heading = atan2(b.y - a.y, b.x - a.x) + side * 1.570796;

    place->heading = heading;
    place->front = point_move(line->at[vertex], heading, road->width_m / 2 + FRONT_GAP_M, 0);
    place->ring = parcel_ring(place->front, heading, place->wish);
    if (ground_under(ground, &place->ring) == 0 &&
        steepest(&place->ring, terrain) < steepness_allowed(place->wish))
        return true;
    line_release(&place->ring);
    return false;
}

static bool may_face(const Road *road, const PlaceWish *wish)
{
    bool wild = road_is(road, "track");

    if (road->bridge || road->tunnel || road_is(road, "path") || road_is(road, "motorway"))
        return false;
    if (wild) /* remote places only, and they say so by their key */
        return strchr(wish->key, '!') != NULL;
    if (strstr(wish->tags, "highway=services"))
        return road_is(road, "motorway_link");
    return !road_is(road, "motorway_link");
}

static bool set_place(Place *place, Ground *ground, const Roads *roads, const Terrain *terrain)
{
    /* Widening rings round the wished point: near parcels win. */
    for (double reach = 30; reach < 950; reach += 30)
        for (size_t r = 0; r < roads->count; r++) {
            const Road *road = &roads->roads[r];

            if (!may_face(road, place->wish))
                continue;
            for (size_t i = 0; i < road->line.count; i++) {
                double d = point_distance_m(road->line.at[i], place->wish->near);

                if (d < reach - 30 || d >= reach)
                    continue;
                for (int side = -1; side <= 1; side += 2)
                    if (try_parcel(place, ground, terrain, road, i, side)) {
                        ground_mark_ring(ground, &place->ring, GROUND_PARCEL);
                        return true;
                    }
            }
        }
    fprintf(stderr, "no parcel for %s\n", place->wish->name_en);
    return false;
}

bool places_set(Places *places, Ground *ground, const Roads *roads, const Terrain *terrain)
{
    bool all = true;

    for (size_t i = 0; i < place_wish_count; i++) {
        Place place = {.wish = &place_wishes[i]};

        if (!set_place(&place, ground, roads, terrain)) {
            all = false;
            continue;
        }
        places->places =
            memory_grow(places->places, places->count, &places->capacity, sizeof *places->places);
        places->places[places->count++] = place;
    }
    return all;
}

typedef struct {
    const Place *place;
    Buildings *buildings;
    Ground *ground;
} Builder;

static void build(Builder *builder, double aside, double back, double width, double depth,
                  char form)
{
    const PlaceWish *wish = builder->place->wish;
    char kind[48];
    static const char *const kinds[] = {"school",     "hospital",   "hotel",
                                        "warehouse",  "industrial", "apartments",
                                        "government", "commercial", "dormitory"};
    BuildingSite site = {
        .front = builder->place->front,
        .heading = builder->place->heading,
        .aside_m = aside,
        .back_m = back,
        .width_m = width,
        .depth_m = depth,
        .form = form,
        .kind = "yes",
        .levels = wish->levels,
    };

    tag_value(wish->tags, "building", kind, sizeof kind);

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i]) == 0)
            site.kind = kinds[i];
    Building *building = buildings_add(builder->buildings, &site);

    building->name = wish->name;
    building->name_en = wish->name_en;
    ground_mark_ring(builder->ground, &building->ring, GROUND_BUILDING);
}

static void build_rows(Builder *builder, double row_depth, double gap)
{
    const PlaceWish *wish = builder->place->wish;
    double width = wish->width_m - 16;
    int across = width > 70 ? 2 : 1;

    for (double back = 9; back + row_depth < wish->depth_m - 5; back += row_depth + gap)
        for (int i = 0; i < across; i++) {
            double each = width / across - (across > 1 ? 8 : 0);
            double aside = across > 1 ? (i ? 0.25 : -0.25) * width : 0;

            build(builder, aside, back, each, row_depth, '-');
        }
}

static void build_campus(Builder *builder)
{
    const PlaceWish *wish = builder->place->wish;
    double width = wish->width_m, depth = wish->depth_m;

    build(builder, 0, 16, width * 0.5, 15, '-');
    build(builder, -width * 0.32, depth * 0.42, width * 0.24, 13, 'L');
    build(builder, width * 0.28, depth * 0.75, width * 0.34, 13, '-');
}

static void build_place(Builder *builder)
{
    const PlaceWish *wish = builder->place->wish;
    double width = wish->width_m, depth = wish->depth_m;

    switch (wish->layout) {
    case 'b':
        build(builder, 0, depth * 0.22, width * 0.72, depth * 0.42, '-');
        break;
    case 'u':
        build(builder, 0, depth * 0.25, width * 0.74, depth * 0.6, 'U');
        break;
    case 'm':
        build_campus(builder);
        break;
    case 'w':
        build_rows(builder, 22, 14);
        break;
    case 'r':
        build_rows(builder, 13, 17);
        break;
    case 't':
        build(builder, -width * 0.3, 8, 14, 8, '-');
        for (int i = 0; i < 3; i++)
            build(builder, (i - 1) * width * 0.28, depth * 0.5, 13, 13, 'o');
        break;
    case 's':
        build(builder, width * 0.15, depth * 0.55, fmin(14, width * 0.5), fmin(9, depth * 0.3),
              '-');
        break;
    default:
        break;
    }
}

void places_build(Places *places, Buildings *buildings, Ground *ground)
{
    for (size_t i = 0; i < places->count; i++) {
        Builder builder = {&places->places[i], buildings, ground};

        places->places[i].first_building = buildings->count;
        build_place(&builder);
        places->places[i].building_count = buildings->count - places->places[i].first_building;
    }
}

void places_release(Places *places)
{
    for (size_t i = 0; i < places->count; i++)
        line_release(&places->places[i].ring);
    free(places->places);
    *places = (Places){0};
}

const Place *places_find(const Places *places, const char *key)
{
    for (size_t i = 0; i < places->count; i++)
        if (strcmp(places->places[i].wish->key, key) == 0)
            return &places->places[i];
    return NULL;
}

bool place_surveyed_only(const PlaceWish *wish)
{
    return strchr(wish->key, '~') != NULL;
}

void tag_value(const char *tags, const char *key, char *value, size_t size)
{
    size_t length = strlen(key);

    value[0] = '\0';
    while (*tags) {
        const char *end = strchr(tags, ';');
        size_t part = end ? (size_t)(end - tags) : strlen(tags);

        if (part > length && tags[length] == '=' && strncmp(tags, key, length) == 0)
            snprintf(value, size, "%.*s", (int)(part - length - 1), tags + length + 1);
        tags += part + (end ? 1 : 0);
    }
}

Line place_area_ring(const PlaceArea *area)
{
    Line ring = {0};

    /* An oval with an uneven rim. */
    for (int i = 0; i < 28; i++) {
        double a = i * 6.283185 / 28;
        double rim = 1 + 0.12 * noise_at(area->at.x / 70 + cos(a), area->at.y / 70 + sin(a), 81);

        line_push(&ring, point_move(area->at, area->heading, area->width_m / 2 * rim * cos(a),
                                    area->depth_m / 2 * rim * sin(a)));
    }
    return ring;
}
