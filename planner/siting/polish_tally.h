/* polish_tally.h - what planned cameras reach together, and what one of them changes.
 *
 * The same whole numbers as the choice (quota/quota_cover.h), but targets are the quotas
 * themselves: what no candidate covers counts too. A trial takes cells away and gives others
 * without changing the tally. One thread.
 */
#ifndef PLANNER_SITING_POLISH_TALLY_H
#define PLANNER_SITING_POLISH_TALLY_H

#include "planner/coverage/footprint.h"
#include "planner/siting/placement.h"

typedef struct {
    QuotaCover cover;
    CoverMatrix *nothing; /* that the cover borrows: all rows, no columns */
    uint16_t *have;       /* a cell: planned cameras that cover it */
    int64_t *station_have, *reached;
    int64_t lack; /* of all zones to their targets */
} PolishTally;

/* Of one trial. */
typedef struct {
    int64_t lack, reached; /* more, of all zones */
    bool worse;            /* some zone lacks more */
} PolishChange;

typedef struct {
    int64_t *zone, *station; /* all 0 between trials, as the marks */
    uint8_t *zone_mark, *station_mark;
    uint32_t *zones, *stations; /* that are marked */
    size_t zone_count, station_count;
} PolishScratch;

/* No planned camera yet. `of->candidates` gives the costs of sites alone. */
MUST_CHECK Status polish_tally_init(PolishTally *out, const Placement *of, Diag *diag);
void polish_tally_release(PolishTally *tally);

void polish_scratch_init(PolishScratch *out, const PolishTally *tally);
void polish_scratch_release(PolishScratch *scratch);

/* Instead of the cells of `gone` those of `come`; either may be empty. */
PolishChange polish_tally_try(const PolishTally *tally, PolishScratch *scratch,
                              const Footprint *gone, const Footprint *come);
void polish_tally_make(PolishTally *tally, PolishScratch *scratch, const Footprint *gone,
                       const Footprint *come);

#endif
