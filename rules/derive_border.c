/* Lines that cross lines: border crossings with the last fork before them, ferry landings;
 * and the strip along a border. */
#include <stdlib.h>

#include "base/text.h"
#include "data/shape.h"
#include "rules/chain.h"
#include "rules/edge_set.h"
#include "rules/fork.h"
#include "rules/places.h"

/* The own-side ends of a ferry line that crosses the border. */
typedef struct {
    Places *places;
    const Selected *of;
    const char *how;
} Landing;

static const char *edge_name(const EdgeCrossing *crossing)
{
    return *crossing->edge->name ? crossing->edge->name : "the line";
}

static void landing_visit(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    const Landing *landing = context;

    (void)closed;
    (void)hole;
    for (size_t e = 0; e < 2; e++) {
        const double *end = &xy[e == 0 ? 0 : 2 * (count - 1)];
        if (on_own_side(landing->places->derivation, end[0], end[1]))
            places_add(landing->places, landing->of, end[0], end[1], landing->how);
    }
}

/* Does the crossing lie on the own side, or near enough for its disc to reach over? */
static bool makes_zone(const Places *places, const EdgeCrossing *crossing)
{
    const Overlay *overlay = places->derivation->overlay;
    GEOSGeometry *point = shape_new_point(overlay->geos, crossing->x, crossing->y);
    bool near = GEOSDistanceWithin_r(overlay->geos, places->derivation->own_side, point,
                                     part_size_m(places->job->part, 10)) == 1;

    overlay_drop(overlay, point);
    return near;
}

/* The last fork before a crossing, or a note that there is none to watch. */
static void fork_use(Places *places, const Selected *of, const EdgeCrossing *crossing)
{
    Derivation *derivation = places->derivation;
    const double xy[] = {crossing->x, crossing->y};
    double most_m = derivation_parameter(derivation, "fork_max_m", 1000);
    const RoadNode *fork = fork_before(derivation, of, xy, most_m);
    const char *label = draft_label(derivation, of), *edge = edge_name(crossing);
    const Finding head = {SEVERITY_NOTE, "no-fork", places->job->clause->id, label, xy[0], xy[1],
                          NULL,          NULL};

    if (fork)
        places_add(places, of, fork->x, fork->y,
                   arena_printf(derivation->arena, "last fork of %s before %s", label, edge));
    else if (makes_zone(places, crossing) && !places_taken(places, xy[0], xy[1]))
        finding_add(derivation->findings, &head,
                    "%s has no fork on the own side within %g m before it crosses %s, so only "
                    "the crossing itself is a place to watch; if the way forks farther back, "
                    "raise fork_max_m under requirements",
                    label, most_m, edge);
}

static void crossing_use(Places *places, const Selected *of, const EdgeCrossing *crossing)
{
    Derivation *derivation = places->derivation;
    const char *at = places->job->part->at ? places->job->part->at : "crossing";
    const char *label = draft_label(derivation, of);
    const char *edge = edge_name(crossing);

    if (text_equal(at, "fork")) {
        fork_use(places, of, crossing);
    } else if (text_equal(at, "landing")) {
        Landing landing = {
            places, of,
            arena_printf(derivation->arena, "landing of %s, which crosses %s", label, edge)};
        shape_each_ring(derivation->overlay->geos, of->feature->shape, landing_visit, &landing);
    } else {
        places_add(places, of, crossing->x, crossing->y,
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

    if (job->part->at && text_equal(job->part->at, "entering")) {
        derive_accesses(derivation, job);
        return;
    }
    edge_set_init(&edges, derivation->overlay);
    edges_of(derivation, job, &edges);
    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        EdgeCrossing *crossings;
        if (of->kind != SHAPE_LINE) { /* a supplied crossing is where it is */
            if (itself && (!of->select || edge_set_near(&edges, of->feature->shape, near_m)))
                places_add_supplied(&places, of);
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
    places_release(&places);
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
        draft.order = chains[i].order;
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
