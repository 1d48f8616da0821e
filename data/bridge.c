#include "data/bridge.h"

#include <math.h>
#include <string.h>

#include "base/bitset.h"
#include "base/text.h"
#include "data/bridge_net.h"
#include "data/length.h"
#include "data/shape.h"

/* A lane of 3.5 m and a margin: planning figures of this program. */
static const double LANE_M = 3.5, MARGIN_M = 1.5;

static const struct {
    const char *class;
    double width_m;
} decks[] = {
    {"motorway", 14}, {"trunk", 12},      {"primary", 12},     {"secondary", 10},
    {"tertiary", 9},  {"residential", 7}, {"unclassified", 7}, {"living_street", 6},
    {"service", 5},   {"track", 4},       {"pedestrian", 5},   {"footway", 3},
    {"cycleway", 3},  {"path", 3},        {"bridleway", 3},    {"steps", 3},
};

static bool tag_set(const char *value)
{
    static const char *const unset[] = {"", "no", "n", "false", "f", "0", "否"};

    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        if (!value || text_equal_nocase(value, unset[i]))
            return false;
    return true;
}

bool bridge_is(const Layer *layer, const Feature *feature)
{
    return tag_set(layer_value(layer, feature, "bridge")) &&
           !tag_set(layer_value(layer, feature, "tunnel"));
}

double bridge_width_m(const Layer *layer, const Feature *feature, double otherwise_m)
{
    const char *class = layer_value(layer, feature, "highway");
    double value;

    if (length_parse(layer_value(layer, feature, "width"), &value) && value > 0)
        return value;
    if (length_parse(layer_value(layer, feature, "lanes"), &value) && value > 0)
        return value * LANE_M + MARGIN_M;
    for (size_t i = 0; class && i < sizeof decks / sizeof *decks; i++)
        if (text_equal(class, decks[i].class) ||
            (text_begins(class, decks[i].class) &&
             text_equal(class + strlen(decks[i].class), "_link")))
            return decks[i].width_m;
    return otherwise_m;
}

/* Is it a road whose nodes lie on the ground? Steps and lifts lead up to decks. */
static bool road_on_ground(const Layer *layer, const Feature *feature)
{
    const char *class = layer_value(layer, feature, "highway");

    return !tag_set(layer_value(layer, feature, "bridge")) &&
           !tag_set(layer_value(layer, feature, "tunnel")) && !text_equal(class, "steps") &&
           !text_equal(class, "elevator") && !text_equal(class, "corridor");
}

/* What the visitors of one feature's lines need. */
typedef struct {
    BridgeNet net;
    double width_m;
    size_t feature;
} Collect;

static void collect_way(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Collect *collect = context;
    double *points = (double *)(uintptr_t)xy; /* only read: bridge_net_add() copies */

    (void)closed;
    (void)hole;
    bridge_net_add(&collect->net, &(BridgeWay){.xy = points,
                                               .count = count,
                                               .width_m = collect->width_m,
                                               .feature = collect->feature});
}

static void collect_touch(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Collect *collect = context;

    (void)closed;
    (void)hole;
    for (size_t i = 0; i < count; i++)
        bridge_net_touch(&collect->net, xy[2 * i], xy[2 * i + 1]);
}

/* Where a point near a way lies. A deck's end is straight at an abutment, and round
 * where the next way goes on: that closes the gap between two ways at an angle. */
typedef enum { DECK_ON, DECK_ROUND_END, DECK_PAST } DeckPlace;

/* The kind of a laid cell until all decks are laid: a round end must not cover it. */
enum { DECK_LAID = 253 };

typedef struct {
    Surface *surface;
    const BridgeWay *way;
    const BridgeNode *nodes;
    DeckPlace lay; /* what is being laid: DECK_ON first, then DECK_ROUND_END */
    size_t raised;
} Deck;

/* Metres along the way to its point nearest to (x, y). */
static DeckPlace deck_along(const Deck *deck, double x, double y, double *along_m)
{
    const BridgeWay *way = deck->way;
    double walked = 0, nearest = HUGE_VAL;
    DeckPlace place = DECK_ON;

    for (size_t i = 0; i + 1 < way->count; i++) {
        const double *a = way->xy + 2 * i;
        double dx = a[2] - a[0], dy = a[3] - a[1], length = hypot(dx, dy);
        double t = length > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / (length * length) : 0;
        double on = t < 0 ? 0 : t > 1 ? 1 : t;
        double away = hypot(x - a[0] - on * dx, y - a[1] - on * dy);
        bool before = t < 0 && i == 0, after = t > 1 && i + 2 == way->count;
        if (away < nearest) {
            nearest = away;
            *along_m = walked + on * length;
            place = !before && !after                               ? DECK_ON
                    : deck->nodes[way->end[after ? 1 : 0]].abutment ? DECK_PAST
                                                                    : DECK_ROUND_END;
        }
        walked += length;
    }
    return place;
}

