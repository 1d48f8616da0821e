#include "planner/audit/compliance_rows.h"

#include <math.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "rules/duty.h"

typedef struct {
    Compliance *compliance;
    const ComplianceEvidence *from;
    const FindingList *findings;
    size_t capacity;
} Rows;

/* --- by whose duty ---------------------------------------------------------------------- */

static int order_of(const char *a, const char *b)
{
    return text_order(a ? a : "", b ? b : "");
}

/* By supervisor, builder and payer, then by their reasons: rows of one order have them all alike.
 */
static int duty_order(const Duty *a, const Duty *b)
{
    const char *const pairs[][2] = {
        {a->supervisor.en, b->supervisor.en},
        {a->supervisor.zh, b->supervisor.zh},
        {a->builder.en, b->builder.en},
        {a->builder.zh, b->builder.zh},
        {a->payer.en, b->payer.en},
        {a->payer.zh, b->payer.zh},
        {a->supervisor_basis, b->supervisor_basis},
        {a->builder_basis, b->builder_basis},
        {a->payer_basis, b->payer_basis},
        {a->coordinators.en, b->coordinators.en},
        {a->clause ? a->clause->id : NULL, b->clause ? b->clause->id : NULL}};
    int order = 0;

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs && order == 0; i++)
        order = order_of(pairs[i][0], pairs[i][1]);
    return order;
}

/* The duty of item `i` of the clause; NULL: it has none of that number to count. */
typedef const Duty *(*DutyAt)(const Rows *rows, const Clause *clause, size_t i);

static const Duty *zone_duty(const Rows *rows, const Clause *clause, size_t i)
{
    const Zone *zone = &rows->from->demand->zones->zones[i];

    return zone->clause == clause && rows->compliance->zones[i].mandated > 0 ? &zone->duty : NULL;
}

static const Duty *line_duty(const Rows *rows, const Clause *clause, size_t i)
{
    const InventoryLine *line = &rows->from->demand->zones->lines[i];
    bool counts = line->clause == clause && inventory_line_wanted(line, rows->from->project);

    return counts ? &line->duty : NULL;
}

/* The next duty after `last` (NULL: the first) among `count` items of the clause; NULL: no more. */
static const Duty *next_duty(const Rows *rows, const Clause *clause, DutyAt at, size_t count,
                             const Duty *last)
{
    const Duty *next = NULL;

    for (size_t i = 0; i < count; i++) {
        const Duty *duty = at(rows, clause, i);
        if (!duty || (last && duty_order(duty, last) <= 0))
            continue;
        if (!next || duty_order(duty, next) < 0)
            next = duty;
    }
    return next;
}

static ClauseCompliance *row_add(Rows *rows, const Clause *clause, Measure measure,
                                 const Duty *duty)
{
    Compliance *compliance = rows->compliance;
    ClauseCompliance *row;

    compliance->rows = memory_grow(compliance->rows, compliance->row_count, &rows->capacity,
                                   sizeof *compliance->rows);
    row = compliance->rows + compliance->row_count++;
    *row = (ClauseCompliance){.clause = clause,
                              .measure = measure,
                              .duty = *duty,
                              .result = "not evaluated",
                              .reason = ""};
    return row;
}

/* --- by share --------------------------------------------------------------------------- */

static void row_add_zone(ClauseCompliance *row, const ZoneCompliance *judged,
                         double failing[CAUSE_COUNT])
{
    row->zones++;
    row->passed_before += judged->pass_before;
    row->passed_after += judged->pass_after;
    row->mandated += judged->mandated;
    row->before += judged->before;
    row->after += judged->after;
    row->coverable += judged->coverable;
    if (!judged->pass_after)
        failing[judged->rest_cause] += judged->mandated - judged->after;
}

