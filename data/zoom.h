/* zoom.h - what a lens shows between its widest and its narrowest.
 *
 * The catalogue gives both ends; a setting is named by its horizontal field of view, and
 * everything else follows. The tangents of both half-angles shrink together, as the
 * inverse of the focal length does: with s the share of the zoom, geometrically,
 * tan(h/2) = tan(hw/2) (tan(ht/2) / tan(hw/2))^s, and the vertical field likewise between
 * its own two ends. So both ends are the maker's figures exactly, and where the maker's
 * vertical field has the image's aspect so has every setting between. Where he gives
 * none, it is that of a rectilinear image, 2 atan(tan(h/2) height / width).
 * A model of several sensors: pixels and fields are those of one. Where the catalogue does not
 * say how they are turned, they stand side by side, edge to edge, or share out the circle.
 * Angles in degrees. Pure functions, any thread.
 */
#ifndef DATA_ZOOM_H
#define DATA_ZOOM_H

#include <stdbool.h>

#include "data/camera_model.h"

/* Makers print angles with one decimal: a setting this near to an end is that end. */
#define ZOOM_ROUNDING_DEG 0.05

bool zoom_varies(const CameraModel *model);
/* Can the lens take this horizontal field of view? Both ends are included. */
bool zoom_holds(const CameraModel *model, double hfov_deg);
/* How far zoomed in, 0 (widest) to 1 (narrowest); 0 for a fixed lens. */
double zoom_share(const CameraModel *model, double hfov_deg);
double zoom_hfov_deg(const CameraModel *model, double share);
double zoom_vfov_deg(const CameraModel *model, double hfov_deg); /* NaN: neither it nor pixels */
double zoom_focal_mm(const CameraModel *model, double hfov_deg); /* NaN: unknown */
/* From one sensor to its neighbour. 0: one sensor. */
double zoom_sensor_step_deg(const CameraModel *model, double hfov_deg);

/* Vertical field of view of a rectilinear image (from 180 degrees on: rows in proportion). */
double zoom_rectilinear_vfov_deg(double hfov_deg, double width_px, double height_px);

#endif
