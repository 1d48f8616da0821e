/* raster_source.h - an open raster and where its samples lie in the project CRS.
 *
 * Private to raster.c, which resamples it. Sample (column, row) is the centre
 * of a source cell, counted from 0. One thread.
 */
#ifndef DATA_RASTER_SOURCE_H
#define DATA_RASTER_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "data/crs.h"
#include "data/grid.h"
#include "data/project.h"

typedef struct {
    void *dataset, *band, *mask; /* of GDAL; mask NULL: all valid */
    Crs *crs;
    CrsTransform *into, *out_of; /* NULL when the CRS is the project's */
    double geo[6], inverse[6];   /* pixel edges to source coordinates and back */
    int width, height;
    double scale, offset;
    char name[600]; /* "project.yaml:12: terrain dem.tif", for messages */
} RasterSource;

/* Always to be closed, also after a failure. GDAL keeps quiet in between. */
MUST_CHECK Status raster_source_open(RasterSource *source, const SourceRef *ref, const Crs *crs,
                                     const char *what, Diag *diag);
void raster_source_close(RasterSource *source);
const char *raster_source_reason(void); /* GDAL's words for the last failure */

/* Project coordinates to sample positions, in place. */
MUST_CHECK Status raster_source_locate(const RasterSource *source, double *x, double *y,
                                       size_t count, Diag *diag);
/* The extent in the project CRS; the whole plane where it has no image. */
Box raster_source_covers(const RasterSource *source);
/* The longer side of the source's cell at a project point; NaN where unknown. */
double raster_source_cell_m(const RasterSource *source, double x, double y);

#endif
