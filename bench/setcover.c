/* The set-cover engine on benchmark instances: objective, bound, cover recounted here. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/options.h"
#include "bench/instance.h"
#include "bench/measure.h"
#include "bench/ocp.h"
#include "bench/pattern.h"
#include "bench/program.h"
#include "planner/siting/cover/cover_greedy.h"
#include "planner/siting/cover/cover_solve.h"

enum { SEEDS_MOST = 99, BOUND_ROUNDS = 400 /* after a pattern */ };

typedef struct {
    bool unicost, help, greedy;
    const char *file, *format, *ocp, *pattern, *solution;
    OcpRoom room;
    int period_x, period_y;
    double time_s;
    long seed, seeds, steps;
} Wishes;

static Status parse(Wishes *wishes, int argc, char **argv, Diag *diag)
{
    Option table[] = {
        {"ocp", 0, OPTION_TEXT, &wishes->ocp, "W,D,PX", NULL,
         "make a room of W x D metres at PX pixels a metre instead of reading FILE"},
        {"pattern", 0, OPTION_TEXT, &wishes->pattern, "X,Y", NULL,
         "with --ocp: start from a crystal that repeats after X and Y floor points"},
        {"format", 0, OPTION_CHOICE, &wishes->format, "NAME", "orlib|rail|sts",
         "of FILE (what its numbers say)"},
        {"unicost", 0, OPTION_FLAG, &wishes->unicost, NULL, NULL, "count columns, not costs"},
        {"greedy", 0, OPTION_FLAG, &wishes->greedy, NULL, NULL, "stop after the greedy cover"},
        {"time", 0, OPTION_NUMBER, &wishes->time_s, "S", NULL, "processor seconds at most (10)"},
        {"steps", 0, OPTION_INTEGER, &wishes->steps, "N", NULL, "search steps at most (no limit)"},
        {"seed", 0, OPTION_INTEGER, &wishes->seed, "N", NULL, "another, another search (1)"},
        {"seeds", 0, OPTION_INTEGER, &wishes->seeds, "N", NULL,
         "solve N times, from this seed on, and print median and worst (1)"},
        {"solution", 0, OPTION_TEXT, &wishes->solution, "OUT", NULL,
         "write the columns chosen, from 1 (of the last seed)"},
        {"help", 'h', OPTION_FLAG, &wishes->help, NULL, NULL, "print this"},
        {0},
    };
    OptionList rest = {0};
    Status status = options_parse(table, argc, argv, &rest, diag);

    if (wishes->help) {
        printf("usage: setcover FILE | --ocp W,D,PX [options]\n");
        options_help(table, stdout);
    } else if (status == OK &&
               (rest.count != (wishes->ocp ? 0u : 1u) || !(wishes->time_s > 0) ||
                wishes->steps < 0 || wishes->seeds < 1 || wishes->seeds > SEEDS_MOST)) {
        status =
            diag_fail(diag, ERR_USAGE,
                      "give one FILE or --ocp W,D,PX; time, steps and seeds (to 99) are positive");
    }
    wishes->file = rest.count ? rest.items[0] : NULL;
    options_list_release(&rest);
    return status;
}

static Status read_room(Wishes *wishes, Diag *diag)
{
    double width_m, depth_m, px_per_m;
    int *x = &wishes->period_x, *y = &wishes->period_y;

    if (sscanf(wishes->ocp, "%lf,%lf,%lf", &width_m, &depth_m, &px_per_m) != 3 ||
        !(width_m >= 1 && width_m <= 1000) || !(depth_m >= 1) || !(depth_m <= 1000) ||
        !(px_per_m >= 1))
        return diag_fail(diag, ERR_USAGE, "--ocp %s is not W,D,PX with sides of 1 to 1000 m",
                         wishes->ocp);
    wishes->room = ocp_room(width_m, depth_m, px_per_m);
    if (wishes->pattern && (sscanf(wishes->pattern, "%d,%d", x, y) != 2 || *x < 1 || *y < 1 ||
                            *x > wishes->room.nx || *y > wishes->room.ny))
        return diag_fail(diag, ERR_USAGE, "--pattern %s is not X,Y with numbers of 1 to the room's",
                         wishes->pattern);
    return OK;
}

static Status load(SetCover *out, const Wishes *wishes, Diag *diag)
{
    Status status;

    if (wishes->ocp)
        return ocp_make(out, &wishes->room, diag);
    status = instance_read(out, wishes->file, wishes->format, diag);
    if (status == OK && wishes->unicost)
        instance_unicost(out);
    return status;
}

/* --- the answer, recounted by code of this file alone ---------------------------------- */

static bool is_cover(const SetCover *problem, const uint32_t *chosen, size_t count)
{
    const CoverMatrix *m = problem->matrix;
    bool *covered = memory_new(m->rows + 1, sizeof *covered), all = true;

    for (size_t k = 0; k < count; k++)
        for (size_t a = m->first[chosen[k]]; a < m->first[chosen[k] + 1]; a++)
            covered[m->rows_of[a]] = true;
    for (size_t i = 0; i < m->rows; i++)
        all = all && covered[i];
    free(covered);
    return all;
}

static int64_t cost_of(const SetCover *problem, const uint32_t *chosen, size_t count)
{
    int64_t cost = 0;

    for (size_t k = 0; k < count; k++)
        cost += problem->cost[chosen[k]];
    return cost;
}

