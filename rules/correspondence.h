/* correspondence.h - do the clauses that a pack relates to exist in the other pack?
 *
 * A pack is read alone, so that it can be read without the others; what it says of them is held
 * against them where both are at hand. One thread.
 */
#ifndef RULES_CORRESPONDENCE_H
#define RULES_CORRESPONDENCE_H

#include "base/text.h"
#include "rules/pack.h"

/* A line of `wrong` for each id under `corresponds` that `other`, of that name, does not have, with
 * the nearest that it has. */
void correspondence_check(const RulePack *pack, const RulePack *other, Text *wrong);
/* The same against every pack that it relates to. Those that cannot be read are named in `unread`,
 * a line each. */
void correspondence_check_all(const RulePack *pack, Text *wrong, Text *unread);

#endif
