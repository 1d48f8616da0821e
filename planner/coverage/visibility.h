/* visibility.h - how far one sees at night and in fog.
 *
 * Coverage is judged under one condition a run, the project's `conditions:`; by default by day in
 * clear air, without any cap. Planning parameters, each recorded with the run:
 *  - Night: a place that is not lit is seen as far as the camera's own light reaches: its
 *    infra-red range from the inventory or the catalogue; where neither says one, there is none and
 *    it sees lit places alone. Thermal cameras need no light.
 *  - Fog: contrast falls with distance d as exp(-s d) (Koschmieder 1924), and the meteorological
 *    optical range V is where 5 % of it are left (CIE 17-31-018, WMO-No. 8), so a picture that
 *    needs the share c of it reaches V ln(c) / ln(0.05): V itself for c = 0.05.
 *  - Fog and thermal cameras: the same, times `thermal_fog_factor`. It is 1 unless the project
 *    says more: drops of dense fog are as large as their wavelength, light fog lets more through.
 * Caps are horizontal, as ranges are. They lower coverage and protect nobody: prohibitions do not
 * ask them. Pure functions, any thread.
 */
#ifndef PLANNER_COVERAGE_VISIBILITY_H
#define PLANNER_COVERAGE_VISIBILITY_H

#include "data/project.h"
#include "planner/coverage/optics.h"

/* The furthest that fog lets anything be seen; INFINITY in clear air. */
double visibility_fog_cap_m(const ProjectConditions *conditions, bool thermal);

/* Lower the ranges of `optics` to what the conditions allow. `light_range_m` is how far its own
 * light reaches; NaN: not known, so none. */
void visibility_apply(Optics *optics, const ProjectConditions *conditions, double light_range_m);

#endif
