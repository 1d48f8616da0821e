/* boundary.h - boundaries, each stretch once and at its highest level.
 *
 * Where townships touch, their common edge would be dashed twice; where the
 * county's boundary runs along it, three times. Here areas become their edges,
 * edges are merged, and what runs within 0.4 mm of a higher level's line is left
 * to that. Styles say the level (their step).
 */
#ifndef RENDER_BOUNDARY_H
#define RENDER_BOUNDARY_H

#include <stddef.h>

#include "render/map.h"
#include "render/map_view.h"

/* The layers of a map, those of boundaries replaced. */
typedef struct {
    MapLayer *layers; /* owned; all others as given */
    size_t count;
    MapShape *lines; /* owned, one a layer, shapes too */
} BoundaryLayers;

void boundary_layers(BoundaryLayers *out, const MapContent *content, const MapView *view);
void boundary_release(BoundaryLayers *layers, GEOSContextHandle_t geos);

#endif
