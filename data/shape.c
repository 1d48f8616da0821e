#include "data/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { QUADRANT_SEGMENTS = 8 };

GEOSContextHandle_t shape_context(void)
{
    return GEOS_init_r();
}

ShapeKind shape_kind(GEOSContextHandle_t geos, const GEOSGeometry *shape)
{
    int dimension = GEOSGeom_getDimensions_r(geos, shape);

    if (dimension >= 2)
        return SHAPE_AREA;
    return dimension == 1 ? SHAPE_LINE : SHAPE_POINT;
}

Box shape_box(GEOSContextHandle_t geos, const GEOSGeometry *shape)
{
    Box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    if (!shape || GEOSisEmpty_r(geos, shape))
        return box;
    if (!GEOSGeom_getXMin_r(geos, shape, &box.min_x) ||
        !GEOSGeom_getYMin_r(geos, shape, &box.min_y) ||
        !GEOSGeom_getXMax_r(geos, shape, &box.max_x) ||
        !GEOSGeom_getYMax_r(geos, shape, &box.max_y))
        return (Box){INFINITY, INFINITY, -INFINITY, -INFINITY};
    return box;
}

double shape_area_m2(GEOSContextHandle_t geos, const GEOSGeometry *shape)
{
    double area_m2 = 0;

    return GEOSArea_r(geos, shape, &area_m2) ? area_m2 : 0;
}

double shape_length_m(GEOSContextHandle_t geos, const GEOSGeometry *shape)
{
    double length_m = 0;

    return GEOSLength_r(geos, shape, &length_m) ? length_m : 0;
}

void shape_inner_point(GEOSContextHandle_t geos, const GEOSGeometry *shape, double *x, double *y)
{
    GEOSGeometry *point = NULL;

    *x = *y = NAN;
    if (GEOSGeomTypeId_r(geos, shape) == GEOS_LINESTRING)
        point = GEOSInterpolateNormalized_r(geos, shape, 0.5);
    else
        point = GEOSPointOnSurface_r(geos, shape);
    if (!point)
        return;
    if (!GEOSisEmpty_r(geos, point)) {
        GEOSGeomGetX_r(geos, point, x);
        GEOSGeomGetY_r(geos, point, y);
    }
    GEOSGeom_destroy_r(geos, point);
}

static GEOSCoordSequence *sequence_new(GEOSContextHandle_t geos, const double *xy, size_t count,
                                       bool close)
{
    size_t size = count + (close ? 1 : 0);
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, (unsigned)size, 2);

    for (size_t i = 0; sequence && i < size; i++) {
        size_t at = i % count;
        GEOSCoordSeq_setXY_r(geos, sequence, (unsigned)i, xy[2 * at], xy[2 * at + 1]);
    }
    return sequence;
}

GEOSGeometry *shape_new_point(GEOSContextHandle_t geos, double x, double y)
{
    return GEOSGeom_createPointFromXY_r(geos, x, y);
}

GEOSGeometry *shape_new_line(GEOSContextHandle_t geos, const double *xy, size_t count)
{
    GEOSCoordSequence *sequence = sequence_new(geos, xy, count, false);

    return sequence ? GEOSGeom_createLineString_r(geos, sequence) : NULL;
}

GEOSGeometry *shape_new_polygon(GEOSContextHandle_t geos, const double *xy, size_t count)
{
    bool open = count > 0 && (xy[0] != xy[2 * count - 2] || xy[1] != xy[2 * count - 1]);
    GEOSCoordSequence *sequence = sequence_new(geos, xy, count, open);
    GEOSGeometry *ring = sequence ? GEOSGeom_createLinearRing_r(geos, sequence) : NULL;

    return ring ? GEOSGeom_createPolygon_r(geos, ring, NULL, 0) : NULL;
}

GEOSGeometry *shape_new_box(GEOSContextHandle_t geos, Box box)
{
    const double xy[] = {box.min_x, box.min_y, box.max_x, box.min_y,
                         box.max_x, box.max_y, box.min_x, box.max_y};

    return shape_new_polygon(geos, xy, 4);
}

GEOSGeometry *shape_buffer(GEOSContextHandle_t geos, const GEOSGeometry *shape, double by_m,
                           bool flat_ends)
{
    return GEOSBufferWithStyle_r(geos, shape, by_m, QUADRANT_SEGMENTS,
                                 flat_ends ? GEOSBUF_CAP_FLAT : GEOSBUF_CAP_ROUND,
                                 GEOSBUF_JOIN_ROUND, 5.0);
}

/* One ring walk: the visitor and a coordinate buffer that grows. */
typedef struct {
    ShapeRingVisit visit;
    void *context;
    double *xy;
    size_t capacity;
    bool areas_only;
} RingWalk;

static void walk_line(GEOSContextHandle_t geos, const GEOSGeometry *line, bool closed, bool hole,
                      RingWalk *walk)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, line);
    unsigned count = 0;

    if (!sequence || !GEOSCoordSeq_getSize_r(geos, sequence, &count) || count == 0)
        return;
    if (count > walk->capacity) {
        walk->capacity = 2 * (size_t)count;
        walk->xy = memory_resize(walk->xy, 2 * walk->capacity, sizeof *walk->xy);
    }
    if (!GEOSCoordSeq_copyToBuffer_r(geos, sequence, walk->xy, 0, 0))
        return;
    walk->visit(walk->xy, count, closed, hole, walk->context);
}

