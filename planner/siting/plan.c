#include "planner/siting/plan.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "planner/siting/placement.h"
#include "planner/siting/plan_effort.h"
#include "planner/siting/plan_order.h"
#include "planner/siting/plan_prove.h"
#include "planner/siting/plan_prove_budget.h"
#include "planner/siting/plan_refine.h"
#include "planner/siting/quota/quota_search.h"

/* As measured on Qingxi (docs/performance.md). */
enum {
    STEPS_A_CAMERA = 60,
    STEPS_MOST = 150000, /* then a city waits no longer than a town */
    CAMERAS_A_WINDOW = 40,
    STEPS_A_WINDOW = 300,
    RUIN_MOST = 6,
    PRICE_ROUNDS = 400,
    PRICE_ROUNDS_LEAST = 60,
    PROGRESS_STEPS = 100,
};
/* Heat: of what a camera costs on average. Time: the search's part of the limit. */
static const double NOISE = 0.1, SKIP = 1, HEAT = 0.3, SEARCH_TIME = 0.75;
static const double PRICE_ARCS = 1.5e10; /* rounds times arcs */

/* One plan being made. */
typedef struct {
    const Project *project;
    Placement of;
    QuotaCover cover;
    QuotaState state;
    QuotaFill fill;
    QuotaAim aim;
    Plan *plan;
    double deadline_s; /* of the search, then of the bound */
    bool too_dear;     /* something did not fit into the budget */
} Choice;

void plan_free(Plan *plan)
{
    if (!plan)
        return;
    free(plan->cameras);
    certificate_free(plan->certificate);
    free(plan);
}

static double budget_of(const Project *project)
{
    return isnan(project->plan.budget) ? INFINITY : project->plan.budget;
}

