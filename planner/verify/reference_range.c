#include "planner/verify/reference_range.h"

#include <math.h>

static bool near_to(double a, double b)
{
    return fabs(a - b) <= 1e-6 * (1.0 + fabs(b));
}

/* -ln(contrast) grows with the distance, and is -ln(0.05) at the visibility. */
static double fog_m(const ProjectConditions *conditions, bool thermal)
{
    double paths = -log(conditions->least_contrast) / -log(0.05);

    return conditions->visibility_m * paths * (thermal ? conditions->thermal_fog_factor : 1.0);
}

const char *reference_range_wrong(const Scene *scene, const WrittenCamera *camera,
                                  const Camera *known)
{
    const ProjectConditions *conditions = &scene->project->conditions;
    const CameraModel *model =
        camera->model && scene->catalogue ? catalogue_find(scene->catalogue, camera->model) : NULL;
    double light_m = known ? known->night_range_m : model ? model->ir_range_m : NAN;
    bool needs_light = conditions->night && !conditions->lit && !camera->thermal;

    if (conditions->visibility_m > 0.0 &&
        camera->max_range_m > fog_m(conditions, camera->thermal) * (1.0 + 1e-9) + 1e-6)
        return "its range is further than the visibility allows";
    if (needs_light != !isnan(camera->dark_range_m))
        return needs_light ? "no range at night is written" : "a range at night is written by day";
    if (needs_light && !near_to(camera->dark_range_m, light_m > 0.0 ? light_m : 0.0))
        return "its range at night is not that of its own light";
    return NULL;
}
