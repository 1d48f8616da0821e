/* near.h - alternatives that ask what lies near a feature.
 *
 * `near` keeps a feature that touches a place of the clauses (8.5d), their roles (8.5d.station) or
 * the own roles it names, `apart_from` one that touches none; `near_m` and `apart_m` say how far
 * that reaches. What stands near is asked before what stands apart, each against what all
 * alternatives had selected until then, so that neither the order of clauses nor that of layers
 * matters. One thread.
 */
#ifndef RULES_NEAR_H
#define RULES_NEAR_H

#include "rules/selection.h"

/* Drop what its alternative leaves out. */
void selection_keep_near(Selection *selection, const RulePack *pack, const Overlay *overlay);

#endif
