/* observers.h - where eyes stand and how they look, as a table of points says it.
 *
 * The source is a CSV with columns x and y, or any point layer that OGR reads. The rest are
 * columns of these names, all optional: height_m, radius_m, azimuth_deg, hfov_deg, tilt_deg,
 * vfov_deg, target_height_m (of a Shapefile their first ten letters). What is not said is NaN.
 * A row's number is its place in the source, from 1. Angles are degrees clockwise from grid
 * north and down from level; everything else metres. Any thread.
 */
#ifndef DATA_OBSERVERS_H
#define DATA_OBSERVERS_H

#include <stddef.h>

#include "base/status.h"
#include "data/crs.h"

typedef struct {
    long row;
    double x, y;
    double height_m; /* above the ground */
    double radius_m, azimuth_deg, hfov_deg, tilt_deg, vfov_deg, target_height_m;
} Observer;

typedef struct {
    Observer *items;
    size_t count;
} ObserverList;

/* Read all rows into the coordinates of `crs` (NULL: unknown, taken as they are); a source
 * with another CRS is transformed, which is noted. `layer` may be NULL where there is one.
 * ERR_INPUT names file, row and column. */
MUST_CHECK Status observers_read(ObserverList *out, const char *path, const char *layer,
                                 const Crs *crs, Diag *diag);
void observers_release(ObserverList *list);

/* Nothing said. */
Observer observer_unknown(void);
/* What `observer` does not say is taken from `usual`, places and rows apart. */
void observer_complete(Observer *observer, const Observer *usual);

/* Are all that is said numbers that an eye can have? `where` begins the message ("--radius" is
 * named as an option where it is NULL, and the failure is then ERR_USAGE, else ERR_INPUT). */
MUST_CHECK Status observer_check_values(const Observer *observer, const char *where, Diag *diag);
/* Does it say enough, once completed? */
MUST_CHECK Status observer_check_whole(const Observer *observer, const char *where, Diag *diag);

#endif
