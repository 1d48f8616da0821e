/* shipped.h - the files that come with the program: catalogue, packs, OSM settings.
 *
 * Looked for below the folder that the environment variable CAMPLAN_DATA names,
 * then below the source tree that the program was built from, then where it is
 * installed. Any thread.
 */
#ifndef DATA_SHIPPED_H
#define DATA_SHIPPED_H

/* The full name of `name` ("data/catalogue.yaml"); malloc'd. When it is nowhere,
 * the place where an installed program has it. */
char *shipped_path(const char *name);

#endif
