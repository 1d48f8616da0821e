/* status.h - how every fallible function in this program reports.
 *
 * A fallible function returns a Status and is marked MUST_CHECK. The code
 * says who must act (and so the exit code); the Diag that the caller passed
 * in holds the sentence a planner can act on.
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

typedef enum {
    OK = 0,
    ERR_USAGE,       /* the command line is wrong */
    ERR_INPUT,       /* a dataset, project file or rule pack is wrong */
    ERR_COMPUTE,     /* a geometry or solver step failed */
    ERR_OUTPUT,      /* a result could not be written */
    ERR_MEMORY,      /* out of memory */
    ERR_INTERRUPTED, /* the user pressed Ctrl-C */
} Status;

/* The first failure of a run, in words. One per thread; never shared. */
typedef struct {
    Status status;
    char message[1024];
} Diag;

/* Record the failure and hand `status` back: `return diag_fail(...)`.
 * A second failure does not overwrite the first. */
Status diag_fail(Diag *diag, Status status, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* The exit code of the program for `status`: 0, 2 usage, 3 input,
 * 4 computing (memory too), 5 output, 130 interrupted. */
int status_exit_code(Status status);

#endif
