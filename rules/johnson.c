#include "rules/johnson.h"

#include <math.h>
#include <stddef.h>

const char *const johnson_task_names[] = {"none",        "detection",      "orientation",
                                          "recognition", "identification", NULL};

double johnson_px_on_target(const Johnson *johnson)
{
    return johnson->task == JOHNSON_NONE ? INFINITY : johnson->cycles * johnson->px_per_cycle;
}

double johnson_px_per_m(const Johnson *johnson)
{
    return johnson_px_on_target(johnson) / johnson->critical_m;
}
