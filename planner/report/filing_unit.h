/* filing_unit.h - who files a camera: the body that builds, or the unit of a place of its own.
 *
 * A camera list's words for a body of the pack are that body, and a place's name or owner is the
 * unit of that place, so that each unit has one statement. A body that takes in another's names
 * ("departments of the government") stands for many offices: those keep their own words. All of
 * it lives in `arena`.
 */
#ifndef PLANNER_REPORT_FILING_UNIT_H
#define PLANNER_REPORT_FILING_UNIT_H

#include "planner/report/camera_row.h"

typedef struct FilingUnits FilingUnits;

FilingUnits *filing_units_new(const Outcome *outcome, Arena *arena);
const char *filing_unit_of(const FilingUnits *units, const CameraRow *row);

#endif
