#include "planner/report/layer_style.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

/* "#rrggbb" and an opacity as QGIS writes it: "r,g,b,a". */
static void qgis_colour(Text *out, const char *hex, double opacity)
{
    unsigned long rgb = strtoul(hex + 1, NULL, 16);

    text_printf(out, "%lu,%lu,%lu,%d", rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255,
                (int)(opacity * 255.0 + 0.5));
}

static void qml_prop(Text *out, const char *key, const char *value)
{
    text_printf(out, "<Option name=\"%s\" type=\"QString\" value=\"%s\"/>", key, value);
}

static void qml_colour(Text *out, const char *key, const char *hex, double opacity)
{
    Text value = {0};

    qgis_colour(&value, hex, opacity);
    qml_prop(out, key, value.text);
    text_release(&value);
}

static void qml_symbol(Text *out, VectorShape shape, const LayerSymbol *s, size_t index)
{
    static const char *const types[] = {"marker", "line", "fill", "fill"};
    static const char *const classes[] = {"SimpleMarker", "SimpleLine", "SimpleFill", "SimpleFill"};
    char number[32];

    text_printf(out,
                "<symbol name=\"%zu\" type=\"%s\" alpha=\"1\"><layer class=\"%s\" "
                "enabled=\"1\"><Option type=\"Map\">",
                index, types[shape], classes[shape]);
    snprintf(number, sizeof number, "%.2f", s->line_mm);
    if (shape == VECTOR_LINE) {
        qml_colour(out, "line_color", s->line, 1.0);
        qml_prop(out, "line_width", number);
    } else {
        qml_colour(out, "color", s->fill, s->fill_opacity);
        qml_colour(out, "outline_color", s->line, 1.0);
        qml_prop(out, "outline_width", number);
        qml_prop(out, "style", "solid");
    }
    if (shape == VECTOR_POINT) {
        qml_prop(out, "name", s->marker ? s->marker : "circle");
        snprintf(number, sizeof number, "%.2f", s->marker_mm);
        qml_prop(out, "size", number);
    }
    text_add(out, "</Option></layer></symbol>");
}

char *layer_style_qml(VectorShape shape, const char *attribute, const LayerSymbol *symbols,
                      size_t count)
{
    Text out = {0};

    text_add(&out, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                   "<qgis version=\"3.22\" styleCategories=\"Symbology\"><renderer-v2 ");
    if (attribute) {
        text_printf(&out, "type=\"categorizedSymbol\" attr=\"%s\" symbollevels=\"0\"><categories>",
                    attribute);
        for (size_t i = 0; i < count; i++)
            text_printf(&out,
                        "<category symbol=\"%zu\" value=\"%s\" label=\"%s\" render=\"true\"/>", i,
                        symbols[i].value, symbols[i].label);
        text_add(&out, "</categories>");
    } else {
        text_add(&out, "type=\"singleSymbol\" symbollevels=\"0\">");
    }
    text_add(&out, "<symbols>");
    for (size_t i = 0; i < count; i++)
        qml_symbol(&out, shape, &symbols[i], i);
    text_add(&out, "</symbols></renderer-v2></qgis>\n");
    return out.text;
}

static void sld_stroke(Text *out, const LayerSymbol *s)
{
    text_printf(out,
                "<Stroke><CssParameter name=\"stroke\">%s</CssParameter>"
                "<CssParameter name=\"stroke-width\">%.2f</CssParameter></Stroke>",
                s->line, s->line_mm / 0.28);
}

static void sld_fill(Text *out, const LayerSymbol *s)
{
    text_printf(out,
                "<Fill><CssParameter name=\"fill\">%s</CssParameter>"
                "<CssParameter name=\"fill-opacity\">%.2f</CssParameter></Fill>",
                s->fill, s->fill_opacity);
}

static void sld_symbol(Text *out, VectorShape shape, const LayerSymbol *s)
{
    if (shape == VECTOR_LINE) {
        text_add(out, "<LineSymbolizer>");
        sld_stroke(out, s);
        text_add(out, "</LineSymbolizer>");
    } else if (shape == VECTOR_POINT) {
        const char *mark = text_equal(s->marker, "cross_fill") ? "cross"
                           : s->marker                         ? s->marker
                                                               : "circle";
        text_printf(out, "<PointSymbolizer><Graphic><Mark><WellKnownName>%s</WellKnownName>", mark);
        sld_fill(out, s);
        sld_stroke(out, s);
        text_printf(out, "</Mark><Size>%.1f</Size></Graphic></PointSymbolizer>",
                    s->marker_mm / 0.28);
    } else {
        text_add(out, "<PolygonSymbolizer>");
        sld_fill(out, s);
        sld_stroke(out, s);
        text_add(out, "</PolygonSymbolizer>");
    }
}

char *layer_style_sld(const char *layer, VectorShape shape, const char *attribute,
                      const LayerSymbol *symbols, size_t count)
{
    Text out = {0};

    text_printf(&out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor "
                "version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\" "
                "xmlns:ogc=\"http://www.opengis.net/ogc\"><NamedLayer><Name>%s</Name><UserStyle>"
                "<FeatureTypeStyle>",
                layer);
    for (size_t i = 0; i < count; i++) {
        text_printf(&out, "<Rule><Title>%s</Title>", symbols[i].label);
        if (attribute)
            text_printf(&out,
                        "<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>%s"
                        "</ogc:PropertyName><ogc:Literal>%s</ogc:Literal>"
                        "</ogc:PropertyIsEqualTo></ogc:Filter>",
                        attribute, symbols[i].value);
        sld_symbol(&out, shape, &symbols[i]);
        text_add(&out, "</Rule>");
    }
    text_add(&out, "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>\n");
    return out.text;
}

Status styled_layer_begin(VectorFile *file, const StyledLayer *styled, const char *remark,
                          Diag *diag)
{
    VectorLayer layer = styled->layer;
    Text title = {0};
    char *qml =
        layer_style_qml(layer.shape, styled->attribute, styled->symbols, styled->symbol_count);
    char *sld = layer_style_sld(layer.name, layer.shape, styled->attribute, styled->symbols,
                                styled->symbol_count);
    if (remark)
        text_printf(&title, "%s (%s)", layer.title, remark);
    if (remark)
        layer.title = title.text;
    layer.style_qml = qml;
    layer.style_sld = sld;
    Status status = vector_file_layer(file, &layer, diag);

    free(qml);
    free(sld);
    text_release(&title);
    return status;
}
