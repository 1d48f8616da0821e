#include "render/label.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double cell_mm = 8;         /* of the index */
static const double label_gap_mm = 0.25; /* between two labels */

/* Boxes are listed in every cell of the index that they reach into. */
typedef struct {
    size_t *items;
    size_t count, capacity;
} Bin;

struct LabelMap {
    Rect window;
    int columns, rows;
    Bin *bins;
    LabelBox *boxes;
    size_t count, capacity;
};

typedef struct {
    double half_width, half_height;
} Reach;

static Reach box_reach(const LabelBox *box)
{
    double c = fabs(cos(box->turn_rad)), s = fabs(sin(box->turn_rad));

    return (Reach){(box->width * c + box->height * s) / 2, (box->width * s + box->height * c) / 2};
}

/* Is there an axis along a side of `a` that separates the two? */
static bool separated(const LabelBox *a, const LabelBox *b, double gap_mm)
{
    double c = cos(a->turn_rad), s = sin(a->turn_rad);
    double dx = b->x - a->x, dy = b->y - a->y;
    double along = fabs(dx * c + dy * s), across = fabs(dy * c - dx * s);
    LabelBox turned = {
        .width = b->width, .height = b->height, .turn_rad = b->turn_rad - a->turn_rad};
    Reach reach = box_reach(&turned);

    return along >= a->width / 2 + reach.half_width + gap_mm ||
           across >= a->height / 2 + reach.half_height + gap_mm;
}

bool label_boxes_overlap(const LabelBox *a, const LabelBox *b, double gap_mm)
{
    return !separated(a, b, gap_mm) && !separated(b, a, gap_mm);
}

LabelMap *label_map_new(Rect window)
{
    LabelMap *map = memory_new(1, sizeof *map);

    map->window = window;
    map->columns = (int)(window.width / cell_mm) + 1;
    map->rows = (int)(window.height / cell_mm) + 1;
    map->bins = memory_new((size_t)map->columns * (size_t)map->rows, sizeof *map->bins);
    return map;
}

void label_map_free(LabelMap *map)
{
    if (!map)
        return;
    for (size_t i = 0; i < (size_t)map->columns * (size_t)map->rows; i++)
        free(map->bins[i].items);
    free(map->bins);
    free(map->boxes);
    free(map);
}

typedef struct {
    int left, right, top, bottom;
} Cells;

static int clamp_cell(double at, int count)
{
    return (int)fmin(count - 1, fmax(0, floor(at / cell_mm)));
}

static Cells box_cells(const LabelMap *map, const LabelBox *box)
{
    Reach reach = box_reach(box);
    double x = box->x - map->window.x, y = box->y - map->window.y;
    double half_w = reach.half_width + label_gap_mm, half_h = reach.half_height + label_gap_mm;

    return (Cells){clamp_cell(x - half_w, map->columns), clamp_cell(x + half_w, map->columns),
                   clamp_cell(y - half_h, map->rows), clamp_cell(y + half_h, map->rows)};
}

void label_map_block(LabelMap *map, LabelBox box)
{
    Cells cells = box_cells(map, &box);

    map->boxes = memory_grow(map->boxes, map->count, &map->capacity, sizeof *map->boxes);
    map->boxes[map->count] = box;
    for (int row = cells.top; row <= cells.bottom; row++)
        for (int column = cells.left; column <= cells.right; column++) {
            Bin *bin = &map->bins[row * map->columns + column];
            bin->items = memory_grow(bin->items, bin->count, &bin->capacity, sizeof *bin->items);
            bin->items[bin->count++] = map->count;
        }
    map->count++;
}

static bool box_free(const LabelMap *map, const LabelBox *box)
{
    Reach reach = box_reach(box);
    const Rect *window = &map->window;

    if (box->x - reach.half_width < window->x || box->y - reach.half_height < window->y ||
        box->x + reach.half_width > window->x + window->width ||
        box->y + reach.half_height > window->y + window->height)
        return false;
    Cells cells = box_cells(map, box);
    for (int row = cells.top; row <= cells.bottom; row++)
        for (int column = cells.left; column <= cells.right; column++) {
            const Bin *bin = &map->bins[row * map->columns + column];
            for (size_t i = 0; i < bin->count; i++)
                if (label_boxes_overlap(box, &map->boxes[bin->items[i]], label_gap_mm))
                    return false;
        }
    return true;
}

bool label_map_take(LabelMap *map, const LabelBox *boxes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!box_free(map, &boxes[i]))
            return false;
    for (size_t i = 0; i < count; i++)
        label_map_block(map, boxes[i]);
    return true;
}
