#include "planner/audit/compliance.h"

#include "planner/audit/compliance_rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"

/* Sums of the same weights in another order may differ by this much of the whole. */
static const double ROUNDING = 1e-6;

double compliance_quota(const Zone *zone, const Project *project)
{
    return isnan(zone->requirement.quota) ? project->plan.quota : zone->requirement.quota;
}

bool compliance_reached(double weight, double quota, double mandated)
{
    return weight >= quota * mandated - ROUNDING * mandated;
}

const char *compliance_mend(Cause cause)
{
    static const char *const mend[CAUSE_COUNT] = {
        [CAUSE_DATA_MISSING] = "supply the missing terrain or camera data",
        [CAUSE_NO_CAMERA_NEAR] = "allow sites near it",
        [CAUSE_OUT_OF_RANGE] = "allow sites nearer or a longer lens",
        [CAUSE_OUTSIDE_FIELD] = "turn a camera or allow more directions",
        [CAUSE_TOO_STEEP] = "allow sites further away or lower mounts",
        [CAUSE_UNDER_MOUNT] = "allow sites across the way",
        [CAUSE_TERRAIN] = "allow sites on higher ground or higher mounts",
        [CAUSE_BUILDING] = "allow sites on the other side of the buildings",
        [CAUSE_CANOPY] = "trim the trees or allow sites under the crowns",
        [CAUSE_FEW_PIXELS] = "allow sites nearer or sharper models",
        [CAUSE_MASKED] = "replace the camera that had to be removed",
        [CAUSE_OFFLINE] = "repair the camera that is offline",
        [CAUSE_CONSENT] = "obtain consent and enter it under consent:",
        [CAUSE_COVERED] = "allow more cameras a pole or more sites",
    };

    return mend[cause];
}

void compliance_weights(const Demand *demand, const uint8_t *covered, double *weights)
{
    Coverage marked = {.cells = demand->cell_count};

    marked.count = memory_new(demand->cell_count + 1, sizeof *marked.count);
    marked.cause = memory_new(demand->cell_count + 1, sizeof *marked.cause);
    for (size_t i = 0; i < demand->cell_count; i++) {
        marked.count[i] = covered[i] ? UINT16_MAX : 0;
        marked.cause[i] = covered[i] ? CAUSE_COVERED : CAUSE_NO_CAMERA_NEAR;
    }
    for (size_t z = 0; z < demand->zones->zone_count; z++)
        weights[z] = demand->zone_weight[z] > 0 ? coverage_zone_weight(demand, &marked, z) : 0;
    free(marked.count);
    free(marked.cause);
}

/* What a judgement is made of. */
typedef ComplianceEvidence Evidence;

/* The cause of most of the weight that nothing covers. */
static Cause commonest_rest(const Evidence *from, size_t z)
{
    const Demand *demand = from->demand;
    const Coverage *last = from->after ? from->after : from->before;
    double weight[CAUSE_COUNT] = {0};
    Cause most = CAUSE_COVERED;

    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        Cause cause = CAUSE_COVERED;
        if (!from->coverable)
            cause = (Cause)last->cause[cell];
        else if (!from->coverable[cell])
            cause = (Cause)(from->rest_cause ? from->rest_cause[cell] : last->cause[cell]);
        if (cause < CAUSE_COVERED)
            weight[cause] += (double)demand->cells[cell].weight;
    }
    for (int cause = 0; cause < CAUSE_COVERED; cause++)
        if (weight[cause] > 0 && (most == CAUSE_COVERED || weight[cause] > weight[most]))
            most = (Cause)cause;
    return most;
}

static double longest_run_m(const Demand *demand, const Coverage *coverage, size_t z)
{
    double from_m, to_m;

    if (!demand->zones->zones[z].line)
        return NAN;
    return coverage_longest_run(demand, coverage, z, &from_m, &to_m);
}

