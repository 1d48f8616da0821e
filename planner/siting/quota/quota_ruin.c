#include "planner/siting/quota/quota_ruin.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { LOOK_UP_EVERY = 8 };

/* One search in a window. */
typedef struct {
    const QuotaWindow *window;
    const QuotaAim *aim;
    QuotaState state;
    QuotaFill fill;
    Random random;
    uint32_t *kept; /* the choice before a step */
    size_t kept_count;
    uint8_t *is_kept; /* a byte a column */
    double *distance; /* scratch, beside `chosen` */
} Ruin;

static double uniform(Random *random)
{
    return (double)(random_bits(random) >> 40) / 16777216.0;
}

static void ruin_init(Ruin *ruin, const QuotaWindow *window, const QuotaAim *aim, uint64_t seed)
{
    size_t columns = window->matrix->columns + 1;

    *ruin = (Ruin){.window = window, .aim = aim, .random = random_seeded(seed)};
    quota_state_init(&ruin->state, &window->cover);
    quota_fill_init(&ruin->fill, &window->cover);
    ruin->kept = memory_new(columns, sizeof *ruin->kept);
    ruin->is_kept = memory_new(columns, sizeof *ruin->is_kept);
    ruin->distance = memory_new(columns, sizeof *ruin->distance);
    for (size_t k = 0; k < window->start_count; k++)
        quota_state_add(&ruin->state, window->start[k]);
}

static void ruin_release(Ruin *ruin)
{
    quota_state_release(&ruin->state);
    quota_fill_release(&ruin->fill);
    free(ruin->kept);
    free(ruin->is_kept);
    free(ruin->distance);
}

static void keep(Ruin *ruin)
{
    for (size_t k = 0; k < ruin->kept_count; k++)
        ruin->is_kept[ruin->kept[k]] = 0;
    ruin->kept_count = ruin->state.chosen_count;
    memcpy(ruin->kept, ruin->state.chosen, ruin->kept_count * sizeof *ruin->kept);
    for (size_t k = 0; k < ruin->kept_count; k++)
        ruin->is_kept[ruin->kept[k]] = 1;
}

/* Back to what was kept. */
static void restore(Ruin *ruin)
{
    QuotaState *state = &ruin->state;

    for (size_t k = state->chosen_count; k-- > 0;)
        if (!ruin->is_kept[state->chosen[k]])
            quota_state_drop(state, state->chosen[k]);
    for (size_t k = 0; k < ruin->kept_count; k++)
        if (state->place[ruin->kept[k]] == QUOTA_NONE)
            quota_state_add(state, ruin->kept[k]);
}

/* Drop a random column and some of those nearest to it, more or less. */
static void wreck(Ruin *ruin, uint32_t most)
{
    QuotaState *state = &ruin->state;
    const QuotaCover *cover = &ruin->window->cover;
    uint32_t count = 1 + random_below(&ruin->random, most);
    const QuotaSite *middle;

    if (state->chosen_count == 0)
        return;
    middle = &cover->sites[cover->site[state->chosen[random_below(&ruin->random,
                                                                  (uint32_t)state->chosen_count)]]];
    for (size_t k = 0; k < ruin->kept_count; k++) {
        const QuotaSite *site = &cover->sites[cover->site[ruin->kept[k]]];
        double dx = site->x - middle->x, dy = site->y - middle->y;
        ruin->distance[k] = (dx * dx + dy * dy + 100) * (0.2 + uniform(&ruin->random));
    }
    while (count-- && state->chosen_count) {
        size_t nearest = 0;
        for (size_t k = 1; k < ruin->kept_count; k++)
            if (ruin->distance[k] < ruin->distance[nearest])
                nearest = k;
        if (ruin->distance[nearest] >= 1e300)
            return;
        ruin->distance[nearest] = 1e300;
        quota_state_drop(state, ruin->kept[nearest]);
    }
}

static void recreate(Ruin *ruin, const QuotaTrial *trial)
{
    int64_t budget = ruin->aim->budget;
    QuotaWish wish = {.noise = trial->noise * uniform(&ruin->random),
                      .skip = trial->skip * uniform(&ruin->random),
                      .random = &ruin->random,
                      .budget =
                          budget == INT64_MAX ? INT64_MAX : budget - ruin->window->outside_cost};

    (void)quota_fill_run(&ruin->fill, &ruin->state, &wish);
    wish.skip = 0;
    if (ruin->state.lack > 0)
        (void)quota_fill_run(&ruin->fill, &ruin->state, &wish);
    wish.last_resorts = true;
    if (ruin->state.lack > 0)
        (void)quota_fill_run(&ruin->fill, &ruin->state, &wish);
    wish.last_resorts = false;
    wish.beyond = ruin->aim->beyond > 0 ? 1 : 0;
    if (ruin->aim->beyond > 0)
        (void)quota_fill_run(&ruin->fill, &ruin->state, &wish);
    quota_fill_trim(&ruin->fill, &ruin->state, ruin->aim, NULL);
}

bool quota_ruin_search(const QuotaWindow *window, const QuotaAim *aim, const QuotaTrial *trial,
                       uint64_t seed, uint32_t *best, size_t *best_count)
{
    Ruin ruin;
    int64_t energy, best_energy, first;

    ruin_init(&ruin, window, aim, seed);
    first = energy = best_energy = quota_state_energy(&ruin.state, aim);
    *best_count = window->start_count;
    memcpy(best, window->start, window->start_count * sizeof *best);
    for (uint64_t step = 0; step < trial->steps; step++) {
        double heat = trial->heat * (1 - (double)step / (double)trial->steps);
        int64_t now;
        if (trial->effort && step % LOOK_UP_EVERY == 0 && cover_effort_over(trial->effort))
            break;
        keep(&ruin);
        wreck(&ruin, trial->ruin_most);
        recreate(&ruin, trial);
        now = quota_state_energy(&ruin.state, aim);
        if ((double)(now - energy) > heat * uniform(&ruin.random)) {
            restore(&ruin);
            continue;
        }
        energy = now;
        if (energy >= best_energy)
            continue;
        best_energy = energy;
        *best_count = ruin.state.chosen_count;
        memcpy(best, ruin.state.chosen, *best_count * sizeof *best);
    }
    ruin_release(&ruin);
    return best_energy < first;
}
