/* source_options.h - how a source's file must be opened so that it reads right. */
#ifndef DATA_SOURCE_OPTIONS_H
#define DATA_SOURCE_OPTIONS_H

#include "base/status.h"
#include "data/project.h"

/* GDAL open options, a string list for CSLDestroy(). ERR_INPUT for a GeoPackage
 * whose latest changes still lie in its journal. */
MUST_CHECK Status source_options(const SourceRef *ref, const char *name, char ***options,
                                 Diag *diag);

#endif
