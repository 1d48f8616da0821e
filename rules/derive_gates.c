/* Gates: where roads and paths cross the edge of a unit, or mapped gates on that edge. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/derivation.h"

/* No road this near an edge that none crosses: the gate is not guessed. */
static const double GATE_ROAD_M = 300;

typedef struct {
    double x, y;
    const Road *road; /* NULL: the point of the edge nearest a road */
} Gate;

typedef struct {
    Gate *items;
    size_t count, capacity;
    double merge_m;
} Gates;

static void gate_add(Gates *gates, double x, double y, const Road *road)
{
    for (size_t i = 0; i < gates->count; i++)
        if (hypot(gates->items[i].x - x, gates->items[i].y - y) < gates->merge_m)
            return;
    gates->items = memory_grow(gates->items, gates->count, &gates->capacity, sizeof(Gate));
    gates->items[gates->count++] = (Gate){x, y, road};
}

/* The points where one road crosses the edge; a stretch along it counts by its middle. */
static void road_crossings(const Derivation *derivation, const GEOSGeometry *edge, const Road *road,
                           Gates *gates)
{
    GEOSContextHandle_t geos = derivation->overlay->geos;
    GEOSGeometry *both = overlay_both(derivation->overlay, edge, road->line);

    for (int i = 0; i < GEOSGetNumGeometries_r(geos, both); i++) {
        const GEOSGeometry *one = GEOSGetGeometryN_r(geos, both, i);
        double x, y;
        if (GEOSisEmpty_r(geos, one))
            continue;
        shape_inner_point(geos, one, &x, &y);
        gate_add(gates, x, y, road);
    }
    overlay_drop(derivation->overlay, both);
}

static Gates gates_of(const Derivation *derivation, const GEOSGeometry *area)
{
    Gates gates = {.merge_m = derivation_parameter(derivation, "gate_merge_m", 10)};
    GEOSGeometry *edge = overlay_edge(derivation->overlay, area);
    const Road **roads;
    size_t count = road_network_near(derivation->roads, edge, &roads);
    double on_edge[2], on_road[2];

    /* Roads before paths, so that a gate with both is a vehicle gate. */
    for (int kind = ROAD_DRIVE; kind <= ROAD_WALK; kind++)
        for (size_t i = 0; i < count; i++)
            if ((int)roads[i]->kind == kind)
                road_crossings(derivation, edge, roads[i], &gates);
    if (gates.count == 0 &&
        road_network_nearest(derivation->roads, edge, GATE_ROAD_M, on_edge, on_road))
        gate_add(&gates, on_edge[0], on_edge[1], NULL);
    free(roads);
    overlay_drop(derivation->overlay, edge);
    return gates;
}

/* The nearest segment of an area's edge: its two ends. */
typedef struct {
    double x, y, away_m, ax, ay, bx, by;
} EdgeSearch;

static void edge_visit(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    EdgeSearch *search = context;

    (void)closed;
    (void)hole;
    for (size_t s = 0; s + 1 < count; s++) {
        const double *a = &xy[2 * s], *b = &xy[2 * s + 2];
        double dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
        if (length2 <= 0)
            continue;
        double t = ((search->x - a[0]) * dx + (search->y - a[1]) * dy) / length2;
        t = fmin(fmax(t, 0), 1);
        double away_m = hypot(a[0] + t * dx - search->x, a[1] + t * dy - search->y);
        if (away_m < search->away_m) {
            search->away_m = away_m;
            search->ax = a[0];
            search->ay = a[1];
            search->bx = b[0];
            search->by = b[1];
        }
    }
}

/* The direction out of the area, square to its edge at (x, y). */
static double outward_deg(const Derivation *derivation, const GEOSGeometry *area, double x,
                          double y)
{
    GEOSContextHandle_t geos = derivation->overlay->geos;
    EdgeSearch search = {.x = x, .y = y, .away_m = INFINITY};

    shape_each_ring(geos, area, edge_visit, &search);
    if (isinf(search.away_m))
        return NAN;
    double length_m = hypot(search.bx - search.ax, search.by - search.ay);
    double nx = (search.by - search.ay) / length_m, ny = (search.ax - search.bx) / length_m;
    GEOSGeometry *step = shape_new_point(geos, x + 0.5 * nx, y + 0.5 * ny);
    bool inside = GEOSIntersects_r(geos, area, step) == 1;
    overlay_drop(derivation->overlay, step);
    return inside ? bearing_deg(0, 0, -nx, -ny) : bearing_deg(0, 0, nx, ny);
}

static const char *gate_how(const Derivation *derivation, const Selected *of, const Gate *gate)
{
    const char *unit = draft_label(derivation, of);

    if (!gate->road)
        return arena_printf(derivation->arena,
                            "gate: edge of %s nearest a road, since none crosses it", unit);
    if (*gate->road->name)
        return arena_printf(derivation->arena, "gate: edge of %s x %s", unit, gate->road->name);
    return arena_printf(derivation->arena, "gate: edge of %s x %s %s %lld", unit, gate->road->class,
                        gate->road->layer->id, (long long)gate->road->feature->fid);
}

void derive_gates(Derivation *derivation, const PartJob *job)
{
    double radius_m = part_size_m(job->part, 4);

    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        if (of->kind != SHAPE_AREA || is_door_only(derivation, of)) {
            PartJob one = *job; /* a door or a disc, once a clause */
            one.items = &job->items[i];
            one.count = 1;
            if (of->kind != SHAPE_LINE)
                derive_area(derivation, &one);
            continue;
        }
        Gates gates = gates_of(derivation, of->feature->shape);
        for (size_t g = 0; g < gates.count; g++) {
            const Gate *gate = &gates.items[g];
            ZoneDraft draft = draft_of(job, of);
            draft.shape = overlay_disc(derivation->overlay, gate->x, gate->y, radius_m);
            draft.facing_deg = outward_deg(derivation, of->feature->shape, gate->x, gate->y);
            draft.derived = true;
            draft.how = gate_how(derivation, of, gate);
            derivation_add(derivation, &draft, false);
        }
        if (gates.count == 0)
            tally_add(&derivation->built_over, job->clause->id, job->part->name);
        free(gates.items);
    }
}
