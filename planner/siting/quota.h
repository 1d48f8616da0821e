/* quota.h - how far each zone is from its quota while cameras are chosen.
 *
 * The target of a zone is the smaller of quota x mandated weight and coverable weight.
 * A cell counts when as many cameras see it as its zone asks; a line duty counts by
 * stations (planner/coverage/stations.h): cells then promise their part of a station,
 * and the station's weight is reached when its share is. Weights as in Demand.
 * One thread.
 */
#ifndef PLANNER_SITING_QUOTA_H
#define PLANNER_SITING_QUOTA_H

#include "planner/siting/candidate.h"

#define QUOTA_NO_STATION UINT32_MAX

typedef struct {
    double weight, need, have; /* have >= need: covered */
    uint32_t zone;
} QuotaStation;

typedef struct {
    const Demand *demand;
    const CoverMatrix *matrix;
    uint16_t *have, *want; /* cameras that see a cell, and must */
    float *value;          /* what a cell promises; 0: no station of it can be reached */
    uint32_t *station;     /* of each cell, or QUOTA_NO_STATION */
    QuotaStation *stations;
    size_t station_count;
    double *target, *reached; /* a zone */
    bool uncapped;            /* what lies beyond a zone's target counts too */
    double total_reached;
    /* Scratch of one sum over zones. */
    double *zone_sum;
    uint32_t *touched;
    bool *was_met;
    size_t touched_count;
    size_t work; /* evaluations so far */
} Quota;

/* What a camera changed. */
typedef struct {
    double new_weight; /* of cells that are now seen by enough */
    uint32_t zone;     /* with most of it; UINT32_MAX: none */
    size_t zones_met;  /* that were not before */
} QuotaChange;

void quota_init(Quota *out, const Project *project, const Demand *demand,
                const CandidateSet *candidates, const Coverage *existing);
void quota_release(Quota *quota);

/* What candidate `column` would bring now: never more than a zone still lacks. */
double quota_gain(Quota *quota, size_t column);
QuotaChange quota_add(Quota *quota, size_t column);
void quota_remove(Quota *quota, size_t column);

bool quota_met(const Quota *quota, size_t zone);
/* The weight that a zone still lacks to be met; rounding of sums is forgiven. */
double quota_lack(const Quota *quota, size_t zone);
size_t quota_unmet(const Quota *quota); /* zones */

#endif
