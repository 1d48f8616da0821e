#include "render/lettering.h"

#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static const struct {
    const char *family, *package;
} chain[] = {
    {"Noto Sans CJK SC", "fonts-noto-cjk"},
    {"DejaVu Sans", "fonts-dejavu-core"},
};

enum { CHAIN = sizeof chain / sizeof *chain };

/* Pango lays out in units of 1/20 mm, so that its whole-number rounding and
 * FreeType's 1/64 cannot be seen on paper. */
static const double units_per_mm = 20;

struct Lettering {
    PangoFontMap *fonts;
    PangoContext *context;
    PangoLayout *layout;
    gunichar missing;
    char missing_in[128];
};

static bool family_installed(const char *family)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *wanted = FcObjectSetBuild(FC_FAMILY, (char *)NULL);

    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcFontSet *found = FcFontList(NULL, pattern, wanted);
    bool installed = found && found->nfont > 0;
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(wanted);
    FcPatternDestroy(pattern);
    return installed;
}

Status lettering_new(Lettering **out, Diag *diag)
{
    *out = NULL;
    for (size_t i = 0; i < CHAIN; i++)
        if (!family_installed(chain[i].family))
            return diag_fail(diag, ERR_OUTPUT,
                             "font \"%s\" is not installed: install the Debian package %s",
                             chain[i].family, chain[i].package);

    Lettering *lettering = memory_new(1, sizeof *lettering);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    lettering->fonts = pango_cairo_font_map_new();
    lettering->context = pango_font_map_create_context(lettering->fonts);
    pango_cairo_context_set_font_options(lettering->context, options);
    pango_context_set_language(lettering->context, pango_language_from_string("zh-cn"));
    pango_context_set_round_glyph_positions(lettering->context, FALSE);
    cairo_font_options_destroy(options);
    lettering->layout = pango_layout_new(lettering->context);
    *out = lettering;
    return OK;
}

void lettering_free(Lettering *lettering)
{
    if (!lettering)
        return;
    g_object_unref(lettering->layout);
    g_object_unref(lettering->context);
    g_object_unref(lettering->fonts);
    free(lettering);
}

static bool run_in_chain(const PangoGlyphItem *run)
{
    PangoFontDescription *description = pango_font_describe(run->item->analysis.font);
    const char *family = pango_font_description_get_family(description);
    bool known = false;

    for (size_t i = 0; i < CHAIN && family; i++)
        known |= text_equal(family, chain[i].family);
    pango_font_description_free(description);
    return known;
}

/* Remember the first character that no font of the chain draws. Blanks may
 * come from anywhere: they have no ink. */
static void note_missing(Lettering *lettering, const char *text, const PangoGlyphItem *run)
{
    bool known = run_in_chain(run);
    const PangoGlyphString *glyphs = run->glyphs;

    for (int g = 0; g < glyphs->num_glyphs && !lettering->missing; g++) {
        PangoGlyph glyph = glyphs->glyphs[g].glyph;
        const char *at = text + run->item->offset + glyphs->log_clusters[g];
        gunichar letter = g_utf8_get_char_validated(at, -1);
        if (glyph == PANGO_GLYPH_EMPTY || (!(glyph & PANGO_GLYPH_UNKNOWN_FLAG) && known))
            continue;
        if (letter == 0x2026 || g_unichar_isspace(letter)) /* Pango's own ellipsis */
            continue;
        lettering->missing = letter ? letter : 0xFFFD;
        snprintf(lettering->missing_in, sizeof lettering->missing_in, "%s", text);
    }
}

static void layout_check(Lettering *lettering, const char *text)
{
    if (lettering->missing)
        return;
    for (GSList *line = pango_layout_get_lines_readonly(lettering->layout); line;
         line = line->next) {
        const PangoLayoutLine *laid = line->data;
        for (GSList *run = laid->runs; run; run = run->next)
            note_missing(lettering, text, run->data);
    }
}

