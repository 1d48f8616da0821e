/* cover_tally.h - what cameras cover together while they come and go, zone by zone.
 *
 * Counts as Coverage does: a cell is covered by as many cameras as its zone asks, a line duty
 * by stations. A camera costs as many steps as its footprint has cells, so what would be lost
 * with each of many is known after one walk over all of them. Borrows the demand; one thread.
 */
#ifndef PLANNER_COVERAGE_COVER_TALLY_H
#define PLANNER_COVERAGE_COVER_TALLY_H

#include "planner/coverage/stations.h"

typedef struct CoverTally CoverTally;

CoverTally *cover_tally_new(const Demand *demand); /* no camera yet */
void cover_tally_free(CoverTally *tally);          /* NULL is allowed */

void cover_tally_add(CoverTally *tally, const Footprint *footprint);
/* Of a camera that was added. */
void cover_tally_remove(CoverTally *tally, const Footprint *footprint);

/* Covered weight of a zone, as coverage_zone_weight() has it, and of all together. */
double cover_tally_zone(const CoverTally *tally, size_t zone);
double cover_tally_total(const CoverTally *tally);

/* The zones whose weight cover_tally_add() and cover_tally_remove() may have changed since the last
 * cover_tally_settle(), in the order in which they were met, and how much each has lost since then
 * (gained: below zero). */
size_t cover_tally_touched(const CoverTally *tally, const uint32_t **zones);
double cover_tally_lost(const CoverTally *tally, size_t zone);
void cover_tally_settle(CoverTally *tally);

#endif
