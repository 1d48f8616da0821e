/* camera_model.h - a model of camera, as the catalogue describes it.
 *
 * Facts of a catalogue entry; fields of view run from the widest to the
 * narrowest the lens can take. Indicative costs are ours and marked so.
 */
#ifndef DATA_CAMERA_MODEL_H
#define DATA_CAMERA_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

typedef enum {
    MODEL_FIXED,
    MODEL_VARIFOCAL,
    MODEL_PTZ,
    MODEL_PANORAMIC,
    MODEL_FISHEYE,
    MODEL_THERMAL,
    MODEL_MULTI,
} ModelClass;

typedef enum { PROJECTION_RECTILINEAR, PROJECTION_PANORAMIC, PROJECTION_FISHEYE } Projection;

typedef struct {
    const char *id, *maker, *model, *sensor, *source, *notes;
    ModelClass class;
    Projection projection;
    double width_px, height_px;
    double hfov_wide_deg, hfov_tele_deg; /* equal for a fixed lens */
    double vfov_wide_deg, vfov_tele_deg;
    bool vfov_computed;                       /* from hfov and the aspect, not from the maker */
    double focal_wide_mm, focal_tele_mm;      /* NaN: unknown */
    int sensors;                              /* of a multi: pixels and fields are those of one */
    double sensor_step_deg;                   /* from one to the next; NaN: each is aimed alone */
    double pan_range_deg;                     /* PTZ: in all; NaN: unknown, so all round */
    double tilt_highest_deg, tilt_lowest_deg; /* PTZ, positive down; NaN: unknown, so any */
    double ir_range_m;                        /* NaN: unknown; 0: none */
    double pixel_pitch_um;                    /* thermal; NaN: unknown */
    double cost;                              /* indicative */
    const char *currency, *cost_basis;
    bool generic, plan; /* a planning profile, not a product; may be planned by default */
} CameraModel;

typedef struct Catalogue Catalogue;

MUST_CHECK Status catalogue_read(Catalogue **out, const char *path, Diag *diag);
void catalogue_free(Catalogue *catalogue);
size_t catalogue_models(const Catalogue *catalogue, const CameraModel **out);  /* in file order */
const CameraModel *catalogue_find(const Catalogue *catalogue, const char *id); /* or NULL */
const char *model_class_name(ModelClass class); /* "fixed", "ptz", ... */

#endif
