/* chainage.h - distance along a line: where beside a road or border a point lies.
 *
 * Metres. The parts of a multi-line follow one another without the gaps
 * between them. Read-only once made: any thread.
 */
#ifndef PLANNER_COVERAGE_CHAINAGE_H
#define PLANNER_COVERAGE_CHAINAGE_H

#include <geos_c.h>

typedef struct Chainage Chainage;

Chainage *chainage_new(GEOSContextHandle_t geos, const GEOSGeometry *line);
void chainage_free(Chainage *chainage); /* NULL is allowed */

double chainage_length_m(const Chainage *chainage);

/* How far along the line its point nearest to (x, y) lies; of several the first. */
double chainage_at(const Chainage *chainage, double x, double y);

#endif
