/* place.h - a made-up surface as everybody wants it: arrays, Reliefs and a GDAL dataset.
 *
 * North up, in metres of EPSG:32632; sample (column, row) lies in the middle of its pixel.
 */
#ifndef BENCH_PLACE_H
#define BENCH_PLACE_H

#include <gdal.h>

#include "planner/coverage/viewshed/viewshed.h"
#include "tests/viewshed/terrain.h"

#define PLACE_WEST_M 500000.0
#define PLACE_NORTH_M 5500000.0
#define PLACE_MOUNT_M 6.0

typedef struct {
    Terrain terrain;
    Relief *relief;              /* the surface is the ground */
    Relief *relief_apart;        /* with the bare ground */
    GDALDatasetH dataset;        /* of the surface; shares the terrain's memory */
    double build_s, build_bytes; /* of `relief`: processor and resident memory */
} Place;

MUST_CHECK Status place_open(Place *place, TerrainKind kind, long size, uint64_t seed, Diag *diag);
void place_close(Place *place);

/* The surface as a GeoTIFF. */
MUST_CHECK Status place_write(const Place *place, const char *path, Diag *diag);

typedef struct {
    size_t count;
    long range_cells;
    double hfov_deg;
    bool ground_apart; /* the mount stands on the bare ground */
    bool whole;        /* at cell centres only */
} PlaceObservers;

/* Observers anywhere on the place at least their range from its edge, PLACE_MOUNT_M up, looking
 * anywhere; in the order of the ground, as the command serves them. Release with free(). */
ViewshedEye *place_observers(const Place *place, const PlaceObservers *wanted, uint64_t seed);

#endif
