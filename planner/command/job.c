#include "planner/command/job.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/interrupt.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "planner/audit/office_view.h"
#include "planner/audit/remarks.h"
#include "planner/audit/reserved.h"
#include "planner/siting/polish.h"
#include "rules/codeset.h"
#include "rules/narrowing.h"

void job_init(Job *job)
{
    *job = (Job){.arena = arena_new()};
    finding_list_init(&job->findings);
}

void job_release(Job *job)
{
    compliance_free(job->compliance);
    gaps_free(job->gaps_after);
    coverage_free(job->after);
    free(job->planned);
    plan_free(job->plan);
    tradeoff_free(job->tradeoff);
    refusals_free(job->refusals);
    candidates_free(job->candidates);
    sites_free(job->sites);
    gaps_free(job->gaps_before);
    coverage_free(job->before);
    free(job->violates);
    free(job->broken);
    free(job->listed);
    free(job->wrong_builder);
    free(job->dwelling_m2);
    free(job->consents);
    free(job->planned_consents);
    free(job->existing);
    prohibit_free(job->prohibit);
    demand_free(job->demand);
    reserved_free(job->reserved);
    forbidden_free(job->forbidden);
    zones_free(job->zones);
    pack_free(job->pack);
    scene_free(job->scene);
    project_free(job->project);
    finding_list_release(&job->findings);
    out_folder_free(job->out);
    free(job->out_path);
    arena_free(job->arena);
    *job = (Job){0};
}

Status job_open_out(Job *job, const CommonOptions *common, const char *path, Diag *diag)
{
    char *folder = text_path_folder(path);

    job->out_path = common->out               ? memory_text(common->out)
                    : text_equal(folder, ".") ? memory_text("out")
                                              : text_path_join(folder, "out");
    free(folder);
    /* A slip in the project's name must not be answered with a word about OUT. */
    if (access(path, R_OK) != 0)
        return diag_fail(diag, ERR_INPUT, "%s: cannot be read (%s); check the path", path,
                         strerror(errno));
    for (size_t end = strlen(job->out_path); end > 1 && job->out_path[end - 1] == '/'; end--)
        job->out_path[end - 1] = '\0';
    return out_folder_begin(&job->out, job->out_path, common->overwrite, diag);
}

/* An expired pack is refused unless the project accepts it; then every output says so. */
static Status check_pack_date(Job *job, Diag *diag)
{
    const Project *project = job->project;
    char from[11], to[11] = "open", as_of[11];

    job->standing = pack_standing(job->pack, project->as_of, job->arena);
    if (!job->standing.warning.en)
        return OK;
    text_date_format(project->as_of, as_of);
    text_date_format(pack_valid_from(job->pack), from);
    if (pack_valid_to(job->pack))
        text_date_format(pack_valid_to(job->pack), to);
    if (!project->accept_expired)
        return diag_fail(diag, ERR_INPUT,
                         "%s: rule pack %s was in force from %s to %s, not on as_of %s; change "
                         "as_of, choose another pack, or accept it with 'accept_expired: true'",
                         project->path, pack_id(job->pack), from, to, as_of);
    finding_add(&job->findings,
                &(Finding){.severity = SEVERITY_WARNING,
                           .code = "expired-pack",
                           .clause = "",
                           .subject = "pack",
                           .x = NAN,
                           .y = NAN},
                "%s The project accepts it (accept_expired).", job->standing.warning.en);
    return OK;
}

static void remark_later(Job *job, const char *key, const char *value)
{
    finding_add(&job->findings,
                &(Finding){.severity = SEVERITY_NOTE,
                           .code = "not-yet",
                           .clause = "",
                           .subject = "project",
                           .x = NAN,
                           .y = NAN},
                "%s: %s is not yet supported; the rest of the plan does not depend on it", key,
                value);
}

/* What the project file may ask for and this version does not do. An output profile that
 * would hide something is refused: too little is written rather than too much. */
static Status check_supported(Job *job, Diag *diag)
{
    const Project *project = job->project;

    if (!text_equal(project->profile, "full"))
        return diag_fail(diag, ERR_INPUT,
                         "%s: output.profile %s is not yet supported, and a full output must not "
                         "pass for it; say 'profile: full' and keep the folder to yourselves",
                         project->path, project->profile);
    for (size_t i = 0; i < project->maps.sheet_count; i++)
        if (!text_equal(project->maps.sheets[i], "overview"))
            remark_later(job, "maps.sheets", project->maps.sheets[i]);
    return OK;
}

Status job_read(Job *job, const CommonOptions *common, const char *path, Diag *diag)
{
    Status status = common_project(&job->project, common, path, diag);

    if (status == OK)
        status = check_supported(job, diag);
    if (status == OK)
        status = pack_read_of(&job->pack, job->project, diag);
    if (status == OK)
        status = pack_expect_codesets(job->pack, job->project, diag);
    if (status == OK)
        status = pack_override(job->pack, job->project, diag);
    if (status == OK)
        status = check_pack_date(job, diag);
    if (status == OK)
        status = scene_read(&job->scene, job->project, diag);
    if (status == OK)
        remarks_on_scene(&job->findings, job->scene);
    return status;
}

