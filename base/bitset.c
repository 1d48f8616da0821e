#include "base/bitset.h"

#include <stdlib.h>

#include "base/memory.h"

void bitset_init(Bitset *set, size_t count)
{
    set->count = count;
    set->words = memory_new((count + 63) / 64, sizeof *set->words);
}

void bitset_release(Bitset *set)
{
    free(set->words);
    *set = (Bitset){0};
}

size_t bitset_popcount(const Bitset *set)
{
    size_t total = 0;

    for (size_t i = 0; i < (set->count + 63) / 64; i++)
        total += (size_t)__builtin_popcountll(set->words[i]);
    return total;
}
