#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/sha256.h"
#include "base/text.h"
#include "data/zoom.h"
#include "planner/verify/reference_bound.h"
#include "planner/verify/reference_cost.h"
#include "planner/verify/verify_parts.h"

static const double COST_SLACK = 0.005, ON_POLE_M = 0.01;

static bool near_to(double a, double b, double slack)
{
    return fabs(a - b) <= slack || (isnan(a) && isnan(b));
}

/* --- what run.json says -------------------------------------------------------------- */

/* The same bound stands there three times: in the currency, in units, and as a gap. */
static void check_figures(Verify *verify)
{
    const WrittenPlan *plan = verify->plan;
    const WrittenBound *bound = &plan->bound;
    double gap = plan->cost > 0 ? (plan->cost - plan->lower_bound) / plan->cost : (double)NAN;

    if (!(bound->bound >= 0 && bound->bound < 1e15) || bound->bound != floor(bound->bound) ||
        !near_to(bound->bound / REFERENCE_UNITS, plan->lower_bound, 1e-6))
        verify_differs(verify,
                       "run.json: lower_bound %.2f is not the certificate's bound %.0f / %d",
                       plan->lower_bound, bound->bound, REFERENCE_UNITS);
    if (!near_to(plan->gap, gap, 1e-9))
        verify_differs(verify, "run.json: gap %.6f, of its cost and bound %.6f", plan->gap, gap);
    if (plan->lower_bound > plan->cost + COST_SLACK)
        verify_differs(verify, "run.json: lower_bound %.2f exceeds the plan's cost %.2f",
                       plan->lower_bound, plan->cost);
    if (bound->units != REFERENCE_UNITS || bound->prices != REFERENCE_PRICES ||
        bound->weights != REFERENCE_WEIGHTS)
        verify_differs(verify,
                       "run.json: the certificate's units are %.0f, %.0f and %.0f, which are not "
                       "those of its format: %d, %d and %d",
                       bound->units, bound->prices, bound->weights, REFERENCE_UNITS,
                       REFERENCE_PRICES, REFERENCE_WEIGHTS);
}

static void check_hash(Verify *verify, const char *path)
{
    Diag ignored = {0};
    char hash[65];

    if (sha256_file(path, hash, &ignored) == OK && !text_equal(hash, verify->plan->bound.sha256))
        verify_differs(verify, "%s: is not the certificate that run.json names (SHA-256)",
                       verify->plan->bound.file);
}

static void check_count(Verify *verify, const char *what, double written, size_t found)
{
    if (written != (double)found)
        verify_differs(verify, "certificate: %zu %s, run.json says %.0f", found, what, written);
}

/* --- what the certificate says of the world ------------------------------------------- */

/* False: a lens that nobody can look through. */
static bool check_lens(Verify *verify, const WrittenLens *lens)
{
    const CameraModel *model = catalogue_find(verify->scene->catalogue, lens->model);

    if (!model || !zoom_holds(model, lens->hfov_deg) || !(lens->max_range_m >= 0)) {
        verify_differs(verify, "certificate: no lens of the catalogue is '%s' at %g degrees",
                       lens->model, lens->hfov_deg);
        return false;
    }
    if (!near_to(lens->cost, model->cost, COST_SLACK))
        verify_differs(verify, "certificate: model %s costs %.2f there, %.2f in the catalogue",
                       lens->model, lens->cost, model->cost);
    if (!near_to(lens->vfov_deg, zoom_vfov_deg(model, lens->hfov_deg), 1e-9) ||
        !near_to(lens->focal_mm, zoom_focal_mm(model, lens->hfov_deg), 1e-6))
        verify_differs(verify, "certificate: model %s at %g degrees is not as the catalogue has it",
                       lens->model, lens->hfov_deg);
    return true;
}

/* An eye stands at mount height on its ground, at most one and a half cells from the site. */
static void check_eye(Verify *verify, const WrittenSite *site, SurfaceUse use)
{
    const Surface *surface = scene_surface(verify->scene, use);
    const ReferencePoint *eye = &site->eye[use];
    double allowed = 1.5 * fmax(surface->grid.dx_m, surface->grid.dy_m) + 1e-6;

    if (isnan(eye->x))
        return;
    if (!near_to(eye->z, surface_ground_at(surface, eye->x, eye->y) + site->mount_height_m, 1e-6) ||
        !(hypot(eye->x - site->x, eye->y - site->y) <= allowed))
        verify_differs(verify, "certificate: site %s has an eye that does not stand on its ground",
                       site->id);
}

