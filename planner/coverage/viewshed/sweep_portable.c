/* The sweep in plain C, for every processor. */
#include "planner/coverage/viewshed/lanes_portable.h"
#define SWEEP_RUN sweep_run_portable
#include "planner/coverage/viewshed/sweep_body.h"
