/* heights_check.h - may viewsheds be computed on this raster as it is?
 *
 * Private to heights.c. Errors name the file and the command that mends it.
 */
#ifndef DATA_HEIGHTS_CHECK_H
#define DATA_HEIGHTS_CHECK_H

#include "base/status.h"
#include "data/crs.h"
#include "data/grid.h"

/* The grid and CRS (NULL: none) of an open GDAL `dataset`; ERR_INPUT unless it is north-up,
 * in metres, and of a size that can be laid out. */
MUST_CHECK Status heights_check(void *dataset, const char *path, Grid *grid, Crs **crs, Diag *diag);

#endif
