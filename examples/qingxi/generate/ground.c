#include "examples/qingxi/generate/ground.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

#define CELL_M 2.0
#define COLUMNS 3000
#define ROWS 2500

static size_t cell_index(int column, int row)
{
    return (size_t)row * COLUMNS + (size_t)column;
}

static Point centre(int column, int row)
{
    return (Point){(column + 0.5) * CELL_M, (row + 0.5) * CELL_M};
}

typedef struct {
    int left, right, bottom, top;
} Span;

static Span span_of(const Point *at, size_t count, double margin_m)
{
    double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;

    for (size_t i = 0; i < count; i++) {
        x0 = fmin(x0, at[i].x);
        x1 = fmax(x1, at[i].x);
        y0 = fmin(y0, at[i].y);
        y1 = fmax(y1, at[i].y);
    }
    return (Span){(int)fmax(0, floor((x0 - margin_m) / CELL_M)),
                  (int)fmin(COLUMNS - 1, floor((x1 + margin_m) / CELL_M)),
                  (int)fmax(0, floor((y0 - margin_m) / CELL_M)),
                  (int)fmin(ROWS - 1, floor((y1 + margin_m) / CELL_M))};
}

Ground ground_new(const Line *limit)
{
    Ground ground = {memory_new((size_t)COLUMNS * ROWS, 1)};

    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++)
            if (!ring_contains(limit, centre(column, row)))
                ground.flags[cell_index(column, row)] = GROUND_OUTSIDE;
    return ground;
}

void ground_release(Ground *ground)
{
    free(ground->flags);
    *ground = (Ground){0};
}

void ground_mark_line(Ground *ground, const Line *line, double half_m, int flag)
{
    for (size_t i = 1; i < line->count; i++) {
        Line segment = {.at = &line->at[i - 1], .count = 2};
        Span span = span_of(segment.at, 2, half_m);

        for (int row = span.bottom; row <= span.top; row++)
            for (int column = span.left; column <= span.right; column++)
                if (line_distance_m(&segment, centre(column, row), NULL) <= half_m)
                    ground->flags[cell_index(column, row)] |= (uint8_t)flag;
    }
}

void ground_mark_ring(Ground *ground, const Line *ring, int flag)
{
    Span span = span_of(ring->at, ring->count, 0);

    for (int row = span.bottom; row <= span.top; row++)
        for (int column = span.left; column <= span.right; column++)
            if (ring_contains(ring, centre(column, row)))
                ground->flags[cell_index(column, row)] |= (uint8_t)flag;
}

int ground_at(const Ground *ground, Point point)
{
    int column = (int)floor(point.x / CELL_M), row = (int)floor(point.y / CELL_M);

    if (column < 0 || column >= COLUMNS || row < 0 || row >= ROWS)
        return GROUND_OUTSIDE;
    return ground->flags[cell_index(column, row)];
}

int ground_under(const Ground *ground, const Line *ring)
{
    Span span = span_of(ring->at, ring->count, 0);
    int flags = 0;

    for (int row = span.bottom; row <= span.top; row++)
        for (int column = span.left; column <= span.right; column++)
            if (ring_contains(ring, centre(column, row)))
                flags |= ground->flags[cell_index(column, row)];
    for (size_t i = 0; i < ring->count; i++)
        flags |= ground_at(ground, ring->at[i]);
    return flags;
}
