/* footprints.h - the buildings that stand on the ground, for cutting and asking.
 *
 * Roofs on posts, parts above a passage (min_height) and what lies below
 * ground are left out: the ground under them is seen. One per thread: its
 * tree is built on the first query (GEOS 3.11).
 */
#ifndef RULES_FOOTPRINTS_H
#define RULES_FOOTPRINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "data/layer.h"
#include "rules/overlay.h"

typedef struct Footprints Footprints;

/* Index the buildings of `layer` (borrowed; may hold none). */
Footprints *footprints_new(Overlay *overlay, const Layer *layer);
void footprints_free(Footprints *footprints);

/* The part of an area outside all buildings; `shape` is taken. */
GEOSGeometry *footprints_cut(const Footprints *footprints, GEOSGeometry *shape);
/* The share of an area that lies in buildings. */
double footprints_share(const Footprints *footprints, const GEOSGeometry *shape);
/* The building that holds a point, the first by feature id; NULL: none. */
const Feature *footprints_at(const Footprints *footprints, double x, double y);
/* The building that shares most area with `shape`; NULL: none. */
const Feature *footprints_under(const Footprints *footprints, const GEOSGeometry *shape);

/* The part of an area inside buildings; empty where it holds none. */
GEOSGeometry *footprints_within(const Footprints *footprints, const GEOSGeometry *shape);

#endif
