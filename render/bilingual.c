#include "render/bilingual.h"

#include <stddef.h>

#include "base/text.h"

static const double second_size = 0.74; /* Latin letters look larger than Chinese ones */
static const uint32_t second_rgb = 0x5A5A5A;

void bilingual_pick(MapLanguage language, Words words, const char **first, const char **second)
{
    const char *zh = words.zh && *words.zh ? words.zh : NULL;
    const char *en = words.en && *words.en ? words.en : NULL;

    *second = NULL;
    if (language == LANGUAGE_ZH || !en)
        *first = zh ? zh : en;
    else if (language == LANGUAGE_EN || !zh)
        *first = en;
    else {
        *first = zh;
        *second = text_equal(zh, en) ? NULL : en;
    }
    if (!*first)
        *first = "";
}

static Letters second_letters(const Letters *letters)
{
    Letters small = *letters;

    small.height_mm *= second_size;
    small.bold = false;
    small.rgb = second_rgb;
    return small;
}

static double put(Lettering *lettering, cairo_t *cr, const char *text, const Letters *letters,
                  const double at[2])
{
    double width, height;

    if (cr)
        return lettering_draw(lettering, cr, text, letters, at[0], at[1]);
    lettering_measure(lettering, text, letters, &width, &height);
    return height;
}

double bilingual_block(Lettering *lettering, cairo_t *cr, MapLanguage language, Words words,
                       const Letters *letters, const double at[2])
{
    const char *first, *second;
    Letters small = second_letters(letters);

    bilingual_pick(language, words, &first, &second);
    double height = put(lettering, cr, first, letters, at) * 0.92;
    if (second)
        height += put(lettering, cr, second, &small, (double[]){at[0], at[1] + height});
    return height;
}

double bilingual_line(Lettering *lettering, cairo_t *cr, MapLanguage language, Words words,
                      const Letters *letters, const double at[2])
{
    const char *first, *second;
    Letters small = second_letters(letters);
    double width, height, more, below;

    bilingual_pick(language, words, &first, &second);
    lettering_measure(lettering, first, letters, &width, &height);
    if (cr)
        lettering_draw(lettering, cr, first, letters, at[0], at[1]);
    if (!second)
        return width;
    width += letters->height_mm * 0.4;
    lettering_measure(lettering, second, &small, &more, &below);
    if (cr) /* on one baseline: both fonts share their proportions */
        lettering_draw(lettering, cr, second, &small, at[0] + width,
                       at[1] + (height - below) * 0.8);
    return width + more;
}
