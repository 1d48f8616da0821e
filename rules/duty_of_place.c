#include "rules/duty_of_place.h"

#include "rules/acceptance.h"

static const char *why_inherited(const Derivation *derivation, const Selected *of)
{
    if (of->clause == pack_fallback(derivation->pack))
        return "supplied as a place without a responsible builder";
    if (selected_ownerless(of, derivation->pack))
        return arena_printf(derivation->findings->arena, "its owner field says '%.40s'",
                            selected_owner(of));
    return "its clause names no builder";
}

void duty_tell_inherited(const Derivation *derivation, const Selected *of, const DutyPlace *at)
{
    const Clause *last = pack_fallback(derivation->pack);
    Finding head = {SEVERITY_NOTE, "inherited", "", "", at->x, at->y, NULL, NULL};

    if (!last || at->duty->fallback != last)
        return;
    head.clause = last->id;
    head.subject = arena_printf(derivation->findings->arena, "zone %s", at->id);
    finding_add(derivation->findings, &head,
                "%s%s%s, so %s must build it; if somebody owns it, name them in the field owner "
                "of layer %s, feature %lld",
                of->name, *of->name ? ": " : "", why_inherited(derivation, of),
                at->duty->builder.en, of->layer->id, (long long)of->feature->fid);
}

Duty duty_of_place(const Derivation *derivation, const Selected *of, const ClausePart *part,
                   const Township *township)
{
    const DutyQuery query = {derivation->pack,
                             of,
                             of->clause,
                             part,
                             township,
                             selected_works(of, derivation->findings),
                             derivation->scene->project->as_of};

    return duty_of(&query, derivation->arena);
}
