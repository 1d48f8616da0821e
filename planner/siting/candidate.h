/* candidate.h - a camera that could be built: site x azimuth x tilt x model.
 *
 * Candidates that violate a prohibition, cannot be decided, or cover nothing new are not
 * made. A slot is one arm of a pole: at most one candidate of a slot is chosen, and
 * at most `max_per_pole` of a site.
 */
#ifndef PLANNER_SITING_CANDIDATE_H
#define PLANNER_SITING_CANDIDATE_H

#include <stddef.h>
#include <stdint.h>

#include "planner/siting/cover_matrix.h"
#include "planner/siting/site.h"

typedef struct {
    uint32_t site;
    uint16_t slot;  /* azimuth sector on its site */
    const CameraModel *model;
    Optics optics;
    double focal_mm;      /* NaN: unknown */
    double cost;          /* camera alone; pole, civil works and network are the site's */
    float outside_m2;     /* visible demand-grid area that no zone asks for: tie-break */
    float dwelling_m2;    /* facade of dwellings in view: second tie-break */
} Candidate;

typedef struct {
    Candidate *candidates; /* by site, azimuth, tilt, model order */
    size_t count;
    double *site_cost; /* what the first camera on each site adds: pole, civil, network */
    CoverMatrix *matrix; /* candidate -> demand cells still wanted */
    uint8_t *coverable;  /* a byte a demand cell: seen by any candidate or existing camera */
    uint8_t *cause;      /* a Cause a demand cell: how near any candidate came */
    size_t forbidden;    /* candidates not made because of a prohibition */
    size_t undecided;    /* and because nobody can decide */
    size_t lines, nodata_lines;
} CandidateSet;

/* Progress phase "viewsheds". ERR_INTERRUPTED on Ctrl-C. */
MUST_CHECK Status candidates_make(CandidateSet **out, const Scene *scene, const Demand *demand,
                                  const Prohibit *prohibit, const SiteSet *sites,
                                  const Coverage *existing, Diag *diag);
void candidates_free(CandidateSet *set);

#endif
