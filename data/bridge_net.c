#include "data/bridge_net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { LEVEL_ROUNDS = 20000 };
static const double LEVEL_TOLERANCE_M = 1e-7;

void bridge_net_release(BridgeNet *net)
{
    for (size_t i = 0; i < net->way_count; i++)
        free(net->ways[i].xy);
    free(net->ways);
    free(net->nodes);
    *net = (BridgeNet){0};
}

void bridge_net_add(BridgeNet *net, const BridgeWay *way)
{
    BridgeWay own = *way;

    if (way->count < 2)
        return;
    own.xy = memory_new(2 * way->count, sizeof *own.xy);
    memcpy(own.xy, way->xy, 2 * way->count * sizeof *own.xy);
    own.length_m = 0;
    for (size_t i = 1; i < own.count; i++)
        own.length_m +=
            hypot(own.xy[2 * i] - own.xy[2 * i - 2], own.xy[2 * i + 1] - own.xy[2 * i - 1]);
    net->ways = memory_grow(net->ways, net->way_count, &net->way_capacity, sizeof *net->ways);
    net->ways[net->way_count++] = own;
}

static BridgeNode node_at(double x, double y)
{
    return (BridgeNode){.x_cm = llround(x * 100), .y_cm = llround(y * 100), .x = x, .y = y};
}

static int node_order(const void *a, const void *b)
{
    const BridgeNode *p = a, *q = b;

    if (p->x_cm != q->x_cm)
        return p->x_cm < q->x_cm ? -1 : 1;
    return p->y_cm == q->y_cm ? 0 : p->y_cm < q->y_cm ? -1 : 1;
}

static BridgeNode *net_find(const BridgeNet *net, double x, double y)
{
    BridgeNode key = node_at(x, y);

    if (!net->node_count)
        return NULL;
    return bsearch(&key, net->nodes, net->node_count, sizeof key, node_order);
}

/* By coordinates, then by feature: doubles stand together, the first one first. */
static int way_order(const void *a, const void *b)
{
    const BridgeWay *p = a, *q = b;

    if (p->count != q->count)
        return p->count < q->count ? -1 : 1;
    for (size_t i = 0; i < 2 * p->count; i++)
        if (p->xy[i] != q->xy[i])
            return p->xy[i] < q->xy[i] ? -1 : 1;
    return p->feature == q->feature ? 0 : p->feature < q->feature ? -1 : 1;
}

/* A road drawn in two layers would otherwise hide its own abutments. */
static void net_drop_doubles(BridgeNet *net)
{
    size_t kept = 0;

    qsort(net->ways, net->way_count, sizeof *net->ways, way_order);
    for (size_t i = 0; i < net->way_count; i++) {
        BridgeWay *way = &net->ways[i], *last = kept ? &net->ways[kept - 1] : NULL;
        if (last && last->count == way->count &&
            !memcmp(last->xy, way->xy, 2 * way->count * sizeof *way->xy))
            free(way->xy);
        else
            net->ways[kept++] = *way;
    }
    net->way_count = kept;
}

static void net_collect_ends(BridgeNet *net)
{
    size_t kept = 0;

    net->nodes = memory_new(2 * net->way_count, sizeof *net->nodes);
    for (size_t i = 0; i < net->way_count; i++) {
        const BridgeWay *way = &net->ways[i];
        const double *last = way->xy + 2 * (way->count - 1);
        net->nodes[2 * i] = node_at(way->xy[0], way->xy[1]);
        net->nodes[2 * i + 1] = node_at(last[0], last[1]);
    }
    qsort(net->nodes, 2 * net->way_count, sizeof *net->nodes, node_order);
    for (size_t i = 0; i < 2 * net->way_count; i++)
        if (!kept || node_order(&net->nodes[kept - 1], &net->nodes[i]) != 0)
            net->nodes[kept++] = net->nodes[i];
    net->node_count = kept;
}