static Status write_solution(const char *path, const uint32_t *chosen, size_t count, Diag *diag)
{
    FILE *out = fopen(path, "w");
    bool fine = out != NULL;

    for (size_t k = 0; k < count && fine; k++)
        fine = fprintf(out, "%u\n", chosen[k] + 1) > 0;
    if (out && fclose(out) != 0)
        fine = false;
    return fine ? OK : diag_fail(diag, ERR_OUTPUT, "%s cannot be written", path);
}

typedef struct {
    double start_s, limit_s, best_s;
} Watch;

static bool time_is_up(void *of)
{
    const Watch *watch = of;

    return measure_cpu_s() - watch->start_s > watch->limit_s;
}

static void note_best(void *of, int64_t cost, double bound)
{
    Watch *watch = of;

    watch->best_s = measure_cpu_s() - watch->start_s;
    fprintf(stderr, "%8.2f s  %lld  (bound %.3f)\n", watch->best_s, (long long)cost, bound);
}

static Status solve_pattern(const Wishes *wishes, const SetCover *problem, CoverAnswer *answer,
                            const CoverWish *wish, Diag *diag)
{
    Pattern pattern = {wishes->period_x, wishes->period_y, wish->seed,
                       wish->effort,     wish->told,       wish->told_of};
    CoverEffort rounds = {BOUND_ROUNDS, NULL, NULL};
    CoverPrices prices;
    Status status;

    answer->chosen = memory_new(problem->matrix->columns + 1, sizeof *answer->chosen);
    status = pattern_cover(&wishes->room, problem, &pattern, answer->chosen, &answer->count, diag);
    if (status != OK)
        return status;
    cover_prices_init(&prices, problem);
    cover_prices_improve(&prices, (int64_t)answer->count, &rounds);
    answer->bound = (double)prices.numerator / PRICE_UNIT;
    cover_prices_release(&prices);
    return OK;
}

static Status solve(const Wishes *wishes, const SetCover *problem, long seed, CoverAnswer *answer,
                    Watch *watch, Diag *diag)
{
    CoverWish wish = {
        .seed = (uint64_t)seed,
        .effort = {wishes->steps ? (uint64_t)wishes->steps : (uint64_t)1 << 62, time_is_up, watch},
        .told = note_best,
        .told_of = watch};

    if (wishes->pattern)
        return solve_pattern(wishes, problem, answer, &wish, diag);
    if (!wishes->greedy)
        return cover_solve(answer, problem, &wish, diag);
    answer->chosen = memory_new(problem->matrix->columns + 1, sizeof *answer->chosen);
    answer->count = cover_greedy(problem, answer->chosen);
    note_best(watch, cost_of(problem, answer->chosen, answer->count), 0);
    return OK;
}

static Status run_seed(const Wishes *wishes, const SetCover *problem, long seed, int64_t *cost,
                       Diag *diag)
{
    CoverAnswer answer = {0};
    Watch watch = {measure_cpu_s(), wishes->time_s, 0};
    Status status = solve(wishes, problem, seed, &answer, &watch, diag);

    if (status == OK && wishes->seeds > 1)
        printf("seed %ld\n", seed);
    if (status == OK) {
        *cost = cost_of(problem, answer.chosen, answer.count);
        printf("objective %lld\nbound %.4f%s\ncover %s\ntime_to_best %.2f\n", (long long)*cost,
               answer.bound, answer.optimal ? " optimal" : "",
               is_cover(problem, answer.chosen, answer.count) ? "ok" : "BROKEN", watch.best_s);
        fflush(stdout);
    }
    if (status == OK && wishes->solution)
        status = write_solution(wishes->solution, answer.chosen, answer.count, diag);
    cover_answer_release(&answer);
    return status;
}

static int least_first(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    return (a > b) - (a < b);
}

static Status run(const Wishes *wishes, Diag *diag)
{
    SetCover problem = {0};
    int64_t costs[SEEDS_MOST];
    size_t count = 0;
    Status status = load(&problem, wishes, diag);

    if (status == OK)
        printf("rows %zu\ncolumns %zu\narcs %zu\n", problem.matrix->rows, problem.matrix->columns,
               problem.matrix->arcs);
    if (status == OK && !wishes->greedy)
        status = cover_matrix_by_rows(problem.matrix, diag);
    for (; count < (size_t)wishes->seeds && status == OK; count++)
        status = run_seed(wishes, &problem, wishes->seed + (long)count, &costs[count], diag);
    if (status == OK && count > 1) {
        qsort(costs, count, sizeof *costs, least_first);
        printf("seeds %zu\nbest %lld\nmedian %lld\nworst %lld\n", count, (long long)costs[0],
               (long long)costs[(count - 1) / 2], (long long)costs[count - 1]);
    }
    set_cover_release(&problem);
    return status;
}

int main(int argc, char **argv)
{
    Wishes wishes = {.time_s = 10, .seed = 1, .seeds = 1};
    Diag diag = {0};
    Status status = parse(&wishes, argc, argv, &diag);

    if (status == OK && !wishes.help && wishes.ocp)
        status = read_room(&wishes, &diag);
    if (status == OK && !wishes.help)
        status = run(&wishes, &diag);
    return program_end("setcover", status, &diag);
}
