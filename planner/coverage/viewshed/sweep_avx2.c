/* The sweep with AVX2: compiled for it, run where simd_has() it. */
#if defined(__x86_64__)
#include "planner/coverage/viewshed/lanes_avx2.h"
#define SWEEP_RUN sweep_run_avx2
#include "planner/coverage/viewshed/sweep_body.h"
#else
typedef int sweep_avx2_is_empty;
#endif
