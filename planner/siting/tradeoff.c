#include "planner/siting/tradeoff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "planner/siting/plan_effort.h"
#include "planner/siting/quota/quota_prices.h"
#include "planner/siting/quota/quota_search.h"

static const double QUOTAS[] = {0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0};
enum {
    QUOTA_COUNT = sizeof QUOTAS / sizeof *QUOTAS,
    STEPS_A_CAMERA = 2,
    CAMERAS_A_WINDOW = 40,
    STEPS_A_WINDOW = 50,
    RUIN_MOST = 6,
    PRICE_ROUNDS_FIRST = 40,
    PRICE_ROUNDS = 6,
};
static const double NOISE = 0.1, SKIP = 1, HEAT = 0.1, SAME = 1e-9;

/* The points being found, from the highest quota down. */
typedef struct {
    const Placement *of; /* with the project's own quota */
    const Plan *plan;
    Tradeoff *tradeoff;
    double already, mandated;
    QuotaPrices *prices; /* of the quota before; NULL: the first */
    QuotaCover proving;
    int64_t *most;              /* a zone: what the plan of the highest quota reaches */
    const TradeoffPoint *above; /* the point of the quota before; NULL: the first */
} CurveFind;

static bool must_stop(void *of)
{
    (void)of;
    return interrupt_requested();
}

/* --- one quota ----------------------------------------------------------------------- */

typedef struct {
    QuotaCover cover;
    QuotaState state;
    QuotaFill fill;
    QuotaAim aim;
    uint32_t *best;
    size_t best_count;
    int64_t best_energy;
} Level;

static void level_init(Level *level, const Placement *of)
{
    placement_make(&level->cover, of, PLACEMENT_TO_CHOOSE);
    quota_state_init(&level->state, &level->cover);
    quota_fill_init(&level->fill, &level->cover);
    level->aim = quota_aim_cover(&level->cover);
    level->best = memory_new(level->cover.matrix->columns + 1, sizeof *level->best);
    level->best_energy = INT64_MAX;
}

static void level_release(Level *level)
{
    quota_fill_release(&level->fill);
    quota_state_release(&level->state);
    quota_cover_release(&level->cover);
    free(level->best);
}

static void start_with(Level *level, const uint32_t *columns, size_t count)
{
    while (level->state.chosen_count)
        quota_state_drop(&level->state, level->state.chosen[level->state.chosen_count - 1]);
    for (size_t k = 0; k < count; k++)
        quota_state_add(&level->state, columns[k]);
}

/* Fill up and trim what it starts with; keep it if it is better than any before. */
static void try_from(Level *level, const uint32_t *columns, size_t count)
{
    QuotaWish wish = {.budget = INT64_MAX};
    int64_t energy;

    start_with(level, columns, count);
    (void)quota_fill_run(&level->fill, &level->state, &wish);
    wish.last_resorts = true;
    (void)quota_fill_run(&level->fill, &level->state, &wish);
    quota_fill_trim(&level->fill, &level->state, &level->aim, NULL);
    energy = quota_state_energy(&level->state, &level->aim);
    if (energy >= level->best_energy)
        return;
    level->best_energy = energy;
    level->best_count = level->state.chosen_count;
    memcpy(level->best, level->state.chosen, level->best_count * sizeof *level->best);
}

static Status search(Level *level, const ProjectPlan *wants, Diag *diag)
{
    size_t count = level->state.chosen_count;
    uint64_t steps = plan_effort(wants, STEPS_A_CAMERA * count);
    QuotaSearch search = {.seed = (uint64_t)wants->seed,
                          .window = CAMERAS_A_WINDOW,
                          .trial = {.steps = steps < STEPS_A_WINDOW ? steps : STEPS_A_WINDOW,
                                    .ruin_most = RUIN_MOST,
                                    .noise = NOISE,
                                    .skip = SKIP}};

    if (count == 0)
        return OK;
    search.trial.heat = HEAT * (double)level->state.cost / (double)count;
    search.effort = (CoverEffort){.steps = steps, .stop = must_stop};
    return quota_search(&level->state, &level->aim, &search, diag);
}

