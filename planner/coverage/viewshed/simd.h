/* simd.h - which instruction set the sweeps of this process use.
 *
 * Chosen once, at the first question: the best that the processor has, or the one that the
 * environment variable CAMPLAN_SIMD names (portable, avx2, avx512), when the processor has it.
 * All of them give the same bits. Any thread.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SIMD_H
#define PLANNER_COVERAGE_VIEWSHED_SIMD_H

#include <stdbool.h>

typedef enum { SIMD_PORTABLE, SIMD_AVX2, SIMD_AVX512, SIMD_COUNT } SimdSet;

SimdSet simd_set(void);
bool simd_has(SimdSet set); /* can this processor (and this build) run it? */
void simd_use(SimdSet set); /* for tests and benchmarks; not while others sweep */
const char *simd_name(SimdSet set);

#endif