Status job_derive(Job *job, Diag *diag)
{
    Status status = zones_derive(&job->zones, job->scene, job->pack, &job->findings, diag);

    if (status == OK)
        status = narrowing_check(job->zones, job->scene, job->pack, diag);
    if (status == OK)
        narrowing_tell(job->zones, job->project, &job->findings);
    if (status == OK)
        status = forbidden_derive(&job->forbidden, job->scene, job->pack, &job->findings, diag);
    if (status == OK)
        status = reserved_derive(&job->reserved, job->scene, job->pack, job->zones, diag);
    if (status == OK)
        status = demand_build(&job->demand, job->scene, job->zones, diag);
    if (status == OK)
        log_detail("%zu zones, %zu inventory lines, %zu demand cells, %zu forbidden places",
                   job->zones->zone_count, job->zones->line_count, job->demand->cell_count,
                   job->forbidden->count);
    return status;
}

Status job_cameras(Job *job, Diag *diag)
{
    size_t count = job->scene->cameras.count;
    Status status = prohibit_new(&job->prohibit, job->scene, job->pack, job->forbidden, diag);

    if (status == OK)
        status = lookouts_existing(&job->existing, job->scene, &job->findings, diag);
    if (status != OK)
        return status;
    job->violates = memory_new(count + 1, sizeof *job->violates);
    job->dwelling_m2 = memory_new(count + 1, sizeof *job->dwelling_m2);
    job->consents = memory_new(count + 1, sizeof *job->consents);
    const ProhibitResult result = {job->violates, job->dwelling_m2, job->consents};
    job->wrong_builder = memory_new(count + 1, sizeof *job->wrong_builder);
    reserved_existing(job->reserved, job->scene, job->pack, job->wrong_builder, &job->findings);
    return prohibit_existing(job->prohibit, job->scene, job->existing, count, &result,
                             &job->findings, diag);
}

Status job_cover(Job *job, Diag *diag)
{
    Status status = coverage_compute(&job->before, job->demand, job->existing,
                                     job->scene->cameras.count, "coverage", diag);

    if (status == OK)
        status = gaps_find(&job->gaps_before, job->demand, job->before, diag);
    return status;
}

/* Existing cameras stay; the plan is judged with them. */
static Status cover_after(Job *job, Diag *diag)
{
    size_t existing = job->scene->cameras.count, count = existing + job->plan->count;
    Lookout *all = memory_new(count + 1, sizeof *all);
    Status status;

    job->planned = plan_lookouts(job->plan, job->sites, job->arena);
    if (existing)
        memcpy(all, job->existing, existing * sizeof *all);
    if (job->plan->count)
        memcpy(all + existing, job->planned, job->plan->count * sizeof *all);
    status = coverage_compute(&job->after, job->demand, all, count, "coverage after", diag);
    free(all);
    if (status == OK)
        candidates_note_covered(job->candidates, job->after);
    if (status == OK)
        candidates_note_consent(job->candidates, job->after);
    if (status == OK)
        status = gaps_find(&job->gaps_after, job->demand, job->after, diag);
    return status;
}

static Status polish(Job *job, Diag *diag)
{
    const PolishWish wish = {
        .scene = job->scene,
        .prohibit = job->prohibit,
        .of = {job->project, job->demand, job->candidates, job->sites, job->before}};

    Status status = plan_polish(job->plan, &wish, diag);

    /* Left as it was chosen. */
    if (status == ERR_INTERRUPTED && job->project->save_on_interrupt) {
        job->plan->interrupted = job->plan->limited = true;
        return OK;
    }
    return status;
}

Status job_place(Job *job, Diag *diag)
{
    Status status = sites_find(&job->sites, job->scene, job->pack, job->zones, job->demand,
                               job->prohibit, job->before, diag);

    if (status == OK)
        status = candidates_make(&job->candidates, job->scene, job->demand, job->prohibit,
                                 job->sites, job->before, diag);
    if (status == OK)
        status = plan_choose(&job->plan, job->scene, job->demand, job->candidates, job->sites,
                             job->before, diag);
    if (status == OK && !job->plan->interrupted)
        status = polish(job, diag);
    if (status == OK && job->project->save_on_interrupt)
        interrupt_defer(); /* what is left is to write it down */
    if (status == OK && job->plan->interrupted)
        log_warning("interrupted: the best plan so far is written; Ctrl-C again ends without it");
    return status == OK ? cover_after(job, diag) : status;
}

Status job_ask(Job *job, Diag *diag)
{
    const Placement of = {job->project, job->demand, job->candidates, job->sites, job->before};
    Status status;

    if (!job->project->plan.questions || job->plan->interrupted || interrupt_noted())
        return OK;
    status = tradeoff_find(&job->tradeoff, &of, job->plan, diag);
    return status == OK ? refusals_find(&job->refusals, &of, job->plan, diag) : status;
}

