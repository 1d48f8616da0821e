/* instance.h - set-cover benchmark instances: the formats of public collections.
 *
 * orlib  m n, the n costs, then for each row its count and its columns from 1 (J. E. Beasley)
 * rail   m n, then for each column its cost, its count and its rows from 1
 * sts    variables and triples, then one triple of variables from 1 a line; cost 1
 */
#ifndef BENCH_INSTANCE_H
#define BENCH_INSTANCE_H

#include "planner/siting/cover/set_cover.h"

/* `format` NULL: guessed from the numbers. ERR_INPUT names the file and what is wrong. */
MUST_CHECK Status instance_read(SetCover *out, const char *path, const char *format, Diag *diag);

/* All costs 1. */
void instance_unicost(SetCover *problem);

#endif
