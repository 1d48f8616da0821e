/* site.h - where a camera could stand.
 *
 * Along roads (beside the carriageway's edge), at junctions, around and inside other
 * mandated places, on given poles and building corners, and for long-range duties on
 * high ground near the line. Never inside a building, on a carriageway, in a prohibited
 * place, or outside the area. Sites nearer to one another than 4 m are merged, and where
 * more than SITE_MOST are left the distance grows until they are not. Sorted north to
 * south, west to east by 32 m tiles; ids "S-00017" in that order. Deterministic.
 */
#ifndef PLANNER_SITING_SITE_H
#define PLANNER_SITING_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "planner/audit/prohibit.h"
#include "planner/coverage/coverage.h"
#include "planner/coverage/sight.h"
#include "rules/zone.h"

typedef enum {
    SITE_ROAD,
    SITE_JUNCTION,
    SITE_POLE,
    SITE_BUILDING,
    SITE_LONG_RANGE,
    SITE_ZONE, /* around or inside a mandated place that no road passes */
} SiteKind;

#define SITE_MOST 16000

typedef struct {
    const char *id;
    SiteKind kind;
    double x, y, mount_height_m;
    Eye eye, long_eye;
    bool pole_new;    /* false on a given pole or a building */
    double network_m; /* to the nearest existing camera or pole that is connected; NaN: unknown */
    const char *on;   /* "primary road 12", "pole P-7": what it stands on or beside */
    const Township *township;
} Site;

typedef struct {
    Site *sites;
    size_t count;
    struct Arena *arena;
    /* Why places were not taken, for the record. */
    size_t tried, in_building, on_carriageway, prohibited, outside, stuck, no_demand, too_near;
    size_t without_consent; /* where consent is needed and the project has none */
    Site *refused;          /* those of them that could be used with it; place and eyes alone */
    size_t refused_count;
    double apart_m; /* the distance that sites keep from one another in the end */
} SiteSet;

/* Sites worth trying: those within reach of demand that existing cameras leave. */
MUST_CHECK Status sites_find(SiteSet **out, const Scene *scene, const RulePack *pack,
                             const ZoneSet *zones, const Demand *demand, const Prohibit *prohibit,
                             const Coverage *existing, Diag *diag);
void sites_free(SiteSet *set); /* NULL is allowed */
const char *site_kind_name(SiteKind kind);

#endif
