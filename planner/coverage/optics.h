/* optics.h - a camera as a pinhole: what is in its view, and how sharp.
 *
 * Heights and distances in metres, angles in degrees; azimuth clockwise from
 * grid north, tilt positive down. Definition: docs/method.md, "Covered".
 * px/m is W / (2 d tan(HFOV/2)) with d the depth along the optical axis (not the slant
 * range), in both image directions, the lower of the two; the vertical one times the
 * cosine of the down-angle for an upright target (of the up-angle, where it stands higher
 * than the eye: it shows as little of its height). On the axis that is the derivative of
 * the projection itself; off it, a lower bound. Every bound is inclusive.
 *
 * Not a pinhole:
 *  - panoramic (also any lens of 180 degrees and more, so 360: all round): columns
 *    share out the horizontal field evenly and rows the vertical one, so px/m is
 *    W / (HFOV rho) across with rho the horizontal distance, and
 *    H / (VFOV s) cos(down) upright with s the slant range, angles in radians;
 *  - fisheye, equidistant: a disc of min(W, H) pixels over HFOV around the axis,
 *    so min(W, H) / (HFOV s), upright times cos(down); HFOV over 220: 180.
 * Several sensors (`sensors` over 1) are pinholes side by side on one mount: the same lens, the
 * same tilt, azimuths `sensor_step_deg` apart and centred on the camera's; a target is as sharp
 * as the best of those that have it in view. Thermal models have the same geometry; what they
 * must show is rules/johnson.h. Turning and zooming: reach.h. Models: optics_model.h.
 * Night and fog: visibility.h. Pure functions, any thread.
 */
#ifndef PLANNER_COVERAGE_OPTICS_H
#define PLANNER_COVERAGE_OPTICS_H

#include <stdbool.h>

#include "data/camera_model.h"

typedef struct {
    Projection projection;
    double azimuth_deg, tilt_deg;
    double hfov_deg, vfov_deg;  /* hfov 360: all round; of one sensor */
    double width_px, height_px; /* of one sensor */
    int sensors;                /* 0 and 1: one */
    double sensor_step_deg;
    double max_range_m; /* horizontal cap: fog, or the search range */
    bool dark;          /* it is night: what is not lit is seen as far as dark_range_m */
    double dark_range_m;
    bool thermal;
    /* Derived by optics_prepare(): */
    double forward[3], right[3], down[3]; /* unit vectors, x east, y north, z up */
    double tan_half_h, tan_half_v;
} Optics;

/* Fill in what is derived. Call once after setting the rest. */
void optics_prepare(Optics *optics);

typedef enum {
    VIEW_IN,
    VIEW_OUT_OF_RANGE,
    VIEW_OUTSIDE_FIELD, /* beside or above the field of view */
    VIEW_UNDER_MOUNT,   /* below the lower edge: the dead zone */
} ViewPlace;

/* What the camera makes of a target at (dx, dy, dz) from its eye. */
typedef struct {
    ViewPlace place;
    double px_per_m;       /* 0 when not in view */
    double down_angle_deg; /* of the line of sight below the horizontal */
    double bearing_deg;    /* from eye to target */
} View;

View optics_view(const Optics *optics, double dx, double dy, double dz);

/* The same without the angles, for sweeps: is it in view, and how sharp? */
ViewPlace optics_place(const Optics *optics, double dx, double dy, double dz, double *px_per_m);

/* Night: may a place this far away be seen, if it is lit or not? */
bool optics_lit_enough(const Optics *optics, double level_m, bool lit);

/* One rectilinear image, so that its frustum is that of forward, right and down. */
bool optics_is_pinhole(const Optics *optics);

/* From the left edge of the view to the right one, over all sensors; at most 360. */
double optics_span_deg(const Optics *optics);

/* The furthest horizontal distance at which `px_per_m` can be met on a level axis. */
double optics_reach_m(const Optics *optics, double px_per_m);

/* No target further away than this (horizontally) is met with `px_per_m` anywhere in
 * the view: corners reach further than the axis. For search ranges. */
double optics_limit_m(const Optics *optics, double px_per_m);

/* A facing target is seen when the camera lies within 45 degrees of the way it faces. */
bool optics_faces(double bearing_deg, double facing_deg);

/* Vertical field of view of a rectilinear lens from the horizontal one and the pixels. */
double optics_vfov_deg(double hfov_deg, double width_px, double height_px);

#endif
