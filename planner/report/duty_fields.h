/* duty_fields.h - who builds, pays and supervises, as fields of a feature of plan.gpkg. */
#ifndef PLANNER_REPORT_DUTY_FIELDS_H
#define PLANNER_REPORT_DUTY_FIELDS_H

#include "data/vector_file.h"
#include "rules/zone.h"

/* Their rows in a layer's table of fields. */
/* clang-format off */
#define DUTY_FIELDS                                                             \
    {"builder", FIELD_TEXT}, {"builder_en", FIELD_TEXT}, {"payer", FIELD_TEXT}, \
    {"supervisor", FIELD_TEXT}, {"supervisor_en", FIELD_TEXT},                  \
    {"supervisor_basis", FIELD_TEXT}, {"coordinators", FIELD_TEXT},             \
    {"duty_clause", FIELD_TEXT}
/* clang-format on */

/* What of the feature is no law, and whether the pack is in force. */
#define MARK_FIELDS                                                                                \
    {"planning_parameters", FIELD_TEXT},                                                           \
    {                                                                                              \
        "rule_pack", FIELD_TEXT                                                                    \
    }

/* Set them on the feature being written. */
void duty_fields_write(VectorFile *file, const Duty *duty);

#endif
