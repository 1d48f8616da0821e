/* vector_file.h - a GeoPackage being written, layer by layer.
 *
 * Equal input gives equal bytes (no time stamps). `layer_styles` is filled
 * so that QGIS opens the file drawn. A VectorFile belongs to one thread.
 */
#ifndef DATA_VECTOR_FILE_H
#define DATA_VECTOR_FILE_H

#include <geos_c.h>
#include <stddef.h>

#include "base/status.h"
#include "data/crs.h"

typedef struct VectorFile VectorFile;

typedef enum { FIELD_TEXT, FIELD_REAL, FIELD_INTEGER } FieldKind;

typedef struct {
    const char *name;
    FieldKind kind;
} VectorField; /* a list ends with a NULL name */

typedef enum { VECTOR_POINT, VECTOR_LINE, VECTOR_AREA, VECTOR_ANY } VectorShape;

typedef struct {
    const char *name, *title; /* layer and its identifier for people */
    VectorShape shape;        /* lines and areas are written as multi */
    const VectorField *fields;
    const char *style_qml, *style_sld; /* or NULL */
} VectorLayer;

MUST_CHECK Status vector_file_create(VectorFile **out, const char *path, const Crs *crs,
                                     Diag *diag);
MUST_CHECK Status vector_file_layer(VectorFile *file, const VectorLayer *layer, Diag *diag);

/* One feature of the layer begun last. Set the fields in any order, then add.
 * `shape` may be NULL; texts may be NULL; NaN is null. */
void vector_file_text(VectorFile *file, const char *field, const char *value);
void vector_file_real(VectorFile *file, const char *field, double value);
void vector_file_integer(VectorFile *file, const char *field, long long value);
MUST_CHECK Status vector_file_add(VectorFile *file, GEOSContextHandle_t geos,
                                  const GEOSGeometry *shape, Diag *diag);

/* Write the styles and close; also frees on failure. */
MUST_CHECK Status vector_file_close(VectorFile *file, Diag *diag);
/* Give up: frees without promising a readable file. NULL is allowed. */
void vector_file_abandon(VectorFile *file);

#endif