/* Where a ramp ends on the middle of another way, that way becomes two. */
static void net_cut(BridgeNet *net)
{
    BridgeNet cut = {.nodes = net->nodes, .node_count = net->node_count};

    for (size_t i = 0; i < net->way_count; i++) {
        const BridgeWay *way = &net->ways[i];
        size_t from = 0;
        for (size_t k = 1; k < way->count; k++) {
            BridgeWay piece = *way;
            if (k + 1 < way->count && !net_find(net, way->xy[2 * k], way->xy[2 * k + 1]))
                continue;
            piece.xy = way->xy + 2 * from;
            piece.count = k - from + 1;
            bridge_net_add(&cut, &piece);
            from = k;
        }
    }
    net->nodes = NULL;
    bridge_net_release(net);
    *net = cut;
}

void bridge_net_join(BridgeNet *net)
{
    if (!net->way_count)
        return;
    net_drop_doubles(net);
    net_collect_ends(net);
    net_cut(net);
    for (size_t i = 0; i < net->way_count; i++) {
        BridgeWay *way = &net->ways[i];
        const double *last = way->xy + 2 * (way->count - 1);
        way->end[0] = (size_t)(net_find(net, way->xy[0], way->xy[1]) - net->nodes);
        way->end[1] = (size_t)(net_find(net, last[0], last[1]) - net->nodes);
        net->nodes[way->end[0]].ways++;
        net->nodes[way->end[1]].ways++;
    }
}

void bridge_net_touch(BridgeNet *net, double x, double y)
{
    BridgeNode *node = net_find(net, x, y);

    if (node)
        node->touched = true;
}

/* Mark what hangs on an abutment. */
static void net_reach(BridgeNet *net)
{
    bool more = true;

    while (more) {
        more = false;
        for (size_t i = 0; i < net->way_count; i++) {
            BridgeNode *a = &net->nodes[net->ways[i].end[0]], *b = &net->nodes[net->ways[i].end[1]];
            if (a->reachable != b->reachable)
                more = a->reachable = b->reachable = true;
        }
    }
}

/* One round: each free node to the weighted mean of its neighbours. True when
 * none moved. A NaN spreads to all that hangs on it. */
static bool net_relax(BridgeNet *net, double *sum, double *weight)
{
    bool settled = true;

    for (size_t i = 0; i < net->node_count; i++)
        sum[i] = weight[i] = 0;
    for (size_t i = 0; i < net->way_count; i++) {
        const BridgeWay *way = &net->ways[i];
        double pull = 1 / fmax(way->length_m, 0.01);
        for (int k = 0; k < 2; k++) {
            sum[way->end[k]] += pull * net->nodes[way->end[1 - k]].height_m;
            weight[way->end[k]] += pull;
        }
    }
    for (size_t i = 0; i < net->node_count; i++) {
        BridgeNode *node = &net->nodes[i];
        double height_m = sum[i] / weight[i];
        if (node->abutment || !node->reachable || isnan(node->height_m))
            continue;
        if (!(fabs(height_m - node->height_m) <= LEVEL_TOLERANCE_M))
            settled = false;
        node->height_m = height_m;
    }
    return settled;
}

void bridge_net_level(BridgeNet *net, const Surface *surface)
{
    double *sum = memory_new(2 * net->node_count, sizeof *sum);

    for (size_t i = 0; i < net->node_count; i++) {
        BridgeNode *node = &net->nodes[i];
        node->abutment = node->reachable = node->ways == 1 || node->touched;
        node->height_m = node->abutment ? surface_ground_at(surface, node->x, node->y) : 0;
    }
    net_reach(net);
    for (size_t i = 0; i < net->node_count; i++)
        if (!net->nodes[i].reachable)
            net->nodes[i].height_m = NAN;
    for (int round = 0; round < LEVEL_ROUNDS && !net_relax(net, sum, sum + net->node_count);)
        round++;
    free(sum);
}
