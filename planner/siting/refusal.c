#include "planner/siting/refusal.h"
#include "planner/siting/plan_effort.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "planner/siting/quota/quota_ruin.h"

/* Neighbours that may change, and how hard to try. */
enum { NEIGHBOURS = 8, STEPS = 15, RUIN_MOST = 3 };
static const double NOISE = 0.1, SKIP = 1;

/* Everything that is asked, read-only while threads work. */
typedef struct {
    const Placement *of;
    const Plan *plan;
    QuotaCover cover;
    QuotaAim aim;
    QuotaTrial trial;
    RefusalSet *set;
    double already, mandated;
    size_t *site_first; /* sites + 1: columns of each */
    size_t *zone_first; /* zones + 1 in `zone_rows` */
    uint32_t *zone_rows;
} Asking;

/* A thread's own: the plan as a state, and what is barred in the question at hand. */
typedef struct {
    QuotaWorker worker;
    uint8_t *barred;
    uint32_t *members; /* the refused first, then their neighbours */
    size_t member_count;
    double *distance; /* scratch, a planned camera */
    uint32_t *tried;  /* a column: the last question that tried it alone */
    uint32_t *repair; /* what takes the members' place */
    size_t repair_count, repair_room;
} Hand;

/* --- the question -------------------------------------------------------------------- */

static uint32_t column_of(const Asking *asking, size_t camera)
{
    return asking->plan->cameras[camera].candidate;
}

static bool is_refused(const Asking *asking, const Refusal *refusal, uint32_t column)
{
    const QuotaCover *cover = &asking->cover;
    uint32_t camera = column_of(asking, refusal->camera);

    return refusal->thing == REFUSED_SITE ? cover->site[column] == cover->site[camera]
                                          : cover->slot[column] == cover->slot[camera];
}

/* Bar what is refused, or allow it again. */
static void bar(const Asking *asking, const Refusal *refusal, Hand *hand, uint8_t barred)
{
    uint32_t site = asking->cover.site[column_of(asking, refusal->camera)];

    for (size_t j = asking->site_first[site]; j < asking->site_first[site + 1]; j++)
        if (is_refused(asking, refusal, (uint32_t)j))
            hand->barred[j] = barred;
}

/* The refused cameras and those nearest to them, in order of the plan at equal distance. */
static void gather(const Asking *asking, const Refusal *refusal, Hand *hand)
{
    const QuotaCover *cover = &asking->cover;
    const QuotaSite *middle = &cover->sites[cover->site[column_of(asking, refusal->camera)]];
    size_t count = asking->plan->count;

    hand->member_count = 0;
    for (size_t k = 0; k < count; k++) {
        const QuotaSite *site = &cover->sites[cover->site[column_of(asking, k)]];
        double dx = site->x - middle->x, dy = site->y - middle->y;
        hand->distance[k] = dx * dx + dy * dy;
        if (!is_refused(asking, refusal, column_of(asking, k)))
            continue;
        hand->distance[k] = 1e300;
        hand->members[hand->member_count++] = column_of(asking, k);
    }
    for (size_t n = 0; n < NEIGHBOURS; n++) {
        size_t nearest = 0;
        for (size_t k = 1; k < count; k++)
            if (hand->distance[k] < hand->distance[nearest])
                nearest = k;
        if (hand->distance[nearest] >= 1e300)
            return;
        hand->distance[nearest] = 1e300;
        hand->members[hand->member_count++] = column_of(asking, nearest);
    }
}

static void exchange(QuotaState *state, const uint32_t *out, size_t out_count, const uint32_t *in,
                     size_t in_count)
{
    for (size_t k = 0; k < out_count; k++)
        quota_state_drop(state, out[k]);
    for (size_t k = 0; k < in_count; k++)
        quota_state_add(state, in[k]);
}

static int64_t reached(const QuotaState *state)
{
    int64_t sum = 0;

    for (size_t z = 0; z < state->cover->zone_count; z++)
        sum += state->reached[z];
    return sum;
}

static size_t zones_lacking(const QuotaState *state)
{
    size_t count = 0;

    for (size_t z = 0; z < state->cover->zone_count; z++)
        count += state->reached[z] < state->cover->target[z];
    return count;
}