static Status check_budget(const Choice *choice, Diag *diag)
{
    const CandidateSet *set = choice->of.candidates;
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

/* Each camera falls into the first phase whose budget still has room, and none earlier than
 * the camera before it. */
void plan_phases(Plan *plan, const ProjectPlan *wants)
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

/* --- choosing ---------------------------------------------------------------------- */

static bool must_stop(void *of)
{
    Choice *choice = of;
    bool late = !isinf(choice->deadline_s) && clock_s() > choice->deadline_s;

    if (late)
        choice->plan->limited = true;
    return late || interrupt_requested();
}

/* A first choice by greed: clear candidates, then undecided ones for what no other covers, then,
 * with a budget to spend, clear ones for what lies beyond the quotas. */
static void choose_first(Choice *choice)
{
    const CoverEffort effort = {.steps = UINT64_MAX, .stop = must_stop, .of = choice};
    QuotaWish wish = {.budget = choice->aim.budget, .effort = &effort};

    choice->too_dear = quota_fill_run(&choice->fill, &choice->state, &wish);
    if (choice->state.lack > 0 && choice->of.candidates->undecided) {
        wish.last_resorts = true;
        choice->too_dear |= quota_fill_run(&choice->fill, &choice->state, &wish);
        wish.last_resorts = false;
    }
    if (choice->aim.beyond > 0) {
        wish.beyond = 1;
        choice->too_dear |= quota_fill_run(&choice->fill, &choice->state, &wish);
    }
    quota_fill_trim(&choice->fill, &choice->state, &choice->aim, NULL);
}

/* Steps of progress shown so far. */
typedef struct {
    uint64_t steps;
    int shown;
} Telling;

static void tell(void *of, const QuotaState *state, uint64_t steps)
{
    Telling *telling = of;

    (void)state;
    for (; telling->shown < PROGRESS_STEPS &&
           steps * PROGRESS_STEPS >= (uint64_t)(telling->shown + 1) * telling->steps;
         telling->shown++)
        progress_step();
}

static Status improve(Choice *choice, Diag *diag)
{
    const ProjectPlan *wants = &choice->project->plan;
    uint64_t steps = STEPS_A_CAMERA * choice->state.chosen_count;
    if (steps > STEPS_MOST)
        steps = STEPS_MOST;
    if (wants->work_limit > 0)
        steps = (uint64_t)wants->work_limit;
    const QuotaSearch search = {
        .seed = (uint64_t)wants->seed,
        .window = CAMERAS_A_WINDOW,
        .trial = {.steps = steps < STEPS_A_WINDOW ? steps : STEPS_A_WINDOW,
                  .ruin_most = RUIN_MOST,
                  .noise = NOISE,
                  .skip = SKIP,
                  .heat = HEAT * (double)choice->state.cost / (double)choice->state.chosen_count},
        .effort = {.steps = steps, .stop = must_stop, .of = choice},
        .told = tell,
        .told_of = &(Telling){steps, 0}};

    progress_begin("placement", PROGRESS_STEPS);
    Status status = quota_search(&choice->state, &choice->aim, &search, diag);
    progress_end();
    return status;
}

/* Rounds of prices: fewer where each takes long, by size and not by the clock. */
static uint64_t price_rounds(const Choice *choice)
{
    double rounds = PRICE_ARCS / (double)(choice->of.candidates->matrix->arcs + 1);

    return plan_effort(&choice->project->plan,
                       (uint64_t)fmin(PRICE_ROUNDS, fmax(PRICE_ROUNDS_LEAST, rounds)));
}

/* A bound for every choice that brings each zone as far as this plan does. */
static void prove(Choice *choice)
{
    const CoverEffort effort = {.steps = price_rounds(choice), .stop = must_stop, .of = choice};
    Plan *plan = choice->plan;

    plan->certificate =
        plan_prove(&choice->of, choice->state.chosen, choice->state.chosen_count, &effort);
    plan->lower_bound = (double)plan->certificate->bound / QUOTA_COST_UNIT;
    plan->bound_method = "Lagrangian prices of the demand cells";
}

/* With save_on_interrupt Ctrl-C ends the search, not the run, once something is chosen. */
static Status keep_chosen(Choice *choice, Status status)
{
    if (status != ERR_INTERRUPTED || !choice->project->save_on_interrupt ||
        choice->state.chosen_count == 0)
        return status;
    interrupt_defer();
    choice->plan->interrupted = choice->plan->limited = true;
    return OK;
}

static Status choose(Choice *choice, Diag *diag)
{
    const ProjectPlan *wants = &choice->project->plan;
    double limit = wants->time_limit_s;
    Status status;

    choice->deadline_s = limit > 0 ? clock_s() + SEARCH_TIME * limit : INFINITY;
    choose_first(choice);
    status = keep_chosen(choice, interrupt_check(diag));
    if (status == OK && !choice->plan->interrupted)
        status = keep_chosen(choice, improve(choice, diag));
    if (status == OK)
        status = keep_chosen(choice, interrupt_check(diag));
    if (status == OK)
        (void)plan_refine(&choice->state, &choice->aim, choice->of.candidates);
    choice->plan->budget_bound =
        choice->too_dear && (wants->objective == OBJECTIVE_BUDGET || choice->state.lack > 0);
    if (status == OK) {
        plan_order(choice->plan, &choice->of, &choice->cover, choice->state.chosen,
                   choice->state.chosen_count);
        plan_phases(choice->plan, wants);
        choice->plan->quotas_met = choice->state.lack == 0;
    }
    if (limit > 0)
        choice->deadline_s = clock_s() + (1 - SEARCH_TIME) * limit;
    if (status == OK && !choice->plan->interrupted && wants->objective == OBJECTIVE_COVER)
        prove(choice);
    if (status == OK && !choice->plan->interrupted && wants->objective == OBJECTIVE_BUDGET)
        plan_prove_budget(choice->plan, &choice->of, &choice->state, choice->aim.budget,
                          &(CoverEffort){price_rounds(choice), must_stop, choice});
    return status == OK ? keep_chosen(choice, interrupt_check(diag)) : status;
}

Status plan_choose(Plan **out, const Scene *scene, const Demand *demand,
                   const CandidateSet *candidates, const SiteSet *sites, const Coverage *existing,
                   Diag *diag)
{
    Choice choice = {.project = scene->project,
                     .of = {scene->project, demand, candidates, sites, existing},
                     .plan = memory_new(1, sizeof *choice.plan)};
    double budget = budget_of(scene->project);
    int64_t whole = isinf(budget) ? INT64_MAX : (int64_t)floor(budget * QUOTA_COST_UNIT);
    Status status = check_budget(&choice, diag);

    *out = NULL;
    choice.plan->lower_bound = choice.plan->weight_bound = NAN;
    choice.plan->bound_method = "none";
    if (status == OK)
        status = cover_matrix_by_rows(candidates->matrix, diag);
    if (status == OK) {
        placement_make(&choice.cover, &choice.of, PLACEMENT_TO_CHOOSE);
        quota_state_init(&choice.state, &choice.cover);
        quota_fill_init(&choice.fill, &choice.cover);
        choice.aim = scene->project->plan.objective == OBJECTIVE_BUDGET
                         ? quota_aim_budget(&choice.cover, whole)
                         : quota_aim_cover(&choice.cover);
        choice.aim.budget = whole;
        status = choose(&choice, diag);
        quota_fill_release(&choice.fill);
        quota_state_release(&choice.state);
        quota_cover_release(&choice.cover);
    }
    if (status == OK)
        *out = choice.plan;
    else
        plan_free(choice.plan);
    return status;
}

Lookout *plan_lookouts(const Plan *plan, const SiteSet *sites, struct Arena *arena)
{
    Lookout *lookouts = memory_new(plan->count + 1, sizeof *lookouts);

    for (size_t i = 0; i < plan->count; i++) {
        const Candidate *c = &plan->cameras[i].built;
        lookouts[i] = (Lookout){.id = arena_printf(arena, "N-%04zu", i + 1),
                                .eye = sites->sites[c->site].eye,
                                .long_eye = sites->sites[c->site].long_eye,
                                .optics = c->optics,
                                .model = c->model};
    }
    return lookouts;
}
