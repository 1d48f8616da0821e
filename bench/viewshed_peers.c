/* Observers a second of the viewshed engine and of its peers, beside its goals. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/options.h"
#include "bench/cases.h"
#include "bench/program.h"

typedef struct {
    bool quick, markdown, help;
    const char *only;
    long observers, size, seed, rounds;
    double lap_s;
} Wishes;

static Status parse(Wishes *wishes, int argc, char **argv, Diag *diag)
{
    Option table[] = {
        {"quick", 0, OPTION_FLAG, &wishes->quick, NULL, NULL, "short laps: figures to 10 %"},
        {"case", 0, OPTION_TEXT, &wishes->only, "NAME", NULL, "the cases whose name begins so"},
        {"eyes", 0, OPTION_INTEGER, &wishes->observers, "N", NULL, "observers of a case"},
        {"size", 0, OPTION_INTEGER, &wishes->size, "N", NULL, "cells a side of a place"},
        {"seed", 0, OPTION_INTEGER, &wishes->seed, "N", NULL, "of places and observers"},
        {"rounds", 0, OPTION_INTEGER, &wishes->rounds, "N", NULL, "pairs of laps a case"},
        {"lap", 0, OPTION_NUMBER, &wishes->lap_s, "S", NULL, "seconds of a lap"},
        {"markdown", 0, OPTION_FLAG, &wishes->markdown, NULL, NULL, "print Markdown"},
        {"help", 'h', OPTION_FLAG, &wishes->help, NULL, NULL, "print this"},
        {0},
    };
    OptionList rest = {0};
    Status status = options_parse(table, argc, argv, &rest, diag);

    if (status == OK && rest.count > 0)
        status = diag_fail(diag, ERR_USAGE, "%s: not an option", rest.items[0]);
    options_list_release(&rest);
    if (wishes->help)
        options_help(table, stdout);
    if (wishes->rounds == 0)
        wishes->rounds = wishes->quick ? 3 : 9;
    if (wishes->lap_s == 0.0)
        wishes->lap_s = wishes->quick ? 0.15 : 0.4;
    if (status == OK && (wishes->rounds < 1 || wishes->observers < 1 || wishes->size < 1100))
        status = diag_fail(diag, ERR_USAGE, "needs 1 round, 1 eye and a place of 1100 cells");
    return status;
}

static const char *const peer_names[] = {
    [AGAINST_GDAL] = "GDALViewshedGenerate", [AGAINST_GRASS] = "r.viewshed",
    [AGAINST_ONE_THREAD] = "one thread",     [AGAINST_BEST_SET] = "best instruction set",
    [AGAINST_CIRCLE] = "its circle alone",
};

static void print_race(const Table *table, const Case *row, const Race *race)
{
    char rate[32], peer[32], ratio[32], spread[64], floor[32], goal[32];

    snprintf(spread, sizeof spread, "%.2f - %.2f", race->lowest, race->highest);
    table_row(table, (const char *[]){
                         row->name, peer_names[row->against],
                         table_number(rate, sizeof rate, race->rate, ""),
                         table_number(peer, sizeof peer, race->peer_rate, ""),
                         table_number(ratio, sizeof ratio, race->ratio, "x"), spread,
                         table_number(floor, sizeof floor, row->floor > 0 ? row->floor : NAN, "x"),
                         table_number(goal, sizeof goal, row->goal > 0 ? row->goal : NAN, "x")});
}

static void print_skipped(const Table *table, const Case *row, const char *why)
{
    table_row(table,
              (const char *[]){row->name, peer_names[row->against], "", "", "", why, "", ""});
}

static bool wanted(const Wishes *wishes, const Case *row, TerrainKind kind)
{
    return row->place == kind &&
           (!wishes->only || strncmp(row->name, wishes->only, strlen(wishes->only)) == 0);
}

static Status run_place(const void *of, TerrainKind kind, const Table *table, Diag *diag)
{
    const Wishes *wishes = of;
    CaseEffort effort = {(size_t)wishes->observers, (int)wishes->rounds, wishes->lap_s,
                         (uint64_t)wishes->seed};
    Place place = {0};
    Status status = OK;

    for (size_t i = 0; status == OK && i < cases_count; i++) {
        const Case *row = &cases[i];
        const char *why;
        Race race;
        if (!wanted(wishes, row, kind))
            continue;
        if (!case_possible(row, &why)) {
            print_skipped(table, row, why);
            continue;
        }
        if (!place.relief)
            status = place_open(&place, kind, wishes->size, (uint64_t)wishes->seed, diag);
        if (status == OK)
            status = case_run(row, &place, &effort, &race, diag);
        if (status == OK)
            print_race(table, row, &race);
    }
    if (place.relief) {
        double cells = (double)wishes->size * (double)wishes->size;
        fprintf(stderr,
                "%s of %ld x %ld cells: relief built in %.2f s; %.2f bytes a cell (%.2f became "
                "resident), %.2f with a ground apart\n",
                terrain_name(kind), wishes->size, wishes->size, place.build_s,
                (double)relief_bytes(relief_shape(place.relief)) / cells, place.build_bytes / cells,
                (double)relief_bytes(relief_shape(place.relief_apart)) / cells);
    }
    place_close(&place);
    return status;
}

int main(int argc, char **argv)
{
    Wishes wishes = {.observers = 2000, .size = 5000, .seed = 4};
    Diag diag = {0};
    Status status = parse(&wishes, argc, argv, &diag);
    Program program = {.name = "viewshed_peers",
                       .run_place = run_place,
                       .table = {.columns = 8,
                                 .titles = {"case", "against", "ours/s", "peer/s", "ratio",
                                            "lowest - highest", "floor", "goal"},
                                 .widths = {-22, -20, 8, 8, 8, 17, 7, 7}}};

    if (status != OK || wishes.help)
        return program_end(program.name, status, &diag);
    program.table.markdown = wishes.markdown;
    return program_run(&program, &wishes);
}