static void share_row(Rows *rows, const Clause *clause, const Duty *duty)
{
    ClauseCompliance *row = row_add(rows, clause, MEASURE_SHARE, duty);
    double failing[CAUSE_COUNT] = {0};
    int most = CAUSE_COVERED;

    for (size_t z = 0; z < rows->compliance->zone_count; z++) {
        const Duty *its = zone_duty(rows, clause, z);
        if (its && duty_order(its, duty) == 0)
            row_add_zone(row, &rows->compliance->zones[z], failing);
    }
    row->result = row->passed_after == row->zones ? "pass" : "fail";
    for (int cause = 0; cause < CAUSE_COVERED; cause++)
        if (failing[cause] > 0 && (most == CAUSE_COVERED || failing[cause] > failing[most]))
            most = cause;
    if (row->passed_after < row->zones)
        row->reason = most == CAUSE_COVERED ? "not built" : cause_name((Cause)most);
}

/* --- by count --------------------------------------------------------------------------- */

static void count_row(Rows *rows, const Clause *clause, const Duty *duty)
{
    const ZoneSet *zones = rows->from->demand->zones;
    ClauseCompliance *row = row_add(rows, clause, MEASURE_COUNT, duty);

    for (size_t i = 0; i < zones->line_count; i++) {
        const InventoryLine *line = &zones->lines[i];
        const Duty *its = line_duty(rows, clause, i);
        if (!its || duty_order(its, duty) != 0)
            continue;
        double cameras = line->count * line->cameras_each;
        row->lines++;
        row->assets += isnan(line->count) ? 0 : line->count;
        row->cameras += isnan(cameras) ? 0 : cameras;
        row->to_survey += isnan(cameras) ? 1 : 0;
    }
    row->result = "counted";
    row->reason =
        row->to_survey
            ? arena_printf(rows->compliance->arena,
                           "compliance by count, never a share; %zu %s to be surveyed",
                           row->to_survey, text_by_number(row->to_survey, "line is", "lines are"))
            : "compliance by count, never a share";
}

/* --- what has neither ------------------------------------------------------------------- */

static Duty general_duty(const Rows *rows, const Clause *clause)
{
    const DutyQuery query = {
        .pack = rows->from->pack, .clause = clause, .as_of = rows->from->project->as_of};

    return duty_of(&query, rows->compliance->arena);
}

/* The measure of a clause whose places restrain cameras instead of asking for them. */
static Measure restraint_of(const Clause *clause)
{
    return clause->kind == CLAUSE_CONSENT ? MEASURE_CONSENT
           : clause_reserves(clause)      ? MEASURE_BUILDER
                                          : MEASURE_PROHIBITION;
}

/* Places of the clause; those in force go to the row. */
static size_t count_places(const Rows *rows, ClauseCompliance *row)
{
    const ForbiddenSet *forbidden = rows->from->forbidden;
    const ReservedSet *reserved = rows->from->reserved;
    size_t places = 0;

    for (size_t i = 0; forbidden && i < forbidden->count; i++) {
        bool is_it = forbidden->places[i].clause == row->clause;
        places += is_it;
        row->places += is_it && forbidden->places[i].in_force;
    }
    for (size_t i = 0; reserved && i < reserved->count; i++) {
        bool is_it = reserved->places[i].clause == row->clause;
        places += is_it;
        row->places += is_it;
    }
    return places;
}

static bool is_undecided(const Finding *finding)
{
    return text_equal(finding->code, "forbidden-undecided") ||
           text_equal(finding->code, "consent-undecided") ||
           text_equal(finding->code, "reserved-undecided");
}

