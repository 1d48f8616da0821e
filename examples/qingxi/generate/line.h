/* line.h - points and polylines in metres (x = east, y = north), local to the town.
 *
 * The town is drawn in local coordinates, 0..6000 east and 0..5000 north;
 * the writers add the origin in EPSG:4542. Angles are radians from east,
 * counter-clockwise. Not thread-safe.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_LINE_H
#define EXAMPLES_QINGXI_GENERATE_LINE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    double x, y;
} Point;

/* An open polyline or, where said so, a ring without its closing point. */
typedef struct {
    Point *at;
    size_t count, capacity;
} Line;

void line_push(Line *line, Point point);
void line_insert(Line *line, size_t before, Point point);
void line_release(Line *line);
Line line_copy(const Line *line);
/* The part between two vertices, both included. */
Line line_part(const Line *line, size_t first, size_t last);

/* A smooth curve through the controls (centripetal Catmull-Rom), about `step_m` a vertex;
 * the controls themselves are vertices. */
Line line_spline(const Point *controls, size_t count, double step_m);
/* The same through a ring of controls. */
Line line_spline_ring(const Point *controls, size_t count, double step_m);

double line_length_m(const Line *line);
/* The point `along_m` from the start and the heading there. */
Point line_at(const Line *line, double along_m, double *heading);
/* Distance to the nearest point of the line; `along_m` may be NULL. */
double line_distance_m(const Line *line, Point point, double *along_m);
size_t line_nearest_vertex(const Line *line, Point point, double *distance_m);

/* Both edges of a line widened by half_m[vertex], as a ring. */
Line line_widen(const Line *line, const double *half_m);

bool ring_contains(const Line *ring, Point point);
double ring_area_m2(const Line *ring);

double point_distance_m(Point a, Point b);
/* `forward_m` along the heading and `left_m` across it. */
Point point_move(Point from, double heading, double forward_m, double left_m);

#endif
