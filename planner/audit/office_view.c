#include "planner/audit/office_view.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "rules/duty.h"

typedef OfficeEvidence Evidence;

/* --- cameras ---------------------------------------------------------------------------- */

/* A body of the pack, as it is called on the day, in the words of a camera list; a township's
 * name alone is its government. What stands for whoever runs a place is no office. NULL: somebody
 * else. */
static const Body *body_called(const Evidence *from, const char *text)
{
    const Scene *scene = from->scene;
    const Body *body;

    for (size_t t = 0; t < scene->township_count; t++)
        if (scene->townships[t].name && text_begins(text, scene->townships[t].name))
            return pack_body(from->pack, "township", scene->project->as_of);
    for (size_t i = 0; (body = pack_body_at(from->pack, i)); i++)
        if (!body->own && !text_equal(body->id, "nobody") && body_is_called(body, text))
            return pack_body(from->pack, body->id, scene->project->as_of);
    return NULL;
}

static bool is_department(const Evidence *from, const char *text)
{
    const char *wanted = from->scene->project->only_department;
    const Body *body = text && *text ? body_called(from, text) : NULL;

    if (!text || !*text)
        return false;
    return strcasestr(text, wanted) || (body && words_name(&body->name, wanted));
}

/* The zones that a camera sees, as long as `each` wants more of them. */
typedef bool (*EachZone)(const Zone *zone, const void *context);

static bool any_zone(const Evidence *from, size_t camera, EachZone each, const void *context)
{
    FootprintWalk walk = footprint_walk(&from->before->footprints[camera]);
    uint32_t cell, last = UINT32_MAX;

    while (footprint_next(&walk, &cell)) {
        uint32_t z = from->demand->cells[cell].zone;
        if (z != last && each(&from->demand->zones->zones[z], context))
            return true;
        last = z;
    }
    return false;
}

static bool any(const Zone *zone, const void *context)
{
    (void)zone;
    (void)context;
    return true;
}

static bool has_duty(const Zone *zone, const void *context)
{
    const Words *name = context;

    return words_name(&zone->duty.builder, name->zh) || words_name(&zone->duty.payer, name->zh) ||
           words_name(&zone->duty.supervisor, name->zh) ||
           words_name(&zone->duty.coordinators, name->zh);
}

static bool department_has(const Evidence *from, size_t i)
{
    const Camera *camera = &from->scene->cameras.cameras[i];
    const char *builder = camera->builder ? camera->builder : camera->operator_name;
    const Body *other;

    if (is_department(from, camera->builder) || is_department(from, camera->operator_name))
        return true;
    other = builder && *builder ? body_called(from, builder) : NULL;
    return other ? any_zone(from, i, has_duty, &other->name) : any_zone(from, i, any, NULL);
}

/* Does it break the clause beside another one, or cannot be decided whether it does? */
static bool is_accused(const Evidence *from, size_t i)
{
    const char *id = from->scene->cameras.cameras[i].id;
    size_t count = from->findings ? from->findings->count : 0;

    for (size_t f = 0; f < count; f++) {
        const Finding *finding = &from->findings->items[f];
        if (finding->severity != SEVERITY_NOTE && *finding->clause &&
            text_begins(finding->subject, "camera ") &&
            text_equal(finding->subject + strlen("camera "), id) &&
            clause_wanted(finding->clause, from->scene->project))
            return true;
    }
    return false;
}

static bool is_listed(const Evidence *from, size_t i)
{
    const Project *project = from->scene->project;
    const Camera *camera = &from->scene->cameras.cameras[i];

    if (project->only_township && !township_wanted(from->scene, camera->x, camera->y))
        return false;
    if (project->only_clause && !any_zone(from, i, any, NULL) &&
        !(from->broken[i] && clause_wanted(from->broken[i]->id, project)) && !is_accused(from, i))
        return false;
    return !project->only_department || department_has(from, i);
}

static bool is_narrowed(const Project *project)
{
    return project->only_clause || project->only_township || project->only_department;
}

bool *office_cameras(const OfficeEvidence *evidence)
{
    size_t count = evidence->scene->cameras.count;
    bool *listed;

    if (!is_narrowed(evidence->scene->project))
        return NULL;
    listed = memory_new(count + 1, sizeof *listed);
    for (size_t i = 0; i < count; i++)
        listed[i] = is_listed(evidence, i);
    return listed;
}

/* --- findings --------------------------------------------------------------------------- */

/* What the subject names, if it is a camera, a zone or a line: does it belong to the office? */
static bool subject_wanted(const Evidence *from, const bool *listed, const char *subject,
                           bool *known)
{
    const CameraInventory *cameras = &from->scene->cameras;
    const ZoneSet *zones = from->demand->zones;
    const Project *project = from->scene->project;

    *known = true;
    for (size_t i = 0; text_begins(subject, "camera ") && i < cameras->count; i++)
        if (text_equal(cameras->cameras[i].id, subject + strlen("camera ")))
            return listed[i];
    if (text_begins(subject, "camera ")) /* one that the run plans */
        return true;
    for (size_t i = 0; text_begins(subject, "zone ") && i < zones->zone_count; i++)
        if (text_equal(zones->zones[i].id, subject + strlen("zone ")))
            return zone_wanted(&zones->zones[i], project);
    for (size_t i = 0; text_begins(subject, "zone ") && i < zones->line_count; i++)
        if (text_equal(zones->lines[i].id, subject + strlen("zone ")))
            return inventory_line_wanted(&zones->lines[i], project);
    *known = false;
    return false;
}

/* Has the department a duty under the clause, in general or at one of its places? */
static bool clause_concerns(const Evidence *from, const char *id, Arena *arena)
{
    const Project *project = from->scene->project;
    const ZoneSet *zones = from->demand->zones;
    const Clause *clause = pack_clause(from->pack, id);
    const DutyQuery query = {.pack = from->pack, .clause = clause, .as_of = project->as_of};

    if (!clause || !project->only_department)
        return true;
    for (size_t i = 0; i < zones->zone_count; i++)
        if (zones->zones[i].clause == clause && zone_wanted(&zones->zones[i], project))
            return true;
    for (size_t i = 0; i < zones->line_count; i++)
        if (zones->lines[i].clause == clause && inventory_line_wanted(&zones->lines[i], project))
            return true;
    const Duty duty = duty_of(&query, arena);
    return duty_wanted(&duty, project);
}

void office_findings(const OfficeEvidence *evidence, const bool *listed, FindingList *findings)
{
    Arena *arena = arena_new();
    size_t kept = 0;

    for (size_t i = 0; listed && i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        bool known, wanted = subject_wanted(evidence, listed, finding->subject, &known);
        if (!known)
            wanted = finding_wanted(finding, evidence->scene) &&
                     clause_concerns(evidence, finding->clause, arena);
        if (wanted)
            findings->items[kept++] = *finding;
    }
    if (listed)
        findings->count = kept;
    arena_free(arena);
}
