#include "planner/command/project_start.h"

#include <math.h>
#include <stdio.h>

#include "data/crs.h"
#include "data/project.h"
#include "data/raster.h"
#include "data/scene.h"
#include "rules/pack.h"

/* Cells of a surface that a run holds in half a gigabyte and walks in a minute. */
static const double MOST_CELLS = 4e7;
/* Sights of kilometres need no finer cells. */
static const double LONG_CELL_M = 10;

enum { EDGE_STEPS = 16 };

static const Box nowhere = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static bool is_empty(Box box)
{
    return !(box.max_x > box.min_x && box.max_y > box.min_y);
}

static Box join(Box a, Box b)
{
    return (Box){fmin(a.min_x, b.min_x), fmin(a.min_y, b.min_y), fmax(a.max_x, b.max_x),
                 fmax(a.max_y, b.max_y)};
}

static Box common(Box a, Box b)
{
    return (Box){fmax(a.min_x, b.min_x), fmax(a.min_y, b.min_y), fmin(a.max_x, b.max_x),
                 fmin(a.max_y, b.max_y)};
}

static bool within(Box inner, Box outer)
{
    return box_has(outer, inner.min_x, inner.min_y) && box_has(outer, inner.max_x, inner.max_y);
}

/* Degrees: all units, or what is mapped. */
static Box extract_box(const OsmExtract *extract)
{
    Box box = nowhere;

    for (size_t i = 0; i < extract->unit_count; i++)
        box = join(box, extract->units[i].box);
    if (extract->unit_count)
        return box;
    return is_empty(extract->buildings) ? extract->areas : extract->buildings;
}

/* The UTM zone of the middle of the extract, on WGS 84. */
static void choose_crs(ProjectStart *start)
{
    Box box = extract_box(&start->extract);
    double lon = (box.min_x + box.max_x) / 2, lat = (box.min_y + box.max_y) / 2;
    int zone = (int)floor((lon + 180.0) / 6.0) + 1;

    zone = zone < 1 ? 1 : zone > 60 ? 60 : zone;
    snprintf(start->crs, sizeof start->crs, "EPSG:%d", (lat < 0.0 ? 32700 : 32600) + zone);
}

/* The image of a box in degrees: the box that holds all of it, edges and all, and the
 * largest about its middle that holds nothing else. */
typedef struct {
    Box outer, inner;
} Image;

static Status image(CrsTransform *into, Box box, Image *out, Diag *diag)
{
    enum { POINTS = EDGE_STEPS + 1 };
    double x[4 * POINTS], y[4 * POINTS];
    Status status;

    for (int i = 0; i < POINTS; i++) {
        double t = (double)i / EDGE_STEPS;
        double lon = box.min_x + t * (box.max_x - box.min_x);
        double lat = box.min_y + t * (box.max_y - box.min_y);
        const double lons[] = {box.min_x, box.max_x, lon, lon};
        const double lats[] = {lat, lat, box.min_y, box.max_y};
        for (int side = 0; side < 4; side++) {
            x[side * POINTS + i] = lons[side];
            y[side * POINTS + i] = lats[side];
        }
    }
    status = crs_transform(into, x, y, 4 * POINTS, diag);
    *out = (Image){nowhere, {-INFINITY, -INFINITY, INFINITY, INFINITY}};
    for (int i = 0; i < POINTS && status == OK; i++) {
        for (int side = 0; side < 4; side++) {
            int at = side * POINTS + i;
            out->outer = join(out->outer, (Box){x[at], y[at], x[at], y[at]});
        }
        out->inner =
            common(out->inner, (Box){x[i], y[2 * POINTS + i], x[POINTS + i], y[3 * POINTS + i]});
    }
    return status;
}

/* Keep the units that the terrain holds; start->box becomes theirs. */
static Status take_units(ProjectStart *start, CrsTransform *into, Box terrain, Diag *diag)
{
    OsmExtract *extract = &start->extract;
    size_t kept = 0;
    Status status = OK;

    start->box = nowhere;
    for (size_t i = 0; i < extract->unit_count && status == OK; i++) {
        Image unit;
        status = image(into, extract->units[i].box, &unit, diag);
        if (status != OK || !within(unit.outer, terrain))
            continue;
        extract->units[kept++] = extract->units[i];
        start->box = join(start->box, unit.outer);
    }
    start->units_outside = extract->unit_count - kept;
    extract->unit_count = kept;
    return status;
}

