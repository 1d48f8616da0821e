#include "render/page.h"

#include <stddef.h>

#include "base/text.h"

/* `type` makes the furniture of a wall map readable from where one stands. */
static const struct {
    const char *name;
    double short_mm, long_mm, type, panel_mm;
} papers[] = {
    {"A4", 210, 297, 0.78, 56},  {"A3", 297, 420, 1.0, 80},   {"A2", 420, 594, 1.2, 98},
    {"A1", 594, 841, 1.45, 122}, {"A0", 841, 1189, 1.8, 156},
};

Status paper_parse(Paper *out, const char *name, Diag *diag)
{
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (text_equal_nocase(name, papers[i].name)) {
            *out = (Paper)i;
            return OK;
        }
    return diag_fail(diag, ERR_INPUT, "paper \"%s\" is not one of A4, A3, A2, A1, A0",
                     name ? name : "");
}

const char *paper_name(Paper paper)
{
    return papers[paper].name;
}

Rect rect_inset(Rect rect, double by_mm)
{
    return (Rect){rect.x + by_mm, rect.y + by_mm, rect.width - 2 * by_mm, rect.height - 2 * by_mm};
}

void page_layout(Page *page, Paper paper, bool portrait)
{
    const double margin = 7, gap = 4, band = 4.2;
    double short_mm = papers[paper].short_mm, long_mm = papers[paper].long_mm;
    double type = papers[paper].type, panel = papers[paper].panel_mm;
    double title = 19 * type, foot = 16 * type;

    *page = (Page){.width_mm = portrait ? short_mm : long_mm,
                   .height_mm = portrait ? long_mm : short_mm,
                   .type = type};
    page->outer = rect_inset((Rect){0, 0, page->width_mm, page->height_mm}, margin);
    Rect inside = rect_inset(page->outer, gap);
    page->title = (Rect){inside.x, inside.y - gap / 2, inside.width, title};
    double top = page->title.y + title, bottom = inside.y + inside.height;
    page->frame = (Rect){inside.x, top, inside.width - panel - gap, bottom - top - foot};
    page->panel = (Rect){page->frame.x + page->frame.width + gap, top, panel, bottom - top};
    if (portrait) { /* the panel lies under the map */
        double low = panel * 1.15;
        page->frame = (Rect){inside.x, top, inside.width, bottom - top - foot - low - gap};
        page->panel = (Rect){inside.x, bottom - low, inside.width, low};
    }
    page->foot = (Rect){page->frame.x, page->frame.y + page->frame.height, page->frame.width, foot};
    page->map = rect_inset(page->frame, band * type);
}
