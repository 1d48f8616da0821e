/* sheet_head.h - what every sheet of a run says about itself: titles, day, mark, warnings.
 *
 * Texts live in the arena. Any thread.
 */
#ifndef PLANNER_REPORT_SHEET_HEAD_H
#define PLANNER_REPORT_SHEET_HEAD_H

#include "planner/report/outcome.h"
#include "render/sheet.h"

/* Without subtitle, scale, frame and place in a series. */
MapSheet sheet_head(const Outcome *outcome, Arena *arena);

/* What the run is narrowed to: "南溪乡 · 8.5b 学校"; NULLs: to nothing. */
Words sheet_narrowed(const Outcome *outcome, Arena *arena);

#endif
