/* init.c - a project that runs, written from an OpenStreetMap extract for the user to edit. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/text.h"
#include "data/file_write.h"
#include "data/osm_extract.h"
#include "data/raster.h"
#include "planner/command/command.h"
#include "rules/pack.h"

/* Above this the street surface takes 5 m cells: a town at 1 m, a state at 5 m. */
#define LARGE_M2 6.0e7

typedef struct {
    const char *folder, *osm, *dem, *rules;
    bool help, overwrite;
    OsmExtract extract;
    char *osm_path, *dem_path; /* relative to the folder */
    char crs[16];
    Box box; /* of the area, project CRS */
    bool large;
    int as_of;
} InitJob;

/* The UTM zone of the middle of the extract, on WGS 84. */
static void choose_crs(InitJob *job)
{
    Box box = job->extract.units ? job->extract.units_box : job->extract.areas;
    double lon = (box.min_x + box.max_x) / 2, lat = (box.min_y + box.max_y) / 2;
    int zone = (int)floor((lon + 180.0) / 6.0) + 1;

    zone = zone < 1 ? 1 : zone > 60 ? 60 : zone;
    snprintf(job->crs, sizeof job->crs, "EPSG:%d", (lat < 0.0 ? 32700 : 32600) + zone);
}

/* The area's box in the project CRS, rounded inward to whole metres. */
static Status project_box(InitJob *job, Diag *diag)
{
    Box box = job->extract.units ? job->extract.units_box : job->extract.areas;
    double x[] = {box.min_x, box.max_x, box.min_x, box.max_x};
    double y[] = {box.min_y, box.min_y, box.max_y, box.max_y};
    Crs *from = NULL, *to = NULL;
    CrsTransform *transform = NULL;
    Status status = crs_open(&from, "EPSG:4326", "the extract", diag);

    if (status == OK)
        status = crs_open_project(&to, job->crs, "camplan init", diag);
    if (status == OK)
        status = crs_transform_open(&transform, from, to, "the extract", diag);
    if (status == OK)
        status = crs_transform(transform, x, y, 4, diag);
    if (status == OK) {
        job->box = (Box){ceil(fmax(x[0], x[2])), ceil(fmax(y[0], y[1])), floor(fmin(x[1], x[3])),
                         floor(fmin(y[2], y[3]))};
        job->large =
            (job->box.max_x - job->box.min_x) * (job->box.max_y - job->box.min_y) > LARGE_M2;
    }
    crs_transform_close(transform);
    crs_close(from);
    crs_close(to);
    return status;
}

static Status choose_date(InitJob *job, Diag *diag)
{
    RulePack *pack = NULL;
    Status status = pack_read(&pack, job->rules, diag);

    if (status == OK)
        job->as_of = pack_valid_to(pack) ? pack_valid_to(pack) : pack_valid_from(pack);
    pack_free(pack);
    return status;
}

static void write_head(Text *out, const InitJob *job)
{
    char day[11];

    text_date_format(job->as_of, day);
    text_printf(
        out,
        "# A camplan project made from %s. Edit it: every key is explained in\n"
        "# docs/project-file.md, and 'camplan info project.yaml' prints every default.\n"
        "camplan: 1\n"
        "title: {en: Camera plan, zh: 公共安全视频专项规划}\n"
        "# The day on which the plan is judged; the program reads no clock. This is the last day\n"
        "# of the rule pack. For a later one the pack has expired: add 'accept_expired: true'.\n"
        "as_of: %s\n"
        "# The UTM zone of the middle of the extract.\n"
        "crs: %s\n"
        "rules: %s\n\n",
        job->osm_path, day, job->crs, job->rules);
}

