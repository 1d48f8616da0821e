#include "data/roof.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/length.h"
#include "data/shape.h"

/* Nothing higher is built: such a number is a slip of the pen or another unit. */
static const double ROOF_HIGHEST_M = 1000;

typedef enum { ROOF_BLOCKS, ROOF_OPEN, ROOF_ABSENT } RoofUse;

/* The cells under one footprint. */
typedef struct {
    struct {
        int row, from, to;
    } * spans;
    size_t count, capacity;
} Footing;

typedef struct {
    Surface *surface;
    GEOSContextHandle_t geos;
    const ProjectSurface *as;
    const Layer *layer;
    Footing footing; /* of the feature at hand */
} Roofs;

static void footing_add(int row, int from_column, int to_column, void *context)
{
    Footing *footing = context;

    footing->spans =
        memory_grow(footing->spans, footing->count, &footing->capacity, sizeof *footing->spans);
    footing->spans[footing->count].row = row;
    footing->spans[footing->count].from = from_column;
    footing->spans[footing->count].to = to_column;
    footing->count++;
}

static void roofs_burn(Roofs *roofs, const Feature *feature)
{
    roofs->footing.count = 0;
    shape_burn(roofs->geos, feature->shape, &roofs->surface->grid, footing_add, &roofs->footing);
}

static bool roof_positive(const Roofs *roofs, const Feature *feature, const char *field)
{
    double value;

    return length_parse(layer_value(roofs->layer, feature, field), &value) && value > 0;
}

/* Is it a feature of OpenStreetMap that is no building at all? */
static bool roof_foreign(const Roofs *roofs, const char *building, const char *part)
{
    if (text_equal(building, "no"))
        return true;
    return layer_field(roofs->layer, "osm_id") >= 0 && !building && !part;
}

static RoofUse roof_use(const Roofs *roofs, const Feature *feature)
{
    const Layer *layer = roofs->layer;
    const char *building = layer_value(layer, feature, "building");
    const char *part = layer_value(layer, feature, "building:part");
    static const char *const open[] = {"roof", "carport", "canopy"};
    double level;

    if (!feature->shape || shape_kind(roofs->geos, feature->shape) != SHAPE_AREA ||
        roof_foreign(roofs, building, part) ||
        text_equal(layer_value(layer, feature, "location"), "underground") ||
        (text_number(layer_value(layer, feature, "layer"), &level) && level < 0))
        return ROOF_ABSENT;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (text_equal(building, open[i]) || (!building && text_equal(part, open[i])))
            return ROOF_OPEN;
    if (text_equal(layer_value(layer, feature, "wall"), "no") ||
        roof_positive(roofs, feature, "min_height") ||
        roof_positive(roofs, feature, "building:min_level"))
        return ROOF_OPEN;
    return ROOF_BLOCKS;
}

/* The building's height; `*assumed` when nothing but the default says it. */
static double roof_height_m(const Roofs *roofs, const Feature *feature, bool *assumed)
{
    const ProjectSurface *as = roofs->as;
    const char *height = as->height_field ? as->height_field : "height";
    const char *levels = as->levels_field ? as->levels_field : "building:levels";
    double value;

    *assumed = false;
    if (length_parse(layer_value(roofs->layer, feature, height), &value) && value > 0 &&
        value <= ROOF_HIGHEST_M)
        return value;
    if (length_parse(layer_value(roofs->layer, feature, levels), &value) && value > 0 &&
        value * as->level_height_m <= ROOF_HIGHEST_M)
        return value * as->level_height_m;
    *assumed = true;
    return as->default_height_m;
}

/* Mean ground under the footprint; NaN when no cell of it has ground. */
static double roof_mean_ground_m(const Roofs *roofs)
{
    const Surface *surface = roofs->surface;
    double sum = 0;
    size_t count = 0;

    for (size_t i = 0; i < roofs->footing.count; i++) {
        const float *line =
            surface->ground + grid_at(&surface->grid, 0, roofs->footing.spans[i].row);
        for (int c = roofs->footing.spans[i].from; c < roofs->footing.spans[i].to; c++) {
            if (isnan(line[c]))
                continue;
            sum += (double)line[c];
            count++;
        }
    }
    return count ? sum / (double)count : NAN;
}

/* Raise or mark one cell; true when it is this building's to count. */
static bool roof_cell(Surface *surface, size_t cell, float roof, bool *by_height)
{
    uint8_t *kind = &surface->kind[cell];

    if (*kind == ROOF_BARE || *kind == ROOF_RAISED) {
        if (!(roof > surface->ground[cell]))
            return false;
        if (roof > surface->top[cell])
            surface->top[cell] = roof;
        *kind = ROOF_RAISED;
        *by_height = true;
        return true;
    }
    if (*kind == OBSTACLE_OTHER)
        *kind = OBSTACLE_BUILDING;
    return *kind == OBSTACLE_BUILDING;
}

static void roof_block(Roofs *roofs, const Feature *feature)
{
    Surface *surface = roofs->surface;
    bool assumed, by_height = false, raised = false;
    float roof;

    roofs_burn(roofs, feature);
    roof = (float)(roof_mean_ground_m(roofs) + roof_height_m(roofs, feature, &assumed));
    for (size_t i = 0; i < roofs->footing.count; i++) {
        size_t line = grid_at(&surface->grid, 0, roofs->footing.spans[i].row);
        for (int c = roofs->footing.spans[i].from; c < roofs->footing.spans[i].to; c++)
            if (roof_cell(surface, line + (size_t)c, roof, &by_height))
                raised = true;
    }
    surface->buildings_raised += raised;
    surface->buildings_no_height += by_height && assumed;
}

/* What a surface model shows here is a roof with nothing below. */
static void roof_open(Roofs *roofs, const Feature *feature)
{
    Surface *surface = roofs->surface;

    roofs_burn(roofs, feature);
    for (size_t i = 0; i < roofs->footing.count; i++) {
        size_t line = grid_at(&surface->grid, 0, roofs->footing.spans[i].row);
        for (int c = roofs->footing.spans[i].from; c < roofs->footing.spans[i].to; c++) {
            if (surface->kind[line + (size_t)c] != OBSTACLE_OTHER)
                continue;
            surface->kind[line + (size_t)c] = OBSTACLE_TERRAIN;
            surface->top[line + (size_t)c] = surface->ground[line + (size_t)c];
        }
    }
}

void roof_raise(Surface *surface, GEOSContextHandle_t geos, const ProjectSurface *as,
                const Layer *buildings)
{
    Roofs roofs = {.surface = surface, .geos = geos, .as = as, .layer = buildings};

    for (size_t i = 0; i < buildings->count; i++) {
        if (roof_use(&roofs, &buildings->features[i]) == ROOF_BLOCKS)
            roof_block(&roofs, &buildings->features[i]);
        else
            surface->buildings_not_blocking++;
    }
    /* After all that blocks, so that an open roof takes nothing from a wall beside it. */
    for (size_t i = 0; i < buildings->count; i++)
        if (roof_use(&roofs, &buildings->features[i]) == ROOF_OPEN)
            roof_open(&roofs, &buildings->features[i]);
    free(roofs.footing.spans);
}
