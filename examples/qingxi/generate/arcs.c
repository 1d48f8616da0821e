#include "examples/qingxi/generate/arcs.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/drawn.h"

static void push_edge(OGRGeometryH lines, Point a, Point b)
{
    Point at[2] = {a, b};
    Line edge = {.at = at, .count = 2};

    OGR_G_AddGeometryDirectly(lines, book_line(&edge));
}

/* The borders between cells of different classes, joined into arcs. */
static OGRGeometryH class_borders(const unsigned char *cells)
{
    OGRGeometryH lines = OGR_G_CreateGeometry(wkbMultiLineString);

    for (int row = 0; row < LAND_ROWS; row++)
        for (int column = 0; column < LAND_COLUMNS; column++) {
            double x = LAND_WEST_M + column * LAND_CELL_M, y = LAND_SOUTH_M + row * LAND_CELL_M;
            int here = cells[row * LAND_COLUMNS + column];

            if (column && cells[row * LAND_COLUMNS + column - 1] != here)
                push_edge(lines, (Point){x, y}, (Point){x, y + LAND_CELL_M});
            if (row && cells[(row - 1) * LAND_COLUMNS + column] != here)
                push_edge(lines, (Point){x, y}, (Point){x + LAND_CELL_M, y});
        }
    return lines;
}

/* Every inner point moves towards its neighbours' middle: the stairs of the grid become curves. */
static void relax(Line *line, int passes)
{
    Line next = line_copy(line);

    for (int pass = 0; pass < passes; pass++) {
        for (size_t i = 1; i + 1 < line->count; i++) {
            Point a = line->at[i - 1], b = line->at[i], c = line->at[i + 1];

            next.at[i] = (Point){(a.x + 2 * b.x + c.x) / 4, (a.y + 2 * b.y + c.y) / 4};
        }
        for (size_t i = 0; i < line->count; i++)
            line->at[i] = next.at[i];
    }
    line_release(&next);
}

/* Then Chaikin's corner cutting, ends fixed: neighbours keep their common border. */
static Line smooth_arc(OGRGeometryH arc)
{
    Line line = {0};

    for (int i = 0; i < OGR_G_GetPointCount(arc); i++)
        line_push(&line,
                  (Point){OGR_G_GetX(arc, i) - ORIGIN_EAST_M, OGR_G_GetY(arc, i) - ORIGIN_NORTH_M});
    relax(&line, 5);
    for (int pass = 0; pass < 1 && line.count > 2; pass++) {
        Line cut = {0};

        line_push(&cut, line.at[0]);
        for (size_t i = 1; i + 1 < line.count; i++) {
            Point a = line.at[i - 1], b = line.at[i], c = line.at[i + 1];

            line_push(&cut, (Point){(a.x + 3 * b.x) / 4, (a.y + 3 * b.y) / 4});
            line_push(&cut, (Point){(3 * b.x + c.x) / 4, (3 * b.y + c.y) / 4});
        }
        line_push(&cut, line.at[line.count - 1]);
        line_release(&line);
        line = cut;
    }
    return line;
}

typedef struct {
    int *mark, *next[4]; /* at each lattice node, the neighbours that an edge leads to */
} Lattice;

static int node_of(Point p)
{
    return (int)lround((p.y - LAND_SOUTH_M) / LAND_CELL_M) * (LAND_COLUMNS + 1) +
           (int)lround((p.x - LAND_WEST_M) / LAND_CELL_M);
}

static Point node_point(int node)
{
    return (Point){LAND_WEST_M + node % (LAND_COLUMNS + 1) * LAND_CELL_M,
                   LAND_SOUTH_M + node / (LAND_COLUMNS + 1) * LAND_CELL_M};
}

static void lattice_join(Lattice *lattice, int a, int b)
{
    lattice->next[lattice->mark[a]++][a] = b + 1;
    lattice->next[lattice->mark[b]++][b] = a + 1;
}

static int lattice_take(Lattice *lattice, int from)
{
    for (int k = 0; k < 4; k++) {
        int to = lattice->next[k][from] - 1;

        if (to < 0)
            continue;
        lattice->next[k][from] = 0;
        for (int back = 0; back < 4; back++)
            if (lattice->next[back][to] == from + 1) {
                lattice->next[back][to] = 0;
                break;
            }
        return to;
    }
    return -1;
}

static void walk_from(Lattice *lattice, int start, OGRGeometryH out)
{
    for (int to = lattice_take(lattice, start); to >= 0; to = lattice_take(lattice, start)) {
        OGRGeometryH arc;
        Line line = {0}, smooth;

        line_push(&line, node_point(start));
        line_push(&line, node_point(to));
        for (int at = to; lattice->mark[at] == 2 && at != start;) {
            at = lattice_take(lattice, at);
            if (at < 0)
                break;
            line_push(&line, node_point(at));
        }
        arc = book_line(&line);
        smooth = smooth_arc(arc);
        OGR_G_AddGeometryDirectly(out, book_line(&smooth));
        OGR_G_DestroyGeometry(arc);
        line_release(&line);
        line_release(&smooth);
    }
}

/* Arcs between the points where three or more borders meet. */
static void walk_arcs(OGRGeometryH edges, OGRGeometryH out)
{
    size_t nodes = (size_t)(LAND_COLUMNS + 1) * (LAND_ROWS + 1);
    Lattice lattice = {.mark = memory_new(nodes, sizeof(int))};

    for (int k = 0; k < 4; k++)
        lattice.next[k] = memory_new(nodes, sizeof(int));
    for (int i = 0; i < OGR_G_GetGeometryCount(edges); i++) {
        OGRGeometryH edge = OGR_G_GetGeometryRef(edges, i);
        Point a = {OGR_G_GetX(edge, 0) - ORIGIN_EAST_M, OGR_G_GetY(edge, 0) - ORIGIN_NORTH_M};
        Point b = {OGR_G_GetX(edge, 1) - ORIGIN_EAST_M, OGR_G_GetY(edge, 1) - ORIGIN_NORTH_M};

        lattice_join(&lattice, node_of(a), node_of(b));
    }
    for (int pass = 0; pass < 2; pass++) /* first from meeting points, then closed loops */
        for (int node = 0; node < (int)nodes; node++)
            if (pass || (lattice.mark[node] && lattice.mark[node] != 2))
                walk_from(&lattice, node, out);
    free(lattice.mark);
    for (int k = 0; k < 4; k++)
        free(lattice.next[k]);
}

OGRGeometryH arcs_between(const unsigned char *cells)
{
    OGRGeometryH edges = class_borders(cells), arcs = OGR_G_CreateGeometry(wkbMultiLineString);

    walk_arcs(edges, arcs);
    OGR_G_DestroyGeometry(edges);
    return arcs;
}
