/* project_parts.h - the parts of the project file, each read by one function.
 *
 * Shared by project*.c alone. Each part fills its piece of the Project with
 * defaults first; failures stay in the section's reader.
 */
#ifndef DATA_PROJECT_PARTS_H
#define DATA_PROJECT_PARTS_H

#include "data/project.h"
#include "data/section.h"

/* project_place.c: where and on what ground. */
void project_read_place(const Section *file, Project *project);
/* project_layers.c: what is there. */
void project_read_layers(const Section *file, Project *project);
void project_read_consents(const Section *file, Project *project);
/* project_cameras.c: the existing cameras and where new ones may stand. */
void project_read_cameras(const Section *file, Project *project);
void project_read_sites(const Section *file, Project *project);
/* project_plan.c: what is wanted, what it costs, how it is shown. */
void project_read_plan(const Section *file, Project *project);
void project_read_output(const Section *file, Project *project);

#endif
