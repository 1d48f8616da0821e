/* The urban-rural fringe: a ring along the edge of the built-up area, township by township. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/built_up.h"

typedef struct {
    Derivation *derivation;
    const PartJob *job;
    BuiltUp built_up;
    double out_m, in_m;
    GEOSGeometry *taken; /* the inner parts of all built-up areas, and the rings so far */
} Fringe;

/* A layer of the clause that draws the fringe; NULL: none. */
static const Selected *supplied_of(const Derivation *derivation, const Clause *clause)
{
    const Selected **given;
    size_t count = derivation_others(derivation, clause, "supplied", &given);
    const Selected *first = count > 0 ? given[0] : NULL;

    free(given);
    return first;
}

static void report_supplied(Derivation *derivation, const PartJob *job, const Selected *of)
{
    const char *subject = arena_printf(derivation->arena, "layer %s", of->layer->id);
    const Finding head = {
        SEVERITY_NOTE, "part-not-derived", job->clause->id, subject, NAN, NAN, NULL, NULL};

    finding_add(derivation->findings, &head, "%s is not derived, since layer %s supplies %s",
                job->part->title.en, of->layer->id, job->clause->title.en);
}

/* The land that makes most of a built-up area: the zone cites it. */
static const Selected *land_of(const Fringe *fringe, const GEOSGeometry *ground)
{
    Overlay *overlay = fringe->derivation->overlay;
    const Selected *best = fringe->job->items[0];
    double best_m2 = 0;

    for (size_t i = 0; i < fringe->job->count; i++) {
        const Selected *of = fringe->job->items[i];
        if (of->kind != SHAPE_AREA ||
            GEOSIntersects_r(overlay->geos, of->feature->shape, ground) != 1)
            continue;
        double area_m2 = shape_area_m2(overlay->geos, of->feature->shape);
        if (area_m2 > best_m2) {
            best_m2 = area_m2;
            best = of;
        }
    }
    return best;
}

/* What of the ring lies in one township (NULL: in none). */
static void piece_add(Fringe *fringe, const Selected *of, const GEOSGeometry *ring,
                      const Township *township)
{
    Derivation *derivation = fringe->derivation;
    ZoneDraft draft = draft_of(fringe->job, of);
    const GEOSGeometry *within = township ? township->shape : derivation->no_township;

    draft.shape =
        overlay_keep(derivation->overlay, overlay_both(derivation->overlay, ring, within), 2);
    draft.name = township ? township->name : "";
    draft.derived = true;
    draft.how = arena_printf(derivation->arena,
                             "fringe: from %g m inside to %g m outside of the built-up area at %s",
                             fringe->in_m, fringe->out_m, draft_label(derivation, of));
    derivation_add(derivation, &draft, false);
}

static void ring_add(Fringe *fringe, const GEOSGeometry *ground)
{
    const Scene *scene = fringe->derivation->scene;
    Overlay *overlay = fringe->derivation->overlay;
    const Selected *of = land_of(fringe, ground);
    GEOSGeometry *wide = overlay_buffer(overlay, ground, fringe->out_m, false);
    GEOSGeometry *ring = overlay_keep(overlay, overlay_minus(overlay, wide, fringe->taken), 2);
    GEOSGeometry *all[] = {fringe->taken, overlay_copy(overlay, ring)};

    for (size_t t = 0; t < scene->township_count; t++)
        piece_add(fringe, of, ring, &scene->townships[t]);
    if (fringe->derivation->no_township)
        piece_add(fringe, of, ring, NULL);
    fringe->taken = overlay_union(overlay, all, 2);
    overlay_drop(overlay, ring);
    overlay_drop(overlay, wide);
}

/* Everything deeper inside a built-up area than the fringe reaches. */
static GEOSGeometry *cores_of(const Fringe *fringe)
{
    Overlay *overlay = fringe->derivation->overlay;
    GEOSGeometry **cores = memory_new(fringe->built_up.count + 1, sizeof(GEOSGeometry *));

    for (size_t g = 0; g < fringe->built_up.count; g++)
        cores[g] = overlay_buffer(overlay, fringe->built_up.grounds[g], -fringe->in_m, false);
    GEOSGeometry *all = overlay_union(overlay, cores, fringe->built_up.count);
    free(cores);
    return all;
}

void derive_fringe(Derivation *derivation, const PartJob *job)
{
    const Selected *supplied = supplied_of(derivation, job->clause);
    Fringe fringe = {.derivation = derivation,
                     .job = job,
                     .out_m = part_size_m(job->part, 500),
                     .in_m = derivation_parameter(derivation, "fringe_in_m", 100)};

    if (supplied) {
        report_supplied(derivation, job, supplied);
        return;
    }
    built_up_init(&fringe.built_up, derivation, job->clause);
    fringe.taken = cores_of(&fringe);
    for (size_t g = 0; g < fringe.built_up.count; g++)
        ring_add(&fringe, fringe.built_up.grounds[g]);
    overlay_drop(derivation->overlay, fringe.taken);
    built_up_release(&fringe.built_up, derivation);
}
