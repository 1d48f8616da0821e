/* camera_row.h - one camera of the plan, existing or new, as every output shows it.
 *
 * The build list, the GeoPackage and the map all draw from these rows, so they cannot
 * disagree. Planned cameras first in build order, then existing ones in the order of the inventory;
 * of these a narrowed run has the office's own.
 */
#ifndef PLANNER_REPORT_CAMERA_ROW_H
#define PLANNER_REPORT_CAMERA_ROW_H

#include "planner/report/outcome.h"

typedef enum {
    CAMERA_ROW_NEW,
    CAMERA_ROW_KEEP,
    CAMERA_ROW_MOVE, /* works ahead move it: it covers what it covers where it stands */
    CAMERA_ROW_REMOVE
} CameraRowStatus;

typedef struct {
    CameraRowStatus status;
    const char *id, *name;
    const Lookout *lookout;
    const Footprint *footprint;   /* of the last coverage; NULL where nothing was computed */
    const Camera *camera;         /* existing; else NULL */
    const PlannedCamera *planned; /* new; else NULL */
    const Candidate *candidate;
    const Site *site;
    const Zone *zone;     /* that it serves most; NULL: none */
    const Clause *broken; /* the prohibition that it breaks; NULL: none */
    Duty removal;         /* who supervises that; only with `broken` */
    Words move_payer; /* of the move of one that works move; NULL texts: no move, or nobody said */
    const char *move_basis;
    const char *consent; /* consent_words() */
    bool fails;          /* a finding of severity violation speaks of it */
    const Township *township;
    double x, y, ground_m, mount_height_m;
    double lon_deg, lat_deg, azimuth_true_deg; /* azimuth NaN: unknown or all round */
    double px_per_m_min;                       /* on the cells of its zone that it covers */
    double covered_m2;                         /* of demand cells, each place once */
    const char *notes;
} CameraRow;

/* Rows for all cameras that the run lists; malloc'd, texts in `arena`. */
MUST_CHECK Status camera_rows_make(CameraRow **out, size_t *count, const Outcome *outcome,
                                   Arena *arena, Diag *diag);
/* The existing cameras that a narrowed run does not list: fixed cover. */
MUST_CHECK Status camera_rows_of_others(CameraRow **out, size_t *count, const Outcome *outcome,
                                        Arena *arena, Diag *diag);

/* Does the place that it serves most stand in a restricted register? */
bool camera_row_restricted(const CameraRow *row);
/* The duty of the zone that it serves, with the payer of a move; the row must have a zone. */
Duty camera_row_duty(const CameraRow *row);
/* The clause that it serves or breaks; NULL: none. */
const char *camera_row_clause(const CameraRow *row);
const char *camera_row_status(const CameraRow *row); /* "new", "keep", "move", "remove" */

#endif
