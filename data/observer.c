/* What one observer may be. */
#include <math.h>

#include "data/observer_fields.h"
#include "data/observers.h"

const ObserverField observer_fields[] = {
    {"height_m", "height", offsetof(Observer, height_m), 0.0, 12000.0, false},
    {"radius_m", "radius", offsetof(Observer, radius_m), 0.0, 1e9, true},
    {"azimuth_deg", "azimuth", offsetof(Observer, azimuth_deg), -360.0, 360.0, false},
    {"hfov_deg", "hfov", offsetof(Observer, hfov_deg), 0.0, 360.0, true},
    {"tilt_deg", "tilt", offsetof(Observer, tilt_deg), -90.0, 90.0, false},
    {"vfov_deg", "vfov", offsetof(Observer, vfov_deg), 0.0, 180.0, true},
    {"target_height_m", "target-height", offsetof(Observer, target_height_m), 0.0, 12000.0, false},
    {0},
};

double *observer_field(Observer *observer, const ObserverField *field)
{
    return (double *)(void *)((char *)observer + field->offset);
}

static double value_of(const Observer *observer, const ObserverField *field)
{
    return *(const double *)(const void *)((const char *)observer + field->offset);
}

Observer observer_unknown(void)
{
    return (Observer){.x = NAN,
                      .y = NAN,
                      .height_m = NAN,
                      .radius_m = NAN,
                      .azimuth_deg = NAN,
                      .hfov_deg = NAN,
                      .tilt_deg = NAN,
                      .vfov_deg = NAN,
                      .target_height_m = NAN};
}

void observer_complete(Observer *observer, const Observer *usual)
{
    for (const ObserverField *field = observer_fields; field->column; field++)
        if (isnan(value_of(observer, field)))
            *observer_field(observer, field) = value_of(usual, field);
}

/* "--radius" or "poles.csv: row 3: radius_m". */
static Status refuse(const ObserverField *field, const char *where, double value, Diag *diag)
{
    return diag_fail(diag, where ? ERR_INPUT : ERR_USAGE,
                     "%s%s%s: %.12g; give a number %s %g and up to %g", where ? where : "--",
                     where ? ": " : "", where ? field->column : field->option, value,
                     field->above ? "above" : "from", field->low, field->high);
}

Status observer_check_values(const Observer *observer, const char *where, Diag *diag)
{
    for (const ObserverField *field = observer_fields; field->column; field++) {
        double value = value_of(observer, field);
        if (!isnan(value) &&
            (value < field->low || value > field->high || (field->above && value == field->low)))
            return refuse(field, where, value, diag);
    }
    return OK;
}

static Status lacks(const char *where, const char *given, const char *wanted, Diag *diag)
{
    return diag_fail(diag, where ? ERR_INPUT : ERR_USAGE,
                     "%s%s%s is given without %s: say %s (--hfov and --azimuth as options, "
                     "hfov_deg and azimuth_deg as columns)",
                     where ? where : "", where ? ": " : "", given, wanted, wanted);
}

Status observer_check_whole(const Observer *o, const char *where, Diag *diag)
{
    Status kind = where ? ERR_INPUT : ERR_USAGE;
    const char *before = where ? where : "", *colon = where ? ": " : "";

    if (isnan(o->height_m))
        return diag_fail(diag, kind, "%s%san eye needs a height above the ground: %s", before,
                         colon,
                         where ? "a column height_m, or --height for all" : "give --height M");
    if (!isnan(o->azimuth_deg) && isnan(o->hfov_deg))
        return lacks(where, "an azimuth", "a horizontal field of view", diag);
    if (!isnan(o->hfov_deg) && o->hfov_deg < 360.0 && isnan(o->azimuth_deg))
        return lacks(where, "a field of view", "an azimuth", diag);
    if (!isnan(o->tilt_deg) && isnan(o->vfov_deg))
        return diag_fail(diag, kind,
                         "%s%sa tilt is given without a vertical field of view: say it (--vfov, "
                         "column vfov_deg)",
                         before, colon);
    if (!isnan(o->vfov_deg) && isnan(o->hfov_deg))
        return lacks(where, "a vertical field of view", "a horizontal one", diag);
    if (!isnan(o->vfov_deg) && (o->hfov_deg >= 180.0 || o->vfov_deg >= 180.0))
        return diag_fail(diag, kind,
                         "%s%sa camera with a vertical field of view (--vfov, vfov_deg) sees less "
                         "than 180 degrees either way, not %g x %g; leave vfov out for a window "
                         "of bearings",
                         before, colon, o->hfov_deg, o->vfov_deg);
    return OK;
}