static int by_id(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

static double share_of(const CurveFind *find, const QuotaState *state)
{
    int64_t sum = 0;

    for (size_t z = 0; z < state->cover->zone_count; z++)
        sum += state->reached[z];
    return find->mandated > 0 ? (find->already + (double)sum / QUOTA_QUANTUM) / find->mandated : 0;
}

static void note(TradeoffPoint *point, const CurveFind *find, const Level *level)
{
    const QuotaState *state = &level->state;

    point->share = share_of(find, state);
    point->cost = (double)state->cost / QUOTA_COST_UNIT;
    point->met = state->lack == 0;
    point->cameras = state->chosen_count;
    point->chosen = memory_new(state->chosen_count + 1, sizeof *point->chosen);
    memcpy(point->chosen, state->chosen, state->chosen_count * sizeof *point->chosen);
    if (point->cameras)
        qsort(point->chosen, point->cameras, sizeof *point->chosen, by_id);
    for (size_t s = 0; s < level->cover.site_count; s++)
        point->poles += state->on_site[s] > 0;
}

/* At the highest quota: the first prices, and what can be reached at all. */
static void prove_first(CurveFind *find, const Placement *of, const TradeoffPoint *point)
{
    QuotaState state;

    placement_make(&find->proving, of, PLACEMENT_TO_PROVE);
    quota_state_init(&state, &find->proving);
    for (size_t k = 0; k < point->cameras; k++)
        quota_state_add(&state, point->chosen[k]);
    find->most = memory_new(find->proving.zone_count + 1, sizeof *find->most);
    memcpy(find->most, state.reached, find->proving.zone_count * sizeof *find->most);
    find->prices = memory_new(1, sizeof *find->prices);
    quota_prices_init(find->prices, &state);
    quota_state_release(&state);
}

/* Raise prices from those of the quota before: what proves much there proves much here. */
static void prove(CurveFind *find, const Placement *of, TradeoffPoint *point)
{
    const uint64_t rounds = find->prices ? PRICE_ROUNDS : PRICE_ROUNDS_FIRST;
    const CoverEffort effort = {.steps = plan_effort(&of->project->plan, rounds),
                                .stop = must_stop};
    QuotaCover *proving = &find->proving;

    if (find->prices) {
        QuotaCover next;
        placement_make(&next, of, PLACEMENT_TO_PROVE);
        memcpy(proving->target, next.target, next.zone_count * sizeof *next.target);
        quota_cover_release(&next);
        find->prices->bound = 0;
    } else {
        prove_first(find, of, point);
    }
    for (size_t z = 0; z < proving->zone_count; z++)
        if (proving->target[z] > find->most[z])
            proving->target[z] = find->most[z];
    quota_prices_improve(find->prices, (int64_t)(point->cost * QUOTA_COST_UNIT), &effort);
    point->lower_bound = (double)find->prices->exact / QUOTA_COST_UNIT;
}

/* The candidates of the project's own plan (malloc'd). */
static uint32_t *own_columns(const Plan *plan)
{
    uint32_t *columns = memory_new(plan->count + 1, sizeof *columns);

    for (size_t i = 0; i < plan->count; i++)
        columns[i] = plan->cameras[i].candidate;
    return columns;
}

static Status find_quota(CurveFind *find, double quota, TradeoffPoint *point, Diag *diag)
{
    Project project = *find->of->project;
    Placement of = *find->of;
    uint32_t *own = own_columns(find->plan);
    Level level = {0};
    Status status;

    project.plan.quota = quota;
    of.project = &project;
    *point = (TradeoffPoint){.kind = TRADEOFF_QUOTA, .quota = quota};
    level_init(&level, &of);
    try_from(&level, own, find->plan->count);
    if (find->above)
        try_from(&level, find->above->chosen, find->above->cameras);
    start_with(&level, level.best, level.best_count);
    status = search(&level, &project.plan, diag);
    if (status == OK)
        status = interrupt_check(diag);
    if (status == OK) {
        note(point, find, &level);
        prove(find, &of, point);
    }
    level_release(&level);
    free(own);
    return status;
}

/* --- the curve ------------------------------------------------------------------------ */

static TradeoffPoint of_plan(const CurveFind *find)
{
    const Plan *plan = find->plan;
    const Candidate *candidates = find->of->candidates->candidates;
    TradeoffPoint point = {.kind = TRADEOFF_PLAN,
                           .quota = find->of->project->plan.quota,
                           .cost = plan->cost,
                           .lower_bound = plan->lower_bound,
                           .met = plan->quotas_met,
                           .chosen = own_columns(plan),
                           .cameras = plan->count};

    if (plan->count)
        qsort(point.chosen, plan->count, sizeof *point.chosen, by_id);
    for (size_t k = 0; k < plan->count; k++)
        point.poles +=
            k == 0 || candidates[point.chosen[k]].site != candidates[point.chosen[k - 1]].site;
    point.share = plan->count          ? plan->cameras[plan->count - 1].cumulative
                  : find->mandated > 0 ? find->already / find->mandated
                                       : 0;
    return point;
}

/* What stands, the quotas with the own plan in its place among them. */
static void arrange(CurveFind *find, const TradeoffPoint *quotas)
{
    Tradeoff *tradeoff = find->tradeoff;
    TradeoffPoint *at = tradeoff->points, own = of_plan(find);
    double bound = 0;
    bool placed = false;

    *at++ = (TradeoffPoint){.kind = TRADEOFF_EXISTING,
                            .quota = NAN,
                            .share = find->mandated > 0 ? find->already / find->mandated : 0,
                            .lower_bound = NAN,
                            .met = true};
    for (size_t i = 0; i < QUOTA_COUNT; i++) {
        if (!placed && own.quota < quotas[i].quota - SAME) {
            *at++ = own;
            placed = true;
        }
        *at = quotas[i];
        /* Who reaches more reaches this too. */
        bound = at->lower_bound = fmax(bound, at->lower_bound);
        at++;
    }
    if (!placed)
        *at++ = own;
    tradeoff->count = (size_t)(at - tradeoff->points);
}

static void count_weights(CurveFind *find)
{
    const Demand *demand = find->of->demand;
    double *reached = placement_reached(find->of);

    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        find->already += reached[z];
        find->mandated += demand->zone_weight[z];
    }
    free(reached);
}

