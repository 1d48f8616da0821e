#include "examples/qingxi/generate/upland.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "examples/qingxi/generate/dice.h"

/* Metres a step that a stream draining one square metre would cut down a slope of 1. */
#define CUT 0.0075
/* Share of a cell's excess over its neighbours' mean that creeps away in a step. */
#define CREEP 0.11

Upland upland_new(int columns, int rows, double cell_m)
{
    size_t cells = (size_t)columns * (size_t)rows;

    return (Upland){columns, rows, cell_m, memory_new(cells, sizeof(double)),
                    memory_new(cells, sizeof(bool))};
}

void upland_release(Upland *upland)
{
    free(upland->height_m);
    free(upland->fixed);
    *upland = (Upland){0};
}

/* A heap of cells, lowest first; equal heights by index, so that the order is total. */
typedef struct {
    int *cells, count;
    const double *height_m;
} Heap;

static bool lower(const Heap *heap, int a, int b)
{
    double x = heap->height_m[a], y = heap->height_m[b];

    return x < y || (x <= y && a < b);
}

static void heap_push(Heap *heap, int cell)
{
    int i = heap->count++;

    for (; i > 0 && lower(heap, cell, heap->cells[(i - 1) / 2]); i = (i - 1) / 2)
        heap->cells[i] = heap->cells[(i - 1) / 2];
    heap->cells[i] = cell;
}

static int heap_pop(Heap *heap)
{
    int top = heap->cells[0], last = heap->cells[--heap->count], i = 0;

    for (int child = 1; child < heap->count; child = 2 * i + 1) {
        if (child + 1 < heap->count && lower(heap, heap->cells[child + 1], heap->cells[child]))
            child++;
        if (!lower(heap, heap->cells[child], last))
            break;
        heap->cells[i] = heap->cells[child];
        i = child;
    }
    heap->cells[i] = last;
    return top;
}

typedef struct {
    double *filled_m, *area_m2;
    int *order, *receiver; /* receiver -1: water leaves here */
    bool *seen;
    Heap heap;
} Drainage;

static int neighbour(const Upland *upland, int cell, int k)
{
    static const int dx[8] = {1, 0, -1, 0, 1, -1, -1, 1}, dy[8] = {0, 1, 0, -1, 1, 1, -1, -1};
    int column = cell % upland->columns + dx[k], row = cell / upland->columns + dy[k];

    if (column < 0 || row < 0 || column >= upland->columns || row >= upland->rows)
        return -1;
    return row * upland->columns + column;
}

static bool outlet(const Upland *upland, int cell)
{
    int column = cell % upland->columns, row = cell / upland->columns;

    return upland->fixed[cell] || column == 0 || row == 0 || column == upland->columns - 1 ||
           row == upland->rows - 1;
}

/* Water goes down steeply, but not always the steepest way: a grid has only eight. */
static void turn_downhill(const Upland *upland, Drainage *drainage, Dice *dice)
{
    for (int i = 0; i < upland->columns * upland->rows; i++) {
        double best = 0;

        for (int k = 0; k < 8 && drainage->receiver[i] >= 0; k++) {
            int next = neighbour(upland, i, k);
            double run = k < 4 ? 1 : 1.41421356;
            double fall = next < 0 ? 0
                                   : (drainage->filled_m[i] - drainage->filled_m[next]) / run *
                                         dice_between(dice, 0.45, 1);

            if (fall > best) {
                best = fall;
                drainage->receiver[i] = next;
            }
        }
    }
}

