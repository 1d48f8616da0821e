#include "planner/report/sheet_head.h"

#include <math.h>

#include "base/arena.h"
#include "base/text.h"

/* "62.5–250 px/m (IEC 62676-4:2014), ≥ 95 %, run.json": of the zones of the run, in no language. */
static const char *choices(const Outcome *outcome, Arena *arena)
{
    double least = INFINITY, most = 0;
    const char *ladder = NULL;

    for (size_t z = 0; z < outcome->zones->zone_count; z++) {
        const Requirement *requirement = &outcome->zones->zones[z].requirement;
        if (!(outcome->compliance->zones[z].mandated > 0.0))
            continue;
        least = fmin(least, requirement->px_per_m);
        most = fmax(most, requirement->px_per_m);
        ladder = ladder ? ladder : requirement->ladder;
    }
    if (!(most > 0))
        return NULL;
    return arena_printf(arena, "%s px/m (%s), ≥ %g %%, run.json",
                        least == most ? arena_printf(arena, "%g", most)
                                      : arena_printf(arena, "%g–%g", least, most),
                        ladder ? ladder : "", 100 * outcome->project->plan.quota);
}

static const char *narrowed(const Outcome *outcome, bool english, Arena *arena)
{
    const Project *project = outcome->project;
    const char *parts[] = {project->only_department, project->only_township, project->only_clause};
    const Clause *clause =
        project->only_clause ? pack_clause(outcome->pack, project->only_clause) : NULL;
    const char *words = NULL;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            words = words ? arena_printf(arena, "%s · %s", words, parts[i]) : parts[i];
    if (clause)
        words = arena_printf(arena, "%s %s", words, english ? clause->title.en : clause->title.zh);
    return words;
}

Words sheet_narrowed(const Outcome *outcome, Arena *arena)
{
    return (Words){.zh = narrowed(outcome, false, arena), .en = narrowed(outcome, true, arena)};
}

MapSheet sheet_head(const Outcome *outcome, Arena *arena)
{
    const Project *project = outcome->project;
    MapSheet sheet = {.dpi = project->maps.dpi};
    char day[11];

    for (size_t i = 0; i < project->maps.language_count; i++)
        sheet.language |= text_equal(project->maps.languages[i], "zh") ? LANGUAGE_ZH : LANGUAGE_EN;
    if (!sheet.language)
        sheet.language = LANGUAGE_BOTH;
    text_date_format(project->as_of, day);
    sheet.title_zh = project->title_zh;
    sheet.title_en = project->title_en;
    sheet.data_date = arena_text(arena, day);
    sheet.plan_number = project->maps.plan_number;
    sheet.mark = project->maps.mark;
    sheet.choices = choices(outcome, arena);
    sheet.warning_zh = outcome->standing.warning.zh;
    sheet.warning_en = outcome->standing.warning.en;
    if (!sheet.warning_en && outcome->plan && outcome->plan->interrupted) {
        sheet.warning_zh = outcome_cut(outcome).zh;
        sheet.warning_en = outcome_cut(outcome).en;
    }
    return sheet;
}
