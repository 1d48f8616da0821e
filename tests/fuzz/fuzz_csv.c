/* fuzz_csv.c - any bytes as a CSV: of this program, and as a camera inventory. */
#include "data/camera.h"
#include "data/camera_model.h"
#include "data/shipped.h"
#include "data/table.h"
#include "tests/fuzz/fuzz.h"

static void as_table(const char *path)
{
    Table *table = NULL;
    Diag diag = {0};
    Status status = table_read_csv(&table, path, &diag);

    fuzz_judge(status, &diag);
    for (size_t i = 0; status == OK && i < table_rows(table); i++)
        if (table_cell(table, i, "no such column"))
            abort();
    table_free(table);
}

static void as_cameras(const char *path, CamerasProfile profile)
{
    static Catalogue *catalogue;
    static Crs *crs;
    ProjectCameras as = {.ref = {.source = path,
                                 .written = "cameras.csv",
                                 .crs = "EPSG:32650",
                                 .x = "x",
                                 .y = "y",
                                 .place = "project.yaml:1"},
                         .profile = profile};
    CameraInventory inventory = {0};
    Arena *arena = arena_new();
    Diag diag = {0};

    if (!catalogue) {
        char *shipped = shipped_path("data/catalogue.yaml");
        fuzz_judge(catalogue_read(&catalogue, shipped, &diag), &diag);
        fuzz_judge(crs_open_project(&crs, "EPSG:32650", "project.yaml:1", &diag), &diag);
        free(shipped);
    }
    fuzz_judge(camera_inventory_read(&inventory, arena, &as, catalogue, crs, NULL, &diag), &diag);
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *path = fuzz_file(bytes, size, ".csv");

    as_table(path);
    as_cameras(path, CAMERAS_FIELDS);
    as_cameras(path, CAMERAS_YIJIYIDANG);
    as_cameras(path, CAMERAS_OSM);
    return 0;
}
