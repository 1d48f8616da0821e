#include "rules/road_snap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/grid.h"

/* A new vertex (x, y) of a road, `t` along its segment. */
typedef struct {
    size_t road, segment;
    double t, x, y;
} Insertion;

typedef struct {
    Insertion *items;
    size_t count, capacity;
} Insertions;

static int compare_insertions(const void *left, const void *right)
{
    const Insertion *a = left, *b = right;

    if (a->road != b->road)
        return a->road < b->road ? -1 : 1;
    if (a->segment != b->segment)
        return a->segment < b->segment ? -1 : 1;
    return (a->t > b->t) - (a->t < b->t);
}

static Box road_box(const Road *road)
{
    Box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    for (size_t v = 0; v < road->count; v++) {
        box.min_x = fmin(box.min_x, road->xy[2 * v]);
        box.max_x = fmax(box.max_x, road->xy[2 * v]);
        box.min_y = fmin(box.min_y, road->xy[2 * v + 1]);
        box.max_y = fmax(box.max_y, road->xy[2 * v + 1]);
    }
    return box_grow(box, ROAD_SNAP_M);
}

/* Where on `road` the point lies; false: a vertex is there already, or it is too far. */
static bool point_on_road(const Road *road, double x, double y, Insertion *out)
{
    double best_m = ROAD_SNAP_M;
    bool found = false;

    for (size_t v = 0; v < road->count; v++)
        if (hypot(road->xy[2 * v] - x, road->xy[2 * v + 1] - y) < 0.01)
            return false;
    for (size_t s = 0; s + 1 < road->count; s++) {
        const double *a = &road->xy[2 * s], *b = &road->xy[2 * s + 2];
        double dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
        double t = length2 > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / length2 : 0;
        if (t <= 0 || t >= 1)
            continue;
        double away_m = hypot(a[0] + t * dx - x, a[1] + t * dy - y);
        if (away_m < best_m) {
            best_m = away_m;
            out->segment = s;
            out->t = t;
            found = true;
        }
    }
    return found;
}

/* The road with the vertices of its insertions, which are sorted. */
static void road_insert(Road *road, const Insertion *items, size_t count)
{
    double *xy = memory_new(2 * (road->count + count), sizeof *xy);
    size_t at = 0, next = 0;

    for (size_t v = 0; v < road->count; v++) {
        memcpy(&xy[2 * at++], &road->xy[2 * v], 2 * sizeof *xy);
        for (; next < count && items[next].segment == v; next++) {
            xy[2 * at] = items[next].x;
            xy[2 * at++ + 1] = items[next].y;
        }
    }
    free(road->xy);
    road->xy = xy;
    road->count = at;
}

/* Roads by the west side of their box, to look only at those that can be near. */
typedef struct {
    Box box;
    size_t road;
} Slot;

static int compare_slots(const void *left, const void *right)
{
    const Slot *a = left, *b = right;

    if (a->box.min_x != b->box.min_x)
        return a->box.min_x < b->box.min_x ? -1 : 1;
    return (a->road > b->road) - (a->road < b->road);
}

static void end_snap(const Road *roads, const Slot *slots, size_t count, size_t road, bool last,
                     Insertions *insertions)
{
    const double *end = &roads[road].xy[last ? 2 * (roads[road].count - 1) : 0];

    for (size_t i = 0; i < count && slots[i].box.min_x <= end[0]; i++) {
        Insertion one = {.road = slots[i].road, .x = end[0], .y = end[1]};
        if (one.road == road || !box_has(slots[i].box, end[0], end[1]) ||
            roads[one.road].below != roads[road].below ||
            !point_on_road(&roads[one.road], end[0], end[1], &one))
            continue;
        insertions->items =
            memory_grow(insertions->items, insertions->count, &insertions->capacity, sizeof one);
        insertions->items[insertions->count++] = one;
    }
}

void road_snap_ends(Road *roads, size_t count)
{
    Slot *slots = memory_new(count + 1, sizeof *slots);
    Insertions insertions = {0};

    for (size_t r = 0; r < count; r++)
        slots[r] = (Slot){road_box(&roads[r]), r};
    qsort(slots, count, sizeof *slots, compare_slots);
    for (size_t r = 0; r < count; r++) {
        end_snap(roads, slots, count, r, false, &insertions);
        end_snap(roads, slots, count, r, true, &insertions);
    }
    if (insertions.count > 1)
        qsort(insertions.items, insertions.count, sizeof *insertions.items, compare_insertions);
    for (size_t i = 0; i < insertions.count;) {
        size_t end = i;
        while (end < insertions.count && insertions.items[end].road == insertions.items[i].road)
            end++;
        road_insert(&roads[insertions.items[i].road], &insertions.items[i], end - i);
        i = end;
    }
    free(insertions.items);
    free(slots);
}
