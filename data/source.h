/* source.h - a vector dataset being read, feature by feature, through OGR.
 *
 * Opened read-only, and so that nothing is written beside it (GeoPackages as
 * immutable). Attributes come as UTF-8 text whatever they were: no type is ever
 * guessed, so that 20-digit codes stay whole. Dates read 2021-06-01. Geometries come flat and
 * without curves, in the source's own CRS. One thread.
 */
#ifndef DATA_SOURCE_H
#define DATA_SOURCE_H

#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "data/crs.h"
#include "data/grid.h"
#include "data/project.h"

typedef struct Source Source;

typedef struct {
    int64_t fid;
    const char *const *values; /* in the arena, one a field; NULL when unset */
    GEOSGeometry *shape;       /* the caller's; NULL: none, empty, or outside */
    bool closed;               /* an open ring had to be closed */
    Box box;                   /* source CRS; empty when there is no geometry */
    bool outside;              /* of the box of source_clip(); the shape was not made */
} SourceFeature;

/* Open the dataset, its layer and the `where` filter. `id` names it in messages.
 * ERR_INPUT: no dataset, no such layer (the existing ones are listed), bad filter. */
MUST_CHECK Status source_open(Source **out, const SourceRef *ref, const char *id, Diag *diag);
void source_close(Source *source); /* NULL is allowed */

const char *source_name(const Source *source); /* "layer roads (town.gpkg, lines)" */
const char *source_layer(const Source *source);
const char *const *source_fields(const Source *source, size_t *count); /* until closed */
bool source_has_places(const Source *source); /* false: a table without coordinates */
/* The CRS that the project or the source says; ERR_INPUT when neither does. */
MUST_CHECK Status source_crs(const Source *source, Crs **out, Diag *diag);
/* From now on features whose box misses `box` (source CRS) come without a shape. */
void source_clip(Source *source, Box box);
bool source_clipped(const Source *source, Box *box); /* false: source_clip() was never called */
/* The next feature; `*more` is false after the last. ERR_INPUT: unreadable, not UTF-8. */
MUST_CHECK Status source_next(Source *source, GEOSContextHandle_t geos, Arena *arena,
                              SourceFeature *out, bool *more, Diag *diag);
/* "layer roads (town.gpkg, lines), feature 12"; in a CSV its line. In the arena. */
const char *source_feature(const Source *source, Arena *arena, int64_t fid);

/* The files that a dataset consists of (sidecars too), sorted, in the arena; names
 * that are no local files are left out. Works for rasters as well. */
MUST_CHECK Status source_files(const SourceRef *ref, Arena *arena, const char ***files,
                               size_t *count, Diag *diag);

#endif
