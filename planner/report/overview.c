#include "planner/report/overview.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "planner/report/basemap.h"
#include "planner/report/plan_rasters.h"
#include "planner/report/sheet_head.h"
#include "render/sheet.h"
#include "render/style.h"

static const char *const class_styles[] = {"coverage/before", "coverage/plan", "coverage/fail"};

static MapCamera *map_cameras(const CameraRow *rows, size_t count)
{
    MapCamera *cameras = memory_new(count + 1, sizeof *cameras);

    for (size_t i = 0; i < count; i++) {
        const Optics *optics = &rows[i].lookout->optics;
        bool aimed = !isnan(rows[i].azimuth_true_deg);
        MapCameraState state = rows[i].status == CAMERA_ROW_NEW      ? CAMERA_NEW
                               : rows[i].status == CAMERA_ROW_REMOVE ? CAMERA_REMOVED
                               : rows[i].status == CAMERA_ROW_MOVE   ? CAMERA_MOVED
                               : rows[i].camera->offline             ? CAMERA_OFFLINE
                                                                     : CAMERA_EXISTING;
        cameras[i] = (MapCamera){rows[i].x,
                                 rows[i].y,
                                 aimed ? optics->azimuth_deg : NAN,
                                 optics->hfov_deg > 0.0 ? optics_span_deg(optics) : NAN,
                                 state,
                                 NULL};
    }
    return cameras;
}

/* What lies around the area is shown, but paler. */
static void add_outside(Basemap *basemap, const Scene *scene, GEOSGeometry **owned)
{
    double reach_m =
        3 * fmax(scene->box.max_x - scene->box.min_x, scene->box.max_y - scene->box.min_y);
    GEOSGeometry *around = shape_new_box(scene->geos, box_grow(scene->box, reach_m));

    *owned = GEOSDifference_r(scene->geos, around, scene->area);
    if (*owned)
        basemap_add(basemap, "outside", "", "", *owned, NULL, NAN);
    GEOSGeom_destroy_r(scene->geos, around);
}

static void add_license(Text *out, const SourceRef *ref)
{
    if (!ref->source || !ref->license || (out->text && strstr(out->text, ref->license)))
        return;
    text_add(out, out->text ? "; " : "");
    text_add(out, ref->license);
}

/* Whom the project's sources name, each once. */
static const char *attribution(const Project *project, Arena *arena)
{
    Text all = {0};
    const char *text;

    add_license(&all, &project->area);
    add_license(&all, &project->townships);
    for (size_t i = 0; i < project->surface_count; i++) {
        add_license(&all, &project->surfaces[i].terrain);
        add_license(&all, &project->surfaces[i].surface);
        add_license(&all, &project->surfaces[i].buildings);
        add_license(&all, &project->surfaces[i].canopy);
    }
    for (size_t i = 0; i < project->layer_count; i++)
        add_license(&all, &project->layers[i].ref);
    add_license(&all, &project->cameras.ref);
    text = arena_text(arena, all.text);
    text_release(&all);
    return text;
}

static void add_forbidden(Basemap *basemap, const Outcome *outcome)
{
    for (size_t i = 0; i < outcome->forbidden->count; i++) {
        const Forbidden *place = &outcome->forbidden->places[i];
        const char *style = forbidden_needs_consent(place) ? "consent" : "prohibited";
        /* Dwellings that nobody supplied are measured, not drawn as prohibitions. */
        if (place->in_force && place->supplied && place->shape)
            basemap_add(basemap, style, NULL, NULL, place->shape, NULL, NAN);
    }
}

/* A colour and a line of the legend for each group of clauses of the pack; past the last colour
 * they begin again. */
static void add_zones(Basemap *basemap, const Outcome *outcome, Arena *arena)
{
    enum { COLOURS = 16 };
    size_t at;

    for (size_t z = 0; z < outcome->zones->zone_count; z++) {
        const Zone *zone = &outcome->zones->zones[z];
        if (!(outcome->compliance->zones[z].mandated > 0.0))
            continue;
        const ClauseGroup *group = pack_group_of(outcome->pack, zone->clause, &at);
        basemap_add(basemap, group ? arena_printf(arena, "zone/%zu", at % COLOURS + 1) : "zone",
                    group ? group->title.zh : NULL, group ? group->title.en : NULL, zone->shape,
                    NULL, NAN);
    }
}

/* A map of one office is framed by what it is about: its places, its cameras, its township. */
static Box frame_of(const Outcome *outcome, const MapCamera *cameras, size_t count)
{
    const Scene *scene = outcome->scene;
    const Project *project = scene->project;
    const double margin_share = 0.04, margin_m = 40;
    Box frame = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    double wide_m;

    if (!outcome->listed)
        return scene->box;
    for (size_t z = 0; z < outcome->zones->zone_count; z++)
        if (outcome->compliance->zones[z].mandated > 0.0)
            frame = box_join(frame, shape_box(scene->geos, outcome->zones->zones[z].shape));
    for (size_t i = 0; i < count; i++)
        frame = box_join(frame, (Box){cameras[i].x, cameras[i].y, cameras[i].x, cameras[i].y});
    for (size_t i = 0; project->only_township && i < scene->township_count; i++)
        if (township_named(&scene->townships[i], project->only_township))
            frame = box_join(frame, shape_box(scene->geos, scene->townships[i].shape));
    if (!(frame.max_x >= frame.min_x))
        return scene->box;
    wide_m = fmax(frame.max_x - frame.min_x, frame.max_y - frame.min_y);
    return box_grow(frame, margin_m + margin_share * wide_m);
}

