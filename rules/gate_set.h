/* gate_set.h - the gates that layers give: points that a map or a list has already.
 *
 * Mapped are points with barrier=gate and its like, or entrance=*, outside of
 * buildings (on one it is a door); supplied are points under a clause's
 * category that are tagged so, have no name, or one that holds the unit's
 * ("Hillside school, east gate"). Built once; its tree serves one thread.
 */
#ifndef RULES_GATE_SET_H
#define RULES_GATE_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/footprints.h"
#include "rules/selection.h"

typedef struct {
    double x, y;
    const Layer *layer;
    const Feature *feature;
    const Clause *clause; /* under whose category it is supplied; NULL: mapped */
    const char *name;
    bool tagged; /* barrier=* or entrance=* say that it is a gate */
} GivenGate;

typedef struct GateSet GateSet;

/* Do the feature's own tags (barrier, entrance) say that it is a gate? */
bool gate_is_tagged(const Layer *layer, const Feature *feature);

GateSet *gate_set_new(const Scene *scene, const Selection *selection, const Footprints *footprints,
                      Overlay *overlay);
void gate_set_free(GateSet *set);

/* The gates that may be those of a unit, within `within_m` of its edge: supplied ones
 * before mapped ones, then in the order of the layers. Release with free(). */
size_t gate_set_near(const GateSet *set, const Selected *unit, double within_m,
                     const GivenGate ***out);

#endif
