#include "examples/qingxi/generate/roads.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "examples/qingxi/generate/drawn.h"

bool road_is(const Road *road, const char *class)
{
    return strcmp(road->class, class) == 0;
}

bool road_is_street(const Road *road)
{
    return road_is(road, "trunk") || road_is(road, "primary") || road_is(road, "secondary") ||
           road_is(road, "tertiary");
}

double urban_density(Point point)
{
    double density = 0;

    for (size_t i = 0; i < drawn_core_count; i++) {
        double d = point_distance_m(point, drawn_cores[i].at) / drawn_cores[i].reach_m;

        density = fmax(density, exp(-d * d));
    }
    return density;
}

static Road *roads_add(Roads *roads, const char *class)
{
    Road *road;

    roads->roads = memory_grow(roads->roads, roads->count, &roads->capacity, sizeof *roads->roads);
    road = &roads->roads[roads->count++];
    *road = (Road){.class = class, .ref = ""};
    return road;
}

/* Where segments a-b and c-d cross strictly inside both. */
static bool crossing(Point a, Point b, Point c, Point d, Point *at)
{
    double rx = b.x - a.x, ry = b.y - a.y, sx = d.x - c.x, sy = d.y - c.y;
    double cross = rx * sy - ry * sx;

    if (fabs(cross) < 1e-9)
        return false;
    double t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross;
    double u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross;

    if (t <= 1e-6 || t >= 1 - 1e-6 || u <= 1e-6 || u >= 1 - 1e-6)
        return false;
    *at = (Point){a.x + t * rx, a.y + t * ry};
    return true;
}

/* Motorways pass over what they cross. */
static bool on_ground(const Road *road)
{
    return strncmp(road->class, "motorway", 8) != 0;
}

static void meet(Road *one, Road *other)
{
    for (size_t i = 1; i < one->line.count; i++)
        for (size_t k = 1; k < other->line.count; k++) {
            Point at;

            if (crossing(one->line.at[i - 1], one->line.at[i], other->line.at[k - 1],
                         other->line.at[k], &at)) {
                line_insert(&one->line, i, at);
                line_insert(&other->line, k, at);
                k++;
            }
        }
}

/* Ends within 15 m of another road take its nearest vertex. */
static void join_ends(Roads *roads, size_t which)
{
    Road *road = &roads->roads[which];
    Point *ends[2] = {&road->line.at[0], &road->line.at[road->line.count - 1]};

    for (int e = 0; e < 2; e++) {
        size_t vertex = 0;
        double d = 0;
        size_t nearest = roads_nearest(roads, *ends[e], which, &vertex, &d);

        if (nearest != SIZE_MAX && d < 15)
            *ends[e] = roads->roads[nearest].line.at[vertex];
    }
}

/* Over a river and its banks: a deck reaches further beyond a river's bank than a stream's. */
static bool over_water(const Water *water, Point p)
{
    for (int i = 0; i < 3; i++) {
        const River *river = &water->rivers[i];
        double along = 0, d = line_distance_m(&river->line, p, &along);

        if (d - river_half_m(river, along) < (river->class[0] == 's' ? 9 : 24))
            return true;
    }
    return false;
}

/* What each vertex of a road is: 0 ground, 1 bridge, 2 tunnel. */
static char *vertex_kinds(const Road *road, const DrawnRoad *drawn, const Water *water)
{
    char *kinds = memory_new(road->line.count, 1);
    bool tunnel = drawn->tunnel_from.x > 0;
    size_t from = line_nearest_vertex(&road->line, drawn->tunnel_from, NULL);
    size_t to = line_nearest_vertex(&road->line, drawn->tunnel_to, NULL);

    for (size_t i = 0; i < road->line.count; i++) {
        Point p = road->line.at[i];
        bool wide = strcmp(road->class, "track") && strcmp(road->class, "path");

        if (tunnel && i >= from && i <= to)
            kinds[i] = 2;
        else if (wide && over_water(water, p))
            kinds[i] = 1;
        else if (road_is(road, "motorway") && p.y > 700 && p.y < 940)
            kinds[i] = 1; /* the viaduct over the stream and the road below */
    }
    return kinds;
}

