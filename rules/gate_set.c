#include "rules/gate_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

struct GateSet {
    Overlay *overlay;
    GivenGate *items;
    GEOSGeometry **points; /* one a gate */
    size_t count, capacity;
    GEOSSTRtree *tree;
};

/* An entrance this near a building is its door, not a gate. */
static const double DOOR_M = 1;

static bool has_word(const char *value, const char *const *words)
{
    for (size_t i = 0; value && words[i]; i++)
        if (value_has(value, words[i]))
            return true;
    return false;
}

bool gate_is_tagged(const Layer *layer, const Feature *feature)
{
    static const char *const barriers[] = {"gate",         "lift_gate",      "swing_gate",
                                           "sliding_gate", "wicket_gate",    "entrance",
                                           "toll_booth",   "border_control", NULL};
    static const char *const entrances[] = {"main",     "yes",  "secondary", "service",
                                            "entrance", "exit", NULL};

    return has_word(layer_value(layer, feature, "barrier"), barriers) ||
           has_word(layer_value(layer, feature, "entrance"), entrances);
}

static void gate_add(GateSet *set, const Footprints *footprints, const GivenGate *head)
{
    GEOSContextHandle_t geos = set->overlay->geos;
    GivenGate gate = *head;

    shape_inner_point(geos, gate.feature->shape, &gate.x, &gate.y);
    GEOSGeometry *around = overlay_disc(set->overlay, gate.x, gate.y, DOOR_M);
    bool door = footprints_share(footprints, around) > 0;
    overlay_drop(set->overlay, around);
    if (door)
        return;
    gate.name = layer_feature_name(gate.layer, gate.feature);
    set->items = memory_grow(set->items, set->count, &set->capacity, sizeof gate);
    set->items[set->count++] = gate;
}

static bool is_point(const GateSet *set, const Feature *feature)
{
    return !overlay_empty(set->overlay, feature->shape) &&
           shape_kind(set->overlay->geos, feature->shape) == SHAPE_POINT;
}

static void add_supplied(GateSet *set, const Selection *selection, const Footprints *footprints)
{
    for (size_t i = 0; i < selection->count; i++) {
        const Selected *of = &selection->items[i];
        const GivenGate gate = {.layer = of->layer,
                                .feature = of->feature,
                                .clause = of->clause,
                                .tagged = gate_is_tagged(of->layer, of->feature)};
        if (!of->select && is_point(set, of->feature))
            gate_add(set, footprints, &gate);
    }
}

static void add_mapped(GateSet *set, const Layer *layer, const Footprints *footprints)
{
    for (size_t f = 0; f < layer->count; f++) {
        const GivenGate gate = {.layer = layer, .feature = &layer->features[f], .tagged = true};
        if (gate_is_tagged(layer, gate.feature) && is_point(set, gate.feature))
            gate_add(set, footprints, &gate);
    }
}

GateSet *gate_set_new(const Scene *scene, const Selection *selection, const Footprints *footprints,
                      Overlay *overlay)
{
    GateSet *set = memory_new(1, sizeof *set);

    set->overlay = overlay;
    add_supplied(set, selection, footprints);
    for (size_t l = 0; l < scene->layer_count; l++) {
        const ProjectLayer *as = scene->layers[l].as;
        if (as && !as->map_only && project_layer_has_tags(as))
            add_mapped(set, &scene->layers[l], footprints);
    }
    set->points = memory_new(set->count + 1, sizeof *set->points);
    set->tree = GEOSSTRtree_create_r(overlay->geos, 10);
    for (size_t i = 0; i < set->count; i++) {
        set->points[i] = shape_new_point(overlay->geos, set->items[i].x, set->items[i].y);
        GEOSSTRtree_insert_r(overlay->geos, set->tree, set->points[i], &set->items[i]);
    }
    return set;
}

void gate_set_free(GateSet *set)
{
    if (!set)
        return;
    GEOSSTRtree_destroy_r(set->overlay->geos, set->tree);
    for (size_t i = 0; i < set->count; i++)
        overlay_drop(set->overlay, set->points[i]);
    free(set->points);
    free(set->items);
    free(set);
}

/* Can the gate be this unit's? One supplied under another clause is that clause's. */
static bool may_be_of(const GivenGate *gate, const Selected *unit)
{
    if (gate->feature == unit->feature || (gate->clause && gate->clause != unit->clause))
        return false;
    return gate->tagged || !*gate->name || (*unit->name && strstr(gate->name, unit->name));
}

size_t gate_set_near(const GateSet *set, const Selected *unit, double within_m,
                     const GivenGate ***out)
{
    GEOSContextHandle_t geos = set->overlay->geos;
    GEOSGeometry *edge = overlay_edge(set->overlay, unit->feature->shape);
    GEOSGeometry *box = shape_new_box(geos, box_grow(shape_box(geos, edge), within_m));
    const void **near = NULL;
    size_t count = set->count > 0 ? overlay_near(set->overlay, set->tree, box, &near) : 0, kept = 0;

    for (size_t i = 0; i < count; i++) {
        const GivenGate *gate = near[i];
        if (may_be_of(gate, unit) &&
            GEOSDistanceWithin_r(geos, edge, set->points[gate - set->items], within_m) == 1)
            near[kept++] = gate;
    }
    overlay_drop(set->overlay, box);
    overlay_drop(set->overlay, edge);
    *out = (const GivenGate **)near;
    return kept;
}
