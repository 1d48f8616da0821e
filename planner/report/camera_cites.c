#include "planner/report/camera_cites.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Less of a zone than this is seen by the way. */
static const double LEAST_SHARE = 0.1;

struct CiteSheet {
    const Outcome *outcome;
    const Clause *clauses; /* of the pack */
    size_t clause_count;
    double *weight;       /* by zone, of what the camera covers of it */
    bool *cited;          /* by clause */
    const Clause **order; /* as cited */
};

CiteSheet *cite_sheet_new(const Outcome *outcome)
{
    CiteSheet *sheet = memory_new(1, sizeof *sheet);

    sheet->outcome = outcome;
    sheet->clause_count = pack_clauses(outcome->pack, &sheet->clauses);
    sheet->weight = memory_new(outcome->zones->zone_count + 1, sizeof *sheet->weight);
    sheet->cited = memory_new(sheet->clause_count + 1, sizeof *sheet->cited);
    sheet->order = memory_new(sheet->clause_count + 1, sizeof *sheet->order);
    return sheet;
}

void cite_sheet_free(CiteSheet *sheet)
{
    free(sheet->weight);
    free(sheet->cited);
    free(sheet->order);
    free(sheet);
}

/* Mark the clauses of the zones of which the footprint covers enough. */
static void mark_covered(CiteSheet *sheet, const Footprint *footprint)
{
    const Demand *demand = sheet->outcome->demand;
    const Zone *zones = sheet->outcome->zones->zones;
    FootprintWalk walk = footprint_walk(footprint);
    uint32_t cell;

    while (footprint_next(&walk, &cell))
        sheet->weight[demand->cells[cell].zone] += (double)demand->cells[cell].weight;
    for (walk = footprint_walk(footprint); footprint_next(&walk, &cell);) {
        uint32_t z = demand->cells[cell].zone;
        if (sheet->weight[z] > 0 && sheet->weight[z] >= LEAST_SHARE * demand->zone_weight[z])
            sheet->cited[zones[z].clause - sheet->clauses] = true;
        sheet->weight[z] = 0;
    }
}

static void cites_add(CameraCites *cites, const Clause *clause)
{
    int min = clause->retention_min_days, max = clause->retention_max_days;

    cites->clauses[cites->count++] = clause;
    if (min > cites->retention_min_days)
        cites->retention_min_days = min;
    if (max && (!cites->retention_max_days || max < cites->retention_max_days))
        cites->retention_max_days = max;
    cites->sign_needed |= clause->public_area;
}

CameraCites camera_cites(CiteSheet *sheet, const CameraRow *row)
{
    CameraCites cites = {.clauses = sheet->order};

    if (!row->zone)
        return cites;
    memset(sheet->cited, 0, (sheet->clause_count + 1) * sizeof *sheet->cited);
    if (row->footprint)
        mark_covered(sheet, row->footprint);
    for (size_t i = 0; i < row->zone->also_count; i++)
        sheet->cited[row->zone->also[i] - sheet->clauses] = true;
    cites_add(&cites, row->zone->clause);
    for (size_t c = 0; c < sheet->clause_count; c++)
        if (sheet->cited[c] && &sheet->clauses[c] != row->zone->clause)
            cites_add(&cites, &sheet->clauses[c]);
    return cites;
}

CameraCites line_cites(CiteSheet *sheet, const InventoryLine *line)
{
    CameraCites cites = {.clauses = sheet->order};

    cites_add(&cites, line->clause);
    for (size_t i = 0; i < line->also_count; i++)
        cites_add(&cites, line->also[i]);
    return cites;
}