static void deck_cell(Deck *deck, int column, int row)
{
    Surface *surface = deck->surface;
    const BridgeWay *way = deck->way;
    double along_m = 0, from = deck->nodes[way->end[0]].height_m,
           to = deck->nodes[way->end[1]].height_m;
    size_t cell = grid_at(&surface->grid, column, row);
    float height;

    if (deck->lay == DECK_ROUND_END && surface->kind[cell] == DECK_LAID)
        return;
    if (deck_along(deck, grid_x(&surface->grid, column), grid_y(&surface->grid, row), &along_m) !=
        deck->lay)
        return;
    height = (float)(from + (way->length_m > 0 ? along_m / way->length_m : 0) * (to - from));
    if (!(height > surface->ground[cell]) && !isnan(surface->ground[cell]))
        return;
    /* A building that rises through the deck still stands in the way. */
    if (surface->kind[cell] == OBSTACLE_BUILDING && surface->top[cell] > height)
        return;
    surface->ground[cell] = surface->top[cell] = height;
    surface->kind[cell] = deck->lay == DECK_ON ? DECK_LAID : OBSTACLE_TERRAIN;
    deck->raised++;
}

static void deck_span(int row, int from_column, int to_column, void *context)
{
    for (int c = from_column; c < to_column; c++)
        deck_cell(context, c, row);
}

/* How many cells the way's deck raised. */
static size_t deck_lay(Surface *surface, GEOSContextHandle_t geos, const BridgeNet *net,
                       const BridgeWay *way, DeckPlace lay)
{
    Deck deck = {.surface = surface, .way = way, .nodes = net->nodes, .lay = lay};
    GEOSGeometry *line, *shape;

    if (isnan(net->nodes[way->end[0]].height_m) || isnan(net->nodes[way->end[1]].height_m))
        return 0;
    line = shape_new_line(geos, way->xy, way->count);
    shape = line ? shape_buffer(geos, line, way->width_m / 2, false) : NULL;
    if (shape)
        shape_burn(geos, shape, &surface->grid, deck_span, &deck);
    GEOSGeom_destroy_r(geos, shape);
    GEOSGeom_destroy_r(geos, line);
    return deck.raised;
}

/* Lay all decks; `laid` gets the features that raised a cell. */
static void decks_lay(Surface *surface, GEOSContextHandle_t geos, const BridgeNet *net,
                      Bitset *laid)
{
    for (size_t i = 0; i < net->way_count; i++)
        if (deck_lay(surface, geos, net, &net->ways[i], DECK_ON) > 0)
            bitset_put(laid, net->ways[i].feature);
    for (size_t i = 0; i < net->way_count; i++)
        deck_lay(surface, geos, net, &net->ways[i], DECK_ROUND_END);
    for (size_t i = 0, cells = net->way_count ? grid_cells(&surface->grid) : 0; i < cells; i++)
        if (surface->kind[i] == DECK_LAID)
            surface->kind[i] = OBSTACLE_TERRAIN;
}

/* Call `visit` for the lines of all features that are (or are not) bridges. */
static void collect_lines(Collect *collect, GEOSContextHandle_t geos, const Layer *layer,
                          bool bridges, double deck_width_m)
{
    for (size_t i = 0; i < layer->count; i++) {
        const Feature *feature = &layer->features[i];
        if (!feature->shape || shape_kind(geos, feature->shape) != SHAPE_LINE)
            continue;
        if (bridges && bridge_is(layer, feature)) {
            collect->width_m = bridge_width_m(layer, feature, deck_width_m);
            shape_each_ring(geos, feature->shape, collect_way, collect);
            collect->feature++;
        } else if (!bridges && road_on_ground(layer, feature)) {
            shape_each_ring(geos, feature->shape, collect_touch, collect);
        }
    }
}

void bridge_lay(Surface *surface, GEOSContextHandle_t geos, const Layer *const *layers,
                size_t layer_count, double deck_width_m)
{
    Collect collect = {0};
    Bitset laid = {0};

    if (surface->flat)
        return;
    for (size_t i = 0; i < layer_count; i++)
        collect_lines(&collect, geos, layers[i], true, deck_width_m);
    bridge_net_join(&collect.net);
    for (size_t i = 0; collect.net.way_count && i < layer_count; i++)
        collect_lines(&collect, geos, layers[i], false, deck_width_m);
    bridge_net_level(&collect.net, surface);
    bitset_init(&laid, collect.feature);
    decks_lay(surface, geos, &collect.net, &laid);
    surface->decks = bitset_popcount(&laid);
    bitset_release(&laid);
    bridge_net_release(&collect.net);
}
