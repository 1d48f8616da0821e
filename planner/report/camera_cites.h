/* camera_cites.h - every clause that a camera serves, and what they ask of it together.
 *
 * The clause of the zone that it serves most goes first; then, in the order of the pack, those
 * under which that zone's place is too, and those of other zones of which it covers a tenth or
 * more.
 */
#ifndef PLANNER_REPORT_CAMERA_CITES_H
#define PLANNER_REPORT_CAMERA_CITES_H

#include "planner/report/camera_row.h"

typedef struct {
    const Clause **clauses; /* the first is that of row->zone; none without a zone */
    size_t count;
    int retention_min_days; /* the longest minimum; 0: none says one */
    int retention_max_days; /* the shortest maximum; 0: none says one */
    bool sign_needed;       /* some of them speaks of a public area */
} CameraCites;

/* Room for the weights of one camera's zones, kept for the next. */
typedef struct CiteSheet CiteSheet;

CiteSheet *cite_sheet_new(const Outcome *outcome);
void cite_sheet_free(CiteSheet *sheet);
/* What the camera, or an inventory line, cites; valid until the next call. */
CameraCites camera_cites(CiteSheet *sheet, const CameraRow *row);
CameraCites line_cites(CiteSheet *sheet, const InventoryLine *line);

#endif
