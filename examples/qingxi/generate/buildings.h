/* buildings.h - houses: along the streets, and inside the parcels of named places. */
#ifndef EXAMPLES_QINGXI_GENERATE_BUILDINGS_H
#define EXAMPLES_QINGXI_GENERATE_BUILDINGS_H

#include "examples/qingxi/generate/dice.h"
#include "examples/qingxi/generate/ground.h"
#include "examples/qingxi/generate/roads.h"
#include "examples/qingxi/generate/terrain.h"

typedef struct {
    Line ring;
    const char *kind;           /* OSM building=* */
    const char *name, *name_en; /* "" for most */
    int levels;                 /* 0: not surveyed */
    double height_m;            /* 0: not surveyed */
    /* The frame of a named place's building: rooms are measured in it. */
    Point corner; /* front left, seen from the street */
    double heading, width_m, depth_m;
} Building;

typedef struct {
    Building *buildings;
    size_t count, capacity;
} Buildings;

/* Adds a building whose front edge is centred `aside_m` left of `front`, `back_m` behind it;
 * `form`: '-' slab, 'L', 'U' or 'o' (a round tank). Heading points away from the street. */
typedef struct {
    Point front;
    double heading, aside_m, back_m, width_m, depth_m;
    char form;
    const char *kind;
    int levels;
} BuildingSite;
Building *buildings_add(Buildings *buildings, const BuildingSite *site);
/* The ring of a site, not yet built. */
Line building_ring(const BuildingSite *site);

/* Rows of houses along every street and lane, where the ground is free. */
void buildings_line_streets(Buildings *buildings, Ground *ground, const Roads *roads, Dice *dice,
                            const Terrain *terrain);
void buildings_release(Buildings *buildings);

/* A rectangle of a building in shares of its width and depth, as a ring. */
Line building_part(const Building *building, double from, double to, double near, double far);

#endif
