/* bitset.h - a fixed number of bits, packed in 64-bit words. */
#ifndef BASE_BITSET_H
#define BASE_BITSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t *words; /* owned */
    size_t count;    /* bits */
} Bitset;

void bitset_init(Bitset *set, size_t count); /* all clear */
void bitset_release(Bitset *set);
size_t bitset_popcount(const Bitset *set);

static inline void bitset_put(Bitset *set, size_t i)
{
    set->words[i >> 6] |= (uint64_t)1 << (i & 63);
}

static inline void bitset_clear(Bitset *set, size_t i)
{
    set->words[i >> 6] &= ~((uint64_t)1 << (i & 63));
}

static inline bool bitset_get(const Bitset *set, size_t i)
{
    return (set->words[i >> 6] >> (i & 63)) & 1;
}

#endif
