/* run.c - the main job, and the three that do less of it. */
#include <stdio.h>

#include "planner/command/job.h"
#include "planner/report/report.h"

typedef struct {
    const char *name;
    bool cover, place, maps, write;
} Extent;

/* Reads as the list of the architecture page: each line is one arrow. */
static Status run_job(Job *job, const Extent *extent, const CommonOptions *common, const char *path,
                      Diag *diag)
{
    Status status = OK;

    if (extent->write && !common->dry_run)
        status = job_open_out(job, common, path, diag);
    if (status == OK)
        status = job_read(job, common, path, diag);
    if (status == OK)
        status = job_derive(job, diag);
    if (status == OK)
        status = job_cameras(job, diag);
    if (status == OK && common->dry_run)
        return report_dry_run(&(Outcome){.scene = job->scene,
                                         .zones = job->zones,
                                         .demand = job->demand,
                                         .findings = &job->findings,
                                         .project = job->project},
                              common->format);
    if (status == OK)
        status = job_cover(job, diag);
    if (status == OK && extent->place)
        status = job_place(job, diag);
    if (status == OK && extent->place)
        status = job_ask(job, diag);
    if (status == OK)
        status = job_judge(job, diag);
    if (status == OK && job->out) {
        Outcome outcome = job_outcome(job, extent->name);
        status = extent->cover ? report_write(&outcome, job->out, extent->maps, diag)
                               : report_write_findings(&outcome, job->out, diag);
    }
    if (status == OK && job->out)
        status = out_folder_commit(job->out, diag);
    return status;
}

static int run_extent(const Extent *extent, int argc, char *const argv[])
{
    Diag diag = {0};
    CommonOptions common;
    OptionList positional;
    Job job;
    bool done;
    int code;
    Status status = common_parse(&common, extent->name, argc, argv, 1, &positional, &done, &diag);

    job_init(&job);
    if (status == OK && !done) {
        Extent asked = *extent;
        /* `check` writes nothing but findings, and a file of them only where one is asked for. */
        asked.write = extent->write || common.out;
        status = run_job(&job, &asked, &common, positional.items[0], &diag);
    }
    if (status == OK && !done && !common.dry_run) {
        Outcome outcome = job_outcome(&job, extent->name);
        report_print(&outcome, &(ReportWish){.format = common.format,
                                             .out = job.out ? job.out_path : NULL,
                                             .computed = extent->cover,
                                             .quiet = common.quiet});
    }
    code =
        status == OK && !done && !common.dry_run ? job_exit_code(&job) : command_end(status, &diag);
    job_release(&job);
    common_release(&common, &positional);
    return code;
}

int command_run(int argc, char *const argv[])
{
    return run_extent(&(Extent){"run", true, true, true, true}, argc, argv);
}

int command_place(int argc, char *const argv[])
{
    return run_extent(&(Extent){"place", true, true, false, true}, argc, argv);
}

int command_coverage(int argc, char *const argv[])
{
    return run_extent(&(Extent){"coverage", true, false, false, true}, argc, argv);
}

int command_check(int argc, char *const argv[])
{
    return run_extent(&(Extent){"check", false, false, false, false}, argc, argv);
}
