#include "rules/places.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

void places_release(Places *places)
{
    free(places->xy);
    places->xy = NULL;
    places->count = places->capacity = 0;
}

bool places_taken(Places *places, double x, double y)
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

void places_add(Places *places, const Selected *of, double x, double y, const char *how)
{
    Derivation *derivation = places->derivation;
    ZoneDraft draft = draft_of(places->job, of);

    if (places_taken(places, x, y))
        return;
    draft.shape = overlay_disc(derivation->overlay, x, y, part_size_m(places->job->part, 10));
    draft.derived = true;
    draft.how = how;
    derivation_add(derivation, &draft, false);
}

void places_add_supplied(Places *places, const Selected *of)
{
    const Selected *items[] = {of};
    PartJob one = *places->job;
    double x, y;

    one.items = items;
    one.count = 1;
    shape_inner_point(places->derivation->overlay->geos, of->feature->shape, &x, &y);
    if (!places_taken(places, x, y))
        derive_point(places->derivation, &one);
}
