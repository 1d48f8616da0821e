/* crs.h - coordinate reference systems: the project's and how others reach it.
 *
 * The project CRS is projected, in metres, and drawn east-north whatever its
 * official axis order. Ballpark (null) transforms are refused by name, but for
 * WGS 84 to CGCS2000, which agree within centimetres (EPSG 4490 remarks).
 * A Crs or CrsTransform belongs to one thread.
 */
#ifndef DATA_CRS_H
#define DATA_CRS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

typedef struct Crs Crs;
typedef struct CrsTransform CrsTransform;

/* Open a definition ("EPSG:4542", WKT, PROJ). `what` names it in messages. */
MUST_CHECK Status crs_open(Crs **out, const char *definition, const char *what, Diag *diag);
/* As crs_open(), and refuse what is not projected in metres. */
MUST_CHECK Status crs_open_project(Crs **out, const char *definition, const char *place,
                                   Diag *diag);
void crs_close(Crs *crs);

const char *crs_name(const Crs *crs); /* "CGCS2000 / 3-degree Gauss-Kruger CM 99E" */
const char *crs_code(const Crs *crs); /* "EPSG:4542", or "" */
const char *crs_wkt(const Crs *crs);
double crs_unit_m(const Crs *crs);    /* metres in a unit of its coordinates; NaN: degrees */
const char *crs_unit(const Crs *crs); /* that unit's name; borrowed from the Crs */
bool crs_same(const Crs *a, const Crs *b);

/* A transform from `from` to `to`; NULL-object when they are the same is not
 * used: identity is a transform too. ERR_INPUT where only a ballpark exists. */
MUST_CHECK Status crs_transform_open(CrsTransform **out, const Crs *from, const Crs *to,
                                     const char *what, Diag *diag);
void crs_transform_close(CrsTransform *transform);
/* Transform `count` points in place; ERR_INPUT when a point has no image. */
MUST_CHECK Status crs_transform(CrsTransform *transform, double *x, double *y, size_t count,
                                Diag *diag);

/* Longitude and latitude (degrees, the CRS's own datum) of a project point, and the
 * convergence there: true azimuth = grid azimuth + convergence. */
MUST_CHECK Status crs_geographic(const Crs *crs, double x, double y, double *lon_deg,
                                 double *lat_deg, double *convergence_deg, Diag *diag);

#endif
