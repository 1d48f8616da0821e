/* roof.h - buildings raised on a surface.
 *
 * A footprint raises the cells whose centre it contains to the mean ground
 * under it + its height; where footprints overlap the highest wins. The height is
 * the height field's, else levels times level height, else the default
 * (counted); one over 1000 m is no height. What is open below (building=roof, carport, canopy;
 * wall=no; min_height or building:min_level above 0) does not block the ground below; what is
 * underground (layer < 0, location=underground) is left out. Where a surface model has data it
 * knows the height better: there a footprint only says that what stands is a building, and one open
 * below takes it away.
 */
#ifndef DATA_ROOF_H
#define DATA_ROOF_H

#include <geos_c.h>

#include "data/layer.h"
#include "data/project.h"
#include "data/surface.h"

/* Kinds that cells have only while a Surface is built: no surface model tells what
 * stands there, before and after a building does. */
enum { ROOF_BARE = 255, ROOF_RAISED = 254 };

/* Raise all `buildings`, in their order, and count them in `surface`. */
void roof_raise(Surface *surface, GEOSContextHandle_t geos, const ProjectSurface *as,
                const Layer *buildings);

#endif
