#include "rules/built_up.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"
#include "rules/dissolve.h"

static void report_none(Derivation *derivation, const Clause *clause, double least_m2)
{
    const Finding head = {SEVERITY_NOTE, "no-built-up", clause->id, "zones", NAN, NAN, NULL, NULL};

    finding_add(derivation->findings, &head,
                "no built-up area of %g m2 or more is found, so nothing is derived at its edge; "
                "give land use or buildings, or lower built_up_least_m2 under requirements",
                least_m2);
}

void built_up_init(BuiltUp *built_up, Derivation *derivation, const Clause *clause)
{
    const Layer *buildings = &derivation->scene->buildings;
    const DissolveOptions options = {
        .gap_m = derivation_parameter(derivation, "built_up_gap_m", 100),
        .least_m2 = derivation_parameter(derivation, "built_up_least_m2", 200000)};
    const Selected **land;
    size_t count = derivation_others(derivation, clause, "built_up", &land), kept = 0;
    GEOSGeometry **shapes = memory_new(count + buildings->count + 1, sizeof(GEOSGeometry *));

    for (size_t i = 0; i < count; i++)
        if (land[i]->kind == SHAPE_AREA)
            shapes[kept++] = overlay_copy(derivation->overlay, land[i]->feature->shape);
    for (size_t i = 0; i < buildings->count; i++)
        if (!overlay_empty(derivation->overlay, buildings->features[i].shape))
            shapes[kept++] = overlay_copy(derivation->overlay, buildings->features[i].shape);
    built_up->count = dissolve(&built_up->grounds, derivation->overlay, shapes, kept, &options);
    if (built_up->count == 0)
        report_none(derivation, clause, options.least_m2);
    free(shapes);
    free(land);
}

void built_up_release(BuiltUp *built_up, const Derivation *derivation)
{
    dissolve_free(built_up->grounds, built_up->count, derivation->overlay);
}
