/* How far other tools are from the exact answer, cell by cell. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/options.h"
#include "bench/peer_gdal.h"
#include "bench/peer_grass.h"
#include "bench/program.h"

typedef struct {
    bool markdown, help;
    long observers, grass_observers, size, seed;
} Wishes;

static Status parse(Wishes *wishes, int argc, char **argv, Diag *diag)
{
    Option table[] = {
        {"eyes", 0, OPTION_INTEGER, &wishes->observers, "N", NULL, "observers a row"},
        {"grass-eyes", 0, OPTION_INTEGER, &wishes->grass_observers, "N", NULL, "of r.viewshed"},
        {"size", 0, OPTION_INTEGER, &wishes->size, "N", NULL, "cells a side of a place"},
        {"seed", 0, OPTION_INTEGER, &wishes->seed, "N", NULL, "of places and observers"},
        {"markdown", 0, OPTION_FLAG, &wishes->markdown, NULL, NULL, "print Markdown"},
        {"help", 'h', OPTION_FLAG, &wishes->help, NULL, NULL, "print this"},
        {0},
    };
    OptionList rest = {0};
    Status status = options_parse(table, argc, argv, &rest, diag);

    if (status == OK && (rest.count > 0 || wishes->observers < 1 || wishes->size < 600))
        status = diag_fail(diag, ERR_USAGE, "needs 1 eye and a place of 600 cells");
    options_list_release(&rest);
    if (wishes->help)
        options_help(table, stdout);
    return status;
}

typedef enum { TOOL_GDAL, TOOL_GDAL_SNAPPED, TOOL_GRASS, TOOL_COUNT } Tool;

static const char *const tool_names[TOOL_COUNT] = {"GDALViewshedGenerate, eyes on cell centres",
                                                   "GDALViewshedGenerate, eyes anywhere",
                                                   "r.viewshed, eyes on cell centres"};

typedef struct {
    const Place *place;
    Viewshed *viewshed;
    PeerGrass *grass;
    uint8_t *cells; /* of the peer: (2 range + 1)^2 */
    long range_cells;
    bool flat;
    double compared, wrong, both, either;
} Match;

/* GDAL's answer, in a box around the cell of the eye. */
static bool read_gdal(Match *match, const ViewshedEye *eye)
{
    long side = 2 * match->range_cells + 1;
    GDALDatasetH seen = peer_gdal_view(match->place, eye, match->flat);
    double transform[6], cell = match->place->terrain.cell_width_m;
    long x0, y0;
    bool good;

    if (!seen)
        return false;
    GDALGetGeoTransform(seen, transform);
    x0 = lround((transform[0] - PLACE_WEST_M) / cell);
    y0 = lround((PLACE_NORTH_M - transform[3]) / cell);
    x0 = lround(floor(eye->column + 0.5)) - match->range_cells - x0;
    y0 = lround(floor(eye->row + 0.5)) - match->range_cells - y0;
    good = x0 >= 0 && y0 >= 0 && x0 + side <= GDALGetRasterXSize(seen) &&
           y0 + side <= GDALGetRasterYSize(seen) &&
           GDALRasterIO(GDALGetRasterBand(seen, 1), GF_Read, (int)x0, (int)y0, (int)side, (int)side,
                        match->cells, (int)side, (int)side, GDT_Byte, 0, 0) == CE_None;
    GDALClose(seen);
    return good;
}

static bool ask_peer(Match *match, Tool tool, const ViewshedEye *eye)
{
    long side = 2 * match->range_cells + 1;

    if (tool != TOOL_GRASS)
        return read_gdal(match, eye);
    return peer_grass_view(match->grass, eye, match->flat) >= 0.0 &&
           peer_grass_read(match->grass, match->cells, (size_t)(side * side));
}

