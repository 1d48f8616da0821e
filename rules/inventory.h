/* inventory.h - mobile assets as inventory lines: counted, never part of a share. */
#ifndef RULES_INVENTORY_H
#define RULES_INVENTORY_H

#include "rules/derivation.h"

/* One line a row of the fleet table: asset (or vehicle_type, type), the project's
 * count field, cameras_each (or cameras; else the parameter cameras_per_vehicle), unit_cost (else
 * mobile_camera_cost, where the pack has it). What is no such figure is a finding, and unknown. */
void inventory_mobile(Derivation *derivation, const Clause *clause, const Selected *const *items,
                      size_t count);

#endif
