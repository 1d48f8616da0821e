#include "bench/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "bench/frame.h"

enum {
    TORUS_STEPS = 20000,
    SLAB_LENGTH = 24, /* floor points along a slab, about; a whole number of periods */
    DEPTH = 16,       /* floor points from a wall that are not left to the crystal */
    SLAB_CAMERAS = 64,
    SLAB_STEPS = 5000,
    SLAB_WINDOWS = 12,
    TRIES = 6,           /* offsets that are put together; after each round half of them */
    ROUND_STEPS = 50000, /* of each */
    WINDOW_CAMERAS = 40,
    WINDOW_STEPS = 3000,
};

/* A room and cameras in it. */
typedef struct {
    OcpRoom room;
    uint32_t *columns;
    size_t count, number; /* cameras; the room's own number among several */
} Slab;

/* Everything that leads to one cover. */
typedef struct {
    const OcpRoom *room;
    const Pattern *wish;
    Slab crystal;              /* of one period */
    Slab *across_x, *across_y; /* an offset: walls in x, walls in y */
} Work;

/* --- crystal ---------------------------------------------------------------------------- */

static Status find_crystal(Work *work, Diag *diag)
{
    Slab *crystal = &work->crystal;
    SetCover problem = {0};
    CoverSearch search;
    CoverEffort effort = {TORUS_STEPS, NULL, NULL};
    Status status;

    crystal->room =
        (OcpRoom){work->wish->period_x, work->wish->period_y, true, true, work->room->px_per_m};
    status = ocp_make(&problem, &crystal->room, diag);
    if (status == OK)
        status = cover_matrix_by_rows(problem.matrix, diag);
    if (status == OK) {
        cover_search_init(&search, problem.matrix, work->wish->seed);
        cover_search_start(&search, NULL, 0);
        cover_search_run(&search, &effort, false);
        crystal->count = search.best_count;
        crystal->columns = memory_new(crystal->count + 1, sizeof *crystal->columns);
        memcpy(crystal->columns, search.best, crystal->count * sizeof *crystal->columns);
        cover_search_release(&search);
    }
    set_cover_release(&problem);
    return status;
}

static uint32_t column_at(const OcpRoom *room, int x, int y, uint32_t view)
{
    return (uint32_t)(x * room->ny + y) * OCP_VIEWS + view;
}

typedef struct {
    int x, y;
} Shift;

/* The crystal over and over, moved by `shift`. */
static size_t lay(const OcpRoom *room, const Slab *crystal, Shift shift, uint32_t *columns)
{
    const OcpRoom *small = &crystal->room;
    size_t count = 0;

    for (size_t k = 0; k < crystal->count; k++) {
        int point = (int)(crystal->columns[k] / OCP_VIEWS);
        int first_x = (point / small->ny + shift.x) % small->nx;
        int first_y = (point % small->ny + shift.y) % small->ny;
        for (int x = first_x; x < room->nx; x += small->nx)
            for (int y = first_y; y < room->ny; y += small->ny)
                columns[count++] = column_at(room, x, y, crystal->columns[k] % OCP_VIEWS);
    }
    return count;
}

/* --- slabs ------------------------------------------------------------------------------ */

static int along(int period)
{
    int times = (SLAB_LENGTH + period / 2) / period;

    return period * (times < 1 ? 1 : times);
}

/* As many floor points as leave two walls and a period between them, and a room's width in the
 * remainder. */
static int across(int width, int period)
{
    int least = 2 * DEPTH + 8;

    return width < least + period ? width : width - (width - least) / period * period;
}

/* Cameras that a slab has beyond the crystal's share of its area, a floor point of its walls. */
static double wall_cost(const Work *work, const Slab *slab)
{
    const OcpRoom *small = &work->crystal.room, *room = &slab->room;
    double share = (double)work->crystal.count / (small->nx * small->ny);

    return ((double)slab->count - share * room->nx * room->ny) /
           (room->wrap_x ? room->nx : room->ny);
}

