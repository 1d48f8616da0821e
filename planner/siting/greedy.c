#include "planner/siting/greedy.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"

enum { LOOK_UP_EVERY = 1024 }; /* evaluations between looks at the clock and Ctrl-C */
static const double LEAST_GAIN = 1e-9, LEAST_COST = 1e-6;

typedef struct {
    double ratio;
    uint32_t candidate, round; /* in which it was evaluated */
} Entry;

struct Greedy {
    const CandidateSet *set;
    Quota *quota;
    uint8_t *closed;    /* chosen, or its slot is */
    uint16_t *on_site;  /* cameras chosen */
    size_t *site_first; /* sites + 1: candidates of each */
    int most_a_site;
    Entry *heap;
    size_t heap_count, heap_capacity;
    uint32_t round;
    double spent;
    GreedyStep *steps;
    size_t step_count, step_capacity;
};

double greedy_clock_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

Greedy *greedy_new(const CandidateSet *candidates, size_t sites, int most_a_site, Quota *quota)
{
    Greedy *greedy = memory_new(1, sizeof *greedy);

    greedy->set = candidates;
    greedy->quota = quota;
    greedy->most_a_site = most_a_site > 0 ? most_a_site : 1;
    greedy->closed = memory_new(candidates->count + 1, sizeof *greedy->closed);
    greedy->on_site = memory_new(sites + 1, sizeof *greedy->on_site);
    greedy->site_first = memory_new(sites + 2, sizeof *greedy->site_first);
    for (size_t j = 0; j < candidates->count; j++)
        greedy->site_first[candidates->candidates[j].site + 1] = j + 1;
    for (size_t s = 1; s <= sites; s++)
        if (greedy->site_first[s] < greedy->site_first[s - 1])
            greedy->site_first[s] = greedy->site_first[s - 1];
    return greedy;
}

void greedy_free(Greedy *greedy)
{
    if (!greedy)
        return;
    free(greedy->closed);
    free(greedy->on_site);
    free(greedy->site_first);
    free(greedy->heap);
    free(greedy->steps);
    free(greedy);
}

size_t greedy_steps(const Greedy *greedy, const GreedyStep **out)
{
    *out = greedy->steps;
    return greedy->step_count;
}

static double cost_now(const Greedy *greedy, uint32_t candidate)
{
    const Candidate *c = &greedy->set->candidates[candidate];

    return c->cost + (greedy->on_site[c->site] ? greedy->set->again_cost[c->site]
                                               : greedy->set->site_cost[c->site]);
}

/* --- the heap: most gain per cost on top ------------------------------------------- */

static bool before(const Greedy *greedy, const Entry *a, const Entry *b)
{
    const Candidate *one = &greedy->set->candidates[a->candidate];
    const Candidate *two = &greedy->set->candidates[b->candidate];

    if (a->ratio != b->ratio)
        return a->ratio > b->ratio;
    if (one->outside_m2 != two->outside_m2)
        return one->outside_m2 < two->outside_m2;
    if (one->dwelling_m2 != two->dwelling_m2)
        return one->dwelling_m2 < two->dwelling_m2;
    return a->candidate < b->candidate;
}

static void sink(Greedy *greedy, size_t at)
{
    Entry *heap = greedy->heap, entry = heap[at];

    for (size_t child; (child = 2 * at + 1) < greedy->heap_count; at = child) {
        if (child + 1 < greedy->heap_count && before(greedy, &heap[child + 1], &heap[child]))
            child++;
        if (!before(greedy, &heap[child], &entry))
            break;
        heap[at] = heap[child];
    }
    heap[at] = entry;
}

static void push(Greedy *greedy, Entry entry)
{
    size_t at = greedy->heap_count;

    greedy->heap =
        memory_grow(greedy->heap, greedy->heap_count, &greedy->heap_capacity, sizeof entry);
    greedy->heap_count++;
    for (size_t parent; at > 0 && before(greedy, &entry, &greedy->heap[parent = (at - 1) / 2]);
         at = parent)
        greedy->heap[at] = greedy->heap[parent];
    greedy->heap[at] = entry;
}

static void pop(Greedy *greedy)
{
    greedy->heap[0] = greedy->heap[--greedy->heap_count];
    if (greedy->heap_count)
        sink(greedy, 0);
}

/* --- choosing ---------------------------------------------------------------------- */

static bool may_take(const Greedy *greedy, uint32_t candidate)
{
    return !greedy->closed[candidate] &&
           greedy->on_site[greedy->set->candidates[candidate].site] < greedy->most_a_site;
}

static bool allowed(const GreedyRun *run, uint32_t candidate)
{
    return !run->among || run->among[candidate];
}

/* Put a candidate on the heap with what it gains now; false when it gains nothing. */
static bool offer(Greedy *greedy, uint32_t candidate)
{
    double gain = quota_gain(greedy->quota, candidate);

    if (gain <= LEAST_GAIN)
        return false;
    push(greedy,
         (Entry){gain / fmax(cost_now(greedy, candidate), LEAST_COST), candidate, greedy->round});
    return true;
}

