/* Duties without a place on the ground: vehicles and other mobile assets. */
#include <math.h>

#include "base/text.h"
#include "rules/inventory.h"

/* A figure that a table may state of an asset; more than `most` is a slip of the pen. */
typedef struct {
    const char *code, *what;
    double most;
    bool whole, positive;
} Figure;

static const Figure vehicles = {"count-unknown", "whole number of vehicles", 1e6, true, false};
static const Figure cameras_each = {"count-unknown", "whole number of cameras", 1000, true, false};
static const Figure unit_cost = {"cost-unknown", "cost above 0", 1e7, false, true};

/* The first of the fields that is filled; NULL: none. */
static const char *first_filled(const Selected *of, const char *const *fields)
{
    for (; *fields; fields++) {
        const char *value = layer_value(of->layer, of->feature, *fields);
        if (value && *value)
            return *fields;
    }
    return NULL;
}

static const char *first_value(const Selected *of, const char *const *fields)
{
    const char *field = first_filled(of, fields);

    return field ? layer_value(of->layer, of->feature, field) : NULL;
}

/* What the field holds; NaN, and a finding, where that is no such figure. */
static double figure_of(const Derivation *derivation, const Selected *of, const Figure *figure,
                        const char *field)
{
    const char *text = layer_value(of->layer, of->feature, field);
    double number;

    if (text_number(text, &number) && number >= 0 && number <= figure->most &&
        !(figure->whole && number != floor(number)) && !(figure->positive && number <= 0))
        return number;
    const char *subject = arena_printf(derivation->findings->arena, "layer %s, feature %lld",
                                       of->layer->id, (long long)of->feature->fid);
    const Finding head = {
        SEVERITY_WARNING, figure->code, of->clause->id, subject, NAN, NAN, NULL, NULL};
    finding_add(derivation->findings, &head,
                "%s%sthe field %s holds '%.40s', which is no %s; it counts as unknown until it is "
                "mended",
                of->name, *of->name ? ": " : "", field, text ? text : "", figure->what);
    return NAN;
}

/* The same of the first field that is filled; the pack's parameter where none is. */
static double figure_or_usual(const Derivation *derivation, const Selected *of,
                              const Figure *figure, const char *field, const char *usual)
{
    return field ? figure_of(derivation, of, figure, field)
                 : derivation_parameter(derivation, usual, NAN);
}

void inventory_mobile(Derivation *derivation, const Clause *clause, const Selected *const *items,
                      size_t count)
{
    static const char *const asset_fields[] = {"asset", "vehicle_type", "kind_en", "kind",
                                               "type",  "车辆类型",     NULL};
    static const char *const kind_fields[] = {"kind", "车辆类型", NULL};
    static const char *const camera_fields[] = {"cameras_each", "cameras_per_vehicle", "cameras",
                                                "摄像机数", NULL};
    static const char *const cost_fields[] = {"unit_cost", "单价", NULL};

    for (size_t i = 0; i < count; i++) {
        const Selected *of = items[i];
        const char *asset = first_value(of, asset_fields);
        const char *kind = first_value(of, kind_fields);
        const char *counted = of->layer->as ? of->layer->as->count : NULL;
        const char *cameras = first_filled(of, camera_fields);
        const char *cost = first_filled(of, cost_fields);
        const InventoryLine line = {
            .asset = asset ? asset : clause->title.en,
            .name = *of->name || !kind ? of->name : kind,
            .count = counted ? figure_of(derivation, of, &vehicles, counted) : 1,
            .cameras_each =
                figure_or_usual(derivation, of, &cameras_each, cameras, "cameras_per_vehicle"),
            .unit_cost = figure_or_usual(derivation, of, &unit_cost, cost, "mobile_camera_cost"),
            .usual_cameras = !cameras,
            .usual_cost = !cost,
            .note = "counted; never part of a covered share"};
        derivation_add_line(derivation, of, &line);
    }
}
