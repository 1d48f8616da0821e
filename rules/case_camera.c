#include "rules/case_camera.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "data/camera_profile.h"
#include "data/osm_tags.h"
#include "data/shape.h"

static Status check_words(const Given *given, Diag *diag)
{
    const char *const *known = camera_profile_keys();

    for (const char *at = given->tags; at && *at;) {
        const char *key = at, *nearest;
        bool found = false;
        for (size_t i = 0; known[i] && !found; i++)
            found = text_equal(known[i], key);
        if (!found) {
            nearest = text_nearest(key, known);
            return diag_fail(diag, ERR_INPUT, "%s: a camera has no '%s'%s%s", given->place, key,
                             nearest ? "; did you mean " : "", nearest ? nearest : "");
        }
        at += strlen(at) + 1;
        at += strlen(at) + 1;
    }
    return OK;
}

static Status read_number(const Given *given, const char *key, double otherwise, double *out,
                          Diag *diag)
{
    const char *text = osm_tags_find(given->tags, key);

    *out = otherwise;
    if (!text || text_number(text, out))
        return OK;
    return diag_fail(diag, ERR_INPUT, "%s: %s is '%.40s': a number is needed", given->place, key,
                     text);
}

Status case_camera(Camera *out, const Given *given, const GEOSGeometry *at,
                   GEOSContextHandle_t geos, Diag *diag)
{
    static const char *const yes[] = {"yes", "true", "1", NULL};
    const struct {
        const char *key;
        double otherwise, *out;
    } numbers[] = {{"height_m", 6, &out->mount_height_m},
                   {"azimuth_deg", NAN, &out->azimuth_deg},
                   {"tilt_deg", 10, &out->tilt_deg},
                   {"hfov_deg", 60, &out->hfov_deg},
                   {"width_px", 1920, &out->width_px},
                   {"height_px", 1080, &out->height_px},
                   {"position_accuracy_m", NAN, &out->position_accuracy_m}};
    Status status = check_words(given, diag);

    *out = (Camera){.vfov_deg = NAN, .night_range_m = NAN, .class = MODEL_FIXED};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && status == OK; i++)
        status = read_number(given, numbers[i].key, numbers[i].otherwise, numbers[i].out, diag);
    shape_inner_point(geos, at, &out->x, &out->y);
    out->id = osm_tags_find(given->tags, "id");
    out->builder = osm_tags_find(given->tags, "builder");
    out->operator_name = osm_tags_find(given->tags, "operator");
    out->consent_doc = osm_tags_find(given->tags, "consent_doc");
    out->necessity_doc = osm_tags_find(given->tags, "necessity_doc");
    out->indoor = camera_profile_says(osm_tags_find(given->tags, "indoor"), yes);
    if (!out->id)
        out->id = given->place;
    return status;
}

static void check(const char *what, long expected, long found, Text *wrong)
{
    if (expected >= 0 && expected != found)
        text_printf(wrong, "%s: expected %ld; found %ld\n", what, expected, found);
}

void case_check_cameras(const Case *about, const FindingList *findings, Text *wrong)
{
    long violations = 0, undecided = 0;

    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        if (!text_equal(finding->clause, about->clause) ||
            !text_begins(finding->subject, "camera "))
            continue;
        violations += finding->severity == SEVERITY_VIOLATION;
        undecided += finding->severity == SEVERITY_WARNING;
    }
    check("violations", about->violations, violations, wrong);
    check("undecided", about->undecided, undecided, wrong);
}
