/* book.h - writing layers through OGR with few words.
 *
 * The examples' generators are the one place outside data/ that speaks to
 * GDAL: they are programs of their own, and no part of camplan. A failure
 * ends the program with a message.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_BOOK_H
#define EXAMPLES_QINGXI_GENERATE_BOOK_H

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "examples/qingxi/generate/line.h"

/* The town's CRS; east before north. Release with OSRRelease(). */
OGRSpatialReferenceH book_crs(int epsg);
/* A layer with columns "name:s levels:i height_m:r" (text, integer, real). */
OGRLayerH book_layer(GDALDatasetH dataset, const char *name, OGRwkbGeometryType type,
                     const char *columns, OGRSpatialReferenceH crs, char **options);
GDALDatasetH book_create(const char *driver, const char *path);
void book_close(GDALDatasetH dataset);

/* Geometries take the local coordinates and add the origin, rounded to centimetres. */
OGRGeometryH book_point(Point point);
OGRGeometryH book_line(const Line *line);
OGRGeometryH book_polygon(const Line *ring);

/* A feature that owns `geometry`; end with book_add(). */
OGRFeatureH book_feature(OGRLayerH layer, OGRGeometryH geometry);
/* Empty texts stay NULL. */
void book_text(OGRFeatureH feature, const char *column, const char *value);
void book_integer(OGRFeatureH feature, const char *column, int value);
void book_real(OGRFeatureH feature, const char *column, double value);
void book_add(OGRLayerH layer, OGRFeatureH feature);
/* "key=value;key=value" into the columns of those names. */
void book_tags(OGRFeatureH feature, const char *tags);
/* Everything added so far is on disk. */
void book_commit(OGRLayerH layer);
_Noreturn void book_die(const char *what);

#endif
