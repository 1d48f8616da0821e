#include "data/crs.h"

#include <cpl_conv.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/gdal_quiet.h"

struct Crs {
    OGRSpatialReferenceH srs;
    OGRCoordinateTransformationH to_geographic; /* NULL: geographic itself */
    char *name, *code, *wkt;
};

struct CrsTransform {
    OGRCoordinateTransformationH steps;
    char *what;
};

static char *crs_code_of(OGRSpatialReferenceH srs)
{
    const char *authority = OSRGetAuthorityName(srs, NULL);
    const char *code = OSRGetAuthorityCode(srs, NULL);
    Text text = {0};

    if (authority && code)
        text_printf(&text, "%s:%s", authority, code);
    else
        text_add(&text, "");
    return text.text;
}

static void make_flat_east_north(OGRSpatialReferenceH srs)
{
    OSRStripVertical(srs);
    OSRDemoteTo2D(srs, NULL);
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
}

static OGRCoordinateTransformationH open_to_geographic(OGRSpatialReferenceH srs)
{
    OGRSpatialReferenceH geographic;
    OGRCoordinateTransformationH steps;

    if (OSRIsGeographic(srs))
        return NULL;
    geographic = OSRCloneGeogCS(srs);
    if (!geographic)
        return NULL;
    OSRSetAxisMappingStrategy(geographic, OAMS_TRADITIONAL_GIS_ORDER);
    steps = OCTNewCoordinateTransformation(srs, geographic);
    OSRDestroySpatialReference(geographic);
    return steps;
}

Status crs_open(Crs **out, const char *definition, const char *what, Diag *diag)
{
    OGRSpatialReferenceH srs;
    Crs *crs;
    char *wkt = NULL;
    const char *name;
    OGRErr error;

    gdal_quiet_begin();
    srs = OSRNewSpatialReference(NULL);
    error = OSRSetFromUserInput(srs, definition);
    gdal_quiet_end();
    if (error != OGRERR_NONE) {
        OSRDestroySpatialReference(srs);
        return diag_fail(diag, ERR_INPUT,
                         "%s: the CRS \"%.80s\" is not known: give a code such as EPSG:4542, a "
                         "PROJ string or WKT",
                         what, definition);
    }
    make_flat_east_north(srs);
    crs = memory_new(1, sizeof *crs);
    crs->srs = srs;
    name = OSRGetName(srs);
    crs->name = memory_text(name ? name : "unnamed");
    crs->code = crs_code_of(srs);
    if (OSRExportToWkt(srs, &wkt) == OGRERR_NONE)
        crs->wkt = memory_text(wkt);
    CPLFree(wkt);
    gdal_quiet_begin();
    crs->to_geographic = open_to_geographic(srs);
    gdal_quiet_end();
    *out = crs;
    return OK;
}

Status crs_open_project(Crs **out, const char *definition, const char *place, Diag *diag)
{
    Crs *crs = NULL;
    Status status = crs_open(&crs, definition, place, diag);

    if (status != OK || !crs)
        return status;
    if (OSRIsGeographic(crs->srs)) {
        status = diag_fail(diag, ERR_INPUT,
                           "%s: crs %s (%s) is geographic, in degrees: a project needs a projected "
                           "CRS in metres, for example EPSG:4542 (CGCS2000, 99E) or the UTM zone",
                           place, definition, crs->name);
    } else if (!OSRIsProjected(crs->srs) || fabs(OSRGetLinearUnits(crs->srs, NULL) - 1) > 1e-9) {
        char *unit = NULL;
        OSRGetLinearUnits(crs->srs, &unit);
        status = diag_fail(diag, ERR_INPUT,
                           "%s: crs %s (%s) is not projected in metres (unit: %s): a project needs "
                           "a projected CRS in metres",
                           place, definition, crs->name, unit ? unit : "none");
    } else if (!crs->to_geographic) {
        status = diag_fail(diag, ERR_INPUT,
                           "%s: crs %s (%s) has no way to longitude and latitude: use another",
                           place, definition, crs->name);
    }
    if (status != OK) {
        crs_close(crs);
        return status;
    }
    *out = crs;
    return OK;
}

void crs_close(Crs *crs)
{
    if (!crs)
        return;
    if (crs->to_geographic)
        OCTDestroyCoordinateTransformation(crs->to_geographic);
    OSRDestroySpatialReference(crs->srs);
    free(crs->name);
    free(crs->code);
    free(crs->wkt);
    free(crs);
}

const char *crs_name(const Crs *crs)
{
    return crs->name;
}

const char *crs_code(const Crs *crs)
{
    return crs->code;
}

const char *crs_wkt(const Crs *crs)
{
    return crs->wkt ? crs->wkt : "";
}

double crs_unit_m(const Crs *crs)
{
    return OSRIsGeographic(crs->srs) ? NAN : OSRGetLinearUnits(crs->srs, NULL);
}

const char *crs_unit(const Crs *crs)
{
    char *unit = NULL; /* the library's */

    if (OSRIsGeographic(crs->srs))
        return "degree";
    OSRGetLinearUnits(crs->srs, &unit);
    return unit ? unit : "unknown unit";
}

