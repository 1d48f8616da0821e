#include "rules/narrowing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "rules/duty.h"
#include "rules/selector.h"

enum { NAMED_AT_MOST = 20 };

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

/* A clause that says who builds, files or pays has no places of its own. */
static Status refuse_placeless(const char *id, const Clause *clause, const RulePack *pack,
                               Diag *diag)
{
    return diag_fail(diag, ERR_USAGE,
                     "--clause %s: %s (%s: %s) asks for no place, asset or restraint, so nothing "
                     "would be planned or judged; name a clause that does, or narrow by "
                     "--department; 'camplan rules show %s %s' tells what it says",
                     id, clause->id, clause_kind_words[clause->kind], clause->title.en,
                     pack_id(pack), clause->id);
}

static Status check_clause(const ZoneSet *zones, const Project *project, const RulePack *pack,
                           Diag *diag)
{
    const char **known = memory_new(zones->trace_count + 1, sizeof *known);
    const Clause *placeless = NULL;
    Status status = OK;
    bool found = false;

    for (size_t i = 0; i < zones->trace_count; i++) {
        const Clause *clause = zones->traces[i].clause;
        bool wanted = clause_wanted(clause->id, project);
        known[i] = clause->id;
        found = found || (wanted && clause_has_places(clause));
        if (wanted && !placeless)
            placeless = clause;
    }
    if (!found)
        status = placeless ? refuse_placeless(project->only_clause, placeless, pack, diag)
                           : refuse_name("--clause", project->only_clause, "clause in the pack",
                                         known, diag);
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
    bool found;
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

    bodies->found = bodies->found || words_name(words, bodies->wanted);
    do {
        const Words one = {next_name(bodies->arena, &zh, "、"),
                           next_name(bodies->arena, &en, "; ")};
        const char *name = *one.zh ? one.zh : one.en;
        name_add(&bodies->all, name);
        if (words_name(&one, bodies->wanted))
            name_add(&bodies->matching, name);
    } while (*zh || *en);
}

static void duty_add(Bodies *bodies, const Duty *duty)
{
    bodies_add(bodies, &duty->builder);
    if (duty->supervised)
        bodies_add(bodies, &duty->supervisor);
    if (*duty->coordinators.en)
        bodies_add(bodies, &duty->coordinators);
}

/* All that bear a duty here; and all that the pack, on that day, and the area know. */
static void bodies_of_duties(Bodies *bodies, const ZoneSet *zones)
{
    for (size_t i = 0; i < zones->zone_count; i++)
        duty_add(bodies, &zones->zones[i].duty);
    for (size_t i = 0; i < zones->line_count; i++)
        duty_add(bodies, &zones->lines[i].duty);
}

static bool is_among(const Bearers *all, const char *body, int as_of)
{
    const Bearer *bearer = bearer_first(all, as_of);

    while (bearer && !text_equal(bearer->body, body))
        bearer = bearer_next(all, as_of, bearer);
    return bearer != NULL;
}

/* Who only pays has no view of its own: a run is narrowed to who builds or supervises. */
static bool is_office_of(const ClauseDuties *duties, const char *body, int as_of)
{
    return is_among(&duties->builder, body, as_of) || is_among(&duties->supervisor, body, as_of) ||
           is_among(&duties->builder_new_works, body, as_of) ||
           is_among(&duties->supervisor_new_works, body, as_of);
}

static bool is_office_under(const Clause *clause, const char *body, int as_of)
{
    bool found =
        is_office_of(&clause->duties, body, as_of) || is_among(&clause->coordinators, body, as_of);

    for (size_t i = 0; clause->select && i < clause->select->count && !found; i++)
        found = is_office_of(&clause->select->items[i].duties, body, as_of);
    for (size_t i = 0; i < clause->part_count && !found; i++)
        found = is_office_of(&clause->parts[i].duties, body, as_of);
    return found;
}

static bool is_office(const RulePack *pack, const char *body, int as_of)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);

    for (size_t i = 0; i < count; i++)
        if (is_office_under(&clauses[i], body, as_of))
            return true;
    return false;
}

static void bodies_of_pack(Bodies *bodies, const Scene *scene, const RulePack *pack)
{
    int as_of = scene->project->as_of;
    const Body *body;

    for (size_t i = 0; (body = pack_body_at(pack, i)); i++)
        if (pack_body(pack, body->id, as_of) == body && is_office(pack, body->id, as_of))
            bodies_add(bodies, &body->name);
    for (size_t i = 0; i < scene->township_count; i++) {
        const Words name = duty_township_name(&scene->townships[i], bodies->arena);
        bodies_add(bodies, &name);
    }
}

