#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/scene.h"
#include "data/shape.h"
#include "rules/case.h"
#include "rules/case_camera.h"
#include "rules/finding.h"
#include "rules/forbidden.h"
#include "rules/zone.h"

/* The plane around the scene, where a case states no area. */
#define PLANE "POLYGON((-5000 -5000,5000 -5000,5000 5000,-5000 5000,-5000 -5000))"

/* A case set up as a scene: a layer for each kind of feature that is given. */
typedef struct {
    const Case *about;
    const RulePack *pack;
    Scene scene;
    Project project;
    ProjectLayer *as;
    FindingList findings;
    ZoneSet *zones;
    ForbiddenSet *forbidden;
    ReservedSet *reserved;
} Stage;

/* --- the scene ------------------------------------------------------------------------ */

static Status read_shape(Stage *stage, const char *wkt, const char *place, GEOSGeometry **out,
                         Diag *diag)
{
    GEOSWKTReader *reader = GEOSWKTReader_create_r(stage->scene.geos);

    *out = GEOSWKTReader_read_r(stage->scene.geos, reader, wkt);
    GEOSWKTReader_destroy_r(stage->scene.geos, reader);
    if (*out && GEOSisValid_r(stage->scene.geos, *out) == 1)
        return OK;
    return diag_fail(
        diag, ERR_INPUT,
        "%s: '%.60s' is no valid shape: expected WKT in metres, such as LINESTRING(0 0, "
        "100 0)",
        place, wkt);
}

/* The layer that such features lie in: one for each code set, category and stage of works. */
static Layer *layer_for(Stage *stage, const Given *given)
{
    Scene *scene = &stage->scene;
    Layer *layer;
    ProjectLayer *as;

    for (size_t l = 0; l < scene->layer_count; l++) {
        as = &stage->as[l];
        if (as->open_air == given->open_air && as->codeset == given->codeset &&
            as->works_status == given->works && text_equal(as->category, given->category) &&
            (as->code != NULL) == given->coded)
            return &scene->layers[l];
    }
    layer = &scene->layers[scene->layer_count];
    as = &stage->as[scene->layer_count++];
    as->id = arena_printf(scene->arena, "layer%zu", scene->layer_count);
    as->codeset = given->codeset;
    as->category = given->category;
    as->open_air = given->open_air;
    as->works_status = given->works;
    as->code = given->coded ? "code" : NULL;
    as->count = "count";
    layer->as = as;
    layer->id = layer->source = as->id;
    layer->features = memory_new(stage->about->given_count, sizeof *layer->features);
    return layer;
}

static Status put_feature(Stage *stage, Layer *layer, const Given *given, Diag *diag)
{
    Feature *feature = &layer->features[layer->count];
    Status status =
        given->shape ? read_shape(stage, given->shape, given->place, &feature->shape, diag) : OK;

    feature->fid = (int64_t)++layer->count;
    feature->tags = given->tags;
    return status;
}

static Status put_town(Stage *stage, const Given *given, Diag *diag)
{
    GEOSGeometry *shape = NULL;
    Status status = read_shape(stage, given->shape, given->place, &shape, diag);
    Township *town = &stage->scene.townships[stage->scene.township_count];

    if (status != OK)
        return status;
    *town =
        (Township){given->name ? given->name : "",
                   arena_printf(stage->scene.arena, "%03zu", ++stage->scene.township_count), shape};
    return OK;
}

static Status put_camera(Stage *stage, const Given *given, Diag *diag)
{
    CameraInventory *cameras = &stage->scene.cameras;
    GEOSGeometry *shape = NULL;
    Status status = read_shape(stage, given->shape, given->place, &shape, diag);

    if (status == OK)
        status =
            case_camera(&cameras->cameras[cameras->count], given, shape, stage->scene.geos, diag);
    if (shape)
        GEOSGeom_destroy_r(stage->scene.geos, shape);
    cameras->count += status == OK;
    return status;
}

static Status put_all(Stage *stage, Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; i < stage->about->given_count && status == OK; i++) {
        const Given *given = &stage->about->given[i];
        if (given->kind == GIVEN_TOWN)
            status = put_town(stage, given, diag);
        else if (given->kind == GIVEN_CAMERA)
            status = put_camera(stage, given, diag);
        else if (given->kind == GIVEN_BUILDING)
            status = put_feature(stage, &stage->scene.buildings, given, diag);
        else
            status = put_feature(stage, layer_for(stage, given), given, diag);
    }
    return status;
}

