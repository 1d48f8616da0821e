#include "planner/siting/quota/quota_ascent.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { PATIENCE = 10, LOOK_UP_EVERY = 4 };
static const double FIRST_STEP = 0.1, SHORTER = 0.7, LEAST_STEP = 1e-4, LEAST_GAIN = 1e-6,
                    NEW_PART = 0.1, LEAST_SCALE = 0.2, MOST_SCALE = 1.25, SCALE_STEP = 0.1;

void quota_ascent_init(QuotaAscent *out, const QuotaCover *cover, double beyond)
{
    size_t rows = cover->matrix->rows + 1;

    *out = (QuotaAscent){.value = -INFINITY};
    quota_relaxed_init(&out->relaxed, cover, beyond);
    out->price = memory_new(rows, sizeof *out->price);
    out->slope = memory_new(rows, sizeof *out->slope);
    out->direction = memory_new(rows, sizeof *out->direction);
    out->best = memory_new(rows, sizeof *out->best);
}

void quota_ascent_release(QuotaAscent *ascent)
{
    quota_relaxed_release(&ascent->relaxed);
    free(ascent->price);
    free(ascent->slope);
    free(ascent->direction);
    free(ascent->best);
    *ascent = (QuotaAscent){0};
}

/* L at the present prices, which are kept where they are the best. */
static double look(QuotaAscent *ascent)
{
    double value = quota_relaxed_value(&ascent->relaxed, ascent->price, ascent->slope);

    ascent->mean_cost = NEW_PART * ascent->relaxed.cost + (1 - NEW_PART) * ascent->mean_cost;
    if (value > ascent->value) {
        ascent->value = value;
        memcpy(ascent->best, ascent->price,
               ascent->relaxed.cover->matrix->rows * sizeof *ascent->price);
    }
    return value;
}

void quota_ascent_start(QuotaAscent *ascent, const double *first)
{
    size_t rows = ascent->relaxed.cover->matrix->rows;

    ascent->value = -INFINITY;
    ascent->rounds = 0;
    memset(ascent->direction, 0, rows * sizeof *ascent->direction);
    for (double scale = LEAST_SCALE; scale < MOST_SCALE; scale += SCALE_STEP) {
        for (size_t i = 0; i < rows; i++)
            ascent->price[i] = scale * first[i];
        (void)look(ascent);
    }
}

void quota_ascent_resume(QuotaAscent *ascent, const double *prices)
{
    memcpy(ascent->price, prices, ascent->relaxed.cover->matrix->rows * sizeof *ascent->price);
    (void)look(ascent);
}

/* The next direction, `fresh` of it the present slope; the square of its length. */
static double turn(QuotaAscent *ascent, double fresh)
{
    double square = 0;

    for (size_t i = 0; i < ascent->relaxed.cover->matrix->rows; i++) {
        double slope = ascent->slope[i], *direction = &ascent->direction[i];
        if (ascent->price[i] <= 0 && slope < 0)
            slope = 0;
        *direction = fresh * slope + (1 - fresh) * *direction;
        if (ascent->price[i] <= 0 && *direction < 0)
            *direction = 0;
        square += *direction * *direction;
    }
    return square;
}

static bool move(QuotaAscent *ascent, double length)
{
    double square = turn(ascent, NEW_PART);

    if (square <= 0)
        square = turn(ascent, 1);
    if (square <= 0)
        return false;
    for (size_t i = 0; i < ascent->relaxed.cover->matrix->rows; i++)
        ascent->price[i] = fmax(0, ascent->price[i] + length / square * ascent->direction[i]);
    return true;
}

void quota_ascent_run(QuotaAscent *ascent, double known, const CoverEffort *effort)
{
    double length = FIRST_STEP;
    uint64_t until = ascent->rounds + effort->steps;
    int idle = 0;

    memcpy(ascent->price, ascent->best,
           ascent->relaxed.cover->matrix->rows * sizeof *ascent->price);
    for (; ascent->rounds < until && length > LEAST_STEP; ascent->rounds++) {
        double before = ascent->value, value = look(ascent);
        idle = value > before + LEAST_GAIN * fabs(before) ? 0 : idle + 1;
        if (idle >= PATIENCE) {
            length *= SHORTER;
            idle = 0;
        }
        if (!move(ascent, length * fmax(known - value, 1e-9 * fabs(known))))
            break;
        if (ascent->rounds % LOOK_UP_EVERY == 0 && cover_effort_over(effort))
            break;
    }
}