/* A short word may mean more bodies than its writer thinks. */
static void say_matching(const Bodies *bodies)
{
    Text list = {0};

    text_list(&list, bodies->matching.names, NAMED_AT_MOST);
    log_note("--department %s: %s", bodies->wanted, list.text);
    text_release(&list);
}

static Status check_department(const ZoneSet *zones, const Scene *scene, const RulePack *pack,
                               Diag *diag)
{
    const char *wanted = scene->project->only_department;
    Bodies bodies = {.arena = arena_new(),
                     .wanted = wanted,
                     .all = {memory_new(1, sizeof(char *)), 0, 1},
                     .matching = {memory_new(1, sizeof(char *)), 0, 1}};
    Status status = OK;

    bodies_of_duties(&bodies, zones);
    if (!bodies.found)
        bodies_of_pack(&bodies, scene, pack);
    if (!*wanted || !bodies.found)
        status = refuse_name("--department", wanted, "department in the pack or with a duty here",
                             bodies.all.names, diag);
    else if (bodies.matching.count)
        say_matching(&bodies);
    free(bodies.all.names);
    free(bodies.matching.names);
    arena_free(bodies.arena);
    return status;
}

Status narrowing_check(const ZoneSet *zones, const Scene *scene, const RulePack *pack, Diag *diag)
{
    const Project *project = scene->project;
    Status status = OK;

    if (project->only_clause)
        status = check_clause(zones, project, pack, diag);
    if (status == OK && project->only_township)
        status = check_township(scene, diag);
    if (status == OK && project->only_department)
        status = check_department(zones, scene, pack, diag);
    return status;
}

/* --- right names that find nothing --------------------------------------------------- */

/* What a narrowing leaves. */
typedef struct {
    size_t zones, lines;
} Left;

static Left left_by(const ZoneSet *zones, const Project *narrowed)
{
    Left left = {0, 0};

    for (size_t i = 0; i < zones->zone_count; i++)
        left.zones += zone_wanted(&zones->zones[i], narrowed);
    for (size_t i = 0; i < zones->line_count; i++)
        left.lines += inventory_line_listed(&zones->lines[i], narrowed);
    return left;
}

/* "--clause 8.12 alone leaves 9 zones and 3 inventory lines" */
static void say_alone(Text *text, const char *option, const char *name, Left left)
{
    text_printf(text, "%s%s %s alone leaves %zu %s and %zu inventory %s", text->length ? ", " : "",
                option, name, left.zones, text_by_number(left.zones, "zone", "zones"), left.lines,
                text_by_number(left.lines, "line", "lines"));
}

/* A restraint has no zone, and is judged all the same. */
static bool restrains(const ZoneSet *zones, const Project *project)
{
    for (size_t i = 0; i < zones->trace_count; i++) {
        const Clause *clause = zones->traces[i].clause;
        if (project->only_clause && clause_wanted(clause->id, project) &&
            clause_has_places(clause) && !clause_mandates(clause))
            return true;
    }
    return false;
}

void narrowing_tell(const ZoneSet *zones, const Project *project, FindingList *findings)
{
    const char *const options[] = {"--clause", "--department", "--township"};
    const char *const names[] = {project->only_clause, project->only_department,
                                 project->only_township};
    Left left = left_by(zones, project);
    Text alone = {0};

    if ((!names[0] && !names[1] && !names[2]) || left.zones || left.lines ||
        restrains(zones, project))
        return;
    for (int i = 0; i < 3; i++) {
        Project only = {0};
        if (!names[i])
            continue;
        *(i == 0   ? &only.only_clause
          : i == 1 ? &only.only_department
                   : &only.only_township) = names[i];
        say_alone(&alone, options[i], names[i], left_by(zones, &only));
    }
    finding_add(findings,
                &(Finding){.severity = SEVERITY_NOTE,
                           .code = "nothing-selected",
                           .clause = "",
                           .subject = "project",
                           .x = NAN,
                           .y = NAN},
                "no zone and no inventory line here is what was asked for, so the tables are "
                "empty: %s; 'camplan info' tells what each clause selected",
                alone.text);
    text_release(&alone);
}
