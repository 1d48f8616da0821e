#include "render/legend.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "render/paint.h"
#include "render/symbol.h"

static void add_entry(Legend *legend, LegendEntry entry)
{
    for (size_t i = 0; i < legend->count; i++) {
        const LegendEntry *old = &legend->entries[i];
        if (old->style == entry.style && old->kind == entry.kind && old->camera == entry.camera &&
            text_equal(old->words.zh, entry.words.zh) && text_equal(old->words.en, entry.words.en))
            return;
    }
    legend->entries =
        memory_grow(legend->entries, legend->count, &legend->capacity, sizeof *legend->entries);
    legend->entries[legend->count++] = entry;
}

static Words layer_words(const MapLayer *layer, const Style *style)
{
    if (layer->zh || layer->en)
        return (Words){layer->zh, layer->en};
    return (Words){style->zh, style->en};
}

/* Does a layer of the same class come in its usual kind? The other needs no words. */
static bool has_kind(const MapContent *content, const MapLayer *layer, ShapeKind kind)
{
    for (size_t k = 0; k < content->layer_count; k++) {
        const MapLayer *other = &content->layers[k];
        for (size_t i = 0; text_equal(other->style, layer->style) && i < other->count; i++)
            if (other->shapes[i].shape && shape_kind(content->geos, other->shapes[i].shape) == kind)
                return true;
    }
    return false;
}

/* One entry a kind of shape that is seen: bridges may come as lines and areas. */
static void collect_layer(Legend *legend, const MapContent *content, const MapLayer *layer,
                          const MapView *view)
{
    const Style *style = style_find(layer->style);
    bool seen[SHAPE_AREA + 1] = {false};
    Path path = {0};

    for (size_t i = 0; i < layer->count; i++) {
        if (!layer->shapes[i].shape)
            continue;
        ShapeKind kind = shape_kind(content->geos, layer->shapes[i].shape);
        if (seen[kind])
            continue;
        path_from_shape(&path, content->geos, layer->shapes[i].shape, view, view->window);
        if (path.part_count == 0)
            continue;
        seen[kind] = true;
        ShapeKind usual = style->rank == RANK_ROAD ? SHAPE_LINE : SHAPE_AREA;
        if (kind != usual && has_kind(content, layer, usual))
            continue;
        /* Boundaries of areas are drawn, and so explained, as lines. */
        Words words = layer_words(layer, style);
        if (text_equal(words.zh, "") && text_equal(words.en, ""))
            continue;
        LegendEntry entry = {.words = words, .style = style, .camera = CAMERA_STATES, .kind = kind};
        if (style->rank == RANK_BOUNDARY)
            entry.kind = SHAPE_LINE;
        add_entry(legend, entry);
    }
    path_release(&path);
}

static void collect_classes(Legend *legend, const MapClasses *classes, const MapView *view)
{
    ImageWindow window;
    bool used[256] = {false};

    if (!classes->cells || !map_image_window(&window, &classes->grid, view, 0.12))
        return;
    for (int row = window.row; row < window.row + window.height; row++)
        for (int column = window.column; column < window.column + window.width; column++)
            used[classes->cells[grid_at(&classes->grid, column, row)]] = true;
    for (size_t i = 0; i < classes->style_count && i < 256; i++) {
        const Style *style = style_find(classes->styles[i]);
        if (used[i] && style->fill.opaque > 0)
            add_entry(legend, (LegendEntry){.words = {style->zh, style->en},
                                            .style = style,
                                            .camera = CAMERA_STATES,
                                            .kind = SHAPE_AREA});
    }
}

static void collect_cameras(Legend *legend, const MapContent *content, const MapView *view)
{
    bool seen[CAMERA_STATES] = {false};

    for (size_t i = 0; i < content->camera_count; i++) {
        double x, y;
        const Rect *window = &view->window;
        map_view_to_paper(view, content->cameras[i].x, content->cameras[i].y, &x, &y);
        if (x >= window->x && y >= window->y && x <= window->x + window->width &&
            y <= window->y + window->height)
            seen[content->cameras[i].state] = true;
    }
    for (int state = 0; state < CAMERA_STATES; state++)
        if (seen[state]) {
            LegendEntry entry = {.camera = (MapCameraState)state, .kind = SHAPE_POINT};
            symbol_camera_words(entry.camera, &entry.words.zh, &entry.words.en);
            add_entry(legend, entry);
        }
}

/* Cameras, then coverage, gaps, prohibitions, zones, boundaries, base map. */
static int entry_place(const LegendEntry *entry)
{
    static const int places[RANK_COUNT] = {
        [RANK_COVERAGE] = 1, [RANK_GAP] = 2,       [RANK_PROHIBITED] = 3, [RANK_FOOTPRINT] = 4,
        [RANK_ZONE] = 5,     [RANK_MARK] = 6,      [RANK_BOUNDARY] = 7,   [RANK_ROAD] = 8,
        [RANK_WATER] = 9,    [RANK_BUILDING] = 10, [RANK_LANDUSE] = 11};

    return entry->style ? places[entry->style->rank] : 0;
}

static int entry_order(const void *a, const void *b)
{
    const LegendEntry *left = a, *right = b;
    int by_place = entry_place(left) - entry_place(right);

    if (by_place != 0)
        return by_place;
    if (!left->style || !right->style)
        return (int)left->camera - (int)right->camera;
    /* Large roads and boundaries first; zones by article, as the table has them. */
    if (left->style->rank != RANK_ZONE && left->style->step != right->style->step)
        return right->style->step - left->style->step;
    if (left->style != right->style)
        return left->style < right->style ? -1 : 1;
    if (left->kind != right->kind)
        return (int)left->kind - (int)right->kind;
    return text_order(left->words.zh ? left->words.zh : left->words.en,
                      right->words.zh ? right->words.zh : right->words.en);
}

