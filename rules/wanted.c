/* What --department, --township and --clause leave of the zones. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "rules/zone.h"

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

bool duty_wanted(const Duty *duty, const Project *project)
{
    const char *department = project->only_department;

    return !department || words_name(&duty->builder, department) ||
           (duty->supervised && words_name(&duty->supervisor, department)) ||
           words_name(&duty->coordinators, department);
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
