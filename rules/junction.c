#include "rules/junction.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bitset.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

/* What is known while junctions are being found. */
typedef struct {
    Derivation *derivation;
    const RoadNetwork *network;
    const PartJob *job;
    const JunctionOptions *options;
    const Selected **listed; /* per road: the selected feature, or NULL */
    size_t *nodes;           /* the nodes taken, by x */
    size_t count, capacity;
    size_t *parent; /* union-find over `nodes` */
    Bitset taken;   /* nodes of the network */
    Bitset visited; /* while walking */
    size_t *walked; /* to clear `visited` again */
    size_t walked_count, walked_capacity;
} Finder;

static bool road_is_public(const Road *road, const void *context)
{
    (void)context;
    return road->kind == ROAD_DRIVE && !road->below && !road->closed;
}

static bool road_is_listed(const Road *road, const void *context)
{
    const Finder *finder = context;

    return finder->listed[road - finder->network->roads] != NULL && !road->below;
}

static void finder_list_roads(Finder *finder)
{
    const RoadNetwork *network = finder->network;

    finder->listed = memory_new(network->road_count + 1, sizeof *finder->listed);
    for (size_t i = 0; i < finder->job->count; i++)
        for (size_t r = 0; finder->job->items[i]->kind == SHAPE_LINE && r < network->road_count;
             r++)
            if (network->roads[r].feature == finder->job->items[i]->feature)
                finder->listed[r] = finder->job->items[i];
}

/* Is there a mapped signal (a point among the items) within the merge distance? */
static bool has_signal(const Finder *finder, const RoadNode *node)
{
    GEOSContextHandle_t geos = finder->derivation->overlay->geos;

    for (size_t i = 0; i < finder->job->count; i++) {
        const Selected *of = finder->job->items[i];
        double x, y;
        if (of->kind != SHAPE_POINT)
            continue;
        shape_inner_point(geos, of->feature->shape, &x, &y);
        if (hypot(x - node->x, y - node->y) <= finder->options->merge_m)
            return true;
    }
    return false;
}

static void node_take(Finder *finder, size_t node)
{
    if (bitset_get(&finder->taken, node))
        return;
    bitset_put(&finder->taken, node);
    finder->nodes = memory_grow(finder->nodes, finder->count, &finder->capacity, sizeof(size_t));
    finder->nodes[finder->count++] = node;
}

static void finder_take_nodes(Finder *finder)
{
    const RoadNetwork *network = finder->network;

    for (size_t r = 0; r < network->road_count; r++) {
        const Road *road = &network->roads[r];
        for (size_t v = 0; road->roundabout && finder->listed[r] && v < road->count; v++)
            node_take(finder, network->node_of[road->first + v]);
    }
    for (size_t n = 0; n < network->node_count; n++) {
        if (network->nodes[n].count < 2 || road_network_ways(network, n, road_is_public, NULL) < 3)
            continue;
        if (road_network_ways(network, n, road_is_listed, finder) >= 3 ||
            has_signal(finder, &network->nodes[n]))
            node_take(finder, n);
    }
}

static size_t root_of(Finder *finder, size_t i)
{
    while (finder->parent[i] != i)
        i = finder->parent[i] = finder->parent[finder->parent[i]];
    return i;
}

static void join(Finder *finder, size_t a, size_t b)
{
    size_t root_a = root_of(finder, a), root_b = root_of(finder, b);

    if (root_a < root_b) /* the lower one stays, so that the order does not matter */
        finder->parent[root_b] = root_a;
    else
        finder->parent[root_a] = root_b;
}

static int compare_indices(const void *left, const void *right)
{
    size_t a = *(const size_t *)left, b = *(const size_t *)right;

    return (a > b) - (a < b);
}

/* Nodes are numbered from west to east, so near ones follow each other. */
static void finder_merge(Finder *finder)
{
    const RoadNetwork *network = finder->network;
    size_t *slot = memory_new(network->node_count + 1, sizeof *slot);

    if (finder->count > 1)
        qsort(finder->nodes, finder->count, sizeof *finder->nodes, compare_indices);
    finder->parent = memory_new(finder->count + 1, sizeof *finder->parent);
    for (size_t i = 0; i < finder->count; i++) {
        finder->parent[i] = i;
        slot[finder->nodes[i]] = i;
    }
    for (size_t i = 0; i < finder->count; i++)
        for (size_t j = i + 1; j < finder->count; j++) {
            const RoadNode *a = &network->nodes[finder->nodes[i]];
            const RoadNode *b = &network->nodes[finder->nodes[j]];
            if (b->x - a->x > finder->options->merge_m)
                break;
            if (hypot(b->x - a->x, b->y - a->y) <= finder->options->merge_m)
                join(finder, i, j);
        }
    for (size_t r = 0; r < network->road_count; r++) {
        const Road *road = &network->roads[r];
        for (size_t v = 1; road->roundabout && finder->listed[r] && v < road->count; v++)
            join(finder, slot[network->node_of[road->first]],
                 slot[network->node_of[road->first + v]]);
    }
    free(slot);
}

