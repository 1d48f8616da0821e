#include "planner/coverage/visibility.h"

#include <math.h>

/* Contrast that is left at the meteorological optical range. */
static const double MOR_CONTRAST = 0.05;

double visibility_fog_cap_m(const ProjectConditions *conditions, bool thermal)
{
    double cap_m = conditions->visibility_m;

    if (!(cap_m > 0) || isinf(cap_m))
        return INFINITY;
    cap_m *= log(conditions->least_contrast) / log(MOR_CONTRAST);
    return thermal ? cap_m * conditions->thermal_fog_factor : cap_m;
}

void visibility_apply(Optics *optics, const ProjectConditions *conditions, double light_range_m)
{
    optics->max_range_m =
        fmin(optics->max_range_m, visibility_fog_cap_m(conditions, optics->thermal));
    optics->dark = conditions->night && !conditions->lit && !optics->thermal;
    optics->dark_range_m = light_range_m > 0 ? light_range_m : 0;
}