bool crs_same(const Crs *a, const Crs *b)
{
    static const char *const ignore_axes[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", NULL};

    return OSRIsSameEx(a->srs, b->srs, ignore_axes);
}

static bool is_datum(const Crs *crs, const char *const *names)
{
    const char *datum = OSRGetAttrValue(crs->srs, "DATUM", 0);

    for (size_t i = 0; datum && names[i]; i++)
        if (text_equal_nocase(datum, names[i]))
            return true;
    return false;
}

/* WGS 84 and CGCS2000 agree within centimetres (EPSG's remarks on 4490), and PROJ
 * knows no operation between them but the null one. */
static bool agree_by_definition(const Crs *a, const Crs *b)
{
    static const char *const wgs84[] = {"WGS_1984", "World Geodetic System 1984", NULL};
    static const char *const cgcs2000[] = {"China_2000", "D_China_2000", "China 2000", NULL};

    return (is_datum(a, wgs84) && is_datum(b, cgcs2000)) ||
           (is_datum(a, cgcs2000) && is_datum(b, wgs84));
}

Status crs_transform_open(CrsTransform **out, const Crs *from, const Crs *to, const char *what,
                          Diag *diag)
{
    OGRCoordinateTransformationH steps;
    OGRCoordinateTransformationOptionsH options = OCTNewCoordinateTransformationOptions();

    gdal_quiet_begin();
    OCTCoordinateTransformationOptionsSetBallparkAllowed(options, agree_by_definition(from, to));
    steps = OCTNewCoordinateTransformationEx(from->srs, to->srs, options);
    gdal_quiet_end();
    OCTDestroyCoordinateTransformationOptions(options);
    if (!steps)
        return diag_fail(
            diag, ERR_INPUT,
            "%s: from %s to %s only a ballpark transform (none at all) is known, which "
            "is wrong by tens of metres: convert the dataset with known parameters "
            "first, or give its crs with them (+towgs84=...)",
            what, from->name, to->name);
    *out = memory_new(1, sizeof **out);
    (*out)->steps = steps;
    (*out)->what = memory_text(what);
    return OK;
}

void crs_transform_close(CrsTransform *transform)
{
    if (!transform)
        return;
    OCTDestroyCoordinateTransformation(transform->steps);
    free(transform->what);
    free(transform);
}

Status crs_transform(CrsTransform *transform, double *x, double *y, size_t count, Diag *diag)
{
    const size_t most = 1 << 20;
    bool fine = true;

    gdal_quiet_begin();
    for (size_t at = 0; at < count && fine; at += most) {
        size_t batch = count - at < most ? count - at : most;
        fine = OCTTransform(transform->steps, (int)batch, x + at, y + at, NULL);
        for (size_t i = at; i < at + batch && fine; i++)
            fine = isfinite(x[i]) && isfinite(y[i]);
    }
    gdal_quiet_end();
    if (!fine)
        return diag_fail(diag, ERR_INPUT,
                         "%s: a point has no place in the project's CRS: does the source's CRS "
                         "fit its coordinates?",
                         transform->what);
    return OK;
}

/* The bearing of grid north: how far the meridian through a point a little
 * north in the grid lies east, on the ellipsoid. */
static double grid_north_deg(const Crs *crs, const double *lon_deg, const double *lat_deg)
{
    const double rad = 0.017453292519943295;
    double inverse = OSRGetInvFlattening(crs->srs, NULL);
    double f = inverse > 0 ? 1 / inverse : 0, e2 = f * (2 - f);
    double lat = 0.5 * (lat_deg[0] + lat_deg[1]) * rad;
    double w2 = 1 - e2 * sin(lat) * sin(lat);
    double east = (lon_deg[1] - lon_deg[0]) * cos(lat) / sqrt(w2);
    double north = (lat_deg[1] - lat_deg[0]) * (1 - e2) / (w2 * sqrt(w2));

    return atan2(east, north) / rad;
}

Status crs_geographic(const Crs *crs, double x, double y, double *lon_deg, double *lat_deg,
                      double *convergence_deg, Diag *diag)
{
    const double half_m = 10;
    double lon[3] = {x, x, x}, lat[3] = {y - half_m, y + half_m, y};
    int fine;

    if (!crs->to_geographic) {
        *lon_deg = x;
        *lat_deg = y;
        *convergence_deg = 0;
        return OK;
    }
    gdal_quiet_begin();
    fine = OCTTransform(crs->to_geographic, 3, lon, lat, NULL);
    gdal_quiet_end();
    if (!fine || !isfinite(lon[2]) || !isfinite(lat[2]))
        return diag_fail(diag, ERR_INPUT,
                         "the point %.3f, %.3f has no longitude and latitude in %s: does it lie in "
                         "the project's CRS?",
                         x, y, crs->name);
    *lon_deg = lon[2];
    *lat_deg = lat[2];
    *convergence_deg = grid_north_deg(crs, lon, lat);
    return OK;
}
