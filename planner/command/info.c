/* info.c - the resolved project: every setting with where it came from, every source
 * with its CRS, counts and extent, and what was found about existing cameras. */
#include <stdio.h>

#include "planner/command/job.h"

static void print_settings(const Project *project)
{
    const ProjectSetting *settings;
    size_t count = project_settings(project, &settings);

    printf("settings (%s)\n", project->path);
    for (size_t i = 0; i < count; i++)
        printf("  %-36s %-36s %s\n", settings[i].key, settings[i].value, settings[i].from);
}

static void print_pack(const Job *job)
{
    const Parameter *parameters;
    size_t count = pack_parameters(job->pack, &parameters);

    printf("\nrule pack %s: %s\n", pack_id(job->pack), pack_title(job->pack).en);
    if (job->pack_warning)
        printf("  WARNING: %s\n", job->pack_warning);
    printf("  planning parameters: not law; override them under 'requirements:'\n");
    for (size_t i = 0; i < count; i++)
        printf("  %-36s %10g %-8s %-16s %s\n", parameters[i].name, parameters[i].value,
               parameters[i].unit ? parameters[i].unit : "", parameters[i].from,
               parameters[i].source);
}

static void print_layer(const Layer *layer)
{
    printf("  %-14s %-58s %zu of %zu features", layer->id, layer->source, layer->count,
           layer->read);
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

static void print_surface(const Surface *surface)
{
    printf("  %-14s %d x %d cells of %g m", surface->use == USE_STREET ? "street" : "long_range",
           surface->grid.width, surface->grid.height, surface->grid.dx_m);
    if (surface->flat)
        printf(", flat: no terrain is given");
    else
        printf(", terrain cells of %.2f m%s", surface->terrain_cell_m,
               surface->coarse ? " (too coarse for street cameras, accepted)" : "");
    printf("; %zu cells without terrain; %zu buildings raised (%zu of unknown height), %zu do not "
           "block; %zu bridge decks\n",
           surface->nodata_cells, surface->buildings_raised, surface->buildings_no_height,
           surface->buildings_not_blocking, surface->decks);
}

static void print_scene(const Scene *scene)
{
    double area_m2 = 0.0;

    GEOSArea_r(scene->geos, scene->area, &area_m2);
    printf("\nsources, in %s (%s)\n", crs_name(scene->crs), crs_code(scene->crs));
    printf("  %-14s %.3f km2, x %.0f to %.0f, y %.0f to %.0f; %zu townships\n", "area",
           area_m2 / 1e6, scene->box.min_x, scene->box.max_x, scene->box.min_y, scene->box.max_y,
           scene->township_count);
    for (size_t i = 0; i < scene->layer_count; i++)
        print_layer(&scene->layers[i]);
    if (scene->buildings.count)
        print_layer(&scene->buildings);
    for (int use = 0; use < 2; use++)
        if (scene->has_surface[use])
            print_surface(&scene->surfaces[use]);
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
    printf("\nclauses: features selected, zones, inventory lines\n");
    for (size_t i = 0; i < job->zones->trace_count; i++) {
        const ClauseTrace *trace = &job->zones->traces[i];
        printf("  %-6s %-72s %5zu %5zu %5zu %s\n", trace->clause->id, trace->clause->title.en,
               trace->features, trace->zones, trace->lines, trace->evaluated ? "" : trace->missing);
    }
    printf("demand             %zu cells; %zu forbidden places\n", job->demand->cell_count,
           job->forbidden->count);
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