static void judge_zone(ZoneCompliance *out, const Evidence *from, size_t z, double coverable)
{
    const Demand *demand = from->demand;

    out->mandated = demand->zone_weight[z];
    out->quota = compliance_quota(&demand->zones->zones[z], from->project);
    out->coverable = from->coverable ? coverable : NAN;
    out->longest_run_before_m = out->longest_run_after_m = NAN;
    out->rest_cause = CAUSE_COVERED;
    out->pass_before = out->pass_after = true;
    if (!(out->mandated > 0)) {
        out->coverable = 0;
        return;
    }
    out->before = coverage_zone_weight(demand, from->before, z);
    out->longest_run_before_m = longest_run_m(demand, from->before, z);
    out->pass_before = compliance_reached(out->before, out->quota, out->mandated);
    out->after = out->before;
    out->longest_run_after_m = out->longest_run_before_m;
    if (from->after) {
        out->after = coverage_zone_weight(demand, from->after, z);
        out->longest_run_after_m = longest_run_m(demand, from->after, z);
    }
    out->pass_after = compliance_reached(out->after, out->quota, out->mandated);
    out->rest_cause = commonest_rest(from, z);
}

/* "no camera near"; "consent of N10 missing", by the first place that lacks it. */
static const char *rest_words(const Evidence *from, Cause cause, Arena *arena)
{
    for (size_t i = 0; cause == CAUSE_CONSENT && from->forbidden && i < from->forbidden->count;
         i++) {
        const Forbidden *place = &from->forbidden->places[i];
        if (forbidden_needs_consent(place) && place->in_force && !place->consent_doc &&
            !place->doubt)
            return arena_printf(arena, "consent of %s missing", place->clause->id);
    }
    return cause_name(cause);
}

static void tell_failure(FindingList *findings, const Evidence *from, size_t z,
                         const ZoneCompliance *judged)
{
    const ZoneSet *zones = from->demand->zones;
    const Zone *zone = &zones->zones[z];
    char subject[160], what[160] = "", rest[240] = "";
    Finding head = {.severity = SEVERITY_VIOLATION,
                    .code = "quota-missed",
                    .clause = zone->clause->id,
                    .subject = subject,
                    .x = zone->x,
                    .y = zone->y,
                    .penalty = zone->clause->penalty};
    bool enough = isnan(judged->coverable) ||
                  compliance_reached(judged->coverable, judged->quota, judged->mandated);

    snprintf(subject, sizeof subject, "zone %s", zone->id);
    if (zone->name && zone->name[0])
        snprintf(what, sizeof what, "%s, ", zone->name);
    if (from->coverable)
        snprintf(rest, sizeof rest, "; %.1f %% is coverable",
                 100 * judged->coverable / judged->mandated);
    finding_add(
        findings, &head, "%s%s: %.1f %% of it is covered%s, %.1f %% is asked%s; %s%s%s%s", what,
        zone->part->name, 100 * judged->after / judged->mandated,
        from->after ? " after the plan" : "", 100 * judged->quota, rest,
        judged->rest_cause == CAUSE_COVERED ? "" : "most of the rest: ",
        judged->rest_cause == CAUSE_COVERED ? ""
                                            : rest_words(from, judged->rest_cause, findings->arena),
        judged->rest_cause == CAUSE_COVERED ? "" : "; ",
        from->coverable && enough && !isnan(from->project->plan.budget)
            ? "raise the budget"
            : compliance_mend(from->coverable && enough ? CAUSE_COVERED : judged->rest_cause));
}

/* Judge every zone and add it to the totals. */
static void zones_judge(Compliance *compliance, const Evidence *from, FindingList *findings)
{
    double *weights = memory_new(compliance->zone_count + 1, sizeof *weights);

    if (from->coverable)
        compliance_weights(from->demand, from->coverable, weights);
    for (size_t z = 0; z < compliance->zone_count; z++) {
        ZoneCompliance *judged = compliance->zones + z;
        judge_zone(judged, from, z, weights[z]);
        compliance->mandated += judged->mandated;
        compliance->before += judged->before;
        compliance->after += judged->after;
        compliance->coverable += judged->coverable;
        if (!judged->pass_after)
            tell_failure(findings, from, z, judged);
    }
    free(weights);
}

Status compliance_judge(Compliance **out, const ComplianceEvidence *evidence, FindingList *findings,
                        Diag *diag)
{
    Compliance *compliance = memory_new(1, sizeof *compliance);
    size_t count = evidence->demand->zones->zone_count;

    (void)diag;
    compliance->arena = arena_new();
    compliance->zones = memory_new(count + 1, sizeof *compliance->zones);
    compliance->zone_count = count;
    zones_judge(compliance, evidence, findings);
    compliance_rows_make(compliance, evidence, findings);
    *out = compliance;
    return OK;
}

void compliance_free(Compliance *compliance)
{
    if (!compliance)
        return;
    arena_free(compliance->arena);
    free(compliance->zones);
    free(compliance->rows);
    free(compliance);
}