static Status stage_set(Stage *stage, const Case *about, const RulePack *pack, Diag *diag)
{
    Scene *scene = &stage->scene;
    size_t most = about->given_count + 1;
    Status status;

    *stage = (Stage){.about = about, .pack = pack};
    finding_list_init(&stage->findings);
    stage->project.as_of = about->as_of;
    stage->as = memory_new(most, sizeof *stage->as);
    scene->project = &stage->project;
    scene->geos = shape_context();
    scene->arena = arena_new();
    scene->layers = memory_new(most, sizeof *scene->layers);
    scene->townships = memory_new(most, sizeof *scene->townships);
    scene->cameras.cameras = arena_alloc(scene->arena, most, sizeof *scene->cameras.cameras);
    scene->cameras.source = "cameras";
    scene->has_surface[USE_STREET] = true;
    scene->buildings.id = scene->buildings.source = "buildings";
    scene->buildings.features = memory_new(most, sizeof *scene->buildings.features);
    status = read_shape(stage, about->area ? about->area : PLANE, about->place, &scene->area, diag);
    if (status == OK)
        scene->box = shape_box(scene->geos, scene->area);
    return status == OK ? put_all(stage, diag) : status;
}

static void stage_clear(Stage *stage)
{
    Scene *scene = &stage->scene;

    zones_free(stage->zones);
    reserved_free(stage->reserved);
    forbidden_free(stage->forbidden);
    finding_list_release(&stage->findings);
    for (size_t l = 0; l < scene->layer_count; l++)
        layer_release(&scene->layers[l], scene->geos);
    layer_release(&scene->buildings, scene->geos);
    for (size_t t = 0; t < scene->township_count; t++)
        GEOSGeom_destroy_r(scene->geos, (GEOSGeometry *)scene->townships[t].shape);
    GEOSGeom_destroy_r(scene->geos, scene->area);
    free(scene->layers);
    free(scene->townships);
    free(stage->as);
    arena_free(scene->arena);
    GEOS_finish_r(scene->geos);
}

/* --- what came of it ------------------------------------------------------------------ */

static long count_zones(const Stage *stage, const char *part)
{
    long count = 0;

    for (size_t i = 0; i < stage->zones->zone_count; i++) {
        const Zone *zone = &stage->zones->zones[i];
        count += text_equal(zone->clause->id, stage->about->clause) &&
                 (!part || text_equal(zone->part->name, part));
    }
    return count;
}

/* "gate 2, perimeter 1" of the clause; "none". */
static void say_zones(const Stage *stage, Text *out)
{
    const Clause *clause = pack_clause(stage->pack, stage->about->clause);
    const char *before = "";

    for (size_t i = 0; i < clause->part_count; i++) {
        long count = count_zones(stage, clause->parts[i].name);
        if (count)
            text_printf(out, "%s%s %ld", before, clause->parts[i].name, count);
        before = count ? ", " : before;
    }
    if (!*before)
        text_add(out, "none");
}

static void check_zones(const Stage *stage, Text *wrong)
{
    const Case *about = stage->about;
    long named = 0;
    bool right = true;

    for (size_t i = 0; i < about->zone_count; i++) {
        named += about->zones[i].count;
        right &= count_zones(stage, about->zones[i].name) == about->zones[i].count;
    }
    if (!about->zones_said || (right && count_zones(stage, NULL) == named))
        return;
    text_add(wrong, "zones: expected ");
    for (size_t i = 0; i < about->zone_count; i++)
        text_printf(wrong, "%s%s %ld", i ? ", " : "", about->zones[i].name, about->zones[i].count);
    text_add(wrong, about->zone_count ? "; found " : "none; found ");
    say_zones(stage, wrong);
    text_add(wrong, "\n");
}

static void check_count(const char *what, long expected, long found, Text *wrong)
{
    if (expected >= 0 && expected != found)
        text_printf(wrong, "%s: expected %ld; found %ld\n", what, expected, found);
}

static void check_counts(const Stage *stage, Text *wrong)
{
    const Case *about = stage->about;
    long lines = 0, places = 0, in_force = 0;

    for (size_t i = 0; i < stage->zones->line_count; i++)
        lines += text_equal(stage->zones->lines[i].clause->id, about->clause);
    for (size_t i = 0; i < stage->forbidden->count; i++) {
        const Forbidden *place = &stage->forbidden->places[i];
        bool is_it = text_equal(place->clause->id, about->clause);
        places += is_it;
        in_force += is_it && place->in_force;
    }
    for (size_t i = 0; i < stage->reserved->count; i++) {
        bool is_it = text_equal(stage->reserved->places[i].clause->id, about->clause);
        places += is_it;
        in_force += is_it;
    }
    check_count("lines", about->lines, lines, wrong);
    check_count("places", about->places, places, wrong);
    check_count("in_force", about->in_force, in_force, wrong);
}