static void restraint_row(Rows *rows, const ClauseTrace *trace)
{
    static const char *const failed[] = {
        [MEASURE_PROHIBITION] = "existing cameras to remove or mask: see findings.csv",
        [MEASURE_CONSENT] = "existing cameras without consent: see findings.csv",
        [MEASURE_BUILDER] = "existing cameras of others than may install: see findings.csv"};
    const Duty duty = general_duty(rows, trace->clause);
    size_t undecided = 0, places;

    if (rows->from->project->only_township || !duty_wanted(&duty, rows->from->project))
        return;
    ClauseCompliance *row = row_add(rows, trace->clause, restraint_of(trace->clause), &duty);
    places = count_places(rows, row);
    for (size_t i = 0; i < rows->findings->count; i++) {
        const Finding *finding = &rows->findings->items[i];
        bool is_it = text_equal(finding->clause, trace->clause->id);
        row->violations += is_it && finding->severity == SEVERITY_VIOLATION;
        undecided += is_it && is_undecided(finding);
    }
    if (row->places)
        row->result = row->violations ? "fail" : "pass";
    if (row->violations)
        row->reason = failed[row->measure];
    else if (undecided)
        row->reason = arena_printf(rows->compliance->arena,
                                   "%zu cannot be decided: see findings.csv", undecided);
    else if (!row->places)
        row->reason = places           ? "none of its places is in force on the as_of date"
                      : trace->missing ? trace->missing
                                       : "no such place in the layers given";
    else if (places > row->places)
        row->reason = arena_printf(rows->compliance->arena,
                                   "%zu of %zu places are not in force on the as_of date",
                                   places - row->places, places);
}

/* Features were selected, and no part could be derived of any. */
static const char *nothing_made(const Rows *rows, const ClauseTrace *trace)
{
    for (size_t i = 0; i < rows->findings->count; i++) {
        const Finding *finding = &rows->findings->items[i];
        if (text_equal(finding->clause, trace->clause->id) &&
            text_equal(finding->code, "part-not-derived"))
            return arena_printf(
                rows->compliance->arena, "%zu %s found, which %s no zone: %s", trace->features,
                text_by_number(trace->features, "feature was", "features were"),
                text_by_number(trace->features, "makes", "make"), finding->sentence);
    }
    return arena_printf(rows->compliance->arena,
                        "%zu %s found, and none of its parts follows from %s", trace->features,
                        text_by_number(trace->features, "feature was", "features were"),
                        text_by_number(trace->features, "it", "them"));
}

/* A clause without zones and lines says why. */
static void empty_row(Rows *rows, const ClauseTrace *trace)
{
    const Project *project = rows->from->project;
    const Duty duty = general_duty(rows, trace->clause);
    ClauseCompliance *row;

    if (project->only_department || project->only_township)
        return;
    row = row_add(rows, trace->clause,
                  trace->clause->kind == CLAUSE_MOBILE ? MEASURE_COUNT : MEASURE_SHARE, &duty);
    if (!trace->evaluated)
        row->reason = trace->missing ? trace->missing : "no layer holds such places";
    else
        row->reason = trace->zones      ? "its places hold no demand in the area"
                      : trace->features ? nothing_made(rows, trace)
                                        : "no such place in the layers given";
}

static void clause_rows(Rows *rows, const ClauseTrace *trace)
{
    const ZoneSet *zones = rows->from->demand->zones;
    const Clause *clause = trace->clause;
    size_t before = rows->compliance->row_count;
    const Duty *duty = NULL;

    while ((duty = next_duty(rows, clause, zone_duty, zones->zone_count, duty)))
        share_row(rows, clause, duty);
    while ((duty = next_duty(rows, clause, line_duty, zones->line_count, duty)))
        count_row(rows, clause, duty);
    if (rows->compliance->row_count == before && clause_mandates(clause) &&
        clause_wanted(clause->id, rows->from->project))
        empty_row(rows, trace);
}

void compliance_rows_make(Compliance *compliance, const ComplianceEvidence *evidence,
                          const FindingList *findings)
{
    Rows rows = {.compliance = compliance, .from = evidence, .findings = findings};
    const ZoneSet *zones = evidence->demand->zones;

    for (size_t i = 0; i < zones->trace_count; i++) {
        const ClauseTrace *trace = &zones->traces[i];
        if (clause_mandates(trace->clause) || !clause_has_places(trace->clause))
            clause_rows(&rows, trace);
        else if (clause_wanted(trace->clause->id, evidence->project))
            restraint_row(&rows, trace);
    }
}
