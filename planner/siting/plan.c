#include "planner/siting/plan.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "planner/siting/bound.h"
#include "planner/siting/greedy.h"

/* One plan being made. */
typedef struct {
    const Project *project;
    const Demand *demand;
    const CandidateSet *set;
    const SiteSet *sites;
    const Coverage *existing;
    Plan *plan;
    uint8_t *among;  /* what a run may take: a byte a candidate */
    uint8_t *chosen; /* a byte a candidate */
    double deadline_s;
    bool too_dear; /* something did not fit into the budget */
} Choice;

/* Rounds of exchanging blocked candidates; few find anything after the second. */
enum { EXCHANGES = 4 };

void plan_free(Plan *plan)
{
    if (!plan)
        return;
    free(plan->cameras);
    free(plan);
}

static double budget_of(const Project *project)
{
    return isnan(project->plan.budget) ? INFINITY : project->plan.budget;
}

static Status check_budget(const Choice *choice, Diag *diag)
{
    const CandidateSet *set = choice->set;
    double least = INFINITY, budget = budget_of(choice->project);

    for (size_t j = 0; j < set->count; j++) {
        const Candidate *c = &set->candidates[j];
        least = fmin(least, c->cost + set->site_cost[c->site]);
    }
    if (set->count && budget < least)
        return diag_fail(diag, ERR_INPUT,
                         "%s: plan.budget %.0f is smaller than the cheapest camera with its pole, "
                         "which costs %.0f; raise the budget or lower the costs",
                         choice->project->path, budget, least);
    return OK;
}

/* --- choosing ---------------------------------------------------------------------- */

/* One run of greed: stage 0 takes clear candidates only, 1 undecided ones too, 2 clear ones
 * for what lies beyond the quotas. */
static Status run_stage(Choice *choice, Greedy *greedy, Quota *quota, int stage, Diag *diag)
{
    const CandidateSet *set = choice->set;
    const ProjectPlan *wants = &choice->project->plan;
    GreedyRun run = {.among = choice->among,
                     .tell = true,
                     .budget = budget_of(choice->project),
                     .work_limit = wants->work_limit > 0 ? (size_t)wants->work_limit : 0,
                     .deadline_s = choice->deadline_s};
    const GreedyStep *steps;
    size_t count = greedy_steps(greedy, &steps);
    Status status;

    for (size_t i = 0; i < count; i++)
        run.budget -= steps[i].cost;
    for (size_t j = 0; j < set->count; j++)
        choice->among[j] = stage == 1 || !set->candidates[j].undecided;
    quota->uncapped = stage == 2;
    status = greedy_run(greedy, &run, &choice->plan->limited, &choice->too_dear, diag);
    quota->uncapped = false;
    return status;
}

static Status run_greedy(Choice *choice, Greedy *greedy, Quota *quota, Diag *diag)
{
    const ProjectPlan *wants = &choice->project->plan;
    Plan *plan = choice->plan;
    Status status = run_stage(choice, greedy, quota, 0, diag);

    if (status == OK && choice->set->undecided && quota_unmet(quota))
        status = run_stage(choice, greedy, quota, 1, diag);
    /* Costs are not exact after an exchange, so a budget does without. */
    for (int i = 0; i < EXCHANGES && status == OK && isnan(wants->budget) && !plan->limited &&
                    quota_unmet(quota) && greedy_exchange(greedy);
         i++) {
        status = run_stage(choice, greedy, quota, 0, diag);
        if (status == OK && choice->set->undecided && quota_unmet(quota))
            status = run_stage(choice, greedy, quota, 1, diag);
    }
    if (status == OK && wants->objective == OBJECTIVE_BUDGET)
        status = run_stage(choice, greedy, quota, 2, diag);
    plan->budget_bound =
        choice->too_dear && (wants->objective == OBJECTIVE_BUDGET || quota_unmet(quota));
    return status;
}

/* --- dropping what later choices made needless ------------------------------------- */

typedef struct {
    uint32_t candidate;
    double cost;
    bool undecided;
} Chosen;

/* The undecided and then the dearest first; of equals the one with the highest number. */
static int dear_order(const void *left, const void *right)
{
    const Chosen *a = left, *b = right;

    if (a->undecided != b->undecided)
        return a->undecided ? -1 : 1;
    if (a->cost != b->cost)
        return a->cost > b->cost ? -1 : 1;
    return (a->candidate < b->candidate) - (a->candidate > b->candidate);
}