void legend_collect(Legend *out, const MapContent *content, const MapView *view)
{
    *out = (Legend){.heading_mm = 4.2};
    for (size_t i = 0; i < content->layer_count; i++)
        collect_layer(out, content, &content->layers[i], view);
    collect_classes(out, &content->classes, view);
    collect_cameras(out, content, view);
    if (out->count > 0)
        qsort(out->entries, out->count, sizeof *out->entries, entry_order);
}

void legend_release(Legend *legend)
{
    free(legend->entries);
    *legend = (Legend){0};
}

/* How entries stand in a room: tried from large to small. */
typedef struct {
    int columns;
    double column_mm, letter_mm, swatch_mm, gap_mm;
} Setting;

static Setting setting_of(double width, int columns, double letter_mm)
{
    return (Setting){.columns = columns,
                     .column_mm = (width - (columns - 1) * letter_mm) / columns,
                     .letter_mm = letter_mm,
                     .swatch_mm = letter_mm * 2.7,
                     .gap_mm = letter_mm * 0.42};
}

static Letters entry_letters(const Setting *setting)
{
    return (Letters){.height_mm = setting->letter_mm,
                     .rgb = 0x1A1A1A,
                     .wrap_mm = setting->column_mm - setting->swatch_mm - setting->letter_mm * 0.7,
                     .lines = 3};
}

static void draw_swatch(const LegendEntry *entry, cairo_t *cr, const Setting *setting,
                        const double at[2], double height)
{
    double tall = setting->letter_mm * 1.25;
    Rect box = {at[0], at[1] + (fmin(height, setting->letter_mm * 2.6) - tall) / 2,
                setting->swatch_mm, tall};

    if (!entry->style) {
        MapCamera camera = {.state = entry->camera};
        symbol_camera(cr, &camera, (double[]){box.x + box.width * 0.4, box.y + box.height / 2},
                      fmin(2.4, setting->letter_mm * 0.85), (double[]){0.94, -0.34});
        return;
    }
    cairo_save(cr);
    paint_sample(cr, entry->style, entry->kind, box);
    cairo_restore(cr);
}

/* An entry's words: both languages on one line where they fit, else one below
 * the other. Returns their height; draws nothing where cr is NULL. */
static double entry_words(const LegendEntry *entry, cairo_t *cr, Lettering *lettering,
                          MapLanguage language, const Setting *setting, const double at[2])
{
    Letters letters = entry_letters(setting), line = letters;
    double least = setting->letter_mm * 1.5;

    line.wrap_mm = 0;
    if (bilingual_line(lettering, NULL, language, entry->words, &line, at) <= letters.wrap_mm) {
        if (cr)
            bilingual_line(lettering, cr, language, entry->words, &line, at);
        return least;
    }
    return fmax(least, bilingual_block(lettering, cr, language, entry->words, &letters, at));
}

/* Lay out, drawing where cr is given. Returns the height of the tallest column. */
static double lay_out(const Legend *legend, cairo_t *cr, Lettering *lettering, MapLanguage language,
                      const Setting *setting, Rect room)
{
    double total = 0, tallest = 0, y = 0;
    double *heights = memory_new(legend->count + 1, sizeof *heights);
    int column = 0;

    for (size_t i = 0; i < legend->count; i++) {
        heights[i] =
            entry_words(&legend->entries[i], NULL, lettering, language, setting, (double[]){0, 0}) +
            setting->gap_mm;
        total += heights[i];
    }
    for (size_t i = 0; i < legend->count; i++) {
        /* Columns of about equal height. */
        if (column + 1 < setting->columns && y + heights[i] / 2 > total / setting->columns) {
            column++;
            y = 0;
        }
        if (cr) {
            double x = room.x + column * (setting->column_mm + setting->letter_mm);
            double at[2] = {x, room.y + y}, height = heights[i] - setting->gap_mm;
            draw_swatch(&legend->entries[i], cr, setting, at, height);
            at[0] += setting->swatch_mm + setting->letter_mm * 0.7;
            entry_words(&legend->entries[i], cr, lettering, language, setting, at);
        }
        y += heights[i];
        tallest = fmax(tallest, y);
    }
    free(heights);
    return tallest;
}

void legend_draw(const Legend *legend, cairo_t *cr, Lettering *lettering, MapLanguage language,
                 Rect room)
{
    double heading = fmin(legend->heading_mm, room.width / 18);
    Letters title = {.height_mm = heading, .rgb = 0x111111, .bold = true};
    Setting setting = {0};

    bilingual_line(lettering, cr, language, (Words){"图例", "Legend"}, &title,
                   (double[]){room.x, room.y});
    room.y += heading * 1.9;
    room.height -= heading * 1.9;
    for (double letter = heading * 0.76; letter > 0.9; letter *= 0.95) {
        bool fits = false;
        for (int columns = 1; columns <= 4 && !fits; columns++) {
            setting = setting_of(room.width, columns, letter);
            fits = setting.column_mm >= letter * 13 &&
                   lay_out(legend, NULL, lettering, language, &setting, room) <= room.height;
        }
        if (fits)
            break;
    }
    lay_out(legend, cr, lettering, language, &setting, room);
}
