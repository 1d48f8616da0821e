/* peer_gdal.h - GDAL's viewshed by its C function, memory to memory.
 *
 * GDAL moves an observer to the middle of his cell and always computes the full circle. Its
 * curvature coefficient is 1 - k.
 */
#ifndef BENCH_PEER_GDAL_H
#define BENCH_PEER_GDAL_H

#include "bench/place.h"

/* Cells of 255 (seen) and 0 around an observer's cell; NULL when GDAL failed. Close it. */
GDALDatasetH peer_gdal_view(const Place *place, const ViewshedEye *eye, bool flat);

#endif
