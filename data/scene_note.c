/* scene_note.c - what reading found out about the data, for the findings. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/scene_parts.h"
#include "data/shape.h"

void scene_note(SceneOwner *owner, const char *severity, const char *layer, const char *fmt, ...)
{
    Scene *scene = &owner->scene;
    char sentence[1024];
    va_list args;

    va_start(args, fmt);
    vsnprintf(sentence, sizeof sentence, fmt, args);
    va_end(args);
    scene->notes =
        memory_grow(scene->notes, scene->note_count, &owner->note_capacity, sizeof *scene->notes);
    scene->notes[scene->note_count++] =
        (SceneNote){severity, arena_text(scene->arena, layer), arena_text(scene->arena, sentence)};
}

void scene_note_layer(SceneOwner *owner, const Layer *layer)
{
    if (layer->repaired)
        scene_note(owner, "note", layer->id,
                   "%s: %zu of %zu features had invalid geometries and were repaired",
                   layer->source, layer->repaired, layer->read);
    if (layer->empty)
        scene_note(owner, "warning", layer->id,
                   "%s: %zu of %zu features have no geometry that could be kept", layer->source,
                   layer->empty, layer->read);
    if (layer->read && layer->outside + layer->empty == layer->read)
        scene_note(owner, "warning", layer->id,
                   "%s: none of its %zu features lies in or near the area%s%s", layer->source,
                   layer->read, layer->misplaced ? ": " : "",
                   layer->misplaced ? layer->misplaced : "");
    if (!layer->read)
        scene_note(owner, "warning", layer->id, "%s has no features", layer->source);
}

void scene_note_surface(SceneOwner *owner, const Surface *surface)
{
    static const char *const uses[] = {"street", "long_range"};
    const char *use = uses[surface->use];

    if (surface->flat)
        scene_note(owner, "note", "terrain",
                   "the %s surface is flat: the project gives no terrain, so hills hide nothing",
                   use);
    if (surface->coarse)
        scene_note(owner, "warning", "terrain",
                   "the terrain of the %s surface has cells of %.1f m, accepted by accept_coarse: "
                   "coverage of street cameras is only indicative",
                   use, surface->terrain_cell_m);
    if (surface->nodata_cells)
        scene_note(owner, "warning", "terrain",
                   "the terrain of the %s surface has no data in %zu cells (%.2f %% of the area's "
                   "box): they block no view and are never seen",
                   use, surface->nodata_cells,
                   100 * (double)surface->nodata_cells * surface->grid.dx_m * surface->grid.dy_m /
                       ((owner->scene.box.max_x - owner->scene.box.min_x) *
                        (owner->scene.box.max_y - owner->scene.box.min_y)));
    if (surface->buildings_no_height)
        scene_note(owner, "note", "buildings",
                   "%zu of %zu buildings of the %s surface have no height: the default stands in",
                   surface->buildings_no_height, surface->buildings_raised, use);
}

static void note_unknown(SceneOwner *owner, unsigned bit, const char *what)
{
    const CameraInventory *cameras = &owner->scene.cameras;
    size_t unknown = 0, assumed = 0;

    for (size_t i = 0; i < cameras->count; i++) {
        unknown += (cameras->cameras[i].unknown & bit) != 0;
        assumed += (cameras->cameras[i].assumed & bit) != 0;
    }
    if (unknown)
        scene_note(owner, "warning", "cameras",
                   "%zu of %zu existing cameras have no known %s: they are kept and cover nothing "
                   "(the project's assume could fill it)",
                   unknown, cameras->count, what);
    if (assumed)
        scene_note(owner, "warning", "cameras",
                   "the %s of %zu of %zu existing cameras is assumed, as the project says", what,
                   assumed, cameras->count);
}

void scene_note_cameras(SceneOwner *owner)
{
    const CameraInventory *cameras = &owner->scene.cameras;

    if (cameras->dropped_columns)
        scene_note(owner, "note", "cameras",
                   "%s: %zu %s with addresses, accounts or secrets of devices not kept: %s",
                   cameras->source, cameras->dropped_columns,
                   text_by_number(cameras->dropped_columns, "column", "columns"), cameras->dropped);
    if (cameras->without_place)
        scene_note(owner, "warning", "cameras", "%s: %zu %s and left out", cameras->source,
                   cameras->without_place,
                   text_by_number(cameras->without_place, "row has no coordinates and is",
                                  "rows have no coordinates and are"));
    if (cameras->outside)
        scene_note(owner, "warning", "cameras",
                   "%zu of %zu existing cameras lie outside the area and its surroundings and are "
                   "left out: %.600s",
                   cameras->outside, cameras->read, cameras->outside_ids);
    note_unknown(owner, UNKNOWN_AZIMUTH, "azimuth");
    note_unknown(owner, UNKNOWN_HEIGHT, "mount height");
    note_unknown(owner, UNKNOWN_LENS, "field of view");
    note_unknown(owner, UNKNOWN_PIXELS, "pixel count");
}
