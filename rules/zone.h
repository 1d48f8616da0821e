/* zone.h - a place that must be seen: how well, under which clause, by whose duty.
 *
 * Derived from the scene by the pack. Shapes are polygons in the project CRS;
 * a line duty also has its centre line, along which it is stationed. Ids are
 * "CLAUSE-NNN" in a stable order (clause, part, source layer and feature).
 */
#ifndef RULES_ZONE_H
#define RULES_ZONE_H

#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "data/scene.h"
#include "rules/finding.h"
#include "rules/pack.h"

/* Who builds, pays and supervises, with the article that says so: several bodies are joined.
 * Names are never NULL: "not named" where the law names nobody. */
typedef struct {
    Words builder, payer, supervisor;
    Words coordinators; /* who act together with them; "" for none */
    const char *builder_basis, *payer_basis, *supervisor_basis, *coordinators_basis;
    const Clause *clause;   /* whose duty it is: the place's own, or a more specific one */
    bool supervised;        /* false: not named, whatever stands beside these words */
    const Clause *fallback; /* that names the builder where nobody else is; NULL: none had to */
} Duty;

typedef struct {
    const char *id;
    const Clause *clause;
    const ClausePart *part;
    const char *name;         /* of the place; may be "" */
    const char *layer;        /* source layer id */
    long long fid;            /* source feature */
    const Township *township; /* or NULL */
    GEOSGeometry *shape;      /* what must be seen: polygon(s) */
    GEOSGeometry *line;       /* line duty: stationed along it; else NULL */
    double x, y;              /* a point of it */
    double facing_deg;        /* the way targets face (gate: outward); NaN: any */
    bool derived;             /* a proxy, not supplied */
    const char *how;          /* "gate: edge of school 12 x road 7"; "" when supplied */
    const char *papers;       /* citation of other law, window and method; "" for none */
    Requirement requirement;
    Duty duty;
    const Clause *const *also; /* other clauses under which the place is, in pack order */
    size_t also_count;
} Zone;

/* A duty without a place on the ground: vehicles, interiors, tunnels inside. */
typedef struct InventoryLine {
    const char *id;
    const Clause *clause;
    const ClausePart *part;   /* indoors, inside a tunnel; NULL: an asset */
    const char *asset, *name; /* "city bus"; "survey inside: lobby" */
    const char *operator_name;
    const Township *township;
    double count, cameras_each;     /* NaN cameras: to be surveyed */
    double length_m;                /* inside a tunnel; else 0 */
    double unit_cost;               /* of one camera, installed; NaN: not known */
    bool usual_cameras, usual_cost; /* these two are the pack's parameters, not the table's */
    double x, y;                    /* depot or building; NaN */
    const char *layer;
    long long fid;
    Duty duty;
    const Clause *const *also; /* as of a zone */
    size_t also_count;
    const struct InventoryLine *same; /* another clause's line, that is it already; or NULL */
    const char *note;
} InventoryLine;

/* Was each clause of the pack looked for, and in what? */
typedef struct {
    const Clause *clause;
    size_t features; /* selected */
    size_t zones, lines;
    bool evaluated;
    const char *missing; /* "no layer has codeset osm or category 8.13a", or NULL */
} ClauseTrace;

typedef struct {
    GEOSContextHandle_t geos;
    Arena *arena;
    Zone *zones;
    size_t zone_count;
    InventoryLine *lines;
    size_t line_count;
    ClauseTrace *traces; /* one a clause, in pack order */
    size_t trace_count;
    GEOSGeometry
        *carriageways; /* all roads widened by class: no site may stand on them; may be empty */
} ZoneSet;

/* Derive every zone and inventory line, narrowed to nothing (see zone_wanted()).
 * Progress phase "zones". Adds findings: unknown codes with counts, places
 * outside every township, parts that could not be derived. */
MUST_CHECK Status zones_derive(ZoneSet **out, const Scene *scene, const RulePack *pack,
                               FindingList *findings, Diag *diag);
void zones_free(ZoneSet *set);

/* Does the place stand in a register that must not leave the full profile? It does under any of
 * its clauses. */
bool zone_restricted(const Zone *zone);
bool inventory_line_restricted(const InventoryLine *line);

/* Does a run narrowed by --department, --township, --clause concern this zone? */
bool zone_wanted(const Zone *zone, const Project *project);
bool inventory_line_wanted(const InventoryLine *line, const Project *project);
/* Is it a line of the lists? One thing under several clauses is listed, and costed, once. */
bool inventory_line_listed(const InventoryLine *line, const Project *project);
bool clause_wanted(const char *id, const Project *project);
/* By name or code. */
bool township_named(const Township *township, const char *wanted);
bool township_wanted(const Scene *scene, double x, double y);
/* A name or part of one, in either language. */
bool words_name(const Words *words, const char *wanted);
/* Does the department build, supervise or coordinate? What stands beside "not named" does not
 * count. */
bool duty_wanted(const Duty *duty, const Project *project);
/* What cites no clause and lies nowhere speaks of the whole run, however narrow. */
bool finding_wanted(const Finding *finding, const Scene *scene);

#endif
