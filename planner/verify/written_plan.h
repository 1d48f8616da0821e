/* written_plan.h - a plan as OUT holds it: the record, the cameras, the zones.
 *
 * Read from run.json, plan.gpkg and build_list.csv alone. Texts live as long as it.
 */
#ifndef PLANNER_VERIFY_WRITTEN_PLAN_H
#define PLANNER_VERIFY_WRITTEN_PLAN_H

#include "base/arena.h"
#include "base/options.h"
#include "base/yaml.h"
#include "planner/verify/reference_camera.h"

/* A file that run.json names with its hash. */
typedef struct {
    const char *path, *sha256;
} RecordedFile;

typedef struct {
    const char *id;
    double weight, share;
    const char *result;
} WrittenZone;

/* What the plan says of a camera under one clause. */
typedef struct {
    const char *clause, *severity, *subject, *sentence;
} WrittenFinding;

typedef struct {
    Arena *arena;
    YamlDoc *record;
    const char *folder;            /* OUT */
    const char *command, *project; /* the project file's name in its folder */
    const char *only_department, *only_township, *only_clause;
    OptionList sets; /* --set of the command line, to be applied again */
    RecordedFile *inputs, *outputs;
    size_t input_count, output_count;
    double mandated, covered_before, covered, cost; /* of the totals; NaN: not there */
    long planned;
    WrittenCamera *cameras;
    size_t camera_count;
    size_t listed_count; /* the first of them; the others are the fixed cover of a narrowed run */
    WrittenZone *zones;
    size_t zone_count;
    WrittenFinding *findings; /* those that lie somewhere */
    size_t finding_count;
} WrittenPlan;

/* ERR_INPUT: no run.json, or one that this program did not write. */
MUST_CHECK Status written_plan_read(WrittenPlan **out, const char *folder, Diag *diag);
/* The layers of plan.gpkg, once the scene's CRS is open. */
MUST_CHECK Status written_plan_layers(WrittenPlan *plan, const Crs *crs, GEOSContextHandle_t geos,
                                      Diag *diag);
/* Where the project file lies: where timings.json says, else in the folder that holds OUT.
 * Release with free(). */
char *written_plan_inputs(const WrittenPlan *plan);
void written_plan_free(WrittenPlan *plan);

#endif
