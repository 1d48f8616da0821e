/* terrain.h - the surface, and the ground where it is given apart, as files to be read from.
 *
 * Read in strips of rows, so that nothing but the Relief holds all of it. One thread reads;
 * what it makes is laid out by all.
 */
#ifndef PLANNER_COVERAGE_TERRAIN_H
#define PLANNER_COVERAGE_TERRAIN_H

#include "data/heights.h"
#include "planner/coverage/viewshed/relief.h"

typedef struct {
    Heights *surface, *ground; /* ground NULL: the surface is the ground */
} Terrain;

/* `ground` may be NULL. ERR_INPUT names the file and what would mend it. */
MUST_CHECK Status terrain_open(Terrain *terrain, const char *surface, const char *ground,
                               Diag *diag);
void terrain_close(Terrain *terrain);

/* What is done with each strip: rows of `box`, `ground` NULL unless it is apart. */
typedef struct {
    Status (*take)(void *context, const CellBox *strip, const float *surface, const float *ground,
                   Diag *diag);
    void *context;
} StripTaker;

/* Read `box`, from north to south. Stops at an interruption. */
MUST_CHECK Status terrain_read(const Terrain *terrain, const CellBox *box, const StripTaker *taker,
                               Diag *diag);

/* How many strips that is. */
size_t terrain_strips(const Terrain *terrain, const CellBox *box);

/* Bytes that terrain_load() of `box` takes. */
size_t terrain_bytes(const Terrain *terrain, const CellBox *box);

/* Bytes beside these: of the strip that terrain_read() of `box` holds, and of a thread's viewsheds
 * of such a range. */
size_t terrain_strip_bytes(const Terrain *terrain, const CellBox *box);
size_t terrain_viewshed_bytes(const Terrain *terrain, double range_m);

/* The relief of `box`, which `also` sees as it is read (NULL: nobody). */
MUST_CHECK Status terrain_load(Relief **out, const Terrain *terrain, const CellBox *box,
                               const StripTaker *also, Diag *diag);

/* Is there ground, and surface, at every sample that the bilinear height at a position needs? */
MUST_CHECK Status terrain_has_ground(const Terrain *terrain, double column, double row, bool *out,
                                     Diag *diag);

#endif
