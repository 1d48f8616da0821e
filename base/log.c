#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Set by main() before threads start; read only after that. */
static LogLevel current = LOG_NORMAL;

void log_level(LogLevel level)
{
    current = level;
}

static bool log_coloured(void)
{
    const char *no_color = getenv("NO_COLOR");

    return !(no_color && *no_color) && isatty(STDERR_FILENO);
}

/* One locked stream, so that lines of two threads never mix. */
static void log_line(const char *colour, const char *label, const char *fmt, va_list args)
{
    bool coloured = *label && log_coloured();

    flockfile(stderr);
    if (*label)
        fprintf(stderr, "%s%s%s", coloured ? colour : "", label, coloured ? "\033[0m" : "");
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    funlockfile(stderr);
}

void log_note(const char *fmt, ...)
{
    va_list args;

    if (current < LOG_NORMAL)
        return;
    va_start(args, fmt);
    log_line("", "", fmt, args);
    va_end(args);
}

void log_detail(const char *fmt, ...)
{
    va_list args;

    if (current < LOG_VERBOSE)
        return;
    va_start(args, fmt);
    log_line("", "", fmt, args);
    va_end(args);
}

void log_warning(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    log_line("\033[33m", "warning: ", fmt, args);
    va_end(args);
}

void log_error(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    log_line("\033[31m", "camplan: ", fmt, args);
    va_end(args);
}
