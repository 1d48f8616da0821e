/* clause.h - one rule of a pack: its places, its parts and who bears its duties.
 *
 * docs/rule-pack.md says how each field is written. Texts live as long as the
 * pack. Read-only after reading, so any thread may use it. Dates are yyyymmdd,
 * 0 where open.
 */
#ifndef RULES_CLAUSE_H
#define RULES_CLAUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/project.h"
#include "rules/johnson.h"

typedef struct {
    const char *zh, *en;
} Words;

typedef enum {
    /* Places that cameras must see. */
    CLAUSE_ZONE,     /* on the ground, with inventory lines for parts indoors */
    CLAUSE_INDOOR,   /* indoors alone: inventory lines */
    CLAUSE_MOBILE,   /* vehicles: inventory lines */
    CLAUSE_REGISTRY, /* places from a supplied, restricted list */
    CLAUSE_DATED,    /* areas with window and method, that expire */
    CLAUSE_OPEN,     /* other legal duties, refused without a citation */
    /* Places where cameras are forbidden or restrained. */
    CLAUSE_PROHIBITION,
    CLAUSE_CONSENT,     /* not without somebody's consent, in a place and around it */
    CLAUSE_CONDITIONAL, /* only where necessary and only by `allowed` */
    CLAUSE_EXCLUSIVE,   /* only by `allowed` */
    /* Cited, not drawn. */
    CLAUSE_BUILDER,
    CLAUSE_PAYER,
    CLAUSE_SUPERVISOR,
    CLAUSE_FILING,
    CLAUSE_PLATFORM,
    CLAUSE_SIGN,
    CLAUSE_OCCLUSION,
    CLAUSE_SITING,
    CLAUSE_RETENTION,
    CLAUSE_STANDARD,
    CLAUSE_DEADLINE,
    CLAUSE_ACCESS,
    CLAUSE_PENALTY,
    CLAUSE_VALIDITY,
    CLAUSE_NOTE,
    CLAUSE_DUTY, /* any other */
    CLAUSE_KINDS
} ClauseKind;

/* How the law treats the places of a clause. */
typedef enum {
    STATUS_MANDATED,
    STATUS_EXCLUSIVE, /* exclusive-builder */
    STATUS_CONDITIONAL,
    STATUS_CONSENT,
    STATUS_PROHIBITED,
    STATUS_DUTY,
    STATUS_OUT_OF_SCOPE,
    STATUS_NOTE,
} ClauseStatus;

/* The words of a pack, NULL at the end: by ClauseKind, by ClauseStatus. */
extern const char *const clause_kind_words[], *const clause_status_words[];

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

/* A body that bears a duty, for a span of dates. */
typedef struct {
    const char *body;  /* id; "": the law names nobody, and `basis` says so */
    const char *basis; /* "10(1)"; "" where it is not said */
    int from, to;
} Bearer;

/* All who bear one duty; of renewed law, more than are in force on one day. */
typedef struct {
    Bearer *rows;
    size_t count; /* 0: not said here */
} Bearers;

/* The first that bears the duty on that day, and the next after `last`; NULL: no more. */
const Bearer *bearer_first(const Bearers *all, int as_of);
const Bearer *bearer_next(const Bearers *all, int as_of, const Bearer *last);

/* Who builds, pays and supervises. The second three hold for new and rebuilt works, where they
 * are said. */
typedef struct {
    Bearers builder, payer, supervisor;
    Bearers builder_new_works, payer_new_works, supervisor_new_works;
} ClauseDuties;

typedef struct {
    const char *name; /* "gate", "carriageway", "arm", ...: key_part in the outputs */
    Words title;
    Derive derive;
    const char *const *from; /* roles of the selection (`as`) that it applies to; none: all */
    size_t from_count;
    const char *against;     /* crossings, entrances: role or clause of the other lines; or NULL */
    const char *at;          /* crossings: "crossing", "fork" (the last one before it), "landing" */
    unsigned shapes;         /* bits 1 << ShapeKind of the features it applies to; 0: any */
    ClauseDuties duties;     /* in place of the clause's */
    const char *const *over; /* as of the clause, but of this part alone */
    size_t over_count;
    const char *note; /* for the reader of the pack; or NULL */
    double size_m;    /* disc radius, ring width, band width, arm length: by derivation */
    Requirement requirement;
} ClausePart;

