#include "data/camera_assume.h"

#include "base/text.h"
#include "data/camera_profile.h"

/* Of PTZType of GB/T 28181-2022 and of camera:type=* of OpenStreetMap. */
static const char *const words[] = {"dome",    "bullet", "ptz",   "panoramic", "fisheye",
                                    "thermal", "multi",  "fixed", "panning",   NULL};

enum { MOST_TYPES = 100 }; /* of an inventory, to look among and to list */

typedef struct {
    const char *items[MOST_TYPES + sizeof words / sizeof *words];
    size_t count;
} Types;

static void types_add(Types *types, const char *type)
{
    for (size_t i = 0; i < types->count; i++)
        if (text_equal_nocase(types->items[i], type))
            return;
    if (types->count < MOST_TYPES)
        types->items[types->count++] = type;
}

/* Does the inventory have the type, as it writes it or as the word for that? */
static bool is_met(const ProjectCameras *as, const Layer *layer, const char *column,
                   const char *type)
{
    for (size_t i = 0; column && i < layer->count; i++) {
        const char *raw = layer_value(layer, &layer->features[i], column);
        if (raw &&
            (text_equal_nocase(raw, type) || text_equal_nocase(camera_profile_type(as, raw), type)))
            return true;
    }
    return false;
}

static Status type_unknown(const Layer *layer, const char *column, const ProjectAssume *assume,
                           Diag *diag)
{
    Types types = {.count = 0};
    Text list = {0};

    for (size_t i = 0; column && i < layer->count; i++) {
        const char *raw = layer_value(layer, &layer->features[i], column);
        if (raw && *raw)
            types_add(&types, raw);
    }
    text_list(&list, types.items, 12);
    for (const char *const *word = words; *word; word++)
        types.items[types.count++] = *word;
    const char *nearest = text_nearest(assume->type, types.items);
    diag_fail(diag, ERR_INPUT, "%s: cameras.assume: no camera of %s is of the type '%s'; %s%s%s",
              assume->place, layer->source, assume->type,
              nearest      ? "did you mean '"
              : *list.text ? "write \"*\" for all, or one of its types: "
                           : "it says no types: write \"*\" for all",
              nearest ? nearest : list.text, nearest ? "'?" : "");
    text_release(&list);
    return ERR_INPUT;
}

Status camera_assume_expect(const ProjectCameras *as, const Layer *layer, Diag *diag)
{
    bool stated;
    const char *column = camera_profile_column(as, "type", &stated);
    Status status = OK;

    for (size_t i = 0; i < as->assume_count && status == OK; i++) {
        const char *type = as->assume[i].type;
        if (!text_equal(type, "*") && !camera_profile_says(type, words) &&
            !is_met(as, layer, column, type))
            status = type_unknown(layer, column, &as->assume[i], diag);
    }
    return status;
}
