#include "render/title_block.h"

#include <math.h>
#include <stdio.h>

#include "render/bilingual.h"
#include "render/furniture.h"
#include "render/paint.h"

static const Colour ink = {0x111111, 1};
static const uint32_t warning_rgb = 0xB02A00;

static void line(cairo_t *cr, double x0, double y0, double x1, double y1)
{
    cairo_move_to(cr, x0, y0);
    cairo_line_to(cr, x1, y1);
    paint_colour(cr, ink);
    cairo_set_line_width(cr, 0.15);
    cairo_stroke(cr);
}

static void band_title(cairo_t *cr, Lettering *lettering, const MapSheet *sheet, const Page *page)
{
    const Rect *room = &page->title;
    double t = page->type, middle = room->x + room->width / 2, width, height;
    const char *first, *second, *sub, *sub_second;
    char text[512];

    bilingual_pick(sheet->language, (Words){sheet->title_zh, sheet->title_en}, &first, &second);
    bilingual_pick(sheet->language, (Words){sheet->subtitle_zh, sheet->subtitle_en}, &sub,
                   &sub_second);
    Letters large = {.height_mm = 7.2 * t,
                     .rgb = 0x111111,
                     .bold = true,
                     .align = ALIGN_CENTER,
                     .spacing_mm = sheet->language == LANGUAGE_EN ? 0 : 0.5 * t};
    snprintf(text, sizeof text, "%s%s%s", first, *sub ? " · " : "", sub);
    lettering_measure(lettering, text, &large, &width, &height);
    large.height_mm *= fmin(1, room->width * 0.66 / width);
    double y = room->y + (second || sub_second ? -0.6 * t : 2 * t);
    y += lettering_draw(lettering, cr, text, &large, middle, y);
    Letters small = {.height_mm = 3.6 * t, .rgb = 0x444444, .align = ALIGN_CENTER};
    snprintf(text, sizeof text, "%s%s%s", second ? second : "", second && sub_second ? " · " : "",
             sub_second ? sub_second : "");
    lettering_measure(lettering, text, &small, &width, &height);
    small.height_mm *= fmin(1, room->width * 0.66 / fmax(width, 1));
    lettering_draw(lettering, cr, text, &small, middle, y - 1.2 * t);
}

void title_block_band(cairo_t *cr, Lettering *lettering, const MapSheet *sheet, const Page *page)
{
    const Rect *room = &page->title;
    double t = page->type, width, height;
    const char *mark = sheet->mark ? sheet->mark : "内部资料";
    Letters small = {.height_mm = 3.4 * t, .rgb = 0x222222};
    Letters secret = {.height_mm = 4.6 * t, .rgb = 0x111111, .bold = true, .spacing_mm = 0.6 * t};

    band_title(cr, lettering, sheet, page);
    if (sheet->plan_number)
        lettering_draw(lettering, cr, sheet->plan_number, &small, room->x, room->y + 9 * t);
    if (!*mark)
        return;
    lettering_measure(lettering, mark, &secret, &width, &height);
    Rect box = {room->x + room->width - width - 3 * t, room->y + 5 * t, width + 3 * t,
                height * 0.95};
    cairo_rectangle(cr, box.x, box.y, box.width, box.height);
    paint_colour(cr, ink);
    cairo_set_line_width(cr, 0.4);
    cairo_stroke(cr);
    lettering_draw(lettering, cr, mark, &secret, box.x + 1.8 * t, box.y - height * 0.025);
}

static void foot_statement(cairo_t *cr, Lettering *lettering, const MapSheet *sheet,
                           const Page *page, double x)
{
    double t = page->type, y = page->foot.y + 2.2 * t;
    Letters letters = {.height_mm = 2.5 * t, .rgb = 0x222222};
    const struct {
        Words words;
        const char *value_zh, *value_en;
    } rows[] = {
        {{"坐标系", "CRS"}, sheet->crs, NULL},
        {{"高程基准", "Heights"}, sheet->height_datum_zh, sheet->height_datum_en},
        {{"数据来源", "Source"}, sheet->source, NULL},
        {{"规划参数（非法规条文）", "Planning parameters, not law"}, sheet->choices, NULL},
    };

    letters.wrap_mm = page->foot.x + page->foot.width - x;
    letters.lines = 1;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *first, *second, *name, *name_second;
        char text[600];
        if (!rows[i].value_zh && !rows[i].value_en)
            continue;
        bilingual_pick(sheet->language, (Words){rows[i].value_zh, rows[i].value_en}, &first,
                       &second);
        bilingual_pick(sheet->language, rows[i].words, &name, &name_second);
        snprintf(text, sizeof text, "%s%s%s: %s%s%s", name, name_second ? " " : "",
                 name_second ? name_second : "", first, second ? " / " : "", second ? second : "");
        y += lettering_draw(lettering, cr, text, &letters, x, y) * 0.92;
    }
}