/* The clause that each camera to remove breaks, before a narrowed run forgets it. */
static void note_broken(Job *job)
{
    const FindingList *list = &job->findings;

    job->broken = memory_new(job->scene->cameras.count + 1, sizeof *job->broken);
    for (size_t i = 0; i < job->scene->cameras.count; i++) {
        const char *subject =
            arena_printf(job->arena, "camera %s", job->scene->cameras.cameras[i].id);
        for (size_t f = 0; f < list->count && job->violates[i] && !job->broken[i]; f++)
            if (list->items[f].severity == SEVERITY_VIOLATION &&
                text_equal(list->items[f].subject, subject))
                job->broken[i] = pack_clause(job->pack, list->items[f].clause);
    }
}

/* What a narrowed run lists of the cameras, and tells. */
static void narrow(Job *job)
{
    const OfficeEvidence evidence = {.scene = job->scene,
                                     .pack = job->pack,
                                     .demand = job->demand,
                                     .before = job->before,
                                     .broken = job->broken,
                                     .findings = &job->findings};

    job->listed = office_cameras(&evidence);
    office_findings(&evidence, job->listed, &job->findings);
}

/* What could not be planned for want of consent, so that a planner knows what to ask for. */
static void note_missing_consent(Job *job)
{
    size_t sites = job->sites->without_consent, views = job->candidates->without_consent;

    for (size_t i = 0; i < job->forbidden->count && sites + views > 0; i++) {
        const Forbidden *place = &job->forbidden->places[i];
        if (!forbidden_needs_consent(place) || place->consent_doc || place->doubt ||
            !place->in_force)
            continue;
        finding_add(&job->findings,
                    &(Finding){.severity = SEVERITY_NOTE,
                               .code = "consent-missing",
                               .clause = place->clause->id,
                               .subject = "project",
                               .x = NAN,
                               .y = NAN},
                    "%zu %s and %zu %s not used, since clause %s asks for consent that the "
                    "project's consent list does not hold; what no other site covers can be "
                    "planned once it is obtained.",
                    sites, text_by_number(sites, "possible site", "possible sites"), views,
                    text_by_number(views, "possible view was", "possible views were"),
                    place->clause->id);
        return;
    }
}

/* A search that was cut says so among the findings, and by what. */
static void note_cut(Job *job)
{
    const Outcome outcome = job_outcome(job, "");
    const Words cut = outcome_cut(&outcome);

    if (cut.en)
        finding_add(&job->findings,
                    &(Finding){.severity = SEVERITY_WARNING,
                               .code = "search-cut",
                               .clause = "",
                               .subject = "plan",
                               .x = NAN,
                               .y = NAN},
                    "The search was %s.", cut.en);
}

Status job_judge(Job *job, Diag *diag)
{
    const CandidateSet *candidates = job->candidates;
    const Coverage *last = job->after ? job->after : job->before;
    const ComplianceEvidence evidence = {.demand = job->demand,
                                         .project = job->project,
                                         .pack = job->pack,
                                         .forbidden = job->forbidden,
                                         .reserved = job->reserved,
                                         .before = job->before,
                                         .after = job->after,
                                         .coverable = candidates ? candidates->coverable : NULL,
                                         .rest_cause = candidates ? candidates->cause : NULL};
    Status status = compliance_judge(&job->compliance, &evidence, &job->findings, diag);

    if (status != OK)
        return status;
    remarks_on_coverage(&job->findings, job->scene, job->demand, job->existing, job->before, last);
    if (job->plan) {
        note_missing_consent(job);
        note_cut(job);
        job->planned_consents = memory_new(job->plan->count + 1, sizeof *job->planned_consents);
        status = remarks_on_planned(&job->findings, job->prohibit, job->planned, job->plan->count,
                                    job->planned_consents, diag);
    }
    finding_sort(&job->findings);
    note_broken(job);
    narrow(job);
    return status;
}

Outcome job_outcome(const Job *job, const char *command)
{
    return (Outcome){
        .project = job->project,
        .scene = job->scene,
        .pack = job->pack,
        .zones = job->zones,
        .forbidden = job->forbidden,
        .reserved = job->reserved,
        .demand = job->demand,
        .existing = job->existing,
        .violates = job->violates,
        .broken = job->broken,
        .listed = job->listed,
        .dwelling_m2 = job->dwelling_m2,
        .consents = job->consents,
        .wrong_builder = job->wrong_builder,
        .planned_consents = job->planned_consents,
        .before = job->before,
        .gaps_before = job->gaps_before,
        .sites = job->sites,
        .candidates = job->candidates,
        .plan = job->plan,
        .planned = job->planned,
        .tradeoff = job->tradeoff,
        .refusals = job->refusals,
        .after = job->after,
        .gaps_after = job->gaps_after,
        .compliance = job->compliance,
        .findings = &job->findings,
        .command = command,
        .standing = job->standing,
    };
}

int job_exit_code(const Job *job)
{
    if (job->project && job->project->save_on_interrupt && interrupt_noted())
        return status_exit_code(ERR_INTERRUPTED);
    return finding_count(&job->findings, SEVERITY_VIOLATION) ? 1 : 0;
}