static void check_sites(Verify *verify, const WrittenCertificate *certificate)
{
    size_t count, poles;
    double *connections = reference_connections(verify->scene, &count, &poles);

    for (size_t s = 0; s < certificate->site_count; s++) {
        const WrittenSite *site = &certificate->sites[s];
        double nearest_m = INFINITY, pole_m = INFINITY, cost;
        for (size_t i = 0; i < count; i++) {
            double away_m = hypot(connections[2 * i] - site->x, connections[2 * i + 1] - site->y);
            nearest_m = fmin(nearest_m, away_m);
            pole_m = i < poles ? fmin(pole_m, away_m) : pole_m;
        }
        cost = reference_pole_cost(verify->scene, nearest_m, site->pole_new);
        if (!near_to(cost, site->cost, COST_SLACK) || (site->pole_new && pole_m <= ON_POLE_M))
            verify_differs(verify, "certificate: site %s costs %.2f there, recomputed %.2f",
                           site->id, site->cost, cost);
        check_eye(verify, site, USE_STREET);
        check_eye(verify, site, USE_LONG_RANGE);
    }
    free(connections);
}

/* A higher target would prove more than the plan's own choice must reach. */
static void check_targets(Verify *verify, const ReferenceDemand *demand)
{
    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        int64_t most;
        if (!demand->prices[z] || demand->prices[z]->target <= 0)
            continue;
        most = reference_target_most(demand, z);
        if (demand->prices[z]->target > most)
            verify_differs(verify,
                           "certificate: zone %s: its target is %.3f m2, quota and plan come to "
                           "%.3f m2 at most",
                           demand->zones->zones[z].id,
                           (double)demand->prices[z]->target / REFERENCE_WEIGHTS,
                           (double)most / REFERENCE_WEIGHTS);
    }
}

/* --- the bound ------------------------------------------------------------------------ */

static void compare(Verify *verify, const ReferenceBound *again)
{
    double written = verify->plan->bound.bound;

    if (written < (double)again->least || written > (double)again->most)
        verify_differs(verify, "certificate: proves %.2f to %.2f, run.json states %.2f",
                       (double)again->least / REFERENCE_UNITS,
                       (double)again->most / REFERENCE_UNITS, written / REFERENCE_UNITS);
}

static void print_bound(const Verify *verify, const WrittenCertificate *certificate,
                        const ReferenceBound *again)
{
    printf("bound        %.2f by %zu candidates on %zu sites and the prices of %zu cells\n",
           verify->plan->lower_bound, certificate->aim_count, certificate->site_count,
           certificate->cell_count);
    if (again->least != again->most)
        printf("             recomputed %.2f to %.2f: of %zu views of priced cells %zu are within "
               "rounding of a limit\n",
               (double)again->least / REFERENCE_UNITS, (double)again->most / REFERENCE_UNITS,
               again->arcs, again->ties);
}

static Status recompute(Verify *verify, const WrittenCertificate *certificate, Diag *diag)
{
    const WrittenBound *written = &verify->plan->bound;
    ReferenceDemand demand;
    ReferenceBound again;
    Status status =
        reference_demand(&demand, verify->scene, verify->zones, verify->plan, certificate, diag);

    if (status == OK) {
        check_count(verify, "sites", written->sites, certificate->site_count);
        check_count(verify, "candidates", written->candidates, certificate->aim_count);
        check_count(verify, "demand cells", written->demand_cells, demand.count);
        check_count(verify, "priced cells", written->priced_cells, certificate->cell_count);
        if (demand.strangers)
            verify_differs(verify,
                           "certificate: %zu prices are of zones or cells that are not there, or "
                           "come twice",
                           demand.strangers);
        check_targets(verify, &demand);
        status = reference_bound(&again, &demand, diag);
    }
    if (status == OK) {
        compare(verify, &again);
        print_bound(verify, certificate, &again);
    }
    reference_demand_release(&demand);
    return status;
}

static Status check_certificate(Verify *verify, const char *path, Diag *diag)
{
    WrittenCertificate certificate;
    Status status = written_certificate_read(&certificate, path, diag);
    bool lenses = true;

    for (size_t l = 0; status == OK && l < certificate.lens_count; l++)
        lenses = check_lens(verify, &certificate.lenses[l]) && lenses;
    if (status == OK) {
        check_sites(verify, &certificate);
        if (lenses)
            status = recompute(verify, &certificate, diag);
    }
    written_certificate_release(&certificate);
    return status;
}

Status verify_bound(Verify *verify, Diag *diag)
{
    const WrittenPlan *plan = verify->plan;
    Status status = OK;
    char *path;

    if (isnan(plan->lower_bound) && !plan->bound.file) {
        printf("bound        none is stated\n");
        return OK;
    }
    if (!plan->bound.file || !plan->bound.sha256) {
        verify_differs(verify, "run.json: states a lower bound and no certificate of it");
        return OK;
    }
    check_figures(verify);
    path = text_path_join(plan->folder, plan->bound.file);
    check_hash(verify, path);
    if (access(path, F_OK) == 0) /* else told among the outputs */
        status = check_certificate(verify, path, diag);
    else
        verify_differs(verify, "%s: the certificate of the bound is not there", plan->bound.file);
    free(path);
    return status;
}
