#include "planner/audit/facade.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/shape.h"

/* What one walk around a place's rings carries along. */
typedef struct {
    FacadeSet *set;
    FacadePlace *place;
    const Surface *surface;
    size_t xy_capacity, ring_capacity, *point_capacity;
    float cos_limit; /* of the place */
    double inside_m; /* between points on the ground */
} Walk;

static void ring_keep(const double *xy, size_t count, Walk *walk)
{
    FacadePlace *place = walk->place;
    size_t used = place->rings ? place->ring_first[place->rings] : 0;

    while (used + count > walk->xy_capacity) {
        walk->xy_capacity = walk->xy_capacity ? 2 * walk->xy_capacity : 32;
        place->xy = memory_resize(place->xy, walk->xy_capacity, 2 * sizeof *place->xy);
    }
    memcpy(place->xy + 2 * used, xy, count * 2 * sizeof *xy);
    place->ring_first = memory_resize(place->ring_first, place->rings + 2, sizeof(size_t));
    place->ring_first[place->rings] = used;
    place->ring_first[++place->rings] = used + count;
}

static void point_add(Walk *walk, double x, double y, double height_m, const double *normal)
{
    FacadeSet *set = walk->set;
    double ground_m = surface_ground_at(walk->surface, x, y);

    if (isnan(ground_m)) /* no terrain there: nothing can be said of it */
        return;
    set->points =
        memory_grow(set->points, set->point_count, walk->point_capacity, sizeof *set->points);
    set->points[set->point_count++] =
        (FacadePoint){(float)(x - set->origin_x),           (float)(y - set->origin_y),
                      (float)(ground_m + height_m),         normal ? (float)normal[0] : 0,
                      normal ? (float)normal[1] : 0,        walk->cos_limit,
                      (uint32_t)(walk->place - set->places)};
}

static double ring_area_m2(const double *xy, size_t count)
{
    double twice = 0;

    for (size_t i = 0; i + 1 < count; i++)
        twice += (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]) -
                 (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
    return twice / 2;
}

/* The points above one spot of a wall (or the rim of an outdoor place). */
static void wall_add(Walk *walk, const double *a, const double *b, double along_m, double side)
{
    double dx = b[0] - a[0], dy = b[1] - a[1], length_m = hypot(dx, dy);
    double x = a[0] + dx * along_m / length_m, y = a[1] + dy * along_m / length_m;
    double normal[2] = {side * dy / length_m, -side * dx / length_m};
    int storeys = (int)fmax(1, ceil(walk->place->forbidden->storeys - 1e-9));

    if (walk->place->forbidden->outdoor) {
        point_add(walk, x, y, FACADE_STOREY_M / 2, NULL);
        return;
    }
    for (int s = 0; s < storeys; s++)
        point_add(walk, x + FACADE_OUTSIDE_M * normal[0], y + FACADE_OUTSIDE_M * normal[1],
                  FACADE_STOREY_M * (s + 0.5), normal);
}

static void ring_visit(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Walk *walk = context;
    double length_m = 0, step_m, next_m, side;

    if (!closed || count < 4)
        return;
    ring_keep(xy, count, walk);
    if (!walk->place->forbidden->in_force)
        return;
    for (size_t i = 0; i + 1 < count; i++)
        length_m += hypot(xy[2 * i + 2] - xy[2 * i], xy[2 * i + 3] - xy[2 * i + 1]);
    if (!(length_m > 0))
        return;
    /* Away from the polygon: right of an anticlockwise outer ring, left of its holes. */
    side = (ring_area_m2(xy, count) > 0) != hole ? 1 : -1;
    step_m = length_m / ceil(length_m / FACADE_STEP_M);
    next_m = step_m / 2;
    for (size_t i = 0; i + 1 < count; i++) {
        double edge_m = hypot(xy[2 * i + 2] - xy[2 * i], xy[2 * i + 3] - xy[2 * i + 1]);
        while (edge_m > 0 && next_m <= edge_m) {
            wall_add(walk, xy + 2 * i, xy + 2 * i + 2, next_m, side);
            next_m += step_m;
        }
        next_m -= edge_m;
    }
}

static void inside_visit(int row, int from, int to, void *context)
{
    Walk *walk = context;
    Box box = walk->place->box;

    for (int column = from; column < to; column++)
        point_add(walk, box.min_x + (column + 0.5) * walk->inside_m,
                  box.max_y - (row + 0.5) * walk->inside_m, 0, NULL);
}

static void mask_visit(int row, int from, int to, void *context)
{
    FacadePlace *place = context;

    memset(place->mask + (size_t)row * (size_t)place->sight.ignored_width + from, 1,
           (size_t)(to - from));
}

/* The surface cells of the place's own building. */
static void mask_build(FacadePlace *place, GEOSContextHandle_t geos, const Surface *surface)
{
    const GEOSGeometry *own =
        place->forbidden->building ? place->forbidden->building : place->forbidden->shape;
    const Grid *grid = &surface->grid;
    Box box = shape_box(geos, own);
    int column = grid_column(grid, box.min_x), row = grid_row(grid, box.max_y);
    int width = grid_column(grid, box.max_x) - column + 1;
    int height = grid_row(grid, box.min_y) - row + 1;
    Grid window = {grid->x0 + column * grid->dx_m,
                   grid->y0 - row * grid->dy_m,
                   grid->dx_m,
                   grid->dy_m,
                   width,
                   height};

    place->sight.ignored_column = column;
    place->sight.ignored_row = row;
    place->sight.ignored_width = width;
    place->sight.ignored_height = height;
    place->mask = memory_new((size_t)width * (size_t)height, 1);
    place->sight.ignored = place->mask;
    shape_burn(geos, own, &window, mask_visit, place);
}

