/* camera.h - an existing camera, as the inventory knows it.
 *
 * What the inventory does not say is NaN (never 0) and listed in `unknown`;
 * a camera whose unknowns no `assume` of the project fills is kept, reported
 * and covers nothing. Azimuths are grid azimuths here, whatever the source's.
 * Columns with addresses of devices, user names and passwords are dropped
 * while reading and counted.
 */
#ifndef DATA_CAMERA_H
#define DATA_CAMERA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "data/camera_model.h"
#include "data/crs.h"
#include "data/grid.h"
#include "data/project.h"

typedef enum {
    UNKNOWN_AZIMUTH = 1,
    UNKNOWN_HEIGHT = 2,
    UNKNOWN_LENS = 4, /* horizontal field of view */
    UNKNOWN_PIXELS = 8,
    UNKNOWN_TILT = 16, /* never blocks: a tilt is derived from the range, and said so */
} CameraUnknown;

typedef struct {
    const char *id, *name, *type; /* type as written: dome, bullet, ptz, ... */
    const char *device_code;      /* 20 digits, text */
    int64_t fid;
    double x, y;                /* project CRS */
    double position_accuracy_m; /* NaN: not said */
    double mount_height_m;
    double azimuth_deg, tilt_deg, hfov_deg, vfov_deg;
    double width_px, height_px;
    double night_range_m;     /* NaN: not said */
    const CameraModel *model; /* or NULL */
    ModelClass class;
    Projection projection;
    bool all_round; /* sees every azimuth (dome, fisheye, 360 degrees) */
    bool offline, indoor, on_roof;
    bool moved;                                             /* works ahead move it */
    const char *pole, *builder, *operator_name, *installed; /* texts or NULL */
    const char *consent_doc, *necessity_doc; /* papers that some places ask for; NULL: none */
    unsigned unknown; /* CameraUnknown bits that nothing fills: it covers nothing */
    unsigned assumed; /* CameraUnknown bits that the project's `assume` filled */
} Camera;

typedef struct {
    Camera *cameras; /* sorted by source feature id; texts in the arena */
    size_t count;
    size_t read, outside, dropped_columns;
    const char *dropped;     /* their names */
    const char *outside_ids; /* of the cameras beyond the clip box: "a, b"; "" when none */
    size_t without_place;    /* rows without coordinates: not among `read` */
    const char *source;
} CameraInventory;

/* Read the project's existing cameras; ERR_INPUT for duplicate ids (both rows
 * are named), missing columns (the existing ones are listed), bad numbers. */
MUST_CHECK Status camera_inventory_read(CameraInventory *out, Arena *arena,
                                        const ProjectCameras *as, const Catalogue *catalogue,
                                        const Crs *crs, const Box *clip, Diag *diag);

#endif
