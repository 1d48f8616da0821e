/* reference.h - "visible", written in double from its definition and nothing else.
 *
 * Slow and plain: docs/method.md says what is seen, this file asks it cell by cell of plain
 * arrays. It shares no code with the engine that it judges. A cell is a tie when the doubles
 * cannot tell: the line of sight comes closer than 1e-6 m to the surface, or the cell lies
 * within 1e-9 of an edge of the view. Read-only once made: any thread.
 */
#ifndef TESTS_VIEWSHED_REFERENCE_H
#define TESTS_VIEWSHED_REFERENCE_H

#include "planner/coverage/viewshed/viewshed.h"
#include "tests/viewshed/terrain.h"

typedef enum {
    SIGHTED_NO_TARGET, /* off the raster, without data, out of range or outside the view */
    SIGHTED_HIDDEN,
    SIGHTED_VISIBLE,
    SIGHTED_TIE,
} Sighted;

typedef struct {
    const Terrain *terrain;
    bool ground_apart;
    ViewshedEye eye;
    double drop_per_m; /* (1 - k) / (2 R), or 0 */
    double sin_azimuth, cos_azimuth, sin_tilt, cos_tilt, tan_half_h, tan_half_v;
} Reference;

Reference reference_of(const Terrain *terrain, bool ground_apart, const ViewshedEye *eye,
                       const ViewshedRules *rules);

Sighted reference_sees(const Reference *reference, long column, long row);

/* Does the line of sight cross a segment that has an end without data? */
bool reference_crosses_nodata(const Reference *reference, long column, long row);

/* Bilinear ground, as relief_ground_at() promises it. */
double reference_ground_at(const Terrain *terrain, bool ground_apart, double column, double row);

#endif
