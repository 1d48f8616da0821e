/* Lines that cross lines: border crossings with the last fork before them, ferry landings,
 * forest accesses, entrances at township boundaries; and the strip along a border. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/chain.h"
#include "rules/derivation.h"
#include "rules/edge_set.h"

/* Places already taken by this part, so that two pieces of a track make one crossing. */
typedef struct {
    Derivation *derivation;
    const PartJob *job;
    double *xy, merge_m;
    size_t count, capacity;
} Places;

static bool place_taken(Places *places, double x, double y)
{
    for (size_t i = 0; i + 1 < places->count; i += 2)
        if (hypot(places->xy[i] - x, places->xy[i + 1] - y) < places->merge_m)
            return true;
    for (int i = 0; i < 2; i++) {
        places->xy = memory_grow(places->xy, places->count, &places->capacity, sizeof(double));
        places->xy[places->count++] = i == 0 ? x : y;
    }
    return false;
}

static void place_add(Places *places, const Selected *of, double x, double y, const char *how)
{
    Derivation *derivation = places->derivation;
    ZoneDraft draft = draft_of(places->job, of);

    if (place_taken(places, x, y))
        return;
    draft.shape = overlay_disc(derivation->overlay, x, y, part_size_m(places->job->part, 10));
    draft.derived = true;
    draft.how = how;
    derivation_add(derivation, &draft, false);
}

static bool on_own_side(const Derivation *derivation, double x, double y)
{
    GEOSContextHandle_t geos = derivation->overlay->geos;
    GEOSGeometry *point = shape_new_point(geos, x, y);
    bool inside = GEOSIntersects_r(geos, derivation->own_side, point) == 1;

    GEOSGeom_destroy_r(geos, point);
    return inside;
}

static bool any_road(const Road *road, const void *context)
{
    (void)road;
    (void)context;
    return true;
}

/* Walk from a vertex of a road, one way along, to the first node where three ways meet. */
static const RoadNode *walk_to_fork(const Derivation *derivation, size_t road, size_t vertex,
                                    bool forward, double most_m)
{
    const RoadNetwork *network = derivation->roads;
    double walked_m = 0;

    while (walked_m <= most_m) {
        const Road *on = &network->roads[road];
        size_t node = network->node_of[on->first + vertex];
        const RoadNode *at = &network->nodes[node];
        if (!on_own_side(derivation, at->x, at->y))
            return NULL;
        if (road_network_ways(network, node, any_road, NULL) >= 3)
            return at;
        if (forward ? vertex + 1 == on->count : vertex == 0) {
            bool moved = false;
            for (size_t i = 0; i < at->count && !moved; i++) {
                const RoadVisit *visit = &network->visits[at->first + i];
                if (visit->road == road)
                    continue;
                road = visit->road;
                vertex = visit->vertex;
                forward = vertex == 0;
                moved = true;
            }
            if (!moved)
                return NULL;
            on = &network->roads[road];
            if (on->count < 2)
                return NULL;
        }
        const double *from = &on->xy[2 * vertex];
        vertex = forward ? vertex + 1 : vertex - 1;
        walked_m += hypot(on->xy[2 * vertex] - from[0], on->xy[2 * vertex + 1] - from[1]);
    }
    return NULL;
}

/* The last fork before a crossing, on the own side, along the way's roads. */
static const RoadNode *fork_before(const Derivation *derivation, const Selected *of,
                                   const EdgeCrossing *crossing)
{
    const RoadNetwork *network = derivation->roads;
    double most_m = derivation_parameter(derivation, "fork_max_m", 1000);

    for (size_t r = 0; r < network->road_count; r++) {
        const Road *road = &network->roads[r];
        size_t nearest = 0;
        double nearest_m = INFINITY;
        if (road->feature != of->feature)
            continue;
        for (size_t s = 0; s + 1 < road->count; s++) { /* the segment that crosses */
            const double *a = &road->xy[2 * s], *b = a + 2;
            double dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
            double t =
                length2 > 0 ? ((crossing->x - a[0]) * dx + (crossing->y - a[1]) * dy) / length2 : 0;
            t = fmin(fmax(t, 0), 1);
            double away_m = hypot(a[0] + t * dx - crossing->x, a[1] + t * dy - crossing->y);
            if (away_m < nearest_m) {
                nearest_m = away_m;
                nearest = s;
            }
        }
        const RoadNode *fork = walk_to_fork(derivation, r, nearest, false, most_m);
        if (!fork)
            fork = walk_to_fork(derivation, r, nearest + 1, true, most_m);
        if (fork)
            return fork;
    }
    return NULL;
}

/* The own-side ends of a ferry line that crosses the border. */
typedef struct {
    Places *places;
    const Selected *of;
    const char *how;
} Landing;

static void landing_visit(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    const Landing *landing = context;

    (void)closed;
    (void)hole;
    for (size_t e = 0; e < 2; e++) {
        const double *end = &xy[e == 0 ? 0 : 2 * (count - 1)];
        if (on_own_side(landing->places->derivation, end[0], end[1]))
            place_add(landing->places, landing->of, end[0], end[1], landing->how);
    }
}

