/* dissolve.h - parcels dissolved into the grounds that they form together.
 *
 * Adjoining parcels of one use are one ground: the edges between them are no
 * edges, and a strip narrower than `gap_m` between two (a track that the
 * survey drew as a parcel of its own) joins them. Grounds and clearings under
 * `least_m2` are neither. Shapes in metres; one thread.
 */
#ifndef RULES_DISSOLVE_H
#define RULES_DISSOLVE_H

#include <stddef.h>

#include "rules/overlay.h"

typedef struct {
    double gap_m, least_m2;
} DissolveOptions;

/* One polygon a ground, in an order that depends on their shapes alone. Takes the
 * `count` shapes; release with dissolve_free(). */
size_t dissolve(GEOSGeometry ***out, Overlay *overlay, GEOSGeometry **shapes, size_t count,
                const DissolveOptions *options);
void dissolve_free(GEOSGeometry **grounds, size_t count, const Overlay *overlay);

#endif