/* Is it an inventory line, not a place on the ground? */
bool part_is_inventory(const ClausePart *part);

/* How a prohibition holds: on a clause for all its places, on an alternative for its own. */
typedef struct {
    bool measured;    /* derived places are measured only (dwellings) */
    bool building;    /* rooms unknown, the whole building stands for them */
    bool open_air;    /* no walls: a place outside buildings is seen on its ground, all of it */
    bool temporary;   /* in its time only: places should have valid_from and valid_to */
    bool dated;       /* not in force without dates */
    bool any_density; /* may not be seen at all, whatever the px/m and the angle */
} Forbidding;

/* When a clause that is cited applies. */
typedef enum { WHEN_ALWAYS, WHEN_NEW_WORKS, WHEN_MOVED, WHEN_PUBLIC_AREA } ClauseWhen;

/* What a penalty is for; bits 1 << Breach. */
typedef enum {
    BREACH_NOT_BUILT,
    BREACH_FORBIDDEN,       /* a camera in a forbidden place, or that looks into it */
    BREACH_WITHOUT_CONSENT, /* of consent clauses */
    BREACH_WRONG_BUILDER,   /* of exclusive and conditional ones */
    BREACH_NOT_FILED,
    BREACH_NO_SIGN,
    BREACH_OBSTRUCTED,
    BREACH_NOT_KEPT,
    BREACH_ALTERED,
} Breach;

/* Clauses of another pack that this clause stands for. */
typedef struct {
    const char *pack;
    const char *const *clauses;
    size_t count;
    const char *place; /* "pack.yaml:300:7", for messages */
} Correspondence;

typedef struct {
    const char *id;             /* "8.5b", "N7-2-1" */
    const char *article, *item; /* as cited: "8" and "(5)", "7" and "(2)(1)"; item may be "" */
    Words title;
    ClauseKind kind;
    ClauseStatus status;
    int valid_from, valid_to;    /* of the clause, within the pack's */
    struct ClauseSelect *select; /* see selector.h */
    ClausePart *parts;
    size_t part_count;
    ClauseDuties duties;
    Bearers coordinators; /* bodies that act together with the others */
    const char *const
        *over; /* what it is more specific than: its duties win; "8.1d", "8.1d.gate" */
    size_t over_count;
    Correspondence *corresponds; /* one a pack */
    size_t corresponds_count;
    int retention_min_days, retention_max_days; /* 0: not said */
    bool public_area;                           /* signs are needed */
    bool restricted;                            /* never leaves the full profile */
    Forbidding forbidding;
    double view_px_per_m;      /* prohibition, consent: seen from this density on; 0: at any */
    double view_incidence_deg; /* and up to this angle; 90: at any */
    double buffer_m;           /* consent: around the place */
    bool needs_consent_doc, needs_necessity; /* what a camera there must be able to show */
    const char *const *allowed;              /* exclusive, conditional: body ids that may install */
    size_t allowed_count;
    ClauseWhen when;
    unsigned punishes; /* bits 1 << Breach */
    /* Clause and scale; where it says none, that of the clause that punishes its breach; or NULL.
     */
    const char *penalty;
    const char *sector_standard; /* its citation; no figure comes from it; or NULL */
    const char *note;            /* for the reader of the pack; or NULL */
    const char *source;
} Clause;

/* Do cameras have to see its places? */
bool clause_mandates(const Clause *clause);
/* Does it speak of places: may features be selected for it? */
bool clause_has_places(const Clause *clause);
/* Is the place of the one clause (and part, or NULL) more specific than that of the other? */
bool clause_is_over(const Clause *clause, const ClausePart *part, const Clause *other,
                    const ClausePart *other_part);
/* Is it in force on that day, as far as its own dates say? */
bool clause_in_force(const Clause *clause, int as_of);

/* Is it `of` or a part of it? "8.5b" itself, "8.5" all of an item, "8" all of an article; NULL:
 * all. */
bool clause_is_under(const char *id, const char *of);

#endif
