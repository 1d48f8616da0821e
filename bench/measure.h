/* measure.h - two ways of doing the same work, timed against each other.
 *
 * Laps of both alternate, so that a machine whose speed changes slows both; the ratio of two
 * neighbouring laps counts, and of all of them the median. One race at a time.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

double measure_cpu_s(void);  /* of this thread */
double measure_wall_s(void); /* since some moment */
double measure_resident_bytes(void);

typedef struct {
    /* Serve `observers` of them and return the seconds it took. */
    double (*lap)(void *of, size_t observers);
    void *of;
    size_t most;     /* observers that there are for a lap */
    size_t lap_size; /* found by the race, where 0 */
} Racer;

typedef struct {
    double rate, peer_rate;        /* observers a second, medians of the laps */
    double ratio, lowest, highest; /* of `rate` to `peer_rate`, lap by lap */
} Race;

enum { RACE_MOST_ROUNDS = 64 };

/* `rounds` pairs of laps of about `lap_s` seconds each. */
Race race_run(Racer *racer, Racer *peer, int rounds, double lap_s);

#endif