static void roads_cut(Roads *out, const Roads *whole, const Water *water)
{
    for (size_t r = 0; r < whole->count; r++) {
        const Road *road = &whole->roads[r];
        char *kinds = vertex_kinds(road, &drawn_roads[r], water);
        size_t start = 0;

        for (size_t i = 1; i < road->line.count; i++) {
            /* A segment is a bridge or a tunnel when both its ends are. */
            int kind = kinds[i] && kinds[i - 1] ? kinds[i] : 0;
            int next = i + 1 < road->line.count ? (kinds[i] && kinds[i + 1] ? kinds[i] : 0) : -1;

            if (next == kind)
                continue;
            Road *part = roads_add(out, road->class);

            *part = *road;
            part->line = line_part(&road->line, start, i);
            part->bridge = kind == 1;
            part->tunnel = kind == 2;
            part->layer = kind == 1 ? 1 : kind == 2 ? -1 : 0;
            start = i;
        }
        free(kinds);
    }
}

Roads roads_drawn(const Water *water)
{
    Roads whole = {0}, cut = {0};

    for (size_t i = 0; i < drawn_road_count; i++) {
        const DrawnRoad *drawn = &drawn_roads[i];
        Road *road = roads_add(&whole, drawn->class);

        road->line = line_spline(drawn->line.at, drawn->line.count, 12);
        road->lanes = drawn->lanes;
        road->width_m = drawn->width_m;
        road->ref = drawn->ref;
        snprintf(road->name, sizeof road->name, "%s", drawn->name);
        snprintf(road->name_en, sizeof road->name_en, "%s", drawn->name_en);
    }
    for (size_t i = 0; i < whole.count; i++)
        join_ends(&whole, i);
    for (size_t i = 0; i < whole.count; i++)
        for (size_t k = i + 1; k < whole.count; k++)
            if (on_ground(&whole.roads[i]) && on_ground(&whole.roads[k]))
                meet(&whole.roads[i], &whole.roads[k]);
    roads_cut(&cut, &whole, water);
    roads_release(&whole);
    return cut;
}

void roads_release(Roads *roads)
{
    for (size_t i = 0; i < roads->count; i++)
        line_release(&roads->roads[i].line);
    free(roads->roads);
    *roads = (Roads){0};
}

size_t roads_nearest(const Roads *roads, Point point, size_t except, size_t *vertex,
                     double *distance_m)
{
    size_t nearest = SIZE_MAX;
    double best = INFINITY;

    for (size_t r = 0; r < roads->count; r++) {
        const Line *line = &roads->roads[r].line;

        if (r == except || roads->roads[r].tunnel)
            continue;
        for (size_t i = 0; i < line->count; i++) {
            double dx = line->at[i].x - point.x, dy = line->at[i].y - point.y;
            double d = dx * dx + dy * dy;

            if (d < best) {
                best = d;
                nearest = r;
                *vertex = i;
            }
        }
    }
    *distance_m = sqrt(best);
    return nearest;
}

double roads_clearance_m(const Roads *roads, Point point, size_t except)
{
    double best = INFINITY;

    for (size_t r = 0; r < roads->count; r++) {
        const Road *road = &roads->roads[r];

        if (r == except || road->tunnel)
            continue;
        for (size_t i = 1; i < road->line.count; i++) {
            Point segment[2] = {road->line.at[i - 1], road->line.at[i]};

            if (fabs(segment[0].x - point.x) < 120 && fabs(segment[0].y - point.y) < 120) {
                Line line = {.at = segment, .count = 2};

                best = fmin(best, line_distance_m(&line, point, NULL) - road->width_m / 2);
            }
        }
    }
    return best;
}
