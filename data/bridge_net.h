/* bridge_net.h - the ways of bridges, joined where they meet, and their heights.
 *
 * Private to bridge.c. Usage: add all ways, join, touch with the roads on the
 * ground, level, read. Points nearer than 1 cm are one node.
 */
#ifndef DATA_BRIDGE_NET_H
#define DATA_BRIDGE_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/surface.h"

typedef struct {
    double *xy; /* owned; 2 * count numbers */
    size_t count;
    double width_m, length_m;
    size_t feature; /* the caller's number */
    size_t end[2];  /* nodes */
} BridgeWay;

typedef struct {
    int64_t x_cm, y_cm;
    double x, y;
    size_t ways;    /* of bridges that end here */
    bool touched;   /* by a road on the ground */
    bool abutment;  /* its height is the ground's */
    bool reachable; /* from an abutment */
    double height_m;
} BridgeNode;

typedef struct {
    BridgeWay *ways;
    size_t way_count, way_capacity;
    BridgeNode *nodes; /* sorted by place */
    size_t node_count;
} BridgeNet;

void bridge_net_release(BridgeNet *net);
void bridge_net_add(BridgeNet *net, const BridgeWay *way); /* copies its coordinates */
/* Drop doubles, cut ways where another ends on them, and make the nodes. */
void bridge_net_join(BridgeNet *net);
void bridge_net_touch(BridgeNet *net, double x, double y);
/* Heights of all nodes; NaN where no abutment with ground reaches. */
void bridge_net_level(BridgeNet *net, const Surface *surface);

#endif
