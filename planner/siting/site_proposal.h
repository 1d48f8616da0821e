/* site_proposal.h - places where a pole might stand, before anyone asks whether it may.
 *
 * Proposed generously: beside each road of `sites: along:` on both sides, around
 * junctions and other zones and inside larger ones, on given poles, at the corners of
 * buildings, and on high ground near long-range lines. site.c tests and thins them.
 * One thread (GEOS).
 */
#ifndef PLANNER_SITING_SITE_PROPOSAL_H
#define PLANNER_SITING_SITE_PROPOSAL_H

#include "planner/siting/site.h"
#include "planner/siting/stand.h"

typedef struct {
    double x, y, mount_height_m;
    SiteKind kind;
    int rank; /* lower: kept first where places are too near one another */
    bool pole_new;
    const char *on;
} Proposal;

typedef struct {
    Proposal *items;
    size_t count, capacity;
    struct Arena *arena; /* of the texts */
} ProposalList;

/* Append proposals of every kind, in an order that depends on the input alone. */
MUST_CHECK Status proposals_make(ProposalList *out, const Scene *scene, const RulePack *pack,
                                 const ZoneSet *zones, const Stand *stand, Diag *diag);

#endif
