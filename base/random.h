/* random.h - numbers that look random and are the same everywhere for the same seed.
 *
 * xorshift64* (Vigna 2016), seeded through splitmix64. For search, never for secrets. A
 * Random belongs to one thread.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdint.h>

typedef struct {
    uint64_t state; /* never 0 */
} Random;

static inline Random random_seeded(uint64_t seed)
{
    uint64_t mixed = seed + 0x9E3779B97F4A7C15u;

    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
    return (Random){mixed ? mixed : 1};
}

static inline uint64_t random_bits(Random *random)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return random->state * 0x2545F4914F6CDD1Du;
}

/* One of 0 .. count - 1; `count` is not 0. */
static inline uint32_t random_below(Random *random, uint32_t count)
{
    return (uint32_t)(((random_bits(random) >> 32) * count) >> 32);
}

#endif
