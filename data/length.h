/* length.h - a length as people write it into attributes.
 *
 * OpenStreetMap's and municipal habits: "12", "12.5 m", "12,5", "~12", "40 ft",
 * "5'10\"", "0.1 km", and lists ("3;4"), of which the largest counts: an
 * obstacle must not be missed. See wiki.openstreetmap.org/wiki/Key:height.
 */
#ifndef DATA_LENGTH_H
#define DATA_LENGTH_H

#include <stdbool.h>

/* Metres (or a bare number) in `text`; false, and `*out` untouched, when there is
 * none, on NULL, and on what is no finite number of 0 or more. */
bool length_parse(const char *text, double *out);

#endif
