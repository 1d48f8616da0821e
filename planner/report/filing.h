/* filing.h - what each filing unit tells the police: which points, by when, and what has changed.
 *
 * The pack says who files with whom, in how many days, and from acceptance or first use. A
 * unit is who builds (filing_unit.h). Against an earlier filing (`filing.last`, an OUT of this
 * program) each point is new, changed, unchanged or gone.
 */
#ifndef PLANNER_REPORT_FILING_H
#define PLANNER_REPORT_FILING_H

#include "data/table.h"
#include "planner/report/camera_row.h"

typedef enum { FILED_NEW, FILED_CHANGED, FILED_UNCHANGED, FILED_GONE, FILED_UNKNOWN } FiledChange;

/* One point of a unit's statement. */
typedef struct {
    const CameraRow *row; /* NULL: gone since the last filing, then `last` says what it was */
    size_t last;          /* row of the last filing + 1; 0: none */
    const char *unit, *id;
    size_t number, of; /* in the unit's statement, from 1 */
    FiledChange change;
    int due;            /* yyyymmdd; 0: not known */
    const char *reason; /* of the due date, or what is missing to know it */
} FilingPoint;

typedef struct {
    FilingPoint *points; /* by unit, then id */
    size_t count;
    Table *last; /* the last filing; NULL: none */
} FilingStatement;

/* ERR_INPUT when `filing.last` is no OUT with a filing.csv. Texts in `arena`. */
MUST_CHECK Status filing_make(FilingStatement *out, const Outcome *outcome, const CameraRow *rows,
                              size_t count, Arena *arena, Diag *diag);
void filing_release(FilingStatement *statement);

#endif
