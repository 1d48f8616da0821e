/* scene.h - everything that the project's sources say about the place.
 *
 * All layers in one metre CRS, checked, repaired and clipped to the area plus
 * the largest camera range; the surfaces; the existing cameras; the catalogue.
 * Read-only after scene_read(). Its GEOS context serves the thread that made
 * it; other threads bring their own (shape_context()).
 */
#ifndef DATA_SCENE_H
#define DATA_SCENE_H

#include <geos_c.h>

#include "base/arena.h"
#include "base/status.h"
#include "data/camera.h"
#include "data/crs.h"
#include "data/layer.h"
#include "data/project.h"
#include "data/surface.h"

typedef struct {
    const char *name, *code; /* "" where the source says none */
    const GEOSGeometry *shape;
} Township;

/* An input file as run.json names it. */
typedef struct {
    const char *path;    /* relative to the project file's folder */
    const char *sha256;  /* hex */
    const char *role;    /* "layer roads", "terrain", "catalogue", "pack", ... */
    const char *license; /* or NULL */
} InputFile;

/* What reading found out about the data. */
typedef struct {
    const char *severity; /* "warning" or "note" */
    const char *layer, *sentence;
} SceneNote;

typedef struct {
    const Project *project;
    Crs *crs;
    GEOSContextHandle_t geos;
    Arena *arena;
    GEOSGeometry *area;
    Box box;             /* of the area */
    Township *townships; /* by code, then name; empty when none is given */
    size_t township_count;
    Layer *layers; /* in the project file's order */
    size_t layer_count;
    Surface surfaces[2]; /* indexed by SurfaceUse */
    bool has_surface[2];
    Layer buildings; /* footprints of the street surface, or of the only one; count 0: none */
    Catalogue *catalogue;
    CameraInventory cameras;
    InputFile *inputs; /* by path */
    size_t input_count;
    SceneNote *notes; /* become findings */
    size_t note_count;
} Scene;

/* Read all that the project names. Progress phase "reading". */
MUST_CHECK Status scene_read(Scene **out, const Project *project, Diag *diag);
void scene_free(Scene *scene);

/* The surface a requirement is judged on: its own, or the only one there is. */
const Surface *scene_surface(const Scene *scene, SurfaceUse use);
const Layer *scene_layer(const Scene *scene, const char *id); /* NULL: no such layer */
/* The township that holds a point, or NULL. */
const Township *scene_township(const Scene *scene, double x, double y);

#endif
