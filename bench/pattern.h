/* pattern.h - a start for uniform rooms: a crystal of cameras, cut to the walls.
 *
 * The best covers of large open rooms repeat. So a small room that wraps round in both
 * directions is solved (the crystal), then slabs that wrap round in one direction, with the
 * room's walls in the other, for each way in which the crystal can lie against them: the walls of
 * every length are then known, and which offsets are good. From the best of these the room
 * is put together, open rows are closed greedily, and windows along the walls go on from
 * there. Needs the geometry and not only the matrix. Deterministic for a seed and steps; one
 * thread.
 */
#ifndef BENCH_PATTERN_H
#define BENCH_PATTERN_H

#include "bench/ocp.h"
#include "planner/siting/cover/cover_search.h"

typedef struct {
    int period_x, period_y; /* of the crystal, in floor points */
    uint64_t seed;
    CoverEffort effort; /* of the windows in the end */
    void (*told)(void *of, int64_t cost, double bound);
    void *told_of;
} Pattern;

/* Write a cover of `room`, whose problem has its view by rows, to `chosen`. ERR_MEMORY. */
MUST_CHECK Status pattern_cover(const OcpRoom *room, const SetCover *problem,
                                const Pattern *pattern, uint32_t *chosen, size_t *count,
                                Diag *diag);

#endif
