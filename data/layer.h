/* layer.h - a vector layer brought into the project CRS, checked and clipped.
 *
 * Features keep their source id and attributes as text. Invalid shapes are
 * repaired and counted, empty ones counted, what lies outside the clip box
 * counted. Sorted by source feature id. A table without geometries or x and y
 * columns (a vehicle fleet) keeps its rows, without shapes. Read-only after reading.
 */
#ifndef DATA_LAYER_H
#define DATA_LAYER_H

#include <geos_c.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "data/crs.h"
#include "data/grid.h"
#include "data/project.h"

typedef struct {
    GEOSGeometry *shape; /* the layer's; whole, never cut; NULL in a table without places */
    int64_t fid;
    const char *const *values; /* one a field, NULL when unset */
    const char *tags;          /* OSM: further tags, packed (osm_tags.h), or NULL */
} Feature;

typedef struct {
    const char *id;         /* of the project file */
    const char *source;     /* file and layer, for messages: "town.gpkg, layer roads" */
    const char *place;      /* FILE:LINE of the project file, for messages */
    const char *crs;        /* name of the source's CRS */
    const ProjectLayer *as; /* how the project declares it; NULL for area, townships, ... */
    const char *const *fields;
    size_t field_count;
    Feature *features;
    size_t count;
    size_t read, empty, repaired, outside; /* read = count + empty + outside */
    Box box;                               /* of the features kept */
    const char *misplaced;                 /* why all lie outside, if that can be told; else NULL */
} Layer;

/* Read `ref` into `*out` (texts in `arena`, shapes until layer_release()). `clip` (project
 * CRS) drops what does not touch it; NULL keeps all.
 * ERR_INPUT for a missing file, layer (existing ones are listed), CRS or field. */
MUST_CHECK Status layer_read(Layer *out, GEOSContextHandle_t geos, Arena *arena,
                             const SourceRef *ref, const char *id, const Crs *crs, const Box *clip,
                             Diag *diag);
void layer_release(Layer *layer, GEOSContextHandle_t geos);

/* The value of a field or, for OSM, of a tag ("camera:direction" also as
 * camera_direction); NULL when unset. */
const char *layer_value(const Layer *layer, const Feature *feature, const char *field);
/* Position of a field, or -1. */
int layer_field(const Layer *layer, const char *field);
/* Fail with the existing fields listed when `field` is missing. */
MUST_CHECK Status layer_need_field(const Layer *layer, const char *field, Diag *diag);
/* The feature's name in the project's name field or the usual ones; "" when none. */
const char *layer_feature_name(const Layer *layer, const Feature *feature);

#endif
