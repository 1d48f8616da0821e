#include "planner/audit/failure.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "planner/audit/compliance.h"
#include "planner/coverage/cover_tally.h"

/* Of a zone's mandated weight: less is rounding of sums. */
static const double NOTHING = 1e-9;

typedef struct {
    const Demand *demand;
    const Project *project;
    const Coverage *coverage;
    CoverTally *tally;
    ZoneLoss *losses; /* of the group at hand */
    FailureSet *set;
} Search;

static int worst_first(const void *left, const void *right)
{
    const ZoneLoss *a = left, *b = right;

    if (a->falls != b->falls)
        return a->falls ? -1 : 1;
    if (a->lost != b->lost)
        return a->lost > b->lost ? -1 : 1;
    return (a->zone > b->zone) - (a->zone < b->zone);
}

/* What the zones have lost since the cameras of the group were taken out. */
static void note_losses(Search *search, Failure *failure)
{
    const Demand *demand = search->demand;
    const uint32_t *touched;
    size_t count = cover_tally_touched(search->tally, &touched);
    ZoneLoss *kept;

    for (size_t i = 0; i < count; i++) {
        uint32_t z = touched[i];
        double lost = cover_tally_lost(search->tally, z), mandated = demand->zone_weight[z];
        double quota = compliance_quota(&demand->zones->zones[z], search->project);
        double left = cover_tally_zone(search->tally, z);
        if (!(lost > NOTHING * mandated))
            continue;
        bool falls = compliance_reached(left + lost, quota, mandated) &&
                     !compliance_reached(left, quota, mandated);
        search->losses[failure->count++] = (ZoneLoss){z, lost, left, falls};
        failure->falling += falls;
    }
    if (failure->count)
        qsort(search->losses, failure->count, sizeof *search->losses, worst_first);
    kept = arena_alloc(search->set->arena, failure->count + 1, sizeof *kept);
    memcpy(kept, search->losses, failure->count * sizeof *kept);
    failure->losses = kept;
    /* In an order that depends on nothing but the zones. */
    for (size_t i = 0; i < failure->count; i++)
        failure->lost += kept[i].lost;
}

/* The cameras of [from, to) fail, are written down, and stand again. */
static void fail_group(Search *search, const uint32_t *members, size_t count, Failure *failure)
{
    const Footprint *footprints = search->coverage->footprints;

    for (size_t i = 0; i < count; i++)
        cover_tally_remove(search->tally, &footprints[members[i]]);
    failure->cameras = count;
    note_losses(search, failure);
    for (size_t i = 0; i < count; i++)
        cover_tally_add(search->tally, &footprints[members[i]]);
    cover_tally_settle(search->tally);
}

/* The members of group g are members[first[g] .. first[g + 1]), in the order of the lookouts. */
static uint32_t *members_of(const uint32_t *group_of, size_t cameras, size_t groups, size_t *first)
{
    uint32_t *members = memory_new(cameras + 1, sizeof *members);
    size_t *next = memory_new(groups + 1, sizeof *next);

    for (size_t i = 0; i < cameras; i++)
        if (group_of[i] != FAILURE_NO_GROUP)
            first[group_of[i] + 1]++;
    for (size_t g = 0; g < groups; g++) {
        first[g + 1] += first[g];
        next[g] = first[g];
    }
    for (size_t i = 0; i < cameras; i++)
        if (group_of[i] != FAILURE_NO_GROUP)
            members[next[group_of[i]]++] = (uint32_t)i;
    free(next);
    return members;
}

FailureSet *failures_find(const Demand *demand, const Project *project, const Coverage *coverage,
                          const uint32_t *group_of, size_t groups)
{
    FailureSet *set = memory_new(1, sizeof *set);
    Search search = {.demand = demand,
                     .project = project,
                     .coverage = coverage,
                     .tally = cover_tally_new(demand),
                     .losses = memory_new(demand->zones->zone_count + 1, sizeof *search.losses),
                     .set = set};
    size_t *first = memory_new(groups + 2, sizeof *first);
    uint32_t *members = members_of(group_of, coverage->lookouts, groups, first);

    set->arena = arena_new();
    set->items = memory_new(groups + 1, sizeof *set->items);
    set->count = groups;
    for (size_t i = 0; i < coverage->lookouts; i++)
        cover_tally_add(search.tally, &coverage->footprints[i]);
    cover_tally_settle(search.tally);
    set->covered = cover_tally_total(search.tally);
    for (size_t g = 0; g < groups; g++)
        fail_group(&search, members + first[g], first[g + 1] - first[g], &set->items[g]);
    cover_tally_free(search.tally);
    free(search.losses);
    free(members);
    free(first);
    return set;
}

void failures_free(FailureSet *set)
{
    if (!set)
        return;
    arena_free(set->arena);
    free(set->items);
    free(set);
}
