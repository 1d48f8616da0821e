/* project_cameras.c - the existing cameras, and where new ones may stand. */
#include <math.h>

#include "base/text.h"
#include "data/camera_profile.h"
#include "data/project_parts.h"

static const char *const profile_names[] = {"fields", "osm", "yijiyidang", NULL};
static const char *const azimuth_names[] = {"true", "grid", "magnetic", NULL};

static void read_fields(const Section *cameras, ProjectCameras *as)
{
    Section fields = section_map(cameras, "fields", camera_profile_keys());
    size_t count = fields.map ? yaml_count(fields.map) : 0;
    Arena *arena = cameras->reader->arena;

    as->fields = arena_alloc(arena, count + 1, sizeof *as->fields);
    for (size_t i = 0; i < count; i++) {
        const char *key = NULL;
        yaml_pair(cameras->reader->doc, fields.map, i, &key);
        as->fields[i].key = arena_text(arena, key);
        section_text(&fields, key, &as->fields[i].column);
        as->field_count++;
    }
}

/* What is not said is not assumed, and no setting. */
static void assumption(const Section *entry, const char *key, double least, double most,
                       double *value)
{
    if (section_has(entry, key))
        section_number(entry, key, least, most, value);
}

static void read_assumption(const Section *types, size_t i, ProjectAssume *assume)
{
    static const char *const keys[] = {"hfov_deg", "vfov_deg", "height_m",  "azimuth_deg",
                                       "tilt_deg", "width_px", "height_px", NULL};
    const char *type = NULL;

    yaml_pair(types->reader->doc, types->map, i, &type);
    Section entry = section_map(types, type, keys);
    *assume = (ProjectAssume){
        arena_text(types->reader->arena, type),      NAN, NAN, NAN, NAN, NAN, NAN, NAN,
        section_spot(types, yaml_key(types->map, i))};
    assumption(&entry, "hfov_deg", 1, 360, &assume->hfov_deg);
    assumption(&entry, "vfov_deg", 1, 180, &assume->vfov_deg);
    assumption(&entry, "height_m", 0, 500, &assume->height_m);
    assumption(&entry, "azimuth_deg", 0, 360, &assume->azimuth_deg);
    assumption(&entry, "tilt_deg", -90, 90, &assume->tilt_deg);
    assumption(&entry, "width_px", 1, 100000, &assume->width_px);
    assumption(&entry, "height_px", 1, 100000, &assume->height_px);
}

static void read_assumptions(const Section *cameras, ProjectCameras *as)
{
    Section types = section_open_map(cameras, "assume");
    size_t count = types.map ? yaml_count(types.map) : 0;

    as->assume = arena_alloc(cameras->reader->arena, count + 1, sizeof *as->assume);
    for (size_t i = 0; i < count; i++) {
        read_assumption(&types, i, &as->assume[i]);
        as->assume_count++;
    }
}

void project_read_cameras(const Section *file, Project *project)
{
    static const char *const keys[] = {SECTION_SOURCE_KEYS, "profile",         "fields", "assume",
                                       "azimuth",           "declination_deg", NULL};
    ProjectCameras *as = &project->cameras;
    Section cameras = section_source_key(file, "cameras", keys, &as->ref);
    int profile = CAMERAS_FIELDS, azimuth = AZIMUTH_TRUE;

    as->declination_deg = NAN;
    if (!as->ref.source)
        return;
    if (text_ends(as->ref.source, ".osm") || text_ends(as->ref.source, ".pbf"))
        profile = CAMERAS_OSM;
    section_choice(&cameras, "profile", profile_names, &profile);
    read_fields(&cameras, as);
    read_assumptions(&cameras, as);
    section_choice(&cameras, "azimuth", azimuth_names, &azimuth);
    assumption(&cameras, "declination_deg", -180, 180, &as->declination_deg);
    as->profile = (CamerasProfile)profile;
    as->azimuth_kind = (AzimuthKind)azimuth;
    if (as->azimuth_kind == AZIMUTH_MAGNETIC && isnan(as->declination_deg))
        section_fail(&cameras, "declination_deg",
                     "is missing: magnetic azimuths need the declination, east positive");
}

static const ProjectLayer *find_layer(const Project *project, const char *id)
{
    for (size_t i = 0; i < project->layer_count; i++)
        if (text_equal(project->layers[i].id, id))
            return &project->layers[i];
    return NULL;
}

static void need_layer(const Section *sites, const Project *project, const char *key,
                       const char *id)
{
    Text known = {0};

    if (sites->reader->status != OK || !id || find_layer(project, id))
        return;
    for (size_t i = 0; i < project->layer_count; i++)
        text_printf(&known, "%s%s", i ? ", " : "", project->layers[i].id);
    section_fail(sites, key, "names the layer \"%s\", which is not among the layers: %s", id,
                 known.text ? known.text : "there are none");
    text_release(&known);
}

void project_read_sites(const Section *file, Project *project)
{
    static const char *const keys[] = {"along",
                                       "spacing_m",
                                       "setback_m",
                                       "at_junctions",
                                       "on_buildings",
                                       "on",
                                       "mount_height_m",
                                       "models",
                                       "azimuth_step_deg",
                                       "long_range_spacing_m",
                                       "long_range_mount_height_m",
                                       NULL};
    Section section = section_map(file, "sites", keys);
    ProjectSites *sites = &project->sites;

    *sites = (ProjectSites){.spacing_m = 25,
                            .setback_m = 1.5,
                            .mount_height_m = 6,
                            .at_junctions = true,
                            .azimuth_step_deg = 30,
                            .long_range_spacing_m = 500,
                            .long_range_mount_height_m = 20};
    section_text(&section, "along", &sites->along);
    need_layer(&section, project, "along", sites->along);
    section_number(&section, "spacing_m", 1, 10000, &sites->spacing_m);
    section_number(&section, "setback_m", 0, 50, &sites->setback_m);
    section_bool(&section, "at_junctions", &sites->at_junctions);
    section_bool(&section, "on_buildings", &sites->on_buildings);
    section_texts(&section, "on", NULL, &sites->on, &sites->on_count);
    for (size_t i = 0; i < sites->on_count; i++)
        need_layer(&section, project, "on", sites->on[i]);
    section_number(&section, "mount_height_m", 1, 200, &sites->mount_height_m);
    section_texts(&section, "models", NULL, &sites->models, &sites->model_count);
    section_number(&section, "azimuth_step_deg", 1, 180, &sites->azimuth_step_deg);
    section_number(&section, "long_range_spacing_m", 10, 100000, &sites->long_range_spacing_m);
    section_number(&section, "long_range_mount_height_m", 1, 200,
                   &sites->long_range_mount_height_m);
}