/* Would the zones that a candidate serves keep their quotas (or what they reached)? */
static bool can_spare(Quota *quota, const double *floor_of, uint32_t candidate)
{
    const CoverMatrix *matrix = quota->matrix;
    bool spare = true;

    quota_remove(quota, candidate);
    for (size_t a = matrix->first[candidate]; a < matrix->first[candidate + 1] && spare; a++) {
        uint32_t zone = quota->demand->cells[matrix->rows_of[a]].zone;
        spare = quota->reached[zone] >= floor_of[zone];
    }
    if (!spare)
        quota_add(quota, candidate);
    return spare;
}

static Status drop_needless(Choice *choice, Quota *quota, const GreedyStep *steps, size_t count,
                            Diag *diag)
{
    size_t zones = choice->demand->zones->zone_count;
    double *floor_of = memory_new(zones + 1, sizeof *floor_of);
    Chosen *order = memory_new(count + 1, sizeof *order);
    bool beyond = choice->project->plan.objective == OBJECTIVE_BUDGET;

    for (size_t z = 0; z < zones; z++) {
        double tolerance = 1e-6 * choice->demand->zone_weight[z];
        floor_of[z] = quota->reached[z] - tolerance / 2;
        if (quota_met(quota, z) && !beyond)
            floor_of[z] = quota->target[z] - tolerance;
    }
    for (size_t i = 0; i < count; i++)
        order[i] = (Chosen){steps[i].candidate, steps[i].cost,
                            choice->set->candidates[steps[i].candidate].undecided};
    if (count)
        qsort(order, count, sizeof *order, dear_order);
    for (size_t i = 0; i < count; i++)
        choice->chosen[order[i].candidate] = 1;
    for (size_t i = 0; i < count && !interrupt_requested(); i++)
        choice->chosen[order[i].candidate] = !can_spare(quota, floor_of, order[i].candidate);
    free(floor_of);
    free(order);
    return interrupt_check(diag);
}

/* --- the build order --------------------------------------------------------------- */

static void append(Choice *choice, const GreedyStep *step, double mandated)
{
    const Candidate *c = &choice->set->candidates[step->candidate];
    const CoverMatrix *matrix = choice->set->matrix;
    Plan *plan = choice->plan;
    PlannedCamera *camera = &plan->cameras[plan->count++];

    *camera =
        (PlannedCamera){.candidate = step->candidate,
                        .cost = step->cost,
                        .new_weight = step->change.new_weight,
                        .cumulative = mandated > 0 ? step->cumulative / mandated : 0,
                        .zone = step->change.zone,
                        .pole_new = step->first_on_site && choice->sites->sites[c->site].pole_new};
    if (camera->zone == UINT32_MAX)
        camera->zone = choice->demand->cells[matrix->rows_of[matrix->first[step->candidate]]].zone;
    plan->cost += step->cost;
}

/* Each camera falls into the first phase whose budget still has room, and none earlier than
 * the camera before it. */
static void give_phases(Plan *plan, const ProjectPlan *wants)
{
    size_t phase = 0;
    double spent = 0;

    if (wants->phase_count == 0)
        return;
    for (size_t i = 0; i < plan->count; i++) {
        while (phase < wants->phase_count && spent + plan->cameras[i].cost > wants->phases[phase]) {
            phase++;
            spent = 0;
        }
        spent += plan->cameras[i].cost;
        plan->cameras[i].phase = (int)phase + 1;
    }
}

/* The chosen cameras again, by greed among themselves, from the existing cameras on. */
static Status order_to_build(Choice *choice, Diag *diag)
{
    Quota quota;
    Greedy *greedy;
    GreedyRun run = {.among = choice->chosen, .budget = INFINITY, .deadline_s = INFINITY};
    const GreedyStep *steps;
    bool ignored = false;
    double mandated = 0;
    size_t count;
    Status status = OK;

    quota_init(&quota, choice->project, choice->demand, choice->set, choice->existing);
    greedy =
        greedy_new(choice->set, choice->sites->count, choice->project->plan.max_per_pole, &quota);
    for (int stage = 0; stage < 2 && status == OK; stage++) {
        quota.uncapped = stage == 1;
        status = greedy_run(greedy, &run, &ignored, &ignored, diag);
    }
    for (size_t z = 0; z < choice->demand->zones->zone_count; z++)
        mandated += choice->demand->zone_weight[z];
    count = greedy_steps(greedy, &steps);
    free(choice->plan->cameras); /* of an attempt that was interrupted */
    choice->plan->cameras = memory_new(count + 1, sizeof *choice->plan->cameras);
    for (size_t i = 0; i < count && status == OK; i++)
        append(choice, &steps[i], mandated);
    choice->plan->quotas_met = quota_unmet(&quota) == 0;
    give_phases(choice->plan, &choice->project->plan);
    greedy_free(greedy);
    quota_release(&quota);
    return status;
}

