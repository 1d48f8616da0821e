/* reference_camera.h - what a camera has in view, again, by angles instead of axes.
 *
 * Shares nothing with planner/coverage/optics: the target is turned into the camera's
 * frame by its bearing and elevation. Answers within a relative 1e-6 of a limit are ties, and
 * those that half a millimetre of the target decides: so much may single precision be off.
 */
#ifndef PLANNER_VERIFY_REFERENCE_CAMERA_H
#define PLANNER_VERIFY_REFERENCE_CAMERA_H

#include "data/camera_model.h"
#include "planner/verify/reference_sight.h"
#include "rules/zone.h"

typedef struct {
    const char *id, *status, *zone_id, *model, *site;
    double x, y, mount_height_m;
    ReferencePoint eye[2]; /* by SurfaceUse */
    Projection projection;
    double azimuth_deg, tilt_deg, hfov_deg, vfov_deg, width_px, height_px, max_range_m;
    int sensors; /* of which the fields and pixels are one's */
    double sensor_step_deg;
    double dark_range_m; /* of its own light; NaN: it is not night to it */
    bool thermal, blind, pole_new;
    const char *consent; /* `consent_needed` */
    double cost;
} WrittenCamera;

/* Is the target in view at `px_per_m` or more? `*px` is its density. */
ReferenceAnswer reference_in_view(const WrittenCamera *camera, const double offset[3],
                                  double px_per_m, double *px);

/* Is it so for any pan, tilt and zoom that the model of a PTZ has? Zooms by small steps, so a
 * yes is sure and a no may miss what only one setting shows. */
ReferenceAnswer reference_in_reach(const WrittenCamera *camera, const CameraModel *model,
                                   const double offset[3], double px_per_m);

/* The density that the zone asks of this camera; INFINITY: none will do. */
double reference_wanted(const WrittenCamera *camera, const Requirement *wants);

/* All that a zone asks of the view: density, down-angle, facing, thermal. */
ReferenceAnswer reference_meets(const WrittenCamera *camera, const Zone *zone,
                                const double offset[3]);

/* Beyond this horizontal distance the density cannot be met. */
double reference_limit_m(const WrittenCamera *camera, double px_per_m);

#endif
