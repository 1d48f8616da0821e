/* bridge.h - the decks of bridges, laid on a surface.
 *
 * A deck is a straight line in height between the ground at its abutments, as
 * wide as the way says (width, else lanes, else its class, else a default). It
 * becomes ground and top where it lies above the terrain: what passes below it
 * is lost, a surface has one ground. Ways of OpenStreetMap with bridge other than
 * no, and without tunnel, are bridges. One bridge is often several ways: their
 * common nodes are no abutments, unless a road on the ground meets them there
 * (steps and lifts do not count); there the deck's height is that of a string
 * pulled between the abutments (each node the mean of its neighbours weighted
 * by 1/length: on an unbranched bridge, the straight line).
 */
#ifndef DATA_BRIDGE_H
#define DATA_BRIDGE_H

#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>

#include "data/layer.h"
#include "data/surface.h"

/* Lay the decks of all bridges in `layers` and count in `surface->decks` the
 * features that raised a cell. Bridges with an abutment off the grid or on
 * nodata are left out. */
void bridge_lay(Surface *surface, GEOSContextHandle_t geos, const Layer *const *layers,
                size_t layer_count, double deck_width_m);

/* Is the feature a bridge, as above? */
bool bridge_is(const Layer *layer, const Feature *feature);

/* The width of its deck; `otherwise_m` when nothing says it. */
double bridge_width_m(const Layer *layer, const Feature *feature, double otherwise_m);

#endif
