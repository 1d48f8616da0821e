#include "base/interrupt.h"

#include <signal.h>

/* A signal handler can reach nothing but a static flag. */
static volatile sig_atomic_t noted, deferred;

static void interrupt_note(int number)
{
    /* A second one of another kind: the system is to end us by it. */
    if (__atomic_exchange_n(&noted, 1, __ATOMIC_RELAXED)) {
        signal(number, SIG_DFL);
        raise(number);
    }
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
    return interrupt_noted() && !__atomic_load_n(&deferred, __ATOMIC_RELAXED);
}

Status interrupt_check(Diag *diag)
{
    if (interrupt_requested())
        return diag_fail(diag, ERR_INTERRUPTED, "interrupted");
    return OK;
}

void interrupt_defer(void)
{
    __atomic_store_n(&deferred, 1, __ATOMIC_RELAXED);
}

bool interrupt_noted(void)
{
    return __atomic_load_n(&noted, __ATOMIC_RELAXED) != 0;
}
