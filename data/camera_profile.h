/* camera_profile.h - how an inventory's columns are named, and how its words read.
 *
 * A profile says which column holds which attribute of a camera. `fields` has
 * our own words (id, azimuth_deg, ...); `yijiyidang` the columns of the Chinese
 * one-device-one-record inventory (SBBM, JD, WD, ...); `osm` the tags of
 * OpenStreetMap. The project's `fields:` override single columns. Any thread.
 */
#ifndef DATA_CAMERA_PROFILE_H
#define DATA_CAMERA_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/project.h"

/* Our words for a camera's attributes, NULL-terminated: the keys of `fields:`. */
const char *const *camera_profile_keys(void);
/* The column that holds `key`, as the project or its profile says; NULL: none.
 * `*stated` is whether the project itself names it, so that its absence is an error. */
const char *camera_profile_column(const ProjectCameras *as, const char *key, bool *stated);

/* May this column not be kept (addresses of devices, user names, passwords, phones)? */
bool camera_profile_drops(const char *column);

/* Words to values; false when the text says nothing that is known. */
bool camera_profile_direction(const char *text, double *azimuth_deg, double *span_deg);
bool camera_profile_code_direction(const char *text, double *azimuth_deg, double *span_deg);
bool camera_profile_metres(const char *text, double *metres);             /* "6", "6 m", "6.5米" */
bool camera_profile_pixels(const char *text, double *wide, double *high); /* "1920*1080", "4K" */
bool camera_profile_says(const char *text, const char *const *words);     /* one of, ASCII case */
const char *camera_profile_type(const ProjectCameras *as, const char *text); /* code to word */

#endif