static void layout_set(Lettering *lettering, const char *text, const Letters *letters)
{
    PangoLayout *layout = lettering->layout;
    PangoFontDescription *font = pango_font_description_new();
    PangoAttrList *attributes = pango_attr_list_new();
    static const PangoAlignment alignments[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                                PANGO_ALIGN_RIGHT};
    double scale = units_per_mm * PANGO_SCALE;

    pango_font_description_set_family_static(font, "Noto Sans CJK SC,DejaVu Sans");
    pango_font_description_set_absolute_size(font, letters->height_mm * scale);
    if (letters->bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    if (letters->spacing_mm > 0)
        pango_attr_list_insert(attributes,
                               pango_attr_letter_spacing_new((int)(letters->spacing_mm * scale)));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    bool wraps = letters->wrap_mm > 0;
    pango_layout_set_width(layout, wraps ? (int)(letters->wrap_mm * scale) : -1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height(layout, wraps && letters->lines > 0 ? -letters->lines : -1);
    pango_layout_set_ellipsize(layout, wraps && letters->lines > 0 ? PANGO_ELLIPSIZE_END
                                                                   : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_alignment(layout, alignments[letters->align]);
    pango_layout_set_text(layout, text, -1);
    layout_check(lettering, text);
}

void lettering_measure(Lettering *lettering, const char *text, const Letters *letters,
                       double *width_mm, double *height_mm)
{
    PangoRectangle logical;

    layout_set(lettering, text, letters);
    pango_layout_get_extents(lettering->layout, NULL, &logical);
    *width_mm = logical.width / (units_per_mm * PANGO_SCALE);
    *height_mm = logical.height / (units_per_mm * PANGO_SCALE);
}

/* With the origin at the top-left corner of the text's logical box. */
static void layout_show(Lettering *lettering, cairo_t *cr, const Letters *letters)
{
    PangoRectangle logical;
    uint32_t rgb = letters->rgb;

    pango_layout_get_extents(lettering->layout, NULL, &logical);
    cairo_scale(cr, 1 / units_per_mm, 1 / units_per_mm);
    cairo_translate(cr, -(double)logical.x / PANGO_SCALE, 0);
    if (letters->slanted) {
        /* Chinese fonts have no italics: names of waters lean by an affine shear. */
        cairo_matrix_t lean;
        cairo_matrix_init(&lean, 1, 0, -0.2, 1, 0.1 * letters->height_mm * units_per_mm, 0);
        cairo_transform(cr, &lean);
    }
    if (letters->halo_mm > 0) {
        cairo_new_path(cr);
        pango_cairo_layout_path(cr, lettering->layout);
        cairo_set_source_rgba(cr, 1, 1, 1, 0.85);
        cairo_set_line_width(cr, 2 * letters->halo_mm * units_per_mm);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(cr);
    }
    if (letters->halo_only)
        return;
    cairo_set_source_rgb(cr, ((rgb >> 16) & 0xFF) / 255.0, ((rgb >> 8) & 0xFF) / 255.0,
                         (rgb & 0xFF) / 255.0);
    cairo_move_to(cr, 0, 0);
    pango_cairo_show_layout(cr, lettering->layout);
}

double lettering_draw(Lettering *lettering, cairo_t *cr, const char *text, const Letters *letters,
                      double x_mm, double y_mm)
{
    static const double shares[] = {0, 0.5, 1};
    double width, height;

    if (!text || !*text)
        return 0;
    lettering_measure(lettering, text, letters, &width, &height);
    cairo_save(cr);
    cairo_translate(cr, x_mm - width * shares[letters->align], y_mm);
    layout_show(lettering, cr, letters);
    cairo_restore(cr);
    return height;
}

void lettering_draw_turned(Lettering *lettering, cairo_t *cr, const char *text,
                           const Letters *letters, const double middle_mm[2], double turn_rad)
{
    double width, height;

    lettering_measure(lettering, text, letters, &width, &height);
    cairo_save(cr);
    cairo_translate(cr, middle_mm[0], middle_mm[1]);
    cairo_rotate(cr, turn_rad);
    cairo_translate(cr, -width / 2, -height / 2);
    layout_show(lettering, cr, letters);
    cairo_restore(cr);
}

Status lettering_check(const Lettering *lettering, Diag *diag)
{
    char letter[8] = {0};

    if (!lettering->missing)
        return OK;
    g_unichar_to_utf8(lettering->missing, letter);
    return diag_fail(diag, ERR_OUTPUT,
                     "no font has the character U+%04X \"%s\" of the text \"%s\": replace it in "
                     "the data, or install a Noto Sans CJK that has it",
                     lettering->missing, letter, lettering->missing_in);
}
