/* raster.h - rasters in and out of files: one band, any GDAL source, COG out.
 *
 * Reading is bilinear between the source's cell centres, in any CRS: a raster
 * that already lies on the grid comes back bit for bit. Within half a cell of
 * the source's edge its outermost cells are continued. A cell is NaN where any
 * cell that it needs has no data. Values beyond +-12 000, which no height on
 * Earth has, count as no data (voids of files without a nodata value).
 * Between CRSs, positions are transformed every 32 cells and interpolated
 * (error at 1 m cells under 0.1 mm). Reentrant.
 */
#ifndef DATA_RASTER_H
#define DATA_RASTER_H

#include <stdint.h>

#include "base/status.h"
#include "data/crs.h"
#include "data/grid.h"
#include "data/project.h"

/* What a source is like before it is resampled. */
typedef struct {
    double cell_m; /* the longer side of its own cells, in metres */
    Box covers;    /* its extent in the project CRS; the whole plane where that has
                    * no image there (a world map) */
} RasterMeasure;

/* Measure a source, its cells at the middle of `near`. `what` ("terrain") and the
 * source's name begin each message. */
MUST_CHECK Status raster_measure(const SourceRef *ref, const Crs *crs, Box near, const char *what,
                                 RasterMeasure *out, Diag *diag);

/* Band 1 of a source resampled bilinearly to `grid` in the project CRS; NaN where
 * it has no data. Scale and offset of the band are applied. `*cell_m` and `*covers`
 * as raster_measure() gives them; NULL where not wanted. ERR_INPUT names the file
 * and, for a block that cannot be read, its rows. */
MUST_CHECK Status raster_read(const SourceRef *ref, const Crs *crs, const Grid *grid,
                              const char *what, float *out, double *cell_m, Box *covers,
                              Diag *diag);

/* As raster_read(), but each cell is the source's cell that holds its centre: for what
 * has edges and no slopes (canopy), where a mean invents low trees beside high ones. */
MUST_CHECK Status raster_read_nearest(const SourceRef *ref, const Crs *crs, const Grid *grid,
                                      const char *what, float *out, Diag *diag);

/* Write a Cloud Optimized GeoTIFF (overviews: average for floats, nearest for
 * counts). Equal input gives equal bytes. NaN is written as the nodata value. */
MUST_CHECK Status raster_write_float(const char *path, const Grid *grid, const Crs *crs,
                                     const float *cells, const char *description, Diag *diag);
MUST_CHECK Status raster_write_count(const char *path, const Grid *grid, const Crs *crs,
                                     const uint16_t *cells, uint16_t nodata,
                                     const char *description, Diag *diag);

#endif