/* A bound for every choice that brings each zone as far as this plan (`reached`) does. */
static void prove(Choice *choice, const Quota *reached)
{
    Quota quota;

    quota_init(&quota, choice->project, choice->demand, choice->set, choice->existing);
    for (size_t z = 0; z < choice->demand->zones->zone_count; z++)
        quota.target[z] = fmin(quota.target[z], reached->reached[z]);
    choice->plan->lower_bound = bound_cost(&quota, choice->set, choice->project->plan.max_per_pole);
    choice->plan->bound_method = "dual ascent over the zones' quotas";
    quota_release(&quota);
}

/* With save_on_interrupt Ctrl-C ends the search, not the run, once `chosen` is something. */
static Status keep_chosen(Choice *choice, size_t chosen, Status status)
{
    if (status != ERR_INTERRUPTED || !choice->project->save_on_interrupt || chosen == 0)
        return status;
    interrupt_defer();
    choice->plan->interrupted = choice->plan->limited = true;
    return OK;
}

static void note_limit(Choice *choice, const Quota *quota)
{
    long work = choice->project->plan.work_limit;

    choice->plan->timed_out = choice->plan->limited && !(work > 0 && quota->work >= (size_t)work);
}

static Status choose(Choice *choice, Diag *diag)
{
    const CandidateSet *set = choice->set;
    int most = choice->project->plan.max_per_pole;
    const GreedyStep *steps;
    Quota quota;
    Greedy *greedy;
    Status status;
    size_t count;

    quota_init(&quota, choice->project, choice->demand, set, choice->existing);
    greedy = greedy_new(set, choice->sites->count, most, &quota);
    choice->deadline_s = choice->project->plan.time_limit_s > 0
                             ? greedy_clock_s() + choice->project->plan.time_limit_s
                             : INFINITY;
    progress_begin("placement", quota_unmet(&quota));
    status = run_greedy(choice, greedy, &quota, diag);
    note_limit(choice, &quota);
    count = greedy_steps(greedy, &steps);
    status = keep_chosen(choice, count, status);
    if (status == OK)
        status = keep_chosen(choice, count, drop_needless(choice, &quota, steps, count, diag));
    if (status == OK)
        status = order_to_build(choice, diag);
    if (status == ERR_INTERRUPTED && keep_chosen(choice, count, status) == OK)
        status = order_to_build(choice, diag);
    progress_end();
    if (status == OK)
        status = keep_chosen(choice, count, interrupt_check(diag));
    if (status == OK && !choice->plan->interrupted &&
        choice->project->plan.objective == OBJECTIVE_COVER)
        prove(choice, &quota);
    greedy_free(greedy);
    quota_release(&quota);
    return status;
}

Status plan_choose(Plan **out, const Scene *scene, const Demand *demand,
                   const CandidateSet *candidates, const SiteSet *sites, const Coverage *existing,
                   Diag *diag)
{
    Choice choice = {.project = scene->project,
                     .demand = demand,
                     .set = candidates,
                     .sites = sites,
                     .existing = existing,
                     .plan = memory_new(1, sizeof *choice.plan),
                     .among = memory_new(candidates->count + 1, 1),
                     .chosen = memory_new(candidates->count + 1, 1)};
    Status status = check_budget(&choice, diag);

    *out = NULL;
    choice.plan->lower_bound = NAN;
    choice.plan->bound_method = "none";
    if (status == OK)
        status = choose(&choice, diag);
    free(choice.among);
    free(choice.chosen);
    if (status == OK)
        *out = choice.plan;
    else
        plan_free(choice.plan);
    return status;
}

Lookout *plan_lookouts(const Plan *plan, const CandidateSet *candidates, const SiteSet *sites,
                       struct Arena *arena)
{
    Lookout *lookouts = memory_new(plan->count + 1, sizeof *lookouts);

    for (size_t i = 0; i < plan->count; i++) {
        const Candidate *c = &candidates->candidates[plan->cameras[i].candidate];
        lookouts[i] = (Lookout){.id = arena_printf(arena, "N-%04zu", i + 1),
                                .eye = sites->sites[c->site].eye,
                                .long_eye = sites->sites[c->site].long_eye,
                                .optics = c->optics,
                                .model = c->model};
    }
    return lookouts;
}
