#include "base/interrupt.h"

#include <signal.h>

/* A signal handler can reach nothing but a static flag. */
static volatile sig_atomic_t requested;

static void interrupt_note(int number)
{
    (void)number;
    __atomic_store_n(&requested, 1, __ATOMIC_RELAXED);
}

void interrupt_install(void)
{
    /* SA_RESETHAND gives the second signal back to the system: it ends us. */
    struct sigaction action = {.sa_handler = interrupt_note,
                               .sa_flags = (int)(SA_RESETHAND | SA_RESTART)};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool interrupt_requested(void)
{
    return __atomic_load_n(&requested, __ATOMIC_RELAXED) != 0;
}

Status interrupt_check(Diag *diag)
{
    if (interrupt_requested())
        return diag_fail(diag, ERR_INTERRUPTED, "interrupted");
    return OK;
}