void greedy_take(Greedy *greedy, uint32_t candidate)
{
    const Candidate *c = &greedy->set->candidates[candidate];
    GreedyStep step = {.candidate = candidate,
                       .cost = cost_now(greedy, candidate),
                       .first_on_site = greedy->on_site[c->site] == 0};

    step.change = quota_add(greedy->quota, candidate);
    step.cumulative = greedy->quota->total_reached;
    greedy->spent += step.cost;
    greedy->on_site[c->site]++;
    for (size_t j = greedy->site_first[c->site]; j < greedy->site_first[c->site + 1]; j++)
        if (greedy->set->candidates[j].slot == c->slot)
            greedy->closed[j] = 1;
    greedy->round++;
    greedy->steps =
        memory_grow(greedy->steps, greedy->step_count, &greedy->step_capacity, sizeof step);
    greedy->steps[greedy->step_count++] = step;
}

void greedy_drop(Greedy *greedy, uint32_t candidate)
{
    const Candidate *c = &greedy->set->candidates[candidate];
    size_t kept = 0;

    for (size_t i = 0; i < greedy->step_count; i++)
        if (greedy->steps[i].candidate != candidate)
            greedy->steps[kept++] = greedy->steps[i];
        else
            greedy->spent -= greedy->steps[i].cost;
    greedy->step_count = kept;
    quota_remove(greedy->quota, candidate);
    greedy->on_site[c->site]--;
    for (size_t j = greedy->site_first[c->site]; j < greedy->site_first[c->site + 1]; j++)
        if (greedy->set->candidates[j].slot == c->slot)
            greedy->closed[j] = 0;
    greedy->round++;
}

/* Would the zones lack less with `in` instead of `out`? */
static bool lacks_less(Greedy *greedy, uint32_t out, uint32_t in)
{
    Quota *quota = greedy->quota;
    size_t zones = quota->demand->zones->zone_count;
    double before = 0, after = 0;

    for (size_t z = 0; z < zones; z++)
        before += quota_lack(quota, z);
    quota_remove(quota, out);
    (void)quota_add(quota, in);
    for (size_t z = 0; z < zones; z++)
        after += quota_lack(quota, z);
    quota_remove(quota, in);
    (void)quota_add(quota, out);
    return after < before - 1e-6;
}

/* The chosen camera to give up for `in`, or SIZE_MAX. */
static size_t find_exchange(Greedy *greedy, uint32_t in)
{
    const Candidate *c = &greedy->set->candidates[in];

    for (size_t i = 0; i < greedy->step_count; i++) {
        const Candidate *d = &greedy->set->candidates[greedy->steps[i].candidate];
        if (d->site != c->site || greedy->steps[i].candidate == in ||
            (greedy->closed[in] && d->slot != c->slot))
            continue;
        if (lacks_less(greedy, greedy->steps[i].candidate, in))
            return i;
    }
    return SIZE_MAX;
}

size_t greedy_exchange(Greedy *greedy)
{
    size_t exchanged = 0;

    for (size_t j = 0; j < greedy->set->count && !interrupt_requested(); j++) {
        size_t out;
        if (may_take(greedy, (uint32_t)j) || quota_gain(greedy->quota, j) <= LEAST_GAIN)
            continue;
        out = find_exchange(greedy, (uint32_t)j);
        if (out == SIZE_MAX)
            continue;
        greedy_drop(greedy, greedy->steps[out].candidate);
        greedy_take(greedy, (uint32_t)j);
        exchanged++;
    }
    return exchanged;
}

/* The other candidates of a pole that was just opened have become cheaper. */
static void offer_site(Greedy *greedy, const GreedyRun *run, uint32_t site)
{
    for (size_t j = greedy->site_first[site]; j < greedy->site_first[site + 1]; j++)
        if (allowed(run, (uint32_t)j) && may_take(greedy, (uint32_t)j))
            (void)offer(greedy, (uint32_t)j);
}

static bool out_of_time(const Greedy *greedy, const GreedyRun *run, bool *limited)
{
    if ((run->work_limit && greedy->quota->work >= run->work_limit) ||
        (!isinf(run->deadline_s) && greedy_clock_s() > run->deadline_s))
        *limited = true;
    return *limited;
}

static void heap_fill(Greedy *greedy, const GreedyRun *run)
{
    greedy->heap_count = 0;
    for (size_t j = 0; j < greedy->set->count; j++) {
        if (j % LOOK_UP_EVERY == 0 && interrupt_requested())
            return;
        if (allowed(run, (uint32_t)j) && may_take(greedy, (uint32_t)j))
            (void)offer(greedy, (uint32_t)j);
    }
}

Status greedy_run(Greedy *greedy, const GreedyRun *run, bool *limited, bool *budget_bound,
                  Diag *diag)
{
    size_t looked = 0;
    double spent_before = greedy->spent;

    heap_fill(greedy, run);
    while (greedy->heap_count && !*limited) {
        Entry top = greedy->heap[0];
        const Candidate *c = &greedy->set->candidates[top.candidate];
        if (looked++ % LOOK_UP_EVERY == 0 &&
            (interrupt_requested() || out_of_time(greedy, run, limited)))
            break;
        pop(greedy);
        if (!may_take(greedy, top.candidate))
            continue;
        if (top.round != greedy->round) {
            (void)offer(greedy, top.candidate);
            continue;
        }
        if (greedy->spent - spent_before + cost_now(greedy, top.candidate) > run->budget) {
            *budget_bound = true; /* a later one may be cheaper */
            continue;
        }
        greedy_take(greedy, top.candidate);
        for (size_t i = greedy->steps[greedy->step_count - 1].change.zones_met; run->tell && i; i--)
            progress_step();
        if (greedy->on_site[c->site] == 1)
            offer_site(greedy, run, c->site);
    }
    return interrupt_check(diag);
}
