#include "planner/coverage/outline.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/shape.h"

/* A corner of cells: column 0 to width, row 0 to height, rows run south. */
typedef struct {
    int c, r;
    bool pinch; /* filled cells meet here by the corner only */
} Corner;

typedef struct {
    Corner *items;
    size_t count, capacity;
} CornerList;

/* A simple ring and the 4-connected set of cells that it bounds. */
typedef struct {
    GEOSGeometry *ring;
    size_t label;
    bool hole;
} Loop;

typedef struct {
    GEOSContextHandle_t geos;
    const Grid *grid;
    const Span *spans;
    size_t count;
    size_t *row_first; /* spans of row first_row + i: [row_first[i], row_first[i + 1]) */
    int first_row, rows;
    size_t *label; /* of each span: the first span of its 4-connected set */
    bool *done;    /* left edge of each span walked */
    Loop *loops;
    size_t loop_count, loop_capacity;
} Outline;

static int cell_order(const void *left, const void *right)
{
    const GridCell *a = left, *b = right;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

size_t outline_spans(Span **out, GridCell *cells, size_t count)
{
    Span *spans = memory_new(count, sizeof *spans);
    size_t used = 0;

    if (count)
        qsort(cells, count, sizeof *cells, cell_order);
    for (size_t i = 0; i < count; i++) {
        Span *last = used ? &spans[used - 1] : NULL;
        if (last && last->row == cells[i].row && cells[i].column <= last->to_column)
            last->to_column = cells[i].column + 1;
        else
            spans[used++] = (Span){cells[i].row, cells[i].column, cells[i].column + 1};
    }
    *out = spans;
    return used;
}

/* --- which cells are filled -------------------------------------------------------- */

static void index_rows(Outline *outline)
{
    outline->first_row = outline->spans[0].row;
    outline->rows = outline->spans[outline->count - 1].row - outline->first_row + 1;
    outline->row_first = memory_new((size_t)outline->rows + 1, sizeof *outline->row_first);
    for (size_t i = 0; i < outline->count; i++)
        outline->row_first[outline->spans[i].row - outline->first_row + 1]++;
    for (int r = 0; r < outline->rows; r++)
        outline->row_first[r + 1] += outline->row_first[r];
}

/* The span that holds a cell, or `count`. */
static size_t span_at(const Outline *outline, int column, int row)
{
    int i = row - outline->first_row;
    size_t low, high;

    if (i < 0 || i >= outline->rows)
        return outline->count;
    low = outline->row_first[i];
    high = outline->row_first[i + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (column < outline->spans[middle].from_column)
            high = middle;
        else if (column >= outline->spans[middle].to_column)
            low = middle + 1;
        else
            return middle;
    }
    return outline->count;
}

static size_t label_root(size_t *label, size_t i)
{
    while (label[i] != i)
        i = label[i] = label[label[i]];
    return i;
}

/* Union of spans of neighbouring rows that share an edge. */
static void label_spans(Outline *outline)
{
    outline->label = memory_new(outline->count, sizeof *outline->label);
    for (size_t i = 0; i < outline->count; i++)
        outline->label[i] = i;
    for (int r = 0; r + 1 < outline->rows; r++) {
        size_t a = outline->row_first[r], b = outline->row_first[r + 1];
        while (a < outline->row_first[r + 1] && b < outline->row_first[r + 2]) {
            const Span *above = &outline->spans[a], *below = &outline->spans[b];
            if (above->from_column < below->to_column && below->from_column < above->to_column) {
                size_t one = label_root(outline->label, a), two = label_root(outline->label, b);
                outline->label[one > two ? one : two] = one > two ? two : one;
            }
            if (above->to_column < below->to_column)
                a++;
            else
                b++;
        }
    }
}

/* --- rings ------------------------------------------------------------------------- */

static void corner_add(CornerList *list, Corner corner)
{
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = corner;
}

/* Corners must not be repeated; interior lies to the left, so outer rings turn left. */
static void loop_add(Outline *outline, const Corner *corners, size_t count, size_t label)
{
    double *xy = memory_new(2 * (count + 1), sizeof *xy);
    GEOSCoordSequence *sequence;
    long long twice_area = 0;

    for (size_t i = 0; i <= count; i++) {
        const Corner *at = &corners[i < count ? i : 0];
        const Corner *next = &corners[i + 1 < count ? i + 1 : 0];
        if (i < count)
            twice_area += (long long)next->c * at->r - (long long)at->c * next->r;
        xy[2 * i] = outline->grid->x0 + at->c * outline->grid->dx_m;
        xy[2 * i + 1] = outline->grid->y0 - at->r * outline->grid->dy_m;
    }
    sequence = GEOSCoordSeq_copyFromBuffer_r(outline->geos, xy, (unsigned)count + 1, 0, 0);
    outline->loops = memory_grow(outline->loops, outline->loop_count, &outline->loop_capacity,
                                 sizeof *outline->loops);
    outline->loops[outline->loop_count++] =
        (Loop){sequence ? GEOSGeom_createLinearRing_r(outline->geos, sequence) : NULL, label,
               twice_area < 0};
    free(xy);
}

static int corner_order(const void *left, const void *right)
{
    const Corner *a = left, *b = right;

    if (a->r != b->r)
        return a->r < b->r ? -1 : 1;
    return (a->c > b->c) - (a->c < b->c);
}

/* A ring that passes a pinched corner twice is two rings that touch there. */
static void split_ring(Outline *outline, const CornerList *ring, size_t label)
{
    Corner *stack = memory_new(ring->count, sizeof *stack);
    Corner *pinches = memory_new(ring->count, sizeof *pinches);
    size_t *seen, depth = 0, pinch_count = 0;

    for (size_t i = 0; i < ring->count; i++)
        if (ring->items[i].pinch)
            pinches[pinch_count++] = ring->items[i];
    if (pinch_count)
        qsort(pinches, pinch_count, sizeof *pinches, corner_order);
    seen = memory_new(pinch_count, sizeof *seen); /* 1 + place on the stack; 0: not there */
    for (size_t i = 0; i < ring->count; i++) {
        const Corner *at = &ring->items[i];
        size_t place = 0;
        if (at->pinch) {
            const Corner *found = bsearch(at, pinches, pinch_count, sizeof *pinches, corner_order);
            place = (size_t)(found - pinches);
            while (place > 0 && corner_order(&pinches[place - 1], at) == 0)
                place--;
            if (seen[place] && seen[place] <= depth &&
                corner_order(&stack[seen[place] - 1], at) == 0) {
                loop_add(outline, stack + seen[place] - 1, depth - seen[place] + 1, label);
                depth = seen[place];
                continue;
            }
            seen[place] = depth + 1;
        }
        stack[depth++] = *at;
    }
    loop_add(outline, stack, depth, label);
    free(seen);
    free(pinches);
    free(stack);
}

/* Walk around from the left edge of a span, southwards, cells to the left. */
static void walk_ring(Outline *outline, size_t from)
{
    static const int step_c[] = {0, 1, 0, -1}, step_r[] = {1, 0, -1, 0}; /* S E N W: left turns */
    /* The cells ahead of a corner, left and right of each heading. */
    static const int left_c[] = {0, 0, -1, -1}, left_r[] = {0, -1, -1, 0};
    static const int right_c[] = {-1, 0, 0, -1}, right_r[] = {0, 0, -1, -1};
    int c = outline->spans[from].from_column, r = outline->spans[from].row, heading = 0;
    const int start_c = c, start_r = r;
    CornerList ring = {0};

    do {
        size_t left, right;
        if (heading == 0)
            outline->done[span_at(outline, c, r)] = true;
        c += step_c[heading];
        r += step_r[heading];
        left = span_at(outline, c + left_c[heading], r + left_r[heading]);
        right = span_at(outline, c + right_c[heading], r + right_r[heading]);
        if (left != outline->count && right == outline->count)
            continue;
        corner_add(&ring, (Corner){c, r, left == outline->count && right != outline->count});
        heading = left == outline->count ? (heading + 1) % 4 : (heading + 3) % 4;
    } while (c != start_c || r != start_r || heading != 0);
    split_ring(outline, &ring, label_root(outline->label, from));
    free(ring.items);
}

/* --- polygons ---------------------------------------------------------------------- */

static int loop_order(const void *left, const void *right)
{
    const Loop *a = left, *b = right;

    if (a->label != b->label)
        return a->label < b->label ? -1 : 1;
    return a->hole - b->hole; /* the one outer ring first */
}

static GEOSGeometry *loops_to_shape(Outline *outline)
{
    GEOSContextHandle_t geos = outline->geos;
    GEOSGeometry **parts = memory_new(outline->loop_count, sizeof *parts), *shape;
    GEOSGeometry **holes = memory_new(outline->loop_count, sizeof(GEOSGeometry *));
    unsigned part_count = 0;

    if (outline->loop_count)
        qsort(outline->loops, outline->loop_count, sizeof *outline->loops, loop_order);
    for (size_t i = 0; i < outline->loop_count;) {
        size_t next = i + 1;
        for (; next < outline->loop_count && outline->loops[next].label == outline->loops[i].label;
             next++)
            holes[next - i - 1] = outline->loops[next].ring;
        parts[part_count++] =
            GEOSGeom_createPolygon_r(geos, outline->loops[i].ring, holes, (unsigned)(next - i - 1));
        i = next;
    }
    shape = part_count == 1
                ? parts[0]
                : GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts, part_count);
    free(parts);
    free(holes);
    return shape;
}

GEOSGeometry *outline_of(GEOSContextHandle_t geos, const Grid *grid, const Span *spans,
                         size_t count)
{
    Outline outline = {.geos = geos, .grid = grid, .spans = spans, .count = count};
    GEOSGeometry *shape;

    if (count == 0)
        return GEOSGeom_createEmptyPolygon_r(geos);
    index_rows(&outline);
    label_spans(&outline);
    outline.done = memory_new(count, sizeof *outline.done);
    for (size_t i = 0; i < count; i++)
        if (!outline.done[i])
            walk_ring(&outline, i);
    shape = loops_to_shape(&outline);
    free(outline.row_first);
    free(outline.label);
    free(outline.done);
    free(outline.loops);
    return shape;
}
