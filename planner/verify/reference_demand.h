/* reference_demand.h - the demand cells that a certificate puts prices on, found again.
 *
 * Every cell of every zone, with its price, the existing cameras that see it, and, once
 * reference_arcs.h has asked, the candidates that do. Counts come twice: [REFERENCE_SURE] without
 * what is within rounding of a limit, [REFERENCE_PERHAPS] with it. Read-only once made, but for
 * `arms`.
 */
#ifndef PLANNER_VERIFY_REFERENCE_DEMAND_H
#define PLANNER_VERIFY_REFERENCE_DEMAND_H

#include <stdint.h>

#include "planner/verify/written_certificate.h"
#include "planner/verify/written_plan.h"
#include "rules/zone.h"

enum { REFERENCE_SURE, REFERENCE_PERHAPS };

typedef struct {
    double x, y, z; /* of the target */
    int column, row;
    uint32_t zone, station;
    int64_t price;
    uint32_t before[2]; /* existing cameras that see it */
    uint32_t after;     /* with the planned ones, at most */
    uint32_t arms[2];   /* arms of all sites that see it, of each site as many as it has room for */
    bool uncertain;     /* its station is within rounding of the next */
} PricedCell;

typedef struct {
    const Scene *scene;
    const ZoneSet *zones;
    const WrittenCertificate *certificate;
    PricedCell *cells; /* by zone */
    size_t count;
    size_t *first;                   /* zones + 1 */
    double *weight;                  /* a zone: of each of its cells, in single precision */
    const WrittenZonePrice **prices; /* a zone; NULL: the certificate does not speak of it */
    size_t strangers;      /* prices of zones and cells that are not there, or come twice */
    uint32_t *order;       /* cells that more cameras are wanted for: by use, tile and target */
    size_t *tile_first[2]; /* tiles + 1 in `order`, by use */
    Grid tiles;
} ReferenceDemand;

/* Progress phase "cells". */
MUST_CHECK Status reference_demand(ReferenceDemand *out, const Scene *scene, const ZoneSet *zones,
                                   const WrittenPlan *plan, const WrittenCertificate *certificate,
                                   Diag *diag);
void reference_demand_release(ReferenceDemand *demand);

/* Cameras that the zone wants on each cell; at least one. */
unsigned reference_wanted_cameras(const Zone *zone);

#endif
