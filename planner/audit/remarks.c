#include "planner/audit/remarks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "planner/audit/consent.h"

static Severity severity_of(const char *name)
{
    return text_equal(name, "warning") ? SEVERITY_WARNING : SEVERITY_NOTE;
}

/* Which light and air the shares of this run are true for. */
static void remark_conditions(FindingList *findings, const ProjectConditions *conditions)
{
    const Finding head = {.severity = SEVERITY_NOTE,
                          .code = "conditions",
                          .clause = "",
                          .subject = "project",
                          .x = NAN,
                          .y = NAN};
    bool fog = conditions->visibility_m > 0;
    char air[64] = "in clear air";

    if (fog)
        snprintf(air, sizeof air, "at a visibility of %g m", conditions->visibility_m);
    if (conditions->night || fog)
        finding_add(findings, &head,
                    "Coverage is judged %s, %s: shares, gaps and the plan are those of this "
                    "condition. Prohibitions are judged by clear day.",
                    !conditions->night ? "by day"
                    : conditions->lit  ? "at night with every place lit"
                                       : "at night",
                    air);
}

/* A model that the project wants to plan with, of which nobody knows how sharp it sees. */
static void remark_models(FindingList *findings, const Scene *scene)
{
    const ProjectSites *sites = &scene->project->sites;

    for (size_t i = 0; i < sites->model_count; i++) {
        const CameraModel *model =
            scene->catalogue ? catalogue_find(scene->catalogue, sites->models[i]) : NULL;
        const Finding head = {.severity = SEVERITY_WARNING,
                              .code = "model-without-pixels",
                              .clause = "",
                              .subject = "catalogue",
                              .x = NAN,
                              .y = NAN};
        if (model && !(model->width_px > 0 && model->height_px > 0))
            finding_add(findings, &head,
                        "sites.models names %s, of which the catalogue gives no width_px and "
                        "height_px: it is left out of the plan; add them or choose another",
                        model->id);
    }
}

void remarks_on_scene(FindingList *findings, const Scene *scene)
{
    remark_models(findings, scene);
    remark_conditions(findings, &scene->project->conditions);
    for (size_t i = 0; i < scene->note_count; i++) {
        Finding head = {.severity = severity_of(scene->notes[i].severity),
                        .code = "data",
                        .clause = "",
                        .subject = scene->notes[i].layer,
                        .x = NAN,
                        .y = NAN};
        finding_add(findings, &head, "%s", scene->notes[i].sentence);
    }
}

/* A camera that no clause requires is a finding: nothing mandated is in its footprint. */
static void remark_idle(FindingList *findings, const Scene *scene, const Lookout *existing,
                        const Coverage *before)
{
    for (size_t i = 0; i < scene->cameras.count; i++) {
        const Camera *camera = &scene->cameras.cameras[i];
        if (existing[i].blind || before->footprints[i].count)
            continue;
        Finding head = {.severity = SEVERITY_NOTE,
                        .code = "no-clause",
                        .clause = "",
                        .subject = arena_printf(findings->arena, "camera %s", camera->id),
                        .x = camera->x,
                        .y = camera->y};
        finding_add(findings, &head,
                    "No clause requires what this camera covers; check its purpose, its aim, or "
                    "whether a layer of mandated places is missing.");
    }
}

static void remark_nodata(FindingList *findings, const Coverage *coverage)
{
    if (!coverage->nodata_lines)
        return;
    Finding head = {.severity = SEVERITY_WARNING,
                    .code = "sight-over-nodata",
                    .clause = "",
                    .subject = "surface",
                    .x = NAN,
                    .y = NAN};
    finding_add(findings, &head,
                "%zu of %zu lines of sight (%.3f %%) cross cells without terrain, which block "
                "nothing; fill the holes or treat what they cover with care.",
                coverage->nodata_lines, coverage->lines,
                100.0 * (double)coverage->nodata_lines / (double)coverage->lines);
}

void remarks_on_coverage(FindingList *findings, const Scene *scene, const Demand *demand,
                         const Lookout *existing, const Coverage *before, const Coverage *last)
{
    const Project *project = scene->project;

    /* A narrowed run does not know what the zones of others ask of a camera. */
    if (demand->cell_count && !project->only_department && !project->only_township &&
        !project->only_clause)
        remark_idle(findings, scene, existing, before);
    remark_nodata(findings, last);
}

/* Its rooms are not known, or it is not known whether the place needs consent. */
static void remark_undecided(FindingList *findings, const Lookout *lookout, const Eye *eye,
                             const ProhibitReport *report)
{
    const char *subject = arena_printf(findings->arena, "camera %s", lookout->id);
    const ConsentSubject planned = {.subject = subject, .x = eye->at.x, .y = eye->at.y};
    const ProhibitHit *hit = report->hits;

    if (hit->place && hit->verdict == VERDICT_CANNOT_DECIDE)
        finding_add(findings,
                    &(Finding){.severity = SEVERITY_WARNING,
                               .code = "cannot-decide",
                               .clause = hit->place->clause->id,
                               .subject = subject,
                               .x = eye->at.x,
                               .y = eye->at.y},
                    "Cannot decide whether this planned camera looks into %s (%s%s) %.0f m "
                    "away: %s.",
                    hit->place->id, hit->place->name, hit->place->window ? hit->place->window : "",
                    hit->distance_m, forbidden_unknown(hit->place));
    consent_tell(findings, &planned, report);
}

static Status judge_planned(FindingList *findings, const Prohibit *prohibit, const Lookout *lookout,
                            Consent *consent, Diag *diag)
{
    const Eye *eye = lookout->optics.thermal ? &lookout->long_eye : &lookout->eye;
    ProhibitView *view = NULL;
    ProhibitHit hit = {0};
    bool ptz = lookout->model && lookout->model->class == MODEL_PTZ;
    Reach reach = reach_of_ptz(&lookout->optics, lookout->model);
    ProhibitCamera camera = {.optics = &lookout->optics, .reach = ptz ? &reach : NULL};
    ProhibitReport report = {.hits = &hit, .capacity = 1};
    Status status =
        prohibit_view_new(&view, prohibit, eye,
                          prohibit_range_m(prohibit, ptz ? &reach.tele : &lookout->optics), diag);
    Verdict verdict;

    if (status != OK)
        return status;
    verdict = prohibit_judge(view, &camera, &report);
    *consent = consent_of(&report, false);
    if (verdict == VERDICT_VIOLATION) {
        const Forbidden *place =
            hit.verdict == VERDICT_VIOLATION ? hit.place : report.consent.place;
        status = diag_fail(diag, ERR_COMPUTE,
                           "planned camera %s looks into %s (clause %s): the plan is not "
                           "written; please report this with the project",
                           lookout->id, place->id, place->clause->id);
    } else if (verdict == VERDICT_CANNOT_DECIDE) {
        remark_undecided(findings, lookout, eye, &report);
    }
    prohibit_view_free(view);
    return status;
}

Status remarks_on_planned(FindingList *findings, const Prohibit *prohibit, const Lookout *planned,
                          size_t count, Consent *consents, Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; i < count && status == OK; i++)
        status = judge_planned(findings, prohibit, &planned[i], &consents[i], diag);
    return status;
}
