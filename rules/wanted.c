/* What --department, --township and --clause leave of the zones. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "rules/zone.h"

enum { NAMED_AT_MOST = 20 };

bool words_name(const Words *words, const char *wanted)
{
    return (words->zh && strstr(words->zh, wanted)) || (words->en && strcasestr(words->en, wanted));
}

bool township_named(const Township *township, const char *wanted)
{
    return township && (text_equal(township->code, wanted) || text_equal(township->name, wanted));
}

bool clause_wanted(const char *id, const Project *project)
{
    return clause_is_under(id, project->only_clause);
}

/* Does the department build, supervise or coordinate? What stands beside "not named" does not
 * count. */
static bool duty_has(const Duty *duty, const char *department)
{
    return words_name(&duty->builder, department) ||
           (duty->supervised && words_name(&duty->supervisor, department)) ||
           words_name(&duty->coordinators, department);
}

bool duty_wanted(const Duty *duty, const Project *project)
{
    return !project->only_department || duty_has(duty, project->only_department);
}

static bool is_wanted(const Clause *clause, const Township *township, const Duty *duty,
                      const Project *project)
{
    if (!clause_wanted(clause->id, project))
        return false;
    if (project->only_township && !township_named(township, project->only_township))
        return false;
    return duty_wanted(duty, project);
}

bool zone_wanted(const Zone *zone, const Project *project)
{
    return is_wanted(zone->clause, zone->township, &zone->duty, project);
}

bool inventory_line_wanted(const InventoryLine *line, const Project *project)
{
    return is_wanted(line->clause, line->township, &line->duty, project);
}

bool inventory_line_listed(const InventoryLine *line, const Project *project)
{
    return inventory_line_wanted(line, project) &&
           !(line->same && inventory_line_wanted(line->same, project));
}

bool township_wanted(const Scene *scene, double x, double y)
{
    const char *wanted = scene->project->only_township;

    return !wanted || township_named(scene_township(scene, x, y), wanted);
}

bool finding_wanted(const Finding *finding, const Scene *scene)
{
    const Project *project = scene->project;

    if (*finding->clause && !clause_wanted(finding->clause, project))
        return false;
    return isnan(finding->x) || isnan(finding->y) || township_wanted(scene, finding->x, finding->y);
}

/* --- names that narrow to nothing --------------------------------------------------- */

static Status refuse_name(const char *option, const char *name, const char *what,
                          const char *const *known, Diag *diag)
{
    const char *nearest = text_nearest(name, known);
    Text list = {0};

    text_list(&list, known, NAMED_AT_MOST);
    if (nearest)
        diag_fail(diag, ERR_USAGE, "%s %s: no such %s; did you mean %s? There are: %.700s", option,
                  name, what, nearest, list.text);
    else if (known[0])
        diag_fail(diag, ERR_USAGE, "%s %s: no such %s; there are: %.700s", option, name, what,
                  list.text);
    else
        diag_fail(diag, ERR_USAGE, "%s %s: no such %s; there is none", option, name, what);
    text_release(&list);
    return ERR_USAGE;
}

static Status check_clause(const ZoneSet *zones, const Project *project, Diag *diag)
{
    const char **known = memory_new(zones->trace_count + 1, sizeof *known);
    Status status = OK;
    bool found = false;

    for (size_t i = 0; i < zones->trace_count; i++) {
        known[i] = zones->traces[i].clause->id;
        found = found || clause_wanted(known[i], project);
    }
    if (!found)
        status = refuse_name("--clause", project->only_clause, "clause in the pack", known, diag);
    free(known);
    return status;
}

static Status check_township(const Scene *scene, Diag *diag)
{
    const char *wanted = scene->project->only_township;
    const char **known = memory_new(scene->township_count + 1, sizeof *known);
    Status status = OK;
    bool found = false;

    for (size_t i = 0; i < scene->township_count; i++) {
        known[i] = scene->townships[i].name;
        found = found || township_named(&scene->townships[i], wanted);
    }
    if (!found)
        status = refuse_name("--township", wanted, "township in the area", known, diag);
    free(known);
    return status;
}

/* Names, each once; NULL at the end. */
typedef struct {
    const char **names;
    size_t count, capacity;
} Names;

/* Of the bodies that bear duties here: all, and those that are wanted. */
typedef struct {
    Arena *arena;
    const char *wanted;
    Names all, matching;
} Bodies;

static void name_add(Names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->names[i], name))
            return;
    names->names =
        memory_grow(names->names, names->count + 1, &names->capacity, sizeof *names->names);
    names->names[names->count++] = name;
    names->names[names->count] = NULL;
}

/* The next of the names that duty.c joins by `mark`; `*rest` goes on behind it, "" past the last.
 */
static const char *next_name(Arena *arena, const char **rest, const char *mark)
{
    const char *from = *rest, *end = strstr(from, mark);

    *rest = end ? end + strlen(mark) : "";
    return end ? arena_printf(arena, "%.*s", (int)(end - from), from) : from;
}

static void bodies_add(Bodies *bodies, const Words *words)
{
    const char *zh = words->zh, *en = words->en;

    do {
        const Words one = {next_name(bodies->arena, &zh, "、"),
                           next_name(bodies->arena, &en, "; ")};
        const char *name = *one.zh ? one.zh : one.en;
        name_add(&bodies->all, name);
        if (words_name(&one, bodies->wanted))
            name_add(&bodies->matching, name);
    } while (*zh || *en);
}

static bool duty_add(Bodies *bodies, const Duty *duty)
{
    bodies_add(bodies, &duty->builder);
    if (duty->supervised)
        bodies_add(bodies, &duty->supervisor);
    if (*duty->coordinators.en)
        bodies_add(bodies, &duty->coordinators);
    return duty_has(duty, bodies->wanted);
}

/* A short word may mean more bodies than its writer thinks. */
static void say_matching(const Bodies *bodies)
{
    Text list = {0};

    text_list(&list, bodies->matching.names, NAMED_AT_MOST);
    log_note("--department %s: %s", bodies->wanted, list.text);
    text_release(&list);
}

static Status check_department(const ZoneSet *zones, const char *wanted, Diag *diag)
{
    Bodies bodies = {.arena = arena_new(),
                     .wanted = wanted,
                     .all = {memory_new(1, sizeof(char *)), 0, 1},
                     .matching = {memory_new(1, sizeof(char *)), 0, 1}};
    Status status = OK;
    bool found = false;

    for (size_t i = 0; i < zones->zone_count; i++)
        found = duty_add(&bodies, &zones->zones[i].duty) || found;
    for (size_t i = 0; i < zones->line_count; i++)
        found = duty_add(&bodies, &zones->lines[i].duty) || found;
    if (!found)
        status = refuse_name("--department", wanted, "department with a duty here",
                             bodies.all.names, diag);
    else if (bodies.matching.count)
        say_matching(&bodies);
    free(bodies.all.names);
    free(bodies.matching.names);
    arena_free(bodies.arena);
    return status;
}

Status narrowing_check(const ZoneSet *zones, const Scene *scene, Diag *diag)
{
    const Project *project = scene->project;
    Status status = OK;

    if (project->only_clause)
        status = check_clause(zones, project, diag);
    if (status == OK && project->only_township)
        status = check_township(scene, diag);
    if (status == OK && project->only_department)
        status = check_department(zones, project->only_department, diag);
    return status;
}
