/* project_start_text.c - the new project's YAML, and the same in words. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "planner/command/project_start.h"

#define OSM_LICENSE "(c) OpenStreetMap contributors, ODbL 1.0"

/* Coarser terrain than this, and coarser cells, must be accepted for street cameras. */
static const double STREET_CELL_M = 5;
/* Names in a comment. */
enum { MOST_NAMES = 12 };

typedef struct {
    const ProjectStart *start;
    Text out;
    Text osm, dem; /* as YAML scalars, seen from the folder */
} Writer;

static bool is_plain(const char *text)
{
    bool path = false;

    for (const char *c = text; *c; c++) {
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-", *c))
            return false;
        path |= *c == '/';
    }
    /* A word alone might be a number, a truth or nothing to YAML. */
    return path && text[0] != '-';
}

/* A YAML scalar that reads as `text`, quoted where it must be. */
static void add_scalar(Text *out, const char *text)
{
    if (is_plain(text)) {
        text_add(out, text);
        return;
    }
    text_add(out, "\"");
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            text_printf(out, "\\%c", *c);
        else if ((unsigned char)*c < ' ' || *c == 127)
            text_printf(out, "\\x%02X", (unsigned)*c);
        else
            text_printf(out, "%c", *c);
    }
    text_add(out, "\"");
}

/* Text for a comment: no character ends its line. */
static void add_word(Text *out, const char *text)
{
    for (const char *c = text; *c; c++)
        text_printf(out, "%c", (unsigned char)*c < ' ' || *c == 127 ? '?' : *c);
}

static void add_path(Text *out, const char *path, const char *folder)
{
    char *seen = text_begins(path, "/vsi") ? NULL : text_path_relative(path, folder);

    add_scalar(out, seen ? seen : path);
    free(seen);
}

static void add_names(Text *out, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count && i < MOST_NAMES; i++) {
        text_add(out, i ? ", " : "");
        add_word(out, names[i]);
    }
    if (count > MOST_NAMES)
        text_printf(out, " and %zu more", count - MOST_NAMES);
}

static void add_unit_names(Text *out, const OsmExtract *extract)
{
    const char **names = arena_alloc(extract->arena, extract->unit_count + 1, sizeof *names);

    for (size_t i = 0; i < extract->unit_count; i++)
        names[i] = extract->units[i].name[0] ? extract->units[i].name : extract->units[i].id;
    add_names(out, names, extract->unit_count);
}

static void write_head(Writer *writer)
{
    const ProjectStart *start = writer->start;
    const char *slash = strrchr(start->osm, '/');
    char day[11];

    text_date_format(start->as_of, day);
    text_add(&writer->out, "# A camplan project made from ");
    add_word(&writer->out, slash ? slash + 1 : start->osm);
    text_printf(
        &writer->out,
        ".\n"
        "# Edit it: docs/project-file.md explains every key, and 'camplan info project.yaml'\n"
        "# prints every setting in effect.\n"
        "camplan: 1\n"
        "title: {en: Camera plan, zh: 公共安全视频专项规划}\n\n"
        "# The day on which the plan is judged; the program reads no clock. This is %s\n"
        "# of the rule pack.%s\n"
        "as_of: %s\n"
        "# UTM zone of the middle of the extract; any projected CRS in metres will do.\n"
        "crs: %s\n",
        start->valid_to ? "the last day" : "the first day",
        start->valid_to ? " For a later day the pack has expired: add 'accept_expired: true'." : "",
        day, start->crs);
    text_add(&writer->out, "rules: ");
    if (strchr(start->rules, '/'))
        add_path(&writer->out, start->rules, start->folder);
    else /* the id of a pack that was read just now */
        text_add(&writer->out, start->rules);
    text_add(&writer->out, "\n\n");
}

static void add_ids(Text *out, const OsmExtract *extract, bool ways)
{
    const char *comma = "";

    for (size_t i = 0; i < extract->unit_count; i++)
        if (extract->units[i].is_way == ways) {
            text_printf(out, "%s'%s'", comma, extract->units[i].id);
            comma = ", ";
        }
}

/* The filter that finds the units taken, once as the area and once as townships. */
static void write_units(Writer *writer, const char *key)
{
    const OsmExtract *extract = &writer->start->extract;
    bool ways = false;

    for (size_t i = 0; i < extract->unit_count; i++)
        ways |= extract->units[i].is_way;
    text_printf(&writer->out,
                "%s:\n"
                "  source: %s\n"
                "  layer: multipolygons\n"
                "  license: " OSM_LICENSE "\n"
                "  where: \"boundary = 'administrative' AND admin_level = '%s'",
                key, writer->osm.text, extract->unit_level);
    if (writer->start->units_outside) {
        text_add(&writer->out, " AND (osm_id IN (");
        add_ids(&writer->out, extract, false);
        text_add(&writer->out, ways ? ") OR osm_way_id IN (" : ")");
        if (ways)
            add_ids(&writer->out, extract, true);
        text_add(&writer->out, ways ? "))" : ")");
    }
    text_add(&writer->out, "\"\n");
}

