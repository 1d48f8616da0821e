#include "base/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"

enum { BAR_WIDTH = 30 };

/* One per process, as log.c; what threads change is atomic. */
static struct {
    ProgressMode mode;
    bool open;
    size_t total, done;
    double began_s;
    long last_tenth; /* tenths of a second since the phase began, when last drawn */
    const char **phases;
    double *seconds;
    size_t count, phase_capacity, second_capacity;
} now;

static ProgressMode shown(void)
{
    if (now.mode != PROGRESS_AUTO)
        return now.mode;
    return isatty(STDERR_FILENO) ? PROGRESS_BAR : PROGRESS_NONE;
}

void progress_mode(ProgressMode mode)
{
    now.mode = mode;
}

static void draw_bar(const char *phase, size_t done)
{
    char bar[BAR_WIDTH + 1];
    double share = now.total ? (double)done / (double)now.total : 1.0;
    int filled = (int)((share < 1 ? share : 1.0) * BAR_WIDTH);

    memset(bar, '.', BAR_WIDTH);
    memset(bar, '#', (size_t)filled);
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r%-20s [%s] %3.0f%% %zu/%zu", phase, bar, 100 * share, done, now.total);
}

static void draw(size_t done)
{
    const char *phase = now.phases[now.count - 1];

    flockfile(stderr);
    if (shown() == PROGRESS_BAR)
        draw_bar(phase, done);
    else if (shown() == PROGRESS_JSON)
        fprintf(stderr, "{\"phase\":\"%s\",\"done\":%zu,\"total\":%zu}\n", phase, done, now.total);
    fflush(stderr);
    funlockfile(stderr);
}

/* The names outlive the run: timings are asked for at its end. */
static void remember_phase(const char *phase)
{
    now.phases = memory_grow(now.phases, now.count, &now.phase_capacity, sizeof *now.phases);
    now.seconds = memory_grow(now.seconds, now.count, &now.second_capacity, sizeof *now.seconds);
    now.phases[now.count] = memory_text(phase);
    now.seconds[now.count] = 0;
    now.count++;
}

void progress_begin(const char *phase, size_t total)
{
    if (now.open)
        progress_end();
    remember_phase(phase);
    now.open = true;
    now.total = total;
    now.began_s = clock_s();
    now.last_tenth = 0;
    __atomic_store_n(&now.done, 0, __ATOMIC_RELAXED);
    draw(0);
}

void progress_step(void)
{
    size_t done = __atomic_add_fetch(&now.done, 1, __ATOMIC_RELAXED);
    long tenth, last;

    if (!now.open || shown() == PROGRESS_NONE)
        return;
    tenth = (long)((clock_s() - now.began_s) * 10);
    last = __atomic_load_n(&now.last_tenth, __ATOMIC_RELAXED);
    /* The thread that moves the tenth on is the one that draws. */
    if (tenth > last && __atomic_compare_exchange_n(&now.last_tenth, &last, tenth, false,
                                                    __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        draw(done);
}

void progress_end(void)
{
    if (!now.open)
        return;
    draw(now.done);
    if (shown() == PROGRESS_BAR)
        fputc('\n', stderr);
    now.seconds[now.count - 1] = clock_s() - now.began_s;
    now.open = false;
}

size_t progress_timings(const char *const **phases, const double **seconds)
{
    *phases = (const char *const *)now.phases;
    *seconds = now.seconds;
    return now.count;
}
