/* map.h - what a map shows: layers, rasters and cameras, ready to be drawn.
 *
 * Open values that the caller fills; everything is borrowed, in the project
 * CRS, metres, and angles in degrees clockwise from grid north. The order in
 * which things are drawn comes from their style's rank, then from the order
 * given here. Text is UTF-8; NULL is "none". What lies outside the frame is
 * not written to any file.
 */
#ifndef RENDER_MAP_H
#define RENDER_MAP_H

#include <geos_c.h>
#include <stddef.h>
#include <stdint.h>

#include "data/grid.h"

typedef enum { LANGUAGE_ZH = 1, LANGUAGE_EN = 2, LANGUAGE_BOTH = 3 } MapLanguage;

typedef struct {
    const GEOSGeometry *shape; /* point, line or polygon, or many of them */
    const char *label;         /* NULL: none */
    double value;              /* height of a building in metres; NaN or 0: unknown */
} MapShape;

typedef struct {
    const char *style;   /* "road/primary": see style.h */
    const char *zh, *en; /* words of the legend; NULL: the style's own; both "": no entry */
    const MapShape *shapes;
    size_t count;
} MapLayer;

/* Bare ground for the hillshade; `ground` NULL: none. NaN cells stay white. */
typedef struct {
    Grid grid;
    const float *ground;
} MapRelief;

/* A raster of classes, such as coverage: cell value k is drawn as styles[k]
 * (fill only), a value of `style_count` or more is not drawn. */
typedef struct {
    Grid grid;
    const uint8_t *cells;      /* NULL: none */
    const char *const *styles; /* "coverage/pass", ... */
    size_t style_count;
} MapClasses;

typedef enum {
    CAMERA_EXISTING,
    CAMERA_NEW,
    CAMERA_MOVED,
    CAMERA_REMOVED,
    CAMERA_OFFLINE,
    CAMERA_STATES
} MapCameraState;

typedef struct {
    double x, y;
    double azimuth_deg; /* NaN: unknown, drawn without a tick */
    double hfov_deg;    /* 360 or more: a ring instead of a tick; NaN: unknown */
    MapCameraState state;
    const char *label;
} MapCamera;

typedef struct {
    GEOSContextHandle_t geos; /* of the drawing thread */
    Box extent;               /* must all be seen; the frame usually shows more */
    MapRelief relief;
    MapClasses classes;
    const MapLayer *layers;
    size_t layer_count;
    const MapCamera *cameras;
    size_t camera_count;
    /* The locator inset: a wider view in which this sheet is a rectangle. No
     * layers: none is drawn. */
    const MapLayer *locator_layers;
    size_t locator_count;
    Box locator_extent;
} MapContent;

#endif
