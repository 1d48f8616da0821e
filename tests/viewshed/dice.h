/* dice.h - seeded random numbers for made-up surfaces and eyes.
 *
 * The same seed gives the same numbers on every machine: only + - * / and integers, nothing
 * of libm, whose last bits differ. A Dice belongs to one thread.
 */
#ifndef TESTS_VIEWSHED_DICE_H
#define TESTS_VIEWSHED_DICE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t state;
} Dice;

Dice dice_new(uint64_t seed);
double dice_unit(Dice *dice); /* uniform in [0, 1) */
double dice_between(Dice *dice, double low, double high);
long dice_from(Dice *dice, long low, long below); /* low .. below - 1 */
bool dice_chance(Dice *dice, double share);
double dice_normal(Dice *dice);      /* about normal: a sum of four; mean 0, deviation 1 */
double dice_exponential(Dice *dice); /* mean 1 */
/* From `low` to `high`, small ones more often. */
double dice_scale(Dice *dice, double low, double high);

#endif
