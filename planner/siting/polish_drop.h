/* polish_drop.h - fewer cameras, where their neighbours can be aimed to do without them.
 *
 * A camera without which no zone lacks more is dropped. Another one is dropped on trial, those
 * that would be missed least first; its neighbours are aimed anew, and where then no zone lacks
 * more than before it stays away, else all is taken back. Repeated while some go.
 */
#ifndef PLANNER_SITING_POLISH_DROP_H
#define PLANNER_SITING_POLISH_DROP_H

#include "planner/siting/polish_work.h"

MUST_CHECK Status polish_drop(PolishWork *work, Diag *diag);
/* Only what is needless as all hang now. */
void polish_drop_needless(PolishWork *work);

#endif
