/* clock.h - seconds on a clock that never goes back, for deadlines and progress.
 *
 * What it says depends on the machine: nothing that is written may, but for timings.json.
 * Any thread.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <time.h>

static inline double clock_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#endif
