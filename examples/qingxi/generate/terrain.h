/* terrain.h - the bare ground of the town as a grid of heights.
 *
 * Rows run from north to south as in a GeoTIFF; heights are metres at cell
 * centres. The grid covers more than the area, so that lines of sight near
 * its edge have ground to stand on.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_TERRAIN_H
#define EXAMPLES_QINGXI_GENERATE_TERRAIN_H

#include "examples/qingxi/generate/line.h"
#include "examples/qingxi/generate/water.h"

#define TERRAIN_CELL_M 5.0

typedef struct {
    int columns, rows;
    float *height_m; /* row * columns + column */
} Terrain;

/* Hills, valleys and river beds. */
Terrain terrain_new(const Water *water);
void terrain_release(Terrain *terrain);

Point terrain_centre(int column, int row);
double terrain_height_m(const Terrain *terrain, Point point);
/* Rise over run, over about 20 m. */
double terrain_slope(const Terrain *terrain, Point point);

/* A bed for roads: cells within half_m of the line take the height along it, smoothed over
 * `smooth_m`, and the ground meets it over `blend_m`. Call terrain_settle() after the last one. */
typedef struct {
    float *distance_m, *height_m;
} TerrainBeds;
TerrainBeds terrain_beds_new(const Terrain *terrain);
void terrain_bed_add(TerrainBeds *beds, const Terrain *terrain, const Line *line, double half_m,
                     double smooth_m);
/* Shape the ground to the beds, flatten the reservoir, round to 1/8 m; releases the beds. */
void terrain_settle(Terrain *terrain, TerrainBeds *beds, const Water *water);

#endif