static Status take_box(ProjectStart *start, CrsTransform *into, Box terrain, Diag *diag)
{
    Image all;
    Box box;
    Status status = image(into, extract_box(&start->extract), &all, diag);

    if (status != OK)
        return status;
    box = common(all.inner, terrain);
    start->cut = !within(all.inner, terrain);
    /* Whole metres, inward, so that the file's figures stay within the terrain. */
    start->box = (Box){ceil(box.min_x), ceil(box.min_y), floor(box.max_x), floor(box.max_y)};
    if (!is_empty(start->box))
        return OK;
    return diag_fail(diag, ERR_INPUT,
                     "--dem %s: the terrain (x %.0f to %.0f, y %.0f to %.0f in %s) holds nothing "
                     "of the extract (x %.0f to %.0f, y %.0f to %.0f); give a terrain of the same "
                     "place",
                     start->dem ? start->dem : "none", terrain.min_x, terrain.max_x, terrain.min_y,
                     terrain.max_y, start->crs, all.inner.min_x, all.inner.max_x, all.inner.min_y,
                     all.inner.max_y);
}

static Status measure_terrain(ProjectStart *start, const Crs *crs, CrsTransform *into, Box *terrain,
                              Diag *diag)
{
    const SourceRef ref = {.source = start->dem, .written = start->dem, .place = "--dem"};
    RasterMeasure measure;
    Image near;
    Status status;

    *terrain = (Box){-INFINITY, -INFINITY, INFINITY, INFINITY};
    start->dem_cell_m = NAN;
    if (!start->dem)
        return OK;
    status = image(into, extract_box(&start->extract), &near, diag);
    if (status == OK)
        status = raster_measure(&ref, crs, near.inner, "terrain", &measure, diag);
    if (status == OK) {
        *terrain = measure.covers;
        start->dem_cell_m = measure.cell_m;
    }
    return status;
}

static Status choose_area(ProjectStart *start, Diag *diag)
{
    Crs *from = NULL, *to = NULL;
    CrsTransform *into = NULL;
    Box terrain;
    Status status = crs_open(&from, "EPSG:4326", "the extract", diag);

    if (status == OK)
        status = crs_open_project(&to, start->crs, "camplan init", diag);
    if (status == OK)
        status = crs_transform_open(&into, from, to, "the extract", diag);
    if (status == OK)
        status = measure_terrain(start, to, into, &terrain, diag);
    if (status == OK)
        status = take_units(start, into, terrain, diag);
    if (status == OK && !start->extract.unit_count)
        status = take_box(start, into, terrain, diag);
    crs_transform_close(into);
    crs_close(from);
    crs_close(to);
    return status;
}

/* A town at 1 m, a state at 5 m; a terrain coarser than that is accepted and said. */
static void choose_cells(ProjectStart *start)
{
    static const struct {
        double cell_m, demand_m, spacing_m;
    } steps[] = {{1, 2, 25}, {2, 2, 25}, {5, 5, 50}, {10, 10, 50}, {20, 20, 50}};
    const size_t last = sizeof steps / sizeof *steps - 1;
    double area_m2 = (start->box.max_x - start->box.min_x) * (start->box.max_y - start->box.min_y);
    size_t i = 0;

    while (i < last && area_m2 / (steps[i].cell_m * steps[i].cell_m) > MOST_CELLS)
        i++;
    start->cell_m = steps[i].cell_m;
    start->demand_m = steps[i].demand_m;
    start->spacing_m = steps[i].spacing_m;
    start->long_cell_m = start->dem ? fmax(LONG_CELL_M, ceil(start->dem_cell_m)) : NAN;
}

static Status choose_date(ProjectStart *start, Diag *diag)
{
    RulePack *pack = NULL;
    Status status = pack_read(&pack, start->rules, diag);

    if (status == OK) {
        start->valid_to = pack_valid_to(pack);
        start->as_of = start->valid_to ? start->valid_to : pack_valid_from(pack);
    }
    pack_free(pack);
    return status;
}

Status project_start_decide(ProjectStart *start, Diag *diag)
{
    Status status = choose_date(start, diag);

    if (status == OK)
        status = osm_extract_scan(&start->extract, start->osm, diag);
    if (status == OK) {
        choose_crs(start);
        status = choose_area(start, diag);
    }
    if (status == OK)
        choose_cells(start);
    return status;
}

void project_start_release(ProjectStart *start)
{
    osm_extract_release(&start->extract);
}
