#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double clock_s(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double measure_cpu_s(void)
{
    return clock_s(CLOCK_THREAD_CPUTIME_ID);
}

double measure_wall_s(void)
{
    return clock_s(CLOCK_MONOTONIC);
}

double measure_resident_bytes(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long pages = 0;

    if (!file)
        return 0.0;
    if (fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2.0;
}

/* How many observers a lap of about `lap_s` serves; warms up on the way. */
static void pace(Racer *racer, double lap_s)
{
    size_t size = 1;
    double took = 0.0, wanted;

    if (racer->lap_size > 0)
        return;
    for (;; size *= 2) {
        took = racer->lap(racer->of, size);
        if (took > lap_s / 8.0 || 2 * size > racer->most)
            break;
    }
    wanted = lap_s / (took / (double)size);
    racer->lap_size = wanted < 1.0                   ? 1
                      : wanted > (double)racer->most ? racer->most
                                                     : (size_t)wanted;
}

static double rate_of(const Racer *racer)
{
    return (double)racer->lap_size / racer->lap(racer->of, racer->lap_size);
}

Race race_run(Racer *racer, Racer *peer, int rounds, double lap_s)
{
    double rates[RACE_MOST_ROUNDS], peer_rates[RACE_MOST_ROUNDS], ratios[RACE_MOST_ROUNDS];
    Race race;

    if (rounds > RACE_MOST_ROUNDS)
        rounds = RACE_MOST_ROUNDS;
    pace(racer, lap_s);
    pace(peer, lap_s);
    for (int i = 0; i < rounds; i++) {
        if (i % 2 == 0)
            rates[i] = rate_of(racer);
        peer_rates[i] = rate_of(peer);
        if (i % 2 == 1)
            rates[i] = rate_of(racer);
        ratios[i] = rates[i] / peer_rates[i];
    }
    race.ratio = median(ratios, rounds);
    race.lowest = ratios[0];
    race.highest = ratios[rounds - 1];
    race.rate = median(rates, rounds);
    race.peer_rate = median(peer_rates, rounds);
    return race;
}
