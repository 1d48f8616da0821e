/* scene_parts.h - what scene*.c share while a scene is put together. */
#ifndef DATA_SCENE_PARTS_H
#define DATA_SCENE_PARTS_H

#include "data/scene.h"

/* How far beyond the area the sources are read, in metres: the largest range of a
 * camera on the street (a 4K lens still outlines a figure there, 20 px/m), and
 * of one that watches a border or a forest. Surfaces end where their terrain does. */
enum { STREET_RANGE_M = 200, LONG_RANGE_M = 5000 };

typedef struct {
    Scene scene; /* first: a Scene * is a SceneOwner * */
    Layer area_layer, township_layer;
    const GEOSPreparedGeometry **prepared; /* one a township */
    size_t note_capacity, input_capacity;
} SceneOwner;

/* The area's polygons in one shape. ERR_INPUT when there is none. */
MUST_CHECK Status scene_read_area(SceneOwner *owner, Diag *diag);
/* The townships that touch the area; only where the project names them. */
MUST_CHECK Status scene_read_townships(SceneOwner *owner, Diag *diag);

/* Add a note; `layer` may be "". */
void scene_note(SceneOwner *owner, const char *severity, const char *layer, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
/* What every layer has to say: repaired, empty, nothing left. */
void scene_note_layer(SceneOwner *owner, const Layer *layer);
void scene_note_surface(SceneOwner *owner, const Surface *surface);
void scene_note_cameras(SceneOwner *owner);
/* How much of a national boundary there is, and of what kind. */
void scene_note_border(SceneOwner *owner);

/* Hash the files of a dataset, or one file. */
MUST_CHECK Status scene_input(SceneOwner *owner, const SourceRef *ref, const char *role,
                              Diag *diag);
MUST_CHECK Status scene_input_file(SceneOwner *owner, const char *path, const char *role,
                                   const char *license, Diag *diag);
void scene_inputs_sort(SceneOwner *owner);

#endif
