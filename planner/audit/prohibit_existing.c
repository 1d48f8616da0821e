#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "planner/audit/consent.h"
#include "planner/audit/prohibit.h"
#include "planner/coverage/optics_model.h"

enum { MOST_HITS = 8 };

/* What the judgement of one camera left. */
typedef struct {
    ProhibitHit hits[MOST_HITS];
    size_t kept;
    ProhibitReport report; /* its hits are those above */
    bool unaimed;          /* azimuth or lens unknown */
    Status status;
} Judged;

static bool optics_known(const Optics *optics)
{
    return optics->hfov_deg > 0 && optics->vfov_deg > 0 && optics->width_px > 0 &&
           optics->height_px > 0;
}

/* A PTZ of a known model has its reach, whether or not the inventory knows its home preset. */
static Optics optics_of(const Camera *camera, const Lookout *lookout)
{
    Optics optics = lookout->optics;
    Diag none = {0};

    if (!optics_known(&optics) && camera->class == MODEL_PTZ && camera->model &&
        !(camera->unknown & UNKNOWN_HEIGHT) &&
        optics_of_model(&optics, camera->model, camera->model->hfov_wide_deg, &none) == OK &&
        !isnan(camera->azimuth_deg)) {
        optics.azimuth_deg = camera->azimuth_deg;
        optics_prepare(&optics);
    }
    return optics;
}

/* All that a PTZ can turn and zoom to; from an unknown azimuth, to any side. */
static Reach reach_of(const Camera *camera, const Optics *optics, bool *unaimed)
{
    bool ptz = camera->class == MODEL_PTZ;
    Reach reach = ptz ? reach_of_ptz(optics, camera->model) : reach_anywhere(optics);

    /* What turns all round needs no azimuth. */
    *unaimed =
        (camera->unknown & UNKNOWN_AZIMUTH) && !camera->all_round && !(ptz && reach.pan_deg >= 360);
    if (*unaimed)
        reach.pan_deg = 360;
    return reach;
}

static void keep(Judged *judged, const ProhibitReport *report)
{
    judged->report = *report;
    judged->kept = report->count < MOST_HITS ? report->count : MOST_HITS;
}

/* By place alone: indoors, off the terrain, or with an unknown lens. */
static Status judge_place_only(const Prohibit *prohibit, const Camera *camera, Judged *judged,
                               ProhibitReport *report, Diag *diag)
{
    Eye eye = {.at = {camera->x, camera->y, 0}};
    Optics blind = {.hfov_deg = 1, .vfov_deg = 1};
    ProhibitCamera standing = {.optics = &blind,
                               .accuracy_m = fmax(0, camera->position_accuracy_m),
                               .existing = true,
                               .consent_doc = camera->consent_doc};
    ProhibitView *view = NULL;
    Status status = prohibit_view_new(&view, prohibit, &eye, 0, diag);

    if (status == OK) {
        optics_prepare(&blind);
        prohibit_judge(view, &standing, report);
        keep(judged, report);
    }
    prohibit_view_free(view);
    return status;
}

static Status judge_camera(const Prohibit *prohibit, const Camera *camera, const Lookout *lookout,
                           Judged *judged, double *dwelling_m2)
{
    Diag diag = {0};
    Optics optics = optics_of(camera, lookout);
    Reach reach = reach_of(camera, &optics, &judged->unaimed);
    ProhibitReport report = {.hits = judged->hits, .capacity = MOST_HITS, .measure = true};
    ProhibitCamera seeing = {.optics = &optics,
                             .accuracy_m = fmax(0, camera->position_accuracy_m),
                             .stands_apart = true,
                             .x = camera->x,
                             .y = camera->y,
                             .existing = true,
                             .consent_doc = camera->consent_doc};
    ProhibitView *view = NULL;
    Status status;
    Eye eye = lookout->eye;

    if (camera->indoor || eye.nodata || isnan(eye.at.z) || !optics_known(&optics))
        return judge_place_only(prohibit, camera, judged, &report, &diag);
    if (camera->class == MODEL_PTZ || judged->unaimed)
        seeing.reach = &reach;
    status = prohibit_view_new(&view, prohibit, &eye,
                               prohibit_range_m(prohibit, seeing.reach ? &reach.tele : &optics) +
                                   seeing.accuracy_m,
                               &diag);
    if (status == OK) {
        prohibit_judge(view, &seeing, &report);
        keep(judged, &report);
        *dwelling_m2 = report.dwelling_m2;
    }
    prohibit_view_free(view);
    return status;
}

static const char *place_name(const Forbidden *place)
{
    return place->name && place->name[0] ? place->name : place->id;
}

static const char *window(const Forbidden *place)
{
    return place->window ? place->window : "";
}

