/* surface.h - the ground and what stands on it, on one grid.
 *
 * Built as docs/method.md defines a project's surface: terrain resampled
 * bilinearly to the cell size; a surface model, where given, is what blocks;
 * buildings raise the cells whose centre they contain to mean ground under the
 * footprint + height (roof.h); canopy of 0.5 m and more stands on the terrain,
 * not on buildings; a bridge's deck is a straight line between its abutments
 * (bridge.h). Samples are at cell centres, heights in metres; NaN is nodata, in
 * ground and top alike. The grid's corners are multiples of the cell size.
 * Read-only once built, so any thread may use it.
 */
#ifndef DATA_SURFACE_H
#define DATA_SURFACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/grid.h"
#include "data/project.h"

typedef enum {
    OBSTACLE_TERRAIN, /* nothing stands here: top is within 0.5 m of ground */
    OBSTACLE_BUILDING,
    OBSTACLE_CANOPY,
    OBSTACLE_OTHER, /* a surface model stands above the terrain and nothing says why */
} Obstacle;

typedef struct {
    SurfaceUse use;
    Grid grid;
    float *ground; /* bare ground or bridge deck */
    float *top;    /* what blocks a view: >= ground */
    uint8_t *kind; /* an Obstacle a cell: what `top` is */
    bool flat;
    bool coarse;                 /* accepted though the terrain's cell is over 5 m */
    double terrain_cell_m;       /* of the source, before resampling; 0 when flat */
    size_t nodata_cells;         /* holes in the terrain within the area */
    size_t surface_nodata_cells; /* holes in the surface model within the area: ground stands in */
    size_t buildings_raised;     /* footprints that raised a cell */
    size_t buildings_no_height;  /* of these, by the default height */
    size_t buildings_not_blocking; /* open below, underground, or no building */
    size_t decks;                  /* bridges whose deck was laid above the ground */
} Surface;

void surface_release(Surface *surface);

/* Bilinear ground (or top) at a point; NaN outside the samples or beside nodata.
 * At a sample itself it is that sample. */
double surface_ground_at(const Surface *surface, double x, double y);
double surface_top_at(const Surface *surface, double x, double y);

#endif
