/* road_snap.h - joining roads that end on another one without sharing a vertex.
 *
 * Drawings often let a side road end on the line of the main road, or a little
 * before it. Such an end, within ROAD_SNAP_M, becomes a vertex of the other.
 */
#ifndef RULES_ROAD_SNAP_H
#define RULES_ROAD_SNAP_H

#include <stddef.h>

#include "rules/road_network.h"

#define ROAD_SNAP_M 0.5

/* Insert the vertices into `roads` in place. Tunnels join tunnels only. */
void road_snap_ends(Road *roads, size_t count);

#endif
