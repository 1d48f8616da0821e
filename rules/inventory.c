/* Duties without a place on the ground: vehicles and other mobile assets. */
#include <math.h>

#include "base/text.h"
#include "rules/inventory.h"

static const char *first_value(const Selected *of, const char *const *fields)
{
    for (; *fields; fields++) {
        const char *value = layer_value(of->layer, of->feature, *fields);
        if (value && *value)
            return value;
    }
    return NULL;
}

static double count_of(const Selected *of)
{
    const char *field = of->layer->as ? of->layer->as->count : NULL;
    double count = 1;

    if (field)
        text_number(layer_value(of->layer, of->feature, field), &count);
    return count;
}

void inventory_mobile(Derivation *derivation, const Clause *clause, const Selected *const *items,
                      size_t count)
{
    static const char *const asset_fields[] = {"asset", "vehicle_type", "kind_en", "kind",
                                               "type",  "车辆类型",     NULL};
    static const char *const kind_fields[] = {"kind", "车辆类型", NULL};
    static const char *const camera_fields[] = {"cameras_each", "cameras_per_vehicle", "cameras",
                                                "摄像机数", NULL};

    for (size_t i = 0; i < count; i++) {
        const Selected *of = items[i];
        const char *asset = first_value(of, asset_fields);
        const char *kind = first_value(of, kind_fields);
        double cameras = derivation_parameter(derivation, "cameras_per_vehicle", NAN);
        text_number(first_value(of, camera_fields), &cameras);
        const InventoryLine line = {.asset = asset ? asset : clause->title.en,
                                    .name = *of->name || !kind ? of->name : kind,
                                    .count = count_of(of),
                                    .cameras_each = cameras,
                                    .note = "counted and costed; never part of a covered share"};
        derivation_add_line(derivation, of, &line);
    }
}
