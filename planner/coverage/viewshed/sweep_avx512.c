/* The sweep with AVX-512: compiled for it, run where simd_has() it. */
#if defined(__x86_64__)
#include "planner/coverage/viewshed/lanes_avx512.h"
#define SWEEP_RUN sweep_run_avx512
#include "planner/coverage/viewshed/sweep_body.h"
#else
typedef int sweep_avx512_is_empty;
#endif
