/* quota_fill.h - greed: add columns by most gain a cost until no zone lacks anything.
 *
 * Lazy (CELF; Minoux 1978, Leskovec et al. 2007): what a column gains is first counted without
 * regard to what its zones still lack, which is never too little, and counted exactly
 * only when it comes up. Opening a site makes its other columns cheaper; these are asked anew.
 * With noise gains are shrunk at random, for searches. One thread; the scratch is reused.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_FILL_H
#define PLANNER_SITING_QUOTA_QUOTA_FILL_H

#include "base/random.h"
#include "planner/siting/cover/cover_search.h"
#include "planner/siting/quota/quota_state.h"

typedef struct {
    double ratio;
    uint32_t column, round; /* counted in this round */
} QuotaOffer;

typedef struct {
    const QuotaCover *cover;
    size_t *site_first; /* sites + 1: columns of each */
    double *gain;       /* a column: at most this */
    float *factor;      /* a column: what noise makes of it */
    uint32_t *listed;
    size_t listed_count;
    QuotaOffer *heap;
    size_t heap_count, heap_capacity;
    uint32_t round;
    uint64_t work; /* gains counted so far */
} QuotaFill;

typedef struct {
    const uint8_t *among;      /* a byte a column; NULL: all */
    bool last_resorts;         /* those too */
    double beyond;             /* worth of a weight beyond a target; 0: stop at the targets */
    double noise;              /* 0 to 1 */
    double skip;               /* 0 to 1: the part of the columns left out, by chance */
    Random *random;            /* with noise */
    int64_t budget;            /* of all costs together; INT64_MAX: any */
    const CoverEffort *effort; /* steps are columns added; NULL: until the end */
    void (*added)(void *of, uint32_t column, int64_t price); /* NULL: nobody asks */
    void *added_of;
} QuotaWish;

void quota_fill_init(QuotaFill *out, const QuotaCover *cover); /* columns in order of sites */
void quota_fill_release(QuotaFill *fill);

/* Something that would have gained was too dear: true. */
bool quota_fill_run(QuotaFill *fill, QuotaState *state, const QuotaWish *wish);

/* Drop columns, the last resorts and then the dearest first, wherever that makes the choice
 * better. Only those marked in `among` (NULL: all). */
void quota_fill_trim(QuotaFill *fill, QuotaState *state, const QuotaAim *aim, const uint8_t *among);

#endif
