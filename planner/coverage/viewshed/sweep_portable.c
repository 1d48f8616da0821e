/* The sweep in plain C, for every processor. */
#include "planner/coverage/viewshed/lanes_portable.h"
#ifndef SWEEP_ONE_BODY
#define SWEEP_ONE_BODY
#endif
#define SWEEP_RUN sweep_run_portable
#include "planner/coverage/viewshed/sweep_body.h"