static void write_area(Text *out, const InitJob *job)
{
    const OsmExtract *extract = &job->extract;

    if (extract->units)
        text_printf(
            out,
            "# The area taken: the %zu whole administrative units of level %s in the extract.\n"
            "# %s\n"
            "area:\n"
            "  source: %s\n"
            "  layer: multipolygons\n"
            "  where: \"boundary = 'administrative' AND admin_level = '%s'\"\n"
            "townships:\n"
            "  source: %s\n"
            "  layer: multipolygons\n"
            "  where: \"boundary = 'administrative' AND admin_level = '%s'\"\n"
            "  name: name\n"
            "  code: osm_id\n\n",
            extract->units, extract->unit_level,
            extract->country_areas
                ? "A country polygon is there too, but it is not the area."
                : "The extract has no country polygon; units cut by its edge are missing.",
            job->osm_path, extract->unit_level, job->osm_path, extract->unit_level);
    else
        text_printf(
            out,
            "# The area taken: the box of the mapped areas, %.2f x %.2f km. The extract names no\n"
            "# administrative unit that is whole; put a polygon of your area here instead:\n"
            "# area: {source: town.gpkg, layer: boundary}\n"
            "area: {box: [%.0f, %.0f, %.0f, %.0f]}\n\n",
            (job->box.max_x - job->box.min_x) / 1e3, (job->box.max_y - job->box.min_y) / 1e3,
            job->box.min_x, job->box.min_y, job->box.max_x, job->box.max_y);
}

static void write_surface(Text *out, const InitJob *job)
{
    const char *cell = job->large ? "5" : "1";

    text_add(out, "surface:\n  - for: street\n");
    if (job->dem)
        text_printf(out,
                    "    terrain: %s\n"
                    "    # Terrain models of OpenStreetMap users are mostly of 30 or 90 m cells, "
                    "too coarse\n"
                    "    # for street cameras (over 5 m). This accepts it, and a finding says so.\n"
                    "    accept_coarse: true\n",
                    job->dem_path);
    else
        text_add(out, "    # No terrain model was given: the ground is taken as flat, and a "
                      "finding says so.\n"
                      "    terrain: flat\n");
    text_printf(
        out,
        "    buildings: {source: %s, layer: multipolygons, where: \"building IS NOT NULL\",\n"
        "                height: height, levels: \"building:levels\", level_height_m: 3, "
        "default_height_m: 9}\n"
        "    cell_m: %s\n"
        "demand: {cell_m: %s}\n\n",
        job->osm_path, cell, job->large ? "5" : "2");
}

static void write_layers(Text *out, const InitJob *job)
{
    text_printf(out,
                "# %zu ways of roads, %zu buildings, %zu ways of a national boundary.\n"
                "layers:\n",
                job->extract.roads, job->extract.buildings, job->extract.border_lines);
    static const char *const layers[][2] = {
        {"roads", "lines"}, {"places", "points"}, {"areas", "multipolygons"}};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        text_printf(out, "  - {id: %s, source: %s, layer: %s, codeset: osm}\n", layers[i][0],
                    job->osm_path, layers[i][1]);
    if (job->extract.border_lines)
        text_add(out, "# The border is open lines, no polygon: its strip is taken on the area's "
                      "side only.\n");
}

static void write_cameras(Text *out, const InitJob *job)
{
    text_printf(
        out,
        "\n# %zu cameras are mapped, %zu of them with a direction. Without direction, height or\n"
        "# lens a camera is kept and reported, and covers nothing. To fill in what you know of a "
        "type:\n"
        "#   assume: {dome: {hfov_deg: 360, height_m: 3}}\n"
        "cameras: {source: %s, layer: points, where: \"man_made = 'surveillance'\", profile: "
        "osm}\n",
        job->extract.cameras, job->extract.cameras_aimed, job->osm_path);
}

static void write_rest(Text *out, const InitJob *job)
{
    if (job->extract.cameras)
        write_cameras(out, job);
    text_printf(out,
                "\nsites: {along: roads, spacing_m: %d, setback_m: 1.5, at_junctions: true, "
                "mount_height_m: 6}\n"
                "costs: {pole: 4000, civil: 3000, network_per_m: 20, second_camera_on_pole: 0.4}\n"
                "plan: {objective: cover, quota: 0.95, max_per_pole: 4, time_limit_s: 120}\n"
                "maps: {sheets: [overview], scale: auto, paper: A3, language: [zh, en]}\n",
                job->large ? 50 : 25);
}