static void add_inside(FindingList *findings, const Finding *head, const ProhibitHit *hit,
                       double accuracy_m)
{
    const Forbidden *place = hit->place;

    if (hit->verdict == VERDICT_VIOLATION)
        finding_add(findings, head,
                    "stands in %s (%s%s), where clause %s forbids cameras: remove it",
                    place_name(place), place->id, window(place), place->clause->id);
    else if (!place->room_known)
        finding_add(findings, head, "cannot decide whether it stands in %s%s (%s%s): %s",
                    place->point ? "" : "a forbidden room of ", place_name(place), place->id,
                    window(place), forbidden_unknown(place));
    else
        finding_add(findings, head,
                    "cannot decide whether it stands in %s (%s%s): its position is only known to "
                    "%.1f m; measure it",
                    place_name(place), place->id, window(place), accuracy_m);
}

static void add_view(FindingList *findings, const Finding *head, const ProhibitHit *hit,
                     bool unaimed)
{
    const Forbidden *place = hit->place;
    char from[48] = "at any density";

    if (place->view_px_per_m > 0)
        snprintf(from, sizeof from, "from %.1f px/m on", place->view_px_per_m);
    if (hit->verdict == VERDICT_VIOLATION && !unaimed)
        finding_add(findings, head,
                    "looks into %s (%s%s): %zu of %zu facade points, up to %.0f px/m from %.0f m "
                    "(a violation %s): remove it, or turn it away",
                    place_name(place), place->id, window(place), hit->points_seen, hit->points,
                    hit->px_per_m, hit->distance_m, from);
    else
        finding_add(findings, head,
                    "cannot decide whether it looks into %s (%s%s), which %zu of %zu facade points "
                    "would show at up to %.0f px/m: %s",
                    place_name(place), place->id, window(place), hit->points_seen, hit->points,
                    hit->px_per_m,
                    unaimed             ? "its azimuth is unknown; add it to the inventory"
                    : place->room_known ? "its position is not known well enough; measure it"
                                        : forbidden_unknown(place));
}

/* Findings of one camera; true when it must be removed. */
static bool tell(const Camera *camera, const Judged *judged, FindingList *findings)
{
    bool violates = false;
    char subject[160];

    snprintf(subject, sizeof subject, "camera %s", camera->id);
    for (size_t i = 0; i < judged->kept; i++) {
        const ProhibitHit *hit = &judged->hits[i];
        bool broken = hit->verdict == VERDICT_VIOLATION && (hit->inside || !judged->unaimed);
        Finding head = {.severity = broken ? SEVERITY_VIOLATION : SEVERITY_WARNING,
                        .code = !broken       ? "forbidden-undecided"
                                : hit->inside ? "forbidden-place"
                                              : "forbidden-view",
                        .clause = hit->place->clause->id,
                        .subject = subject,
                        .x = camera->x,
                        .y = camera->y,
                        .penalty = broken ? hit->place->penalty : NULL};
        if (hit->verdict == VERDICT_MEASURED)
            continue;
        violates = violates || broken;
        if (hit->inside)
            add_inside(findings, &head, hit, camera->position_accuracy_m);
        else
            add_view(findings, &head, hit, judged->unaimed);
    }
    return violates;
}

/* The consent that it needs, and the finding where that is missing. */
static Consent settle_consent(const Camera *camera, const Judged *judged, FindingList *findings)
{
    const ConsentSubject subject = {.subject =
                                        arena_printf(findings->arena, "camera %s", camera->id),
                                    .x = camera->x,
                                    .y = camera->y,
                                    .accuracy_m = fmax(0, camera->position_accuracy_m),
                                    .existing = true,
                                    .unaimed = judged->unaimed};

    consent_tell(findings, &subject, &judged->report);
    return consent_of(&judged->report, judged->unaimed);
}

Status prohibit_existing(const Prohibit *prohibit, const Scene *scene, Lookout *lookouts,
                         size_t count, const ProhibitResult *out, FindingList *findings, Diag *diag)
{
    Judged *judged = memory_new(count + 1, sizeof *judged);
    Status status = OK;

#pragma omp parallel for schedule(dynamic, 1)
    for (size_t i = 0; i < count; i++) {
        out->dwelling_m2[i] = 0;
        if (!interrupt_requested())
            judged[i].status = judge_camera(prohibit, &scene->cameras.cameras[i], &lookouts[i],
                                            &judged[i], &out->dwelling_m2[i]);
    }
    status = interrupt_check(diag);
    for (size_t i = 0; i < count && status == OK; i++) {
        const Camera *camera = &scene->cameras.cameras[i];
        if (judged[i].status != OK) {
            status = diag_fail(diag, judged[i].status,
                               "camera %s: cannot be judged against the "
                               "forbidden places",
                               camera->id);
            break;
        }
        out->violates[i] = tell(camera, &judged[i], findings);
        out->consents[i] = settle_consent(camera, &judged[i], findings);
        if (out->violates[i]) {
            lookouts[i].blind = true;
            lookouts[i].blind_cause = CAUSE_MASKED;
        }
    }
    free(judged);
    return status;
}
