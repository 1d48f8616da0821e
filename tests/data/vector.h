/* vector.h - small vector datasets, made through OGR for one test. */
#ifndef TESTS_DATA_VECTOR_H
#define TESTS_DATA_VECTOR_H

#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

#include "data/project.h"
#include "tests/check.h"
#include "tests/data/scratch.h"

/* A feature: its shape as WKT (NULL: none) and one text a field. */
typedef struct {
    const char *wkt;
    const char *values[4];
} MadeFeature;

typedef struct {
    const char *driver, *file, *layer, *crs; /* crs NULL: none */
    const char *fields[4];                   /* NULL ends them */
    MadeFeature features[8];
    size_t count;
    const char *option; /* layer creation option "KEY=VALUE", or NULL */
} MadeLayer;

static inline void vector_add(OGRLayerH layer, const MadeLayer *made, const MadeFeature *from)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    char *wkt = (char *)from->wkt;
    OGRGeometryH shape = NULL;

    for (int i = 0; i < 4 && made->fields[i]; i++)
        if (from->values[i])
            OGR_F_SetFieldString(feature, i, from->values[i]);
    if (wkt) {
        assert_int_equal(OGR_G_CreateFromWkt(&wkt, NULL, &shape), OGRERR_NONE);
        OGR_F_SetGeometryDirectly(feature, shape);
    }
    assert_int_equal(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
}

/* Make the file, or add the layer to it when it is there. */
static inline const char *vector_make(const MadeLayer *made)
{
    const char *path = scratch_path(made->file);
    char **options = NULL;
    GDALDatasetH file;
    OGRSpatialReferenceH srs = NULL;
    OGRLayerH layer;

    GDALAllRegister();
    file = access(path, F_OK) == 0
               ? GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL)
               : GDALCreate(GDALGetDriverByName(made->driver), path, 0, 0, 0, GDT_Unknown, NULL);
    assert_non_null(file);
    if (made->crs) {
        srs = OSRNewSpatialReference(NULL);
        OSRSetFromUserInput(srs, made->crs);
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    }
    if (made->option)
        options = CSLAddString(NULL, made->option);
    layer = GDALDatasetCreateLayer(file, made->layer, srs, wkbUnknown, options);
    assert_non_null(layer);
    CSLDestroy(options);
    for (int i = 0; i < 4 && made->fields[i]; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(made->fields[i], OFTString);
        OGR_L_CreateField(layer, field, 1);
        OGR_Fld_Destroy(field);
    }
    for (size_t i = 0; i < made->count; i++)
        vector_add(layer, made, &made->features[i]);
    GDALClose(file);
    if (srs)
        OSRRelease(srs);
    return path;
}

static inline const char *vector_text(const char *name, const char *bytes)
{
    const char *path = scratch_path(name);
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    fwrite(bytes, 1, strlen(bytes), file);
    fclose(file);
    return path;
}

static inline SourceRef vector_ref(const char *file, const char *layer)
{
    static char kept[8][512];
    static size_t turn;
    char *path = kept[turn++ % 8];

    snprintf(path, sizeof kept[0], "%s", scratch_path(file));
    return (SourceRef){.source = path, .written = file, .layer = layer, .place = "p.yaml:9"};
}

#endif
