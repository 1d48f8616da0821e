#include "planner/coverage/viewshed/simd.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[SIMD_COUNT] = {"portable", "avx2", "avx512"};

static _Atomic int chosen =
    -1; /* the one piece of state: a question about this machine, asked once */

bool simd_has(SimdSet set)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (set == SIMD_AVX512)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    if (set == SIMD_AVX2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
    return set == SIMD_PORTABLE;
}

static SimdSet choose(void)
{
    const char *wanted = getenv("CAMPLAN_SIMD");
    SimdSet best = SIMD_PORTABLE;

    for (int set = 0; set < SIMD_COUNT; set++) {
        if (!simd_has((SimdSet)set))
            continue;
        best = (SimdSet)set;
        if (wanted && strcmp(wanted, names[set]) == 0)
            break;
    }
    return best;
}

SimdSet simd_set(void)
{
    int set = atomic_load(&chosen);

    if (set < 0) {
        set = (int)choose();
        atomic_store(&chosen, set);
    }
    return (SimdSet)set;
}

void simd_use(SimdSet set)
{
    atomic_store(&chosen, (int)set);
}

const char *simd_name(SimdSet set)
{
    return names[set];
}
