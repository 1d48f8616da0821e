/* places.h - the named places: parcels set along the roads, with their buildings.
 *
 * place_table.c lists what the town has; places_set() finds each a parcel
 * near where it is wanted, facing a road, on free and level ground.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_PLACES_H
#define EXAMPLES_QINGXI_GENERATE_PLACES_H

#include "examples/qingxi/generate/buildings.h"
#include "examples/qingxi/generate/ground.h"
#include "examples/qingxi/generate/roads.h"
#include "examples/qingxi/generate/terrain.h"

typedef struct {
    const char *name, *name_en;
    const char *tags;     /* "key=value;key=value", OSM words */
    const char *code;     /* GB/T 21010-2017; "" for no parcel of its own */
    const char *category; /* a clause that only a supplied list can say; "" */
    Point near;
    double width_m, depth_m;
    /* b block, u court, m campus, w sheds, t tanks, s kiosk, r rows of flats, n nothing */
    char layout;
    int levels;
    const char *key; /* rooms and cameras look it up; ""; ! may face a track, ~ surveyed only */
} PlaceWish;

/* A point feature: same columns, no parcel. */
typedef struct {
    const char *name, *name_en, *tags, *category;
    Point at;
} PlacePoint;

/* An area drawn over others (a park in the hills, a fringe): takes no ground. */
typedef struct {
    const char *name, *name_en, *tags, *category, *extra;
    Point at;
    double width_m, depth_m, heading;
} PlaceArea;

typedef struct {
    const PlaceWish *wish;
    Line ring;
    Point front;    /* middle of the edge on the road */
    double heading; /* away from the road */
    size_t first_building, building_count;
} Place;

typedef struct {
    Place *places;
    size_t count, capacity;
} Places;

/* What an office knows of a place besides its tags: who owns it, works that lie ahead, the law. */
typedef struct {
    const char *name, *columns;
} PlaceFact;

extern const PlaceWish place_wishes[];
extern const size_t place_wish_count;
extern const PlacePoint place_points[];
extern const size_t place_point_count;
extern const PlaceArea place_areas[];
extern const size_t place_area_count;

/* Columns of the place or road with this name, as "key=value;key=value"; "" where nothing is known.
 */
const char *place_facts_of(const char *name);

/* Set every wish on the ground; a wish that finds no parcel within 900 m is an error on stderr
 * and false. */
bool places_set(Places *places, Ground *ground, const Roads *roads, const Terrain *terrain);
/* Build on the parcels. */
void places_build(Places *places, Buildings *buildings, Ground *ground);
void places_release(Places *places);
/* The place with this key, or NULL. */
const Place *places_find(const Places *places, const char *key);

/* Places that only the land survey knows: they are parcels of landuse.shp, not of town.gpkg. */
bool place_surveyed_only(const PlaceWish *wish);

/* The value of a tag, "" where absent; `value` holds at least 48 bytes. */
void tag_value(const char *tags, const char *key, char *value, size_t size);
Line place_area_ring(const PlaceArea *area);

#endif
