/* consent.h - places in, around and into which cameras need somebody's consent.
 *
 * A place of a consent clause is kept among the forbidden ones (forbidden.h): what stands within
 * the clause's buffer around it, or sees it, is forbidden until consent is given. The place is
 * what the layer draws: grounds are seen on their ground, a building by its walls; of a point in a
 * building the whole building is meant. The buffer is a planning parameter, never law. Where a tag
 * does not say whether the place is such a one, the alternative's `doubt` stands beside it and
 * nothing about it is sure.
 */
#ifndef RULES_CONSENT_H
#define RULES_CONSENT_H

#include "rules/footprints.h"
#include "rules/forbidden.h"
#include "rules/selection.h"

/* What is selected as the place itself; `*building` is its walls, NULL: in the open. The shape is
 * the caller's. */
GEOSGeometry *consent_shape(Overlay *overlay, const Footprints *footprints, const Selected *of,
                            double disc_m, const Feature **building);

/* Write the documents of the project's `consent` list to the places. ERR_INPUT, with the place in
 * the project file, for a clause that asks for no consent and for a feature that it does not
 * select. */
MUST_CHECK Status consents_give(ForbiddenSet *set, const Project *project, const RulePack *pack,
                                Diag *diag);

#endif