/* A road leaving the junction's circle. */
typedef struct {
    double x, y, bearing_deg;
    const Road *road;
} Exit;

typedef struct {
    Exit *items;
    size_t count, capacity;
} Exits;

static void walk_to(Finder *finder, size_t node)
{
    if (bitset_get(&finder->visited, node))
        return;
    bitset_put(&finder->visited, node);
    finder->walked = memory_grow(finder->walked, finder->walked_count, &finder->walked_capacity,
                                 sizeof *finder->walked);
    finder->walked[finder->walked_count++] = node;
}

/* From inside the circle to outside: where it is left. */
static void exit_add(Exits *exits, const Junction *junction, double radius_m, const double *in,
                     const double *out, const Road *road)
{
    double ax = in[0] - junction->x, ay = in[1] - junction->y;
    double dx = out[0] - in[0], dy = out[1] - in[1];
    double a = dx * dx + dy * dy, b = ax * dx + ay * dy, c = ax * ax + ay * ay;
    double t = (-b + sqrt(fmax(b * b - a * (c - radius_m * radius_m), 0))) / a;
    Exit one = {.x = in[0] + t * dx, .y = in[1] + t * dy, .road = road};

    one.bearing_deg = bearing_deg(junction->x, junction->y, one.x, one.y);
    exits->items = memory_grow(exits->items, exits->count, &exits->capacity, sizeof one);
    exits->items[exits->count++] = one;
}

/* Walk all public roads out of the junction's nodes to the circle. */
static Exits junction_walk(Finder *finder, const Junction *junction, double radius_m)
{
    const RoadNetwork *network = finder->network;
    Exits exits = {0};

    for (size_t next = 0; next < finder->walked_count; next++) {
        const RoadNode *node = &network->nodes[finder->walked[next]];
        for (size_t i = 0; i < node->count; i++) {
            const RoadVisit *visit = &network->visits[node->first + i];
            const Road *road = &network->roads[visit->road];
            for (int step = -1; step <= 1 && road_is_public(road, NULL); step += 2) {
                if (step < 0 ? visit->vertex == 0 : visit->vertex + 1 == road->count)
                    continue;
                size_t vertex = step < 0 ? visit->vertex - 1 : visit->vertex + 1;
                const double *in = &road->xy[2 * visit->vertex], *out = &road->xy[2 * vertex];
                if (hypot(out[0] - junction->x, out[1] - junction->y) > radius_m)
                    exit_add(&exits, junction, radius_m, in, out, road);
                else
                    walk_to(finder, network->node_of[road->first + vertex]);
            }
        }
    }
    for (size_t i = 0; i < finder->walked_count; i++)
        bitset_clear(&finder->visited, finder->walked[i]);
    finder->walked_count = 0;
    return exits;
}

static int compare_exits(const void *left, const void *right)
{
    const Exit *a = left, *b = right;

    if (a->bearing_deg != b->bearing_deg)
        return a->bearing_deg < b->bearing_deg ? -1 : 1;
    return (a->road > b->road) - (a->road < b->road);
}

/* Two carriageways of one road, or the same one drawn twice. */
static bool is_one_arm(const Exit *a, const Exit *b, double merge_m)
{
    bool same_name = *a->road->name && strcmp(a->road->name, b->road->name) == 0;
    bool both_ways = a->road->oneway && b->road->oneway &&
                     strcmp(a->road->name, b->road->name) == 0 &&
                     strcmp(a->road->class, b->road->class) == 0;
    double away_m = hypot(a->x - b->x, a->y - b->y);

    return away_m < 1 || (away_m <= merge_m && (same_name || both_ways));
}

static void arm_add(Junction *junction, const Exit *first, const Exit *last)
{
    double spread = fmod(last->bearing_deg - first->bearing_deg + 360, 360);

    if (junction->arm_count == JUNCTION_ARMS)
        return;
    junction->arms[junction->arm_count++] =
        (JunctionArm){.bearing_deg = fmod(first->bearing_deg + spread / 2, 360),
                      .half_angle_deg = spread / 2,
                      .road = first->road};
}

