/* bilingual.h - words in Chinese, English or both, as a sheet's language asks.
 *
 * Either may be NULL or empty; where the language asks for the one that is
 * missing the other stands in. Millimetres on the sheet.
 */
#ifndef RENDER_BILINGUAL_H
#define RENDER_BILINGUAL_H

#include <cairo.h>

#include "render/lettering.h"
#include "render/map.h"

typedef struct {
    const char *zh, *en;
} Words;

/* What of the words the language shows: `second` is NULL unless both are. */
void bilingual_pick(MapLanguage language, Words words, const char **first, const char **second);

/* The English beside the Chinese, smaller; wrapped at wrap_mm where set, then
 * below it. Returns the height; draws nothing where cr is NULL. */
double bilingual_block(Lettering *lettering, cairo_t *cr, MapLanguage language, Words words,
                       const Letters *letters, const double at[2]);

/* One line, "Chinese English". Returns its width; draws nothing where cr is NULL. */
double bilingual_line(Lettering *lettering, cairo_t *cr, MapLanguage language, Words words,
                      const Letters *letters, const double at[2]);

#endif
