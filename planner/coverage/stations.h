/* stations.h - a line duty cut into stations: which of them are covered.
 *
 * A station is one demand cell's size long; it is covered when the requirement's
 * share of its cross-section is, by weight. Stations that hold no cell (a road under a
 * building) are neither covered nor not. Metres along the zone's line. Any thread.
 */
#ifndef PLANNER_COVERAGE_STATIONS_H
#define PLANNER_COVERAGE_STATIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "planner/coverage/coverage.h"

typedef struct {
    double weight, covered_weight;
    bool covered;
} Station;

typedef struct {
    Station *items; /* owned */
    size_t count;
    double step_m;
} StationList;

/* Is the zone a line duty? Area zones have no stations. */
bool stations_apply(const Demand *demand, size_t zone);
void stations_list(StationList *out, const Demand *demand, const Coverage *coverage, size_t zone);
void stations_release(StationList *list);
/* The station that a demand cell of the zone belongs to. */
size_t stations_of(const StationList *list, const DemandCell *cell);

#endif
