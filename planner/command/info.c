/* info.c - the resolved project: every setting with where it came from, every source
 * with its CRS, counts and extent, and what was found about existing cameras. */
#include <stdio.h>

#include "base/text.h"
#include "planner/command/job.h"

/* Beyond this a column is left ragged: better one long line than all of them. */
enum { CELL_MAX = 76 };

static void widen(size_t *width, const char *text)
{
    size_t columns = text_columns(text);

    if (columns > *width && columns <= CELL_MAX)
        *width = columns;
}

static void print_cell(const char *text, size_t width)
{
    size_t columns = text_columns(text);

    printf("%s%*s", text, (int)(columns < width ? width - columns : 0) + 1, "");
}

static void print_settings(const Project *project)
{
    const ProjectSetting *settings;
    size_t count = project_settings(project, &settings), key = 0, value = 0;

    for (size_t i = 0; i < count; i++) {
        widen(&key, settings[i].key);
        widen(&value, settings[i].value);
    }
    printf("settings (%s)\n", project->path);
    for (size_t i = 0; i < count; i++) {
        printf("  ");
        print_cell(settings[i].key, key);
        print_cell(settings[i].value, value);
        printf("%s\n", settings[i].from);
    }
}

static void print_pack(const Job *job)
{
    const Parameter *parameters;
    size_t count = pack_parameters(job->pack, &parameters), name = 0, unit = 0, from = 0;

    for (size_t i = 0; i < count; i++) {
        widen(&name, parameters[i].name);
        widen(&unit, parameters[i].unit ? parameters[i].unit : "");
        widen(&from, parameters[i].from);
    }
    printf("\nrule pack %s: %s\n", pack_id(job->pack), pack_title(job->pack).en);
    if (job->standing.warning.en)
        printf("  WARNING: %s\n", job->standing.warning.en);
    printf("  planning parameters: not law; override them under 'requirements:'\n");
    for (size_t i = 0; i < count; i++) {
        printf("  ");
        print_cell(parameters[i].name, name);
        printf("%8g ", parameters[i].value);
        print_cell(parameters[i].unit ? parameters[i].unit : "", unit);
        print_cell(parameters[i].from, from);
        printf("%s\n",
               parameters[i].pack_source ? parameters[i].pack_source : parameters[i].source);
    }
}

typedef struct {
    size_t id, source;
} LayerColumns;

static void widen_layer(LayerColumns *columns, const Layer *layer)
{
    widen(&columns->id, layer->id);
    widen(&columns->source, layer->source);
}

static void print_layer(const Layer *layer, const LayerColumns *columns)
{
    printf("  ");
    print_cell(layer->id, columns->id);
    print_cell(layer->source, columns->source);
    printf("%5zu of %5zu %s", layer->count, layer->read,
           text_by_number(layer->read, "feature", "features"));
    if (layer->repaired)
        printf(", %zu repaired", layer->repaired);
    if (layer->empty)
        printf(", %zu empty", layer->empty);
    if (layer->outside)
        printf(", %zu out of reach", layer->outside);
    if (layer->box.max_x < layer->box.min_x) {
        printf("; a table without coordinates\n");
        return;
    }
    printf("; %s; x %.0f to %.0f, y %.0f to %.0f\n", layer->crs, layer->box.min_x, layer->box.max_x,
           layer->box.min_y, layer->box.max_y);
}

static void print_surface(const Surface *surface, const LayerColumns *columns)
{
    printf("  ");
    print_cell(surface->use == USE_STREET ? "street" : "long_range", columns->id);
    printf("%d x %d cells of %g m", surface->grid.width, surface->grid.height, surface->grid.dx_m);
    if (surface->flat)
        printf(", flat: no terrain is given");
    else
        printf(", terrain cells of %.2f m%s", surface->terrain_cell_m,
               surface->coarse ? " (too coarse for street cameras, accepted)" : "");
    printf("; without terrain %zu; buildings raised %zu, of unknown height %zu, not blocking %zu; "
           "bridge decks %zu\n",
           surface->nodata_cells, surface->buildings_raised, surface->buildings_no_height,
           surface->buildings_not_blocking, surface->decks);
}