static Status find_slab(Work *work, const SetCover *problem, Shift shift, Slab *slab, Diag *diag)
{
    Frame frame = {
        &slab->room,
        problem,
        DEPTH,
        {SLAB_CAMERAS, SLAB_STEPS, {SLAB_WINDOWS * SLAB_STEPS, NULL, NULL}, work->wish->seed}};

    slab->columns =
        memory_new(problem->matrix->columns + problem->matrix->rows + 1, sizeof *slab->columns);
    slab->count = lay(&slab->room, &work->crystal, shift, slab->columns);
    frame_complete(problem, slab->columns, &slab->count);
    return frame_search(&frame, slab->columns, &slab->count, diag);
}

/* One a shift of the crystal between the walls. */
static Status find_slabs(Work *work, OcpRoom room, Slab **out, Diag *diag)
{
    int shifts = room.wrap_x ? work->crystal.room.ny : work->crystal.room.nx;
    SetCover problem = {0};
    Status status = ocp_make(&problem, &room, diag);

    *out = memory_new((size_t)shifts, sizeof **out);
    if (status == OK)
        status = cover_matrix_by_rows(problem.matrix, diag);
    for (int s = 0; s < shifts && status == OK; s++) {
        Shift shift = room.wrap_x ? (Shift){0, s} : (Shift){s, 0};
        (*out)[s].room = room;
        status = find_slab(work, &problem, shift, &(*out)[s], diag);
    }
    set_cover_release(&problem);
    return status;
}

/* --- putting together ------------------------------------------------------------------- */

/* The cameras of a slab along its walls, for all the length of the room's; in the corners those
 * whose wall is nearer. */
static size_t lay_walls(const OcpRoom *room, const Slab *slab, Shift shift, uint32_t *columns)
{
    size_t count = 0;
    int step_x = slab->room.wrap_x ? slab->room.nx : room->nx;
    int step_y = slab->room.wrap_y ? slab->room.ny : room->ny;

    for (size_t k = 0; k < slab->count; k++) {
        uint32_t point = slab->columns[k] / OCP_VIEWS, view = slab->columns[k] % OCP_VIEWS;
        int x = (int)point / slab->room.ny + shift.x, y = (int)point % slab->room.ny + shift.y;
        if (frame_wall(&slab->room, slab->columns[k]) >= DEPTH)
            continue;
        if (!slab->room.wrap_x && x >= DEPTH)
            x += room->nx - slab->room.nx;
        if (!slab->room.wrap_y && y >= DEPTH)
            y += room->ny - slab->room.ny;
        for (int i = x % step_x; i < room->nx; i += step_x)
            for (int j = y % step_y; j < room->ny; j += step_y) {
                uint32_t column = column_at(room, i, j, view);
                bool of_x = frame_wall_x(room, column) < frame_wall_y(room, column);
                if (of_x == !slab->room.wrap_x)
                    columns[count++] = column;
            }
    }
    return count;
}

/* Walls of the slabs, the crystal between them. */
static size_t join(const Work *work, Shift shift, uint32_t *columns)
{
    const OcpRoom *room = work->room;
    size_t count = lay_walls(room, &work->across_y[shift.y], (Shift){shift.x, 0}, columns), laid;

    count += lay_walls(room, &work->across_x[shift.x], (Shift){0, shift.y}, columns + count);
    laid = count + lay(room, &work->crystal, shift, columns + count);
    for (size_t k = count; k < laid; k++)
        if (frame_wall(room, columns[k]) >= DEPTH)
            columns[count++] = columns[k];
    return count;
}

typedef struct {
    Shift shift;
    double cameras; /* as the slabs promise, corners apart */
} Promise;

static int fewest_first(const void *left, const void *right)
{
    const Promise *a = left, *b = right;

    if (a->cameras != b->cameras)
        return a->cameras < b->cameras ? -1 : 1;
    return a->shift.x != b->shift.x ? a->shift.x - b->shift.x : a->shift.y - b->shift.y;
}

static size_t promises(const Work *work, Promise *out)
{
    size_t count = 0;

    for (int x = 0; x < work->crystal.room.nx; x++)
        for (int y = 0; y < work->crystal.room.ny; y++)
            out[count++] = (Promise){{x, y},
                                     work->room->ny * wall_cost(work, &work->across_x[x]) +
                                         work->room->nx * wall_cost(work, &work->across_y[y])};
    qsort(out, count, sizeof *out, fewest_first);
    return count;
}

