/* compliance_rows.h - the rows of a Compliance: its zones, inventory lines and prohibitions by
 * clause and duty holders.
 */
#ifndef PLANNER_AUDIT_COMPLIANCE_ROWS_H
#define PLANNER_AUDIT_COMPLIANCE_ROWS_H

#include "planner/audit/compliance.h"

/* Fill compliance->rows once its zones are judged. Violations of prohibitions are what `findings`
 * says so far. */
void compliance_rows_make(Compliance *compliance, const ComplianceEvidence *evidence,
                          const FindingList *findings);

#endif
