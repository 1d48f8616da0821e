#include "render/naming.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "render/label_fit.h"
#include "render/path.h"
#include "render/style.h"

static const double repeat_mm = 120; /* a long line is named again */
static const double same_mm = 50;    /* no second label with the same words nearer */
static const double halo_mm = 0.3;

/* One name to be placed: a shape, or all lines of a layer that share it. */
typedef struct {
    const char *text;
    const Style *style;
    const MapShape *const *shapes; /* in the layer's order */
    size_t count;
    size_t layer;
    double size; /* mm of line or mm2 of box, on paper */
} Name;

/* Where a name stands, in millimetres. */
typedef struct {
    const char *text;
    double x, y;
    const Name *of; /* NULL: a camera */
} Spot;

typedef struct {
    const MapContent *content;
    const MapView *view;
    Lettering *lettering;
    LabelMap *map;
    LabelSet *set;
    Path path;
    Name *names;
    size_t name_count, name_capacity;
    const MapShape **sorted; /* all labelled shapes, by layer and text */
    size_t sorted_count;
    Spot *spots; /* of the labels placed */
    size_t spot_count, spot_capacity;
    /* The name in work. */
    const char *text;
    const Name *name;
    Letters letters;
    double *advances;
    char (*letters_utf8)[5];
    size_t letter_count;
} Work;

static int shape_order(const void *a, const void *b)
{
    const MapShape *left = *(const MapShape *const *)a, *right = *(const MapShape *const *)b;
    int by_text = strcmp(left->label, right->label);

    if (by_text != 0)
        return by_text;
    return (left > right) - (left < right); /* one array: the caller's order */
}

static int name_order(const void *a, const void *b)
{
    const Name *left = a, *right = b;

    if (left->style->label_priority != right->style->label_priority)
        return left->style->label_priority > right->style->label_priority ? -1 : 1;
    if (left->size != right->size)
        return left->size > right->size ? -1 : 1;
    if (left->layer != right->layer)
        return left->layer < right->layer ? -1 : 1;
    return (left->shapes > right->shapes) - (left->shapes < right->shapes);
}

/* Lines of one name, joined end to end where they meet, on paper. */
static void path_of_lines(Work *work, const Name *name)
{
    GEOSContextHandle_t geos = work->content->geos;
    GEOSGeometry **parts = memory_new(name->count, sizeof *parts);

    for (size_t i = 0; i < name->count; i++)
        parts[i] = GEOSGeom_clone_r(geos, name->shapes[i]->shape);
    GEOSGeometry *all =
        GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)name->count);
    GEOSGeometry *joined = all ? GEOSLineMerge_r(geos, all) : NULL;
    path_from_shape(&work->path, geos, joined ? joined : all, work->view, work->view->window);
    GEOSGeom_destroy_r(geos, joined);
    GEOSGeom_destroy_r(geos, all);
    free(parts);
}

static void name_path(Work *work, const Name *name)
{
    if (name->count > 1)
        path_of_lines(work, name);
    else
        path_from_shape(&work->path, work->content->geos, name->shapes[0]->shape, work->view,
                        work->view->window);
}

static void add_name(Work *work, const MapShape *const *shapes, size_t count, size_t layer)
{
    Name name = {.text = shapes[0]->label,
                 .style = style_find(work->content->layers[layer].style),
                 .shapes = shapes,
                 .count = count,
                 .layer = layer};
    Rect bounds;

    name_path(work, &name);
    if (!path_bounds(&work->path, &bounds))
        return;
    name.size = bounds.width * bounds.height;
    if (work->path.kind == SHAPE_LINE) {
        name.size = 0;
        for (size_t part = 0; part < work->path.part_count; part++)
            name.size += path_part_length(&work->path, part);
    }
    work->names =
        memory_grow(work->names, work->name_count, &work->name_capacity, sizeof *work->names);
    work->names[work->name_count++] = name;
}

static void collect_layer(Work *work, size_t layer)
{
    const MapLayer *from = &work->content->layers[layer];
    const MapShape **sorted = work->sorted + work->sorted_count;
    size_t count = 0;

    if (!(style_find(from->style)->label_mm > 0))
        return;
    for (size_t i = 0; i < from->count; i++)
        if (from->shapes[i].label && *from->shapes[i].label && from->shapes[i].shape)
            sorted[count++] = &from->shapes[i];
    qsort(sorted, count, sizeof *sorted, shape_order);
    work->sorted_count += count;
    for (size_t i = 0; i < count;) {
        size_t next = i + 1;
        bool line = shape_kind(work->content->geos, sorted[i]->shape) == SHAPE_LINE;
        while (line && next < count && text_equal(sorted[next]->label, sorted[i]->label) &&
               shape_kind(work->content->geos, sorted[next]->shape) == SHAPE_LINE)
            next++;
        add_name(work, sorted + i, next - i, layer);
        i = next;
    }
}

