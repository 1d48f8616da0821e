/* Both ends of a bridge, a commercial street or a tunnel, and a tunnel's inside. */
#include <math.h>

#include "base/text.h"
#include "data/shape.h"
#include "rules/chain.h"

/* An end of a chain that meets no other chain of its group. */
static bool is_free_end(const Derivation *derivation, const Chain *chains, size_t count, size_t at,
                        double x, double y)
{
    GEOSContextHandle_t geos = derivation->overlay->geos;
    GEOSGeometry *point = shape_new_point(geos, x, y);
    bool free_end = true;

    for (size_t i = 0; i < count && free_end; i++) {
        double away_m = INFINITY;
        if (i != at && chains[i].group == chains[at].group)
            GEOSDistance_r(geos, point, chains[i].line, &away_m);
        free_end = away_m > 0.01;
    }
    GEOSGeom_destroy_r(geos, point);
    return free_end;
}

static void end_add(Derivation *derivation, const PartJob *job, const Chain *chain, double x,
                    double y)
{
    double size_m = part_size_m(job->part, 10);
    ZoneDraft draft = draft_of(job, chain->of);

    draft.name = *chain->name ? chain->name : chain->of->name;
    draft.shape = overlay_disc(derivation->overlay, x, y, size_m);
    draft.derived = true;
    draft.how = arena_printf(derivation->arena, "%s: end of %s", job->part->name,
                             draft_label(derivation, chain->of));
    derivation_add(derivation, &draft, false);
}

/* Tunnel ways only where the clause asks tunnels: its other lines lie on the surface. */
static ChainOptions options_of(const PartJob *job)
{
    bool below = false;

    for (size_t i = 0; i < job->count; i++)
        below |= job->items[i]->kind == SHAPE_LINE &&
                 road_is_below(job->items[i]->layer, job->items[i]->feature);
    return (ChainOptions){.surface = !below, .below = below};
}

void derive_ends(Derivation *derivation, const PartJob *job)
{
    const ChainOptions options = options_of(job);
    Chain *chains;
    size_t count = chains_new(&chains, derivation, job, &options);
    GEOSContextHandle_t geos = derivation->overlay->geos;

    for (size_t i = 0; i < count; i++) {
        GEOSGeometry *ends[2] = {GEOSGeomGetStartPoint_r(geos, chains[i].line),
                                 GEOSGeomGetEndPoint_r(geos, chains[i].line)};
        for (int e = 0; e < 2; e++) {
            double x = NAN, y = NAN;
            GEOSGeomGetX_r(geos, ends[e], &x);
            GEOSGeomGetY_r(geos, ends[e], &y);
            if (is_free_end(derivation, chains, count, i, x, y))
                end_add(derivation, job, &chains[i], x, y);
            GEOSGeom_destroy_r(geos, ends[e]);
        }
    }
    chains_free(chains, count, derivation->overlay);
}

void derive_tunnel(Derivation *derivation, const PartJob *job)
{
    const ChainOptions options = {.below = true, .surface = true};
    double spacing_m = part_size_m(job->part, 100);
    Chain *chains;
    size_t count = chains_new(&chains, derivation, job, &options);

    for (size_t i = 0; i < count; i++) {
        const Chain *chain = &chains[i];
        const InventoryLine line = {
            .asset = arena_printf(derivation->arena, "%s", job->part->title.en),
            .name = *chain->name ? chain->name : chain->of->name,
            .count = ceil(chain->length_m / spacing_m),
            .length_m = chain->length_m,
            .cameras_each = 1,
            .note = arena_printf(derivation->arena, "%.0f m long, one every %g m; %s",
                                 chain->length_m, spacing_m, job->part->title.zh)};
        derivation_add_line(derivation, chain->of, &line);
    }
    chains_free(chains, count, derivation->overlay);
}