static float cos_limit(const Forbidden *forbidden)
{
    double limit_deg = forbidden->max_incidence_deg;

    if (!(limit_deg > 0) || limit_deg > 90)
        limit_deg = 90;
    return (float)cos(limit_deg * 3.14159265358979323846 / 180);
}

static void place_build(Walk *walk, GEOSContextHandle_t geos, const Forbidden *forbidden)
{
    FacadePlace *place = walk->place;

    walk->cos_limit = cos_limit(forbidden);
    place->forbidden = forbidden;
    place->box = shape_box(geos, forbidden->shape);
    place->first = walk->set->point_count;
    walk->xy_capacity = 0;
    if (!(place->box.max_x >= place->box.min_x))
        return;
    shape_each_ring(geos, forbidden->shape, ring_visit, walk);
    if (!forbidden->in_force)
        return;
    place->sight = (SightRules){.refraction = SIGHT_REFRACTION, .no_canopy = true};
    mask_build(place, geos, walk->surface);
    if (forbidden->outdoor) {
        double step_m =
            fmax(FACADE_STEP_M, sqrt(shape_area_m2(geos, forbidden->shape) / FACADE_MOST_INSIDE));
        Grid grid = {place->box.min_x,
                     place->box.max_y,
                     step_m,
                     step_m,
                     (int)((place->box.max_x - place->box.min_x) / step_m) + 1,
                     (int)((place->box.max_y - place->box.min_y) / step_m) + 1};
        walk->inside_m = step_m;
        shape_burn(geos, forbidden->shape, &grid, inside_visit, walk);
    }
    place->count = walk->set->point_count - place->first;
}

static void tiles_build(FacadeSet *set)
{
    Grid *tiles = &set->tiles;
    float box[4] = {0, 0, 0, 0};
    size_t cells;

    for (size_t i = 0; i < set->point_count; i++) {
        const FacadePoint *p = set->points + i;
        box[0] = i ? fminf(box[0], p->x) : p->x;
        box[1] = i ? fminf(box[1], p->y) : p->y;
        box[2] = i ? fmaxf(box[2], p->x) : p->x;
        box[3] = i ? fmaxf(box[3], p->y) : p->y;
    }
    *tiles = (Grid){(double)box[0],
                    (double)box[3],
                    FACADE_TILE_M,
                    FACADE_TILE_M,
                    (int)((double)(box[2] - box[0]) / FACADE_TILE_M) + 1,
                    (int)((double)(box[3] - box[1]) / FACADE_TILE_M) + 1};
    cells = grid_cells(tiles);
    set->tile_first = memory_new(cells + 2, sizeof *set->tile_first);
    set->tiled = memory_new(set->point_count + 1, sizeof *set->tiled);
    /* Counted one tile on, so that filling leaves each tile's beginning in its place. */
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < set->point_count; i++) {
            int column = grid_column(tiles, (double)set->points[i].x);
            int row = grid_row(tiles, (double)set->points[i].y);
            size_t t = grid_at(tiles, column, row);
            if (pass == 0)
                set->tile_first[t + 2]++;
            else
                set->tiled[set->tile_first[t + 1]++] = (uint32_t)i;
        }
        for (size_t t = 2; pass == 0 && t < cells + 2; t++)
            set->tile_first[t] += set->tile_first[t - 1];
    }
}

void facade_build(FacadeSet *out, const Surface *surface, const ForbiddenSet *places)
{
    size_t point_capacity = 0;
    Walk walk = {.set = out, .surface = surface, .point_capacity = &point_capacity};

    *out = (FacadeSet){.origin_x = surface->grid.x0, .origin_y = surface->grid.y0};
    out->places = memory_new(places->count + 1, sizeof *out->places);
    out->place_count = places->count;
    for (size_t i = 0; i < places->count; i++) {
        walk.place = out->places + i;
        place_build(&walk, places->geos, &places->places[i]);
    }
    tiles_build(out);
}

void facade_release(FacadeSet *set)
{
    for (size_t i = 0; i < set->place_count; i++) {
        free(set->places[i].xy);
        free(set->places[i].ring_first);
        free(set->places[i].mask);
    }
    free(set->places);
    free(set->points);
    free(set->tile_first);
    free(set->tiled);
    *set = (FacadeSet){0};
}

static double segment_distance_m(const double *a, const double *b, double x, double y)
{
    double dx = b[0] - a[0], dy = b[1] - a[1], square = dx * dx + dy * dy;
    double t = square > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / square : 0;

    t = fmin(1, fmax(0, t));
    return hypot(a[0] + t * dx - x, a[1] + t * dy - y);
}

bool facade_inside(const FacadePlace *place, double x, double y, double *edge_m)
{
    bool inside = false;

    *edge_m = INFINITY;
    for (size_t r = 0; r < place->rings; r++) {
        for (size_t i = place->ring_first[r]; i + 1 < place->ring_first[r + 1]; i++) {
            const double *a = place->xy + 2 * i, *b = a + 2;
            *edge_m = fmin(*edge_m, segment_distance_m(a, b, x, y));
            if ((a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
                inside = !inside;
        }
    }
    return inside;
}
