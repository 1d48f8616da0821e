/* inventory.h - reading small inventories of cameras, for tests. */
#ifndef TESTS_DATA_INVENTORY_H
#define TESTS_DATA_INVENTORY_H

#include "data/camera.h"

#include <math.h>

#include "data/camera_profile.h"
#include "tests/data/vector.h"

static Crs *project;
static Catalogue *catalogue;

/* Half a degree west of the central meridian: grid = true + 0.2113. */
#define WEST_DEG 0.2113

static const char models[] =
    "camplan_catalogue: 1\n"
    "models:\n"
    "  - {id: fix-4, maker: Maker, model: FIX 4 mm, class: fixed, width_px: 2688, height_px: "
    "1520,\n"
    "     hfov_deg: 84, vfov_deg: 44, projection: rectilinear, ir_range_m: 30}\n"
    "  - {id: zoom, maker: Maker, model: ZOOM, class: ptz, width_px: 1920, height_px: 1080,\n"
    "     hfov_deg: [60, 3], vfov_deg: [36, 2], projection: rectilinear}\n";

static inline int set_up(void **state)
{
    Diag diag = {0};

    (void)state;
    scratch_begin();
    vector_text("models.yaml", models);
    if (catalogue_read(&catalogue, scratch_path("models.yaml"), &diag) != OK)
        fail_msg("%s", diag.message);
    return crs_open_project(&project, "EPSG:4542", "p.yaml:4", &diag) != OK;
}

static inline int tear_down(void **state)
{
    (void)state;
    catalogue_free(catalogue);
    crs_close(project);
    scratch_end();
    return 0;
}

typedef struct {
    Arena *arena;
    CameraInventory inventory;
    Diag diag;
    Status status;
} Read;

static inline Read read_as(const ProjectCameras *as, const Box *clip)
{
    Read read = {.arena = arena_new()};

    read.status = camera_inventory_read(&read.inventory, read.arena, as, catalogue, project, clip,
                                        &read.diag);
    return read;
}

static inline ProjectCameras table(const char *text, CamerasProfile profile)
{
    ProjectCameras as = {.profile = profile, .declination_deg = NAN};

    vector_text("cameras.csv", text);
    as.ref = vector_ref("cameras.csv", NULL);
    as.ref.crs = "EPSG:4490";
    return as;
}

static inline bool near(double value, double expected, double by)
{
    return isnan(expected) ? isnan(value) : fabs(value - expected) <= by;
}

#endif
