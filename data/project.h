/* project.h - the project file: what a planner asked for, every default filled in.
 *
 * Read from YAML (see docs/project-file.md). Unknown keys are errors with
 * file:line:column and the nearest known key. Paths are resolved against the
 * project file's folder. All texts live as long as the Project. Read-only
 * after project_read(), so any thread may use it.
 */
#ifndef DATA_PROJECT_H
#define DATA_PROJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/options.h"
#include "base/status.h"

typedef struct Project Project;

/* One dataset as the project file names it. NULL where not said. */
typedef struct {
    const char *source;  /* resolved name for GDAL/OGR */
    const char *written; /* as written in the project file */
    const char *layer;
    const char *crs;      /* overrides what the source says */
    const char *encoding; /* of attributes, e.g. GBK */
    const char *where;    /* OGR SQL attribute filter */
    const char *x, *y;    /* columns of a table with coordinates */
    const char *place;    /* FILE:LINE, for messages */
    const char *license;  /* who may use it, and whom to name */
} SourceRef;

/* The one code set that needs no declaration in a pack: tags of OpenStreetMap. */
#define CODESET_OSM "osm"
typedef enum { WORKS_EXISTING, WORKS_NEW, WORKS_REBUILD } WorksStatus;

typedef struct {
    const char *id;
    SourceRef ref;
    const char *codeset;        /* CODESET_OSM, a code set of the rule pack, or NULL */
    const char *code;           /* field that holds a land-use code */
    const char *category;       /* a clause id for the whole layer, e.g. 8.13a */
    const char *category_field; /* or the field that holds one a feature */
    const char *name;           /* field with the feature's name; NULL: name, NAME, 名称 */
    const char *count;          /* field with a number of mobile assets */
    WorksStatus works_status;
    const char *valid_from, *valid_to; /* fields with dates, for dated places */
    bool map_only;                     /* drawn on the maps; no clause looks at it */
    bool open_air;                     /* its forbidden places are yards, seen on their ground */
} ProjectLayer;

/* Are its features known by tags? */
bool project_layer_has_tags(const ProjectLayer *layer);

/* Somebody's consent to cameras in and around one place, as the planner holds it. */
typedef struct {
    const char *clause, *layer; /* the clause that asks for it; the layer of the place */
    long feature;               /* its number there */
    const char *doc;            /* what gives it: number and date of a letter */
    const char *place;          /* FILE:LINE, for messages */
} ProjectConsent;

typedef enum { USE_STREET, USE_LONG_RANGE } SurfaceUse;

typedef struct {
    SurfaceUse use;
    bool flat;           /* terrain: flat */
    SourceRef terrain;   /* unless flat */
    SourceRef surface;   /* source NULL when not given */
    SourceRef buildings; /* source NULL when not given */
    const char *height_field, *levels_field;
    double level_height_m, default_height_m;
    SourceRef canopy; /* heights above the ground; source NULL when not given */
    double cell_m;
    bool accept_coarse;
} ProjectSurface;

/* What fills the unknowns of existing cameras of one type; NaN: not assumed. */
typedef struct {
    const char *type; /* as the inventory writes it, or a word for that; "*" for all */
    double hfov_deg, vfov_deg, height_m, azimuth_deg, tilt_deg, width_px, height_px;
    const char *place; /* FILE:LINE:COLUMN or "--set", for messages */
} ProjectAssume;

typedef enum { CAMERAS_FIELDS, CAMERAS_OSM, CAMERAS_YIJIYIDANG } CamerasProfile;
typedef enum { AZIMUTH_TRUE, AZIMUTH_GRID, AZIMUTH_MAGNETIC } AzimuthKind;

/* `fields:` key (our word for a camera attribute) and the source's column. */
typedef struct {
    const char *key, *column;
} ProjectField;

typedef struct {
    SourceRef ref; /* source NULL: no existing cameras */
    CamerasProfile profile;
    ProjectField *fields;
    size_t field_count;
    ProjectAssume *assume;
    size_t assume_count;
    AzimuthKind azimuth_kind;
    double declination_deg; /* magnetic azimuths only */
} ProjectCameras;

