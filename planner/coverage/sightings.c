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
    free(sightings->asks);
    free(sightings->cell);
    free(sightings->end);
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
    sightings->asks = memory_resize(sightings->asks, room, sizeof *sightings->asks);
    sightings->cell = memory_resize(sightings->cell, room, sizeof *sightings->cell);
    sightings->end = memory_resize(sightings->end, room, sizeof *sightings->end);
    sightings->hidden = memory_resize(sightings->hidden, room, sizeof *sightings->hidden);
    sightings->blocks = memory_resize(sightings->blocks, blocks, sizeof *sightings->blocks);
    sightings->capacity = room;
}

void sightings_add(Sightings *sightings, const Demand *demand, const Sighting *sighting)
{
    const DemandTarget *target = &demand->strips.targets[sighting->point];
    size_t at = sightings->count;

    sightings_reserve(sightings, at + 1);
    sightings->point[at] = sighting->point;
    sightings->dx[at] = sighting->dx;
    sightings->dy[at] = sighting->dy;
    sightings->dz[at] = sighting->dz;
    sightings->asks[at] = target->asks;
    sightings->cell[at] = target[0].cell;
    sightings->end[at] = target[1].cell;
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

/* What is told of single sightings of the block, as bits. */
FAST_LOOP static void block_bits(SightingsBlock *block, const Sightings *sightings, size_t first)
{
    const uint8_t *hidden = sightings->hidden + first;
    const uint32_t *cell = sightings->cell + first, *end = sightings->end + first;
    const float *asks = sightings->asks + first;
    uint8_t seen[SIGHTINGS_BLOCK], follows[SIGHTINGS_BLOCK], plain[SIGHTINGS_BLOCK];
    float least = fabsf(asks[0]);

    follows[0] = 0;
    for (int i = 1; i < SIGHTINGS_BLOCK; i++)
        follows[i] = end[i - 1] == cell[i];
    for (int i = 0; i < SIGHTINGS_BLOCK; i++) {
        float px = fabsf(asks[i]);
        seen[i] = !hidden[i];
        plain[i] = !signbit(asks[i]);
        least = px < least ? px : least;
    }
    block->least_px_per_m = least;
    block->seen = fast_bits(seen);
    block->follows = fast_bits(follows);
    block->plain = fast_bits(plain);
}

/* What follows the last repeats it, hidden, so that whole blocks can be read. */
static void fill_up(Sightings *sightings)
{
    size_t last = sightings->count - 1;

    for (size_t i = sightings->count; i % SIGHTINGS_BLOCK; i++) {
        sightings->point[i] = sightings->point[last];
        sightings->cell[i] = sightings->cell[last];
        sightings->end[i] = sightings->end[last];
        sightings->dx[i] = sightings->dx[last];
        sightings->dy[i] = sightings->dy[last];
        sightings->dz[i] = sightings->dz[last];
        sightings->asks[i] = sightings->asks[last];
        sightings->hidden[i] = 1;
    }
}

void sightings_close(Sightings *sightings)
{
    sightings_reserve(sightings, sightings->count);
    if (sightings->count)
        fill_up(sightings);
    for (size_t first = 0; first < sightings->count; first += SIGHTINGS_BLOCK) {
        SightingsBlock *block = &sightings->blocks[first / SIGHTINGS_BLOCK];
        block_circle(block, sightings->dx + first, sightings->dy + first);
        block_bits(block, sightings, first);
    }
}
