/* progress.h - how far a phase has come: a bar, JSON lines, or nothing.
 *
 * Usage: progress_begin("viewsheds", n); then progress_step() from any
 * thread once an item; progress_end(). Phases do not nest. Bars are drawn on
 * stderr only when it is a terminal (mode auto), at most ten times a second;
 * `json` writes one object a line: {"phase":"viewsheds","done":10,"total":80}.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stddef.h>

typedef enum { PROGRESS_AUTO, PROGRESS_BAR, PROGRESS_JSON, PROGRESS_NONE } ProgressMode;

void progress_mode(ProgressMode mode);
void progress_begin(const char *phase, size_t total);
void progress_step(void);
void progress_end(void);

/* Seconds spent in each phase so far, for timings.json. Phases in the order
 * in which they began; `*phases` and `*seconds` stay valid until the next
 * progress_begin(). Returns how many. */
size_t progress_timings(const char *const **phases, const double **seconds);

#endif