/* Is the body, as it is called on the day, among them? What is no body stands for itself: a
 * township. */
static bool is_body(const Stage *stage, const char *id, const Words *found)
{
    const Body *body = pack_body(stage->pack, id, stage->about->as_of);
    const char *name = body ? body->name.en : *id ? id : "not named";

    if (*id && text_begins(found->en, "not named"))
        return false; /* whoever stands beside these words */
    return strstr(found->en, name) || strstr(found->zh, name);
}

static void check_duty(const Stage *stage, const Duty *duty, Text *wrong)
{
    const Words *words[] = {&duty->builder, &duty->payer, &duty->supervisor};
    const char *bases[] = {duty->builder_basis, duty->payer_basis, duty->supervisor_basis};
    static const char *const names[] = {"builder", "payer", "supervisor"};
    const Case *about = stage->about;

    for (int i = 0; i < 3; i++) {
        if (about->duty[i] && !is_body(stage, about->duty[i], words[i]))
            text_printf(wrong, "%s: expected %s; found %s (%s)\n", names[i],
                        *about->duty[i] ? about->duty[i] : "nobody", words[i]->en, bases[i]);
        if (about->cites[i] && !strstr(bases[i], about->cites[i]))
            text_printf(wrong, "%s: expected to cite %s; cites %s\n", names[i], about->cites[i],
                        *bases[i] ? bases[i] : "nothing");
    }
}

/* Whose duty it is: of the first zone of the clause, or the first line. */
static void check_duties(const Stage *stage, Text *wrong)
{
    const Case *about = stage->about;
    const Duty *duty = NULL;
    bool asked = false;

    for (int i = 0; i < 3; i++)
        asked |= about->duty[i] || about->cites[i];
    for (size_t i = stage->zones->line_count; i-- > 0;)
        if (text_equal(stage->zones->lines[i].clause->id, about->clause))
            duty = &stage->zones->lines[i].duty;
    for (size_t i = stage->zones->zone_count; i-- > 0;)
        if (text_equal(stage->zones->zones[i].clause->id, about->clause))
            duty = &stage->zones->zones[i].duty;
    if (asked && duty)
        check_duty(stage, duty, wrong);
    else if (asked)
        text_add(wrong, "builder, payer, supervisor: neither zone nor line has a duty\n");
}

static void check_findings(const Stage *stage, Text *wrong)
{
    for (size_t i = 0; i < stage->about->finding_count; i++) {
        bool found = false;
        for (size_t f = 0; f < stage->findings.count; f++)
            found |= text_equal(stage->findings.items[f].code, stage->about->findings[i]);
        if (!found)
            text_printf(wrong, "findings: expected %s; not found\n", stage->about->findings[i]);
    }
}

static Status judge_cameras(Stage *stage, CaseJudge judge, Diag *diag)
{
    const CaseScene scene = {.scene = &stage->scene,
                             .pack = stage->pack,
                             .forbidden = stage->forbidden,
                             .reserved = stage->reserved,
                             .findings = &stage->findings};

    return judge && stage->scene.cameras.count ? judge(&scene, diag) : OK;
}

static Status stage_run(Stage *stage, CaseJudge judge, Text *wrong, Diag *diag)
{
    Status status = zones_derive(&stage->zones, &stage->scene, stage->pack, &stage->findings, diag);

    if (status == OK)
        status =
            forbidden_derive(&stage->forbidden, &stage->scene, stage->pack, &stage->findings, diag);
    if (status == OK)
        status = reserved_derive(&stage->reserved, &stage->scene, stage->pack, stage->zones, diag);
    if (status == OK)
        status = judge_cameras(stage, judge, diag);
    if (status != OK)
        return status;
    check_zones(stage, wrong);
    check_counts(stage, wrong);
    check_duties(stage, wrong);
    check_findings(stage, wrong);
    case_check_cameras(stage->about, &stage->findings, wrong);
    return OK;
}

Status case_run(const Case *one, const RulePack *pack, CaseJudge judge, Text *wrong, Diag *diag)
{
    Stage stage;
    Status status = stage_set(&stage, one, pack, diag);

    if (status == OK)
        status = stage_run(&stage, judge, wrong, diag);
    stage_clear(&stage);
    return status;
}
