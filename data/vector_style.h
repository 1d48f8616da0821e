/* vector_style.h - the table layer_styles, by which QGIS draws a GeoPackage.
 *
 * Private to vector_file.c. Columns as QGIS 3 makes them itself when a style is
 * saved in the database (QgsOgrProvider::saveStyle).
 */
#ifndef DATA_VECTOR_STYLE_H
#define DATA_VECTOR_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/vector_file.h"

typedef struct {
    struct {
        char *layer, *title, *qml, *sld;
    } * items;
    size_t count, capacity;
} VectorStyles;

/* Remember the layer's style; nothing when it has none. */
void vector_styles_add(VectorStyles *styles, const VectorLayer *layer);
/* Write the table into an open GDAL dataset; false on failure, CPLGetLastErrorMsg() says why. */
bool vector_styles_write(const VectorStyles *styles, void *dataset);
void vector_styles_release(VectorStyles *styles);

#endif