/* --- the room --------------------------------------------------------------------------- */

static void tell(const Work *work, const Slab *found, uint32_t *chosen, size_t *count)
{
    if (*count && found->count >= *count)
        return;
    *count = found->count;
    memcpy(chosen, found->columns, found->count * sizeof *chosen);
    if (work->wish->told)
        work->wish->told(work->wish->told_of, (int64_t)*count, 0);
}

static int fewest_cameras(const void *left, const void *right)
{
    const Slab *a = left, *b = right;

    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* One room for each of the best shifts; returns how many. */
static size_t put_together(const Work *work, const SetCover *problem, Slab *rooms)
{
    const OcpRoom *small = &work->crystal.room;
    size_t most = (size_t)(small->nx * small->ny), count = 0;
    Promise *promise = memory_new(most + 1, sizeof *promise);

    most = promises(work, promise);
    for (; count < TRIES && count < most; count++) {
        Slab *room = &rooms[count];
        *room = (Slab){.room = *work->room, .number = count};
        room->columns = memory_new(2 * problem->matrix->columns + 1, sizeof *room->columns);
        room->count = join(work, promise[count].shift, room->columns);
        frame_complete(problem, room->columns, &room->count);
    }
    free(promise);
    return count;
}

/* All rooms go on in turn; after every round the better half stays. */
static Status search_rooms(const Work *work, const SetCover *problem, uint32_t *chosen,
                           size_t *count, Diag *diag)
{
    Slab rooms[TRIES];
    size_t left = put_together(work, problem, rooms), made = left;
    const CoverEffort *effort = &work->wish->effort;
    Frame frame = {
        work->room, problem, DEPTH, {WINDOW_CAMERAS, WINDOW_STEPS, *effort, work->wish->seed}};
    uint64_t steps = 0;
    Status status = OK;

    frame.windows.effort.steps = ROUND_STEPS;
    *count = 0;
    do {
        for (size_t k = 0; k < left && status == OK; k++) {
            status = frame_search(&frame, rooms[k].columns, &rooms[k].count, diag);
            frame.windows.seed++;
            steps += ROUND_STEPS;
            tell(work, &rooms[k], chosen, count);
        }
        qsort(rooms, left, sizeof *rooms, fewest_cameras);
        left = (left + 1) / 2;
    } while (status == OK && steps < effort->steps && !cover_effort_over(effort));
    for (size_t k = 0; k < made; k++)
        free(rooms[k].columns);
    return status;
}

static void work_release(Work *work)
{
    for (int x = 0; work->across_x && x < work->crystal.room.nx; x++)
        free(work->across_x[x].columns);
    for (int y = 0; work->across_y && y < work->crystal.room.ny; y++)
        free(work->across_y[y].columns);
    free(work->across_x);
    free(work->across_y);
    free(work->crystal.columns);
}

Status pattern_cover(const OcpRoom *room, const SetCover *problem, const Pattern *pattern,
                     uint32_t *chosen, size_t *count, Diag *diag)
{
    Work work = {.room = room, .wish = pattern};
    OcpRoom walls_x = {across(room->nx, pattern->period_x), along(pattern->period_y), false, true,
                       room->px_per_m};
    OcpRoom walls_y = {along(pattern->period_x), across(room->ny, pattern->period_y), true, false,
                       room->px_per_m};
    Status status;

    if (set_cover_uncoverable(problem) < problem->matrix->rows)
        return diag_fail(diag, ERR_INPUT,
                         "cameras cannot see all of the room at %g px/m; ask for less",
                         room->px_per_m);
    status = find_crystal(&work, diag);
    *count = 0;
    if (status == OK)
        status = find_slabs(&work, walls_x, &work.across_x, diag);
    if (status == OK)
        status = find_slabs(&work, walls_y, &work.across_y, diag);
    if (status == OK)
        status = search_rooms(&work, problem, chosen, count, diag);
    work_release(&work);
    return status;
}
