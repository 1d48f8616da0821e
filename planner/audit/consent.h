/* consent.h - does a camera have the consent that the place where it stands or looks asks for?
 *
 * The judgement itself is prohibit.h's, by place (within the buffer) and by view. Here it becomes
 * findings (consent-place, consent-view, consent-undecided), one a camera, and the words of the
 * build list. What exists shows its own document (`consent_doc` of the inventory), what is planned
 * that of the project. Any thread.
 */
#ifndef PLANNER_AUDIT_CONSENT_H
#define PLANNER_AUDIT_CONSENT_H

#include "planner/audit/prohibit.h"

/* Of a camera that was judged; `unaimed`: its azimuth is unknown, so no view is sure. */
Consent consent_of(const ProhibitReport *report, bool unaimed);

/* Who is judged, as the findings name it. */
typedef struct {
    const char *subject; /* "camera C-17" */
    double x, y;
    double accuracy_m; /* of its position */
    bool existing, unaimed;
} ConsentSubject;

/* The finding of a camera that lacks the consent which the report names, or may lack it. */
void consent_tell(FindingList *findings, const ConsentSubject *camera,
                  const ProhibitReport *report);

/* "no", "yes: N10 letter 12", "yes: N10 missing", "to check: N10 missing" (nobody can decide
 * whether it is needed). In the arena. */
const char *consent_words(const Consent *consent, Arena *arena);

#endif
