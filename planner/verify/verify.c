#include "planner/verify/verify.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sha256.h"
#include "base/text.h"
#include "data/shipped.h"
#include "planner/verify/reference_cost.h"
#include "planner/verify/reference_cover.h"
#include "planner/verify/reference_forbidden.h"
#include "planner/verify/reference_range.h"
#include "planner/verify/reference_restraint.h"
#include "planner/verify/written_plan.h"
#include "rules/codeset.h"

enum { SHOWN_DIFFERENCES = 20 };

typedef struct {
    WrittenPlan *plan;
    char *inputs; /* the project's folder */
    Project *project;
    RulePack *pack;
    Scene *scene;
    FindingList findings; /* of reading and deriving; not compared */
    ZoneSet *zones;
    ForbiddenSet *forbidden;
    ReservedSet *reserved;
    size_t differences;
} Verify;

static void differs(Verify *verify, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void differs(Verify *verify, const char *fmt, ...)
{
    va_list args;

    if (++verify->differences > SHOWN_DIFFERENCES)
        return;
    printf("differs: ");
    va_start(args, fmt);
    vprintf(fmt, args);
    va_end(args);
    printf("\n");
}

static bool close_to(double a, double b, double slack)
{
    return fabs(a - b) <= slack || (isnan(a) && isnan(b));
}

/* Every file must still be what the record says it was. */
static size_t check_files(Verify *verify, const RecordedFile *files, size_t count,
                          const char *folder, const char *what)
{
    size_t same = 0;

    for (size_t i = 0; i < count; i++) {
        Diag diag = {0};
        char hash[65], *path = shipped_resolve(files[i].path ? files[i].path : "", folder);
        if (sha256_file(path, hash, &diag) != OK)
            differs(verify, "%s %s: %s", what, files[i].path, diag.message);
        else if (!text_equal(hash, files[i].sha256))
            differs(verify, "%s %s: its content is not what run.json recorded (SHA-256)", what,
                    files[i].path);
        else
            same++;
        free(path);
    }
    return same;
}

/* Said before the inputs are compared, of which none would be found. */
static Status find_project(const Verify *verify, Diag *diag)
{
    char *path = text_path_join(verify->inputs, verify->plan->project);
    Status status = OK;

    if (access(path, R_OK) != 0)
        status = diag_fail(diag, ERR_INPUT,
                           "%s: the project file is not there; say --inputs DIR, the folder that "
                           "holds it",
                           path);
    free(path);
    return status;
}

static Status read_again(Verify *verify, Diag *diag)
{
    WrittenPlan *plan = verify->plan;
    char *path = text_path_join(verify->inputs, plan->project);
    Status status = project_read(&verify->project, path, &plan->sets, diag);

    free(path);
    if (status != OK)
        return status;
    verify->project->only_department = plan->only_department;
    verify->project->only_township = plan->only_township;
    verify->project->only_clause = plan->only_clause;
    status = pack_read_of(&verify->pack, verify->project, diag);
    if (status == OK)
        status = pack_expect_codesets(verify->pack, verify->project, diag);
    if (status == OK)
        status = pack_override(verify->pack, verify->project, diag);
    if (status == OK)
        status = scene_read(&verify->scene, verify->project, diag);
    if (status == OK)
        status = zones_derive(&verify->zones, verify->scene, verify->pack, &verify->findings, diag);
    if (status == OK)
        status = forbidden_derive(&verify->forbidden, verify->scene, verify->pack,
                                  &verify->findings, diag);
    if (status == OK)
        status =
            reserved_derive(&verify->reserved, verify->scene, verify->pack, verify->zones, diag);
    if (status == OK)
        status = written_plan_layers(plan, verify->scene->crs, verify->scene->geos, diag);
    return status;
}

static const WrittenZone *written_zone(const WrittenPlan *plan, const char *id)
{
    for (size_t i = 0; i < plan->zone_count; i++)
        if (text_equal(plan->zones[i].id, id))
            return &plan->zones[i];
    return NULL;
}

/* Is the written figure between what is surely covered and what may be? */
static void check_zone(Verify *verify, const Zone *zone, const ReferenceZone *again)
{
    const WrittenZone *written = written_zone(verify->plan, zone->id);
    double slack = 1e-6 * (1.0 + again->mandated), covered;

    if (!written) {
        if (again->mandated > 0.0)
            differs(verify, "zone %s: mandated, but plan.gpkg does not hold it", zone->id);
        return;
    }
    covered = written->share * written->weight;
    if (!close_to(written->weight, again->mandated, slack))
        differs(verify, "zone %s: mandated weight %.2f m2, recomputed %.2f m2", zone->id,
                written->weight, again->mandated);
    else if (covered < again->least - slack || covered > again->most + slack)
        differs(verify, "zone %s: covered weight %.2f m2, recomputed %.2f to %.2f m2", zone->id,
                covered, again->least, again->most);
}

static void check_zones(Verify *verify, const ReferenceZone *rows)
{
    double mandated = 0.0, least = 0.0, most = 0.0;
    size_t cells = 0, ties = 0;

    for (size_t z = 0; z < verify->zones->zone_count; z++) {
        check_zone(verify, &verify->zones->zones[z], &rows[z]);
        mandated += rows[z].mandated;
        least += rows[z].least;
        most += rows[z].most;
        cells += rows[z].cells;
        ties += rows[z].ties;
    }
    printf("coverage     %zu demand cells, %zu of them within rounding of a limit\n", cells, ties);
    if (!close_to(mandated, verify->plan->mandated, 1e-6 * (1.0 + mandated)))
        differs(verify, "run.json: mandated weight %.2f m2, recomputed %.2f m2",
                verify->plan->mandated, mandated);
    if (verify->plan->covered < least - 1e-6 * mandated ||
        verify->plan->covered > most + 1e-6 * mandated)
        differs(verify, "run.json: covered weight %.2f m2, recomputed %.2f to %.2f m2",
                verify->plan->covered, least, most);
}

static Status check_coverage(Verify *verify, Diag *diag)
{
    ReferenceCover cover = {0};
    Status status = reference_cover(&cover, verify->scene, verify->zones, verify->plan, diag);

    if (status == OK) {
        size_t checked;
        const char *wrong = reference_losses_wrong(verify->plan, cover.losses, &checked);
        check_zones(verify, cover.zones);
        if (wrong)
            differs(verify, "%s", wrong);
        printf("failures     %zu cameras, each taken away\n", checked);
    }
    reference_cover_release(&cover);
    return status;
}

/* A camera's eye stands on its ground, at most one and a half cells from its foot. */
static void check_eye(Verify *verify, const WrittenCamera *camera)
{
    const Surface *surface = scene_surface(verify->scene, USE_STREET);
    const ReferencePoint *eye = &camera->eye[USE_STREET];
    double ground = surface_ground_at(surface, eye->x, eye->y);
    double allowed = 1.5 * fmax(surface->grid.dx_m, surface->grid.dy_m) + 1e-6;

    /* A mast for long range may stand where the street surface has no eye. */
    if (camera->thermal || isnan(eye->x))
        return;
    if (!close_to(eye->z, ground + camera->mount_height_m, 1e-6))
        differs(verify, "camera %s: its eye is at %.3f m, the ground below it at %.3f m",
                camera->id, eye->z, ground);
    if (hypot(eye->x - camera->x, eye->y - camera->y) > allowed)
        differs(verify, "camera %s: its eye is %.2f m from its foot", camera->id,
                hypot(eye->x - camera->x, eye->y - camera->y));
}

static const Camera *inventory_camera(const Scene *scene, const char *id)
{
    for (size_t i = 0; i < scene->cameras.count; i++)
        if (text_equal(scene->cameras.cameras[i].id, id))
            return &scene->cameras.cameras[i];
    return NULL;
}

/* A value that the inventory states must stand in the plan unchanged. */
static bool stated_as(double written, double inventory)
{
    return isnan(inventory) || close_to(written, inventory, 1e-6);
}

/* Night and fog cap what a camera covers by as much as its light and the air say. */
static void check_ranges(Verify *verify)
{
    for (size_t i = 0; i < verify->plan->camera_count; i++) {
        const WrittenCamera *camera = &verify->plan->cameras[i];
        const Camera *known = inventory_camera(verify->scene, camera->id);
        const char *wrong = NULL;
        if (!camera->blind)
            wrong = reference_range_wrong(verify->scene, camera,
                                          text_equal(camera->status, "new") ? NULL : known);
        if (wrong)
            differs(verify, "camera %s: %s", camera->id, wrong);
    }
}

/* What is called existing must be the inventory's, where and how that says. */
static void check_existing(Verify *verify)
{
    const WrittenPlan *plan = verify->plan;
    size_t existing = 0;

    for (size_t i = 0; i < plan->camera_count; i++) {
        const WrittenCamera *camera = &plan->cameras[i];
        const Camera *known;
        if (text_equal(camera->status, "new"))
            continue;
        existing++;
        known = inventory_camera(verify->scene, camera->id);
        if (!known)
            differs(verify, "camera %s: the inventory has no such camera", camera->id);
        else if (hypot(known->x - camera->x, known->y - camera->y) > 1e-3)
            differs(verify, "camera %s: the inventory has it %.2f m away", camera->id,
                    hypot(known->x - camera->x, known->y - camera->y));
        else if (!camera->blind && (!stated_as(camera->hfov_deg, known->hfov_deg) ||
                                    !stated_as(camera->azimuth_deg, known->azimuth_deg) ||
                                    !stated_as(camera->width_px, known->width_px)))
            differs(verify, "camera %s: its aim or lens is not the inventory's", camera->id);
    }
    if (existing != verify->scene->cameras.count)
        differs(verify, "plan.gpkg holds %zu existing cameras, the inventory %zu", existing,
                verify->scene->cameras.count);
}

static bool first_of_site(const WrittenPlan *plan, size_t camera)
{
    for (size_t i = 0; i < camera; i++)
        if (text_equal(plan->cameras[i].status, "new") &&
            text_equal(plan->cameras[i].site, plan->cameras[camera].site))
            return false;
    return text_equal(plan->cameras[camera].status, "new");
}

static void check_site_cost(Verify *verify, size_t first, double *total)
{
    const WrittenCamera *camera = &verify->plan->cameras[first], *odd;
    double written, again = reference_site_cost(verify->scene, verify->plan, first, &written, &odd);

    *total += written;
    if (odd && isnan(again))
        differs(verify,
                "camera %s: neither its model '%s' nor its pole is one that the inputs know",
                odd->id, odd->model ? odd->model : "");
    else if (!close_to(written, again, 0.005))
        differs(verify, "site %s: its cameras cost %.2f, recomputed %.2f", camera->site, written,
                again);
}

static void check_cost(Verify *verify)
{
    const WrittenPlan *plan = verify->plan;
    double total = 0.0;
    long planned = 0;

    for (size_t i = 0; i < plan->camera_count; i++) {
        planned += text_equal(plan->cameras[i].status, "new");
        if (first_of_site(plan, i))
            check_site_cost(verify, i, &total);
    }
    if (planned != plan->planned)
        differs(verify, "run.json: %ld planned cameras, plan.gpkg holds %ld", plan->planned,
                planned);
    if (planned && !close_to(total, plan->cost, 0.01))
        differs(verify, "run.json: cost %.2f, the cameras add up to %.2f", plan->cost, total);
    printf("cost         %ld planned cameras, %.2f\n", planned, total);
}

static void check_prohibitions(Verify *verify)
{
    WrittenPlan *plan = verify->plan;
    size_t checked = 0;

    for (size_t i = 0; i < plan->camera_count; i++) {
        const WrittenCamera *camera = &plan->cameras[i];
        bool inside = false;
        const Forbidden *place;
        if (!text_equal(camera->status, "new"))
            continue;
        checked++;
        check_eye(verify, camera);
        place = reference_forbidden(verify->scene, verify->forbidden, camera, &inside);
        if (place)
            differs(verify, "camera %s: %s %s (clause %s)", camera->id,
                    inside ? "stands in" : "looks into", place->id, place->clause->id);
    }
    printf("prohibitions %zu planned cameras against %zu places\n", checked,
           verify->forbidden->count);
}

/* Says every camera which consent it needs, and has? */
static void check_consents(Verify *verify)
{
    WrittenPlan *plan = verify->plan;

    for (size_t i = 0; i < plan->camera_count; i++) {
        const WrittenCamera *camera = &plan->cameras[i];
        bool planned = text_equal(camera->status, "new");
        const Camera *known = planned ? NULL : inventory_camera(verify->scene, camera->id);
        const char *wrong;
        if (!planned && !known)
            continue; /* told already */
        wrong =
            reference_consent_wrong(verify->scene, verify->forbidden, camera, known, plan->arena);
        if (wrong)
            differs(verify, "camera %s: %s", camera->id, wrong);
    }
}

/* What the plan finds about a camera under a clause. */
static Restraint written_restraint(const WrittenPlan *plan, const Camera *camera,
                                   const Clause *clause)
{
    Text subject = {0};
    Restraint worst = RESTRAINT_FINE;

    text_printf(&subject, "camera %s", camera->id);
    for (size_t i = 0; i < plan->finding_count; i++) {
        const WrittenFinding *finding = &plan->findings[i];
        Restraint now =
            text_equal(finding->severity, "violation") ? RESTRAINT_BROKEN : RESTRAINT_UNDECIDED;
        if (text_equal(finding->clause, clause->id) && text_equal(finding->subject, subject.text))
            worst = now > worst ? now : worst;
    }
    text_release(&subject);
    return worst;
}

/* How many cameras the plan finds together under the clause, as of unknown builders. */
static unsigned long written_together(const WrittenPlan *plan, const Clause *clause)
{
    static const char before[] = "cannot decide whether ";

    for (size_t i = 0; i < plan->finding_count; i++) {
        const WrittenFinding *finding = &plan->findings[i];
        if (text_equal(finding->clause, clause->id) && text_equal(finding->subject, "cameras") &&
            finding->sentence && text_begins(finding->sentence, before))
            return strtoul(finding->sentence + strlen(before), NULL, 10);
    }
    return 0;
}

/* Cameras of unknown builders that are not found one by one. */
typedef struct {
    size_t count, ties; /* that are; that may be */
} Together;

static void check_builder(Verify *verify, const Clause *clause, const Camera *camera,
                          Together *together)
{
    bool unknown = !camera->builder && !camera->operator_name;
    static const char *const names[] = {"nothing", "a warning", "a violation"};
    Restraint written = written_restraint(verify->plan, camera, clause);
    Restraint again =
        reference_restraint(verify->reserved, verify->pack, verify->project->as_of, camera, clause);

    if (unknown && written == RESTRAINT_FINE &&
        (again == RESTRAINT_TIE || again == RESTRAINT_UNDECIDED)) {
        together->ties += again == RESTRAINT_TIE;
        together->count += again == RESTRAINT_UNDECIDED;
        return;
    }
    if (again != RESTRAINT_TIE && again != written)
        differs(verify, "camera %s: clause %s: the plan finds %s about its builder, recomputed %s",
                camera->id, clause->id, names[written], names[again]);
}

static void check_clause_builders(Verify *verify, const Clause *clause)
{
    Together together = {0};
    unsigned long written = written_together(verify->plan, clause);

    for (size_t i = 0; i < verify->scene->cameras.count; i++)
        check_builder(verify, clause, &verify->scene->cameras.cameras[i], &together);
    if (written < together.count || written > together.count + together.ties)
        differs(verify,
                "clause %s: the plan finds %lu cameras of unknown builders together, recomputed "
                "%zu",
                clause->id, written, together.count);
}

/* Was every existing camera installed by who may? A narrowed run leaves findings out. */
static void check_builders(Verify *verify)
{
    const WrittenPlan *plan = verify->plan;
    const Clause *clauses;
    size_t count = pack_clauses(verify->pack, &clauses);

    if (plan->only_department || plan->only_township || plan->only_clause)
        return;
    for (size_t c = 0; c < count; c++)
        if (clause_reserves(&clauses[c]))
            check_clause_builders(verify, &clauses[c]);
    printf("restraints   %zu cameras against %zu reserved places\n", verify->scene->cameras.count,
           verify->reserved->count);
}

static void print_verdict(const Verify *verify, bool finished)
{
    size_t count = verify->differences;

    if (count > SHOWN_DIFFERENCES)
        printf("differs: %zu more\n", count - SHOWN_DIFFERENCES);
    if (finished && count)
        printf("false: %zu %s\n", count, text_by_number(count, "difference", "differences"));
    else if (finished)
        printf("true\n");
}

static void verify_release(Verify *verify)
{
    reserved_free(verify->reserved);
    forbidden_free(verify->forbidden);
    zones_free(verify->zones);
    scene_free(verify->scene);
    pack_free(verify->pack);
    project_free(verify->project);
    finding_list_release(&verify->findings);
    written_plan_free(verify->plan);
    free(verify->inputs);
}

Status verify_plan(const char *out, const char *inputs, bool *holds, Diag *diag)
{
    Verify verify = {0};
    Status status = written_plan_read(&verify.plan, out, diag);

    finding_list_init(&verify.findings);
    if (status == OK) {
        size_t same;
        verify.inputs = inputs ? text_path_join(inputs, "") : written_plan_inputs(verify.plan);
        same = check_files(&verify, verify.plan->outputs, verify.plan->output_count, out, "output");
        printf("outputs      %zu of %zu files as recorded\n", same, verify.plan->output_count);
        status = find_project(&verify, diag);
    }
    if (status == OK) {
        size_t same = check_files(&verify, verify.plan->inputs, verify.plan->input_count,
                                  verify.inputs, "input");
        printf("inputs       %zu of %zu files as recorded\n", same, verify.plan->input_count);
        status = read_again(&verify, diag);
    }
    if (status == OK)
        status = check_coverage(&verify, diag);
    if (status == OK) {
        check_existing(&verify);
        check_ranges(&verify);
        check_cost(&verify);
        check_prohibitions(&verify);
        check_consents(&verify);
        check_builders(&verify);
        *holds = verify.differences == 0;
    }
    print_verdict(&verify, status == OK);
    verify_release(&verify);
    return status;
}
