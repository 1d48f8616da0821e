/* surface_build.h - one Surface from the terrain, buildings, canopy and bridges of a project. */
#ifndef DATA_SURFACE_BUILD_H
#define DATA_SURFACE_BUILD_H

#include <geos_c.h>

#include "base/status.h"
#include "data/crs.h"
#include "data/layer.h"
#include "data/surface.h"

typedef struct {
    const ProjectSurface *as;
    const Crs *crs;
    Box box;                   /* what the grid must hold: the area plus the largest range */
    Box area;                  /* what the terrain must hold: ERR_INPUT otherwise */
    const Layer *buildings;    /* NULL or empty: none */
    const Layer *const *roads; /* layers whose features may be bridges (OSM bridge=*) */
    size_t road_layers;
    double deck_width_m; /* of a bridge drawn as a line, for want of a width */
} SurfaceSources;

/* Build `*out`. ERR_INPUT: terrain missing, unreadable block, too coarse for
 * street cameras (cell over 5 m) without accept_coarse, area outside it. */
MUST_CHECK Status surface_build(Surface *out, GEOSContextHandle_t geos,
                                const SurfaceSources *sources, Diag *diag);

#endif