static void compare(Match *match, const ViewshedEye *eye)
{
    const VisibleCells *exact = viewshed_sweep(match->viewshed, eye);
    long side = 2 * match->range_cells + 1;
    long column0 = (long)floor(eye->column + 0.5) - match->range_cells;
    long row0 = (long)floor(eye->row + 0.5) - match->range_cells;

    for (long y = 0; y < side; y++)
        for (long x = 0; x < side; x++) {
            double east = (double)(column0 + x) - eye->column,
                   south = (double)(row0 + y) - eye->row;
            bool seen = visible_cell(exact, column0 + x, row0 + y);
            bool theirs = match->cells[y * side + x] != 0;
            if (hypot(east, south) > (double)match->range_cells)
                continue;
            match->compared++;
            match->wrong += seen != theirs;
            match->both += seen && theirs;
            match->either += seen || theirs;
        }
}

static Status match_tool(Match *match, Tool tool, size_t observers, uint64_t seed, Diag *diag)
{
    PlaceObservers wanted = {observers, match->range_cells, 360.0, false,
                             tool != TOOL_GDAL_SNAPPED};
    ViewshedEye *eyes = place_observers(match->place, &wanted, seed);
    Status status = OK;

    match->compared = match->wrong = match->both = match->either = 0.0;
    for (size_t i = 0; status == OK && i < observers; i++) {
        if (ask_peer(match, tool, &eyes[i]))
            compare(match, &eyes[i]);
        else
            status = diag_fail(diag, ERR_COMPUTE, "%s failed: %s", tool_names[tool],
                               CPLGetLastErrorMsg());
    }
    free(eyes);
    return status;
}

static void print_match(const Table *table, const Match *match, Tool tool, const char *place)
{
    char range[32], wrong[32], iou[32], cells[32];

    snprintf(range, sizeof range, "%ld%s", match->range_cells, match->flat ? "" : ", round");
    snprintf(cells, sizeof cells, "%.0f", match->compared);
    snprintf(wrong, sizeof wrong, "%.3f %%", 100.0 * match->wrong / match->compared);
    snprintf(iou, sizeof iou, "%.4f", match->both / match->either);
    table_row(table, (const char *[]){place, tool_names[tool], range, cells, wrong, iou});
}

static Status run_place(const void *of, TerrainKind kind, const Table *table, Diag *diag)
{
    const Wishes *wishes = of;
    PeerGrass grass = {0};
    Place place = {0};
    Match match = {.place = &place, .grass = &grass, .range_cells = 200};
    bool with_grass = wishes->grass_observers > 0 && peer_grass_there();
    Status status = place_open(&place, kind, wishes->size, (uint64_t)wishes->seed, diag);

    match.cells = memory_new((size_t)(401 * 401), 1);
    if (status == OK && with_grass)
        status = peer_grass_open(&grass, &place, diag);
    for (int round = 0; status == OK && round < 2; round++) {
        ViewshedRules rules = {VIEWSHED_REFRACTION, !round, false};
        match.flat = !round;
        status = viewshed_new(&match.viewshed, place.relief, &rules,
                              201.0 * place.terrain.cell_width_m, diag);
        for (int tool = 0; status == OK && tool < TOOL_COUNT - !with_grass; tool++) {
            long observers = tool == TOOL_GRASS ? wishes->grass_observers : wishes->observers;
            status =
                match_tool(&match, (Tool)tool, (size_t)observers, (uint64_t)wishes->seed, diag);
            if (status == OK)
                print_match(table, &match, (Tool)tool, terrain_name(kind));
        }
        viewshed_free(match.viewshed);
        match.viewshed = NULL;
    }
    free(match.cells);
    peer_grass_close(&grass);
    place_close(&place);
    return status;
}

int main(int argc, char **argv)
{
    Wishes wishes = {.observers = 200, .grass_observers = 20, .size = 5000, .seed = 4};
    Diag diag = {0};
    Status status = parse(&wishes, argc, argv, &diag);
    Program program = {.name = "peers_agreement",
                       .run_place = run_place,
                       .table = {.columns = 6,
                                 .titles = {"place", "tool", "range", "cells", "wrong", "IoU"},
                                 .widths = {-8, -43, 11, 10, 9, 7}}};

    if (status != OK || wishes.help)
        return program_end(program.name, status, &diag);
    program.table.markdown = wishes.markdown;
    return program_run(&program, &wishes);
}
