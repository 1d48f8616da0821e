/* reference_cost.h - what the planned cameras cost, added up again site by site.
 *
 * A site costs its models, one pole where none stands, the civil works once, the network
 * to the nearest existing camera or given pole, and for each later camera the
 * project's share of the civil works (second_camera_on_pole). Any thread.
 */
#ifndef PLANNER_VERIFY_REFERENCE_COST_H
#define PLANNER_VERIFY_REFERENCE_COST_H

#include "planner/verify/written_plan.h"

/* Cost of the site of camera `first`, which is the first of its site in the plan; the
 * cameras of a site need not be neighbours. `*written` is what the plan says they cost. NaN
 * where the catalogue lacks a model, whose camera is then `*odd`; also a camera on a pole
 * that the project does not know. */
double reference_site_cost(const Scene *scene, const WrittenPlan *plan, size_t first,
                           double *written, const WrittenCamera **odd);

/* Where the network is: given poles, then existing cameras, as x y; malloc'd. */
double *reference_connections(const Scene *scene, size_t *count, size_t *poles);
/* What the first camera of a site adds to its own cost. */
double reference_pole_cost(const Scene *scene, double away_m, bool pole_new);

#endif