Status tradeoff_find(Tradeoff **out, const Placement *of, const Plan *plan, Diag *diag)
{
    CurveFind find = {.of = of, .plan = plan, .tradeoff = memory_new(1, sizeof(Tradeoff))};
    TradeoffPoint quotas[QUOTA_COUNT] = {0};
    Status status = cover_matrix_by_rows(of->candidates->matrix, diag);

    *out = NULL;
    count_weights(&find);
    progress_begin("trade-off", QUOTA_COUNT);
    for (size_t i = QUOTA_COUNT; i-- > 0 && status == OK;) {
        status = find_quota(&find, QUOTAS[i], &quotas[i], diag);
        find.above = &quotas[i];
        progress_step();
    }
    progress_end();
    if (find.prices) {
        quota_prices_release(find.prices);
        quota_cover_release(&find.proving);
        free(find.prices);
        free(find.most);
    }
    find.tradeoff->points = memory_new(QUOTA_COUNT + 2, sizeof *find.tradeoff->points);
    if (status == OK) {
        arrange(&find, quotas);
        *out = find.tradeoff;
        return OK;
    }
    for (size_t i = 0; i < QUOTA_COUNT; i++)
        free(quotas[i].chosen);
    tradeoff_free(find.tradeoff);
    return status;
}

void tradeoff_free(Tradeoff *tradeoff)
{
    if (!tradeoff)
        return;
    for (size_t i = 0; i < tradeoff->count; i++)
        free(tradeoff->points[i].chosen);
    free(tradeoff->points);
    free(tradeoff);
}
