#include "data/vector_style.h"

#include <gdal.h>
#include <ogr_api.h>
#include <stdlib.h>

#include "base/memory.h"

static const struct {
    const char *name;
    OGRFieldType type;
    OGRFieldSubType subtype;
    int width;
} columns[] = {{"f_table_catalog", OFTString, OFSTNone, 256},
               {"f_table_schema", OFTString, OFSTNone, 256},
               {"f_table_name", OFTString, OFSTNone, 256},
               {"f_geometry_column", OFTString, OFSTNone, 256},
               {"styleName", OFTString, OFSTNone, 30},
               {"styleQML", OFTString, OFSTNone, 0},
               {"styleSLD", OFTString, OFSTNone, 0},
               {"useAsDefault", OFTInteger, OFSTBoolean, 0},
               {"description", OFTString, OFSTNone, 0},
               {"owner", OFTString, OFSTNone, 30},
               {"ui", OFTString, OFSTNone, 30},
               {"update_time", OFTDateTime, OFSTNone, 0}};

void vector_styles_add(VectorStyles *styles, const VectorLayer *layer)
{
    if (!layer->style_qml && !layer->style_sld)
        return;
    styles->items =
        memory_grow(styles->items, styles->count, &styles->capacity, sizeof *styles->items);
    styles->items[styles->count].layer = memory_text(layer->name);
    styles->items[styles->count].title = memory_text(layer->title ? layer->title : layer->name);
    styles->items[styles->count].qml = memory_text(layer->style_qml ? layer->style_qml : "");
    styles->items[styles->count].sld = memory_text(layer->style_sld ? layer->style_sld : "");
    styles->count++;
}

static OGRLayerH vector_styles_table(void *dataset)
{
    static const char *const no_fid[] = {"FID=id", "IDENTIFIER=layer_styles", NULL};
    OGRLayerH table =
        GDALDatasetCreateLayer(dataset, "layer_styles", NULL, wkbNone, (char **)(uintptr_t)no_fid);

    for (size_t i = 0; table && i < sizeof columns / sizeof *columns; i++) {
        OGRFieldDefnH column = OGR_Fld_Create(columns[i].name, columns[i].type);
        OGR_Fld_SetWidth(column, columns[i].width);
        OGR_Fld_SetSubType(column, columns[i].subtype);
        if (OGR_L_CreateField(table, column, FALSE) != OGRERR_NONE)
            table = NULL;
        OGR_Fld_Destroy(column);
    }
    return table;
}

/* One row: QGIS finds it by layer and geometry column, and takes the default. */
static bool vector_styles_row(const VectorStyles *styles, size_t i, OGRLayerH table)
{
    OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(table));
    const struct {
        const char *column, *value;
    } texts[] = {{"f_table_catalog", ""},
                 {"f_table_schema", ""},
                 {"f_table_name", styles->items[i].layer},
                 {"f_geometry_column", "geom"},
                 {"styleName", styles->items[i].layer},
                 {"styleQML", styles->items[i].qml},
                 {"styleSLD", styles->items[i].sld},
                 {"description", styles->items[i].title},
                 {"owner", ""}};
    bool written;

    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        OGR_F_SetFieldString(row, OGR_F_GetFieldIndex(row, texts[k].column), texts[k].value);
    OGR_F_SetFieldInteger(row, OGR_F_GetFieldIndex(row, "useAsDefault"), 1);
    /* No clock: 2000-01-01 in UTC (100). */
    OGR_F_SetFieldDateTime(row, OGR_F_GetFieldIndex(row, "update_time"), 2000, 1, 1, 0, 0, 0, 100);
    written = OGR_L_CreateFeature(table, row) == OGRERR_NONE;
    OGR_F_Destroy(row);
    return written;
}

bool vector_styles_write(const VectorStyles *styles, void *dataset)
{
    OGRLayerH table = styles->count ? vector_styles_table(dataset) : NULL;
    bool written = table || !styles->count;

    for (size_t i = 0; written && i < styles->count; i++)
        written = vector_styles_row(styles, i, table);
    return written;
}

void vector_styles_release(VectorStyles *styles)
{
    for (size_t i = 0; i < styles->count; i++) {
        free(styles->items[i].layer);
        free(styles->items[i].title);
        free(styles->items[i].qml);
        free(styles->items[i].sld);
    }
    free(styles->items);
    *styles = (VectorStyles){0};
}
