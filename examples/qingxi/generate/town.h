/* town.h - the whole invented town, laid out and ready to be written. */
#ifndef EXAMPLES_QINGXI_GENERATE_TOWN_H
#define EXAMPLES_QINGXI_GENERATE_TOWN_H

#include "examples/qingxi/generate/buildings.h"
#include "examples/qingxi/generate/ground.h"
#include "examples/qingxi/generate/places.h"
#include "examples/qingxi/generate/roads.h"
#include "examples/qingxi/generate/terrain.h"
#include "examples/qingxi/generate/water.h"

typedef struct {
    Line area;   /* ring; its west side is the border line */
    Line border; /* the stretch along the area, north to south */
    Water water;
    Terrain terrain;
    Roads roads;
    Ground ground;
    Places places;
    Buildings buildings;
    uint8_t *canopy_m; /* the terrain's grid: crown height above the ground, 0 none */
} Town;

/* Lay the town out; false when a place found no parcel (said on stderr). */
bool town_lay_out(Town *town, uint64_t seed);
void town_release(Town *town);

/* Fill town->canopy_m: forests, riverside and street trees, cleared along roads and border. */
void canopy_grow(Town *town, Dice *dice);
/* Whether forest stands here, clearings apart. */
bool forest_at(const Town *town, Point point);

#endif
