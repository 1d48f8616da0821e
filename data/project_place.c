/* project_place.c - the project's area, townships, surfaces, demand grid and conditions. */
#include <math.h>

#include "base/text.h"
#include "data/project_parts.h"

enum { MOST_SURFACES = 2 };

static void read_area(const Section *file, Project *project)
{
    static const char *const keys[] = {SECTION_SOURCE_KEYS, "box", NULL};
    Section area = {0};
    double *box = NULL;
    size_t count = 0;

    section_need(file, "area",
                 "say the dataset with its polygon, or area: {box: [min_x, min_y, "
                 "max_x, max_y]} in the project CRS");
    if (yaml_get(section_node(file, "area"), "box")) {
        area = section_map(file, "area", keys);
        section_numbers(&area, "box", -INFINITY, &box, &count);
        if (count != 4 || box[0] >= box[2] || box[1] >= box[3])
            section_fail(&area, "box", "must be [min_x, min_y, max_x, max_y], the least first");
        if (section_has(&area, "source"))
            section_fail(&area, "source", "and area.box exclude each other: keep one");
        for (size_t i = 0; i < 4 && count == 4; i++)
            project->area_box[i] = box[i];
        project->has_area_box = true;
        return;
    }
    section_source_key(file, "area", keys, &project->area);
}

static void read_townships(const Section *file, Project *project)
{
    static const char *const keys[] = {SECTION_SOURCE_KEYS, "name", "code", NULL};
    Section townships = section_source_key(file, "townships", keys, &project->townships);

    if (!project->townships.source)
        return;
    project->township_name = "name";
    project->township_code = NULL;
    section_text(&townships, "name", &project->township_name);
    section_optional(&townships, "code", &project->township_code);
}

static void read_buildings(const Section *entry, ProjectSurface *surface)
{
    static const char *const keys[] = {SECTION_SOURCE_KEYS, "height",           "levels",
                                       "level_height_m",    "default_height_m", NULL};
    Section buildings = section_source_key(entry, "buildings", keys, &surface->buildings);

    surface->level_height_m = 3;
    surface->default_height_m = 9;
    if (!surface->buildings.source)
        return;
    section_optional(&buildings, "height", &surface->height_field);
    section_optional(&buildings, "levels", &surface->levels_field);
    section_number(&buildings, "level_height_m", 1, 20, &surface->level_height_m);
    section_number(&buildings, "default_height_m", 0, 500, &surface->default_height_m);
}

static void read_surface(const Section *entry, Project *project, ProjectSurface *surface)
{
    static const char *const uses[] = {"street", "long_range", NULL};
    const char *terrain = NULL;
    int use = USE_STREET;

    section_need(entry, "for", "say for: street or for: long_range");
    section_choice(entry, "for", uses, &use);
    surface->use = (SurfaceUse)use;
    for (size_t i = 0; i < project->surface_count; i++)
        if (project->surfaces[i].use == surface->use)
            section_fail(entry, "for", "is %s twice: each use has one surface", uses[use]);
    if (section_has(entry, "terrain") && yaml_is_scalar(section_node(entry, "terrain")))
        if (yaml_text(entry->reader->doc, section_node(entry, "terrain"), "terrain", &terrain,
                      entry->reader->diag) != OK)
            entry->reader->status = ERR_INPUT;
    surface->flat = text_equal(terrain, "flat");
    if (surface->flat)
        section_record(entry, "terrain", section_node(entry, "terrain"), "flat");
    else
        section_source_key(entry, "terrain", NULL, &surface->terrain);
    section_source_key(entry, "surface", NULL, &surface->surface);
    if (!surface->flat && !surface->terrain.source)
        section_fail(entry, "terrain",
                     surface->surface.source
                         ? "is missing: a surface model alone does not tell the ground from what "
                           "stands on it; name the terrain too, or say terrain: flat"
                         : "is missing: name a terrain raster, or say terrain: flat");
    read_buildings(entry, surface);
    section_source_key(entry, "canopy", NULL, &surface->canopy);
    surface->cell_m = surface->use == USE_STREET ? 1 : 10;
    section_number(entry, "cell_m", 0.1, 1000, &surface->cell_m);
    section_bool(entry, "accept_coarse", &surface->accept_coarse);
    if (surface->use == USE_STREET && surface->cell_m > 5 && !surface->accept_coarse)
        section_fail(entry, "cell_m",
                     "is over 5 m, too coarse for street cameras (1 m is wished): make it "
                     "smaller, or say accept_coarse: true, which becomes a finding");
}

static void read_surfaces(const Section *file, Project *project)
{
    static const char *const keys[] = {"for",    "terrain", "surface",       "buildings",
                                       "canopy", "cell_m",  "accept_coarse", NULL};
    size_t count;

    section_need(file, "surface",
                 "say at least surface: [{for: street, terrain: flat}], or name the terrain");
    count = section_list(file, "surface");
    if (file->reader->status == OK && (count == 0 || count > MOST_SURFACES))
        section_fail(file, "surface", "must have one or two entries, for street and long_range");
    project->surfaces = arena_alloc(file->reader->arena, count + 1, sizeof *project->surfaces);
    for (size_t i = 0; i < count && file->reader->status == OK; i++) {
        Section entry = section_item(file, "surface", i, keys);
        read_surface(&entry, project, &project->surfaces[i]);
        project->surface_count++;
    }
}

/* Clear day unless said: then no range is capped. */
static void read_conditions(const Section *file, ProjectConditions *conditions)
{
    static const char *const keys[] = {
        "time", "lit", "visibility_m", "least_contrast", "thermal_fog_factor", NULL};
    static const char *const times[] = {"day", "night", NULL};
    Section section = section_map(file, "conditions", keys);
    int time = 0;

    *conditions = (ProjectConditions){.least_contrast = 0.05, .thermal_fog_factor = 1};
    section_choice(&section, "time", times, &time);
    conditions->night = time == 1;
    section_bool(&section, "lit", &conditions->lit);
    if (section_has(&section, "visibility_m"))
        section_number(&section, "visibility_m", 1, 1e6, &conditions->visibility_m);
    else
        section_record(&section, "visibility_m", NULL, "clear");
    section_number(&section, "least_contrast", 0.001, 0.9, &conditions->least_contrast);
    section_number(&section, "thermal_fog_factor", 0.1, 100, &conditions->thermal_fog_factor);
}

void project_read_place(const Section *file, Project *project)
{
    static const char *const demand_keys[] = {"cell_m", NULL};
    Section demand;

    read_area(file, project);
    read_townships(file, project);
    read_surfaces(file, project);
    demand = section_map(file, "demand", demand_keys);
    project->demand_cell_m = 2;
    section_number(&demand, "cell_m", 0.25, 100, &project->demand_cell_m);
    read_conditions(file, &project->conditions);
}
