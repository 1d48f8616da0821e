/* svg_ids.h - the ids in Cairo's SVG, renumbered.
 *
 * Cairo counts surfaces over the life of the process, so the same drawing gets
 * other ids the second time. Here ids become i1, i2, ... in the order in which
 * they first occur, and every reference (href="#..", url(#..)) follows.
 */
#ifndef RENDER_SVG_IDS_H
#define RENDER_SVG_IDS_H

#include <stddef.h>

/* `*bytes` is malloc'd and may be moved. */
void svg_ids_renumber(char **bytes, size_t *count);

#endif
