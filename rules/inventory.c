/* Duties without a place on the ground: vehicles and other mobile assets. */
#include <math.h>

#include "base/text.h"
#include "rules/inventory.h"

/* More vehicles of an operator, cameras of a vehicle or money for one are a slip of the pen. */
static const double MOST_OF_A_KIND = 1e6, MOST_CAMERAS_EACH = 1000, MOST_UNIT_COST = 1e7;

static const char *first_value(const Selected *of, const char *const *fields)
{
    for (; *fields; fields++) {
        const char *value = layer_value(of->layer, of->feature, *fields);
        if (value && *value)
            return value;
    }
    return NULL;
}

/* How many there are; NaN, and a finding, where the field holds no such number. */
static double count_of(const Derivation *derivation, const Selected *of)
{
    const char *field = of->layer->as ? of->layer->as->count : NULL;
    const char *text = field ? layer_value(of->layer, of->feature, field) : "1";
    double count;

    if (text_number(text, &count) && count >= 0 && count <= MOST_OF_A_KIND)
        return count;
    const char *subject = arena_printf(derivation->findings->arena, "layer %s, feature %lld",
                                       of->layer->id, (long long)of->feature->fid);
    const Finding head = {
        SEVERITY_WARNING, "count-unknown", of->clause->id, subject, NAN, NAN, NULL, NULL};
    finding_add(derivation->findings, &head,
                "%s%sthe field %s holds '%.40s', which is no count; its line stays without one "
                "until it is mended",
                of->name, *of->name ? ": " : "", field ? field : "", text ? text : "");
    return NAN;
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
        double cameras, cost;
        bool usual_cameras = false, usual_cost = false;
        if (!text_number(first_value(of, camera_fields), &cameras) || cameras < 0 ||
            cameras > MOST_CAMERAS_EACH) {
            cameras = derivation_parameter(derivation, "cameras_per_vehicle", NAN);
            usual_cameras = true;
        }
        if (!text_number(first_value(of, cost_fields), &cost) || cost < 0 ||
            cost > MOST_UNIT_COST) {
            cost = derivation_parameter(derivation, "mobile_camera_cost", NAN);
            usual_cost = true;
        }
        const InventoryLine line = {.asset = asset ? asset : clause->title.en,
                                    .name = *of->name || !kind ? of->name : kind,
                                    .count = count_of(derivation, of),
                                    .cameras_each = cameras,
                                    .unit_cost = cost,
                                    .usual_cameras = usual_cameras,
                                    .usual_cost = usual_cost,
                                    .note = "counted; never part of a covered share"};
        derivation_add_line(derivation, of, &line);
    }
}