/* What is lost while nothing replaces the refused. */
static void judge_alone(const Asking *asking, Refusal *refusal, Hand *hand)
{
    QuotaState *state = &hand->worker.state;
    int64_t before = reached(state);

    for (size_t k = 0; k < hand->member_count; k++)
        refusal->refused += is_refused(asking, refusal, hand->members[k]);
    exchange(state, hand->members, refusal->refused, NULL, 0);
    refusal->alone = (double)(before - reached(state)) / QUOTA_QUANTUM;
    refusal->zones_alone = zones_lacking(state);
    exchange(state, NULL, 0, hand->members, refusal->refused);
}

/* --- the repair ---------------------------------------------------------------------- */

/* Greed around what stays; the window then starts from there. */
static void patch(QuotaWindow *window, const QuotaAim *aim)
{
    QuotaState state;
    QuotaFill fill;
    QuotaWish wish = {.budget = INT64_MAX};

    quota_state_init(&state, &window->cover);
    quota_fill_init(&fill, &window->cover);
    for (size_t k = 0; k < window->start_count; k++)
        quota_state_add(&state, window->start[k]);
    (void)quota_fill_run(&fill, &state, &wish);
    wish.last_resorts = true;
    (void)quota_fill_run(&fill, &state, &wish);
    quota_fill_trim(&fill, &state, aim, NULL);
    free(window->start);
    window->start_count = state.chosen_count;
    window->start = memory_new(state.chosen_count + 1, sizeof *window->start);
    memcpy(window->start, state.chosen, state.chosen_count * sizeof *window->start);
    quota_fill_release(&fill);
    quota_state_release(&state);
}

static Status repair(const Asking *asking, Hand *hand, uint64_t seed, Diag *diag)
{
    QuotaWindow window;
    Status status =
        quota_window_cut(&window, &hand->worker, hand->members, hand->member_count, false, diag);

    hand->repair_count = 0;
    if (status == OK) {
        if (window.matrix->columns > hand->repair_room) {
            free(hand->repair);
            hand->repair_room = window.matrix->columns;
            hand->repair = memory_new(hand->repair_room + 1, sizeof *hand->repair);
        }
        patch(&window, &asking->aim);
        (void)quota_ruin_search(&window, &asking->aim, &asking->trial, seed, hand->repair,
                                &hand->repair_count);
        for (size_t k = 0; k < hand->repair_count; k++)
            hand->repair[k] = window.columns[hand->repair[k]];
    }
    quota_window_release(&window);
    return status;
}

