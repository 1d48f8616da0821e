/* fast_loop.h - plain loops over arrays that the compiler makes wide for each processor.
 *
 * FAST_LOOP before a function compiles it once an instruction set and chooses when the program
 * runs. Such a function must answer the same on every processor: it only compares, or what
 * it decides is asked again in double where rounding could matter. Nothing here has state.
 */
#ifndef PLANNER_COVERAGE_FAST_LOOP_H
#define PLANNER_COVERAGE_FAST_LOOP_H

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE__) &&    \
    !defined(__SANITIZE_ADDRESS__)
#define FAST_LOOP __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FAST_LOOP
#endif

/* 64 flags of 0 or 1 as the bits of a word. */
static inline uint64_t fast_bits(const uint8_t flags[64])
{
    uint64_t bits = 0;

#ifdef __SSE2__
    for (int i = 0; i < 4; i++) {
        __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)(flags + 16 * i));
        uint64_t mask = (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_slli_epi16(sixteen, 7));
        bits |= mask << (16 * i);
    }
#else
    for (int i = 0; i < 8; i++) {
        uint64_t eight;
        memcpy(&eight, flags + 8 * i, sizeof eight);
        bits |= (eight * 0x0102040810204080U >> 56) << (8 * i);
    }
#endif
    return bits;
}

#endif
