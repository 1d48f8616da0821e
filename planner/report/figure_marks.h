/* figure_marks.h - what of a row is no law: its planning parameters, and why each is what it is.
 *
 * "px_per_m 250 (task identify of IEC 62676-4:2014); size_m 4 (gate_disc_m: a vehicle gate and its
 * footway)". A figure that the project overrides is marked with the place where it does. run.json
 * has the sources in full. Texts live as long as the marks; "" where nothing of the kind is in the
 * row.
 */
#ifndef PLANNER_REPORT_FIGURE_MARKS_H
#define PLANNER_REPORT_FIGURE_MARKS_H

#include "planner/report/outcome.h"

typedef struct FigureMarks FigureMarks;

FigureMarks *figure_marks_new(const Outcome *outcome);
void figure_marks_free(FigureMarks *marks);

/* All that makes a zone and its requirement. */
const char *figure_marks_zone(const FigureMarks *marks, const Zone *zone);
/* Its px/m alone. */
const char *figure_marks_density(const FigureMarks *marks, const Zone *zone);
/* Its px/m and the share of it that is asked. */
const char *figure_marks_asked(const FigureMarks *marks, const Zone *zone);
/* The share that the plan asks where no part says its own. */
const char *figure_marks_quota(const FigureMarks *marks);
/* What a row of compliance.csv is judged by. */
const char *figure_marks_judged(const FigureMarks *marks, const ClauseCompliance *row);
/* What of a line the pack's parameters fill, and how far apart its cameras stand. */
const char *figure_marks_line(const FigureMarks *marks, const InventoryLine *line);
/* What a finding measures by. */
const char *figure_marks_finding(const FigureMarks *marks, const Finding *finding);

#endif