static int by_id(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

static bool among(const uint32_t *list, size_t count, uint32_t thing)
{
    for (size_t k = 0; k < count; k++)
        if (list[k] == thing)
            return true;
    return false;
}

/* What of `list` is not in `other`, ascending (malloc'd). */
static uint32_t *without(const uint32_t *list, size_t count, const uint32_t *other,
                         size_t other_count, size_t *out_count)
{
    uint32_t *out = memory_new(count + 1, sizeof *out);

    *out_count = 0;
    for (size_t k = 0; k < count; k++)
        if (!among(other, other_count, list[k]))
            out[(*out_count)++] = list[k];
    if (*out_count)
        qsort(out, *out_count, sizeof *out, by_id);
    return out;
}

/* The cheapest column that alone makes good what the refused leave open, and cheaper than
 * `price`; QUOTA_NONE: none does. The refused are dropped. */
static uint32_t best_single(const Asking *asking, Hand *hand, uint32_t question, int64_t price)
{
    QuotaState *state = &hand->worker.state;
    const QuotaCover *cover = &asking->cover;
    const CoverMatrix *matrix = cover->matrix;
    uint32_t best = QUOTA_NONE, zone = 0;

    while (zone < cover->zone_count && state->reached[zone] >= cover->target[zone])
        zone++;
    if (zone == cover->zone_count)
        return QUOTA_NONE;
    /* It must cover something of the first zone that lacks. */
    for (size_t i = asking->zone_first[zone]; i < asking->zone_first[zone + 1]; i++) {
        uint32_t row = asking->zone_rows[i];
        if (!quota_state_wanted(state, row))
            continue;
        for (size_t a = matrix->row_first[row]; a < matrix->row_first[row + 1]; a++) {
            uint32_t column = matrix->columns_of[a];
            int64_t its = quota_state_price(state, column);
            if (hand->tried[column] == question || its >= price || hand->barred[column] ||
                cover->last_resort[column] || !quota_state_fits(state, column))
                continue;
            hand->tried[column] = question;
            quota_state_add(state, column);
            if (state->lack == 0) {
                best = column;
                price = its;
            }
            quota_state_drop(state, column);
        }
    }
    return best;
}

/* One camera in the place of the refused, where the repair is no cheaper. */
static void prefer_single(const Asking *asking, const Refusal *refusal, Hand *hand)
{
    QuotaState *state = &hand->worker.state;
    const uint32_t *members = hand->members;
    uint32_t question = (uint32_t)(refusal - asking->set->items) + 1, single;
    int64_t price = INT64_MAX, last;

    exchange(state, members, hand->member_count, hand->repair, hand->repair_count);
    if (state->lack == 0)
        price = state->cost;
    last = (int64_t)state->last_count;
    exchange(state, hand->repair, hand->repair_count, members, hand->member_count);
    exchange(state, members, refusal->refused, NULL, 0);
    if (price < INT64_MAX && last <= (int64_t)state->last_count)
        price = price - state->cost + 1;
    else
        price = INT64_MAX;
    single = best_single(asking, hand, question, price);
    exchange(state, NULL, 0, members, refusal->refused);
    if (single == QUOTA_NONE)
        return;
    hand->repair_count = hand->member_count - refusal->refused;
    if (hand->repair_count + 1 > hand->repair_room) {
        free(hand->repair);
        hand->repair_room = hand->repair_count + 1;
        hand->repair = memory_new(hand->repair_room + 1, sizeof *hand->repair);
    }
    memcpy(hand->repair, members + refusal->refused, hand->repair_count * sizeof *hand->repair);
    hand->repair[hand->repair_count++] = single;
}

/* The repair as it is in the whole plan; the plan is left as it was. */
static void judge_repair(const Asking *asking, Refusal *refusal, Hand *hand)
{
    QuotaState *state = &hand->worker.state;
    const uint32_t *members = hand->members;
    size_t count = hand->member_count;
    int64_t cost = state->cost;

    exchange(state, members, count, hand->repair, hand->repair_count);
    refusal->added_cost = (double)(state->cost - cost) / QUOTA_COST_UNIT;
    refusal->lost = (double)state->lack / QUOTA_QUANTUM;
    refusal->zones_lost = zones_lacking(state);
    if (asking->mandated > 0)
        refusal->share =
            (asking->already + (double)reached(state) / QUOTA_QUANTUM) / asking->mandated;
    exchange(state, hand->repair, hand->repair_count, members, count);
    refusal->added =
        without(hand->repair, hand->repair_count, members, count, &refusal->added_count);
    refusal->dropped = without(members + refusal->refused, count - refusal->refused, hand->repair,
                               hand->repair_count, &refusal->dropped_count);
}

static Status answer(const Asking *asking, Refusal *refusal, Hand *hand, Diag *diag)
{
    uint64_t seed =
        (uint64_t)asking->of->project->plan.seed + (uint64_t)(refusal - asking->set->items) + 1;
    Status status;

    gather(asking, refusal, hand);
    judge_alone(asking, refusal, hand);
    bar(asking, refusal, hand, 1);
    status = repair(asking, hand, seed, diag);
    if (status == OK) {
        prefer_single(asking, refusal, hand);
        judge_repair(asking, refusal, hand);
    }
    bar(asking, refusal, hand, 0);
    return status;
}

/* --- all of them --------------------------------------------------------------------- */

static void list_rows(Asking *asking)
{
    const QuotaCover *cover = &asking->cover;
    size_t rows = cover->matrix->rows, *first = memory_new(cover->zone_count + 3, sizeof *first);

    asking->zone_rows = memory_new(rows + 1, sizeof *asking->zone_rows);
    for (size_t i = 0; i < rows; i++)
        first[cover->zone[i] + 2]++;
    for (size_t z = 2; z < cover->zone_count + 2; z++)
        first[z] += first[z - 1];
    for (size_t i = 0; i < rows; i++)
        asking->zone_rows[first[cover->zone[i] + 1]++] = (uint32_t)i;
    asking->zone_first = first;
}

/* What the plan owes each zone: its target, as far as the plan reaches it. */
static void asking_init(Asking *asking, const Placement *of, const Plan *plan)
{
    QuotaState state;
    size_t sites = of->sites->count;
    double *reached_before = placement_reached(of);

    *asking = (Asking){.of = of, .plan = plan};
    placement_make(&asking->cover, of, PLACEMENT_TO_CHOOSE);
    quota_state_init(&state, &asking->cover);
    for (size_t k = 0; k < plan->count; k++)
        quota_state_add(&state, column_of(asking, k));
    for (size_t z = 0; z < asking->cover.zone_count; z++) {
        if (asking->cover.target[z] > state.reached[z])
            asking->cover.target[z] = state.reached[z];
        asking->already += reached_before[z];
        asking->mandated += of->demand->zone_weight[z];
    }
    quota_state_release(&state);
    free(reached_before);
    list_rows(asking);
    asking->aim = quota_aim_cover(&asking->cover);
    asking->trial = (QuotaTrial){.steps = plan_effort(&of->project->plan, STEPS),
                                 .ruin_most = RUIN_MOST,
                                 .noise = NOISE,
                                 .skip = SKIP};
    asking->site_first = memory_new(sites + 2, sizeof *asking->site_first);
    for (size_t j = 0; j < of->candidates->count; j++)
        asking->site_first[of->candidates->candidates[j].site + 1]++;
    for (size_t s = 0; s < sites; s++)
        asking->site_first[s + 1] += asking->site_first[s];
    asking->set = memory_new(1, sizeof *asking->set);
    asking->set->count = 2 * plan->count;
    asking->set->items = memory_new(asking->set->count + 1, sizeof *asking->set->items);
    for (size_t i = 0; i < asking->set->count; i++)
        asking->set->items[i] =
            (Refusal){.camera = (uint32_t)(i / 2), .thing = i % 2 ? REFUSED_SITE : REFUSED_CAMERA};
}

static void hand_init(Hand *hand, const Asking *asking)
{
    size_t columns = asking->cover.matrix->columns + 1;

    *hand = (Hand){0};
    quota_worker_init(&hand->worker, &asking->cover);
    for (size_t k = 0; k < asking->plan->count; k++)
        quota_state_add(&hand->worker.state, column_of(asking, k));
    hand->barred = memory_new(columns, 1);
    hand->tried = memory_new(columns, sizeof *hand->tried);
    hand->worker.barred = hand->barred;
    hand->members = memory_new(asking->plan->count + 1, sizeof *hand->members);
    hand->distance = memory_new(asking->plan->count + 1, sizeof *hand->distance);
}

static void hand_release(Hand *hand)
{
    quota_worker_release(&hand->worker);
    free(hand->barred);
    free(hand->tried);
    free(hand->members);
    free(hand->distance);
    free(hand->repair);
}

static Status answer_all(Asking *asking, Diag *diag)
{
    RefusalSet *set = asking->set;
    Status status = OK;

    progress_begin("refusals", set->count);
#pragma omp parallel
    {
        Hand hand;
        Diag own = {0};
        hand_init(&hand, asking);
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < set->count; i++) {
            Status now = interrupt_requested() ? OK : answer(asking, &set->items[i], &hand, &own);
#pragma omp critical(refusal)
            {
                if (status == OK && now != OK)
                    status = diag_fail(diag, now, "%s", own.message);
                progress_step();
            }
        }
        hand_release(&hand);
    }
    progress_end();
    return status == OK ? interrupt_check(diag) : status;
}

Status refusals_find(RefusalSet **out, const Placement *of, const Plan *plan, Diag *diag)
{
    Asking asking;
    Status status = cover_matrix_by_rows(of->candidates->matrix, diag);

    *out = NULL;
    if (status != OK)
        return status;
    asking_init(&asking, of, plan);
    status = answer_all(&asking, diag);
    quota_cover_release(&asking.cover);
    free(asking.site_first);
    free(asking.zone_first);
    free(asking.zone_rows);
    if (status == OK)
        *out = asking.set;
    else
        refusals_free(asking.set);
    return status;
}

void refusals_free(RefusalSet *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++) {
        free(set->items[i].added);
        free(set->items[i].dropped);
    }
    free(set->items);
    free(set);
}
