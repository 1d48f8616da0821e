#include "planner/audit/consent.h"

#include <math.h>
#include <stdio.h>

static bool by_sure_view(const ProhibitHit *hit, bool unaimed)
{
    return hit->verdict == VERDICT_VIOLATION && (hit->inside || !unaimed);
}

Consent consent_of(const ProhibitReport *report, bool unaimed)
{
    const ProhibitHit *hit = &report->consent;

    return (Consent){.place = hit->place,
                     .sure = hit->place && by_sure_view(hit, unaimed),
                     .doc = hit->consent_doc};
}

const char *consent_words(const Consent *consent, Arena *arena)
{
    if (!consent->place)
        return "no";
    return arena_printf(arena, "%s: %s %s", consent->sure || consent->doc ? "yes" : "to check",
                        consent->place->clause->id, consent->doc ? consent->doc : "missing");
}

/* "North Barracks (N10-001; layer units, feature 17)" */
static const char *place_words(const Forbidden *place, Arena *arena)
{
    bool named = place->name && *place->name;

    return arena_printf(arena, "%s%s%s; layer %s, feature %lld%s", named ? place->name : "",
                        named ? " (" : "", place->id, place->layer, place->fid, named ? ")" : "");
}

/* What the camera does there. */
static const char *deed(const ProhibitHit *hit, Arena *arena)
{
    const Forbidden *place = hit->place;

    if (!hit->inside)
        return arena_printf(arena, "looks into %s: %zu of %zu points, up to %.0f px/m from %.0f m",
                            place_words(place, arena), hit->points_seen, hit->points, hit->px_per_m,
                            hit->distance_m);
    if (hit->distance_m > 0)
        return arena_printf(arena,
                            "stands %.1f m from %s, of which this plan counts %g m as the "
                            "surroundings",
                            hit->distance_m, place_words(place, arena), place->buffer_m);
    return arena_printf(arena, "stands in %s", place_words(place, arena));
}

static const char *others(const ProhibitReport *report, Arena *arena)
{
    size_t more = report->consents - 1;

    return more ? arena_printf(arena, " (and %zu more)", more) : "";
}

/* Why nobody can decide, and what would settle it. */
static const char *doubt_words(const ConsentSubject *camera, const ProhibitHit *hit, Arena *arena)
{
    const Forbidden *place = hit->place;

    if (place->doubt)
        return arena_printf(arena,
                            "%s; ask the unit, then give the place in a layer of category %s, or "
                            "leave it out",
                            place->doubt, place->clause->id);
    if (!hit->inside && camera->unaimed)
        return "its azimuth is unknown; add it to the inventory";
    return arena_printf(arena, "its position is only known to %.1f m; measure it",
                        camera->accuracy_m);
}

void consent_tell(FindingList *findings, const ConsentSubject *camera, const ProhibitReport *report)
{
    const ProhibitHit *hit = &report->consent;
    bool sure = by_sure_view(hit, camera->unaimed);
    Finding head = {.severity = sure ? SEVERITY_VIOLATION : SEVERITY_WARNING,
                    .code = !sure         ? "consent-undecided"
                            : hit->inside ? "consent-place"
                                          : "consent-view",
                    .subject = camera->subject,
                    .x = camera->x,
                    .y = camera->y};

    if (!hit->place || hit->consent_doc)
        return;
    head.clause = hit->place->clause->id;
    head.penalty = sure ? hit->place->penalty : NULL;
    if (sure)
        finding_add(findings, &head,
                    "%s%s; clause %s allows that with consent alone, and none is on record: obtain "
                    "it and write it to the inventory's consent_doc, or remove the camera%s",
                    deed(hit, findings->arena), others(report, findings->arena),
                    hit->place->clause->id, hit->inside ? "" : " or turn it away");
    else
        finding_add(findings, &head,
                    "cannot decide whether it needs the consent of clause %s: it %s%s%s, and %s%s",
                    hit->place->clause->id, hit->inside ? "" : "perhaps ",
                    deed(hit, findings->arena), others(report, findings->arena),
                    doubt_words(camera, hit, findings->arena),
                    camera->existing ? "; a consent_doc in the inventory settles it"
                                     : "; an entry in the project's consent list settles it");
}
