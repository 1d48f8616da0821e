/* derivation.h - the places of zones being derived, one clause part after the other.
 *
 * Holds what every derive_*.c needs and collects the drafts: clipped to the
 * area, cut free of buildings, given a township. Shapes in the project CRS,
 * metres. One thread.
 */
#ifndef RULES_DERIVATION_H
#define RULES_DERIVATION_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/footprints.h"
#include "rules/gate_set.h"
#include "rules/overlay.h"
#include "rules/road_network.h"
#include "rules/selection.h"
#include "rules/tally.h"
#include "rules/zone.h"

/* A zone before it has an id, a duty and its place in the order. */
typedef struct {
    const Selected *of;
    const Selected *duty_of; /* whose works and owner count, where another's than `of`; or NULL */
    const Clause *clause;
    const ClausePart *part;
    const char *name; /* NULL: the selected feature's */
    GEOSGeometry *shape, *line;
    const Township *township;
    double x, y, facing_deg;
    size_t order;            /* of the zones of one feature: before their place */
    bool derived, keep_line; /* keep_line: `line` may lie beside the area (a border) */
    const char *how;
} ZoneDraft;

typedef struct {
    const Scene *scene;
    const RulePack *pack;
    Overlay *overlay;
    Arena *arena;
    FindingList *findings;
    const Selection *selection;
    const RoadNetwork *roads;
    const Footprints *footprints;
    const GateSet *gates;  /* that layers give */
    const Clause *clauses; /* of the pack */
    size_t clause_count;
    const ClausePart *part;           /* being derived; NULL: assets */
    GEOSGeometry *no_township;        /* of the area, what no township covers; NULL: nothing */
    GEOSGeometry *own_side;           /* where a band along a border may lie */
    const GEOSPreparedGeometry *area; /* of the scene's area */
    ZoneDraft *drafts;
    size_t draft_count, draft_capacity;
    InventoryLine *lines; /* without id and duty */
    const Selected **line_of;
    size_t line_count, line_capacity, line_of_capacity;
    Tally outside_townships, built_over;
} Derivation;

/* One clause part and the features that it applies to. */
typedef struct {
    const Clause *clause;
    const ClausePart *part;
    const Selected *const *items;
    size_t count;
} PartJob;

/* Take the draft's shape and line: clip them to the area, cut buildings out
 * (unless `keep_buildings`), find the township, keep it unless nothing is left. */
void derivation_add(Derivation *derivation, const ZoneDraft *draft, bool keep_buildings);
/* An inventory line of `of`; `head` says asset, name, count, cameras and note. */
void derivation_add_line(Derivation *derivation, const Selected *of, const InventoryLine *head);

/* A draft that speaks of `of` under the job's clause and part; facing any way. */
ZoneDraft draft_of(const PartJob *job, const Selected *of);
/* "school Hillside" or "layer units, feature 12". */
const char *draft_label(const Derivation *derivation, const Selected *of);

/* The features of a clause with a role, or of another clause when `role` is its id. */
size_t derivation_others(const Derivation *derivation, const Clause *clause, const char *role,
                         const Selected ***out);

double derivation_parameter(const Derivation *derivation, const char *name, double otherwise);
/* A part's size, or `otherwise` when the pack gives none. */
double part_size_m(const ClausePart *part, double otherwise);
/* Degrees clockwise from grid north, 0 to 360. */
double bearing_deg(double from_x, double from_y, double to_x, double to_y);

/* The derivations, one file each. Each adds drafts for every item of the job. */
void derive_area(Derivation *derivation, const PartJob *job);
void derive_along(Derivation *derivation, const PartJob *job);
void derive_junctions(Derivation *derivation, const PartJob *job);
void derive_gates(Derivation *derivation, const PartJob *job);
void derive_perimeter(Derivation *derivation, const PartJob *job);
void derive_point(Derivation *derivation, const PartJob *job);
void derive_ends(Derivation *derivation, const PartJob *job);
void derive_crossings(Derivation *derivation, const PartJob *job);
/* What derive_crossings() does at "entering": where roads enter the areas of a role. */
void derive_accesses(Derivation *derivation, const PartJob *job);
void derive_band(Derivation *derivation, const PartJob *job);
void derive_surroundings(Derivation *derivation, const PartJob *job);
void derive_entrances(Derivation *derivation, const PartJob *job);
void derive_fringe(Derivation *derivation, const PartJob *job);
void derive_stops(Derivation *derivation, const PartJob *job);
void derive_interior(Derivation *derivation, const PartJob *job);
void derive_tunnel(Derivation *derivation, const PartJob *job);
/* The door of one feature that is a point or a building: an apron at the building's
 * edge nearest a road, or a disc where no building is known. */
void derive_door(Derivation *derivation, const PartJob *job, const Selected *of);
/* Is a supplied point the gate of a unit of its clause, so that it makes no place of its own? */
bool is_gate_of_unit(const Derivation *derivation, const Selected *of);
/* Is the feature known by its building alone, so that gates and areas mean its door? */
bool is_door_only(const Derivation *derivation, const Selected *of);

#endif