typedef struct {
    const char *along; /* layer id of the roads; NULL: none */
    double spacing_m, setback_m, mount_height_m;
    bool at_junctions, on_buildings;
    const char **on; /* layer ids of given poles */
    size_t on_count;
    const char **models; /* catalogue ids to plan with; none: those the catalogue marks `plan` */
    size_t model_count;
    double azimuth_step_deg; /* between candidates of one slot */
    double long_range_spacing_m, long_range_mount_height_m;
} ProjectSites;

/* Under what light and air coverage is judged. Planning parameters; prohibitions do not ask them.
 */
typedef struct {
    bool night;
    bool lit;                  /* at night every place is lit, whatever the pack says */
    double visibility_m;       /* meteorological optical range; 0: clear */
    double least_contrast;     /* share of its contrast that a picture needs */
    double thermal_fog_factor; /* what thermal cameras see through fog of what others do */
} ProjectConditions;

typedef struct {
    const char *key; /* "8.1b.px_per_m" or a pack parameter's name */
    double value;
    const char *place; /* FILE:LINE:COLUMN or "--set", for messages */
    const char *from;  /* "project.yaml:12" or "--set", for outputs */
} ProjectOverride;

/* How wide the roads of one class are; `place` and `from` as of a ProjectOverride. */
typedef struct {
    const char *road_class; /* "primary", or "default" */
    double width_m;
    const char *place, *from;
} ProjectWidth;

typedef struct {
    double pole, civil, network_per_m, second_camera_on_pole, opex_share_year;
    const char *currency;
} ProjectCosts;

typedef enum { OBJECTIVE_COVER, OBJECTIVE_BUDGET } PlanObjective;

typedef struct {
    PlanObjective objective;
    double quota;  /* share of mandated weight, 0 to 1 */
    double budget; /* NaN: none */
    int max_per_pole;
    double *phases;
    size_t phase_count;
    long work_limit;     /* 0: none */
    double time_limit_s; /* safety net */
    long seed;
    bool questions; /* trade-off and refusals too */
} ProjectPlan;

typedef struct {
    const char **sheets, **languages;
    size_t sheet_count, language_count;
    const char *paper;
    double scale; /* denominator; 0: auto */
    double dpi;
    const char *compiler, *plan_number, *height_datum, *mark;
} ProjectMaps;

struct Project {
    const char *path, *folder; /* the project file, absolute folder */
    const char *title_en, *title_zh;
    int as_of;                   /* yyyymmdd */
    const char *crs, *crs_place; /* FILE:LINE */
    const char *rules;           /* pack id, or a path already resolved */
    const char *rules_written, *rules_place;
    bool accept_expired;
    SourceRef area;     /* source NULL: area_box */
    double area_box[4]; /* min_x, min_y, max_x, max_y when no area source */
    bool has_area_box;
    SourceRef townships;                       /* source NULL: one township, the area */
    const char *township_name, *township_code; /* fields */
    ProjectSurface *surfaces;
    size_t surface_count;
    double demand_cell_m;
    ProjectConditions conditions;
    ProjectLayer *layers;
    size_t layer_count;
    ProjectConsent *consents;
    size_t consent_count;
    ProjectWidth *road_widths;
    size_t road_width_count;
    const char *catalogue; /* resolved path; the shipped one by default */
    ProjectCameras cameras;
    ProjectSites sites;
    ProjectOverride *requirements;
    size_t requirement_count;
    ProjectCosts costs;
    ProjectPlan plan;
    int acceptance_date; /* 0: not said */
    const char *filing_last;
    ProjectMaps maps;
    const char *profile, *recipient, *department; /* output: */
    const char *const *sets;                      /* "path=value" of the command line, as written */
    size_t set_count;
    /* Narrowing from the command line; NULL: everything. */
    const char *only_department, *only_township, *only_clause;
    bool save_on_interrupt;       /* of the command line: Ctrl-C ends the search, not the run */
    struct ProjectMemory *memory; /* what the texts live in */
};

/* Read PROJECT.yaml; `sets` are the `--set path=value` of the command line,
 * applied before anything is checked. ERR_INPUT names file:line:column. */
MUST_CHECK Status project_read(Project **out, const char *path, const OptionList *sets, Diag *diag);
void project_free(Project *project);

/* Each setting in effect, in the file's order and wording, with where it came from
 * ("project.yaml:12", "default", "--set"): for `camplan info` and run.json. */
typedef struct {
    const char *key, *value, *from;
} ProjectSetting;
size_t project_settings(const Project *project, const ProjectSetting **out);

#endif