static void print_scene(const Scene *scene)
{
    LayerColumns columns = {.id = sizeof "long_range" - 1};
    double area_m2 = 0.0;

    for (size_t i = 0; i < scene->layer_count; i++)
        widen_layer(&columns, &scene->layers[i]);
    if (scene->buildings.count)
        widen_layer(&columns, &scene->buildings);
    GEOSArea_r(scene->geos, scene->area, &area_m2);
    printf("\nsources, in %s (%s)\n", crs_name(scene->crs), crs_code(scene->crs));
    printf("  ");
    print_cell("area", columns.id);
    printf("%.3f km2, x %.0f to %.0f, y %.0f to %.0f; %zu %s\n", area_m2 / 1e6, scene->box.min_x,
           scene->box.max_x, scene->box.min_y, scene->box.max_y, scene->township_count,
           text_by_number(scene->township_count, "township", "townships"));
    for (size_t i = 0; i < scene->layer_count; i++)
        print_layer(&scene->layers[i], &columns);
    if (scene->buildings.count)
        print_layer(&scene->buildings, &columns);
    for (int use = 0; use < 2; use++)
        if (scene->has_surface[use])
            print_surface(&scene->surfaces[use], &columns);
}

static void print_cameras(const Scene *scene)
{
    const CameraInventory *inventory = &scene->cameras;
    const CameraModel *models;
    size_t azimuth = 0, height = 0, lens = 0, assumed = 0;

    printf("\ncatalogue          %zu models\n", catalogue_models(scene->catalogue, &models));
    for (size_t i = 0; i < inventory->count; i++) {
        azimuth += (inventory->cameras[i].unknown & UNKNOWN_AZIMUTH) != 0;
        height += (inventory->cameras[i].unknown & UNKNOWN_HEIGHT) != 0;
        lens += (inventory->cameras[i].unknown & UNKNOWN_LENS) != 0;
        assumed += inventory->cameras[i].assumed != 0;
    }
    printf("existing cameras   %zu of %zu read are in reach; unknown azimuth %zu, height %zu, "
           "lens %zu; %zu filled by 'assume'\n",
           inventory->count, inventory->read, azimuth, height, lens, assumed);
    if (inventory->dropped_columns)
        printf("                   columns dropped as they hold access data: %s\n",
               inventory->dropped);
    for (size_t i = 0; i < scene->note_count; i++)
        printf("%s: %s: %s\n", scene->notes[i].severity, scene->notes[i].layer,
               scene->notes[i].sentence);
}

static void print_zones(const Job *job)
{
    size_t title = 0;

    for (size_t i = 0; i < job->zones->trace_count; i++)
        widen(&title, job->zones->traces[i].clause->title.en);
    printf("\nclauses: features selected, zones, inventory lines\n");
    for (size_t i = 0; i < job->zones->trace_count; i++) {
        const ClauseTrace *trace = &job->zones->traces[i];
        printf("  %-6s ", trace->clause->id);
        print_cell(trace->clause->title.en, title);
        printf("%5zu %5zu %5zu%s%s\n", trace->features, trace->zones, trace->lines,
               trace->evaluated ? "" : "  ", trace->evaluated ? "" : trace->missing);
    }
    printf("demand             %zu cells; %zu forbidden places\n", job->demand->cell_count,
           job->forbidden->count);
}

static Status refuse_json(const CommonOptions *common, Diag *diag)
{
    if (!text_equal(common->format, "json"))
        return OK;
    return diag_fail(diag, ERR_USAGE,
                     "info --format json: info prints text only; run, check, coverage and place "
                     "print their summary as JSON, and run.json of their OUT has the settings, "
                     "the parameters and what each clause selected");
}

int command_info(int argc, char *const argv[])
{
    Diag diag = {0};
    CommonOptions common;
    OptionList positional;
    Job job;
    bool done;
    Status status = common_parse(&common, "info", argc, argv, 1, &positional, &done, &diag);

    job_init(&job);
    if (status == OK && !done)
        status = refuse_json(&common, &diag);
    if (status == OK && !done) {
        status = job_read(&job, &common, positional.items[0], &diag);
        if (status == OK)
            status = job_derive(&job, &diag);
        if (status == OK) {
            print_settings(job.project);
            print_pack(&job);
            print_scene(job.scene);
            print_cameras(job.scene);
            print_zones(&job);
        }
    }
    job_release(&job);
    common_release(&common, &positional);
    return command_end(status, &diag);
}
