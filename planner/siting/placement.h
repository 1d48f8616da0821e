/* placement.h - the placement problem of a place, in numbers (quota/quota_cover.h).
 *
 * Target of a zone: the smaller of quota x mandated and coverable weight, less what existing
 * cameras reach. A line duty counts by stations (planner/coverage/stations.h); a station that no
 * candidates can fill counts for nothing. Whole numbers are rounded against the plan for
 * choosing, so that what reaches them truly does, and in its favour for proving, so that the
 * bound holds for the true numbers. One thread.
 */
#ifndef PLANNER_SITING_PLACEMENT_H
#define PLANNER_SITING_PLACEMENT_H

#include "planner/siting/candidate.h"
#include "planner/siting/quota/quota_cover.h"

typedef enum { PLACEMENT_TO_CHOOSE, PLACEMENT_TO_PROVE } PlacementPurpose;

/* What is placed, and where from. */
typedef struct {
    const Project *project;
    const Demand *demand;
    const CandidateSet *candidates;
    const SiteSet *sites;
    const Coverage *existing;
} Placement;

/* `candidates->matrix` needs its view by rows. */
void placement_make(QuotaCover *out, const Placement *of, PlacementPurpose purpose);

/* The weight of each zone that existing cameras reach (malloc'd). */
double *placement_reached(const Placement *of);

#endif
