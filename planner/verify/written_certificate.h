/* written_certificate.h - certificate.tsv as OUT holds it: lenses, sites, candidates, prices.
 *
 * The format: docs/outputs.md. Nothing is judged here but the form. Texts live as long as it.
 */
#ifndef PLANNER_VERIFY_WRITTEN_CERTIFICATE_H
#define PLANNER_VERIFY_WRITTEN_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "planner/verify/reference_sight.h"

typedef struct {
    const char *model;
    double hfov_deg, vfov_deg, focal_mm, max_range_m, cost;
} WrittenLens;

typedef struct {
    double azimuth_deg, tilt_deg;
    size_t lens;
} WrittenAim;

typedef struct {
    const char *id;
    double x, y, mount_height_m, cost; /* of its first camera, beside the camera's own */
    bool pole_new;
    ReferencePoint eye[2]; /* by SurfaceUse; x NaN: it does not look at such demand */
    size_t first_aim;      /* its candidates end where those of the next site begin */
} WrittenSite;

typedef struct {
    size_t station;
    int64_t price;
} WrittenStationPrice;

typedef struct {
    int column, row;
    int64_t price;
} WrittenCellPrice;

/* Which station has a cell at the border of two. */
typedef struct {
    int column, row;
    size_t station;
} WrittenStationCell;

typedef struct {
    const char *id;
    int64_t target, price;
    size_t first_station, first_at, first_cell;
} WrittenZonePrice;

typedef struct {
    char *bytes; /* of the file; texts point into it */
    double reach_m[2];
    WrittenLens *lenses;
    size_t lens_count, lens_capacity;
    WrittenSite *sites; /* one more at the end, where the last one's aims end; so zones */
    size_t site_count, site_capacity;
    WrittenAim *aims;
    size_t aim_count, aim_capacity;
    WrittenZonePrice *zones;
    size_t zone_count, zone_capacity;
    WrittenStationPrice *stations;
    size_t station_count, station_capacity;
    WrittenStationCell *at;
    size_t at_count, at_capacity;
    WrittenCellPrice *cells;
    size_t cell_count, cell_capacity;
    bool ended;
} WrittenCertificate;

/* ERR_INPUT names file and line. */
MUST_CHECK Status written_certificate_read(WrittenCertificate *out, const char *path, Diag *diag);
void written_certificate_release(WrittenCertificate *certificate);

#endif
