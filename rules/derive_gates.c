/* Gates: those that a map or a list gives, on the edge of the unit; then where roads and paths
 * cross it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/derivation.h"

/* No road this near an edge that none crosses: the gate is not guessed. */
static const double GATE_ROAD_M = 300;

/* A mapped gate this near the edge is on it, whether a road crosses there or not. */
static const double GATE_ON_EDGE_M = 2;

typedef struct {
    double x, y;
    const Road *road; /* NULL: given, or the point of the edge nearest a road */
    const GivenGate *given;
    double moved_m; /* from where it was given */
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
    gates->items[gates->count++] = (Gate){.x = x, .y = y, .road = road};
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

static double snap_m(const Derivation *derivation)
{
    return derivation_parameter(derivation, "gate_snap_m", 15);
}

/* A given gate moved to the nearest point of the edge. */
static Gate gate_snapped(const Derivation *derivation, const GEOSGeometry *edge,
                         const GivenGate *given)
{
    GEOSContextHandle_t geos = derivation->overlay->geos;
    GEOSGeometry *point = shape_new_point(geos, given->x, given->y);
    GEOSCoordSequence *nearest = GEOSNearestPoints_r(geos, edge, point);
    Gate gate = {.x = given->x, .y = given->y, .given = given};

    if (nearest) {
        GEOSCoordSeq_getXY_r(geos, nearest, 0, &gate.x, &gate.y);
        GEOSCoordSeq_destroy_r(geos, nearest);
    }
    gate.moved_m = hypot(gate.x - given->x, gate.y - given->y);
    overlay_drop(derivation->overlay, point);
    return gate;
}

/* A supplied gate is one; a mapped one off the edge only where a road crosses beside it: else it
 * may be the neighbour's across the lane. */
static bool is_gate_here(const Gate *gate, const Gates *crossings, double within_m)
{
    bool here = gate->given->clause || gate->moved_m <= GATE_ON_EDGE_M;

    for (size_t i = 0; i < crossings->count && !here; i++)
        here = hypot(crossings->items[i].x - gate->given->x,
                     crossings->items[i].y - gate->given->y) <= within_m;
    return here;
}

/* The gates that layers give, then the crossings that none of them stands for. */
static Gates gates_prefer_given(const Derivation *derivation, const Selected *of,
                                const GEOSGeometry *edge, Gates *crossings)
{
    Gates gates = {.merge_m = crossings->merge_m};
    double within_m = snap_m(derivation);
    const GivenGate **given;
    size_t count = gate_set_near(derivation->gates, of, within_m, &given), kept;

    for (size_t i = 0; i < count; i++) {
        const Gate gate = gate_snapped(derivation, edge, given[i]);
        size_t before = gates.count;
        if (!is_gate_here(&gate, crossings, within_m))
            continue;
        gate_add(&gates, gate.x, gate.y, NULL);
        if (gates.count > before)
            gates.items[before] = gate;
    }
    kept = gates.count;
    for (size_t i = 0; i < crossings->count; i++) {
        const Gate *gate = &crossings->items[i];
        bool stands = false;
        for (size_t g = 0; g < kept && !stands; g++)
            stands = hypot(gates.items[g].x - gate->x, gates.items[g].y - gate->y) <= within_m;
        if (!stands)
            gate_add(&gates, gate->x, gate->y, gate->road);
    }
    free(given);
    free(crossings->items);
    return gates;
}

static Gates gates_of(const Derivation *derivation, const Selected *of)
{
    Gates gates = {.merge_m = derivation_parameter(derivation, "gate_merge_m", 10)};
    GEOSGeometry *edge = overlay_edge(derivation->overlay, of->feature->shape);
    const Road **roads;
    size_t count = road_network_near(derivation->roads, edge, &roads);
    double on_edge[2], on_road[2];

    /* Roads before paths, so that a gate with both is a vehicle gate. */
    for (int kind = ROAD_DRIVE; kind <= ROAD_WALK; kind++)
        for (size_t i = 0; i < count; i++)
            if ((int)roads[i]->kind == kind)
                road_crossings(derivation, edge, roads[i], &gates);
    gates = gates_prefer_given(derivation, of, edge, &gates);
    if (gates.count == 0 &&
        road_network_nearest(derivation->roads, edge, GATE_ROAD_M, on_edge, on_road))
        gate_add(&gates, on_edge[0], on_edge[1], NULL);
    free(roads);
    overlay_drop(derivation->overlay, edge);
    return gates;
}

bool is_gate_of_unit(const Derivation *derivation, const Selected *of)
{
    const Selection *selection = derivation->selection;
    size_t clause = (size_t)(of->clause - derivation->clauses);
    bool gates = false, found = false;

    for (size_t p = 0; p < of->clause->part_count; p++)
        gates |= of->clause->parts[p].derive == DERIVE_GATES ||
                 of->clause->parts[p].derive == DERIVE_APRON;
    if (!gates || of->select || of->kind != SHAPE_POINT)
        return false;
    for (size_t i = selection->first[clause]; i < selection->first[clause + 1] && !found; i++) {
        const Selected *unit = &selection->items[i];
        const GivenGate **given;
        if (unit->kind != SHAPE_AREA || is_door_only(derivation, unit))
            continue;
        size_t count = gate_set_near(derivation->gates, unit, snap_m(derivation), &given);
        for (size_t g = 0; g < count; g++)
            found |= given[g]->clause && given[g]->feature == of->feature;
        free(given);
    }
    return found;
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

    if (gate->given && gate->moved_m < 0.5)
        return arena_printf(derivation->arena, "gate: %s %lld, on the edge of %s",
                            gate->given->layer->id, (long long)gate->given->feature->fid, unit);
    if (gate->given)
        return arena_printf(derivation->arena, "gate: %s %lld, moved %.0f m to the edge of %s",
                            gate->given->layer->id, (long long)gate->given->feature->fid,
                            gate->moved_m, unit);
    if (!gate->road)
        return arena_printf(derivation->arena,
                            "gate: edge of %s nearest a road, since none crosses it", unit);
    if (*gate->road->name)
        return arena_printf(derivation->arena, "gate: edge of %s x %s", unit, gate->road->name);
    return arena_printf(derivation->arena, "gate: edge of %s x %s %s %lld", unit, gate->road->class,
                        gate->road->layer->id, (long long)gate->road->feature->fid);
}

/* "Hillside, East Gate": the unit and the gate's own name, where it does not say both. */
static const char *gate_name(const Derivation *derivation, const Selected *of, const Gate *gate)
{
    const char *own = gate->given ? gate->given->name : "";

    if (!*own)
        return NULL;
    if (!*of->name || strstr(own, of->name))
        return own;
    return arena_printf(derivation->arena, "%s, %s", of->name, own);
}

static void gate_draw(Derivation *derivation, const PartJob *job, const Selected *of,
                      const Gate *gate)
{
    ZoneDraft draft = draft_of(job, of);

    draft.shape = overlay_disc(derivation->overlay, gate->x, gate->y, part_size_m(job->part, 4));
    draft.facing_deg = outward_deg(derivation, of->feature->shape, gate->x, gate->y);
    draft.name = gate_name(derivation, of, gate);
    draft.derived = !gate->given;
    draft.how = gate_how(derivation, of, gate);
    derivation_add(derivation, &draft, false);
}

void derive_gates(Derivation *derivation, const PartJob *job)
{
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
        Gates gates = gates_of(derivation, of);
        for (size_t g = 0; g < gates.count; g++)
            gate_draw(derivation, job, of, &gates.items[g]);
        if (gates.count == 0)
            tally_add(&derivation->built_over, job->clause->id, job->part->name);
        free(gates.items);
    }
}
