/* pack.h - a regulation as data: clauses, selectors, parts, duties, parameters.
 *
 * Read from rules/packs/<id>/pack.yaml (docs/rule-pack.md). What the law does
 * not say (distances, shares, px/m) stands apart as planning parameters with
 * their source and may be overridden by the project. Texts live as long as
 * the pack. Read-only after reading, so any thread may use it.
 */
#ifndef RULES_PACK_H
#define RULES_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "data/project.h"
#include "rules/johnson.h"

typedef struct {
    const char *zh, *en;
} Words;

typedef enum {
    CLAUSE_ZONE,        /* places that cameras must see */
    CLAUSE_MOBILE,      /* vehicles: inventory lines */
    CLAUSE_REGISTRY,    /* places from a supplied, restricted list */
    CLAUSE_DATED,       /* areas with window and method, that expire */
    CLAUSE_OPEN,        /* other legal duties, refused without a citation */
    CLAUSE_BUILDER,     /* who builds (articles 9, 11, 13) */
    CLAUSE_PROHIBITION, /* where cameras are forbidden */
    CLAUSE_DUTY,        /* filing, signs, retention, access, penalties: cited, not drawn */
} ClauseKind;

/* How a part's place comes from the selected feature. */
typedef enum {
    DERIVE_AREA,         /* the polygon itself */
    DERIVE_ALONG,        /* a road's carriageway and footway: a line duty */
    DERIVE_JUNCTIONS,    /* network nodes, dual carriageways merged: one part an arm */
    DERIVE_GATES,        /* polygon edge x road */
    DERIVE_PERIMETER,    /* a ring along the edge: a line duty */
    DERIVE_POINT,        /* a disc around a point (stop, gate) */
    DERIVE_APRON,        /* 3 m at the building edge nearest a road */
    DERIVE_ENDS,         /* both ends of a line (bridge, commercial street, tunnel portals) */
    DERIVE_CROSSINGS,    /* line x line (track x border) */
    DERIVE_BAND,         /* a strip along a line (border): a line duty */
    DERIVE_SURROUNDINGS, /* a ring around a unit */
    DERIVE_ENTRANCES,    /* road x township or area boundary */
    DERIVE_INTERIOR,     /* indoor key part: an inventory line "survey inside" */
    DERIVE_TUNNEL,       /* linear interior duty without terrain: an inventory line */
    DERIVE_FRINGE,       /* a ring along the edge of the built-up area */
    DERIVE_STOPS,        /* waiting areas of stops and platforms, each once */
} Derive;

typedef struct {
    double px_per_m;
    /* The edition that the number is read by, and its word where the number is just that. */
    const char *task, *ladder; /* "observe", "IEC 62676-4:2014" */
    int k;                     /* cameras that must see each cell */
    double target_height_m;
    double max_down_angle_deg; /* 90: any */
    bool facing;               /* target faces the camera within 45 degrees: see Zone.facing_deg */
    SurfaceUse use;            /* which surface it is judged on */
    double cross_share; /* line duty: share of a station's cross-section that must be covered */
    double quota;       /* share of the zone's weight; NaN: the plan's */
    double weight;      /* priority: multiplies the area */
    bool thermal_ok;    /* thermal models may meet it */
    bool lit;           /* the place is lit at night */
    Johnson thermal;    /* what they must show then, instead of px_per_m */
} Requirement;

/* What a camera must show: by Johnson's criteria for a thermal one; INFINITY where none can do. */
double requirement_px_per_m(const Requirement *requirement, bool thermal);

typedef struct {
    const char *name; /* "gate", "carriageway", "arm", ...: key_part in the outputs */
    Words title;
    Derive derive;
    const char *const *from; /* roles of the selection (`as`) that it applies to; none: all */
    size_t from_count;
    const char *against; /* crossings, entrances: role or clause of the other lines; or NULL */
    const char *at;      /* crossings: "crossing", "fork" (the last one before it), "landing" */
    unsigned shapes;     /* bits 1 << ShapeKind of the features it applies to; 0: any */
    double size_m;       /* disc radius, ring width, band width, arm length: by derivation */
    Requirement requirement;
} ClausePart;

/* One bearer of a duty with its validity: renamed bodies have several rows. */
typedef struct {
    const char *id;
    Words name;
    int from, to; /* yyyymmdd; 0: open */
} Body;

typedef struct {
    const char *id; /* "8.5b" */
    int article, item;
    Words title;
    ClauseKind kind;
    const char *status; /* mandated, prohibited, ... */
    ClausePart *parts;
    size_t part_count;
    const char *builder, *payer, *supervisor; /* body ids; "" : none named */
    const char *builder_basis, *payer_basis, *supervisor_basis;
    const char *payer_new_works; /* body id for new or rebuilt works; NULL: as payer */
    const char *payer_new_works_basis;
    int retention_min_days, retention_max_days; /* 0: not said */
    bool public_area;                           /* signs are needed (article 23) */
    bool restricted;                            /* never leaves the full profile */
    const char *penalty;                        /* clause and scale */
    const char *source;
    struct ClauseSelect *select; /* see selector.h */
} Clause;

typedef struct {
    const char *name;
    double value;
    const char *unit, *source; /* why this figure: it is not law */
    const char *from;          /* "pack", or "project.yaml:12" when overridden */
} Parameter;

typedef struct RulePack RulePack;

/* `name` is an id under the shipped packs or a path to a folder or pack.yaml. */
MUST_CHECK Status pack_read(RulePack **out, const char *name, Diag *diag);
void pack_free(RulePack *pack);

/* Apply the project's `requirements:`; ERR_INPUT names an unknown one and the nearest. */
MUST_CHECK Status pack_override(RulePack *pack, const Project *project, Diag *diag);

const char *pack_id(const RulePack *pack);
const char *pack_path(const RulePack *pack); /* of pack.yaml */
Words pack_title(const RulePack *pack);
/* The files that its ladders and Johnson criteria come from: inputs of a run too. */
const char *pack_ladders_path(const RulePack *pack);
const char *pack_johnson_path(const RulePack *pack);
const char *pack_citation(const RulePack *pack);
int pack_valid_from(const RulePack *pack);
int pack_valid_to(const RulePack *pack); /* 0: open */
bool pack_in_force(const RulePack *pack, int as_of);

size_t pack_clauses(const RulePack *pack, const Clause **out);
const Clause *pack_clause(const RulePack *pack, const char *id); /* NULL: no such */
size_t pack_parameters(const RulePack *pack, const Parameter **out);
/* A parameter that the pack must have; NaN only for a name that no pack schema knows. */
double pack_parameter(const RulePack *pack, const char *name);
/* The body `id` as it is called on `as_of`; NULL for "" or an unknown id. */
const Body *pack_body(const RulePack *pack, const char *id, int as_of);
/* Width in metres of a road class ("primary"); the parameter road_width_default otherwise. */
double pack_road_width(const RulePack *pack, const char *road_class);

#endif
