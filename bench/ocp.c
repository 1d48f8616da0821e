#include "bench/ocp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { PANS = 8, VIEWS = OCP_VIEWS, LEVELS = 5 };
static const double STEP_M = 0.5, EYE_M = 2.5, HFOV_DEG = 65, ASPECT = 1080.0 / 1920,
                    WIDTH_PX = 1920, TOUCH_M = 1e-9, PI = 3.14159265358979323846;

/* What a camera sees around itself, in steps; ascending. */
typedef struct {
    int dx, dy, level;
} Offset;

typedef struct {
    Offset *offsets;
    size_t count, capacity;
} View;

typedef struct {
    double forward[3], right[3], up[3];
} Pose;

static Pose pose_of(int tilt, int pan)
{
    double azimuth = pan * PI / 4, slope = -tilt * PI / 4;
    Pose p = {{cos(azimuth) * cos(slope), sin(azimuth) * cos(slope), sin(slope)},
              {sin(azimuth), -cos(azimuth), 0},
              {0}};

    for (int k = 0; k < 3; k++)
        p.up[k] = p.right[(k + 1) % 3] * p.forward[(k + 2) % 3] -
                  p.right[(k + 2) % 3] * p.forward[(k + 1) % 3];
    return p;
}

static double along(const double axis[3], const double to[3])
{
    return axis[0] * to[0] + axis[1] * to[1] + axis[2] * to[2];
}

static bool sees(const Pose *pose, double reach_m, const Offset *o)
{
    double to[3] = {o->dx * STEP_M, o->dy * STEP_M, o->level * STEP_M - EYE_M};
    double depth = along(pose->forward, to), wide = tan(HFOV_DEG * PI / 360);

    return depth > TOUCH_M && depth <= reach_m + TOUCH_M &&
           fabs(along(pose->right, to)) <= depth * wide + TOUCH_M &&
           fabs(along(pose->up, to)) <= depth * wide * ASPECT + TOUCH_M;
}

static void view_make(View *view, int tilt, int pan, double reach_m)
{
    Pose pose = pose_of(tilt, pan);
    double wide = tan(HFOV_DEG * PI / 360);
    int far = (int)(reach_m * sqrt(1 + wide * wide * (1 + ASPECT * ASPECT)) / STEP_M) + 2;

    for (int dx = -far; dx <= far; dx++)
        for (int dy = -far; dy <= far; dy++)
            for (int level = 0; level < LEVELS; level++) {
                Offset o = {dx, dy, level};
                if (!sees(&pose, reach_m, &o))
                    continue;
                view->offsets = memory_grow(view->offsets, view->count, &view->capacity, sizeof o);
                view->offsets[view->count++] = o;
            }
}

/* A room being made, and scratch for the rows of one camera. */
typedef struct {
    const OcpRoom *room;
    View views[VIEWS];
    uint32_t *rows;
} Make;

static int ascending(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

/* Where a room wraps, rows come out of order, and twice where it is smaller than the view. */
static size_t put_in_order(uint32_t *rows, size_t count)
{
    size_t kept = 0;

    qsort(rows, count, sizeof *rows, ascending);
    for (size_t k = 0; k < count; k++)
        if (kept == 0 || rows[k] != rows[kept - 1])
            rows[kept++] = rows[k];
    return kept;
}

static int wrapped(int at, int size)
{
    return (at % size + size) % size;
}

/* Rows of one camera, to the scratch. */
static size_t column_rows(const Make *make, int x, int y, const View *view)
{
    const OcpRoom *room = make->room;
    size_t count = 0;

    for (size_t k = 0; k < view->count; k++) {
        const Offset *o = &view->offsets[k];
        int px = x + o->dx, py = y + o->dy;
        if (room->wrap_x)
            px = wrapped(px, room->nx);
        if (room->wrap_y)
            py = wrapped(py, room->ny);
        if (px < 0 || py < 0 || px >= room->nx || py >= room->ny)
            continue;
        make->rows[count++] =
            ((uint32_t)px * (uint32_t)room->ny + (uint32_t)py) * LEVELS + (uint32_t)o->level;
    }
    return room->wrap_x || room->wrap_y ? put_in_order(make->rows, count) : count;
}

static size_t fill(const Make *make, CoverMatrix *matrix)
{
    size_t arcs = 0, column = 0;

    for (int x = 0; x < make->room->nx; x++)
        for (int y = 0; y < make->room->ny; y++)
            for (int v = 0; v < VIEWS; v++) {
                size_t count = column_rows(make, x, y, &make->views[v]);
                if (matrix) {
                    memcpy(matrix->rows_of + arcs, make->rows, count * sizeof *make->rows);
                    matrix->first[++column] = arcs + count;
                }
                arcs += count;
            }
    return arcs;
}

OcpRoom ocp_room(double width_m, double depth_m, double px_per_m)
{
    return (OcpRoom){(int)lround(width_m / STEP_M) + 1, (int)lround(depth_m / STEP_M) + 1, false,
                     false, px_per_m};
}

Status ocp_make(SetCover *out, const OcpRoom *room, Diag *diag)
{
    double reach_m = WIDTH_PX / 2 / room->px_per_m / tan(HFOV_DEG * PI / 360);
    size_t floor_points = (size_t)room->nx * (size_t)room->ny, most = 0;
    Make make = {.room = room};
    Status status;

    for (int v = 0; v < VIEWS; v++) {
        view_make(&make.views[v], v / PANS, v % PANS, reach_m);
        most = make.views[v].count > most ? make.views[v].count : most;
    }
    make.rows = memory_new(most + 1, sizeof *make.rows);
    *out = (SetCover){0};
    status = cover_matrix_new(&out->matrix, floor_points * VIEWS, floor_points * LEVELS,
                              fill(&make, NULL), diag);
    if (status == OK) {
        fill(&make, out->matrix);
        out->cost = memory_new(out->matrix->columns + 1, sizeof *out->cost);
        for (size_t j = 0; j < out->matrix->columns; j++)
            out->cost[j] = 1;
    }
    for (int v = 0; v < VIEWS; v++)
        free(make.views[v].offsets);
    free(make.rows);
    return status;
}
