#include "planner/coverage/sightings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/coverage/fast_loop.h"

void sightings_release(Sightings *sightings)
{
    free(sightings->point);
    free(sightings->dx);
    free(sightings->dy);
    free(sightings->dz);
    free(sightings->px_per_m);
    free(sightings->hidden);
    free(sightings->blocks);
    *sightings = (Sightings){0};
}

void sightings_reserve(Sightings *sightings, size_t count)
{
    size_t blocks = count / SIGHTINGS_BLOCK + 1, room = blocks * SIGHTINGS_BLOCK;

    if (room <= sightings->capacity)
        return;
    if (room < 2 * sightings->capacity) {
        room = 2 * sightings->capacity;
        blocks = room / SIGHTINGS_BLOCK;
    }
    sightings->point = memory_resize(sightings->point, room, sizeof *sightings->point);
    sightings->dx = memory_resize(sightings->dx, room, sizeof *sightings->dx);
    sightings->dy = memory_resize(sightings->dy, room, sizeof *sightings->dy);
    sightings->dz = memory_resize(sightings->dz, room, sizeof *sightings->dz);
    sightings->px_per_m = memory_resize(sightings->px_per_m, room, sizeof *sightings->px_per_m);
    sightings->hidden = memory_resize(sightings->hidden, room, sizeof *sightings->hidden);
    sightings->blocks = memory_resize(sightings->blocks, blocks, sizeof *sightings->blocks);
    sightings->capacity = room;
}

void sightings_add(Sightings *sightings, const Demand *demand, const Sighting *sighting)
{
    size_t at = sightings->count;

    sightings_reserve(sightings, at + 1);
    sightings->point[at] = sighting->point;
    sightings->dx[at] = sighting->dx;
    sightings->dy[at] = sighting->dy;
    sightings->dz[at] = sighting->dz;
    sightings->px_per_m[at] = demand->strips.least_px_per_m[sighting->point];
    sightings->hidden[at] = (uint8_t)(sighting->visible ? 0 : sighting->by + 1);
    sightings->count++;
}

/* A circle around the offsets of one block. */
FAST_LOOP static void block_circle(SightingsBlock *block, const float *dx, const float *dy)
{
    float left = dx[0], right = dx[0], low = dy[0], high = dy[0];

    for (int i = 1; i < SIGHTINGS_BLOCK; i++) {
        left = dx[i] < left ? dx[i] : left;
        right = dx[i] > right ? dx[i] : right;
        low = dy[i] < low ? dy[i] : low;
        high = dy[i] > high ? dy[i] : high;
    }
    block->x = (left + right) / 2;
    block->y = (low + high) / 2;
    /* Half the diagonal, with more than rounding takes away. */
    block->radius_m =
        sqrtf((right - left) * (right - left) + (high - low) * (high - low)) * 0.501F + 1e-3F +
        1e-5F * (fabsf(block->x) + fabsf(block->y));
}

static uint64_t bits_of(const uint8_t flags[SIGHTINGS_BLOCK])
{
    return fast_bits(flags);
}

static void block_close(Sightings *sightings, const Demand *demand, size_t first, size_t count)
{
    SightingsBlock *block = &sightings->blocks[first / SIGHTINGS_BLOCK];
    const uint32_t *point = sightings->point + first;
    uint8_t seen[SIGHTINGS_BLOCK] = {0}, follows[SIGHTINGS_BLOCK] = {0};
    uint8_t plain[SIGHTINGS_BLOCK] = {0};
    float least = INFINITY;

    block_circle(block, sightings->dx + first, sightings->dy + first);
    for (size_t i = 0; i < count; i++) {
        seen[i] = !sightings->hidden[first + i];
        follows[i] = i > 0 && point[i] == point[i - 1] + 1;
        plain[i] = demand->strips.plain[point[i]];
        least = sightings->px_per_m[first + i] < least ? sightings->px_per_m[first + i] : least;
    }
    block->least_px_per_m = least;
    block->seen = bits_of(seen);
    block->follows = bits_of(follows);
    block->plain = bits_of(plain);
}

void sightings_close(Sightings *sightings, const Demand *demand)
{
    sightings_reserve(sightings, sightings->count);
    for (size_t first = 0; first < sightings->count; first += SIGHTINGS_BLOCK) {
        size_t left = sightings->count - first;
        size_t count = left < SIGHTINGS_BLOCK ? left : SIGHTINGS_BLOCK;
        /* What follows the last repeats it, so that whole blocks can be read. */
        for (size_t i = first + count; i < first + SIGHTINGS_BLOCK; i++) {
            sightings->point[i] = sightings->point[first];
            sightings->dx[i] = sightings->dx[first];
            sightings->dy[i] = sightings->dy[first];
            sightings->dz[i] = sightings->dz[first];
            sightings->px_per_m[i] = sightings->px_per_m[first];
            sightings->hidden[i] = 1;
        }
        block_close(sightings, demand, first, count);
    }
}