/* Cells in order of their flooded height, each with the lowest neighbour it drains to. */
static void drain(const Upland *upland, Drainage *drainage, Dice *dice)
{
    int cells = upland->columns * upland->rows, count = 0;

    drainage->heap.count = 0;
    for (int i = 0; i < cells; i++) {
        drainage->filled_m[i] = upland->height_m[i];
        drainage->receiver[i] = -1;
        drainage->area_m2[i] = upland->cell_m * upland->cell_m;
        drainage->seen[i] = outlet(upland, i);
        if (drainage->seen[i])
            heap_push(&drainage->heap, i);
    }
    while (drainage->heap.count) {
        int cell = heap_pop(&drainage->heap);

        drainage->order[count++] = cell;
        for (int k = 0; k < 8; k++) {
            int next = neighbour(upland, cell, k);

            if (next < 0 || drainage->seen[next])
                continue;
            drainage->seen[next] = true;
            drainage->receiver[next] = cell;
            drainage->filled_m[next] =
                fmax(drainage->filled_m[next], drainage->filled_m[cell] + 1e-4);
            heap_push(&drainage->heap, next);
        }
    }
    turn_downhill(upland, drainage, dice);
    for (int i = cells - 1; i >= 0; i--) {
        int cell = drainage->order[i];

        if (drainage->receiver[cell] >= 0)
            drainage->area_m2[drainage->receiver[cell]] += drainage->area_m2[cell];
    }
}

static void cut_down(Upland *upland, const Drainage *drainage)
{
    for (int i = 0; i < upland->columns * upland->rows; i++) {
        int cell = drainage->order[i], to = drainage->receiver[cell];

        if (to < 0)
            continue;
        bool straight = cell % upland->columns == to % upland->columns ||
                        cell / upland->columns == to / upland->columns;
        double run = upland->cell_m * (straight ? 1 : 1.41421356);
        double pull = CUT * sqrt(drainage->area_m2[cell]) / run * 10;

        if (upland->height_m[cell] > upland->height_m[to])
            upland->height_m[cell] =
                (upland->height_m[cell] + pull * upland->height_m[to]) / (1 + pull);
    }
}

static void creep(Upland *upland, double *scratch)
{
    int columns = upland->columns;

    for (int i = 0; i < columns * upland->rows; i++) {
        scratch[i] = upland->height_m[i];
        if (outlet(upland, i))
            continue;
        scratch[i] += CREEP * (upland->height_m[i - 1] + upland->height_m[i + 1] +
                               upland->height_m[i - columns] + upland->height_m[i + columns] -
                               4 * upland->height_m[i]);
    }
    for (int i = 0; i < columns * upland->rows; i++)
        upland->height_m[i] = scratch[i];
}

void upland_erode(Upland *upland, int steps)
{
    size_t cells = (size_t)upland->columns * (size_t)upland->rows;
    Drainage drainage = {
        .filled_m = memory_new(cells, sizeof(double)),
        .area_m2 = memory_new(cells, sizeof(double)),
        .order = memory_new(cells, sizeof(int)),
        .receiver = memory_new(cells, sizeof(int)),
        .seen = memory_new(cells, sizeof(bool)),
        .heap = {.cells = memory_new(cells, sizeof(int))},
    };

    Dice dice = dice_new(7);

    drainage.heap.height_m = drainage.filled_m;
    for (int step = 0; step < steps; step++) {
        drain(upland, &drainage, &dice);
        cut_down(upland, &drainage);
        creep(upland, drainage.filled_m);
        creep(upland, drainage.filled_m);
    }
    free(drainage.filled_m);
    free(drainage.area_m2);
    free(drainage.order);
    free(drainage.receiver);
    free(drainage.seen);
    free(drainage.heap.cells);
}

/* Cubic through four values (Catmull-Rom). */
static double cubic(const double v[4], double t)
{
    return v[1] + 0.5 * t *
                      (v[2] - v[0] +
                       t * (2 * v[0] - 5 * v[1] + 4 * v[2] - v[3] +
                            t * (3 * (v[1] - v[2]) + v[3] - v[0])));
}

double upland_at(const Upland *upland, double column, double row)
{
    int left = (int)floor(column), top = (int)floor(row);
    double down[4];

    for (int j = 0; j < 4; j++) {
        double across[4];
        int r = top + j - 1;

        r = r < 0 ? 0 : r >= upland->rows ? upland->rows - 1 : r;
        for (int i = 0; i < 4; i++) {
            int c = left + i - 1;

            c = c < 0 ? 0 : c >= upland->columns ? upland->columns - 1 : c;
            across[i] = upland->height_m[r * upland->columns + c];
        }
        down[j] = cubic(across, column - left);
    }
    return cubic(down, row - top);
}