static void walk_shape(GEOSContextHandle_t geos, const GEOSGeometry *shape, RingWalk *walk)
{
    int type = GEOSGeomTypeId_r(geos, shape);

    if (GEOSisEmpty_r(geos, shape))
        return;
    if (type == GEOS_LINESTRING || type == GEOS_LINEARRING) {
        if (!walk->areas_only)
            walk_line(geos, shape, GEOSisClosed_r(geos, shape) == 1, false, walk);
    } else if (type == GEOS_POLYGON) {
        walk_line(geos, GEOSGetExteriorRing_r(geos, shape), true, false, walk);
        for (int i = 0; i < GEOSGetNumInteriorRings_r(geos, shape); i++)
            walk_line(geos, GEOSGetInteriorRingN_r(geos, shape, i), true, true, walk);
    } else if (type != GEOS_POINT && type != GEOS_MULTIPOINT) {
        for (int i = 0; i < GEOSGetNumGeometries_r(geos, shape); i++)
            walk_shape(geos, GEOSGetGeometryN_r(geos, shape, i), walk);
    }
}

void shape_each_ring(GEOSContextHandle_t geos, const GEOSGeometry *shape, ShapeRingVisit visit,
                     void *context)
{
    RingWalk walk = {.visit = visit, .context = context};

    walk_shape(geos, shape, &walk);
    free(walk.xy);
}

typedef struct {
    int row;
    double x;
} Crossing;

typedef struct {
    const Grid *grid;
    Crossing *crossings;
    size_t count, capacity;
} Burn;

/* The first row whose centre lies at or below `y`; rows run southwards. */
static int first_row_at_or_below(const Grid *grid, double y)
{
    double guess = ceil((grid->y0 - y) / grid->dy_m - 0.5);
    int row;

    if (!(guess > 0)) /* NaN too */
        guess = 0;
    if (guess >= grid->height)
        guess = grid->height;
    row = (int)guess;
    while (row > 0 && grid_y(grid, row - 1) <= y)
        row--;
    while (row < grid->height && grid_y(grid, row) > y)
        row++;
    return row;
}

/* The first column whose centre lies at or right of `x`, within 0 and width. */
static int first_column_at_or_right(const Grid *grid, double x)
{
    double guess = ceil((x - grid->x0) / grid->dx_m - 0.5);
    int column;

    if (!(guess > 0)) /* NaN too */
        guess = 0;
    if (guess >= grid->width)
        guess = grid->width;
    column = (int)guess;
    while (column > 0 && grid_x(grid, column - 1) >= x)
        column--;
    while (column < grid->width && grid_x(grid, column) < x)
        column++;
    return column;
}

static void burn_edge(Burn *burn, const double *a, const double *b)
{
    /* The same arithmetic whichever way an edge is drawn, so that neighbours share it. */
    const double *low = a[1] < b[1] ? a : b, *high = a[1] < b[1] ? b : a;
    int from = first_row_at_or_below(burn->grid, high[1]);
    int to = first_row_at_or_below(burn->grid, low[1]);

    for (int row = from; row < to; row++) {
        double y = grid_y(burn->grid, row);
        double x = low[0] + (y - low[1]) / (high[1] - low[1]) * (high[0] - low[0]);
        if (y == high[1])
            x = high[0];
        burn->crossings =
            memory_grow(burn->crossings, burn->count, &burn->capacity, sizeof *burn->crossings);
        burn->crossings[burn->count++] = (Crossing){row, x};
    }
}

static void burn_ring(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    (void)closed;
    (void)hole;
    for (size_t i = 0; i + 1 < count; i++)
        burn_edge(context, xy + 2 * i, xy + 2 * i + 2);
}

static int crossing_order(const void *left, const void *right)
{
    const Crossing *a = left, *b = right;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->x > b->x) - (a->x < b->x);
}

void shape_burn(GEOSContextHandle_t geos, const GEOSGeometry *shape, const Grid *grid,
                ShapeSpanVisit visit, void *context)
{
    Burn burn = {.grid = grid};
    RingWalk walk = {.visit = burn_ring, .context = &burn, .areas_only = true};

    walk_shape(geos, shape, &walk);
    free(walk.xy);
    if (burn.count)
        qsort(burn.crossings, burn.count, sizeof *burn.crossings, crossing_order);
    /* Closed rings cross each row an even number of times. */
    for (size_t i = 0; i + 1 < burn.count; i += 2) {
        int from = first_column_at_or_right(grid, burn.crossings[i].x);
        int to = first_column_at_or_right(grid, burn.crossings[i + 1].x);
        if (from < to)
            visit(burn.crossings[i].row, from, to, context);
    }
    free(burn.crossings);
}

static int number_order(double a, double b)
{
    return (a > b) - (a < b);
}

int shape_compare(GEOSContextHandle_t geos, const GEOSGeometry *a, const GEOSGeometry *b)
{
    Box one = shape_box(geos, a), two = shape_box(geos, b);
    GEOSWKBWriter *writer;
    unsigned char *left, *right;
    size_t left_size = 0, right_size = 0;
    int order = number_order(one.min_x, two.min_x);

    if (!order)
        order = number_order(one.min_y, two.min_y);
    if (!order)
        order = number_order(one.max_x, two.max_x);
    if (!order)
        order = number_order(one.max_y, two.max_y);
    if (order)
        return order;
    writer = GEOSWKBWriter_create_r(geos);
    GEOSWKBWriter_setByteOrder_r(geos, writer, GEOS_WKB_NDR);
    left = GEOSWKBWriter_write_r(geos, writer, a, &left_size);
    right = GEOSWKBWriter_write_r(geos, writer, b, &right_size);
    if (left && right)
        order = memcmp(left, right, left_size < right_size ? left_size : right_size);
    if (!order)
        order = (left_size > right_size) - (left_size < right_size);
    GEOSFree_r(geos, left);
    GEOSFree_r(geos, right);
    GEOSWKBWriter_destroy_r(geos, writer);
    return order;
}
