#include "planner/coverage/viewshed/sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/coverage/viewshed/relief_parts.h"

static const struct {
    int lanes;
    SweepRun *run;
} sets[SIMD_COUNT] = {
    [SIMD_PORTABLE] = {8, sweep_run_portable},
#if defined(__x86_64__)
    [SIMD_AVX2] = {8, sweep_run_avx2},
    [SIMD_AVX512] = {16, sweep_run_avx512},
#endif
};

/* Zeroed room on a cache line's boundary; NULL: none. */
static void *aligned_try(size_t count, size_t size)
{
    size_t bytes = (count * size + 127) / 64 * 64;
    unsigned char *room = aligned_alloc(64, bytes);

    for (size_t i = 0; room && i < bytes; i++)
        room[i] = 0;
    return room;
}

/* The level of each block, and where its groups lie. Returns the groups of all. */
static size_t lay_blocks(Sweep *sweep, long blocks)
{
    size_t groups = 0;
    int level = 0;

    for (long block = 0; block < blocks; block++) {
        while (((long)SWEEP_BINS / 2) << level < (block + 1) * SWEEP_BLOCK)
            level++;
        sweep->block_level[block] = (uint8_t)level;
        sweep->block_groups[block] = groups;
        groups += (size_t)sweep->groups << level;
    }
    return groups;
}

/* |m| of the rays of all levels up to `levels`. */
static bool lay_rays(Sweep *sweep, int levels)
{
    size_t lanes = 0;
    int bins = sweep->lanes - 1;

    for (int level = 0; level <= levels; level++) {
        sweep->level_lanes[level] = lanes;
        lanes += ((size_t)sweep->groups << level) * (size_t)sweep->lanes;
    }
    sweep->abs_m = aligned_try(lanes, sizeof(float));
    for (int level = 0; sweep->abs_m && level <= levels; level++)
        for (int group = 0; group < sweep->groups << level; group++)
            for (int lane = 0; lane < sweep->lanes; lane++)
                sweep->abs_m[sweep->level_lanes[level] + (size_t)(group * sweep->lanes + lane)] =
                    (float)fabs(((double)(group * bins + lane)) / sweep_bins(level) - 1.0);
    return sweep->abs_m != NULL;
}

Sweep *sweep_new(SimdSet set, long max_rows)
{
    Sweep *sweep = memory_new(1, sizeof *sweep);
    long blocks = max_rows / SWEEP_BLOCK + 2;
    size_t groups, last;

    sweep->set = set;
    sweep->lanes = sets[set].lanes;
    sweep->groups = (SWEEP_BINS + sweep->lanes - 2) / (sweep->lanes - 1);
    sweep->block_level = memory_new((size_t)blocks, sizeof *sweep->block_level);
    sweep->block_groups = memory_new((size_t)blocks, sizeof *sweep->block_groups);
    /* A vector of groups may reach beyond the last. */
    groups = lay_blocks(sweep, blocks) + SWEEP_LANES;
    last = ((size_t)sweep->groups << sweep->block_level[blocks - 1]) * (size_t)sweep->lanes;
    sweep->upper = aligned_try(last, sizeof(float));
    sweep->lower = aligned_try(last, sizeof(float));
    sweep->alive = aligned_try(last, sizeof(uint8_t));
    sweep->doubts = aligned_try(last / (size_t)sweep->lanes, sizeof(SweepDoubts));
    sweep->ridge = aligned_try(groups, sizeof(int32_t));
    sweep->ridge_most = aligned_try(groups, sizeof(float));
    sweep->surface_most = aligned_try(groups, sizeof(float));
    sweep->target_most = aligned_try(groups, sizeof(float));
    sweep->beyond_most = aligned_try(groups, sizeof(float));
    if (lay_rays(sweep, sweep->block_level[blocks - 1]) && sweep->upper && sweep->lower &&
        sweep->alive && sweep->doubts && sweep->ridge && sweep->ridge_most && sweep->surface_most &&
        sweep->target_most && sweep->beyond_most)
        return sweep;
    sweep_free(sweep);
    return NULL;
}

size_t sweep_bytes(SimdSet set, long max_rows)
{
    const int lanes = sets[set].lanes, groups = (SWEEP_BINS + lanes - 2) / (lanes - 1);
    size_t all = 0, last = (size_t)groups;

    for (long block = 0; block < max_rows / SWEEP_BLOCK + 2; block++) {
        while ((long)(last / (size_t)groups) * SWEEP_BINS / 2 < (block + 1) * SWEEP_BLOCK)
            last *= 2;
        all += last;
    }
    /* Ridges and their places, a half more while they grow; lanes of the last level. */
    return all * (2 * sizeof(SweepRidge) + sizeof(int32_t) + 4 * sizeof(float)) +
           last * ((size_t)lanes * 5 * sizeof(float) + sizeof(SweepDoubts));
}

void sweep_free(Sweep *sweep)
{
    if (!sweep)
        return;
    free(sweep->abs_m);
    free(sweep->beyond_most);
    free(sweep->target_most);
    free(sweep->surface_most);
    free(sweep->ridges);
    free(sweep->ridge_most);
    free(sweep->ridge);
    free(sweep->doubts);
    free(sweep->alive);
    free(sweep->lower);
    free(sweep->upper);
    free(sweep->block_groups);
    free(sweep->block_level);
    free(sweep);
}

void sweep_wedge(Sweep *sweep, const Wedge *wedge)
{
    sweep->ridge_count = 0;
    if (wedge->rows > 0 && (!wedge->windowed || wedge->windows))
        sets[sweep->set].run(sweep, wedge);
}

/* Room for half as many ridges again. */
static void grow_ridges(Sweep *sweep)
{
    size_t room = sweep->ridge_room + sweep->ridge_room / 2 + 1024;
    SweepRidge *ridges = aligned_alloc(64, room * sizeof *ridges);

    if (!ridges)
        ridges = memory_new(SIZE_MAX / 2, sizeof *ridges); /* says so and ends */
    if (sweep->ridges)
        memcpy(ridges, sweep->ridges, sweep->ridge_count * sizeof *ridges);
    free(sweep->ridges);
    sweep->ridges = ridges;
    sweep->ridge_room = room;
}

SweepRidge *sweep_ridge(Sweep *sweep, long block, long group)
{
    if (sweep->ridge_count == sweep->ridge_room)
        grow_ridges(sweep);
    sweep->ridge[sweep->block_groups[block] + (size_t)group] = (int32_t)sweep->ridge_count;
    sweep->ridges[sweep->ridge_count].first_row = block * SWEEP_BLOCK;
    return &sweep->ridges[sweep->ridge_count++];
}
