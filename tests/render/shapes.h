/* shapes.h - what the tests of render/ share: shapes from WKT, comparing numbers. */
#ifndef TESTS_RENDER_SHAPES_H
#define TESTS_RENDER_SHAPES_H

#include <geos_c.h>
#include <math.h>

#include "data/shape.h"
#include "render/map.h"
#include "tests/check.h"

static inline void assert_near(double got, double wanted, double tolerance)
{
    if (!(fabs(got - wanted) <= tolerance))
        fail_msg("got %.9g, wanted %.9g", got, wanted);
}

static inline GEOSGeometry *wkt(GEOSContextHandle_t geos, const char *text)
{
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
    GEOSGeometry *shape = GEOSWKTReader_read_r(geos, reader, text);

    GEOSWKTReader_destroy_r(geos, reader);
    return shape;
}

static inline MapShape named(GEOSContextHandle_t geos, const char *text, const char *label)
{
    return (MapShape){.shape = wkt(geos, text), .label = label};
}

static inline void drop_shapes(GEOSContextHandle_t geos, MapShape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        GEOSGeom_destroy_r(geos, (GEOSGeometry *)shapes[i].shape);
}

#endif
