/* places.h - discs of one clause part at points, none twice.
 *
 * Two pieces of a track that meet at a line make one crossing: a point nearer
 * than `merge_m` to an earlier one is the same place. One thread.
 */
#ifndef RULES_PLACES_H
#define RULES_PLACES_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/derivation.h"

typedef struct {
    Derivation *derivation;
    const PartJob *job;
    double *xy, merge_m;
    size_t count, capacity; /* of numbers in xy */
} Places;

void places_release(Places *places);
/* Is the place there already? If not, it is now. */
bool places_taken(Places *places, double x, double y);
/* A derived disc of the part's size, 10 m without one, unless the place is there already. */
void places_add(Places *places, const Selected *of, double x, double y, const char *how);
/* A place that a layer gives stays where it is, unless it is there already. */
void places_add_supplied(Places *places, const Selected *of);

#endif
