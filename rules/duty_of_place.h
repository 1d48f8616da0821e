/* duty_of_place.h - the duty of one derived place, and what the last resort inherits. */
#ifndef RULES_DUTY_OF_PLACE_H
#define RULES_DUTY_OF_PLACE_H

#include "rules/derivation.h"
#include "rules/duty.h"

/* Where a zone or an inventory line lies, and its id. */
typedef struct {
    const char *id;
    const Duty *duty;
    double x, y; /* NaN: nowhere */
} DutyPlace;

/* `part` NULL: an asset, which is no part of a place. */
Duty duty_of_place(const Derivation *derivation, const Selected *of, const ClausePart *part,
                   const Township *township);

/* Add a finding if the place falls to the pack's last fallback clause (9.4: the police), since
 * nobody else knows of it. */
void duty_tell_inherited(const Derivation *derivation, const Selected *of, const DutyPlace *at);

#endif
