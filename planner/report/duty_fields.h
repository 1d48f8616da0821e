/* duty_fields.h - who builds, pays and supervises, as fields of a feature of plan.gpkg. */
#ifndef PLANNER_REPORT_DUTY_FIELDS_H
#define PLANNER_REPORT_DUTY_FIELDS_H

#include "data/vector_file.h"
#include "rules/zone.h"

/* Set them on the feature being written. */
void duty_fields_write(VectorFile *file, const Duty *duty);

#endif
