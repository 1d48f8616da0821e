/* layer_style.h - how QGIS draws a layer of plan.gpkg: QML and SLD texts.
 *
 * Malloc'd texts. Colours agree with render/style.h: a camera's state and a gap
 * read the same on the map and in the GeoPackage.
 */
#ifndef PLANNER_REPORT_LAYER_STYLE_H
#define PLANNER_REPORT_LAYER_STYLE_H

#include "data/vector_file.h"

/* One symbol; `value` is the attribute value it stands for, NULL in a single-symbol style. */
typedef struct {
    const char *value, *label;
    const char *fill; /* "#rrggbb" */
    double fill_opacity;
    const char *line;
    double line_mm;
    const char *marker; /* points: "circle", "square", "triangle", "cross_fill" */
    double marker_mm;
} LayerSymbol;

/* `attribute` NULL: one symbol for all. */
char *layer_style_qml(VectorShape shape, const char *attribute, const LayerSymbol *symbols,
                      size_t count);
char *layer_style_sld(const char *layer, VectorShape shape, const char *attribute,
                      const LayerSymbol *symbols, size_t count);

/* A layer, how it is drawn, and what it is drawn by. */
typedef struct {
    VectorLayer layer;
    const char *attribute;
    const LayerSymbol *symbols;
    size_t symbol_count;
} StyledLayer;

/* Begin the layer with its QML and SLD; its title ends with the remark, if there is one. */
MUST_CHECK Status styled_layer_begin(VectorFile *file, const StyledLayer *styled,
                                     const char *remark, Diag *diag);

#endif
