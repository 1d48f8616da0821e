/* shipped.h - the files that come with the program: catalogue, packs, OSM settings.
 *
 * Looked for below the folder that the environment variable CAMPLAN_DATA names,
 * then in share/camplan beside the program's own folder (so an installed program finds
 * them under any prefix), then below the source tree that it was built from, then in
 * the prefix that it was configured for. Any thread.
 */
#ifndef DATA_SHIPPED_H
#define DATA_SHIPPED_H

/* The full name of `name` ("data/catalogue.yaml"); malloc'd. When it is nowhere,
 * the place where an installed program has it. */
char *shipped_path(const char *name);

/* How a record names the file at `path`, for a reader whose program lies elsewhere:
 * "shipped:data/catalogue.yaml" for a shipped catalogue or pack, otherwise `path` as seen
 * from `folder`; malloc'd. shipped_resolve() is its inverse. */
char *shipped_record(const char *path, const char *folder);
char *shipped_resolve(const char *recorded, const char *folder);

#endif