static void crossing_use(Places *places, const Selected *of, const EdgeCrossing *crossing)
{
    Derivation *derivation = places->derivation;
    const char *at = places->job->part->at ? places->job->part->at : "crossing";
    const char *label = draft_label(derivation, of);
    const char *edge = *crossing->edge->name ? crossing->edge->name : "the line";

    if (text_equal(at, "fork")) {
        const RoadNode *fork = fork_before(derivation, of, crossing);
        if (fork)
            place_add(places, of, fork->x, fork->y,
                      arena_printf(derivation->arena, "last fork of %s before %s", label, edge));
    } else if (text_equal(at, "landing")) {
        Landing landing = {
            places, of,
            arena_printf(derivation->arena, "landing of %s, which crosses %s", label, edge)};
        shape_each_ring(derivation->overlay->geos, of->feature->shape, landing_visit, &landing);
    } else {
        place_add(places, of, crossing->x, crossing->y,
                  arena_printf(derivation->arena, "crossing: %s x %s", label, edge));
    }
}

static void edges_of(Derivation *derivation, const PartJob *job, EdgeSet *edges)
{
    const Selected **others;
    size_t count = derivation_others(derivation, job->clause,
                                     job->part->against ? job->part->against : "edge", &others);

    for (size_t i = 0; i < count; i++)
        if (others[i]->kind != SHAPE_POINT)
            edge_set_add(edges, others[i]->feature->shape, others[i]->name);
    free(others);
}

void derive_crossings(Derivation *derivation, const PartJob *job)
{
    Places places = {.derivation = derivation,
                     .job = job,
                     .merge_m = derivation_parameter(derivation, "crossing_merge_m", 15)};
    double tolerance_m = derivation_parameter(derivation, "crossing_tolerance_m", 15);
    double spacing_m = derivation_parameter(derivation, "crossing_spacing_m", 200);
    double near_m = derivation_parameter(derivation, "border_near_m", 500);
    bool itself = !job->part->at || text_equal(job->part->at, "crossing") ||
                  text_equal(job->part->at, "landing");
    EdgeSet edges;

    edge_set_init(&edges, derivation->overlay);
    edges_of(derivation, job, &edges);
    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        EdgeCrossing *crossings;
        if (of->kind != SHAPE_LINE) { /* a supplied crossing is where it is */
            PartJob one = *job;
            double x, y;
            one.items = &job->items[i];
            one.count = 1;
            shape_inner_point(derivation->overlay->geos, of->feature->shape, &x, &y);
            if (itself && !place_taken(&places, x, y) &&
                (!of->select || edge_set_near(&edges, of->feature->shape, near_m)))
                derive_point(derivation, &one);
            continue;
        }
        if (road_is_below(of->layer, of->feature))
            continue;
        size_t count =
            edge_set_crossings(&edges, of->feature->shape, tolerance_m, spacing_m, &crossings);
        for (size_t c = 0; c < count; c++)
            crossing_use(&places, of, &crossings[c]);
        free(crossings);
    }
    edge_set_release(&edges);
    free(places.xy);
}

/* Boundaries at which a road enters: of townships, and of the area unless it is a mere box. */
static void boundaries_of(Derivation *derivation, EdgeSet *edges)
{
    const Scene *scene = derivation->scene;

    for (size_t i = 0; i < scene->township_count; i++)
        edge_set_add(edges, scene->townships[i].shape, scene->townships[i].name);
    if (!scene->project || !scene->project->has_area_box)
        edge_set_add(edges, scene->area, "the area's boundary");
}

void derive_entrances(Derivation *derivation, const PartJob *job)
{
    double spacing_m = derivation_parameter(derivation, "entrance_spacing_m", 100);
    Places places = {.derivation = derivation,
                     .job = job,
                     .merge_m = derivation_parameter(derivation, "entrance_merge_m", 25)};
    EdgeSet edges;

    edge_set_init(&edges, derivation->overlay);
    boundaries_of(derivation, &edges);
    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        EdgeCrossing *crossings;
        if (of->kind != SHAPE_LINE || road_is_below(of->layer, of->feature))
            continue;
        size_t count = edge_set_crossings(&edges, of->feature->shape, 0, spacing_m, &crossings);
        for (size_t c = 0; c < count; c++)
            place_add(&places, of, crossings[c].x, crossings[c].y,
                      arena_printf(derivation->arena, "entrance: %s x boundary of %s",
                                   draft_label(derivation, of), crossings[c].edge->name));
        free(crossings);
    }
    edge_set_release(&edges);
    free(places.xy);
}

/* The strip along a border, on the own side, section by section with its line. */
void derive_band(Derivation *derivation, const PartJob *job)
{
    Overlay *overlay = derivation->overlay;
    double tolerance_m = derivation_parameter(derivation, "border_tolerance_m", 50);
    GEOSGeometry *near = overlay_buffer(overlay, derivation->own_side, tolerance_m, false);
    const ChainOptions options = {.surface = true,
                                  .edges = true,
                                  .section_m =
                                      derivation_parameter(derivation, "border_section_m", 2000),
                                  .within = near};
    Chain *chains;
    size_t count = chains_new(&chains, derivation, job, &options);

    for (size_t i = 0; i < count; i++) {
        ZoneDraft draft = draft_of(job, chains[i].of);
        GEOSGeometry *strip =
            overlay_buffer(overlay, chains[i].line, part_size_m(job->part, 100), true);
        draft.name = chain_name(derivation->arena, &chains[i]);
        draft.shape = overlay_keep(overlay, overlay_both(overlay, strip, derivation->own_side), 2);
        draft.line = overlay_copy(overlay, chains[i].line);
        draft.keep_line = true;
        draft.derived = true;
        draft.how = arena_printf(derivation->arena, "strip of %g m along %s, section %zu of %zu",
                                 part_size_m(job->part, 100), draft_label(derivation, chains[i].of),
                                 chains[i].section + 1, chains[i].sections);
        derivation_add(derivation, &draft, false);
        overlay_drop(overlay, strip);
    }
    chains_free(chains, count, overlay);
    overlay_drop(overlay, near);
}
