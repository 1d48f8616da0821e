/* ocp.h - the "AC" instances of the optimal camera placement benchmark, made from their rules.
 *
 * A room of `width_m` x `depth_m` x 2 m with demand points every half metre; cameras at 2.5 m over
 * each floor point, eight pans and three tilts (0, 45, 90 degrees down); lens of 65 degrees, sensor
 * 1920 x 1080. A point is covered inside the frustum up to the distance at which the
 * picture still has `px_per_m`. Unit costs. Columns in the order x, y, tilt, pan, rows x, y, z.
 * Brevilliers et al. (2018). Beside the benchmark a room may wrap round: what leaves it by one
 * side comes back by the other, and there are no walls there.
 */
#ifndef BENCH_OCP_H
#define BENCH_OCP_H

#include "planner/siting/cover/set_cover.h"

enum { OCP_VIEWS = 24 /* of a camera over one floor point: column = point * OCP_VIEWS + view */ };

typedef struct {
    int nx, ny; /* floor points; their number is x * ny + y */
    bool wrap_x, wrap_y;
    double px_per_m;
} OcpRoom;

OcpRoom ocp_room(double width_m, double depth_m, double px_per_m);

/* Without the view by rows: call cover_matrix_by_rows() where it is needed. */
MUST_CHECK Status ocp_make(SetCover *out, const OcpRoom *room, Diag *diag);

#endif
