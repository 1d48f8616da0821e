/* title_block.h - what a sheet says about itself: title, foot, title block.
 *
 * Millimetres on the sheet. Texts that are NULL leave their line out.
 */
#ifndef RENDER_TITLE_BLOCK_H
#define RENDER_TITLE_BLOCK_H

#include <cairo.h>

#include "render/lettering.h"
#include "render/map_view.h"
#include "render/sheet.h"

/* The band above the map: plan number, title, confidentiality mark. */
void title_block_band(cairo_t *cr, Lettering *lettering, const MapSheet *sheet, const Page *page);

/* The foot below the map: scale bar, numeric scale, coordinates, warning. */
void title_block_foot(cairo_t *cr, Lettering *lettering, const MapSheet *sheet, const Page *page,
                      const MapView *view);

/* The headline figures, `cr` NULL to measure. Returns the height. */
double title_block_figures(cairo_t *cr, Lettering *lettering, const MapSheet *sheet,
                           const Page *page, Rect room);

/* The table of plan number, sheet, dates and compiler, with its lower edge at
 * the room's. Returns the height; draws nothing where cr is NULL. */
double title_block_table(cairo_t *cr, Lettering *lettering, const MapSheet *sheet, const Page *page,
                         Rect room);

#endif
