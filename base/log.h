/* log.h - what the program says on stderr, apart from its results.
 *
 * One log per process, set up once by main() before threads start; the only
 * mutable global of the program together with progress.h. Thread-safe after
 * that. Colour only on a terminal and without NO_COLOR.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/status.h"

typedef enum { LOG_QUIET, LOG_NORMAL, LOG_VERBOSE } LogLevel;

void log_level(LogLevel level);
void log_note(const char *fmt, ...) PRINTF_LIKE(1, 2);    /* LOG_NORMAL and up */
void log_detail(const char *fmt, ...) PRINTF_LIKE(1, 2);  /* LOG_VERBOSE only */
void log_warning(const char *fmt, ...) PRINTF_LIKE(1, 2); /* always */
void log_error(const char *fmt, ...) PRINTF_LIKE(1, 2);   /* always, "camplan: ..." */

#endif