#define FIGURES 9

static size_t headline(MapFigure *figures, const Outcome *outcome, Arena *arena)
{
    const Compliance *judged = outcome->compliance;
    double whole = judged->mandated > 0.0 ? judged->mandated : 1.0;
    size_t n = 0;

    figures[n++] = (MapFigure){"应建面积", "Mandated weight",
                               arena_printf(arena, "%.1f ha", judged->mandated / 1e4)};
    figures[n++] = (MapFigure){"现状覆盖", "Covered before",
                               arena_printf(arena, "%.1f %%", 100.0 * judged->before / whole)};
    if (outcome->plan) {
        figures[n++] = (MapFigure){"规划后覆盖", "Covered after",
                                   arena_printf(arena, "%.1f %%", 100.0 * judged->after / whole)};
        figures[n++] =
            (MapFigure){"可覆盖", "Coverable",
                        arena_printf(arena, "%.1f %%", 100.0 * judged->coverable / whole)};
        figures[n++] = (MapFigure){"新建摄像机", "Cameras to build",
                                   arena_printf(arena, "%zu", outcome->plan->count)};
        figures[n++] = (MapFigure){
            "造价", "Cost",
            arena_printf(arena, "%.0f %s", outcome->plan->cost, outcome->project->costs.currency)};
    }
    if (outcome->plan && outcome->plan->interrupted)
        figures[n++] = (MapFigure){"计算中断", "Interrupted", "未完成 not finished"};
    figures[n++] = (MapFigure){
        "违规", "Violations",
        arena_printf(arena, "%zu", finding_count(outcome->findings, SEVERITY_VIOLATION))};
    return n;
}

static MapSheet sheet_of(const Outcome *outcome, Arena *arena)
{
    const Project *project = outcome->project;
    MapSheet sheet = sheet_head(outcome, arena);
    Words narrowed = sheet_narrowed(outcome, arena);

    sheet.scale = project->maps.scale;
    sheet.subtitle_zh = narrowed.zh ? narrowed.zh : "总览图";
    sheet.subtitle_en = narrowed.en ? narrowed.en : "Overview";
    sheet.crs =
        arena_printf(arena, "%s %s", crs_name(outcome->scene->crs), crs_code(outcome->scene->crs));
    sheet.height_datum_zh = sheet.height_datum_en = project->maps.height_datum;
    sheet.compiler_zh = sheet.compiler_en = project->maps.compiler;
    sheet.sheet_index = sheet.sheet_count = 1;
    sheet.source = attribution(project, arena);
    return sheet;
}

static void relief_of(MapRelief *relief, const Scene *scene)
{
    const Surface *surface =
        scene->has_surface[USE_LONG_RANGE] && !scene->surfaces[USE_LONG_RANGE].flat
            ? &scene->surfaces[USE_LONG_RANGE]
            : scene_surface(scene, USE_STREET);

    if (surface && !surface->flat)
        *relief = (MapRelief){surface->grid, surface->ground};
}

Status overview_write(const Outcome *outcome, const CameraRow *rows, size_t count, OutFolder *out,
                      Diag *diag)
{
    const Scene *scene = outcome->scene;
    Arena *arena = arena_new();
    Basemap *basemap = basemap_new(scene);
    MapCamera *cameras = map_cameras(rows, count);
    uint8_t *classes = plan_classes_make(outcome);
    GEOSGeometry *outside = NULL;
    MapFigure figures[FIGURES];
    MapSheet sheet = sheet_of(outcome, arena);
    MapContent content = {.geos = scene->geos,
                          .extent = frame_of(outcome, cameras, count),
                          .cameras = cameras,
                          .camera_count = count};
    char *pdf = memory_text(out_folder_file(out, "maps/overview.pdf"));
    char *svg = memory_text(out_folder_file(out, "maps/overview.svg"));
    char *png = memory_text(out_folder_file(out, "maps/overview.png"));
    Status status = paper_parse(&sheet.paper, outcome->project->maps.paper, diag);

    add_zones(basemap, outcome, arena);
    add_forbidden(basemap, outcome);
    add_outside(basemap, scene, &outside);
    basemap_add(basemap, "boundary/area", NULL, NULL, scene->area, NULL, NAN);
    relief_of(&content.relief, scene);
    content.classes = (MapClasses){outcome->demand->grid, classes, class_styles, 3};
    content.layer_count = basemap_layers(basemap, &content.layers);
    sheet.figures = figures;
    sheet.figure_count = headline(figures, outcome, arena);
    if (status == OK)
        status = sheet_write(&sheet, &content, (SheetFiles){pdf, svg, png}, diag);
    free(pdf);
    free(svg);
    free(png);
    free(classes);
    free(cameras);
    basemap_free(basemap);
    GEOSGeom_destroy_r(scene->geos, outside);
    arena_free(arena);
    return status;
}
