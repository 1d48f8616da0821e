/* What --department, --township and --clause leave of the zones. */
#include <string.h>

#include "base/text.h"
#include "rules/zone.h"

/* A name or part of one, in either language. */
static bool words_have(const Words *words, const char *wanted)
{
    return strstr(words->zh, wanted) != NULL || strcasestr(words->en, wanted) != NULL;
}

static bool township_is(const Township *township, const char *wanted)
{
    return township && (text_equal(township->code, wanted) || text_equal(township->name, wanted));
}

/* "8.5b" itself, "8.5" all of an item, "8" all of an article. */
static bool clause_is(const Clause *clause, const char *wanted)
{
    size_t length = strlen(wanted);

    if (strncmp(clause->id, wanted, length) != 0)
        return false;
    char next = clause->id[length];
    return next < '0' || next > '9';
}

static bool is_wanted(const Clause *clause, const Township *township, const Duty *duty,
                      const Project *project)
{
    if (project->only_clause && !clause_is(clause, project->only_clause))
        return false;
    if (project->only_township && !township_is(township, project->only_township))
        return false;
    return !project->only_department || words_have(&duty->builder, project->only_department) ||
           words_have(&duty->supervisor, project->only_department);
}

bool zone_wanted(const Zone *zone, const Project *project)
{
    return is_wanted(zone->clause, zone->township, &zone->duty, project);
}

bool inventory_line_wanted(const InventoryLine *line, const Project *project)
{
    return is_wanted(line->clause, line->township, &line->duty, project);
}
