/* cover_greedy.h - a first cover, by most newly covered rows a cost.
 *
 * Lazy: what a column gains only falls, so an old gain is an upper bound and a column is counted
 * anew only when it comes up (Minoux 1978). Needs no view by rows: 4 bytes an arc. Of equals the
 * lower id. One thread.
 */
#ifndef PLANNER_SITING_COVER_COVER_GREEDY_H
#define PLANNER_SITING_COVER_COVER_GREEDY_H

#include "planner/siting/cover/set_cover.h"

/* Writes at most one column a row to `chosen`, without those that the rest made needless;
 * returns how many. Rows that no column covers stay open. */
size_t cover_greedy(const SetCover *problem, uint32_t *chosen);

#endif
