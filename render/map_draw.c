#include "render/map_draw.h"

#include <stdlib.h>

#include "base/memory.h"
#include "render/paint.h"
#include "render/style.h"

typedef struct {
    const MapLayer *layer;
    const Style *style;
    size_t given;
} Drawn;

static int drawn_order(const void *a, const void *b)
{
    const Drawn *left = a, *right = b;

    if (left->style->rank != right->style->rank)
        return left->style->rank < right->style->rank ? -1 : 1;
    if (left->style->step != right->style->step)
        return left->style->step < right->style->step ? -1 : 1;
    return left->given < right->given ? -1 : left->given > right->given;
}

void map_draw_layers(cairo_t *cr, GEOSContextHandle_t geos, const MapLayer *layers, size_t count,
                     const MapView *view, MapImages images)
{
    Paint paint;
    Drawn *order = memory_new(count + 1, sizeof *order);
    size_t at = 0;

    for (size_t i = 0; i < count; i++)
        order[i] = (Drawn){&layers[i], style_find(layers[i].style), i};
    qsort(order, count, sizeof *order, drawn_order);
    paint_init(&paint, cr, geos, view);
    if (images.relief)
        map_image_draw(images.relief, cr, view);
    for (int rank = 0; rank < RANK_COUNT; rank++) {
        size_t end = at;
        while (end < count && (int)order[end].style->rank == rank)
            end++;
        for (Pass pass = PASS_CASING; pass <= PASS_BODY; pass++)
            for (size_t i = at; i < end; i++)
                paint_layer(&paint, order[i].layer, order[i].style, pass);
        at = end;
        if (rank == RANK_COVERAGE && images.classes)
            map_image_draw(images.classes, cr, view);
    }
    paint_release(&paint);
    free(order);
}
