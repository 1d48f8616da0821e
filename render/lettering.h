/* lettering.h - all words on a sheet: fonts, measuring, drawing.
 *
 * Fonts are an explicit chain, "Noto Sans CJK SC" then "DejaVu Sans" (Debian:
 * fonts-noto-cjk, fonts-dejavu-core); no other font of the machine is ever
 * used, so that a sheet looks the same everywhere. A character that neither
 * has is remembered and becomes the error of lettering_check(): never a box.
 * Sizes and places are millimetres; a letter's height is its em square.
 * One Lettering per thread.
 */
#ifndef RENDER_LETTERING_H
#define RENDER_LETTERING_H

#include <cairo.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

typedef struct Lettering Lettering;

typedef enum { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

typedef struct {
    double height_mm;
    uint32_t rgb;
    bool bold, slanted;
    double halo_mm;    /* white, around the letters; 0: none */
    bool halo_only;    /* the halo alone, under letters that are drawn later */
    double wrap_mm;    /* lines are broken at this width; 0: one line */
    int lines;         /* at most, with wrap_mm: what is over ends in "..."; 0: any */
    double spacing_mm; /* between letters, more than usual */
    Align align;       /* of the lines, and of x in lettering_draw() */
} Letters;

/* ERR_OUTPUT names a font that is not installed and its Debian package. */
MUST_CHECK Status lettering_new(Lettering **out, Diag *diag);
void lettering_free(Lettering *lettering);

/* The box that `text` takes. */
void lettering_measure(Lettering *lettering, const char *text, const Letters *letters,
                       double *width_mm, double *height_mm);

/* Draw with the top of the box at y and its left, middle or right (by
 * `align`) at x. Returns the height of the box. */
double lettering_draw(Lettering *lettering, cairo_t *cr, const char *text, const Letters *letters,
                      double x_mm, double y_mm);

/* Draw with the middle of the box at a point, turned clockwise. */
void lettering_draw_turned(Lettering *lettering, cairo_t *cr, const char *text,
                           const Letters *letters, const double middle_mm[2], double turn_rad);

/* ERR_OUTPUT, naming the first character without a glyph and the text that
 * it stands in, if any text measured or drawn so far had one. */
MUST_CHECK Status lettering_check(const Lettering *lettering, Diag *diag);

#endif
