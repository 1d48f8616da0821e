/* footprint_shape.h - the polygon of the cells that a camera covers. */
#ifndef PLANNER_REPORT_FOOTPRINT_SHAPE_H
#define PLANNER_REPORT_FOOTPRINT_SHAPE_H

#include <geos_c.h>

#include "planner/coverage/footprint.h"

/* The polygon of the demand cells that a footprint covers; NULL when it is empty. */
GEOSGeometry *footprint_shape(GEOSContextHandle_t geos, const Demand *demand,
                              const Footprint *footprint);

#endif