void title_block_foot(cairo_t *cr, Lettering *lettering, const MapSheet *sheet, const Page *page,
                      const MapView *view)
{
    const Rect *foot = &page->foot;
    double t = page->type, bar = fmin(foot->width * 0.34, 92 * t);
    char number[32], text[64];
    Letters scale = {.height_mm = 4.2 * t, .rgb = 0x111111, .bold = true};

    furniture_scale_bar(cr, lettering, view->scale,
                        (Rect){foot->x + 1.5 * t, foot->y + 2 * t, bar, 8.4 * t});
    furniture_number(view->scale, number, sizeof number);
    snprintf(text, sizeof text, "1:%s", number);
    lettering_draw(lettering, cr, text, &scale, foot->x + bar + 4 * t, foot->y + 3.2 * t);
    foot_statement(cr, lettering, sheet, page, foot->x + bar + 34 * t);
    if (!sheet->warning_zh && !sheet->warning_en)
        return;
    Letters warning = {.height_mm = 2.7 * t,
                       .rgb = warning_rgb,
                       .bold = true,
                       .wrap_mm = bar + 31 * t,
                       .lines = 1};
    const char *first, *second;
    bilingual_pick(sheet->language, (Words){sheet->warning_zh, sheet->warning_en}, &first, &second);
    double y = foot->y + 10.4 * t;
    y += lettering_draw(lettering, cr, first, &warning, foot->x + 1.5 * t, y);
    warning.height_mm = 2.2 * t;
    if (second)
        lettering_draw(lettering, cr, second, &warning, foot->x + 1.5 * t, y - 0.6 * t);
}

double title_block_figures(cairo_t *cr, Lettering *lettering, const MapSheet *sheet,
                           const Page *page, Rect room)
{
    double row = 5.6 * page->type, y = room.y;
    Letters name = {.height_mm = 2.8 * page->type, .rgb = 0x222222};
    Letters value = {
        .height_mm = 3.3 * page->type, .rgb = 0x111111, .bold = true, .align = ALIGN_RIGHT};
    Letters title = {
        .height_mm = fmin(4.2 * page->type, room.width / 18), .rgb = 0x111111, .bold = true};

    if (sheet->figure_count == 0)
        return 0;
    if (cr)
        bilingual_line(lettering, cr, sheet->language, (Words){"主要指标", "Key figures"}, &title,
                       (double[]){room.x, y});
    y += title.height_mm * 1.8;
    for (size_t i = 0; i < sheet->figure_count; i++) {
        const MapFigure *figure = &sheet->figures[i];
        if (cr) {
            bilingual_line(lettering, cr, sheet->language, (Words){figure->zh, figure->en}, &name,
                           (double[]){room.x, y + row * 0.12});
            lettering_draw(lettering, cr, figure->value ? figure->value : "", &value,
                           room.x + room.width, y);
            line(cr, room.x, y + row - 0.2, room.x + room.width, y + row - 0.2);
        }
        y += row;
    }
    return y - room.y;
}

/* A row of the title block. */
typedef struct {
    Words name, value;
} Row;

static size_t table_rows(const MapSheet *sheet, Row rows[8], char index[2][48])
{
    size_t count = 0;

    if (sheet->plan_number)
        rows[count++] = (Row){{"图号", "Plan no."}, {sheet->plan_number, NULL}};
    if (sheet->sheet_count > 0) {
        snprintf(index[0], sizeof index[0], "第 %d 张，共 %d 张", sheet->sheet_index,
                 sheet->sheet_count);
        snprintf(index[1], sizeof index[1], "%d of %d", sheet->sheet_index, sheet->sheet_count);
        rows[count++] = (Row){{"图幅", "Sheet"}, {index[0], index[1]}};
    }
    if (sheet->data_date)
        rows[count++] = (Row){{"资料截止", "Data date"}, {sheet->data_date, NULL}};
    if (sheet->compiler_zh || sheet->compiler_en)
        rows[count++] =
            (Row){{"编制单位", "Compiled by"}, {sheet->compiler_zh, sheet->compiler_en}};
    return count;
}

double title_block_table(cairo_t *cr, Lettering *lettering, const MapSheet *sheet, const Page *page,
                         Rect room)
{
    Row rows[8];
    char index[2][48];
    size_t count = table_rows(sheet, rows, index);
    double row = 7.4 * page->type, split = room.width * 0.36, height = row * (double)count;
    double y = room.y + room.height - height, pad = 1.4 * page->type;
    Letters name = {.height_mm = 2.7 * page->type, .rgb = 0x333333, .lines = 1};
    Letters value = {.height_mm = 2.9 * page->type,
                     .rgb = 0x111111,
                     .lines = 1,
                     .wrap_mm = room.width - split - 2 * pad};

    if (!cr || count == 0)
        return height;
    cairo_rectangle(cr, room.x, y, room.width, height);
    paint_colour(cr, ink);
    cairo_set_line_width(cr, 0.35);
    cairo_stroke(cr);
    line(cr, room.x + split, y, room.x + split, y + height);
    for (size_t i = 0; i < count; i++, y += row) {
        double tall = bilingual_block(lettering, NULL, sheet->language, rows[i].value, &value,
                                      (double[]){0, 0});
        double low = bilingual_block(lettering, NULL, sheet->language, rows[i].name, &name,
                                     (double[]){0, 0});
        if (i > 0)
            line(cr, room.x, y, room.x + room.width, y);
        bilingual_block(lettering, cr, sheet->language, rows[i].name, &name,
                        (double[]){room.x + pad, y + (row - low) / 2});
        bilingual_block(lettering, cr, sheet->language, rows[i].value, &value,
                        (double[]){room.x + split + pad, y + (row - tall) / 2});
    }
    return height;
}
