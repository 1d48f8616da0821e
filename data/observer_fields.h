/* observer_fields.h - the numbers of an observer, their names and their bounds.
 *
 * Private to observers.c and observer.c.
 */
#ifndef DATA_OBSERVER_FIELDS_H
#define DATA_OBSERVER_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "data/observers.h"

typedef struct {
    const char *column, *option; /* as a table and as the command line name it */
    size_t offset;               /* in Observer */
    double low, high;
    bool above; /* low itself is not allowed */
} ObserverField;

extern const ObserverField observer_fields[]; /* ends with a row without a column */

double *observer_field(Observer *observer, const ObserverField *field);

#endif
