#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

Status diag_fail(Diag *diag, Status status, const char *fmt, ...)
{
    va_list args;

    if (diag->status != OK)
        return status;
    diag->status = status;
    va_start(args, fmt);
    vsnprintf(diag->message, sizeof diag->message, fmt, args);
    va_end(args);
    return status;
}

int status_exit_code(Status status)
{
    switch (status) {
    case OK:
        return 0;
    case ERR_USAGE:
        return 2;
    case ERR_INPUT:
        return 3;
    case ERR_COMPUTE:
    case ERR_MEMORY:
        return 4;
    case ERR_OUTPUT:
        return 5;
    case ERR_INTERRUPTED:
        return 130;
    }
    return 4;
}