/* Symbols stand first: no label may cover them. */
static void block_symbols(Work *work, double camera_mm)
{
    const MapContent *content = work->content;

    for (size_t i = 0; i < content->camera_count; i++) {
        LabelBox box = {.width = camera_mm * 1.1, .height = camera_mm * 1.1};
        map_view_to_paper(work->view, content->cameras[i].x, content->cameras[i].y, &box.x, &box.y);
        if (box.x > -50 && box.y > -50 && box.x < 2000 && box.y < 2000)
            label_map_block(work->map, box);
    }
    for (size_t k = 0; k < content->layer_count; k++) {
        const MapLayer *layer = &content->layers[k];
        const Style *style = style_find(layer->style);
        for (size_t i = 0; i < layer->count; i++) {
            if (!layer->shapes[i].shape ||
                shape_kind(content->geos, layer->shapes[i].shape) != SHAPE_POINT)
                continue;
            path_from_shape(&work->path, content->geos, layer->shapes[i].shape, work->view,
                            work->view->window);
            double dot = style->dot_mm > 0 ? style->dot_mm : 1.2;
            for (size_t p = 0; p < work->path.count; p++)
                label_map_block(work->map, (LabelBox){work->path.xy[2 * p],
                                                      work->path.xy[2 * p + 1], dot, dot, 0});
        }
    }
}

/* The middle of a label, which is letter by letter where it bends. */
static Spot spot_of(const Work *work, const LabelBox *boxes, size_t count)
{
    const LabelBox *first = &boxes[0], *last = &boxes[count - 1];

    return (Spot){work->text, (first->x + last->x) / 2, (first->y + last->y) / 2, work->name};
}

static bool is_water(const Work *work, const Name *name)
{
    return name && text_begins(work->content->layers[name->layer].style, "water");
}

/* The line of a water and its banks stand for one stretch of it, which is named again as a line is.
 */
static double least_mm(const Work *work, const Name *one, const Name *other)
{
    bool one_water = one != other && is_water(work, one) && is_water(work, other);

    return one_water ? repeat_mm : same_mm;
}

static bool same_name_near(const Work *work, const Spot *spot)
{
    for (size_t i = 0; i < work->spot_count; i++) {
        const Spot *other = &work->spots[i];
        if (text_equal(other->text, spot->text) &&
            hypot(other->x - spot->x, other->y - spot->y) < least_mm(work, spot->of, other->of))
            return true;
    }
    return false;
}

static bool take_spot(const LabelBox *boxes, size_t count, void *context)
{
    Work *work = context;

    const Spot spot = spot_of(work, boxes, count);

    if (same_name_near(work, &spot) || !label_map_take(work->map, boxes, count))
        return false;
    work->spots =
        memory_grow(work->spots, work->spot_count, &work->spot_capacity, sizeof *work->spots);
    work->spots[work->spot_count++] = spot;
    for (size_t i = 0; i < count; i++) {
        LabelSet *set = work->set;
        set->labels = memory_grow(set->labels, set->count, &set->capacity, sizeof *set->labels);
        set->labels[set->count++] =
            (PlacedLabel){.text = memory_text(count == 1 ? work->text : work->letters_utf8[i]),
                          .letters = work->letters,
                          .box = boxes[i]};
    }
    return true;
}

/* Measure the text in work, whole and letter by letter. */
static LabelText measure_text(Work *work, const char *text)
{
    LabelText measured = {0};
    const char *at = text;
    size_t most = strlen(text) + 1;

    work->text = text;
    work->advances = memory_resize(work->advances, most, sizeof *work->advances);
    work->letters_utf8 = memory_resize(work->letters_utf8, most, sizeof *work->letters_utf8);
    work->letter_count = 0;
    lettering_measure(work->lettering, text, &work->letters, &measured.width, &measured.height);
    while (*at && work->letter_count < most) {
        double height;
        size_t length = 1;
        while (length < 4 && ((unsigned char)at[length] & 0xC0) == 0x80)
            length++;
        char *letter = work->letters_utf8[work->letter_count];
        memset(letter, 0, sizeof *work->letters_utf8);
        memcpy(letter, at, length);
        lettering_measure(work->lettering, letter, &work->letters,
                          &work->advances[work->letter_count++], &height);
        at += length;
    }
    measured.advances = work->advances;
    measured.letters = work->letter_count;
    /* The font's line is taller than its ink. */
    measured.height = fmin(measured.height, work->letters.height_mm * 1.15);
    return measured;
}

static bool place_lines(Work *work, const LabelText *text)
{
    bool any = false;

    for (size_t part = 0; part < work->path.part_count; part++) {
        double length = path_part_length(&work->path, part);
        int times = (int)fmax(1, floor(length / repeat_mm));
        for (int i = 0; i < times; i++) {
            double range[2] = {length * i / times, length * (i + 1) / times};
            any |= label_fit_line(&work->path, part, range, text, take_spot, work);
        }
    }
    return any;
}

