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

    struct sigaction found;

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    /* A closed terminal ends the run; under nohup it must not. */
    if (sigaction(SIGHUP, NULL, &found) == 0 && found.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &action, NULL);
    /* `camplan run ... | head`: that nobody reads on is no reason to lose the plan. */
    signal(SIGPIPE, SIG_IGN);
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