static void write_area_units(Writer *writer)
{
    const ProjectStart *start = writer->start;
    const OsmExtract *extract = &start->extract;
    Text *out = &writer->out;

    text_printf(out,
                "# The area taken: %zu whole administrative unit%s of level %s, within\n"
                "# %.2f x %.2f km: ",
                extract->unit_count, extract->unit_count == 1 ? "" : "s", extract->unit_level,
                (start->box.max_x - start->box.min_x) / 1e3,
                (start->box.max_y - start->box.min_y) / 1e3);
    add_unit_names(out, extract);
    text_printf(out, ".\n# %s\n",
                extract->country_areas
                    ? "The extract has a country polygon too; it is not the area."
                    : "The extract has no country polygon, so nobody but you knows whether that is "
                      "all.");
    if (start->units_outside)
        text_printf(out,
                    "# %zu more units of that level do not lie within the terrain and are left "
                    "out.\n",
                    start->units_outside);
    if (extract->stray_count) {
        text_printf(out,
                    "# A unit that the extract's edge cuts is no polygon and so is not among them. "
                    "In none\n# of them lie %zu named towns and villages of the extract: ",
                    extract->stray_count);
        add_names(out, extract->strays, extract->stray_count);
        text_add(out, ".\n");
    }
    write_units(writer, "area");
    write_units(writer, "townships");
    text_add(out, "  name: name\n  code: osm_id\n\n");
}

static void write_area(Writer *writer)
{
    const ProjectStart *start = writer->start;

    if (start->extract.unit_count) {
        write_area_units(writer);
        return;
    }
    text_printf(&writer->out,
                "# The area taken: the box of the mapped %s, %.2f x %.2f km%s. The extract has\n"
                "# %s; put a polygon of your area here instead:\n"
                "# area: {source: town.gpkg, layer: boundary}\n"
                "area: {box: [%.0f, %.0f, %.0f, %.0f]}\n\n",
                start->extract.building_count ? "buildings" : "areas",
                (start->box.max_x - start->box.min_x) / 1e3,
                (start->box.max_y - start->box.min_y) / 1e3,
                start->cut ? ", cut to the terrain" : "",
                start->units_outside ? "no administrative unit that lies within the terrain"
                                     : "no two administrative units that are whole",
                start->box.min_x, start->box.min_y, start->box.max_x, start->box.max_y);
}

static void write_long_range(Writer *writer)
{
    text_printf(
        &writer->out,
        "  # Borders, forests and reservoirs are watched from afar: sights of kilometres, on "
        "the\n"
        "  # terrain alone.\n"
        "  - for: long_range\n"
        "    terrain: %s\n"
        "    cell_m: %.0f\n",
        writer->dem.text, writer->start->long_cell_m);
}

static void write_surface(Writer *writer)
{
    const ProjectStart *start = writer->start;
    bool coarse = start->dem_cell_m > STREET_CELL_M || start->cell_m > STREET_CELL_M;
    Text *out = &writer->out;

    text_add(out, "surface:\n  - for: street\n");
    if (!start->dem)
        text_add(out,
                 "    # No terrain model was given: the ground is taken as flat, so hills hide "
                 "nothing; a\n"
                 "    # finding of the run says so. A raster of heights goes here.\n"
                 "    terrain: flat\n");
    else
        text_printf(out, "    terrain: %s\n", writer->dem.text);
    if (coarse)
        text_printf(out,
                    "    # %s of %.0f m are too coarse for street cameras (over 5 m): slopes and "
                    "banks\n"
                    "    # between them are lost. This accepts it, and a finding of the run says "
                    "so.\n"
                    "    accept_coarse: true\n",
                    start->dem_cell_m > STREET_CELL_M ? "Terrain cells" : "Cells",
                    fmax(start->dem_cell_m, start->cell_m));
    text_printf(out,
                "    buildings:\n"
                "      source: %s\n"
                "      layer: multipolygons\n"
                "      license: " OSM_LICENSE "\n"
                "      where: building IS NOT NULL\n"
                "      height: height\n"
                "      levels: building:levels\n"
                "      level_height_m: 3\n"
                "      default_height_m: 9       # where neither is mapped\n"
                "    cell_m: %g\n",
                writer->osm.text, start->cell_m);
    if (!isnan(start->long_cell_m))
        write_long_range(writer);
    text_printf(out, "demand: {cell_m: %g}           # grain of what must be seen\n\n",
                start->demand_m);
}