static bool place_area(Work *work, const Style *style, const LabelText *text)
{
    const int must_be_named = 30;
    Rect bounds;

    if (!path_bounds(&work->path, &bounds))
        return false;
    /* The name of a small thing would be taken for that of its surroundings. */
    if (style->label_priority < must_be_named && bounds.width < text->width * 0.8)
        return false;
    if (bounds.width < text->width * 0.9 && bounds.height < text->height * 3 &&
        !style->label_slanted)
        return label_fit_around(bounds, 2, text, take_spot, work);
    return label_fit_area(&work->path, text, style->label_slanted, take_spot, work);
}

static Rect dot_box(const double at[2], double diameter_mm)
{
    return (Rect){at[0] - diameter_mm / 2, at[1] - diameter_mm / 2, diameter_mm, diameter_mm};
}

static bool place_name(Work *work, const Name *name)
{
    const int must_be_placed = 70; /* further from its dot rather than not at all */
    const Style *style = name->style;
    bool placed = false;

    work->name = name;
    work->letters = (Letters){.height_mm = style->label_mm * work->view->lettering,
                              .rgb = style->label_rgb,
                              .bold = style->label_bold,
                              .slanted = style->label_slanted,
                              .halo_mm = halo_mm};
    name_path(work, name);
    LabelText text = measure_text(work, name->text);
    switch (work->path.kind) {
    case SHAPE_LINE:
        return place_lines(work, &text);
    case SHAPE_AREA:
        return place_area(work, style, &text);
    case SHAPE_POINT:
        for (size_t i = 0; i < work->path.count && !placed; i++)
            placed = label_fit_around(
                dot_box(work->path.xy + 2 * i, style->dot_mm > 0 ? style->dot_mm : 1.2),
                style->label_priority >= must_be_placed ? 4 : 2, &text, take_spot, work);
        return placed;
    }
    return false;
}

/* Last: what is left of the room. */
static void place_cameras(Work *work, double camera_mm)
{
    work->name = NULL;
    work->letters =
        (Letters){.height_mm = 1.6 * work->view->lettering, .rgb = 0x17375E, .halo_mm = 0.25};
    for (size_t i = 0; i < work->content->camera_count; i++) {
        const MapCamera *camera = &work->content->cameras[i];
        double at[2];
        if (!camera->label || !*camera->label)
            continue;
        map_view_to_paper(work->view, camera->x, camera->y, &at[0], &at[1]);
        const Rect *window = &work->view->window;
        if (at[0] < window->x || at[1] < window->y || at[0] > window->x + window->width ||
            at[1] > window->y + window->height)
            continue;
        LabelText text = measure_text(work, camera->label);
        bool placed = label_fit_around(dot_box(at, camera_mm), 1, &text, take_spot, work);
        *(placed ? &work->set->placed : &work->set->dropped) += 1;
    }
}

void naming_place(LabelSet *out, const MapContent *content, const MapView *view,
                  Lettering *lettering, double camera_mm)
{
    size_t shapes = 0;
    Work work = {.content = content, .view = view, .lettering = lettering, .set = out};

    *out = (LabelSet){0};
    for (size_t i = 0; i < content->layer_count; i++)
        shapes += content->layers[i].count;
    work.sorted = memory_new(shapes + 1, sizeof *work.sorted);
    work.map = label_map_new(view->window);
    block_symbols(&work, camera_mm);
    for (size_t i = 0; i < content->layer_count; i++)
        collect_layer(&work, i);
    if (work.name_count)
        qsort(work.names, work.name_count, sizeof *work.names, name_order);
    for (size_t i = 0; i < work.name_count; i++)
        *(place_name(&work, &work.names[i]) ? &out->placed : &out->dropped) += 1;
    place_cameras(&work, camera_mm);
    label_map_free(work.map);
    path_release(&work.path);
    free(work.names);
    free(work.spots);
    free(work.sorted);
    free(work.advances);
    free(work.letters_utf8);
}

void naming_draw(const LabelSet *set, cairo_t *cr, Lettering *lettering)
{
    /* All halos first: one must not eat into its neighbour's letters. */
    for (int halos = 1; halos >= 0; halos--)
        for (size_t i = 0; i < set->count; i++) {
            const PlacedLabel *label = &set->labels[i];
            Letters letters = label->letters;
            letters.halo_only = halos == 1;
            if (!halos)
                letters.halo_mm = 0;
            lettering_draw_turned(lettering, cr, label->text, &letters,
                                  (double[]){label->box.x, label->box.y}, label->box.turn_rad);
        }
}

void naming_release(LabelSet *set)
{
    for (size_t i = 0; i < set->count; i++)
        free(set->labels[i].text);
    free(set->labels);
    *set = (LabelSet){0};
}
