/* duty_of_place.h - the duty of one derived place, and what the last resort inherits.
 *
 * Adds a finding for each place that falls to the pack's last fallback clause (9.4: the police),
 * since nobody else knows of it.
 */
#ifndef RULES_DUTY_OF_PLACE_H
#define RULES_DUTY_OF_PLACE_H

#include "rules/derivation.h"
#include "rules/duty.h"

/* Where a zone or an inventory line lies, and its id. */
typedef struct {
    const char *id;
    const Township *township; /* or NULL */
    double x, y;              /* NaN: nowhere */
} DutyPlace;

/* `part` NULL: an asset, which is no part of a place. */
Duty duty_of_place(const Derivation *derivation, const Selected *of, const ClausePart *part,
                   const DutyPlace *at);

#endif
