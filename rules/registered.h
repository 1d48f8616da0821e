/* registered.h - units that a register knows as a point take the ground that a layer draws. */
#ifndef RULES_REGISTERED_H
#define RULES_REGISTERED_H

#include "rules/selection.h"

/* A registry's point becomes the area of the place that has its name and holds it: of several the
 * smallest. Its gates and perimeter are then that place's, under both clauses, and cost once. A
 * point in a place of another name (a bank in a market), or one tagged as a gate, stays a point. */
void selection_place_registered(Selection *selection, const Overlay *overlay);

#endif
