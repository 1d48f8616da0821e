/* terrain.h - made-up surfaces for tests and benchmarks: the same for a seed on every machine.
 *
 * Heights are metres, row 0 northernmost, NaN no data. Each surface has a ground of its own
 * beneath it, which a user may take or leave. Only + - * / and sqrt in double make them.
 */
#ifndef TESTS_VIEWSHED_TERRAIN_H
#define TESTS_VIEWSHED_TERRAIN_H

#include <stdint.h>

#include "tests/viewshed/dice.h"

typedef enum {
    TERRAIN_CITY,    /* streets, blocks of buildings, parks and trees on a slope; cells of 1 m */
    TERRAIN_FRACTAL, /* hills of 1200 m over 25 km; cells of 5 m */
    TERRAIN_CLIFFS,  /* plateaus with sheer sides */
    TERRAIN_PLAIN,   /* exactly level; with steps in its ground */
    TERRAIN_STAIRS,  /* whole-metre steps along one axis */
    TERRAIN_SPIKES,  /* single high samples on a plain */
    TERRAIN_NOISE,   /* each sample by itself */
    TERRAIN_HIGH,    /* hills 5000 m up */
    TERRAIN_TINY,    /* a city of 0.05 m cells */
    TERRAIN_OBLONG,  /* hills in cells of 3 m by 7 m */
    TERRAIN_HOLES,   /* a city with single and round holes without data */
    TERRAIN_HALF,    /* hills with data on one side of a line only */
    TERRAIN_STRIPES, /* hills with stripes without data */
    TERRAIN_SHEER,   /* 9000 m up or down from sample to sample; cells of 0.05 m */
    TERRAIN_NEEDLES, /* single samples of 1000 m on a plain */
    TERRAIN_SEA,     /* level at 0 m, ground and all: nothing has a size to err by */
    TERRAIN_COUNT,
} TerrainKind;

typedef struct {
    long columns, rows;
    double cell_width_m, cell_height_m;
    float *surface, *ground; /* owned; rows x columns each */
} Terrain;

/* Release with terrain_release(). */
Terrain terrain_of(TerrainKind kind, long columns, long rows, uint64_t seed);
void terrain_release(Terrain *terrain);
const char *terrain_name(TerrainKind kind);

/* For the makers of single kinds: hills that over n cells differ by about 3 n^0.9 times `relief_m`,
 * as terrain does whose power falls with the 3.8th power of the frequency; a city with its bare
 * ground. */
void terrain_hills(Terrain *terrain, double relief_m, Dice *dice);
void terrain_city(Terrain *terrain, Dice *dice);

#endif
