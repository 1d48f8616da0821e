#include "bench/frame.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static int nearer(int a, int b)
{
    return a < b ? a : b;
}

int frame_wall_x(const OcpRoom *room, uint32_t column)
{
    int x = (int)(column / OCP_VIEWS) / room->ny;

    return room->wrap_x ? INT_MAX : nearer(x, room->nx - 1 - x);
}

int frame_wall_y(const OcpRoom *room, uint32_t column)
{
    int y = (int)(column / OCP_VIEWS) % room->ny;

    return room->wrap_y ? INT_MAX : nearer(y, room->ny - 1 - y);
}

int frame_wall(const OcpRoom *room, uint32_t column)
{
    return nearer(frame_wall_x(room, column), frame_wall_y(room, column));
}

void frame_complete(const SetCover *problem, uint32_t *chosen, size_t *count)
{
    CoverState state;

    cover_state_init(&state, problem->matrix);
    for (size_t k = 0; k < *count; k++)
        cover_state_add(&state, chosen[k]);
    cover_state_complete(&state);
    *count = state.chosen_count;
    memcpy(chosen, state.chosen, *count * sizeof *chosen);
    cover_state_release(&state);
}

/* What the columns that stay leave open, as a problem of its own. */
typedef struct {
    CoverMatrix *matrix;
    uint32_t *column_id; /* in the whole problem */
    uint32_t *number;    /* of a row, or COVER_NONE; */
    uint32_t *new_id;    /* of a column, or COVER_NONE */
} Part;

static size_t number_rows(Part *part, const CoverMatrix *m, const uint32_t *stay, size_t count)
{
    size_t rows = 0;

    for (size_t k = 0; k < count; k++)
        for (size_t a = m->first[stay[k]]; a < m->first[stay[k] + 1]; a++)
            part->number[m->rows_of[a]] = COVER_NONE;
    for (size_t i = 0; i < m->rows; i++)
        if (part->number[i] != COVER_NONE)
            part->number[i] = (uint32_t)rows++;
    return rows;
}

static Status part_make(Part *part, const CoverMatrix *m, const uint32_t *stay, size_t count,
                        Diag *diag)
{
    size_t rows, columns = 0, arcs = 0;
    Status status;

    part->column_id = memory_new(m->columns + 1, sizeof *part->column_id);
    part->new_id = memory_new(m->columns + 1, sizeof *part->new_id);
    part->number = memory_new(m->rows + 1, sizeof *part->number);
    rows = number_rows(part, m, stay, count);
    for (size_t i = 0; i < m->rows; i++)
        arcs += part->number[i] == COVER_NONE ? 0 : cover_matrix_width(m, i);
    status = cover_matrix_new(&part->matrix, m->columns, rows, arcs, diag);
    if (status != OK)
        return status;
    arcs = 0;
    for (size_t j = 0; j < m->columns; j++) {
        size_t before = arcs;
        for (size_t a = m->first[j]; a < m->first[j + 1]; a++)
            if (part->number[m->rows_of[a]] != COVER_NONE)
                part->matrix->rows_of[arcs++] = part->number[m->rows_of[a]];
        part->new_id[j] = arcs > before ? (uint32_t)columns : COVER_NONE;
        if (arcs == before)
            continue;
        part->column_id[columns++] = (uint32_t)j;
        part->matrix->first[columns] = arcs;
    }
    part->matrix->columns = columns;
    return cover_matrix_by_rows(part->matrix, diag);
}

static void part_release(Part *part)
{
    cover_matrix_free(part->matrix);
    free(part->column_id);
    free(part->new_id);
    free(part->number);
}

Status frame_search(const Frame *frame, uint32_t *chosen, size_t *count, Diag *diag)
{
    Part part = {0};
    uint32_t *stay = memory_new(*count + 1, sizeof *stay), *go;
    size_t stays = 0, goes = 0;
    uint64_t taken;
    Status status;

    for (size_t k = 0; k < *count; k++)
        if (frame_wall(frame->room, chosen[k]) >= frame->depth)
            stay[stays++] = chosen[k];
    status = part_make(&part, frame->problem->matrix, stay, stays, diag);
    go = memory_new(status == OK ? part.matrix->columns + 1 : 1, sizeof *go);
    if (status == OK) {
        for (size_t k = 0; k < *count; k++)
            if (frame_wall(frame->room, chosen[k]) < frame->depth &&
                part.new_id[chosen[k]] != COVER_NONE)
                go[goes++] = part.new_id[chosen[k]];
        status = cover_windows_run(part.matrix, go, &goes, &frame->windows, &taken, diag);
    }
    if (status == OK) {
        memcpy(chosen, stay, stays * sizeof *chosen);
        for (size_t k = 0; k < goes; k++)
            chosen[stays + k] = part.column_id[go[k]];
        *count = stays + goes;
    }
    free(stay);
    free(go);
    part_release(&part);
    return status;
}
