/* interrupt.h - Ctrl-C, asked for between items of work.
 *
 * The handler only sets a flag. Long loops ask interrupt_check() once an
 * item and return its status; the program then removes its temporary output
 * and exits with 130. A second Ctrl-C ends the process at once. A reader of our
 * output who leaves (SIGPIPE) does not end the run.
 * Who has something to save defers: the first Ctrl-C, come or to come, then stops nothing
 * any more, and the second still ends the process.
 */
#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

#include <stdbool.h>

#include "base/status.h"

void interrupt_install(void);                  /* once, from main(); SIGINT, SIGTERM, SIGHUP */
bool interrupt_requested(void);                /* any thread */
MUST_CHECK Status interrupt_check(Diag *diag); /* OK or ERR_INTERRUPTED */

void interrupt_defer(void); /* from here on neither of them tells it */
bool interrupt_noted(void); /* was there one, deferred or not? */

#endif
