/* frame.h - the part of a room along its walls, searched while the middle stays as it is. */
#ifndef BENCH_FRAME_H
#define BENCH_FRAME_H

#include "bench/ocp.h"
#include "planner/siting/cover/cover_window.h"

/* Floor points from `column` to the nearest wall; INT_MAX where the room has none. */
int frame_wall_x(const OcpRoom *room, uint32_t column);
int frame_wall_y(const OcpRoom *room, uint32_t column);
int frame_wall(const OcpRoom *room, uint32_t column); /* the nearer of both */

/* Close what `chosen` leaves open, greedily, and drop what is needless. */
void frame_complete(const SetCover *problem, uint32_t *chosen, size_t *count);

typedef struct {
    const OcpRoom *room;
    const SetCover *problem; /* of the room */
    int depth;               /* floor points from a wall: cameras beyond stay */
    CoverWindows windows;
} Frame;

/* Search windows among the columns of `chosen`, a cover, that stand in the frame. ERR_MEMORY. */
MUST_CHECK Status frame_search(const Frame *frame, uint32_t *chosen, size_t *count, Diag *diag);

#endif