/* Exits by bearing; neighbours that are one arm are merged, round the full circle. */
static void junction_arms(Junction *junction, Exits *exits, double merge_m)
{
    size_t start = 0;

    if (exits->count == 0)
        return;
    qsort(exits->items, exits->count, sizeof *exits->items, compare_exits);
    while (start < exits->count &&
           is_one_arm(&exits->items[(start + exits->count - 1) % exits->count],
                      &exits->items[start], merge_m) &&
           exits->count > 1)
        start++;
    start %= exits->count;
    for (size_t i = 0; i < exits->count;) {
        size_t first = (start + i) % exits->count, last = first;
        for (i++; i < exits->count; i++) {
            size_t next = (start + i) % exits->count;
            if (!is_one_arm(&exits->items[last], &exits->items[next], merge_m))
                break;
            last = next;
        }
        arm_add(junction, &exits->items[first], &exits->items[last]);
    }
}

/* "A x B" of the first two different names, in the order of the alphabet. */
static const char *junction_name(const Derivation *derivation, const Junction *junction)
{
    const char *first = "", *second = "";

    for (size_t i = 0; i < junction->arm_count; i++) {
        const char *name = junction->arms[i].road->name;
        if (!*name || strcmp(name, first) == 0 || strcmp(name, second) == 0)
            continue;
        if (!*first || strcmp(name, first) < 0) {
            second = first;
            first = name;
        } else if (!*second || strcmp(name, second) < 0) {
            second = name;
        }
    }
    return *second ? arena_printf(derivation->arena, "%s x %s", first, second) : first;
}

/* The listed feature at the junction that comes first, which the zone cites. */
static const Selected *junction_source(const Finder *finder, size_t root)
{
    const RoadNetwork *network = finder->network;
    const Selected *first = NULL;

    for (size_t i = 0; i < finder->count; i++) {
        const RoadNode *node = &network->nodes[finder->nodes[i]];
        if (root_of((Finder *)finder, i) != root)
            continue;
        for (size_t v = 0; v < node->count; v++) {
            const Selected *of = finder->listed[network->visits[node->first + v].road];
            if (of && (!first || of < first))
                first = of;
        }
    }
    return first ? first : finder->job->items[0];
}

static bool junction_find(Finder *finder, size_t root, Junction *junction)
{
    const RoadNetwork *network = finder->network;
    size_t members = 0;

    *junction = (Junction){0};
    for (size_t i = root; i < finder->count; i++)
        if (root_of(finder, i) == root) {
            junction->x += network->nodes[finder->nodes[i]].x;
            junction->y += network->nodes[finder->nodes[i]].y;
            members++;
        }
    junction->x /= (double)members;
    junction->y /= (double)members;
    for (size_t i = root; i < finder->count; i++)
        if (root_of(finder, i) == root) {
            const RoadNode *node = &network->nodes[finder->nodes[i]];
            double away_m = hypot(node->x - junction->x, node->y - junction->y);
            junction->radius_m = fmax(junction->radius_m, away_m);
            walk_to(finder, finder->nodes[i]);
        }
    junction->radius_m += finder->options->box_m;
    Exits exits = junction_walk(finder, junction, junction->radius_m + finder->options->reach_m);
    junction_arms(junction, &exits, finder->options->merge_m);
    free(exits.items);
    junction->of = junction_source(finder, root);
    for (size_t i = 0; i < junction->arm_count; i++) {
        const Selected *of = finder->listed[junction->arms[i].road - network->roads];
        junction->arms[i].of = of ? of : junction->of;
    }
    junction->name = junction_name(finder->derivation, junction);
    return junction->arm_count >= 3;
}

size_t junctions_new(Junction **out, Derivation *derivation, const PartJob *job,
                     const JunctionOptions *options)
{
    Finder finder = {
        .derivation = derivation, .network = derivation->roads, .job = job, .options = options};
    size_t count = 0;

    bitset_init(&finder.taken, derivation->roads->node_count);
    bitset_init(&finder.visited, derivation->roads->node_count);
    finder_list_roads(&finder);
    finder_take_nodes(&finder);
    finder_merge(&finder);
    *out = memory_new(finder.count + 1, sizeof **out);
    for (size_t i = 0; i < finder.count; i++)
        if (root_of(&finder, i) == i && junction_find(&finder, i, &(*out)[count]))
            count++;
    bitset_release(&finder.taken);
    bitset_release(&finder.visited);
    free(finder.listed);
    free(finder.nodes);
    free(finder.parent);
    free(finder.walked);
    return count;
}
