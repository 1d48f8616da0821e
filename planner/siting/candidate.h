/* candidate.h - a camera that could be built: site x azimuth x tilt x model.
 *
 * Candidates that violate a prohibition, cover nothing new, or cover no more than
 * another of their slot that costs no more, are not made. Where nobody can decide about
 * a view (rooms unknown), the candidate is kept and marked: a plan takes it only
 * for what no other covers. A slot is one arm of a pole: at most one candidate of a
 * slot is chosen, and at most `max_per_pole` of a site. Tilts are chosen from what there
 * is to see: the vertical window with most open demand in it, and the next best.
 */
#ifndef PLANNER_SITING_CANDIDATE_H
#define PLANNER_SITING_CANDIDATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/siting/cover/cover_matrix.h"
#include "planner/siting/site.h"

#define CANDIDATES_MOST 1000000
#define CANDIDATE_ARCS_MOST 200000000

typedef struct {
    uint32_t site;
    uint16_t slot;  /* the azimuth in whole degrees: one arm of the pole */
    bool undecided; /* nobody can say whether it looks into a forbidden room */
    const CameraModel *model;
    Optics optics;
    double focal_mm;   /* NaN: unknown */
    double cost;       /* camera alone; pole, civil works and network are the site's */
    float outside_m2;  /* visible ground that no zone asks for, within 100 m: tie-break */
    float dwelling_m2; /* facade of dwellings in view: second tie-break */
} Candidate;

typedef struct {
    Candidate *candidates; /* by site, azimuth, tilt, model order */
    size_t count;
    double *site_cost;      /* what the first camera on each site adds: pole, civil, network */
    double *again_cost;     /* and what each later one adds: its share of the civil works */
    CoverMatrix *matrix;    /* candidate -> demand cells still wanted */
    uint8_t *coverable;     /* a byte a demand cell: seen by any candidate or existing camera */
    uint8_t *cause;         /* a Cause a demand cell: how near any candidate came */
    size_t forbidden;       /* candidates not made because of a prohibition */
    size_t without_consent; /* or because consent to them is needed and not given */
    size_t undecided;       /* kept, though nobody can decide */
    size_t lines, nodata_lines;
} CandidateSet;

/* Progress phase "viewsheds". ERR_INTERRUPTED on Ctrl-C. */
MUST_CHECK Status candidates_make(CandidateSet **out, const Scene *scene, const Demand *demand,
                                  const Prohibit *prohibit, const SiteSet *sites,
                                  const Coverage *existing, Diag *diag);
void candidates_free(CandidateSet *set); /* NULL is allowed */

/* What the plan covers can be covered, though no single mast was asked about it: street
 * cameras also see long-range demand, which only long-range sites are chosen for. */
void candidates_note_covered(CandidateSet *set, const Coverage *after);
/* The other way: what only a missing consent leaves has that cause after the plan. */
void candidates_note_consent(const CandidateSet *set, Coverage *after);

#endif