static void write_layers(Writer *writer)
{
    static const char *const layers[][2] = {
        {"roads", "lines"}, {"places", "points"}, {"areas", "multipolygons"}};
    const OsmExtract *extract = &writer->start->extract;

    text_printf(
        &writer->out,
        "# %zu ways of roads, %zu buildings, %zu ways of a national boundary.%s\n"
        "layers:\n",
        extract->roads, extract->building_count, extract->border_lines,
        extract->border_lines && !extract->country_areas
            ? "\n# The boundary is open lines without a polygon of the country: its strip is "
              "taken on the\n# area's side, and only where the lines run along the area."
            : "");
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        text_printf(&writer->out,
                    "  - id: %s\n"
                    "    source: %s\n"
                    "    layer: %s\n"
                    "    codeset: osm\n"
                    "    license: " OSM_LICENSE "\n",
                    layers[i][0], writer->osm.text, layers[i][1]);
}

static void write_cameras(Writer *writer)
{
    const OsmExtract *extract = &writer->start->extract;

    if (!extract->cameras) {
        text_add(&writer->out, "\n# No camera is mapped, so the plan begins from nothing. Yours go "
                               "here:\n"
                               "# cameras: {source: cameras.csv, profile: yijiyidang}\n");
        return;
    }
    text_printf(
        &writer->out,
        "\n# %zu cameras are mapped, %zu of them with a direction. Without direction, height "
        "or\n"
        "# lens a camera is kept and reported, and covers nothing.\n"
        "cameras:\n"
        "  source: %s\n"
        "  layer: points\n"
        "  license: " OSM_LICENSE "\n"
        "  where: man_made = 'surveillance'\n"
        "  profile: osm\n"
        "  # What you know of a type fills its unknowns, and each use is reported:\n"
        "  # assume: {dome: {hfov_deg: 360, height_m: 3, width_px: 2560, height_px: 1920}}\n",
        extract->cameras, extract->cameras_aimed, writer->osm.text);
}

static void write_rest(Writer *writer)
{
    text_printf(&writer->out,
                "\n# Where new cameras may go, and what they cost.\n"
                "sites: {along: roads, spacing_m: %.0f, setback_m: 1.5, at_junctions: true, "
                "mount_height_m: 6}\n"
                "costs: {pole: 4000, civil: 3000, network_per_m: 20, second_camera_on_pole: 0.4}\n"
                "plan: {objective: cover, quota: 0.95, max_per_pole: 4}\n"
                "maps: {sheets: [overview], scale: auto, paper: A3, language: [zh, en]}\n",
                writer->start->spacing_m);
}

char *project_start_yaml(const ProjectStart *start)
{
    Writer writer = {.start = start};

    add_path(&writer.osm, start->osm, start->folder);
    if (start->dem)
        add_path(&writer.dem, start->dem, start->folder);
    write_head(&writer);
    write_area(&writer);
    write_surface(&writer);
    write_layers(&writer);
    write_cameras(&writer);
    write_rest(&writer);
    text_release(&writer.osm);
    text_release(&writer.dem);
    return writer.out.text;
}

static void say_area(Text *out, const ProjectStart *start)
{
    const OsmExtract *extract = &start->extract;
    double width_km = (start->box.max_x - start->box.min_x) / 1e3;
    double height_km = (start->box.max_y - start->box.min_y) / 1e3;

    if (!extract->unit_count) {
        text_printf(out, "area taken    box of the mapped %s, %.2f x %.2f km%s\n",
                    extract->building_count ? "buildings" : "areas", width_km, height_km,
                    start->cut ? ", cut to the terrain" : "");
        return;
    }
    text_printf(out, "area taken    %zu whole unit%s of level %s, within %.2f x %.2f km: ",
                extract->unit_count, extract->unit_count == 1 ? "" : "s", extract->unit_level,
                width_km, height_km);
    add_unit_names(out, extract);
    text_add(out, "\n");
    if (start->units_outside)
        text_printf(out, "left out      %zu units that do not lie within the terrain\n",
                    start->units_outside);
    if (extract->stray_count) {
        text_printf(out, "not in it     %zu named towns and villages of the extract: ",
                    extract->stray_count);
        add_names(out, extract->strays, extract->stray_count);
        text_add(out, "\n");
    }
    if (!extract->country_areas)
        text_add(out, "country       no polygon of it is whole in the extract\n");
}

char *project_start_words(const ProjectStart *start)
{
    const OsmExtract *extract = &start->extract;
    Text out = {0};

    say_area(&out, start);
    if (extract->border_lines)
        text_printf(&out, "border        %zu open %s%s\n", extract->border_lines,
                    text_by_number(extract->border_lines, "line", "lines"),
                    extract->country_areas ? "" : ": the area's side of them is the own side");
    if (!start->dem)
        text_add(&out, "terrain       none given: flat ground\n");
    else
        text_printf(&out, "terrain       cells of %.1f m%s\n", start->dem_cell_m,
                    start->dem_cell_m > STREET_CELL_M
                        ? ": too coarse for street cameras, accepted as a finding"
                        : "");
    text_printf(&out,
                "holds         %zu ways of roads, %zu buildings, %zu cameras (%zu with a "
                "direction)\n",
                extract->roads, extract->building_count, extract->cameras, extract->cameras_aimed);
    return out.text;
}