static Status write_project(const InitJob *job, Diag *diag)
{
    char *path = text_path_join(job->folder, "project.yaml");
    struct stat info;
    Text out = {0};
    Status status = OK;

    if (stat(path, &info) == 0 && !job->overwrite)
        status = diag_fail(diag, ERR_OUTPUT, "%s exists; --overwrite replaces it", path);
    else if (mkdir(job->folder, 0777) != 0 && stat(job->folder, &info) != 0)
        status = diag_fail(diag, ERR_OUTPUT, "%s: cannot make this folder", job->folder);
    if (status == OK) {
        write_head(&out, job);
        write_area(&out, job);
        write_surface(&out, job);
        write_layers(&out, job);
        write_rest(&out, job);
        status = file_write(path, out.text, out.length, diag);
    }
    if (status == OK)
        printf("wrote %s\narea taken: %s, %.2f x %.2f km; next: camplan run %s\n", path,
               job->extract.units ? "whole administrative units" : "box of the mapped areas",
               (job->box.max_x - job->box.min_x) / 1e3, (job->box.max_y - job->box.min_y) / 1e3,
               path);
    text_release(&out);
    free(path);
    return status;
}

static Status init_parse(InitJob *job, int argc, char *const argv[], Diag *diag)
{
    const Option table[] = {
        {"help", 'h', OPTION_FLAG, &job->help, NULL, NULL, "print this help"},
        {"osm", 0, OPTION_TEXT, &job->osm, "FILE", NULL, "OpenStreetMap extract, .osm or .osm.pbf"},
        {"dem", 0, OPTION_TEXT, &job->dem, "FILE", NULL, "terrain model; flat without one"},
        {"rules", 0, OPTION_TEXT, &job->rules, "PACK", NULL,
         "rule pack; tengchong-2017 by default"},
        {"overwrite", 0, OPTION_FLAG, &job->overwrite, NULL, NULL,
         "replace an existing project.yaml"},
        {0}};
    OptionList positional = {0};
    Status status = options_parse(table, argc, argv, &positional, diag);

    if (status == OK && job->help) {
        printf("camplan init DIR --osm FILE [--dem FILE] [--rules PACK]\n\n");
        options_help(table, stdout);
    } else if (status == OK && (positional.count != 1 || !job->osm)) {
        status = diag_fail(diag, ERR_USAGE,
                           "init wants a folder and an extract: camplan init DIR --osm FILE");
    } else if (status == OK) {
        job->folder = positional.items[0];
    }
    free(positional.items);
    return status;
}

static Status init_run(InitJob *job, Diag *diag)
{
    Status status = osm_extract_scan(&job->extract, job->osm, diag);
    struct stat info;

    if (status == OK && job->dem && stat(job->dem, &info) != 0)
        status = diag_fail(diag, ERR_INPUT, "%s: no such terrain model", job->dem);
    if (status == OK) {
        choose_crs(job);
        status = project_box(job, diag);
    }
    if (status == OK)
        status = choose_date(job, diag);
    if (status == OK) {
        job->osm_path = text_path_relative(job->osm, job->folder);
        job->dem_path = job->dem ? text_path_relative(job->dem, job->folder) : NULL;
        status = write_project(job, diag);
    }
    free(job->osm_path);
    free(job->dem_path);
    return status;
}

int command_init(int argc, char *const argv[])
{
    InitJob job = {.rules = "tengchong-2017"};
    Diag diag = {0};
    Status status = init_parse(&job, argc, argv, &diag);

    if (status == OK && !job.help)
        status = init_run(&job, &diag);
    return command_end(status, &diag);
}
